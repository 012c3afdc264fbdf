"""The models of the body as one would write them at first: the papers' equations and `solve_ivp`."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np
from scipy.integrate import solve_ivp

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from securebase.models.cortisol_fits import StructuralFit

Array = np.ndarray


def piecewise(
    slope: Callable[[float, Array, int], object],
    start: Sequence[float],
    times: Array,
    borders: Sequence[float],
    **options: object,
) -> Array:
    """Solve piece after piece between the borders; ``slope`` is told which piece. Shape (states, times)."""
    state = np.asarray(start, dtype=float)
    found = np.repeat(state[:, np.newaxis], times.size, axis=1)
    edges = [min(float(times[0]), borders[0]), *borders, float(times[-1])]
    for piece, (begin, end) in enumerate(pairwise(edges)):
        if end <= begin:
            continue
        here = (times > begin) & (times <= end)
        asked = np.unique([*times[here], end])
        solved = solve_ivp(
            lambda t, y, piece=piece: slope(t, y, piece), (begin, end), state, t_eval=asked, **options
        )
        found[:, here] = solved.y[:, : int(np.count_nonzero(here))]
        state = solved.y[:, -1]
    return found


def saliva(minutes: Array, fit: StructuralFit, **options: object) -> Array:
    """Return Miller's five equations for men, nmol/L."""

    def slope(_: float, y: Array, piece: int) -> list[float]:
        b1, b2, b3, drive, level = y
        pulse = fit.drive_rate * fit.stimulus * (piece == 1)
        return [
            pulse - fit.transit_rate * b1,
            fit.transit_rate * (b1 - b2),
            fit.transit_rate * (b2 - b3),
            fit.transit_rate * b3 - fit.drive_rate * drive + fit.drive_rate,
            fit.secretion_rate * drive - fit.elimination_rate * level,
        ]

    start = [0, 0, 0, 1, fit.secretion_rate / fit.elimination_rate]
    return np.exp(fit.site) * piecewise(slope, start, minutes, [0.0, 1.0], **options)[4]


def heart_rate(
    seconds: Array, sympathetic: tuple[float, float], vagal: tuple[float, float], **options: object
) -> Array:
    """Return Ursino's two lags after jumps at second 0."""
    shift = [-0.13 * np.log(max(hz - 2.66, 0) + 1) for hz in sympathetic]
    pull = [0.09 * hz for hz in vagal]

    def slope(_: float, y: Array, piece: int) -> list[float]:
        return [(shift[piece == 2] - y[0]) / 2.0, (pull[piece >= 1] - y[1]) / 1.5]

    slow, quick = piecewise(slope, [shift[0], pull[0]], seconds, [0.2, 2.0], **options)
    return 60 / (0.58 + slow + quick)


def adrenaline(minutes: Array, drive_minutes: float, **options: object) -> Array:
    """Return one compartment with a half-life of 2 min."""
    decay = np.log(2) / 2

    def slope(_: float, y: Array, piece: int) -> Array:
        return decay * ((piece == 1) - y)

    return piecewise(slope, [0.0], minutes, [0.0, drive_minutes], **options)[0]


def hpa(
    minutes: Array,
    borders: Sequence[float],
    drives: Sequence[float],
    start: Sequence[float],
    **options: object,
) -> Array:
    """Return Karin's five equations; shape (5, times)."""
    turnover = np.log(2) / np.array([4, 20, 80, 20 * 1440, 30 * 1440])

    def slope(_: float, y: Array, piece: int) -> Array:
        x1, x2, x3, pituitary, adrenal = y
        free = 1 / (1 + (x3 / 4) ** 3)
        change = [
            drives[piece] * free / x3 - x1,
            x1 * pituitary * free - x2,
            x2 * adrenal - x3,
            pituitary * (x1 - 1),
            adrenal * (x2 - 1),
        ]
        return turnover * np.array(change)

    return piecewise(slope, start, minutes, borders, **options)


def rr_swing(rates: Array, beats: int, mean_rr: float = 800.0, gain: float = 9.0) -> Array:
    """Return deBoer's recurrence run for so many beats, all rates at once, a third of them to settle."""
    heart = np.array([0, 1, 2, 3, 2, 1.0])
    felt = np.full((beats + 6, rates.size), 120.0)
    pressure, interval = felt[0], np.full(rates.size, mean_rr)
    runoff, clock = np.full(rates.size, 1425.0), np.zeros(rates.size)
    kept = 75 / (120 * np.exp(-mean_rr / 1425))
    found = np.empty((beats, rates.size))
    for beat in range(beats):
        clock += interval
        pressure = kept * pressure * np.exp(-interval / runoff) + 0.016 * (interval - mean_rr) + 45
        pressure += 3 * np.sin(2 * np.pi * rates / 60_000 * clock)
        before = felt[beat : beat + 6][::-1]
        felt[beat + 6] = 120 + 18 * np.arctan((pressure - 120) / 18)
        interval = mean_rr + gain * (felt[beat + 6] - 120) + heart @ before - 120 * heart.sum()
        runoff = 1425 - 2 * (heart @ before - 120 * heart.sum())
        found[beat] = interval
    kept_beats = found[beats // 3 :]
    place = (np.arange(len(kept_beats)) + 1) / (len(kept_beats) + 1)
    weight = np.exp(-1 / (place * (1 - place)))  # fades both ends, so that part of a breath does not count
    weight /= weight.sum()
    return 2 * np.sqrt(2 * weight @ (kept_beats - weight @ kept_beats) ** 2)
