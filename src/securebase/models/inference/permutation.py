"""The exact permutation test: how often chance alone would part the days as far as they were parted."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

import numpy as np

from securebase.models._checks import finite_array

if TYPE_CHECKING:
    from numpy.typing import ArrayLike

    from securebase.models._checks import FloatArray

MOST_ARRANGEMENTS: Final = 1_000_000
"""Most arrangements that are counted out; 11 against 11 days have 705,432."""

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
        If one is not a list of finite numbers, or if there are more than 1,000,000 arrangements.

    Notes
    -----
    The test of Fisher (1935). It is exact if the kind of each day was drawn by lot such that every
    arrangement with these two numbers of days was equally likely, and it assumes nothing about the ratings
    but that yesterday's kind does not act on today.
    """
    first, second = _two_lists(a, b)
    observed = abs(first.mean() - second.mean())
    differences = permuted_differences(first, second)
    spread = np.abs(np.concatenate([first, second])).max()
    return float(np.mean(np.abs(differences) >= observed - _TIE * spread))


def permuted_differences(a: ArrayLike, b: ArrayLike) -> FloatArray:
    """Return the difference of the two means for every arrangement of the same ratings.

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
        As in :func:`exact_permutation_p`.
    """
    first, second = _two_lists(a, b)
    together = np.concatenate([first, second])
    arrangements = math.comb(together.size, first.size)
    if arrangements > MOST_ARRANGEMENTS:
        raise ValueError(
            f"a and b hold {first.size} and {second.size} numbers, which can be arranged in "
            f"{arrangements:,} ways; at most {MOST_ARRANGEMENTS:,} are counted out. Use fewer days, such as "
            "11 of each kind."
        )
    middle = together.mean()
    sums = _sums_of(together - middle, first.size)
    return sums * (1.0 / first.size + 1.0 / second.size)


def _sums_of(values: FloatArray, chosen: int) -> FloatArray:
    """Return the sum of every choice of ``chosen`` values.

    The list of sums of j values grows with each value taken in: the sums without it, and those of j − 1 with
    it. Only lists that can still reach ``chosen`` are kept.
    """
    empty = np.empty(0)
    sums = [np.zeros(1)] + [empty] * chosen
    for taken, value in enumerate(values, start=1):
        still_open = values.size - taken
        sums = [
            np.concatenate([sums[size], sums[size - 1] + value] if size else [sums[0]])
            if size + still_open >= chosen
            else empty
            for size in range(chosen + 1)
        ]
    return sums[chosen]


def _two_lists(a: ArrayLike, b: ArrayLike) -> tuple[FloatArray, FloatArray]:
    first, second = finite_array("a", a), finite_array("b", b)
    for name, ratings in (("a", first), ("b", second)):
        if ratings.ndim != 1:
            raise ValueError(f"{name} must be a plain list of numbers; its shape was {ratings.shape}.")
    return first, second
