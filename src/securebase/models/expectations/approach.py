"""Avoidance that protects a belief: who stays away learns nothing new (the hot stove effect).

Denrell (2005), doi 10.1037/0033-295X.112.4.951. Its reading as attachment is ILLUSTRATIVE.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np
import scipy

from securebase.models._checks import above, all_within, whole, within
from securebase.models._numbers import as_given
from securebase.models.expectations.evidence import INTERACTIONS_RANGE, PEOPLE_RANGE

if TYPE_CHECKING:
    from collections.abc import Mapping

    import numpy.typing as npt

    from securebase.models._checks import FloatArray
    from securebase.models._numbers import Numbers

SENSITIVITY_RANGE: Final = (0.0, 20.0)
"""Accepted sensitivity of approach to the impression held, per unit of the impression."""

HIGHEST_RATE: Final = 1.0
"""Greatest accepted weight of a new experience; any above 0 is accepted."""


HOT_STOVE_EXAMPLE: Final[Mapping[str, float]] = {"rate": 0.5, "sensitivity": 2.0}
"""The course's worked example. Chosen here."""


def hot_stove_bias(rate: float, sensitivity: Numbers, sd: float = 1.0) -> Numbers:
    """Return how far below the truth impressions end up on average.

    Parameters
    ----------
    rate : float
        Weight b of a new experience, above 0 and at most 1.
    sensitivity : float or array
        S, from 0 to 20: how strongly a bad impression keeps a person away.
    sd : float
        Standard deviation σ of single experiences, above 0; their mean is 0.

    Returns
    -------
    float or array of the shape of ``sensitivity``
        −S s² e^{S²s²/2} / (1 + e^{S²s²/2}) with s² = bσ² / (2 − b), in units of an experience. 0 where
        everybody is always approached alike; −0.441 at b = 0.5, S = 2, σ = 1.

    Raises
    ------
    ValueError
        If a number lies outside its range.

    Notes
    -----
    The person approaches with probability 1 / (1 + e^{−SV}) and only then updates V ← (1 − b) V + b ×
    experience. Experiences are normal. With every approach V is then normal with variance s², and it waits
    at each value for as long as that value keeps the person away.
    """
    weight, spread = _weight(rate), above("sd", sd, 0.0)
    strength = all_within("sensitivity", sensitivity, *SENSITIVITY_RANGE)
    variance = weight * spread**2 / (2.0 - weight)
    return as_given(-strength * variance * scipy.special.expit(strength**2 * variance / 2.0), sensitivity)


@dataclass(frozen=True)
class ApproachHistory:
    """What people came to think, and when they went near.

    Attributes
    ----------
    impression : array, shape (people, occasions + 1)
        Impressions, the start first, in units of an experience.
    approached : array of bool, shape (people, occasions)
        Whether each person went near on each occasion.
    """

    impression: FloatArray
    approached: npt.NDArray[np.bool_]


def simulate_approach(
    rng: np.random.Generator,
    *,
    people: int,
    occasions: int,
    rate: float,
    sensitivity: float,
    sd: float = 1.0,
    start: float = 0.0,
) -> ApproachHistory:
    """Simulate people who go near what they think well of, and learn only when they do.

    Parameters
    ----------
    rng : numpy.random.Generator
        Where the randomness comes from.
    people, occasions : int
        How many, from 1 to 100,000 people and from 1 to 2000 occasions.
    rate, sensitivity, sd : float
        As in :func:`hot_stove_bias`.
    start : float
        Everybody's first impression, in units of an experience.

    Returns
    -------
    ApproachHistory
        Impressions and approaches. The truth is 0 throughout.

    Raises
    ------
    ValueError
        If a number lies outside its range.
    """
    weight, spread = _weight(rate), above("sd", sd, 0.0)
    strength = within("sensitivity", sensitivity, *SENSITIVITY_RANGE)
    count = whole("people", people, *PEOPLE_RANGE)
    rounds = whole("occasions", occasions, *INTERACTIONS_RANGE)
    experience = spread * rng.standard_normal((rounds, count))
    # A person goes near when the impression exceeds a logistic threshold, which has that very probability.
    reluctance = rng.logistic(size=(rounds, count))
    impression = np.empty((rounds + 1, count))
    impression[0] = within("start", start, -np.inf, np.inf)
    approached = np.empty((rounds, count), dtype=np.bool_)
    for now in range(rounds):
        held = impression[now]
        approached[now] = strength * held > reluctance[now]
        impression[now + 1] = held + weight * np.where(approached[now], experience[now] - held, 0.0)
    return ApproachHistory(impression.T, approached.T)


def _weight(rate: float) -> float:
    return within("rate", above("rate", rate, 0.0), 0.0, HIGHEST_RATE)
