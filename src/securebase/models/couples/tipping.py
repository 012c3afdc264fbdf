"""A couple with two valleys: when a hostile state holds itself, and what it takes to leave it.

Liebovitch et al. (2008), Physica A 387:6360, and (2010), Peace and Conflict 16, for two equal actors:

    x' = −m x + b + c tanh y        and the same with x and y exchanged,

x and y how each feels towards the other, m inertia, b kindness that does not depend on the other, c
influence.

A state of rest of this pair always has x = y, because tanh rises. All below therefore happens on the line
on which both feel the same; off that line two people may differ on the way.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from securebase.models._checks import all_within, one_of, within
from securebase.models._numbers import as_given
from securebase.models.couples.paths import TwoPaths, checked_pair, checked_times, integrate

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import ArrayLike

    from securebase.models._checks import FloatArray
    from securebase.models._numbers import Numbers

KINDNESS_RANGE: Final = (-5.0, 5.0)
"""Accepted kindness b, in feeling per time unit; below 0 it is a grudge."""

INFLUENCE_RANGE: Final = (0.0, 10.0)
"""Accepted influence c of the partner, in feeling per time unit."""

INERTIA_RANGE: Final = (0.1, 10.0)
"""Accepted inertia m, per time unit: how fast a feeling fades when nothing feeds it."""

FEELING_RANGE: Final = (-200.0, 200.0)
"""Accepted feeling; with these ranges no state of rest lies outside."""

TIPPING_EXAMPLE: Final[Mapping[str, float]] = {"kindness": 0.3, "influence": 2.0, "inertia": 1.0}
"""The course's worked example, with both valleys. Chosen here."""

VALLEYS: Final = ("hostile", "warm")

_STEPS: Final = 100


@dataclass(frozen=True)
class Equilibrium:
    """A state in which both feel the same and nothing changes.

    Attributes
    ----------
    feeling : float
        What each feels towards the other; below 0 is hostile.
    stable : bool
        Whether the couple returns to it after a small disturbance. A state that is not stable is the ridge (a
        saddle) between two valleys.
    """

    feeling: float
    stable: bool


def tipping_kindness(influence: Numbers | float, inertia: Numbers | float = 1.0) -> Numbers:
    """Return the kindness at which the hostile valley disappears.

    Parameters
    ----------
    influence : float or array
        c, above ``inertia`` and at most 10.
    inertia : float or array
        m, from 0.1 to 10.

    Returns
    -------
    float or array
        b_c, of the common shape of the two. With b between −b_c and b_c there are two valleys. 0.533 at c =
        2, m = 1.

    Raises
    ------
    ValueError
        If a number lies outside its range, or if influence is not above inertia: then there is one valley
        only, and nothing to tip.

    Notes
    -----
    c tanh u − m u with cosh² u = c / m. There ridge and hostile valley meet, on the line on which both feel
    the same.
    """
    c, m = _influence_and_inertia(influence, inertia)
    alone = c <= m
    if np.any(alone):
        low, high = (np.broadcast_to(value, alone.shape)[alone][0] for value in (c, m))
        raise ValueError(
            "influence must be greater than inertia for a couple to have a tipping point; "
            f"{low:g} was given, with inertia {high:g}."
        )
    return as_given(_fold(c, m), influence, inertia)


def equilibria(kindness: float, influence: float, inertia: float = 1.0) -> tuple[Equilibrium, ...]:
    """Return the states of rest, the most hostile first.

    Parameters
    ----------
    kindness : float
        b, from −5 to 5.
    influence : float
        c, from 0 to 10.
    inertia : float
        m, from 0.1 to 10.

    Returns
    -------
    tuple of Equilibrium
        One stable state, or a valley, the ridge and another valley.

    Raises
    ------
    ValueError
        If a number lies outside its range.

    Notes
    -----
    Every state of rest of the two-person system, since all of them have x = y. Stable where c / cosh² x < m.
    """
    b = within("kindness", kindness, *KINDNESS_RANGE)
    c, m = (float(value) for value in _influence_and_inertia(influence, inertia))
    if _has_two_valleys(b, c, m):
        starts, stable = [(b - c) / m, 0.0, (b + c) / m], [True, False, True]
    else:
        starts, stable = [(b + math.copysign(c, b)) / m if b else 0.0], [True]
    roots = _descend(np.array(starts), np.asarray(b), c, m).tolist()
    return tuple(Equilibrium(*root) for root in zip(roots, stable, strict=True))


def smallest_joint_repair(kindness: float, influence: float, inertia: float = 1.0) -> float:
    """Return how far both must be moved at once to get out of the hostile valley.

    Parameters
    ----------
    kindness, influence, inertia : float
        As in :func:`equilibria`.

    Returns
    -------
    float
        The same push for both, from the hostile valley to the ridge on the line on which both feel the
        same. Any greater one leads to the warm valley, any smaller one back. 0 if there is no hostile
        valley; infinity if there is no other. 1.195 at b = 0.3, c = 2, m = 1.

    Raises
    ------
    ValueError
        If a number lies outside its range.

    Notes
    -----
    This is the smallest push that both receive alike. A push of one person alone, or of the two by different
    amounts, has its own threshold, which this does not give.
    """
    states = equilibria(kindness, influence, inertia)
    if len(states) > 1:
        return states[1].feeling - states[0].feeling
    return 0.0 if states[0].feeling >= 0.0 else math.inf


