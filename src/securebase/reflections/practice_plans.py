"""A log of one practice with one person: a plan drawn at random, numbers day by day, and both read back."""

from __future__ import annotations

import random
import secrets
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from numpy.typing import NDArray

    from securebase.journal import Entry

DAYS = 14
PLAN, NUMBER = "practice-plan", "practice-number"
PLAN_WORDS, NUMBER_WORDS = "Practice log: the plan", "Practice log: a day's number"
_ASKED = {"practice": "the practice", "measure": "what you count", "stop": "when you stop"}
DESIGNS = ("any order", "in pairs of days")
_WITH, _WITHOUT = "P", "."


@dataclass(frozen=True)
class Plan:
    """What someone tries on which of 14 days, what they count, and when they stop.

    Parameters
    ----------
    practice, measure, unit, stop
        In the learner's own words; ``unit`` is empty for a rating from 0 to 10.
    design
        One of `DESIGNS`: seven days with the practice anywhere among 14, or one in each pair of days.
    seed
        From which the order was drawn.
    order
        For each day whether it is one with the practice.
    first
        The first of the 14 days.
    """

    practice: str
    measure: str
    unit: str
    stop: str
    design: str
    seed: int
    order: tuple[bool, ...]
    first: date

    def value(self) -> dict[str, str | int]:
        """Return the plan as the journal keeps it."""
        return {
            "practice": self.practice,
            "measure": self.measure,
            "unit": self.unit,
            "stop": self.stop,
            "design": self.design,
            "seed": self.seed,
            "first day": self.first.isoformat(),
            "days": "".join(_WITH if day else _WITHOUT for day in self.order),
        }


@dataclass(frozen=True, repr=False)
class PracticeLog:
    """A practice log as arrays, one place for each of its 14 days.

    Its ``repr`` shows no number of the learner's, so that a notebook stores none by accident.

    Attributes
    ----------
    plan : Plan
    plan_id : str
        The plan's entry in the journal.
    day : ndarray of int, shape (14,)
        1 to 14.
    practised : ndarray of bool, shape (14,)
        Whether the day was drawn as one with the practice.
    number : ndarray of float, shape (14,)
        What was counted, in ``plan.unit``; nan where nothing was kept.
    """

    plan: Plan
    plan_id: str
    practised: NDArray[np.bool_]
    number: NDArray[np.float64]
    day: NDArray[np.int_] = field(default_factory=lambda: np.arange(1, DAYS + 1))

    @property
    def with_practice(self) -> NDArray[np.float64]:
        """The numbers of days with the practice, without those left out."""
        return self.number[self.practised & ~np.isnan(self.number)]

    @property
    def without_practice(self) -> NDArray[np.float64]:
        """The numbers of days without it, without those left out."""
        return self.number[~self.practised & ~np.isnan(self.number)]

    def __repr__(self) -> str:
        kept = int(np.sum(~np.isnan(self.number)))
        return f"A practice log: {kept} of {DAYS} days have a number. The numbers are not shown here."


def draw(seed: int, design: str) -> tuple[bool, ...]:
    """Return for each of 14 days whether the practice is done, seven times yes and seven times no.

    Parameters
    ----------
    seed : int
        The same seed gives the same order.
    design : str
        ``"any order"``: each of the 3432 orders is equally likely. ``"in pairs of days"``: one day of every
        two, the first or the second, so that neither kind can gather in one week.

    Raises
    ------
    ValueError
        If the design is none of the two.
    """
    # Python's own generator: random() gives the same numbers for a seed in every version.
    chance = random.Random(seed)  # noqa: S311  nothing secret hangs on it
    if design == DESIGNS[0]:
        lots = sorted(range(DAYS), key=lambda _day: chance.random())
        chosen = set(lots[: DAYS // 2])
        return tuple(day in chosen for day in range(DAYS))
    if design == DESIGNS[1]:
        firsts = [chance.random() < 0.5 for _ in range(DAYS // 2)]
        return tuple(day for first in firsts for day in (first, not first))
    raise ValueError(f"design={design!r} was given; accepted are {', '.join(DESIGNS)}.")


def new_plan(wanted: Mapping[str, str], first: date) -> Plan:
    """Return a plan with an order drawn anew.

    Parameters
    ----------
    wanted : mapping
        ``practice``, ``measure``, ``unit``, ``stop`` and ``design``.
    first : date
        The first day.

    Raises
    ------
    ValueError
        If the practice, the measure or the stop rule is empty; the message says which.
    """
    for name, called in _ASKED.items():
        if not wanted[name].strip():
            raise ValueError(f"Say {called} in a few words, and then the days are drawn.")
    seed = secrets.randbelow(2**31)
    words = {name: wanted[name].strip() for name in ("practice", "measure", "unit", "stop", "design")}
    return Plan(**words, seed=seed, order=draw(seed, wanted["design"]), first=first)


def latest(entries: Iterable[Entry]) -> PracticeLog | None:
    """Return the newest log among the entries of a journal, or None if there is none.

    For a day with several numbers the last one kept counts.
    """
    plan: Plan | None = None
    plan_id = ""
    numbers: dict[tuple[object, object], float] = {}
    for entry in entries:
        if not isinstance(entry.value, dict):
            continue
        if entry.kind == PLAN and (found := _plan(entry.value)) is not None:
            plan, plan_id = found, entry.id
        elif entry.kind == NUMBER and isinstance(entry.value.get("number"), int | float):
            numbers[entry.value.get("plan"), entry.value.get("day")] = float(entry.value["number"])
    if plan is None:
        return None
    days = [(plan.first + timedelta(days=count)).isoformat() for count in range(DAYS)]
    return PracticeLog(
        plan=plan,
        plan_id=plan_id,
        practised=np.array(plan.order),
        number=np.array([numbers.get((plan_id, day), np.nan) for day in days]),
    )


def _plan(value: Mapping[str, str | int | float]) -> Plan | None:
    """Return the plan that `Plan.value` wrote, or None if this is none."""
    try:
        order = tuple(mark == _WITH for mark in str(value["days"]))
        words = {name: str(value[name]) for name in ("practice", "measure", "unit", "stop", "design")}
        first = date.fromisoformat(str(value["first day"]))
        return (
            Plan(**words, seed=int(value["seed"]), order=order, first=first) if len(order) == DAYS else None
        )
    except (KeyError, ValueError):
        return None
