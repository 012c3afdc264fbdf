"""Bayes' rule for cues and for claims, and the same said in whole people."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from securebase.models._checks import all_within, whole, within
from securebase.models._numbers import as_given

if TYPE_CHECKING:
    from collections.abc import Mapping

    from securebase.models._numbers import Numbers

PROBABILITY_RANGE: Final = (0.0, 1.0)
"""Accepted range of a probability, both ends included."""

CROWD_RANGE: Final = (1, 1_000_000)
"""Accepted number of people that natural frequencies are counted in."""


SILENCE_EXAMPLE: Final[Mapping[str, float]] = {"prior": 0.1, "hit": 0.8, "false_alarm": 0.3}
"""Lesson 1's worked example: how often a silence is rejection. Invented; nobody counted these evenings."""


def posterior(prior: Numbers | float, hit: Numbers | float, false_alarm: Numbers | float) -> Numbers:
    """Return how likely a thing is once its cue was seen.

    Parameters
    ----------
    prior : float or array
        Probability of the thing before the cue, from 0 to 1.
    hit : float or array
        Probability of the cue where the thing is there, from 0 to 1.
    false_alarm : float or array
        Probability of the cue where it is not, from 0 to 1.

    Returns
    -------
    float or array
        Probability of the thing given the cue; of the common shape of the three.

    Raises
    ------
    ValueError
        If one of them lies outside 0 to 1, or if the cue could never be seen, so that nothing follows from
        it.

    Notes
    -----
    Bayes' rule. Its value at 0.05, 0.8, 0.3 is 0.123: a cue that most rejections bring, and that three in ten
    ordinary evenings bring too, leaves rejection unlikely.
    """
    before = all_within("prior", prior, *PROBABILITY_RANGE)
    with_it = before * all_within("hit", hit, *PROBABILITY_RANGE)
    without_it = (1.0 - before) * all_within("false_alarm", false_alarm, *PROBABILITY_RANGE)
    seen = with_it + without_it
    if np.any(seen == 0.0):
        raise ValueError(
            "With this prior, hit and false_alarm the cue is never seen (its probability is 0), so nothing "
            "follows from it. Give a hit or a false_alarm above 0 where the prior allows it."
        )
    return as_given(with_it / seen, prior, hit, false_alarm)


def positive_predictive_value(
    prior: Numbers | float, alpha: Numbers | float, power: Numbers | float
) -> Numbers:
    """Return how many of the findings that a field calls significant are true.

    Parameters
    ----------
    prior : float or array
        Share of the tested claims that are true, from 0 to 1.
    alpha : float or array
        Probability that a false claim comes out significant, from 0 to 1.
    power : float or array
        Probability that a true one does, from 0 to 1.

    Returns
    -------
    float or array
        Share of true ones among significant ones; of the common shape of the three.

    Raises
    ------
    ValueError
        If one of them lies outside 0 to 1, or if nothing could come out significant.

    Notes
    -----
    Bayes' rule again, as used by Ioannidis (2005) and by Button et al. (2013), without bias in the reporting.
    Its value at prior 0.1, alpha 0.05, power 0.2 is 0.308.
    """
    before = all_within("prior", prior, *PROBABILITY_RANGE)
    true = before * all_within("power", power, *PROBABILITY_RANGE)
    false = (1.0 - before) * all_within("alpha", alpha, *PROBABILITY_RANGE)
    significant = true + false
    if np.any(significant == 0.0):
        raise ValueError(
            "With this prior, alpha and power nothing ever comes out significant, so no share of it is true. "
            "Give an alpha or a power above 0 where the prior allows it."
        )
    return as_given(true / significant, prior, alpha, power)


@dataclass(frozen=True)
class NaturalFrequencies:
    """A crowd counted by whether the thing is there and whether its cue is seen.

    Attributes
    ----------
    hits, misses : int
        People with the thing: cue seen, cue not seen.
    false_alarms, correct_rejections : int
        People without it: cue seen, cue not seen.
    """

    hits: int
    misses: int
    false_alarms: int
    correct_rejections: int

    @property
    def people(self) -> int:
        """Everybody."""
        return self.hits + self.misses + self.false_alarms + self.correct_rejections

    @property
    def with_cue(self) -> int:
        """All those whose cue is seen; ``hits`` of these have the thing."""
        return self.hits + self.false_alarms


def natural_frequencies(
    prior: float, hit: float, false_alarm: float, *, people: int = 1000
) -> NaturalFrequencies:
    """Count a crowd instead of multiplying probabilities.

    Parameters
    ----------
    prior, hit, false_alarm : float
        As in :func:`posterior`, each from 0 to 1.
    people : int
        Size of the crowd, from 1 to 1,000,000.

    Returns
    -------
    NaturalFrequencies
        Whole people that add up to ``people``. Each count is rounded, so small crowds agree with
        :func:`posterior` only roughly.

    Raises
    ------
    ValueError
        If a number lies outside its range.

    Notes
    -----
    People reason better with counts than with probabilities: Gigerenzer & Hoffrage (1995).
    """
    everybody = whole("people", people, *CROWD_RANGE)
    having = round(everybody * within("prior", prior, *PROBABILITY_RANGE))
    hits = round(having * within("hit", hit, *PROBABILITY_RANGE))
    alarms = round((everybody - having) * within("false_alarm", false_alarm, *PROBABILITY_RANGE))
    return NaturalFrequencies(hits, having - hits, alarms, everybody - having - alarms)
