"""Checks of a learner's own function: it is tried on many cases, and its mistake is known by its pattern."""

from __future__ import annotations

import copy
import math
import numbers
from typing import TYPE_CHECKING, Any

import numpy as np

from securebase.exercises.marking import Mark, mark_of_share
from securebase.exercises.quiet import TooSlowError, silence, time_limit

if TYPE_CHECKING:
    from collections.abc import Sequence

    from securebase.exercises.sheet import Question
    from securebase.exercises.trial import Given, Trial

SECONDS = 5.0
RELATIVE_TOLERANCE = 1e-6


def mark_function(question: Question, function: object) -> Mark:
    """Return the mark of the function that a learner wrote.

    Parameters
    ----------
    question : Question
        Of kind ``function``.
    function : object
        What stands under the function's name in the notebook; None if nothing does.
    """
    trial = question.trial
    name = question.function
    if not callable(function):
        what = "is not there yet" if function is None else f"is a {type(function).__name__}, not a function"
        return Mark(0.0, (f"{name} {what}. Run the cell that begins with: def {name}(",))
    cases = trial.cases()
    results: list[float] = []
    try:
        with silence(), time_limit(SECONDS):
            given_back = (function(*copy.deepcopy(case)) for case in cases)
            results.extend(_one_number(result, trial.of_several) for result in given_back)
    except TooSlowError:
        return Mark(
            0.0, (f"{name} was still at work after {SECONDS:.0f} seconds. Does its loop come to an end?",)
        )
    except _UnusableError as unusable:
        return Mark(0.0, (f"{name} {unusable}",))
    except KeyboardInterrupt:
        return Mark(0.0, ("The check was stopped.",))
    except (Exception, SystemExit) as error:  # noqa: BLE001 - whatever a learner's code raises gets a sentence
        return Mark(0.0, (_about(error, name, trial.takes),))
    return _judge(question, trial, cases, results)


def _judge(question: Question, trial: Trial, cases: Sequence[Given], results: Sequence[float]) -> Mark:
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


class _UnusableError(Exception):
    """The function gave back something that is not one number; the message says what."""


def _one_number(result: object, of_several: str) -> float:
    if result is None or result is Ellipsis:
        raise _UnusableError(
            "gives nothing back yet. Replace the three dots; its last line begins with return."
        )
    if isinstance(result, str):
        raise _UnusableError("gives back text. Let it return the number itself.")
    if np.ndim(result) > 0:  # type: ignore[arg-type] # anything may be asked for its dimensions
        count = int(np.size(result))  # type: ignore[arg-type]
        if count < 2:
            raise _UnusableError("gives back a list. One number is asked for, without brackets around it.")
        raise _UnusableError(f"gives back {count} numbers. One is asked for. {of_several}")
    if isinstance(result, np.ndarray):
        result = result.item()
    if isinstance(result, bool | np.bool_) or not isinstance(result, numbers.Real):
        raise _UnusableError(
            f"gives back something of type {type(result).__name__}. One number is asked for."
        )
    if not math.isfinite(result):
        raise _UnusableError("gives back something that is not a finite number. Is there a division by zero?")
    return float(result)


def _about(error: BaseException, name: str, takes: Sequence[str]) -> str:  # noqa: PLR0911 - one for each kind
    said = " ".join(str(error).split())[:120]
    match error:
        case NameError() if error.name:
            return f"{name} uses the name {error.name}, which it does not know. Is it spelled as above?"
        case IndexError():
            return f"{name} asked for a point beyond the last. Between n points lie n - 1 gaps."
        case ZeroDivisionError():
            return f"{name} divided by zero."
        case RecursionError():
            return f"{name} calls itself without an end."
        case ValueError() if "truth value" in said:
            return (
                f"{name} asks a whole list at once whether something is so. Ask its members one by one in a "
                "loop, or use np.where."
            )
        case TypeError() if "argument" in said:
            things = "one thing" if len(takes) == 1 else f"{len(takes)} things"
            return f"{name} is called with {things}, {_joined(takes)}. Python says: {said}"
        case _:
            return f"{name} stopped before it had a result. Python says: {type(error).__name__}: {said}"


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
