"""Closeness as a thermostat holds a temperature: an alarm moves the wish, and two people move after it.

A special case of Felmlee & Greenberg (1999), doi 10.1080/0022250X.1999.9990218: the first person's goal is
higher while an alarm lasts, and the course is theirs, stretch by stretch.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from securebase.models._checks import all_within, increasing, within
from securebase.models.couples.closeness import (
    GOAL_RANGE,
    closeness_balance,
    closeness_over_time,
)
from securebase.models.couples.paths import TIME_RANGE

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import ArrayLike

    from securebase.models._checks import FloatArray

# The pulls are those of the published example; that they are per minute, and both wishes, are chosen here.
CALM_WISH: Final = 3.0
OTHERS_WISH: Final = 4.0
OWN_PULL: Final = 0.2
PULL_TO_OTHER: Final = 0.3
ALARM_ENDS: Final = 20.0
"""Minutes after the alarm began."""

ALARM_RANGE: Final = (0.0, GOAL_RANGE[1] - CALM_WISH)
"""Accepted rise of the wish while the alarm lasts."""

ANSWER_RANGE: Final = (-0.3, 1.0)
"""Accepted pull of the other to the alarmed person, per minute; further down the balance runs away."""


THERMOSTAT_EXAMPLE: Final[Mapping[str, float]] = {"alarm": 5.0, "answer": 0.0}
"""The course's worked example: an alarm that nobody comes to meet. Chosen here."""


@dataclass(frozen=True)
class Thermostat:
    """The course of closeness around one alarm.

    Attributes
    ----------
    time : array, shape (times,)
        Minutes since the alarm began; negative before.
    wish : array, shape (times,)
        The closeness that the alarmed person wants, from 0 to 10.
    seeker, other : array, shape (times,)
        How near the alarmed person and the other keep themselves to each other.
    """

    time: FloatArray
    wish: FloatArray
    seeker: FloatArray
    other: FloatArray


def closeness_around_alarm(time: ArrayLike, *, alarm: float, answer: float) -> Thermostat:
    """Return how an alarm moves the closeness of two people, and how it settles afterwards.

    Parameters
    ----------
    time : array, shape (times,)
        Minutes since the alarm began, increasing, from −1000 to 1000. Before 0 both are at rest.
    alarm : float
        By how much the alarm raises the closeness that the first person wants, from 0 to 7. It lasts 20
        minutes; without it they want 3 of 10.
    answer : float
        How strongly the other is drawn to where the first person is, from −0.3 to 1 per minute; below 0 the
        other moves away when approached.

    Returns
    -------
    Thermostat
        The exact solution at these times.

    Raises
    ------
    ValueError
        If times are not increasing or a number lies outside its range.

    Notes
    -----
    ILLUSTRATIVE: published equations and the pulls of the published example; the wishes, the length of the
    alarm and the minute as the unit of time are chosen here. Nobody was measured.
    """
    times = all_within("time", increasing("time", time), -TIME_RANGE[1], TIME_RANGE[1])
    rise = within("alarm", alarm, *ALARM_RANGE)
    pull = within("answer", answer, *ANSWER_RANGE)
    rest = closeness_balance((CALM_WISH, OTHERS_WISH), OWN_PULL, (PULL_TO_OTHER, pull))
    at_the_end = _course(rest, rise, pull, np.array([ALARM_ENDS]))[:, 0]
    during, after = (times > 0.0) & (times <= ALARM_ENDS), times > ALARM_ENDS
    both = np.repeat(rest[:, None], times.size, axis=1)
    both[:, during] = _course(rest, rise, pull, times[during])
    both[:, after] = _course(at_the_end, 0.0, pull, times[after] - ALARM_ENDS)
    return Thermostat(times, np.where(during, CALM_WISH + rise, CALM_WISH), both[0], both[1])


def closeness_reached(*, alarm: float, answer: float) -> float:
    """Return the closeness that the alarmed person would come to if the alarm did not end.

    Parameters
    ----------
    alarm, answer : float
        As in :func:`closeness_around_alarm`.

    Returns
    -------
    float
        From the balance of the two pulls; short of the wish unless the other comes all the way.

    Raises
    ------
    ValueError
        If a number lies outside its range.
    """
    goals = (CALM_WISH + within("alarm", alarm, *ALARM_RANGE), OTHERS_WISH)
    pull = within("answer", answer, *ANSWER_RANGE)
    return float(closeness_balance(goals, OWN_PULL, (PULL_TO_OTHER, pull))[0])


def _course(start: FloatArray, rise: float, pull: float, times: FloatArray) -> FloatArray:
    if times.size == 0:
        return np.empty((2, 0))
    path = closeness_over_time(
        times,
        start=start,
        goals=(CALM_WISH + rise, OTHERS_WISH),
        own_pull=OWN_PULL,
        partner_pull=(PULL_TO_OTHER, pull),
    )
    return np.array([path.first, path.second])
