"""The models of two people as one would write them at first: the papers' equations and `solve_ivp`."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

import numpy as np
from scipy.integrate import solve_ivp

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

Array = np.ndarray


def solved(
    slope: Callable[[float, Array], object], start: Sequence[float], times: Array, **options: object
) -> Array:
    """Return the solution at the times, shape (states, times)."""
    return solve_ivp(slope, (times[0], times[-1]), start, t_eval=times, **options).y


def oscillators(times: Array, eta: float, zeta: float, gamma: float, **options: object) -> Array:
    """Return the two feelings of coupled oscillators, the first moved by 1."""

    def slope(_: float, state: Array) -> list[float]:
        x, speed_x, y, speed_y = state
        return [
            speed_x,
            eta * x + zeta * speed_x + gamma * speed_y,
            speed_y,
            eta * y + zeta * speed_y + gamma * speed_x,
        ]

    return solved(slope, [1.0, 0.0, 0.0, 0.0], times, **options)[[0, 2]]


def closeness(times: Array, **options: object) -> Array:
    """Return both closenesses with goals 8 and 2, own pull 0.2 and partner pull 0.3."""

    def slope(_: float, state: Array) -> list[float]:
        x, y = state
        return [0.2 * (8 - x) + 0.3 * (y - x), 0.2 * (2 - y) + 0.3 * (x - y)]

    return solved(slope, [1.0, 9.0], times, **options)


def feelings(times: Array, start: Sequence[float], kindness: float, **options: object) -> Array:
    """Return both feelings with influence 2 and inertia 1."""

    def slope(_: float, state: Array) -> list[float]:
        x, y = state
        return [kindness - x + 2 * np.tanh(y), kindness - y + 2 * np.tanh(x)]

    return solved(slope, start, times, **options)


def hysteresis(kindness: Array, **options: object) -> Array:
    """Return where couples of every kindness end that start deep in the hostile valley."""
    return np.array([feelings(np.array([0.0, 100.0]), [-4, -4], b, **options)[0, -1] for b in kindness])


def cycle(times: Array, **options: object) -> Array:
    """Return both feelings of the insecure couple."""

    def slope(_: float, state: Array) -> list[float]:
        x, y = state
        gild_x, gild_y = x**8 / (x**8 + 1), y**8 / (y**8 + 1)
        return [
            -0.36 * x + 0.06 * y * np.exp(-0.08 * y) + (1 + 2.9 * gild_x) * 0.1,
            -0.2 * y + 15.99 * x * np.exp(-((1.5 * x) ** 4)) + (1 + gild_y) * 0.1,
        ]

    return solved(slope, [0.01, 0.01], times, **options)


def period(**options: object) -> Array:
    """Return the length of the last rounds within 300 time units, as an array of one number."""
    times = np.linspace(0.0, 300.0, 3001)
    late = cycle(times, **options)[0, 1500:]
    level = 0.5 * (late.max() + late.min())
    at = np.flatnonzero((late[:-1] < level) & (late[1:] >= level))
    exact = at + (level - late[at]) / (late[at + 1] - late[at])
    return np.diff(exact)[-3:].mean(keepdims=True) * 0.1


def permutation_p(a: Array, b: Array) -> Array:
    """Return p by going through every arrangement, as an array of one number."""
    together = np.concatenate([a, b])
    total = together.sum()
    sums = [sum(chosen) for chosen in combinations(together.tolist(), a.size)]
    apart = [abs(part / a.size - (total - part) / b.size) for part in sums]
    observed = abs(a.mean() - b.mean()) - 1e-12
    return np.array([sum(value >= observed for value in apart) / len(apart)])
