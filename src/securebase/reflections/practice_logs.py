"""The practice log in a notebook: make a plan, keep a number a day, and read them for an analysis."""

from __future__ import annotations

import math
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from securebase.journal import JournalError
from securebase.reflections import desk, wording
from securebase.reflections._static import css, esm
from securebase.reflections.graded_runs import NotHere, is_graded_run
from securebase.reflections.practice_plans import (
    DAYS,
    NUMBER,
    NUMBER_WORDS,
    PLAN,
    PLAN_WORDS,
    PracticeLog,
    latest,
    new_plan,
)
from securebase.reflections.prompts import opens_here
from securebase.widgets._static import with_fallback
from securebase.widgets.private_letters import RefusedError, Reply

if TYPE_CHECKING:
    from datetime import date

    from securebase.widgets.private_letters import Handler

WHAT = "A log of one practice over 14 days, in random order, kept in your journal."
_PROMPT = "11-practice-log"
_HIGHEST_RATING = 10


class NoPracticeLogError(Exception):
    """The log cannot be read now; the message says what to do."""

    def _render_traceback_(self) -> list[str]:
        """Let a notebook show the sentence alone."""
        return [str(self)]


class PracticeLogBox(desk.JournalWidget):
    """Shows the log in the page when asked; its numbers are in no notebook."""

    _esm = esm("journal_doors", "journal_desk", "practice_plan", "practice_log")
    _css = css("journal")

    def __repr__(self) -> str:
        return f"For you alone. {WHAT}"

    def _repr_mimebundle_(self, **_options: object) -> tuple[dict[str, Any], dict[str, Any]]:
        """Say what opens here, for places where no kernel runs."""
        return with_fallback(self, opens_here(WHAT))

    def handlers(self) -> dict[str, Handler]:
        """Answer opening the log, beginning one, and a day's number."""
        return super().handlers() | {"open": self._open, "begin": self._begin, "number": self._number}

    def _open(self, _nothing: None) -> Reply:
        if desk.state() == "none":
            return Reply("log")  # a plan may be thought out before there is a journal
        return desk.closed() or Reply("log", letter=_for_the_page(latest(desk.read().entries)))

    def _begin(self, wanted: dict[str, str]) -> Reply:
        try:
            plan = new_plan(wanted, today())
        except ValueError as error:
            raise RefusedError(str(error)) from None
        if desk.state() == "none":
            return Reply("no journal")
        return Reply("kept", {"sentence": desk.write(_PROMPT, PLAN_WORDS, plan.value(), kind=PLAN)})

    def _number(self, given: dict[str, Any]) -> Reply:
        number = float(given["number"])
        if not math.isfinite(number) or (given["rating"] and not 0 <= number <= _HIGHEST_RATING):
            raise RefusedError("This is not a number from 0 to 10. Choose one of those shown.")
        value = {"plan": str(given["plan"]), "day": str(given["day"]), "number": number}
        return Reply("kept", {"sentence": desk.write(_PROMPT, NUMBER_WORDS, value, kind=NUMBER)})


def practice_log() -> PracticeLogBox | NotHere:
    """Show the log of one practice: its plan, what today was drawn as, and the numbers so far."""
    return NotHere(WHAT) if is_graded_run() else PracticeLogBox()


def read_practice_log() -> PracticeLog:
    """Return the newest practice log as arrays, for an analysis in the lesson.

    Raises
    ------
    NoPracticeLogError
        If there is no journal or no log in it yet, or if the journal is locked.
    """
    if is_graded_run():
        raise NoPracticeLogError("A practice log is private; no journal is read here.")
    try:
        if desk.journal().state == "locked":
            raise NoPracticeLogError(
                "Your journal is locked. Open it in the practice log, and run this cell again."
            )
        log = None if desk.journal().state == "none" else latest(desk.journal().read().entries)
    except JournalError as error:
        raise NoPracticeLogError(str(error)) from None
    if log is None:
        raise NoPracticeLogError(
            "There is no practice log in your journal yet. Begin one in the practice log."
        )
    return log


def today() -> date:
    """Return the learner's own day."""
    return datetime.now().astimezone().date()


def _for_the_page(log: PracticeLog | None) -> dict[str, object] | None:
    """Return a log as the page shows it; the lots of days to come stay closed."""
    if log is None:
        return None
    now = today()
    days = [log.plan.first + timedelta(days=count) for count in range(DAYS)]
    return {
        "plan": log.plan_id,
        "practice": log.plan.practice,
        "measure": log.plan.measure,
        "unit": log.plan.unit,
        "stop": log.plan.stop,
        "today": (now - log.plan.first).days + 1,
        "days": [
            {
                "day": day.isoformat(),
                "words": wording.day(day),
                "practised": bool(log.practised[count]) if day <= now else None,
                "number": None if math.isnan(log.number[count]) else float(log.number[count]),
            }
            for count, day in enumerate(days)
        ],
    }
