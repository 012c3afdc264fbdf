"""The page *If you came from the articles*: what they say, how sure anyone can be, and where it is taught."""

from __future__ import annotations

from collections import Counter
from itertools import groupby
from operator import attrgetter
from typing import TYPE_CHECKING

from securebase.content import content_root
from securebase.course.coverage import Judgement, load_coverage, open_headings
from securebase.course.evidence import Grade, load_evidence
from securebase.course.syllabus import load_syllabus

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from securebase.course.coverage import CoverageRow
    from securebase.course.evidence import Claim

PAGE = "from-the-articles.md"
"""Name of the page, beside the lessons."""

_NOTEBOOK = """\
---
jupytext:
  text_representation:
    extension: .md
    format_name: myst
    format_version: 0.13
kernelspec:
  display_name: Python 3 (ipykernel)
  language: python
  name: python3
---

"""

_PARTS = {
    "A": "Article A: love, independence and the nervous system",
    "B": "Article B: the neurobiology of attachment",
    "both": "What neither article spells out",
}

_MEANINGS: dict[Grade | Judgement, str] = {
    **{grade: grade.meaning for grade in Grade},
    Judgement.FURTHER: "something near it is known; the rest of the statement has not been tested",
    Judgement.DEFINITION: "what a word means, or how something is measured",
    Judgement.VALUE: "something to choose or to agree on; no study decides it",
    Judgement.NO_CLAIM: "a title, a promise, an advertisement, or a sentence too general to be wrong",
}

_LABELS: dict[Grade | Judgement, str] = {
    Judgement.DEFINITION: "A definition",
    Judgement.VALUE: "A value",
}

_OPENING = """\
# If you came from the articles

This course responds to two popular articles: one on love, independence and the nervous system, one on the
neurobiology of attachment. Below is what they say, in our words and in their order, put as they would put it.

Beside each statement you find how sure anyone can be of that very statement, and why. Then comes the nearest
claim that the course has evidence for, with its own grade where that is a different one. Many statements are
kind and sensible and still go further than any study. The last column says which lesson takes them up."""


def articles_page(root: Path | None = None) -> str:
    """Return the page as a text notebook, for a file that lies beside the lessons.

    Lessons that are written are linked, with the heading if they have it; the others are named.

    Parameters
    ----------
    root
        The folder that holds ``assets`` and ``lessons``; the course's own if not given.

    Raises
    ------
    ContentError
        If one of the files in ``assets`` has a fault: a sentence that names file, entry and field.
    """
    root = root or content_root()
    rows = load_coverage(root / "assets")
    claims = load_evidence(root / "assets")
    lessons = _lesson_names(root)
    still_open = {row.id for row in open_headings(root)}
    headings = {row.id: row.heading for row in rows if row.heading and row.id not in still_open}
    pieces = [_OPENING, _counts(rows, claims)]
    for article, of_article in groupby(rows, key=attrgetter("article")):
        pieces.append(f"## {_PARTS[article]}")
        for section, of_section in groupby(of_article, key=attrgetter("section")):
            pieces += [f"### {section}", _table(of_section, claims, lessons, headings)]
    return _NOTEBOOK + "\n\n".join(pieces) + "\n"


def _lesson_names(root: Path) -> dict[int, str]:
    names = {}
    for number, lesson in load_syllabus(root / "assets").items():
        name = f"{number} {lesson.title}"
        written = (root / "lessons" / f"{lesson.slug}.md").is_file()
        names[number] = f"[{name}]({lesson.slug}.md)" if written else name
    return names


def _judgement(row: CoverageRow, claims: Mapping[int, Claim]) -> Grade | Judgement:
    """Say how sure one can be of a row's statement: as sure as of its claim, if it says the same."""
    if row.judged is Judgement.AS_CLAIM and row.claim is not None:
        return claims[row.claim].grade
    return row.judged


def _counts(rows: Sequence[CoverageRow], claims: Mapping[int, Claim]) -> str:
    """Say what the judgements mean and how many statements have each."""
    counts = Counter(_judgement(row, claims) for row in rows)
    lines = ["| How sure | What it means | Statements |", "|---|---|---|"]
    lines += [f"| {_label(judged)} | {meaning} | {counts[judged]} |" for judged, meaning in _MEANINGS.items()]
    return "\n".join(lines)


def _label(judged: Grade | Judgement) -> str:
    return _LABELS.get(judged, judged.capitalize())


def _table(
    rows: Iterable[CoverageRow],
    claims: Mapping[int, Claim],
    lessons: Mapping[int, str],
    headings: Mapping[str, str],
) -> str:
    lines = ["| What it says | How sure | Lesson |", "|---|---|---|"]
    for row in rows:
        cells = (row.statement, _how_sure(row, claims), _where(row, lessons, headings.get(row.id)))
        lines.append(f"| {' | '.join(map(_cell, cells))} |")
    return "\n".join(lines)


def _how_sure(row: CoverageRow, claims: Mapping[int, Claim]) -> str:
    judged = _judgement(row, claims)
    parts = [f"**{_label(judged)}.**", row.note]
    if row.claim is not None:
        claim = claims[row.claim]
        own_grade = f" ({claim.grade})" if claim.grade is not judged else ""
        lead = "As the course puts it" if row.judged is Judgement.AS_CLAIM else "Nearest claim"
        parts.append(f"{lead}: *{claim.text}*{own_grade}")
    return " ".join(filter(None, parts))


def _where(row: CoverageRow, lessons: Mapping[int, str], heading: str | None) -> str:
    first = f"{lessons[row.lesson]}: {heading}" if heading else lessons[row.lesson]
    return f"{first}; also {', '.join(lessons[number] for number in row.also)}" if row.also else first


def _cell(text: str) -> str:
    return text.replace("|", r"\|")


if __name__ == "__main__":
    (content_root() / "lessons" / PAGE).write_text(articles_page(), encoding="utf-8")
