"""The winner's curse: a small study that comes out significant has overstated its effect.

An estimate is taken as normal around the true effect with a known standard error, and is published if it is
significant in a two-sided test, in whichever direction.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np
import scipy

from securebase.models._checks import above, finite_array, whole, within
from securebase.models._numbers import as_given

if TYPE_CHECKING:
    import numpy.typing as npt

    from securebase.models._checks import FloatArray
    from securebase.models._numbers import Numbers

ALPHA_RANGE: Final = (1e-6, 0.5)
"""Accepted level of a two-sided test."""

STUDIES_RANGE: Final = (1, 1_000_000)
"""Accepted number of simulated studies."""

# Bisection halves the interval so often that doubles can tell no further halving apart.
_STEPS: Final = 60


def chance_of_significance(true_effect: Numbers, standard_error: float, *, alpha: float = 0.05) -> Numbers:
    """Return the power: how often a study of this size finds this effect significant.

    Parameters
    ----------
    true_effect : float or array
        In the unit of the estimate, for instance standard deviations.
    standard_error : float
        Of the estimate, in the same unit; above 0. For the difference of two groups of n people each, in
        standard deviations, about √(2 / n).
    alpha : float
        Level of the two-sided test, from 0.000001 to 0.5.

    Returns
    -------
    float or array of the shape of ``true_effect``
        Probability, from ``alpha`` (no effect) to 1.

    Raises
    ------
    ValueError
        If a number is not finite or lies outside its range.
    """
    standardised = finite_array("true_effect", true_effect) / above("standard_error", standard_error, 0.0)
    return as_given(_power(standardised, _threshold(alpha)), true_effect)


def published_effect(true_effect: Numbers, standard_error: float, *, alpha: float = 0.05) -> Numbers:
    """Return the average size of the effects that get published, when only significant ones are.

    Parameters
    ----------
    true_effect, standard_error, alpha
        As in :func:`chance_of_significance`.

    Returns
    -------
    float or array of the shape of ``true_effect``
        Mean absolute value of the significant estimates, in the unit of the effect. Never smaller than the
        true effect, and never smaller than what is just significant.

    Raises
    ------
    ValueError
        If a number is not finite or lies outside its range.

    Notes
    -----
    Mean of a normal variable that was cut at the two thresholds. Its ratio to the true effect is the
    exaggeration ratio, or type M error, of Gelman & Carlin (2014); the inflation itself is discussed by
    Button et al. (2013).
    """
    error = above("standard_error", standard_error, 0.0)
    standardised = finite_array("true_effect", true_effect) / error
    return as_given(error * _mean_significant(standardised, _threshold(alpha)), true_effect)


def exaggeration(power: float, *, alpha: float = 0.05) -> float:
    """Return by what factor the significant results of studies with this power overstate a true effect.

    Parameters
    ----------
    power : float
        Probability that the true effect comes out significant; above ``alpha`` and below 1.
    alpha : float
        Level of the two-sided test, from 0.000001 to 0.5.

    Returns
    -------
    float
        Mean absolute significant estimate divided by the true effect; 1 for perfect power, without bound
        where power falls to ``alpha``.

    Raises
    ------
    ValueError
        If ``alpha`` lies outside its range, or ``power`` is not above it and below 1.

    Notes
    -----
    As :func:`published_effect`, which it needs no unit for: power and level fix the ratio.
    """
    threshold = _threshold(alpha)
    wanted = within("power", power, alpha, 1.0)
    if wanted in (alpha, 1.0):
        raise ValueError(
            f"power must lie between alpha ({alpha:g}) and 1, the ends excluded; {wanted:g} was given."
        )
    effect = _effect_with_power(wanted, threshold)
    return float(_mean_significant(np.asarray(effect), threshold)) / effect


@dataclass(frozen=True)
class Studies:
    """Studies of one and the same effect.

    Attributes
    ----------
    estimates : array, shape (studies,)
        What each found, in the unit of the effect.
    significant : array of bool, shape (studies,)
        Whether each came out significant in a two-sided test.
    """

    estimates: FloatArray
    significant: npt.NDArray[np.bool_]


def simulate_studies(
    rng: np.random.Generator, true_effect: float, standard_error: float, *, studies: int, alpha: float = 0.05
) -> Studies:
    """Simulate what many studies of one effect find, and which of them come out significant.

    Parameters
    ----------
    rng : numpy.random.Generator
        Where the randomness comes from.
    true_effect, standard_error, alpha : float
        As in :func:`chance_of_significance`.
    studies : int
        How many, from 1 to 1,000,000.

    Returns
    -------
    Studies
        Estimates, and whether each is significant.

    Raises
    ------
    ValueError
        If a number is not finite or lies outside its range.
    """
    effect = within("true_effect", true_effect, -np.inf, np.inf)
    error = above("standard_error", standard_error, 0.0)
    threshold = _threshold(alpha)
    count = whole("studies", studies, *STUDIES_RANGE)
    estimates = effect + error * rng.standard_normal(count)
    return Studies(estimates, np.abs(estimates) > threshold * error)


def _threshold(alpha: float) -> float:
    """Return the standardised estimate that is just significant."""
    return float(-scipy.special.ndtri(within("alpha", alpha, *ALPHA_RANGE) / 2.0))


def _power(effect: FloatArray, threshold: float) -> FloatArray:
    ndtr = scipy.special.ndtr
    return np.asarray(ndtr(effect - threshold) + ndtr(-effect - threshold))


def _mean_significant(effect: FloatArray, threshold: float) -> FloatArray:
    """Return the mean absolute standardised estimate beyond the threshold in either direction."""
    ndtr = scipy.special.ndtr
    from_effect = effect * (ndtr(effect - threshold) - ndtr(-effect - threshold))
    from_chance = _density(threshold - effect) + _density(threshold + effect)
    return np.asarray((from_effect + from_chance) / _power(effect, threshold))


def _density(z: FloatArray) -> FloatArray:
    return np.asarray(np.exp(-0.5 * z**2) / np.sqrt(2.0 * np.pi))


def _effect_with_power(power: float, threshold: float) -> float:
    """Return the standardised effect above 0 that has this power, by bisection: power rises with effect."""
    low, high = 0.0, threshold + float(scipy.special.ndtri(power)) + 1.0
    for _ in range(_STEPS):
        middle = 0.5 * (low + high)
        if _power(np.asarray(middle), threshold) < power:
            low = middle
        else:
            high = middle
    return 0.5 * (low + high)
