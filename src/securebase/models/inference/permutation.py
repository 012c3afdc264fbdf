"""The exact permutation test: how often chance alone would part the days as far as they were parted."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

import numpy as np

from securebase.models._checks import finite_array

if TYPE_CHECKING:
    from numpy.typing import ArrayLike

    from securebase.models._checks import FloatArray

MOST_DAYS: Final = 40
"""Most ratings, of both kinds together, that the test takes."""

MOST_ARRANGEMENTS: Final = 200_000
"""Most arrangements that are listed one by one; 10 against 10 days have 184,756."""

# Sums of the same numbers in another order may differ in the last bits; such sums are ties, not differences.
_TIE: Final = 1e-12


def exact_permutation_p(a: ArrayLike, b: ArrayLike) -> float:
    """Return how often a chance arrangement parts the two means at least as far as the arrangement lived.

    Parameters
    ----------
    a, b : array, one-dimensional
        Ratings of the days of either kind, at least one each; lengths may differ.

    Returns
    -------
    float
        Two-sided p, above 0 and at most 1: the share of all arrangements, the one lived among them, whose
        means differ by as much or more in either direction.

    Raises
    ------
    ValueError
        If one is not a list of finite numbers, or if there are more than 40 of them together.

    Notes
    -----
    The test of Fisher (1935). It is exact if the kind of each day was drawn at random so that every
    arrangement with these two numbers of days was equally likely, and it assumes nothing about the ratings
    but that yesterday's kind does not act on today.

    Every arrangement counts, but not one by one: the days are cut into two halves, and for each sum in one
    half, sorted sums of the other tell how many complete it to a sum that is far enough from the middle.
    """
    first, second = _two_lists(a, b)
    together = np.concatenate([first, second])
    if together.size > MOST_DAYS:
        raise ValueError(
            f"a and b hold {together.size} numbers together; the test takes at most {MOST_DAYS}. "
            "Use fewer days."
        )
    values = together - together.mean()
    far = abs(values[: first.size].sum()) - _TIE * np.abs(together).max()
    if far <= 0.0:
        return 1.0
    middle = together.size // 2
    left, right = _sums_by_size(values[:middle]), _sums_by_size(values[middle:])
    counted = sum(
        _far_pairs(left[size], right[first.size - size], far)
        for size in range(len(left))
        if 0 <= first.size - size < len(right)
    )
    return counted / math.comb(together.size, first.size)


def permuted_differences(a: ArrayLike, b: ArrayLike) -> FloatArray:
    """Return the difference of the two means for every arrangement of the same ratings, to be drawn.

    Parameters
    ----------
    a, b : array, one-dimensional
        Ratings of the days of either kind, at least one each.

    Returns
    -------
    array, shape (arrangements,)
        Mean of as many ratings as ``a`` has minus the mean of the others, in the unit of the ratings. The
        arrangement lived is among them.

    Raises
    ------
    ValueError
        If one is not a list of finite numbers, or if there are more than 200,000 arrangements.
    """
    first, second = _two_lists(a, b)
    together = np.concatenate([first, second])
    arrangements = math.comb(together.size, first.size)
    if arrangements > MOST_ARRANGEMENTS:
        raise ValueError(
            f"a and b hold {first.size} and {second.size} numbers, which can be arranged in "
            f"{arrangements:,} ways; at most {MOST_ARRANGEMENTS:,} are listed. Use fewer days, such as 10 of "
            "each kind."
        )
    sums = _sums_by_size(together - together.mean(), largest=first.size)[first.size]
    return sums * (1.0 / first.size + 1.0 / second.size)


def _sums_by_size(values: FloatArray, *, largest: int | None = None) -> list[FloatArray]:
    """Return for each number of values, from none to ``largest``, the sums of all such choices of them.

    The list for each size grows with every value taken in: the sums without it, and those of one value fewer
    with it.
    """
    most = values.size if largest is None else largest
    sums = [np.zeros(1)]
    for value in values:
        with_it = [part + value for part in sums[:most]]
        without_it = [*sums[1:], np.empty(0)]
        grown = [np.concatenate(pair) for pair in zip(without_it, with_it, strict=False)]
        sums = [sums[0], *grown]
    return sums


def _far_pairs(some: FloatArray, others: FloatArray, far: float) -> int:
    """Count the pairs, one number of each, whose sum is at least ``far`` from zero."""
    ordered = np.sort(others)
    above = others.size - np.searchsorted(ordered, far - some, side="left")
    below = np.searchsorted(ordered, -far - some, side="right")
    return int(above.sum() + below.sum())


def _two_lists(a: ArrayLike, b: ArrayLike) -> tuple[FloatArray, FloatArray]:
    first, second = finite_array("a", a), finite_array("b", b)
    for name, ratings in (("a", first), ("b", second)):
        if ratings.ndim != 1:
            raise ValueError(f"{name} must be a plain list of numbers; its shape was {ratings.shape}.")
    return first, second
