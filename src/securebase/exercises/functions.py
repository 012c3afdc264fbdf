"""Checks of a learner's own function: it is tried on many curves, and its mistake is known by its pattern."""

from __future__ import annotations

import math
import numbers
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from securebase.exercises.marking import Mark, mark_of_share
from securebase.exercises.quiet import TooSlowError, silence, time_limit
from securebase.models import cortisol

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from numpy.typing import NDArray

    from securebase.exercises.sheet import Question

    Curve = tuple[NDArray[np.float64], NDArray[np.float64]]
    OfCurve = Callable[[NDArray[np.float64], NDArray[np.float64]], float]

SECONDS = 5.0
RELATIVE_TOLERANCE = 1e-6
DRESDEN_MINUTES = (-5.0, 11.0, 20.0, 30.0, 40.0, 55.0, 70.0)


@dataclass(frozen=True)
class Trial:
    """What a learner's function is asked: the right result, known mistakes, and the curves to try it on."""

    right: OfCurve
    mistakes: Mapping[str, OfCurve]
    curves: Callable[[], list[Curve]]


def mark_function(question: Question, function: object) -> Mark:
    """Return the mark of the function that a learner wrote.

    Parameters
    ----------
    question : Question
        Of kind ``function``.
    function : object
        What stands under the function's name in the notebook; None if nothing does.
    """
    trial = TRIALS[question.function]
    name = question.function
    if not callable(function):
        what = "is not there yet" if function is None else f"is a {type(function).__name__}, not a function"
        return Mark(0.0, (f"{name} {what}. Run the cell that begins with: def {name}(",))
    curves = trial.curves()
    results: list[float] = []
    try:
        with silence(), time_limit(SECONDS):
            for minutes, levels in curves:
                results.append(_one_number(function(minutes.copy(), levels.copy())))
    except TooSlowError:
        return Mark(
            0.0, (f"{name} was still at work after {SECONDS:.0f} seconds. Does its loop come to an end?",)
        )
    except _UnusableError as unusable:
        return Mark(0.0, (f"{name} {unusable}",))
    except KeyboardInterrupt:
        return Mark(0.0, ("The check was stopped.",))
    except (Exception, SystemExit) as error:  # noqa: BLE001 - whatever a learner's code raises gets a sentence
        return Mark(0.0, (_about(error, name),))
    return _judge(question, trial, curves, results)


def _judge(question: Question, trial: Trial, curves: Sequence[Curve], results: Sequence[float]) -> Mark:
    good = [_close(got, trial.right(*curve)) for got, curve in zip(results, curves, strict=True)]
    if all(good):
        return mark_of_share(question, 1.0, [])
    for pattern, mistaken in trial.mistakes.items():
        if all(_close(got, mistaken(*curve)) for got, curve in zip(results, curves, strict=True)):
            return mark_of_share(question, sum(good) / len(good) / 2, [question.hints[pattern]])
    first = good.index(False)
    minutes, levels = curves[first]
    hint = (
        f"{question.nudge} For minutes {_row(minutes)} and cortisol {_row(levels)} it gives "
        f"{results[first]:.6g}; {trial.right(minutes, levels):.6g} is right."
    )
    return mark_of_share(question, sum(good) / len(good) / 2, [hint])


class _UnusableError(Exception):
    """The function gave back something that is not one number; the message says what."""


def _one_number(result: object) -> float:
    if result is None or result is Ellipsis:
        raise _UnusableError(
            "gives nothing back yet. Replace the three dots; its last line begins with return."
        )
    if isinstance(result, str):
        raise _UnusableError("gives back text. Let it return the number itself.")
    if np.ndim(result) > 0:  # type: ignore[arg-type] # anything may be asked for its dimensions
        raise _UnusableError(f"gives back {np.size(result)} numbers. One is asked for: add them up.")  # type: ignore[arg-type]
    if isinstance(result, np.ndarray):
        result = result.item()
    if isinstance(result, bool | np.bool_) or not isinstance(result, numbers.Real):
        raise _UnusableError(f"gives back a {type(result).__name__}. One number is asked for.")
    if not math.isfinite(result):
        raise _UnusableError("gives back something that is not a finite number. Is there a division by zero?")
    return float(result)


def _about(error: BaseException, name: str) -> str:
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
        case TypeError() if "argument" in said:
            return f"{name} is called with two things, minutes and cortisol. Python says: {said}"
        case _:
            return f"{name} stopped before it had a result. Python says: {type(error).__name__}: {said}"


def _close(got: float, wanted: float) -> bool:
    return math.isclose(got, wanted, rel_tol=RELATIVE_TOLERANCE, abs_tol=1e-9)


def _row(values: NDArray[np.float64]) -> str:
    shown = ", ".join(f"{value:g}" for value in values[:4].round(2))
    return f"[{shown}{', …' if values.size > 4 else ''}]"


def _area_above_start(minutes: NDArray[np.float64], levels: NDArray[np.float64]) -> float:
    return float(np.trapezoid(levels - levels[0], minutes))


def _gaps(levels: NDArray[np.float64]) -> NDArray[np.float64]:
    gaps: NDArray[np.float64] = levels - levels[0]
    return gaps


_AREA_MISTAKES: dict[str, OfCurve] = {
    "ground": lambda m, c: float(np.trapezoid(c, m)),
    "lowest": lambda m, c: float(np.trapezoid(c - c.min(), m)),
    "seconds": lambda m, c: 60 * _area_above_start(m, c),
    "hours": lambda m, c: _area_above_start(m, c) / 60,
    "thousand-times": lambda m, c: 1000 * _area_above_start(m, c),
    "thousandth": lambda m, c: _area_above_start(m, c) / 1000,
    "sign": lambda m, c: -_area_above_start(m, c),
    "only-above": lambda m, c: float(np.trapezoid(np.maximum(_gaps(c), 0), m)),
    "equal-steps": lambda _, c: float(np.trapezoid(_gaps(c))),
    "sum": lambda _, c: float(_gaps(c).sum()),
    "left-ends": lambda m, c: float((_gaps(c)[:-1] * np.diff(m)).sum()),
    "right-ends": lambda m, c: float((_gaps(c)[1:] * np.diff(m)).sum()),
    "not-halved": lambda m, c: 2 * _area_above_start(m, c),
    "divided": lambda m, c: _area_above_start(m, c) / float(c[0]),
    "exchanged": lambda m, c: float(np.trapezoid(m - m[0], c)),
    "height": lambda _, c: float(c.max() - c[0]),
}


def _cortisol_curves() -> list[Curve]:
    """Return a triangle to do in the head, the published curve, one below its start, and many shapes."""
    sampled = np.array(DRESDEN_MINUTES)
    curves = [
        (np.array([0.0, 10.0, 20.0]), np.array([10.0, 20.0, 10.0])),
        (sampled, cortisol.saliva_after_tsst(sampled)),
        (np.array([0.0, 15.0, 45.0, 60.0]), np.array([12.0, 20.0, 6.0, 9.0])),
    ]
    shapes = np.random.default_rng(4)
    for points in (4, 7, 12):
        minutes = shapes.uniform(-10, 0) + np.cumsum(shapes.uniform(2, 15, points))
        curves.append((minutes, shapes.uniform(5, 30, points)))
    return curves


TRIALS: Mapping[str, Trial] = {
    "area_above_start": Trial(_area_above_start, _AREA_MISTAKES, _cortisol_curves),
}
