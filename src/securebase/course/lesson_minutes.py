"""How long a lesson takes: its words, and the things to do in it.

``python -m securebase.course.lesson_minutes 03-history`` shows the sum line by line; without a name, of all.

Counted are headings, text and tables. Not counted are code, the addresses of links, the line for those whose
pictures do not wake up, and *Look inside*, which is optional and which most readers leave out; it is summed
apart. A practice takes as long as its own words say ("a practice of five minutes"), with all that is in it.
"""

from __future__ import annotations

import ast
import re
import sys
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, Final

import jupytext

from securebase import widgets
from securebase.content import content_root
from securebase.widgets.card_files import load_deck
from securebase.widgets.prediction import Prediction, PredictThenLook
from securebase.widgets.questions import load_quick_check

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

WORDS_A_MINUTE: Final = 220
"""Adults read English non-fiction at 238 words a minute (Brysbaert, 2019, doi:10.1016/j.jml.2019.104047); new
terms and numbers slow that a little, and so does reading in a second language."""

# Minutes for each kind of thing to do, beside the words of the lesson.
MINUTES: Final = {
    "picture": 3.0,  # a look and its sentence take one; four presets or invitations, half a minute each
    "guess": 1.0,  # a question of some 50 words, a number to choose, what is said to it
    "curve": 2.0,  # the same, with nine handles to set
    "card to sort": 0.45,  # a scene of 36 words, a choice, an answer of 25 words
    "question of the quick check": 1.5,  # some 60 words with its choices, a thought, often a second try
    "evidence card": 0.5,  # a claim, a grade to guess, then some 45 words
    "practice": 3.0,  # where its words do not say how long it takes
    "reflect": 3.0,  # a thought, and three or four lines
    "two_relationships": 5.0,  # twelve statements, for two people
    "body_cues": 1.5,  # a list to tick
    "check_in": 0.5,  # one rating
    "before_and_after": 1.0,  # two ratings
    "practice_log": 1.5,  # ratings and a line
    "read_practice_log": 0.5,  # a few of one's own lines, read
    "timeline": 1.0,  # one's own ratings, looked at
    "journey": 2.0,  # one's own entries, read again
    "private_box": 3.0,  # as a reflection
    "situation": 2.5,  # a scene, a few ways to act, what each leads to
    "breathing_pacer": 3.0,  # long enough to notice something
    "grounding": 1.5,  # five steps
    "violence_gate": 0.5,  # a few sentences
    "content_note": 0.2,  # one or two sentences
    "places_of_help": 0.3,  # a few sentences
    "pause_corner": 0.5,  # three offers, looked at
    "badge": 0.3,  # three badges with a line each
}
EVIDENCE: Final = "evidence_cards"
NEAREST: Final = 5  # minutes

_READING: Final = "words"
_INSIDE: Final = "Look inside"
_PRACTICE: Final = "Try it"
_SAID: Final = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "eight": 8, "ten": 10, "twelve": 12}


class UnknownComponentError(LookupError):
    """A lesson calls something that has no minutes yet; the message says what to do."""


@dataclass(frozen=True)
class Step:
    """One line of the sum.

    Attributes
    ----------
    what
        What is read or done, in a few words.
    minutes
        How long it takes.
    optional
        Whether it belongs to *Look inside*, and is left out of the lesson's time.
    """

    what: str
    minutes: float
    optional: bool = False


def steps(path: Path) -> tuple[Step, ...]:
    """Return what there is to read and to do in a lesson, in its order, with minutes for each.

    Raises
    ------
    UnknownComponentError
        If a cell calls a component that the table does not know.
    """
    return tuple(_steps(jupytext.read(path)))


def lesson_minutes(path: Path) -> int:
    """Return how long a lesson takes, in minutes, to the nearest five."""
    return to_nearest_five(sum(step.minutes for step in steps(path) if not step.optional))


def to_nearest_five(minutes: float) -> int:
    """Return minutes as lessons and exercises say them."""
    return NEAREST * int(minutes / NEAREST + 0.5)


