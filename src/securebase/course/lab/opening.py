"""Which lesson JupyterLab shows first: the one the learner was in, or the first."""

from __future__ import annotations

import json
import re
from pathlib import Path, PurePosixPath
from typing import Any

from securebase.course.live.progress import read_progress
from securebase.course.workbook.folder import OWN

_NUMBER = re.compile(r"(\d+)-")


def lesson_to_open(folder: Path) -> str | None:
    """Return the path in the workbook of the file to open, or None if the workbook has no lesson.

    This is the file in front when JupyterLab was last closed, or, if none was, the lesson that the progress
    names. If that is gone, it is the lesson with its number, under whatever name the lesson has now; else
    the lesson with the lowest number.
    """
    lessons = {lesson.name: f"lessons/{lesson.name}" for lesson in sorted((folder / "lessons").glob("*.md"))}
    last = _in_front(folder) or read_progress(folder)["last"]
    if last is not None and (folder / last).is_file():
        return last
    if last is not None and last.startswith("lessons/"):
        number = _number(PurePosixPath(last).name)
        same = [path for name, path in lessons.items() if number is not None and _number(name) == number]
        if same:
            return same[0]
    return next(iter(lessons.values()), None)


def forget_lost_tabs(folder: Path) -> None:
    """Drop the saved arrangement of tabs if it names a file that is gone: JupyterLab would complain."""
    for place in _arrangements(folder):
        lost = [path for path in _documents(_read(place)) if not (folder / path).is_file()]
        if lost:
            place.unlink(missing_ok=True)


def _number(name: str) -> str | None:
    found = _NUMBER.match(name)
    return found[1] if found else None


def _arrangements(folder: Path) -> list[Path]:
    places = (folder / OWN / "workspaces").glob("*.jupyterlab-workspace")
    return [place for place in places if _read(place).get("metadata", {}).get("id") == "default"]


def _in_front(folder: Path) -> str | None:
    for place in _arrangements(folder):
        data = _read(place)["data"]
        current = data.get("layout-restorer:data", {}).get("main", {}).get("current")
        path = data.get(current, {}).get("data", {}).get("path")
        if isinstance(path, str):
            return path
    return None


def _documents(arrangement: dict[str, Any]) -> list[str]:
    entries = [entry.get("data", {}) for entry in arrangement["data"].values() if isinstance(entry, dict)]
    return [entry["path"] for entry in entries if "path" in entry and "factory" in entry]


def _read(place: Path) -> dict[str, Any]:
    try:
        content = json.loads(place.read_bytes())
    except (OSError, ValueError):
        return {}
    return content if isinstance(content, dict) and isinstance(content.get("data"), dict) else {}
