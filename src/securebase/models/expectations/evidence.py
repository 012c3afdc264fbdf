"""Learning by counting: an old expectation is so many remembered interactions, and new ones add to them.

This is Bayes' rule for a yes-or-no outcome with a beta prior (the beta-Bernoulli model of any textbook).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from securebase.models._checks import all_within, finite_array, within
from securebase.models._numbers import as_given

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import ArrayLike

    from securebase.models._checks import FloatArray
    from securebase.models._numbers import Numbers

EXPECTATION_RANGE: Final = (0.0, 1.0)
"""Accepted range of an expectation: the probability that the next bid for attention is answered."""

RELIABILITY_RANGE: Final = (0.0, 1.0)
"""Accepted range of a partner's reliability: the share of bids that are in fact answered."""

STRENGTH_RANGE: Final = (0.1, 1000.0)
"""Accepted strength of an old expectation, in interactions that it counts as much as."""


PEOPLE_RANGE: Final = (1, 100_000)
"""Accepted number of simulated learners."""

INTERACTIONS_RANGE: Final = (1, 2000)
"""Accepted number of simulated interactions."""


COUNTING_EXAMPLE: Final[Mapping[str, float]] = {"prior": 0.2, "strength": 20.0, "reliability": 0.9}
"""The course's worked example: an old expectation, how many exchanges it counts for, and the answers now."""

COUNTED_UNTIL: Final = 0.5
"""The expectation whose reaching is asked for in it."""


def interactions_until(level: float, prior: float, strength: float, reliability: float) -> float:
    """Return after how many interactions the average expectation reaches a level.

    Parameters
    ----------
    level : float
        The expectation to be reached, from 0 to 1.
    prior : float
        The expectation at the start, from 0 to 1.
    strength : float
        How many remembered interactions the start counts as much as, from 0.1 to 1000.
    reliability : float
        Share of bids that the partner answers, from 0 to 1.

    Returns
    -------
    float
        Number of interactions, as a rule not a whole one: 0 if the expectation starts there, infinity if it
        never gets there, because it stops short at the partner's reliability or moves the other way.

    Raises
    ------
    ValueError
        If a number lies outside its range.

    Notes
    -----
    strength × (level − prior) / (reliability − level). From 0.2 to 0.5 with a partner who answers 0.9 of the
    bids it takes 3.75, 15 or 37.5 interactions at a strength of 5, 20 or 50.
    """
    wanted, start = within("level", level, *EXPECTATION_RANGE), within("prior", prior, *EXPECTATION_RANGE)
    weight = within("strength", strength, *STRENGTH_RANGE)
    share = within("reliability", reliability, *RELIABILITY_RANGE)
    if wanted == start:
        return 0.0
    still_to_go = share - wanted
    if still_to_go * (wanted - start) <= 0.0:
        return np.inf
    return weight * (wanted - start) / still_to_go


def expected_level(interactions: Numbers, *, prior: float, strength: float, reliability: float) -> Numbers:
    """Return the average expectation after a number of interactions.

    Parameters
    ----------
    interactions : float or array
        0 or more.
    prior, strength, reliability : float
        As in :func:`interactions_until`, whose inverse this is.

    Returns
    -------
    float or array of the shape of ``interactions``
        Expectation from 0 to 1.

    Raises
    ------
    ValueError
        If a number lies outside its range.
    """
    count = all_within("interactions", interactions, 0.0, np.inf)
    start, weight = within("prior", prior, *EXPECTATION_RANGE), within("strength", strength, *STRENGTH_RANGE)
    share = within("reliability", reliability, *RELIABILITY_RANGE)
    return as_given((weight * start + count * share) / (weight + count), interactions)


def learn_by_counting(answers: ArrayLike, *, prior: float, strength: float) -> FloatArray:
    """Return the expectation before and after each of the answers met.

    Parameters
    ----------
    answers : array, shape (..., interactions)
        1 where a bid was answered, 0 where it was not; one row for each learner.
    prior, strength : float
        As in :func:`interactions_until`.

    Returns
    -------
    array, shape (..., interactions + 1)
        Expectations from 0 to 1, the start first.

    Raises
    ------
    ValueError
        If ``answers`` holds other numbers than 0 and 1, or another number lies outside its range.
    """
    met = only_answers(answers)
    start, weight = within("prior", prior, *EXPECTATION_RANGE), within("strength", strength, *STRENGTH_RANGE)
    counted = np.zeros((*met.shape[:-1], met.shape[-1] + 1))
    np.cumsum(met, axis=-1, out=counted[..., 1:])
    return (weight * start + counted) / (weight + np.arange(met.shape[-1] + 1))


def only_answers(answers: ArrayLike) -> FloatArray:
    """Return ``answers`` as an array of zeros and ones with at least one dimension.

    Raises
    ------
    ValueError
        If it holds another number.
    """
    met = np.atleast_1d(finite_array("answers", answers))
    other = met[(met != 0.0) & (met != 1.0)]
    if other.size:
        raise ValueError(f"answers must hold only 1 (answered) and 0 (not answered); it holds {other[0]:g}.")
    return met
