"""What the course answers: each thing that the two articles say, in our words, and where it is taught."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING, Any

from securebase.content import content_root
from securebase.course.evidence import Grade
from securebase.course.syllabus import load_syllabus

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

# A front matter's comments and a code cell's begin with # too, and are no headings.
_NO_PROSE = re.compile(
    r"\A---\n.*?\n---\n|^(?P<fence>`{3,}|~{3,}).*?^(?P=fence)[ \t]*$", re.DOTALL | re.MULTILINE
)
_HEADING = re.compile(r"^#{1,6}[ \t]+(?P<text>.*?)[ \t]*#*$", re.MULTILINE)


class Judgement(StrEnum):
    """What a statement is, where it has no grade of its own."""

    AS_CLAIM = "as claim"
    FURTHER = "goes further"
    DEFINITION = "definition"
    VALUE = "value"
    NO_CLAIM = "no claim"


@dataclass(frozen=True, kw_only=True)
class CoverageRow:
    """One thing that an article says.

    Attributes
    ----------
    id
        ``A-01``, ``B-01``, ... in reading order; ``T-01``, ... for what neither article spells out.
    article
        ``A``, ``B`` or ``both``.
    section
        Our name for that part of the article.
    statement
        What the article says, as the article would have it.
    claim
        Number of the nearest claim in the evidence file; None where none is near.
    judged
        How sure one can be of the statement itself: a grade of its own, or what it is in place of one. Only a
        statement that says the same as its claim has the claim's grade.
    note
        Why it is judged so; empty where it says the same as its claim.
    lesson
        Number of the lesson that teaches it.
    also
        Numbers of further lessons that return to it.
    heading
        The heading in the lesson's file; None until there is one.
    """

    id: str
    article: str
    section: str
    statement: str
    claim: int | None
    judged: Grade | Judgement
    note: str
    lesson: int
    also: tuple[int, ...]
    heading: str | None


def load_coverage(assets: Path | None = None) -> tuple[CoverageRow, ...]:
    """Return every row, in the order of the file.

    Parameters
    ----------
    assets
        The folder that holds ``coverage.yml``; the course's own if not given.

    Raises
    ------
    ContentError
        If the file has a fault: a sentence that names file, row and field.
    """
    return _load(assets or content_root() / "assets")


@cache
def _load(assets: Path) -> tuple[CoverageRow, ...]:
    from securebase.course._content_files import read_checked  # noqa: PLC0415 - yaml and jsonschema are slow to import

    entries = read_checked(assets / "coverage.yml", entries="rows", entry_name=_name)
    return tuple(_row(entry) for entry in entries)


def _row(entry: dict[str, Any]) -> CoverageRow:
    judged = entry["judged"]
    own_grade = judged in set(Grade)
    return CoverageRow(
        **{
            "note": "",
            **entry,
            "also": tuple(entry.get("also", ())),
            "judged": Grade(judged) if own_grade else Judgement(judged),
        }
    )


def _name(entry: Any, place: int) -> str:
    known = entry.get("id") if isinstance(entry, dict) else None
    return f"row {known}" if known else f"row number {place + 1}"


def open_headings(root: Path | None = None) -> tuple[CoverageRow, ...]:
    """Return the rows that do not yet lead to a place in their lesson.

    Those are the rows without a heading whose lesson is written, and the rows that name a heading which their
    lesson does not have. A row without a heading whose lesson is still to come is not among them.

    Parameters
    ----------
    root
        The folder that holds ``assets`` and ``lessons``; the course's own if not given.
    """
    root = root or content_root()
    return tuple(row for row in load_coverage(root / "assets") if _is_open(row, _headings(root, row.lesson)))


def _is_open(row: CoverageRow, headings: frozenset[str] | None) -> bool:
    if headings is None:
        return row.heading is not None
    return row.heading not in headings


def _headings(root: Path, lesson: int) -> frozenset[str] | None:
    """Return the headings of a lesson's file, or None if it is not written yet."""
    file = root / "lessons" / f"{load_syllabus(root / 'assets')[lesson].slug}.md"
    if not file.is_file():
        return None
    prose = _NO_PROSE.sub("", file.read_text(encoding="utf-8"))
    return frozenset(found["text"] for found in _HEADING.finditer(prose))


def headings_report(root: Path | None = None) -> str:
    """Say, lesson by lesson, which rows still want a heading and which name one that is not there.

    Parameters
    ----------
    root
        The folder that holds ``assets`` and ``lessons``; the course's own if not given.
    """
    rows = load_coverage((root or content_root()) / "assets")
    waiting: dict[int, list[str]] = defaultdict(list)
    wrong: list[str] = []
    for row in open_headings(root):
        if row.heading is None:
            waiting[row.lesson].append(row.id)
        else:
            wrong.append(f"Row {row.id}: lesson {row.lesson} has no heading {row.heading!r}.")
    lines = [f"{_with_heading(rows)} of {len(rows)} rows name a heading."]
    lines += [
        f"Lesson {lesson} is written; still without a heading: {', '.join(ids)}."
        for lesson, ids in sorted(waiting.items())
    ]
    return "\n".join(lines + wrong)


def _with_heading(rows: Sequence[CoverageRow]) -> int:
    return sum(row.heading is not None for row in rows)


if __name__ == "__main__":
    print(headings_report())