def report(path: Path) -> str:
    """Return the sum of a lesson: its words, then each thing to do, then *Look inside* apart."""
    counted = steps(path)
    lesson = [step for step in counted if not step.optional]
    reading = sum(step.minutes for step in lesson if _is_reading(step))
    inside = sum(step.minutes for step in counted if step.optional)
    lines = [
        f"{path.stem}: {lesson_minutes(path)} minutes",
        f"  {reading:5.1f}  {reading * WORDS_A_MINUTE:,.0f} words, {WORDS_A_MINUTE} a minute",
        *(f"  {step.minutes:5.1f}  {step.what}" for step in lesson if not _is_reading(step)),
        f"  {sum(step.minutes for step in lesson):5.1f}  together",
    ]
    return "\n".join([*lines, f"  {inside:5.1f}  more for Look inside"] if inside else lines)


def words(text: str) -> int:
    """Return how many words are read in a piece of Markdown; addresses and marks are none."""
    bare = re.sub(r"\]\([^)]*\)", "]", text)
    return len(re.findall(r"[^\s|*_`#>-][^\s|]*", bare))


def _steps(notebook: Any) -> Iterator[Step]:
    heading = ""
    for cell in notebook.cells:
        if cell.cell_type == "code":
            yield from _doing(cell.source, heading)
        elif "without-plugin" not in cell.metadata.get("tags", []):
            # A section may begin in the middle of a cell.
            for part in re.split(r"^(?=## )", cell.source, flags=re.MULTILINE):
                begun = re.match(r"## (.+)", part)
                heading = begun[1].strip() if begun else heading
                yield Step(_READING, words(part) / WORDS_A_MINUTE, heading == _INSIDE)
                if begun and heading.startswith(_PRACTICE):
                    yield Step("the practice", _practice_minutes(part))


def _is_reading(step: Step) -> bool:
    return step.what == _READING


def _practice_minutes(text: str) -> float:
    """Return how long a practice takes by its own words; of "two or three minutes" the longer."""
    said = re.search(r"practice of (?:[\w ]+ (?:or|to) )?(\w+) minutes", text)
    return _SAID.get(said[1] if said else "", MINUTES["practice"])


def _doing(code: str, heading: str) -> Iterator[Step]:
    if heading == _INSIDE:
        yield Step("a cell, run and changed", MINUTES["picture"], optional=True)
        return
    done = [step for called, given in calls(code) for step in _minutes_of(called, given)]
    if not heading.startswith(_PRACTICE):
        yield from done


def calls(code: str) -> Iterator[tuple[str, list[Any]]]:
    """Return what a cell calls of the course's own, with the plain values that it is given."""
    tree = ast.parse(code)
    ours = {
        name.asname or name.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("securebase")
        for name in node.names
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ours:
            yield node.func.id, [each.value for each in node.args if isinstance(each, ast.Constant)]


def _minutes_of(called: str, given: list[Any]) -> Iterator[Step]:
    if called in widgets.EXPLORERS:
        sheet = _sheet_before(called)
        if sheet:
            yield Step(f"a {sheet} before {called}", MINUTES[sheet])
        yield Step(called, MINUTES["picture"])
    elif called == EVIDENCE:
        yield _times("evidence card", len(given))
    elif called == "sort_cards":
        yield _times("card to sort", len(load_deck(given[0])["cards"]))
    elif called == "quick_check":
        yield _times("question of the quick check", len(load_quick_check(given[0])["questions"]))
    elif called in MINUTES:
        yield Step(called, MINUTES[called])
    else:
        raise UnknownComponentError(
            f"A lesson calls {called}(), and nobody has said yet how long that takes. Add a line to MINUTES "
            "in securebase/course/lesson_minutes.py, with its reason; accepted are minutes such as 1.5."
        )


@cache
def _sheet_before(explorer: str) -> str:
    """Return what is filled in before a picture: a guess, a curve, or nothing."""
    made = getattr(widgets, explorer)()
    if not isinstance(made, PredictThenLook):
        return ""
    return "curve" if isinstance(made.children[0], Prediction) else "guess"


def _times(kind: str, count: int) -> Step:
    return Step(f"{count} x {kind}", count * MINUTES[kind])


if __name__ == "__main__":
    pattern = f"{sys.argv[1]}.md" if len(sys.argv) > 1 else "[0-9]*.md"
    for lesson in sorted((content_root() / "lessons").glob(pattern)):
        print(report(lesson))
