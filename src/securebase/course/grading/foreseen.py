"""Faults among a question's foreseen mistakes: one that counts as right, two that nobody can tell apart."""

from __future__ import annotations

import itertools
import math
from typing import TYPE_CHECKING, Any

from securebase.exercises.mistakes import SLACK, decimals_asked
from securebase.exercises.sheet import question_from_data

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from securebase.exercises.sheet import Question


def faults_of_mistakes(exercise: str, data: Mapping[str, Any]) -> Iterator[str]:
    """Yield a sentence for each fault among the mistakes of a question that asks for numbers.

    Parameters
    ----------
    exercise : str
        The folder's name, as in ``04-the-first-hour``.
    data : mapping
        The question as its author wrote it, with quantities that exist.
    """
    question = question_from_data(exercise, data)
    right = question.right if question.kind == "numbers" else {"": question.right}
    for item, value in right.items():
        yield from _faults_of(question, item, value)


def _faults_of(question: Question, item: str, right: float) -> Iterator[str]:
    of = f" of {item}" if item else ""
    decimals = decimals_asked(question.tolerance)
    made = [
        (number, each)
        for number, mistake in enumerate(question.mistakes, 1)
        for each in mistake.gives(right, item)
    ]
    for number, each in made:
        nearest = min(each, round(each, decimals), key=lambda written: abs(written - right))
        if abs(nearest - right) <= question.tolerance + SLACK:
            yield (
                f"mistake {number} makes {nearest:.6g}{of}, which counts as right: {right:.6g}, give or "
                f"take {question.tolerance:g}. Narrow the tolerance or choose other numbers."
            )
    for (number, one), (other, another) in itertools.combinations(made, 2):
        if number != other and math.isclose(one, another, rel_tol=SLACK):
            yield (
                f"mistakes {number} and {other} both make {one:.6g}{of}, so nobody can tell which was meant. "
                "Make one of them, with a hint that names both, or choose other numbers."
            )
