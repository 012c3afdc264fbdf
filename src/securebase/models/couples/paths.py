"""What the models of two people share: two paths over one clock, and how such paths are computed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np
import scipy

from securebase.models._checks import all_within, finite_array, increasing

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import ArrayLike

    from securebase.models._checks import FloatArray

TIME_RANGE: Final = (0.0, 1000.0)
"""Accepted times, in the time unit of the model."""

# What is drawn is accurate to better than one part in 10,000; this leaves room for long cycles.
_RELATIVE, _ABSOLUTE = 1e-7, 1e-9


@dataclass(frozen=True)
class TwoPaths:
    """How two people's feelings go.

    Attributes
    ----------
    time : array, shape (times,)
        In the time unit of the model.
    first, second : array, shape (times,)
        The two feelings, in the unit of the model.
    """

    time: FloatArray
    first: FloatArray
    second: FloatArray


def checked_times(time: ArrayLike) -> FloatArray:
    """Return ``time`` as increasing numbers from 0 to 1000.

    Raises
    ------
    ValueError
        If it is anything else.
    """
    return all_within("time", increasing("time", time), *TIME_RANGE)


def checked_pair(name: str, value: ArrayLike, low: float, high: float) -> tuple[float, float]:
    """Return a number for each of the two people; one number stands for both.

    Raises
    ------
    ValueError
        If it holds neither one nor two numbers from ``low`` to ``high``.
    """
    given = finite_array(name, value)
    if given.shape not in {(), (2,)}:
        raise ValueError(
            f"{name} must be one number, or one for each of the two; its shape was {given.shape}."
        )
    first, second = np.broadcast_to(all_within(name, given, low, high), 2).tolist()
    return first, second


def linear_course(matrix: FloatArray, start: FloatArray, time: FloatArray) -> FloatArray:
    """Return the course of two numbers whose rates of change are linear in them, in closed form.

    Parameters
    ----------
    matrix : array, shape (2, 2)
        Of the system z' = matrix z.
    start : array, shape (2,)
        z at time 0.
    time : array, shape (times,)
        Times since then.

    Returns
    -------
    array, shape (2, times)
        Both numbers at these times.
    """
    middle = np.trace(matrix) / 2.0
    rest = matrix - middle * np.eye(2)
    # The eigenvalues are middle ± apart, and the square of the rest is apart² times the unit matrix.
    apart = np.sqrt(complex(rest[0, 0] ** 2 + rest[0, 1] * rest[1, 0]))
    up, down = np.exp((middle + apart) * time), np.exp((middle - apart) * time)
    even = 0.5 * (up + down).real
    # Where the eigenvalues all but meet their difference loses its digits; two terms of its series do not.
    close = np.abs(apart) * time < 1e-3
    series = time * np.exp(middle * time) * (1.0 + (apart * time) ** 2 / 6.0).real
    odd = np.where(close, series, ((up - down) / (2.0 * apart or 1.0)).real)
    return np.asarray(np.outer(start, even) + np.outer(rest @ start, odd))


def integrate(
    rates: Callable[[float, float], tuple[float, float]], start: tuple[float, float], time: FloatArray
) -> TwoPaths:
    """Integrate two feelings that set each other's rate of change, by LSODA.

    Parameters
    ----------
    rates : callable
        Takes the two feelings and returns their rates of change.
    start : tuple of two floats
        The feelings at the first of the times.
    time : array, shape (times,)
        Increasing.

    Returns
    -------
    TwoPaths
        The feelings at these times.

    Raises
    ------
    ArithmeticError
        If the solver finds no finite course, as it does with rates of about 1e-308.
    """

    def change(feelings: FloatArray, _now: float) -> tuple[float, float]:
        # Plain floats: arithmetic on NumPy's scalars would take most of the time.
        first, second = feelings.tolist()
        return rates(first, second)

    paths = scipy.integrate.odeint(change, start, time, rtol=_RELATIVE, atol=_ABSOLUTE, mxstep=5000)
    if not np.all(np.isfinite(paths)):
        raise ArithmeticError(
            f"The course from {start[0]:g} and {start[1]:g} could not be computed with these numbers: one of "
            "them is too near to 0 for the solver. Give 0 itself, or a number that differs from 0 more."
        )
    return TwoPaths(time, paths[:, 0], paths[:, 1])
