"""What the models accept: each check names the parameter, the value given and the accepted range."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import ArrayLike

FloatArray = NDArray[np.float64]


def finite_array(name: str, value: ArrayLike) -> FloatArray:
    """Return ``value`` as an array of finite numbers, with the shape it came in.

    Raises
    ------
    ValueError
        If it holds no number at all, something that is not a number, NaN or infinity.
    """
    try:
        array = np.asarray(value, dtype=np.float64)
    except (TypeError, ValueError) as error:
        message = f"{name} must be a number or an array of numbers of one shape; {value!r} was given."
        raise ValueError(message) from error
    if array.size == 0:
        raise ValueError(f"{name} must hold at least one number; it was empty.")
    if not np.all(np.isfinite(array)):
        wrong = array[~np.isfinite(array)][0]
        raise ValueError(f"{name} must hold finite numbers only; it holds {wrong:g}.")
    return array


def within(name: str, value: float, low: float, high: float, unit: str = "") -> float:
    """Return ``value`` as a float that lies from ``low`` to ``high``, both ends accepted.

    Either end may be infinite; NaN and infinity themselves are never accepted.

    Raises
    ------
    ValueError
        If it is no number or lies outside the range.
    """
    number = _number(name, value, unit)
    if not low <= number <= high:
        raise ValueError(f"{name} must be {_range(low, high, unit)}; {number:g} was given.")
    return number


def whole(name: str, value: float, low: int, high: int, unit: str = "") -> int:
    """Return ``value`` as a whole number from ``low`` to ``high``, both ends accepted.

    Raises
    ------
    ValueError
        If it is no number, not whole, or lies outside the range.
    """
    number = within(name, value, low, high, unit)
    if number != round(number):
        raise ValueError(f"{name} must be a whole number {_range(low, high, unit)}; {number:g} was given.")
    return round(number)


def above(name: str, value: float, low: float, unit: str = "") -> float:
    """Return ``value`` as a float that is greater than ``low``.

    Raises
    ------
    ValueError
        If it is no number or not greater than ``low``.
    """
    number = _number(name, value, unit)
    if number <= low:
        raise ValueError(f"{name} must be greater than {_with_unit(low, unit)}; {number:g} was given.")
    return number


def all_within(name: str, value: ArrayLike, low: float, high: float, unit: str = "") -> FloatArray:
    """Return ``value`` as an array in which every number lies from ``low`` to ``high``.

    Raises
    ------
    ValueError
        If a number lies outside, or as in :func:`finite_array`.
    """
    array = finite_array(name, value)
    outside = array[(array < low) | (array > high)]
    if outside.size:
        raise ValueError(f"{name} must be {_range(low, high, unit)}; {outside[0]:g} was given.")
    return array


def increasing(name: str, value: ArrayLike) -> FloatArray:
    """Return ``value`` as a one-dimensional array in which each number is greater than the one before.

    Raises
    ------
    ValueError
        If it has another shape or another order, or as in :func:`finite_array`.
    """
    array = finite_array(name, value)
    if array.ndim != 1:
        raise ValueError(f"{name} must be a one-dimensional array; its shape was {array.shape}.")
    steps = np.diff(array)
    if np.any(steps <= 0):
        at = int(np.argmax(steps <= 0))
        message = (
            f"{name} must increase from each number to the next; {array[at + 1]:g} follows {array[at]:g}."
        )
        raise ValueError(message)
    return array


def one_of(name: str, value: str, accepted: Sequence[str]) -> str:
    """Return ``value`` if it is one of the accepted words.

    Raises
    ------
    ValueError
        If it is not.
    """
    if value not in accepted:
        words = ", ".join(repr(word) for word in accepted)
        raise ValueError(f"{name} must be one of {words}; {value!r} was given.")
    return value


def _number(name: str, value: float, unit: str) -> float:
    try:
        number = float(value)
    except (TypeError, ValueError) as error:
        expected = f"a number of {unit}" if unit else "a number"
        raise ValueError(f"{name} must be {expected}; {value!r} was given.") from error
    if not math.isfinite(number):
        raise ValueError(f"{name} must be a finite number; {number:g} was given.")
    return number


def _range(low: float, high: float, unit: str) -> str:
    if math.isinf(high):
        return f"at least {_with_unit(low, unit)}"
    if math.isinf(low):
        return f"at most {_with_unit(high, unit)}"
    return f"from {low:g} to {_with_unit(high, unit)}"


def _with_unit(number: float, unit: str) -> str:
    return f"{number:g} {unit}" if unit else f"{number:g}"
