"""The stress axis from brain to adrenal gland, with glands that grow and shrink over weeks.

Model: Karin O, Raz M, Tendler A, Bar A, Korem Kohanim Y, Milo T, Alon U (2020), Molecular Systems Biology
16:e9510, doi 10.15252/msb.20209510; constants as in Milo T, Nir Halber S, Raz M, Danan D, Mayo A, Alon U
(2025), Molecular Systems Biology 21:254-273, doi 10.1038/s44320-024-00083-0.

All levels are in the model's own unit, in which each is about 1 at a drive of 1. With x1, x2, x3 for CRH,
ACTH and cortisol, P and A for the functional masses of pituitary and adrenal, u for the drive::

    dx1/dt = γ1 (u G(x3) / x3 − x1)      G(x3) = 1 / (1 + (x3/K)³)
    dx2/dt = γ2 (x1 P G(x3) − x2)        dP/dt = γP P (x1 − 1)
    dx3/dt = γ3 (x2 A − x3)              dA/dt = γA A (x2 − 1)

Minutes and months meet in it, so it is stiff; LSODA solves each stretch of steady drive by itself.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING

import numpy as np

from securebase.models import _checks
from securebase.models.steps import Steps

if TYPE_CHECKING:
    from numpy.typing import ArrayLike

    from securebase.models._checks import FloatArray

MINUTES_PER_DAY = 1440.0
MINUTES_RANGE = (-5 * 365 * MINUTES_PER_DAY, 5 * 365 * MINUTES_PER_DAY)
DRIVE_RANGE = (0.05, 20.0)  # times the basal drive
GR_THRESHOLD_RANGE = (1.0, 20.0)  # a lower threshold is a more sensitive feedback
LEVEL_RANGE = (1e-3, 1e3)

_TOLERANCE = 1e-6  # keeps what is drawn within 1e-5 of a tight solution


@dataclass(frozen=True, kw_only=True)
class HpaRates:
    """How fast each part turns over, and how steeply cortisol inhibits.

    Attributes
    ----------
    crh_half_life, acth_half_life, cortisol_half_life : float
        min. Cortisol's is that of total plasma cortisol: it makes the acute peak later than the one measured
        in saliva.
    pituitary_half_life, adrenal_half_life : float
        Days, of the functional masses.
    hill : float
        Steepness of the inhibition through the glucocorticoid receptor.
    """

    crh_half_life: float
    acth_half_life: float
    cortisol_half_life: float
    pituitary_half_life: float
    adrenal_half_life: float
    hill: int


KARIN = HpaRates(
    crh_half_life=4.0,
    acth_half_life=20.0,
    cortisol_half_life=80.0,
    pituitary_half_life=20.0,
    adrenal_half_life=30.0,
    hill=3,
)


@dataclass(frozen=True)
class HpaState:
    """The axis at one moment: three levels and two masses, in the model's own unit."""

    crh: float
    acth: float
    cortisol: float
    pituitary: float
    adrenal: float

    def __post_init__(self) -> None:
        for field in fields(self):
            _checks.within(field.name, getattr(self, field.name), *LEVEL_RANGE)


@dataclass(frozen=True)
class HpaResponse:
    """The axis over time: ``minutes`` and, for each, three levels and two masses in the model's own unit."""

    minutes: FloatArray
    crh: FloatArray
    acth: FloatArray
    cortisol: FloatArray
    pituitary: FloatArray
    adrenal: FloatArray


Drive = float | Steps | Callable[[float], float]


