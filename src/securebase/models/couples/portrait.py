"""The map of a couple with two valleys: where many couples go, and the watershed between the valleys.

The equations and their source are those of :mod:`securebase.models.couples.tipping`. A map is drawn anew for
each position of a slider, so what is here trades the last digits for speed: Runge and Kutta's classical
method in equal steps, on all couples at once, or on plain floats for one.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

import numpy as np

from securebase.models._checks import all_within, whole, within
from securebase.models.couples.paths import TIME_RANGE
from securebase.models.couples.tipping import (
    FEELING_RANGE,
    INERTIA_RANGE,
    INFLUENCE_RANGE,
    KINDNESS_RANGE,
    equilibria,
)

if TYPE_CHECKING:
    from numpy.typing import ArrayLike

    from securebase.models._checks import FloatArray

STEPS_RANGE: Final = (1, 10_000)

LONGEST_STEP: Final = 0.75
"""Of one step times inertia plus influence, the fastest rate of the pair. There each step is off by less than
0.002 of what moves."""

_OFF_THE_RIDGE = 1e-3  # where the watershed leaves its straight tangent; its bend there is of order 1e-6
_WATERSHED_STEP = 0.3  # as LONGEST_STEP


def courses(
    starts: ArrayLike,
    *,
    duration: float,
    steps: int,
    kindness: float,
    influence: float,
    inertia: float = 1.0,
) -> FloatArray:
    """Return how the feelings of one couple, or of many at once, go from their starts.

    Parameters
    ----------
    starts : array, shape (2,) or (2, couples)
        What the one and the other feel at the start, from −200 to 200.
    duration : float
        Time units, from 0 to 1000.
    steps : int
        Equal steps to take, so many that one of them times ``inertia + influence`` is at most 0.75.
    kindness, influence, inertia : float
        As in :func:`securebase.models.couples.tipping.equilibria`.

    Returns
    -------
    array, shape (steps + 1, 2) or (steps + 1, 2, couples)
        The feelings at the start and after each step. At the longest accepted step they lie within about
        0.01 of the exact course; :func:`securebase.models.couples.tipping.feelings_over_time` is exact.

    Raises
    ------
    ValueError
        If a number lies outside its range, the starts have another shape, or the steps are too few.
    """
    first = all_within("starts", starts, *FEELING_RANGE)
    if first.ndim not in {1, 2} or first.shape[0] != 2:
        raise ValueError(
            f"starts must hold two rows, a feeling of each of the two; its shape was {first.shape}."
        )
    b, c, m = _checked(kindness, influence, inertia)
    taken = whole("steps", steps, *STEPS_RANGE)
    step = within("duration", duration, *TIME_RANGE) / taken
    if step * (m + c) > LONGEST_STEP:
        needed = math.ceil(taken * step * (m + c) / LONGEST_STEP)
        raise ValueError(
            f"steps must be at least {needed} for this duration, inertia and influence; {taken} was given."
        )
    found = np.empty((taken + 1, *first.shape))
    if first.ndim == 1:  # plain floats for one couple: NumPy's own would take most of the time
        x, y = first.tolist()
        found[0] = x, y
        for at in range(1, taken + 1):
            x, y = found[at] = _step(x, y, step, (b, c, m))
        return found
    found[0] = first
    for at in range(1, taken + 1):
        found[at] = _step_of_many(found[at - 1], step, (b, c, m))
    return found


def watershed(kindness: float, influence: float, inertia: float = 1.0, *, reach: float = 5.0) -> FloatArray:
    """Return the line that parts the couples who go to the hostile valley from those who go to the warm one.

    Parameters
    ----------
    kindness, influence, inertia : float
        As in :func:`securebase.models.couples.tipping.equilibria`.
    reach : float
        How far the line is followed: until a feeling lies this far from 0; from 1 to 200.

    Returns
    -------
    array, shape (2, points)
        The feelings of the one and of the other along the line. The ridge is its middle point; the first half
        mirrors the second, since the two are alike. No points where there are not two valleys.

    Raises
    ------
    ValueError
        If a number lies outside its range.

    Notes
    -----
    The stable manifold of the saddle, followed back in time from beside it.
    """
    states = equilibria(kindness, influence, inertia)
    far = within("reach", reach, 1.0, FEELING_RANGE[1])
    if len(states) == 1:
        return np.empty((2, 0))
    b, c, m = _checked(kindness, influence, inertia)
    ridge = states[1].feeling
    arm = [(ridge, ridge), (ridge + _OFF_THE_RIDGE, ridge - _OFF_THE_RIDGE)]
    while max(abs(arm[-1][0]), abs(arm[-1][1])) < far:
        x, y = arm[-1]
        arm.append(_step(x, y, -_WATERSHED_STEP / (m + c), (b, c, m)))
    one, other = np.array(arm).T
    return np.array([[*other[:0:-1], *one], [*one[:0:-1], *other]])


def _checked(kindness: float, influence: float, inertia: float) -> tuple[float, float, float]:
    return (
        within("kindness", kindness, *KINDNESS_RANGE),
        within("influence", influence, *INFLUENCE_RANGE),
        within("inertia", inertia, *INERTIA_RANGE),
    )


def _step(x: float, y: float, step: float, numbers: tuple[float, float, float]) -> tuple[float, float]:
    """Take one step of the classical Runge-Kutta method."""
    b, c, m = numbers
    tanh = math.tanh
    half = 0.5 * step
    x1, y1 = b - m * x + c * tanh(y), b - m * y + c * tanh(x)
    xa, ya = x + half * x1, y + half * y1
    x2, y2 = b - m * xa + c * tanh(ya), b - m * ya + c * tanh(xa)
    xa, ya = x + half * x2, y + half * y2
    x3, y3 = b - m * xa + c * tanh(ya), b - m * ya + c * tanh(xa)
    xa, ya = x + step * x3, y + step * y3
    x4, y4 = b - m * xa + c * tanh(ya), b - m * ya + c * tanh(xa)
    sixth = step / 6.0
    return x + sixth * (x1 + 2.0 * (x2 + x3) + x4), y + sixth * (y1 + 2.0 * (y2 + y3) + y4)


def _step_of_many(feelings: FloatArray, step: float, numbers: tuple[float, float, float]) -> FloatArray:
    """Take the same step for many couples, shape (2, couples); each is drawn by the other's row."""
    b, c, m = numbers

    def slope(now: FloatArray) -> FloatArray:
        return b - m * now + c * np.tanh(now[::-1])

    first = slope(feelings)
    second = slope(feelings + 0.5 * step * first)
    third = slope(feelings + 0.5 * step * second)
    fourth = slope(feelings + step * third)
    return feelings + step / 6.0 * (first + 2.0 * (second + third) + fourth)
