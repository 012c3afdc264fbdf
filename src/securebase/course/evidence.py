"""What the course claims, and how sure anyone can be of it: the claims of ``assets/evidence.yml``.

In a lesson, ``evidence_cards(13, 14)`` as the last line of a cell shows claims 13 and 14 as cards.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from securebase.content import content_root
from securebase.course.content_error import ContentError, shown
from securebase.course.references import Reference, load_references
from securebase.course.syllabus import load_syllabus

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from securebase.course.cards import EvidenceCards


class Grade(StrEnum):
    """How well a claim, as it is worded, is supported."""

    STRONG = "strong"
    MODERATE = "moderate"
    MIXED = "mixed"
    CONTESTED = "contested"
    WISDOM = "clinical wisdom"

    @property
    def meaning(self) -> str:
        """What the word stands for, for a reader who has not met it."""
        return _MEANINGS[self]


_MEANINGS = {
    Grade.STRONG: "many good studies agree",
    Grade.MODERATE: "good studies point this way, with limits",
    Grade.MIXED: "studies disagree, or carry only a part of it",
    Grade.CONTESTED: "the wording goes further than the evidence, or experts dispute it",
    Grade.WISDOM: "widely taught and plausible, little tested",
}


@dataclass(frozen=True, kw_only=True)
class Claim:
    """One claim.

    Attributes
    ----------
    text
        The claim, in our words.
    met_in
        Where people meet it, as a short phrase.
    grade
        How well the claim is supported as it is worded.
    nuance
        What is known, with numbers and samples where there are some.
    references
        The works it rests on, the most helpful first; may be empty for clinical wisdom alone.
    lessons
        Numbers of the lessons that teach it.
    last_checked
        When wording, grade and numbers were last compared with what is confirmed about the references.
    """

    number: int
    text: str
    met_in: str
    grade: Grade
    nuance: str
    references: tuple[Reference, ...]
    lessons: tuple[int, ...]
    last_checked: date


def load_evidence(assets: Path | None = None) -> Mapping[int, Claim]:
    """Return the claims by number, in their order.

    Parameters
    ----------
    assets
        The folder that holds ``evidence.yml``, ``references.bib``, ``syllabus.yml`` and ``schemas``; the
        course's own if not given.

    Raises
    ------
    ContentError
        If one of the files has a fault: a sentence that names file, entry and field.
    """
    return _load(assets or content_root() / "assets")


def evidence_cards(*numbers: int) -> EvidenceCards:
    """Return claims as cards, in the order given; a notebook shows what a cell's last line returns.

    Parameters
    ----------
    numbers
        Numbers of the claims.

    Raises
    ------
    ValueError
        If no number is given, or one that no claim has.
    """
    from securebase.course.cards import EvidenceCards  # noqa: PLC0415 - only a lesson that shows cards needs it

    claims = load_evidence()
    if not numbers:
        raise ValueError(f"Give the number of at least one claim, 1 to {len(claims)}.")
    for number in numbers:
        if number not in claims:
            raise ValueError(f"There is no claim {number!r}. Claims have the numbers 1 to {len(claims)}.")
    return EvidenceCards(tuple(claims[number] for number in numbers))


def claim_card(number: int) -> EvidenceCards:
    """Return one claim as a card; see `evidence_cards`."""
    return evidence_cards(number)


@cache
def _load(assets: Path) -> Mapping[int, Claim]:
    from securebase.course._content_files import read_checked  # noqa: PLC0415 - slow to import

    path = assets / "evidence.yml"
    references = load_references(assets)
    lessons = load_syllabus(assets)
    claims: dict[int, Claim] = {}
    for entry in read_checked(path, entries="claims", entry_name=_name):
        number = entry["number"]
        where = f"{shown(path)}, {_name(entry, 0)}"
        if number != len(claims) + 1:
            raise ContentError(f"{where}, field 'number': {number} is given where {len(claims) + 1} is next.")
        for key in entry["references"]:
            if key not in references:
                raise ContentError(f"{where}, field 'references': references.bib has no entry {key!r}.")
        for lesson in entry["lessons"]:
            if lesson not in lessons:
                raise ContentError(f"{where}, field 'lessons': syllabus.yml has no lesson {lesson}.")
        claims[number] = _claim(entry, references, where)
    return MappingProxyType(claims)


def _name(entry: Any, place: int) -> str:
    number = entry.get("number") if isinstance(entry, dict) else None
    return f"claim {number}" if isinstance(number, int) else f"the entry in place {place + 1}"


def _claim(entry: dict[str, Any], references: Mapping[str, Reference], where: str) -> Claim:
    return Claim(
        number=entry["number"],
        text=entry["claim"],
        met_in=entry["met_in"],
        grade=Grade(entry["grade"]),
        nuance=entry["nuance"],
        references=tuple(references[key] for key in entry["references"]),
        lessons=tuple(entry["lessons"]),
        last_checked=_day(entry["last_checked"], where),
    )


def _day(text: str, where: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        # A schema's pattern lets 30 February pass.
        raise ContentError(f"{where}, field 'last_checked': the calendar has no {text}.") from None