def steady_state(drive: float, *, gr_threshold: float = 4.0) -> HpaState:
    """Return where the axis settles under a drive that never changes.

    CRH and ACTH return to 1 whatever the drive, because the glands grow until they do (exact adaptation);
    cortisol and the masses keep the difference.

    Parameters
    ----------
    drive : float
        Times the basal drive, 0.05 to 20.
    gr_threshold : float
        K, the cortisol level at which the receptor's inhibition is half complete, 1 to 20.

    Raises
    ------
    ValueError
        If either is out of range.
    """
    load = _checks.within("drive", drive, *DRIVE_RANGE)
    threshold = _checks.within("gr_threshold", gr_threshold, *GR_THRESHOLD_RANGE)
    cortisol = load  # above the root, and the function is convex, so Newton's steps fall monotonically
    for _ in range(64):
        share = (cortisol / threshold) ** KARIN.hill
        step = (cortisol * (1 + share) - load) / (1 + (KARIN.hill + 1) * share)
        cortisol -= step
        if abs(step) <= 1e-15 * cortisol:
            break
    pituitary = 1 + (cortisol / threshold) ** KARIN.hill
    return HpaState(crh=1.0, acth=1.0, cortisol=cortisol, pituitary=pituitary, adrenal=cortisol)


def simulate(
    minutes: ArrayLike,
    drive: Drive | ArrayLike,
    *,
    gr_threshold: float = 4.0,
    initial: HpaState | None = None,
) -> HpaResponse:
    """Return the axis over minutes or months.

    Parameters
    ----------
    minutes : array_like, shape (n,)
        Increasing, within five years of 0.
    drive : float, Steps, callable or array_like of shape (n,)
        Times the basal drive, 0.05 to 20. Steps (:class:`~securebase.models.steps.Steps`, in minutes) are
        solved exactly where they jump; so is an array, which holds the drive at each minute and keeps it
        until the next. Each jump costs time: hundreds of different levels are too slow for a slider.
        A function of the minute may bend or jump anywhere, but what it does for less than half the time
        between neighbouring minutes may be missed.
    gr_threshold : float
        K, the cortisol level at which the receptor's inhibition is half complete, 1 to 20.
    initial : HpaState, optional
        The axis at the first minute; otherwise it is settled under the drive until that minute.

    Returns
    -------
    HpaResponse
        Within 1e-5 of a tight solution (relative).

    Raises
    ------
    ValueError
        If minutes do not increase, shapes do not match, or anything is out of range.
    RuntimeError
        If the solver gives up, which no accepted input is known to cause.
    """
    times = _checks.increasing("minutes", minutes)
    _checks.all_within("minutes", times, *MINUTES_RANGE, "min")
    threshold = _checks.within("gr_threshold", gr_threshold, *GR_THRESHOLD_RANGE)
    load = _checked_drive(times, drive)
    begin, end = float(times[0]), float(times[-1])
    stretches = [(begin, end, load)] if callable(load) else _stretches(load, begin, end)
    if initial is None:
        first = stretches[0][2]
        initial = steady_state(_at(first, begin) if callable(first) else first, gr_threshold=threshold)
    state = np.array([getattr(initial, field.name) for field in fields(HpaState)])
    longest = float(np.min(np.diff(times))) / 2 if callable(load) and times.size > 1 else 0.0
    levels = np.empty((times.size, state.size))
    levels[0] = state
    for start, stop, held in stretches:
        if start == stop:
            continue
        inside = (times > start) & (times <= stop)
        solved = _solve([start, *times[inside], stop], state, held, threshold, longest)
        levels[inside] = solved[1:-1]
        state = solved[-1]
    return HpaResponse(times, *levels.T)


def _checked_drive(times: FloatArray, drive: Drive | ArrayLike) -> Steps | Callable[[float], float]:
    """Return the drive as steps or as a function, with every level that is known beforehand checked."""
    if isinstance(drive, Steps):
        _checks.all_within("drive", drive.values, *DRIVE_RANGE)
        return drive
    if callable(drive):
        return drive
    levels = _checks.all_within("drive", drive, *DRIVE_RANGE)
    if levels.shape not in ((), times.shape):
        raise ValueError(
            f"drive must hold one number for each of the minutes; its shape was {levels.shape} "
            f"and theirs {times.shape}."
        )
    levels = np.broadcast_to(levels, times.shape)
    jumps = np.flatnonzero(np.diff(levels)) + 1
    if jumps.size == 0:
        return Steps((float(times[-1]),), (float(levels[0]),) * 2)
    return Steps(tuple(times[jumps].tolist()), tuple(levels[[0, *jumps]].tolist()))


