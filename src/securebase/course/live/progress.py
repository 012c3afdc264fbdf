"""How far the learner is: one small file in the workbook, with names, counts and places, no words."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from securebase.course.atomic import write_atomically
from securebase.course.plain_error import PlainError
from securebase.course.workbook.folder import OWN
from securebase.course.workbook.lock import folder_lock

if TYPE_CHECKING:
    from pathlib import Path

NAME = "progress.json"
_FORMAT = 1
_MOST = 10_000  # cells of a notebook, parts of an exercise


class ProgressError(PlainError):
    """A change that makes no sense, or progress that cannot be kept; the message says which."""


def read_progress(workbook: Path) -> dict[str, Any]:
    """Return the progress kept in a workbook; nothing begun if there is none or it makes no sense."""
    try:
        kept = json.loads((workbook / NAME).read_bytes())
    except (OSError, ValueError, RecursionError):
        return _nothing()
    return _cleaned(kept)


def change_progress(workbook: Path, change: dict[str, Any]) -> dict[str, Any]:
    """Add one change to the progress in a workbook and return the whole.

    What is in the file is read again under a lock, and only what changed is written over it: of two tabs,
    or two servers on one folder, neither takes away what the other added.

    Parameters
    ----------
    workbook
        The workbook folder.
    change
        ``lesson`` with any of ``opened``, ``finished`` and ``place``, or ``exercise`` with ``done`` and
        ``of``; and the ``last`` file that the learner was in.

    Raises
    ------
    ProgressError
        If the change is not of that form, or the file cannot be written.
    """
    wanted = _checked(change)
    try:
        with folder_lock(workbook / OWN / "progress.lock"):
            progress = _read_to_change(workbook)
            _merge(progress, wanted)
            data = json.dumps(progress, indent=1, sort_keys=True) + "\n"
            write_atomically(workbook / NAME, data.encode(), workbook / OWN)
    except OSError as error:
        raise ProgressError(
            f"Your progress could not be written to {NAME} ({error.strerror or error}). "
            "The lessons work all the same."
        ) from error
    return progress


def _nothing() -> dict[str, Any]:
    return {"format": _FORMAT, "lessons": {}, "exercises": {}, "last": None}


def _read_to_change(workbook: Path) -> dict[str, Any]:
    """Return what is kept; a file that makes no sense is moved aside, not written over."""
    place = workbook / NAME
    if not place.exists():
        return _nothing()
    try:
        kept = json.loads(place.read_bytes())
        if isinstance(kept, dict) and kept.get("format") == _FORMAT:
            return _cleaned(kept)
    except (ValueError, RecursionError):
        pass
    aside = (workbook / f"progress-damaged-{number}.json" for number in range(1, _MOST))
    place.replace(next(free for free in aside if not free.exists()))
    return _nothing()


def _cleaned(kept: object) -> dict[str, Any]:
    """Return only what has the right form, whatever else someone put there."""
    progress = _nothing()
    if not isinstance(kept, dict) or kept.get("format") != _FORMAT:
        return progress
    for kind, singular in (("lessons", "lesson"), ("exercises", "exercise")):
        entries = kept.get(kind)
        for name, entry in entries.items() if isinstance(entries, dict) else ():
            try:
                _merge(progress, _checked({singular: name, **(entry if isinstance(entry, dict) else {})}))
            except ProgressError:
                continue
    progress["last"] = kept["last"] if _is_path(kept.get("last")) else None
    return progress


def _merge(progress: dict[str, Any], change: dict[str, Any]) -> None:
    if "last" in change:
        progress["last"] = change["last"]
    if "lesson" in change:
        entry = progress["lessons"].setdefault(change["lesson"], {})
        entry.update({key: change[key] for key in ("opened", "finished", "place") if key in change})
    if "exercise" in change:
        entry = progress["exercises"].setdefault(change["exercise"], {})
        if "of" in change:
            # The most that was ever done: an exercise that is only reopened has not run the learner's code.
            entry["done"] = min(max(entry.get("done", 0), change["done"]), change["of"])
            entry["of"] = change["of"]


def _checked(change: dict[str, Any]) -> dict[str, Any]:
    for key, value in change.items():
        if key not in _FORMS or not _FORMS[key](value):
            raise ProgressError(f"Progress takes {', '.join(_FORMS)}; {key!r:.40} was given {value!r:.40}.")
    if ("done" in change) != ("of" in change):
        raise ProgressError("Progress in an exercise takes both done and of; one of them was given.")
    return change


def _is_name(value: object) -> bool:
    """Whether it is a file's name such as 04-the-first-hour: no room for a sentence."""
    return isinstance(value, str) and re.fullmatch(r"[A-Za-z0-9-]{1,60}", value) is not None


def _is_count(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= _MOST


def _is_place(value: object) -> bool:
    """Whether it is a cell's number and how far down the cell, from 0 to 1."""
    if not isinstance(value, dict) or set(value) != {"cell", "part"}:
        return False
    part = value["part"]
    return _is_count(value["cell"]) and isinstance(part, int | float) and 0 <= part <= 1


def _is_path(value: object) -> bool:
    """Whether it is the place of one of our lessons or exercises, in the workbook."""
    if not isinstance(value, str):
        return False
    parts = value.split("/")
    name = parts[-1].rpartition(".")[0]
    if len(parts) == 2 and parts[0] == "lessons":
        return parts[1].endswith(".md") and _is_name(name)
    return len(parts) == 3 and parts[0] == "exercises" and parts[1] == name and _is_name(name)


_FORMS = {
    "lesson": _is_name,
    "exercise": _is_name,
    "opened": lambda value: value is True,
    "finished": lambda value: isinstance(value, bool),
    "place": _is_place,
    "done": _is_count,
    "of": _is_count,
    "last": _is_path,
}
