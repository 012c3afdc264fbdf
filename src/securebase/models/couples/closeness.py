"""Two people who want different closeness: where both end up, and whether that holds.

Felmlee & Greenberg (1999), doi 10.1080/0022250X.1999.9990218:

    x' = a1 (x* − x) + a2 (y − x)        y' = b1 (y* − y) + b2 (x − y)

a1 and b1 pull each to the own goal, a2 and b2 to the other; a negative one is pulling away when approached.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from securebase.models.couples.paths import TwoPaths, checked_pair, checked_times, linear_course

if TYPE_CHECKING:
    from numpy.typing import ArrayLike

    from securebase.models._checks import FloatArray

GOAL_RANGE: Final = (0.0, 10.0)
"""Accepted closeness wished for, from none to all that can be imagined."""

CLOSENESS_RANGE: Final = (-100.0, 100.0)
"""Accepted closeness at the start; below 0 is active distance."""

OWN_PULL_RANGE: Final = (0.01, 1.0)
"""Accepted pull to the own goal, per time unit."""

PARTNER_PULL_RANGE: Final = (-0.5, 1.0)
"""Accepted pull to the partner, per time unit; below 0 the partner's approach repels."""


def closeness_balance(goals: ArrayLike, own_pull: ArrayLike, partner_pull: ArrayLike) -> FloatArray:
    """Return the two closenesses at which neither is moved any more.

    Parameters
    ----------
    goals : array, shape (2,)
        The closeness that each wishes for, from 0 to 10.
    own_pull : float or array, shape (2,)
        How strongly each is drawn to the own goal, from 0.01 to 1 per time unit; one number stands for both.
    partner_pull : float or array, shape (2,)
        How strongly each is drawn to where the other is, from −0.5 to 1 per time unit; one number stands
        for both.

    Returns
    -------
    array, shape (2,)
        Closeness of the first and of the second. Whether anything leads there: :func:`balance_holds`.

    Raises
    ------
    ValueError
        If a number lies outside its range, or if the pulls cancel so that there is no such point.

    Notes
    -----
    Goals 8 and 2, own pull 0.2, partner pull 0.3 give 5.75 and 4.25: both move, neither reaches the ideal.
    The numbers of the example are ILLUSTRATIVE.
    """
    wish = np.array(checked_pair("goals", goals, *GOAL_RANGE))
    own, partner = _pulls(own_pull, partner_pull)
    return _balance(wish, own, partner)


def balance_holds(own_pull: ArrayLike, partner_pull: ArrayLike) -> bool:
    """Tell whether two people with these pulls come to rest at their balance wherever they start.

    Parameters
    ----------
    own_pull, partner_pull : float or array, shape (2,)
        As in :func:`closeness_balance`.

    Returns
    -------
    bool
        True if a1·b1 + a1·b2 + a2·b1 > 0 and a1 + a2 + b1 + b2 > 0.

    Raises
    ------
    ValueError
        If a number lies outside its range.
    """
    own, partner = _pulls(own_pull, partner_pull)
    return bool(_determinant(own, partner) > 0.0 and (own + partner).sum() > 0.0)


def closeness_over_time(
    time: ArrayLike, *, start: ArrayLike, goals: ArrayLike, own_pull: ArrayLike, partner_pull: ArrayLike
) -> TwoPaths:
    """Return how two people move nearer and away.

    Parameters
    ----------
    time : array, shape (times,)
        Increasing, from 0 to 1000 time units since the start.
    start : array, shape (2,)
        Closeness of each at time 0, from −100 to 100.
    goals, own_pull, partner_pull
        As in :func:`closeness_balance`.

    Returns
    -------
    TwoPaths
        The exact solution at these times.

    Raises
    ------
    ValueError
        If times are not increasing, a number lies outside its range, or there is no balance.
    """
    times = checked_times(time)
    wish = np.array(checked_pair("goals", goals, *GOAL_RANGE))
    place = np.array(checked_pair("start", start, *CLOSENESS_RANGE))
    own, partner = _pulls(own_pull, partner_pull)
    balance = _balance(wish, own, partner)
    away = linear_course(_matrix(own, partner), place - balance, times)
    return TwoPaths(times, balance[0] + away[0], balance[1] + away[1])


def _pulls(own_pull: ArrayLike, partner_pull: ArrayLike) -> tuple[FloatArray, FloatArray]:
    own = checked_pair("own_pull", own_pull, *OWN_PULL_RANGE)
    partner = checked_pair("partner_pull", partner_pull, *PARTNER_PULL_RANGE)
    return np.array(own), np.array(partner)


def _matrix(own: FloatArray, partner: FloatArray) -> FloatArray:
    return np.diag(-own - partner) + np.diag(partner)[:, ::-1]


def _determinant(own: FloatArray, partner: FloatArray) -> float:
    return float(own[0] * own[1] + own[0] * partner[1] + partner[0] * own[1])


def _balance(wish: FloatArray, own: FloatArray, partner: FloatArray) -> FloatArray:
    determinant = _determinant(own, partner)
    if abs(determinant) < 1e-12:
        raise ValueError(
            f"With own_pull {own[0]:g} and {own[1]:g} and partner_pull {partner[0]:g} and {partner[1]:g} the "
            "pulls cancel and the two find no balance. Give a partner_pull a little greater or smaller."
        )
    drawn = own * wish
    return (drawn * (own + partner)[::-1] + partner * drawn[::-1]) / determinant
