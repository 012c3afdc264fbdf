"""How far breathing at a given rate swings the heart: a beat-to-beat model of blood pressure and its reflex.

Model: deBoer RW, Karemaker JM, Strackee J (1987), American Journal of Physiology 253:H680-H689,
doi 10.1152/ajpheart.1987.253.3.H680. For each beat, with systolic and diastolic pressure S and D (mmHg), the
interval to the next beat I (ms), the time constant of the arteries T (ms) and the breath as a sine::

    S'  = S0 + 18 atan((S − S0)/18)                    the reflex saturates
    D_n = c3 S_{n−1} exp(−I_{n−1}/T_{n−1})             pressure runs off
    S_n = D_n + γ I_{n−1} + c2 + A sin(2π f t_n)       the heart fills, the breath pushes
    I_n = c1 + a0 S'_n + Σ a_k S'_{n−k}                the vagus answers at once, the sympathetic later
    T_n = T* − Σ b_k S'_{n−k}                          and so do the vessels

Run beat by beat, its natural oscillation dies away over hundreds of beats before what remains is the answer
to the breath. That answer repeats with each breath, so it is solved for directly, as functions of the
breath's phase (:mod:`securebase.models._breath_circle`).
"""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from securebase.models import _breath_circle, _checks
from securebase.models._baroreflex import DEBOER

if TYPE_CHECKING:
    from numpy.typing import ArrayLike

    from securebase.models._checks import FloatArray

BREATHS_RANGE = (2.0, 20.0)  # per minute
MEAN_RR_MS_RANGE = (650.0, 910.0)  # all of it is steady at the published gain
BAROREFLEX_RANGE = (7.0, 15.0)  # ms/mmHg; all of it is steady at the published mean interval
LARGEST_PERSISTENCE = 0.993

# A sweep for a live figure: dense where the swing is steep, sparse where it is flat.
SWEEP_BREATHS_PER_MINUTE = (
    *np.arange(3.0, 5.0, 0.5).tolist(),
    *np.arange(5.0, 9.0, 0.2).tolist(),
    *np.arange(9.0, 20.0, 0.75).tolist(),
    20.0,
)


def rr_swing(
    breaths_per_minute: ArrayLike, *, mean_rr_ms: float = 800.0, baroreflex_ms_per_mmhg: float = 9.0
) -> FloatArray:
    """Return how far the interval between heartbeats swings when one breathes steadily at each rate.

    Parameters
    ----------
    breaths_per_minute : array_like, any shape
        2 to 20.
    mean_rr_ms : float
        Mean interval between heartbeats, 650 to 910 ms.
    baroreflex_ms_per_mmhg : float
        a0, how much the next interval lengthens for each mmHg, 7 to 15.

    Returns
    -------
    ndarray, the shape of ``breaths_per_minute``
        ms, from the shortest interval to the longest of a sine with the same standard deviation, once the
        start has died away.

    Raises
    ------
    ValueError
        If anything is out of range, or if gain and interval together let the loop oscillate by itself.
    RuntimeError
        If the answer is not found, which no accepted input is known to cause.
    """
    rates = _checks.all_within("breaths_per_minute", breaths_per_minute, *BREATHS_RANGE)
    interval = _checks.within("mean_rr_ms", mean_rr_ms, *MEAN_RR_MS_RANGE, "ms")
    gain = _checked_gain(baroreflex_ms_per_mmhg, interval)
    model = replace(DEBOER, mean_rr=interval, vagal_gain=gain)
    intervals = _breath_circle.intervals_over_a_breath(rates.ravel() / 60_000.0, model)
    swing: FloatArray = 2 * math.sqrt(2) * np.std(intervals, axis=1)
    return swing.reshape(rates.shape)


def resonance(*, mean_rr_ms: float = 800.0, baroreflex_ms_per_mmhg: float = 9.0) -> float:
    """Return the breathing rate at which the swing is greatest, breaths/min, to within 0.01.

    Parameters and errors are those of :func:`rr_swing`.
    """

    def swing(rates: FloatArray) -> FloatArray:
        return rr_swing(rates, mean_rr_ms=mean_rr_ms, baroreflex_ms_per_mmhg=baroreflex_ms_per_mmhg)

    coarse = np.linspace(4.0, 12.0, 21)
    best = coarse[np.argmax(swing(coarse))]
    fine = best + np.linspace(-0.4, 0.4, 9)
    heights = swing(fine)
    top = int(np.clip(np.argmax(heights), 1, 7))
    before, at, after = heights[top - 1 : top + 2]
    return float(fine[top] + 0.05 * (before - after) / (before - 2 * at + after))


def persistence(*, mean_rr_ms: float = 800.0, baroreflex_ms_per_mmhg: float = 9.0) -> float:
    """Return the share of a small disturbance that is left one beat later: the loop's largest eigenvalue.

    Above 1 the loop oscillates by itself, without any breath. Already a little below, breathing at twice the
    resonance rate makes it oscillate at half that rate, so that no steady answer exists.

    Parameters
    ----------
    mean_rr_ms, baroreflex_ms_per_mmhg : float
        As in :func:`rr_swing`, but over all positive values.

    Raises
    ------
    ValueError
        If either is not greater than 0.
    """
    interval = _checks.above("mean_rr_ms", mean_rr_ms, 0.0, "ms")
    gain = _checks.above("baroreflex_ms_per_mmhg", baroreflex_ms_per_mmhg, 0.0, "ms/mmHg")
    pressure = np.zeros(8)  # what the next S takes from the last six S, the last I and the last T
    kept = DEBOER.diastolic / DEBOER.systolic
    pressure[0] = kept
    pressure[6] = DEBOER.filling - DEBOER.diastolic / DEBOER.runoff
    pressure[7] = DEBOER.diastolic * interval / DEBOER.runoff**2
    step = np.zeros((8, 8))
    step[0] = pressure
    step[1:6, 0:5] = np.eye(5)
    step[6] = gain * pressure
    step[6, :6] += DEBOER.sympathetic_weights
    step[7, :6] = -np.array(DEBOER.vessel_weights)
    return float(np.max(np.abs(np.linalg.eigvals(step))))


def lowest_gain(*, mean_rr_ms: float = 800.0) -> float:
    """Return the smallest gain that :func:`rr_swing` accepts at a mean interval, ms/mmHg.

    Raises
    ------
    ValueError
        If ``mean_rr_ms`` is out of range.
    """
    interval = _checks.within("mean_rr_ms", mean_rr_ms, *MEAN_RR_MS_RANGE, "ms")
    low, high = BAROREFLEX_RANGE
    if _is_steady(low, interval):
        return low
    while high - low > 1e-3:
        middle = (low + high) / 2
        low, high = (low, middle) if _is_steady(middle, interval) else (middle, high)
    return math.ceil(high * 100) / 100


def _is_steady(gain: float, interval: float) -> bool:
    return persistence(mean_rr_ms=interval, baroreflex_ms_per_mmhg=gain) <= LARGEST_PERSISTENCE


def _checked_gain(gain: float, interval: float) -> float:
    lowest = lowest_gain(mean_rr_ms=interval)
    try:
        return _checks.within("baroreflex_ms_per_mmhg", gain, lowest, BAROREFLEX_RANGE[1], "ms/mmHg")
    except ValueError as refusal:
        if not gain < lowest:
            raise
        raise ValueError(
            f"{refusal} With less, at a mean_rr_ms of {interval:g}, the loop between blood pressure and "
            "heart runs away into a swing of its own, and the breath has no steady answer."
        ) from None
