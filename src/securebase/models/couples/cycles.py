"""Couples that go round, where too much love is fled and love gilds the one who is loved.

Gragnani, Rinaldi & Feichtinger (1997), Int. J. Bifurcation and Chaos 7:2611; Rinaldi et al., Modeling Love
Dynamics (2015), doi 10.1142/9656:

    x1' = −α1 x1 + R1(x2) + (1 + s1 B(x1)) A2        and the same with 1 and 2 exchanged.

Feelings fade (α), answer the other's feeling (R) and appeal (A), and one's own feeling may gild that appeal
(synergism s). A secure person answers more love with more love, up to a ceiling; an insecure one answers at
first, then flees. Cycles need both insecurity and synergism: without synergism the divergence is negative
everywhere, and two secure people draw each other the same way, so that every course settles.
"""

from __future__ import annotations

import math
from abc import ABC, abstractmethod
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from securebase.models._checks import all_within, within
from securebase.models._numbers import as_given
from securebase.models.couples.paths import TIME_RANGE, TwoPaths, checked_pair, checked_times, integrate

if TYPE_CHECKING:
    from numpy.typing import ArrayLike

    from securebase.models._checks import FloatArray
    from securebase.models._numbers import Numbers

FORGETTING_RANGE: Final = (0.05, 2.0)
"""Accepted forgetting α, per time unit."""

REACTION_RANGE: Final = (0.0, 20.0)
"""Accepted strength β of the answer to the other's love."""

SENSITIVITY_RANGE: Final = (0.01, 5.0)
"""Accepted insecurity k: the smaller the love 1/k, the sooner it is too much."""

STEEPNESS_RANGE: Final = (1.0, 8.0)
"""Accepted exponent n: how suddenly it is too much."""

SYNERGISM_RANGE: Final = (0.0, 10.0)
"""Accepted synergism s: how much the other's appeal grows in loving eyes."""

APPEAL_RANGE: Final = (0.0, 5.0)
"""Accepted appeal A, in feeling per time unit."""

LOVE_RANGE: Final = (0.0, 50.0)
"""Accepted feeling at the start; feelings that start at or above 0 stay there."""

PORTRAIT_RANGE: Final = (-50.0, 50.0)
"""Accepted feeling where only rates of change are asked for."""

_BIAS_EXPONENT: Final = 8

# Swings below this are the solver's own noise.
_STILL: Final = 1e-6


@dataclass(frozen=True, kw_only=True)
class Person(ABC):
    """What secure and insecure people of this model have in common.

    Attributes
    ----------
    forgetting : float
        α, per time unit.
    reaction : float
        β, feeling per time unit.
    synergism : float
        s, without unit; 0 sees the other the same whatever one feels.
    appeal : float
        A, feeling per time unit: what the other answers to in this person.

    Raises
    ------
    ValueError
        If a number lies outside its range.
    """

    forgetting: float
    reaction: float
    synergism: float
    appeal: float

    def __post_init__(self) -> None:
        within("forgetting", self.forgetting, *FORGETTING_RANGE)
        within("reaction", self.reaction, *REACTION_RANGE)
        within("synergism", self.synergism, *SYNERGISM_RANGE)
        within("appeal", self.appeal, *APPEAL_RANGE)

    @abstractmethod
    def answer(self, love: Numbers) -> Numbers:
        """Return R, the answer to the other's love, in feeling per time unit."""


@dataclass(frozen=True, kw_only=True)
class SecurePerson(Person):
    """A person whose answer rises with the other's love, up to a ceiling: R = β x / (1 + |x|)."""

    def answer(self, love: Numbers) -> Numbers:
        """Return R, the answer to the other's love, in feeling per time unit."""
        return self.reaction * love / (1.0 + abs(love))


@dataclass(frozen=True, kw_only=True)
class InsecurePerson(Person):
    """A person whose answer rises and then flees: R = β k x exp(−(k x)ⁿ).

    Attributes
    ----------
    sensitivity : float
        k, per unit of love.
    steepness : float
        n, without unit.
    """

    sensitivity: float
    steepness: float

    def __post_init__(self) -> None:
        super().__post_init__()
        within("sensitivity", self.sensitivity, *SENSITIVITY_RANGE)
        within("steepness", self.steepness, *STEEPNESS_RANGE)

    def answer(self, love: Numbers) -> Numbers:
        """Return R, the answer to the other's love, in feeling per time unit."""
        felt = self.sensitivity * love
        too_much = (0.5 * (felt + abs(felt))) ** self.steepness
        # A power of e, so that one line serves a float at full speed and an array.
        result: Numbers = self.reaction * felt * math.e**-too_much
        return result


INSECURE_COUPLE: Final = (
    InsecurePerson(
        forgetting=0.36, reaction=0.75, sensitivity=0.08, steepness=1.0, synergism=2.9, appeal=0.1
    ),
    InsecurePerson(forgetting=0.2, reaction=10.66, sensitivity=1.5, steepness=4.0, synergism=1.0, appeal=0.1),
)
"""A couple that cycles. Not read in the book itself: the same numbers stand in a public program that names
chapters 8 and 11 of Rinaldi et al. (2015) as its source and weeks as the time unit."""


