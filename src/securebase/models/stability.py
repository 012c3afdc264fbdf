"""How attachment security holds over time: what two measurements share, and who seems to have changed.

Scores are standardised: mean 0 and standard deviation 1 in the population.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np
import scipy

from securebase.models._checks import all_within, finite_array, whole, within
from securebase.models._numbers import as_given

if TYPE_CHECKING:
    import numpy.typing as npt

    from securebase.models._checks import FloatArray
    from securebase.models._numbers import Numbers

STEP_RANGE: Final = (0.0, 1.0)
"""Accepted carry-over from one occasion to the next."""

PROTOTYPE_RANGE: Final = (0.0, 1.0)
"""Accepted pull of an unchanging prototype: its correlation with the score of any one occasion."""

RETEST_RANGE: Final = (-1.0, 1.0)
"""Accepted retest correlation."""

PEOPLE_RANGE: Final = (1, 100_000)
"""Accepted number of simulated people, or of draws for one person."""

OCCASIONS_RANGE: Final = (0, 500)
"""Accepted number of occasions after the first."""

ROMANTIC_RETEST: Final = 0.65
"""About this over 30 days, for the nine-item scale about a romantic partner: reported by the scale's authors,
Fraley, Heffernan, Vicary & Brumbaugh (2011), doi 10.1037/a0022898. What it lacks to 1 is not all error: as
the authors' page says, it includes people whose relationships ended within the 30 days."""

PARENT_RETEST: Final = 0.80
"""About this over 30 days, for the same scale about a parent: the same source."""

LATENT_RETEST: Final = 0.92
"""About this over three weeks, for what the 36 statements of the revised scale about romantic partners have
in common: 85 % of the variance shared. Sibley, Fischer & Liu (2005), doi 10.1177/0146167205276865. The noise
of single statements is taken out, so that a score added up by hand agrees a little less well."""


def retest_correlation(lag: Numbers, *, step: float, prototype: float = 0.0) -> Numbers:
    """Return the correlation between two measurements that lie ``lag`` occasions apart.

    Parameters
    ----------
    lag : float or array
        Number of occasions between the two; 0 or more.
    step : float
        Carry-over s from one occasion to the next, from 0 to 1.
    prototype : float
        Correlation q of the scores with an early prototype that never changes, from 0 to 1. With 0 each
        experience revises what was there and nothing of the beginning stays.

    Returns
    -------
    float or array of the same shape
        q² + (1 − q²) sᵏ: 1 at lag 0, and q² after a very long time.

    Raises
    ------
    ValueError
        If a lag is negative, or ``step`` or ``prototype`` lies outside 0 to 1.

    Notes
    -----
    The revisionist and the prototype hypothesis of Fraley (2002). With s = 0.8 they differ clearly after 19
    occasions: 0.01 without, 0.39 with a prototype of 0.62.
    """
    occasions = all_within("lag", lag, 0.0, np.inf)
    carried = within("step", step, *STEP_RANGE)
    kept = within("prototype", prototype, *PROTOTYPE_RANGE) ** 2
    return as_given(kept + (1.0 - kept) * carried**occasions, lag)


def simulate_security(
    rng: np.random.Generator, *, people: int, occasions: int, step: float, prototype: float = 0.0
) -> FloatArray:
    """Simulate the security of many people over time, so that no line stands for all of them.

    Parameters
    ----------
    rng : numpy.random.Generator
        Where the randomness comes from.
    people, occasions : int
        How many people, from 1 to 100,000, and how many occasions after the first, from 0 to 500.
    step, prototype : float
        As in :func:`retest_correlation`, whose correlations these scores have.

    Returns
    -------
    array, shape (people, occasions + 1)
        Standardised scores, first occasion first.

    Raises
    ------
    ValueError
        If a count lies outside its range, or as in :func:`retest_correlation`.
    """
    carried, pull = within("step", step, *STEP_RANGE), within("prototype", prototype, *PROTOTYPE_RANGE)
    count = whole("people", people, *PEOPLE_RANGE)
    later = whole("occasions", occasions, *OCCASIONS_RANGE)
    early = rng.standard_normal(count)
    scores = np.empty((later + 1, count))
    scores[0] = pull * early + np.sqrt(1.0 - pull**2) * rng.standard_normal(count)
    toward = pull * (1.0 - carried) * early
    # The spread of the news that keeps every occasion's variance at 1.
    news = np.sqrt((1.0 - pull**2) * (1.0 - carried**2))
    for now in range(later):
        scores[now + 1] = carried * scores[now] + toward + news * rng.standard_normal(count)
    return scores.T


