"""Salivary cortisol after the Trier Social Stress Test (TSST), and how much people differ in it.

Model: Miller R, Wojtyniak J-G, Weckesser LJ, Alexander NC, Engert V, Lehr T (2018),
Psychoneuroendocrinology 90:194-210, doi 10.1016/j.psyneuen.2017.12.019, with the code that its authors
archived (OSF ecjy6); the constants stand in :mod:`securebase.models.cortisol_fits`.

The clock starts at the onset of the stressful tasks; the preparation before them has negative minutes.

The model is linear: a pulse of one minute passes three transit stages, then the secretory drive, then
cortisol itself. Its excess is therefore baseline × stimulus × the distribution of a sum of five waiting
times (:mod:`securebase.models._waiting`), computed without a differential equation and at any set of rates.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from statistics import NormalDist
from typing import TYPE_CHECKING

import numpy as np

from securebase.models import _checks
from securebase.models._waiting import passed
from securebase.models.cortisol_fits import FIXED_EFFECTS, POPULATION, PopulationFit, StructuralFit

if TYPE_CHECKING:
    from numpy.typing import ArrayLike

    from securebase.models._checks import FloatArray

SEXES = ("male", "female")
AMPLITUDE_RANGE = (0.0, 3.0)  # times the published stimulus
MINUTES_RANGE = (-120.0, 480.0)  # samples were taken from -20 to 90 min; the tail is extrapolated
COVERAGE_RANGE = (0.05, 0.95)
PEOPLE_RANGE = (1, 65536)

FIRST_SAMPLE_MINUTE = -5.0  # Dresden; the fitted initial level belongs to this minute
PULSE_MINUTES = 1.0  # the archived code holds the unit stimulus for 0 <= t < 1
RESPONSE_NMOL = 1.5  # nmol/L above baseline; Miller et al. 2013, doi 10.1097/PSY.0000000000000002


@dataclass(frozen=True)
class Peak:
    """The highest point of a curve: minutes from task onset, nmol/L, and times the baseline."""

    minute: float
    level: float
    ratio: float


def baseline(*, fit: StructuralFit = FIXED_EFFECTS) -> float:
    """Return the level without a stressor, nmol/L (Dresden): secretion over elimination."""
    return math.exp(fit.site) * fit.secretion_rate / fit.elimination_rate


def stimulus(*, sex: str = "male", amplitude: float = 1.0, fit: StructuralFit = FIXED_EFFECTS) -> float:
    """Return how many minutes of basal secretion the stressor adds.

    Parameters
    ----------
    sex : {"male", "female"}
    amplitude : float
        Times the published stimulus, 0 to 3.
    fit : StructuralFit

    Raises
    ------
    ValueError
        For another sex or an amplitude out of range.
    """
    female = _checks.one_of("sex", sex, SEXES) == "female"
    factor = _checks.within("amplitude", amplitude, *AMPLITUDE_RANGE)
    return factor * fit.stimulus * (math.exp(-fit.sex_difference) if female else 1.0)


def area_above_baseline(
    *, sex: str = "male", amplitude: float = 1.0, fit: StructuralFit = FIXED_EFFECTS
) -> float:
    """Return the whole area between the curve and its baseline, nmol·min/L.

    It is exactly baseline × stimulus, so whatever scales the stimulus scales this area. Parameters and
    errors are those of :func:`stimulus`.
    """
    return baseline(fit=fit) * stimulus(sex=sex, amplitude=amplitude, fit=fit)


def saliva_after_tsst(
    minutes: ArrayLike,
    *,
    sex: str = "male",
    amplitude: float = 1.0,
    fit: StructuralFit = FIXED_EFFECTS,
) -> FloatArray:
    """Return the salivary cortisol of a group of people around a TSST.

    Parameters
    ----------
    minutes : array_like, any shape
        Minutes from task onset, -120 to 480, in any order; negative is before it.
    sex : {"male", "female"}
    amplitude : float
        Times the published stimulus, 0 to 3. A buffer of 30 % is 0.7.
    fit : StructuralFit
        The published fixed-effects fit, which describes the means of the Dresden groups.

    Returns
    -------
    ndarray, the shape of ``minutes``
        nmol/L.

    Raises
    ------
    ValueError
        For minutes or an amplitude out of range, or another sex.

    Notes
    -----
    Miller et al. 2018. Within .30 nmol/L (root mean square) of the Dresden means, to which it was fitted.
    """
    times = _checks.all_within("minutes", minutes, *MINUTES_RANGE, "min")
    area = area_above_baseline(sex=sex, amplitude=amplitude, fit=fit)
    density = _pulse_density(times.ravel(), _rates(fit))[0]
    level: FloatArray = baseline(fit=fit) + area * density.reshape(times.shape)
    return level


def peak(*, sex: str = "male", amplitude: float = 1.0, fit: StructuralFit = FIXED_EFFECTS) -> Peak:
    """Return the highest point of :func:`saliva_after_tsst`, its minute to within a thousandth.

    The minute depends on the rates alone, so it is given for an amplitude of 0 too, with a ratio of 1.
    Parameters and errors are those of :func:`stimulus`.
    """
    area = area_above_baseline(sex=sex, amplitude=amplitude, fit=fit)
    minute, density = _highest(fit)
    level = baseline(fit=fit) + area * density
    return Peak(minute=minute, level=level, ratio=level / baseline(fit=fit))


def minutes_until_near_start(
    fraction: float = 0.1,
    *,
    sex: str = "male",
    amplitude: float = 1.0,
    fit: StructuralFit = FIXED_EFFECTS,
) -> float:
    """Return when the falling curve is back within ``fraction`` of its baseline, in minutes from task onset.

    0.0 if it never left that range. Other parameters are those of :func:`stimulus`.

    Raises
    ------
    ValueError
        If ``fraction`` is not from 0.01 to 1, or as in :func:`stimulus`.
    """
    share = _checks.within("fraction", fraction, 0.01, 1.0)
    strength = stimulus(sex=sex, amplitude=amplitude, fit=fit)
    start, highest = _highest(fit)
    if strength * highest <= share:
        return 0.0
    low, high = start, MINUTES_RANGE[1]
    while high - low > 1e-3:
        grid = np.linspace(low, high, 65)
        beyond = strength * _pulse_density(grid, _rates(fit))[0] > share
        last = int(np.flatnonzero(beyond)[-1])
        if last == grid.size - 1:
            raise ValueError(f"The curve is not back within {share:g} of its baseline by {high:g} min.")
        low, high = float(grid[last]), float(grid[last + 1])
    return (low + high) / 2


def individuals_after_tsst(
    minutes: ArrayLike, *, sex: str = "male", count: int = 4096, fit: PopulationFit = POPULATION
) -> FloatArray:
    """Return the curves of ``count`` people who differ as the published variances say.

    Each person has a stimulus, an elimination rate, a transit rate and a first sample of their own; the
    logarithms are independent and normal. The level at the first sample (-5 min) moves to the person's own
    baseline at their own elimination rate, as in the authors' code; before that minute the fit says
    nothing, and the first level is continued.

    Parameters
    ----------
    minutes : array_like, shape (m,)
        Minutes from task onset, -120 to 480.
    sex : {"male", "female"}
    count : int
        Number of people, 1 to 65,536. They are the points of a fixed quasi-random sequence (multiples
        of the square roots of 2, 3, 5 and 7, modulo 1), so the same call gives the same people.
    fit : PopulationFit

    Returns
    -------
    ndarray, shape (count, m)
        nmol/L, without measurement noise and without the fit's system noise, whose size is not used here.

    Raises
    ------
    ValueError
        For minutes or a count out of range, or another sex.
    """
    times = _checks.all_within("minutes", minutes, *MINUTES_RANGE, "min").ravel()
    number = _checks.whole("count", count, *PEOPLE_RANGE)
    median_stimulus = stimulus(sex=sex, fit=fit)
    strength, elimination, transit, initial = np.exp(_log_deviations(number, fit))[:, :, np.newaxis]
    elimination = elimination * fit.elimination_rate
    own_baseline = fit.secretion_rate / elimination
    first = fit.secretion_rate / fit.elimination_rate * initial
    since_first = np.maximum(times - FIRST_SAMPLE_MINUTE, 0.0)
    rates = (
        *(transit[:, 0] * fit.transit_rate,) * 3,
        np.full(number, fit.drive_rate),
        elimination[:, 0],
    )
    excess = own_baseline * strength * median_stimulus * _pulse_density(times, np.array(rates))
    moved = own_baseline + (first - own_baseline) * np.exp(-elimination * since_first)
    levels: FloatArray = math.exp(fit.site) * (moved + excess)
    return levels


def spread_between_people(
    minutes: ArrayLike, *, sex: str = "male", coverage: float = 0.8, fit: PopulationFit = POPULATION
) -> tuple[FloatArray, FloatArray]:
    """Return the band in which the middle ``coverage`` of people lie, minute by minute.

    Parameters
    ----------
    minutes : array_like, any shape
        Minutes from task onset, -120 to 480.
    sex : {"male", "female"}
    coverage : float
        Share of people inside the band, 0.05 to 0.95.
    fit : PopulationFit

    Returns
    -------
    low, high : ndarray, each of the shape of ``minutes``
        nmol/L.

    Raises
    ------
    ValueError
        For minutes or a coverage out of range, or another sex.

    Notes
    -----
    The band is the spread of people's own smooth curves: pointwise quantiles of
    :func:`individuals_after_tsst` over 4,096 people (within 1 % of those over 65,536; 3 % at a coverage of
    0.95). No single person need stay inside it throughout, and samples scatter more widely, for two
    reasons that it leaves out: measurement noise, and the random secretion of the fit's system noise.

    Medians and variances both come from the population fit; none of its numbers is mixed with the
    fixed-effects fit that :func:`saliva_after_tsst` draws. That curve describes the mean of a group. It is
    expected inside the band but not in its middle, because the mean of a skewed spread lies above its
    median.
    """
    share = _checks.within("coverage", coverage, *COVERAGE_RANGE)
    shape = np.shape(minutes)
    curves = individuals_after_tsst(minutes, sex=sex, fit=fit)
    low, high = np.quantile(curves, [(1 - share) / 2, (1 + share) / 2], axis=0)
    return low.reshape(shape), high.reshape(shape)


def _rates(fit: StructuralFit) -> FloatArray:
    stages = (*(fit.transit_rate,) * 3, fit.drive_rate, fit.elimination_rate)
    return np.array(stages)[:, np.newaxis]


def _highest(fit: StructuralFit) -> tuple[float, float]:
    """Return the minute at which the excess is greatest, and its height in parts of its area per minute."""
    rates = _rates(fit)
    low, high = 0.0, PULSE_MINUTES + float(np.sum(1 / rates)) + 3 * float(np.max(1 / rates))
    while True:
        grid = np.linspace(low, high, 41)
        density = _pulse_density(grid, rates)[0]
        best = int(np.argmax(density))
        if high - low < 1e-2:
            return float(grid[best]), float(density[best])
        low, high = float(grid[max(best - 1, 0)]), float(grid[min(best + 1, 40)])


def _pulse_density(minutes: FloatArray, rates: FloatArray) -> FloatArray:
    """Return the response to the pulse of one minute, in parts of its whole area per minute.

    ``minutes`` has shape (m,), ``rates`` (stages, people); the result has shape (people, m).
    """
    edges = np.concatenate([minutes, minutes - PULSE_MINUTES])
    over = passed(np.maximum(edges, 0.0), rates)
    return (over[:, : minutes.size] - over[:, minutes.size :]) / PULSE_MINUTES


def _log_deviations(count: int, fit: PopulationFit) -> FloatArray:
    """Return the logarithms of each person's own factors on S, ke, kt and the first level, (4, count)."""
    shares = (0.5 + np.outer(np.sqrt([2, 3, 5, 7]), np.arange(1, count + 1))) % 1.0
    normal = np.array([[NormalDist().inv_cdf(share) for share in row] for row in shares.tolist()])
    variances = [
        fit.stimulus_variance,
        fit.elimination_variance,
        fit.transit_variance,
        fit.initial_variance,
    ]
    deviations: FloatArray = normal * np.sqrt(variances)[:, np.newaxis]
    return deviations