def settled_feeling(
    kindness: Numbers, influence: float, inertia: float = 1.0, *, valley: str = "hostile"
) -> Numbers:
    """Return what a couple feels if kindness changes slowly and they stay in their valley while it lasts.

    Parameters
    ----------
    kindness : float or array
        b, from −5 to 5.
    influence, inertia : float
        As in :func:`equilibria`.
    valley : {"hostile", "warm"}
        Where they come from. Drawn over kindness, the two curves make the hysteresis loop.

    Returns
    -------
    float or array of the shape of ``kindness``
        Feeling in that valley, or in the only one where that one has disappeared.

    Raises
    ------
    ValueError
        If a number lies outside its range or ``valley`` is neither of the two words.
    """
    b = all_within("kindness", kindness, *KINDNESS_RANGE)
    c, m = (float(value) for value in _influence_and_inertia(influence, inertia))
    hostile = one_of("valley", valley, VALLEYS) == "hostile"
    edge = float(_fold(np.asarray(c), np.asarray(m))) if c > m else 0.0
    # Beyond the edge, and everywhere if there is but one valley, the sign of kindness tells the side.
    side = np.where(np.abs(b) < edge, -1.0 if hostile else 1.0, np.sign(b))
    return as_given(_descend((b + side * c) / m, b, c, m), kindness)


def landscape(feeling: Numbers, kindness: float, influence: float, inertia: float = 1.0) -> Numbers:
    """Return the height of the ground on which the shared feeling rolls downhill.

    Parameters
    ----------
    feeling : float or array
        What both feel, from −200 to 200.
    kindness, influence, inertia : float
        As in :func:`equilibria`.

    Returns
    -------
    float or array of the shape of ``feeling``
        m x² / 2 − b x − c ln cosh x, 0 at x = 0. Valleys and ridge are at the states of rest.

    Raises
    ------
    ValueError
        If a number lies outside its range.

    Notes
    -----
    Its negative slope is the rate of change while both feel the same. The pair as a whole has no such ground.
    """
    x = all_within("feeling", feeling, *FEELING_RANGE)
    b = within("kindness", kindness, *KINDNESS_RANGE)
    c, m = _influence_and_inertia(influence, inertia)
    height = 0.5 * m * x**2 - b * x - c * (np.logaddexp(x, -x) - math.log(2.0))
    return as_given(height, feeling)


def feelings_over_time(
    time: ArrayLike, *, start: ArrayLike, kindness: float, influence: float, inertia: float = 1.0
) -> TwoPaths:
    """Return how the two feelings go from a start, for instance from a valley after a push.

    Parameters
    ----------
    time : array, shape (times,)
        Increasing, from 0 to 1000 time units; the start belongs to the first of them.
    start : array, shape (2,)
        What each feels at the start, from −200 to 200.
    kindness, influence, inertia : float
        As in :func:`equilibria`.

    Returns
    -------
    TwoPaths
        The feelings at these times.

    Raises
    ------
    ValueError
        If times are not increasing or a number lies outside its range.
    """
    times = checked_times(time)
    first = checked_pair("start", start, *FEELING_RANGE)
    b = within("kindness", kindness, *KINDNESS_RANGE)
    c, m = (float(value) for value in _influence_and_inertia(influence, inertia))
    tanh = math.tanh

    def rates(x: float, y: float) -> tuple[float, float]:
        return b - m * x + c * tanh(y), b - m * y + c * tanh(x)

    return integrate(rates, first, times)


def _influence_and_inertia(
    influence: FloatArray | float, inertia: FloatArray | float
) -> tuple[FloatArray, FloatArray]:
    c = all_within("influence", influence, *INFLUENCE_RANGE)
    return c, all_within("inertia", inertia, *INERTIA_RANGE)


def _fold(c: FloatArray, m: FloatArray) -> FloatArray:
    turn = np.arccosh(np.sqrt(c / m))
    return np.asarray(c * np.tanh(turn) - m * turn)


def _has_two_valleys(b: float, c: float, m: float) -> bool:
    return c > m and abs(b) < float(_fold(np.asarray(c), np.asarray(m)))


def _descend(start: FloatArray, b: FloatArray, c: float, m: float) -> FloatArray:
    """Return the states of rest that Newton's method reaches from each start.

    From (b ± c) / m it comes down on the outer states, and from 0 on the ridge, never overshooting: between
    start and state the rate of change keeps both its sign and the sign of its curvature.
    """
    x = np.array(start, dtype=np.float64)
    for _ in range(_STEPS):
        level = np.tanh(x)
        rate, slope = b - m * x + c * level, c * (1.0 - level**2) - m
        step = np.divide(rate, slope, out=np.zeros_like(x), where=slope != 0.0)
        x = x - step
        if np.all(np.abs(step) <= 1e-15 * (1.0 + np.abs(x))):
            break
    return x
