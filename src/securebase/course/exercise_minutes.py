"""How long an exercise takes: its words, and what each of its parts asks for.

``python -m securebase.course.exercise_minutes 03-history`` says it; without a name, of every exercise. People
differ more here than in a lesson, so an exercise gives a range: :data:`EITHER_SIDE` of the sum.

Code is not counted, since the part in code may always be left out.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Final

import jupytext

from securebase.content import content_root
from securebase.course.lesson_minutes import MINUTES, WORDS_A_MINUTE, to_nearest_five, words
from securebase.exercises.sheet import load_sheet

if TYPE_CHECKING:
    from securebase.exercises.sheet import Question

EITHER_SIDE: Final = 10
"""Minutes by which an exercise may take less or more."""

# Minutes for each place that is filled in, and for a part as a whole: a thought, a second try after a hint.
PLACE: Final = {"number": 2.0, "numbers": 1.0, "match": 0.3, "choices": 0.4, "order": 0.3, "choice": 0.3}
PART: Final = 1.0


def exercise_minutes(slug: str) -> int:
    """Return how long an exercise takes, in minutes, to the nearest five.

    Parameters
    ----------
    slug
        The name of its folder, as in ``04-the-first-hour``.
    """
    source = content_root() / "exercises" / slug / f"{slug}.md"
    text = " ".join(cell.source for cell in jupytext.read(source).cells if cell.cell_type == "markdown")
    sheet = load_sheet(slug)
    asked = " ".join(_wording(question) for question in sheet.questions.values())
    return to_nearest_five(
        (words(text) + words(asked)) / WORDS_A_MINUTE
        + sum(_doing(question) for question in sheet.questions.values())
    )


def _wording(question: Question) -> str:
    if question.kind in {"function", "attest"}:
        return ""
    return " ".join([question.title, question.insight, *question.items.values(), *question.options.values()])


def _doing(question: Question) -> float:
    if question.kind == "function":
        return 0.0
    if question.kind == "attest":
        return MINUTES["reflect"]
    places = 1 if question.kind == "number" else len(question.items or question.options)
    return PART + PLACE[question.kind] * places


if __name__ == "__main__":
    for folder in sorted((content_root() / "exercises").glob(sys.argv[1] if len(sys.argv) > 1 else "*")):
        least, most = (exercise_minutes(folder.name) + away for away in (-EITHER_SIDE, EITHER_SIDE))
        print(f"{folder.name}: It takes {least} to {most} minutes.")
