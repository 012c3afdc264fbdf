"""What is kept of a learner's answers, and which of two counts: the one rule that page and grading share.

An answer may be written in the notebook, as ``answers = {...}``, and also be kept beside it. What the
notebook says counts, and is kept too. Once something else is kept in its place, by a button or by
``answer(...)``, that counts, until the notebook says something new. So what the notebook last said is kept
as well.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from securebase.exercises.questions import Answer

SAID = "said in the notebook"  # with its spaces, no question's id


class Kept(dict[str, "Answer"]):
    """Answers by question, with what the notebook itself said when its answers were last compared.

    Parameters
    ----------
    answers : mapping of str to Answer
    said : mapping of str to Answer, optional
        By question, too. Nothing for what was only ever kept by a button.
    """

    def __init__(self, answers: Mapping[str, Answer], said: Mapping[str, Answer] | None = None) -> None:
        super().__init__(answers)
        self.said = dict(said or {})

    def over(self, other: Kept) -> Kept:
        """Return both together: of a question that is in both, what this one holds."""
        said = {question: value for question, value in other.said.items() if question not in self}
        return Kept({**other, **self}, said | self.said)

    def as_data(self) -> dict[str, object]:
        """Return all of it as plain data, for a notebook's metadata."""
        return {**self, **({SAID: self.said} if self.said else {})}


def answers_that_count(said: Mapping[str, Answer], kept: Kept) -> dict[str, Answer]:
    """Return the answers that count: what the notebook newly says, then what is kept.

    Parameters
    ----------
    said : mapping of str to Answer
        What the notebook says: on the page its value, in grading what can be read of its cells.
    kept : Kept
        What is kept beside it.
    """
    new = {
        question: answer
        for question, answer in said.items()
        if question not in kept or not _same(answer, kept.said.get(question))
    }
    return {**kept, **new}


def _same(one: object, other: object) -> bool:
    """Tell whether two answers say the same; the last digit of a sum may differ between Pythons."""
    if isinstance(one, dict) and isinstance(other, dict):
        return one.keys() == other.keys() and all(_same(one[item], other[item]) for item in one)
    if isinstance(one, float) and isinstance(other, float):
        return math.isclose(one, other, rel_tol=1e-9)
    return one == other
