"""The workbook that a file belongs to, and its lessons and exercises in order."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any

from securebase.content import content_root
from securebase.course.syllabus import load_syllabus
from securebase.course.workbook.folder import OWN, RECORD

if TYPE_CHECKING:
    from pathlib import Path

_TIME = re.compile(r"It takes (\d+(?: to \d+)?) minutes")


def workbook_of(place: Path, root: Path) -> Path | None:
    """Return the workbook folder around ``place``, or, if there is none, the one in ``root``.

    Parameters
    ----------
    place
        A file or folder on the server.
    root
        The folder that the server shows; nothing above it is looked at. The workbook may be this folder
        or one in it, as on Binder.
    """
    around = [folder for folder in (place, *place.parents) if folder == root or root in folder.parents]
    for folder in around:
        if (folder / OWN / RECORD).is_file():
            return folder
    below = sorted(record.parents[1] for record in root.glob(f"*/{OWN}/{RECORD}"))
    return below[0] if below else None


def outline(workbook: Path) -> list[dict[str, Any]]:
    """Return the lessons that lie in a workbook, in order, each with its exercise if that lies there too."""
    lessons: list[dict[str, Any]] = []
    for number, lesson in load_syllabus().items():
        if not (workbook / "lessons" / f"{lesson.slug}.md").is_file():
            continue
        exercise = f"exercises/{lesson.slug}/{lesson.slug}.ipynb"
        there = (workbook / exercise).is_file()
        lessons.append(
            {
                "number": number,
                "name": lesson.slug,
                "title": lesson.title,
                "minutes": lesson.minutes,
                "path": f"lessons/{lesson.slug}.md",
                "exercise": exercise if there else None,
                "exercise_minutes": minutes_said(lesson.slug) if there else None,
            }
        )
    return lessons


@cache
def minutes_said(name: str) -> str | None:
    """Return how long an exercise takes, as in ``20 to 40``, from its first lines; None if not said."""
    source = content_root() / "exercises" / name / f"{name}.md"
    found = _TIME.search(source.read_text("utf-8")) if source.is_file() else None
    return found[1] if found else None
