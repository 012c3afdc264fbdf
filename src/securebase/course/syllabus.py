"""The thirteen lessons, from ``assets/syllabus.yml``."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from securebase.content import content_root
from securebase.course.content_error import ContentError, shown

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path


@dataclass(frozen=True, kw_only=True)
class Lesson:
    """One lesson.

    Attributes
    ----------
    slug
        The name of its file, without the ending, and of its exercise.
    about
        One sentence on what it is about.
    minutes
        How long it takes.
    objectives
        What the learner will be able to do.
    violence_gate
        Whether the note on fear and violence stands before it.
    checks
        What its exercise checks; empty where there is no exercise.
    """

    number: int
    slug: str
    title: str
    about: str
    minutes: int
    objectives: tuple[str, ...]
    violence_gate: bool
    checks: tuple[str, ...]


def load_syllabus(assets: Path | None = None) -> Mapping[int, Lesson]:
    """Return the lessons by number, in their order.

    Parameters
    ----------
    assets
        The folder that holds ``syllabus.yml`` and ``schemas``; the course's own if not given.

    Raises
    ------
    ContentError
        If the file has a fault: a sentence that names file, lesson and field.
    """
    return _load(assets or content_root() / "assets")


@cache
def _load(assets: Path) -> Mapping[int, Lesson]:
    from securebase.course._content_files import read_checked  # noqa: PLC0415 - slow to import

    path = assets / "syllabus.yml"
    lessons: dict[int, Lesson] = {}
    for entry in read_checked(path, entries="lessons", entry_name=_name):
        number = entry["number"]
        where = f"{shown(path)}, {_name(entry, 0)}"
        if number != len(lessons):
            raise ContentError(f"{where}, field 'number': {number} is given where {len(lessons)} is next.")
        if not entry["slug"].startswith(f"{number:02}-"):
            raise ContentError(
                f"{where}, field 'slug': {entry['slug']!r} is given; accepted is a slug that begins with "
                f"the lesson's number, {number:02}-."
            )
        sequences = {"objectives": tuple(entry["objectives"]), "checks": tuple(entry["checks"])}
        lessons[number] = Lesson(**{**entry, **sequences})
    return MappingProxyType(lessons)


def _name(entry: Any, place: int) -> str:
    number = entry.get("number") if isinstance(entry, dict) else None
    return f"lesson {number}" if isinstance(number, int) else f"the entry in place {place + 1}"
