"""Checks of a learner's own function: it is tried on many cases, and its mistake is known by its pattern."""

from __future__ import annotations

import math
import numbers
from typing import TYPE_CHECKING, Any

import numpy as np

from securebase.exercises.apart import SECONDS, Failure, printable, run_apart
from securebase.exercises.cell_code import code_of
from securebase.exercises.is_true import HINT as IS_TRUE
from securebase.exercises.is_true import mended
from securebase.exercises.marking import Mark, mark_of_share
from securebase.exercises.solution_cells import is_untouched

if TYPE_CHECKING:
    from collections.abc import Container, Sequence

    from securebase.exercises.released import ReleasedCode
    from securebase.exercises.sheet import Question
    from securebase.exercises.trial import Trial

RELATIVE_TOLERANCE = 1e-6


def mark_function(
    question: Question, source: str | None, released: ReleasedCode, elsewhere: Container[str] = ()
) -> Mark:
    """Return the mark of the function that a learner wrote: the one way, for page and gradebook.

    Parameters
    ----------
    question : Question
        Of kind ``function``.
    source : str or None
        The text of its solution cell, as it is handed in; None where it was not found.
    released : ReleasedCode
        What the exercise's own cells give to it.
    elsewhere : container of str
        Names that the notebook has. One that neither the cell nor the exercise makes is in a cell of the
        learner's own, and is not handed in.
    """
    name = question.function
    code = code_of(source or "")
    if source is None and name in elsewhere:
        where = f"is not in the exercise's own cell ({question.id}), and only that one is handed in"
        return Mark(0.0, (f"{name} {where}. Move it there and run that cell.",))
    if code.broken:
        hint = f"Python cannot read this line of its cell, or the one above it: “{printable(code.fault)}”."
        return Mark(0.0, (f"{name} is not there yet. {hint}",))
    trial = question.trial
    if source is None or is_untouched(source, released.stubs[question.id]):
        tried: list[float] | Failure = Failure("nothing" if source else "missing")
    else:
        given = released.given_to(code.text)
        try:
            tried = run_apart(code.text, name, given, trial.cases())
            earned = mark_results(question, tried) if isinstance(tried, list) else Mark(0.0)
            text, hint = mended(code.statements) if earned.points < question.points else ("", "")
            if text and run_apart(text, name, given, trial.cases()) != tried:
                return Mark(earned.points, (question.hints.get(IS_TRUE, hint),))
        except KeyboardInterrupt:
            return Mark(0.0, ("The check was stopped.",))
    if isinstance(tried, Failure):
        return Mark(0.0, (f"{name} {_why(tried, name, trial, elsewhere)}",))
    return earned


def mark_results(question: Question, results: Sequence[float]) -> Mark:
    """Return the mark of what a function gave for each case of its trial.

    Parameters
    ----------
    question : Question
        Of kind ``function``.
    results : sequence of float
        In the order of the cases.
    """
    trial = question.trial
    cases = trial.cases()
    good = [_close(got, trial.right(*case)) for got, case in zip(results, cases, strict=True)]
    if all(good):
        return mark_of_share(question, 1.0, [])
    for pattern, mistaken in trial.mistakes.items():
        if all(_close(got, mistaken(*case)) for got, case in zip(results, cases, strict=True)):
            return mark_of_share(question, sum(good) / len(good) / 2, [question.hints[pattern]])
    first = good.index(False)
    given = [f"{name} {_row(value)}" for name, value in zip(trial.takes, cases[first], strict=True)]
    hint = (
        f"{question.nudge} For {_joined(given)} it gives "
        f"{results[first]:.6g}; {trial.right(*cases[first]):.6g} is right."
    )
    return mark_of_share(question, sum(good) / len(good) / 2, [hint])


def _why(failure: Failure, name: str, trial: Trial, elsewhere: Container[str]) -> str:
    """Return the rest of the sentence that begins with the function's name."""
    said = failure.said
    if failure.in_cell and failure.kind != "name":
        return f"is not there yet, because its cell stopped before reaching it. Python says: {said}"
    if failure.kind == "several":
        if said in ("0", "1"):
            return "returns a list. Let it return one number, without brackets around it."
        return f"returns {said} numbers in place of one. {trial.of_several}"
    if failure.kind == "name":
        if said in elsewhere:
            return f"uses the name {said}, which is made in another cell. Move it into this one."
        return f"uses the name {said}, which nothing here makes. Is it spelled as above?"
    values = "one value" if len(trial.takes) == 1 else f"{len(trial.takes)} values"
    ended = "stopped the Python that was trying it, or wrote into its reply. Let it return one number."
    run_it = f"Run the cell that begins with: def {name}("
    return {
        "missing": f"is not there yet. {run_it}",
        "no function": f"is a {said}, not a function. {run_it}",
        "nothing": "returns nothing yet. Replace the three dots, and let its last line begin with return.",
        "text": "returns text. Let it return the number itself.",
        "type": f"returns something of type {said}. Let it return one number.",
        "not finite": "returns something that is not a finite number. Does it divide by zero?",
        "index": "asks for a point beyond the last one. Between n points there are n - 1 gaps.",
        "zero": "divides by zero.",
        "recursion": "calls itself without end.",
        "truth": "tests a whole list as if it were one value. Test its members one by one in a loop, or "
        "use np.where.",
        "argument": f"is called with {values}: {_joined(trial.takes)}. Python says: {said}",
        "error": f"stopped before it had a result. Python says: {said}",
        "slow": f"was still running after {SECONDS:.0f} seconds. Does its loop ever end?",
        "no start": "could not be tried, because a second Python did not start here. Check it again.",
    }.get(failure.kind, ended)


def _close(got: float, wanted: float) -> bool:
    return math.isclose(got, wanted, rel_tol=RELATIVE_TOLERANCE, abs_tol=1e-9)


def _joined(words: Sequence[str]) -> str:
    return " and ".join([", ".join(words[:-1]), words[-1]]) if len(words) > 1 else words[0]


def _row(value: Any) -> str:
    if np.ndim(value) == 0:
        return f"{value:g}" if isinstance(value, numbers.Real) else repr(value)
    first = np.asarray(value)[:4]
    is_yes_or_no = first.dtype == bool
    shown = ", ".join(str(bool(each)) if is_yes_or_no else f"{round(float(each), 2):g}" for each in first)
    return f"[{shown}{', …' if len(value) > 4 else ''}]"
