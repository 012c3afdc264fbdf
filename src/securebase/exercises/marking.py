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

MOST_NAMED = 3  # mistakes that may explain one number


@dataclass(frozen=True)
class Mark:
    """What a part has earned, and what is said about it.

    Attributes
    ----------
    points : float
        From 0 to all of the question's points, in halves.
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
        return Mark(0.0, ("You have not kept an answer to this part yet.",))
    match question.kind:
        case "number":
            share, hints = _number(question, answer)
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


def _number(question: Question, answer: object) -> tuple[float, list[str]]:
    given = float(answer)  # type: ignore[arg-type] # the form has made it one
    if _is_right(question, given, question.right):
        return 1.0, []
    hints = _fitting(question, given, question.right)
    return 0.0, [_either(hints)] if hints else []


def _numbers(question: Question, answer: Mapping[str, float]) -> tuple[float, list[str]]:
    right: Mapping[str, float] = question.right
    wrong = [item for item in answer if not _is_right(question, answer[item], right[item])]
    fitting = {item: _fitting(question, answer[item], right[item], item) for item in wrong}
    # One mistake that explains all the wrong numbers is likelier than a different one behind each.
    common = [
        hint for hint in next(iter(fitting.values()), []) if all(hint in each for each in fitting.values())
    ]
    if _is_swapped(question, answer):
        return 0.0, [_either([question.hints["swapped"], *common])]
    said: dict[str, list[str]] = {}
    for item in wrong:
        said.setdefault(_either(common or fitting[item]) or question.nudge, []).append(question.items[item])
    hints = [f"{label}: no number yet." for item, label in question.items.items() if item not in answer]
    unexplained = said.pop(question.nudge, [])
    hints += [f"{'; '.join(labels)}: {hint}" for hint, labels in said.items()]
    if unexplained:
        hints.append(f"{'; '.join(unexplained)}: {question.nudge}")
    return (len(answer) - len(wrong)) / len(right), hints


def _is_right(question: Question, given: float, right: float) -> bool:
    return abs(given - right) <= question.tolerance + SLACK


def _is_swapped(question: Question, answer: Mapping[str, float]) -> bool:
    """Tell whether two numbers have changed places."""
    right: Mapping[str, float] = question.right
    if len(right) != 2 or len(answer) != 2 or "swapped" not in question.hints:
        return False
    first, second = right
    return _is_right(question, answer[first], right[second]) and _is_right(
        question, answer[second], right[first]
    )


def _fitting(question: Question, given: float, right: float, item: str = "") -> list[str]:
    """Return the hints of all foreseen mistakes that explain a number, each once."""
    fitting = [
        mistake.hint
        for mistake in question.mistakes
        if mistake.explains(given, right, question.tolerance, item, measured=question.measured)
    ]
    return list(dict.fromkeys(fitting))


def _either(hints: Sequence[str]) -> str:
    """Return the hint of the one mistake that fits; where several do, none of them is named alone."""
    if len(hints) < 2:
        return "".join(hints)
    how_many = {2: "two mistakes", 3: "three mistakes"}.get(len(hints), "several mistakes, for example these")
    return f"This fits {how_many}. Either: {' Or: '.join(hints[:MOST_NAMED])}"


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
    hint = question.hints.get(f"{early}-{late}") or question.hints.get(early, "")
    return share, [f"“{wording[early]}” comes before “{wording[late]}”. {hint}".strip()]


def _match(question: Question, answer: Mapping[str, str]) -> tuple[float, list[str]]:
    right: Mapping[str, str] = question.right
    wrong = [item for item in right if answer.get(item) != right[item]]
    share = min(1.0, (len(right) - len(wrong)) / (question.enough or len(right)))
    given = [item for item in wrong if item in answer]
    hints = []
    missing = len(wrong) - len(given)
    if missing:
        hints.append(f"{missing} of {len(right)} are still empty.")
    swaps = {tuple(sorted((answer[item], right[item]))) for item in given}
    if len(given) > 1 and len(swaps) == 1:
        both = "-".join(next(iter(swaps)))
        if both in question.hints:
            return share, [*hints, question.hints[both]]
    hints.extend(question.hints[item] for item in given if item in question.hints)
    return share, hints