def _stretches(load: Steps, begin: float, end: float) -> list[tuple[float, float, float]]:
    """Return (start, stop, level) for each stretch of steady drive between the first and last minute.

    A jump at the first minute leaves an empty stretch before it: the axis is settled under what came before.
    """
    borders = [-math.inf, *load.times, math.inf]
    clipped = [
        (max(start, begin), min(stop, end), level)
        for start, stop, level in zip(borders[:-1], borders[1:], load.values, strict=True)
    ]
    return [(start, stop, level) for start, stop, level in clipped if start <= stop]


def _at(load: Callable[[float], float], minute: float) -> float:
    return _checks.within("drive", load(minute), *DRIVE_RANGE)


def _solve(
    times: list[float],
    state: FloatArray,
    drive: float | Callable[[float], float],
    threshold: float,
    longest: float,
) -> FloatArray:
    from scipy.integrate import odeint  # noqa: PLC0415 - a third of a second that other models need not pay

    solved, info = odeint(
        _slope,
        state,
        times,
        args=(drive, threshold),
        Dfun=_jacobian,
        rtol=_TOLERANCE,
        atol=_TOLERANCE / 10,
        hmax=longest,
        mxstep=100_000,
        full_output=True,
    )
    if info["message"] != "Integration successful.":
        raise RuntimeError(
            f"The HPA axis could not be solved for a threshold of {threshold:g}: {info['message']}"
        )
    levels: FloatArray = solved
    return levels


_GAMMA_CRH, _GAMMA_ACTH, _GAMMA_CORTISOL = (
    math.log(2) / half_life
    for half_life in (KARIN.crh_half_life, KARIN.acth_half_life, KARIN.cortisol_half_life)
)
_GAMMA_PITUITARY, _GAMMA_ADRENAL = (
    math.log(2) / (days * MINUTES_PER_DAY) for days in (KARIN.pituitary_half_life, KARIN.adrenal_half_life)
)


def _slope(
    state: FloatArray, minute: float, drive: float | Callable[[float], float], threshold: float
) -> tuple[float, ...]:
    """Return the right-hand sides; plain floats, because LSODA calls this a thousand times."""
    crh, acth, cortisol, pituitary, adrenal = state.tolist()
    load = _at(drive, minute) if callable(drive) else drive
    free = 1 / (1 + (cortisol / threshold) ** KARIN.hill)
    return (
        _GAMMA_CRH * (load * free / cortisol - crh),
        _GAMMA_ACTH * (crh * pituitary * free - acth),
        _GAMMA_CORTISOL * (acth * adrenal - cortisol),
        _GAMMA_PITUITARY * pituitary * (crh - 1),
        _GAMMA_ADRENAL * adrenal * (acth - 1),
    )


def _jacobian(
    state: FloatArray, minute: float, drive: float | Callable[[float], float], threshold: float
) -> tuple[tuple[float, ...], ...]:
    crh, acth, cortisol, pituitary, adrenal = state.tolist()
    load = _at(drive, minute) if callable(drive) else drive
    share = (cortisol / threshold) ** KARIN.hill
    free = 1 / (1 + share)
    bend = -KARIN.hill * share / cortisol * free * free
    return (
        (-_GAMMA_CRH, 0, _GAMMA_CRH * load * (bend - free / cortisol) / cortisol, 0, 0),
        (
            _GAMMA_ACTH * pituitary * free,
            -_GAMMA_ACTH,
            _GAMMA_ACTH * crh * pituitary * bend,
            _GAMMA_ACTH * crh * free,
            0,
        ),
        (0, _GAMMA_CORTISOL * adrenal, -_GAMMA_CORTISOL, 0, _GAMMA_CORTISOL * acth),
        (_GAMMA_PITUITARY * pituitary, 0, 0, _GAMMA_PITUITARY * (crh - 1), 0),
        (0, _GAMMA_ADRENAL * adrenal, 0, 0, _GAMMA_ADRENAL * (acth - 1)),
    )