def same_quadrant_probability(retest: Numbers) -> Numbers:
    """Return how often two measurements put a person into the same of four boxes.

    Parameters
    ----------
    retest : float or array
        Retest correlation of each of the two dimensions, from −1 to 1.

    Returns
    -------
    float or array of the same shape
        (½ + arcsin(r) / π)²: 0.25 where nothing is kept, 1 where everything is, 0.526 at r = 0.65.

    Raises
    ------
    ValueError
        If ``retest`` lies outside −1 to 1.

    Notes
    -----
    The boxes come from splitting anxiety and avoidance at their medians; the two dimensions are taken as
    normal and uncorrelated. Nobody changes here: all of the moving counts as measurement error, although part
    of what a published retest correlation lacks to 1 is change.
    The half of the probability for one dimension is Sheppard's theorem on the bivariate normal.
    """
    r = all_within("retest", retest, *RETEST_RANGE)
    return as_given((0.5 + np.arcsin(r) / np.pi) ** 2, retest)


def same_quadrant_probability_at(scores: npt.ArrayLike, retest: float) -> float:
    """Return how likely a person with these two scores is found in the same of four boxes next time.

    Parameters
    ----------
    scores : array, shape (2,)
        Standardised anxiety and avoidance at the first measurement.
    retest : float
        Retest correlation of each dimension, from −1 to 1.

    Returns
    -------
    float
        Π Φ(r |x| / √(1 − r²)) over the two dimensions. Close to a border it is near one quarter. Its
        average over people is :func:`same_quadrant_probability`.

    Raises
    ------
    ValueError
        If ``scores`` are not two finite numbers or ``retest`` lies outside −1 to 1.
    """
    place = _two_scores(scores)
    r = within("retest", retest, *RETEST_RANGE)
    if abs(r) == 1.0:
        return float(r > 0.0)
    chances = scipy.special.ndtr(r * np.abs(place) / np.sqrt(1.0 - r**2))
    return float(np.prod(chances))


def simulate_retest_cloud(
    rng: np.random.Generator, scores: npt.ArrayLike, retest: float, *, draws: int
) -> FloatArray:
    """Simulate where one person's two scores may lie when they are measured again.

    Parameters
    ----------
    rng : numpy.random.Generator
        Where the randomness comes from.
    scores : array, shape (2,)
        Standardised anxiety and avoidance at the first measurement.
    retest : float
        Retest correlation of each dimension, from −1 to 1.
    draws : int
        Number of points, from 1 to 100,000.

    Returns
    -------
    array, shape (draws, 2)
        Standardised scores at the second measurement. Their mean is r times the first score (regression to
        the mean), their standard deviation √(1 − r²).

    Raises
    ------
    ValueError
        If ``scores`` are not two finite numbers, ``retest`` lies outside −1 to 1, or ``draws`` its range.
    """
    place = _two_scores(scores)
    r = within("retest", retest, *RETEST_RANGE)
    count = whole("draws", draws, *PEOPLE_RANGE)
    return place * r + rng.standard_normal((count, 2)) * math.sqrt(1.0 - r**2)


@dataclass(frozen=True)
class TwoMeasurements:
    """Anxiety and avoidance of the same people, measured twice.

    Attributes
    ----------
    first, second : array, shape (people, 2)
        Standardised scores.
    """

    first: FloatArray
    second: FloatArray

    @property
    def flipped(self) -> npt.NDArray[np.bool_]:
        """Tell for each person, shape (people,), whether the two measurements fall into different boxes."""
        return np.asarray(np.any((self.first > 0.0) != (self.second > 0.0), axis=1))


def simulate_two_measurements(rng: np.random.Generator, retest: float, *, people: int) -> TwoMeasurements:
    """Simulate two measurements of many people none of whom has changed in any lasting way.

    Parameters
    ----------
    rng : numpy.random.Generator
        Where the randomness comes from.
    retest : float
        Retest correlation of each dimension, from −1 to 1.
    people : int
        How many, from 1 to 100,000.

    Returns
    -------
    TwoMeasurements
        Scores of both measurements, and who fell into another box. Boxes meet at the population medians,
        which are 0.

    Raises
    ------
    ValueError
        If ``retest`` lies outside −1 to 1 or ``people`` its range.
    """
    r = within("retest", retest, *RETEST_RANGE)
    count = whole("people", people, *PEOPLE_RANGE)
    first = rng.standard_normal((count, 2))
    second = first * r + rng.standard_normal((count, 2)) * math.sqrt(1.0 - r**2)
    return TwoMeasurements(first, second)


def _two_scores(scores: npt.ArrayLike) -> FloatArray:
    place = finite_array("scores", scores)
    if place.shape != (2,):
        raise ValueError(f"scores must be two numbers, anxiety and avoidance; its shape was {place.shape}.")
    return place