def insecure_cycle(
    time: ArrayLike, couple: tuple[Person, Person] = INSECURE_COUPLE, *, start: ArrayLike = (0.01, 0.01)
) -> TwoPaths:
    """Return how the feelings of two people go, round and round if the couple is one that cycles.

    Parameters
    ----------
    time : array, shape (times,)
        Increasing, from 0 to 1000 time units; the start belongs to the first of them.
    couple : tuple of two Person
        Without it, a couple that cycles about every 18.8 time units.
    start : array, shape (2,)
        What each feels at the start, from 0 to 50.

    Returns
    -------
    TwoPaths
        The feelings at these times.

    Raises
    ------
    ValueError
        If times are not increasing or a start lies outside its range.
    """
    times = checked_times(time)
    begin = checked_pair("start", start, *LOVE_RANGE)
    return integrate(lambda one, two: _rates(one, two, couple), begin, times)


def rates_of_change(
    first: ArrayLike, second: ArrayLike, couple: tuple[Person, Person] = INSECURE_COUPLE
) -> tuple[FloatArray, FloatArray]:
    """Return how fast the two feelings change where they are, for the arrows of a phase portrait.

    Parameters
    ----------
    first, second : array, any common shape
        The two feelings, from −50 to 50.
    couple : tuple of two Person
        As in :func:`insecure_cycle`.

    Returns
    -------
    first_rate, second_rate : array of that shape
        Feeling per time unit.

    Raises
    ------
    ValueError
        If a feeling lies outside its range.
    """
    one, two = (
        all_within(name, love, *PORTRAIT_RANGE) for name, love in (("first", first), ("second", second))
    )
    return _rates(one, two, couple)


def divergence(
    first: Numbers | float, second: Numbers | float, couple: tuple[Person, Person] = INSECURE_COUPLE
) -> Numbers:
    """Return how fast the area of a small group of neighbouring couples grows.

    Parameters
    ----------
    first, second : float or array, any common shape
        The two feelings, from −50 to 50.
    couple : tuple of two Person
        As in :func:`insecure_cycle`.

    Returns
    -------
    float or array of that shape
        Per time unit. Where it has one sign throughout there is no cycle (Bendixson's criterion); without
        synergism it is −α1 − α2 everywhere.

    Raises
    ------
    ValueError
        If a feeling lies outside its range.
    """
    one, two = couple
    gilded_first = one.synergism * two.appeal * _bias_slope(all_within("first", first, *PORTRAIT_RANGE))
    gilded_second = two.synergism * one.appeal * _bias_slope(all_within("second", second, *PORTRAIT_RANGE))
    return as_given(gilded_first + gilded_second - (one.forgetting + two.forgetting), first, second)


def cycle_period(couple: tuple[Person, Person] = INSECURE_COUPLE) -> float | None:
    """Return how long one round takes, or None if the couple settles.

    Parameters
    ----------
    couple : tuple of two Person
        As in :func:`insecure_cycle`.

    Returns
    -------
    float or None
        Time units, from a simulation that starts near indifference and lasts for 160 / (α1 + α2). Near the
        border between cycling and settling, where swings take very long to find their size, it may err.
    """
    one, two = couple
    duration = min(160.0 / (one.forgetting + two.forgetting), TIME_RANGE[1])
    paths = insecure_cycle(np.linspace(0.0, duration, 3201), couple)
    late = paths.first[1600:]
    level = 0.5 * (late.max() + late.min())
    crossings = np.flatnonzero((late[:-1] < level) & (late[1:] >= level))
    if crossings.size < 4:
        return None
    swings = (np.maximum.reduceat(late, crossings) - np.minimum.reduceat(late, crossings))[:-1]
    if _final_swing(swings) < max(0.1 * swings[-1], 1e-4 * level, _STILL):
        return None
    at = crossings + (level - late[crossings]) / (late[crossings + 1] - late[crossings])
    rounds = np.diff(at)[-3:]
    return float(rounds.mean() * (paths.time[1] - paths.time[0]))


def _final_swing(swings: FloatArray) -> float:
    """Return the size that swings come to, if each change of theirs is the same part of the change before."""
    apart = (swings.size - 1) // 2
    before, between, now = swings[[-1 - 2 * apart, -1 - apart, -1]].tolist()
    earlier, later = between - before, now - between
    if abs(later) <= 0.01 * now or later > 0.0:
        return float(now)
    return float(now - later**2 / (later - earlier)) if later > earlier else 0.0


def _rates(first: Numbers, second: Numbers, couple: tuple[Person, Person]) -> tuple[Numbers, Numbers]:
    one, two = couple
    seen_by_first = (1.0 + one.synergism * _bias(first)) * two.appeal
    seen_by_second = (1.0 + two.synergism * _bias(second)) * one.appeal
    return (
        one.answer(second) - one.forgetting * first + seen_by_first,
        two.answer(first) - two.forgetting * second + seen_by_second,
    )


def _bias(love: Numbers) -> Numbers:
    power = love**_BIAS_EXPONENT
    return power / (power + 1.0)


def _bias_slope(love: FloatArray) -> FloatArray:
    return _BIAS_EXPONENT * love ** (_BIAS_EXPONENT - 1) / (love**_BIAS_EXPONENT + 1.0) ** 2
