"""From an answer to points and hints: one function for each kind of question. Nothing here prints."""

from __future__ import annotations

import itertools
import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from securebase.exercises.mistakes import SLACK

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from securebase.exercises.questions import Answer
    from securebase.exercises.sheet import Question


@dataclass(frozen=True)
class Mark:
    """What a part has earned, and what is said about it.

    Attributes
    ----------
    points : float
        From 0 to the question's most, in halves.
    sentences : tuple of str
        Hints, or the insight when all is right.
    """

    points: float
    sentences: tuple[str, ...] = ()


def mark(question: Question, answer: Answer | None) -> Mark:
    """Return the mark of an accepted answer to any question but code.

    Parameters
    ----------
    question : Question
    answer : Answer or None
        As its form accepted it; None if there is none.
    """
    if answer is None:
        return Mark(0.0, ("No answer is kept for this part yet.",))
    match question.kind:
        case "number":
            share, hints = _number(question, answer, question.right)
        case "numbers":
            share, hints = _numbers(question, answer)  # type: ignore[arg-type]
        case "choices":
            share, hints = _choices(question, answer)  # type: ignore[arg-type]
        case "order":
            share, hints = _order(question, answer)  # type: ignore[arg-type]
        case "match":
            share, hints = _match(question, answer)  # type: ignore[arg-type]
        case _:
            share, hints = _choice(question, answer)
    return mark_of_share(question, share, hints)


def mark_of_share(question: Question, share: float, hints: Sequence[str]) -> Mark:
    """Return a share of the question's points, rounded down to halves, with what is said about it."""
    points = math.floor(2 * share * question.points + SLACK) / 2
    if share >= 1:
        # Where fewer than all are enough, what is said about the others stays worth reading.
        return Mark(question.points, tuple(filter(None, [question.insight, *hints])))
    return Mark(points, tuple(hints or filter(None, [question.nudge])))


def _number(question: Question, answer: object, right: float, item: str = "") -> tuple[float, list[str]]:
    given = float(answer)  # type: ignore[arg-type] # the form has made it one
    if abs(given - right) <= question.tolerance + SLACK:
        return 1.0, []
    for mistake in question.mistakes:
        if mistake.explains(given, right, question.tolerance, item):
            return 0.0, [mistake.hint]
    return 0.0, []


def _numbers(question: Question, answer: Mapping[str, float]) -> tuple[float, list[str]]:
    right: Mapping[str, float] = question.right
    items = list(right)
    if len(items) == 2 and len(answer) == 2 and "swapped" in question.hints:
        first, second = items
        crossed = {first: answer[second], second: answer[first]}
        if all(abs(crossed[item] - right[item]) <= question.tolerance for item in items):
            return 0.0, [question.hints["swapped"]]
    earned, hints, unexplained = 0.0, [], []
    for item, label in question.items.items():
        if item not in answer:
            hints.append(f"{label}: no number yet.")
            continue
        share, found = _number(question, answer[item], right[item], item)
        earned += share
        hints += [f"{label}: {hint}" for hint in found]
        if share < 1 and not found:
            unexplained.append(label)
    if unexplained:
        hints.append(f"{'; '.join(unexplained)}: {question.nudge}")
    return earned / len(items), hints


def _choice(question: Question, answer: object) -> tuple[float, list[str]]:
    if answer == question.right:
        return 1.0, []
    return 0.0, [hint for hint in [question.hints.get(str(answer), "")] if hint]


def _choices(question: Question, answer: Sequence[str]) -> tuple[float, list[str]]:
    right = set(question.right)
    hits, misses = right & set(answer), set(answer) - right
    share = max(0, len(hits) - len(misses)) / len(right)
    wrong = [option for option in question.options if (option in right) != (option in answer)]
    return share, [question.hints[option] for option in wrong if option in question.hints]


def _order(question: Question, answer: Sequence[str]) -> tuple[float, list[str]]:
    right: list[str] = question.right
    if list(answer) == right[::-1]:
        return 0.0, [question.hints["reversed"]]
    place = {option: answer.index(option) for option in right}
    pairs = list(itertools.combinations(right, 2))
    crossed = [(early, late) for early, late in pairs if place[early] > place[late]]
    # As far from a random order as from the reverse: half of all pairs right by chance earns nothing.
    share = max(0.0, 1 - 2 * len(crossed) / len(pairs))
    if not crossed:
        return 1.0, []
    early, late = crossed[0]
    wording = question.options
    return share, [
        f"“{wording[early]}” comes before “{wording[late]}”. {question.hints.get(early, '')}".strip()
    ]


def _match(question: Question, answer: Mapping[str, str]) -> tuple[float, list[str]]:
    right: Mapping[str, str] = question.right
    wrong = [item for item in right if answer.get(item) != right[item]]
    share = min(1.0, (len(right) - len(wrong)) / (question.enough or len(right)))
    given = [item for item in wrong if item in answer]
    hints = []
    missing = len(wrong) - len(given)
    if missing:
        hints.append(f"{missing} of {len(right)} have nothing beside them yet.")
    swaps = {tuple(sorted((answer[item], right[item]))) for item in given}
    if len(given) > 1 and len(swaps) == 1:
        both = "-".join(next(iter(swaps)))
        if both in question.hints:
            return share, [*hints, question.hints[both]]
    hints.extend(question.hints[item] for item in given if item in question.hints)
    return share, hints
