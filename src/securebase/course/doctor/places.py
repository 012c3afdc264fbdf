"""Doctor: find files of the course that are missing, and folders that cannot be written."""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING

from securebase.content import content_root
from securebase.course.doctor.packages import mend
from securebase.course.lab.settings import CONFIG

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_SETTINGS = (
    "labconfig/default_setting_overrides.json",
    "labconfig/page_config.json",
    "jupyter_server_config.d/securebase.json",
)


def content() -> Iterator[str]:
    """Find that the course's lessons are missing."""
    try:
        lessons = content_root() / "lessons"
    except FileNotFoundError as error:
        yield f"{error} {mend()}"
        return
    if not any(lessons.glob("[0-9]*.md")):
        yield f"The course's lessons are missing: {lessons} has none. {mend()}"


def settings() -> Iterator[str]:
    """Find that JupyterLab's settings for the course are missing or damaged."""
    for name in _SETTINGS:
        place = CONFIG / name
        if not place.is_file():
            yield f"JupyterLab's settings for the course are not in place: {place} is missing. {mend()}"
            continue
        try:
            json.loads(place.read_bytes())
        except ValueError:
            yield f"JupyterLab's settings for the course are damaged: {place} cannot be read. {mend()}"


def workbook_folder(folder: Path) -> Iterator[str]:
    """Find that the workbook could not be filled or saved in ``folder``."""
    fault = _why_not_writable(folder)
    if fault:
        yield (
            f"The workbook folder {folder} cannot be used: {fault}. "
            "Choose another: securebase lab --folder FOLDER"
        )


def data_folder() -> Iterator[str]:
    """Find that the learner's private writing could not be kept."""
    import platformdirs  # noqa: PLC0415  # it may be what is missing

    folder = platformdirs.user_data_path("securebase", appauthor=False)
    fault = _why_not_writable(folder)
    if fault:
        yield (
            f"The folder for your private writing, {folder}, cannot be used: {fault}. Give yourself "
            "the right to write there, or ask whoever looks after this computer."
        )


def _why_not_writable(folder: Path) -> str | None:
    place = next((place for place in (folder, *folder.parents) if os.path.lexists(place)), folder)
    if not place.is_dir():
        return f"{place} is not a folder"
    if not os.access(place, os.W_OK | os.X_OK):
        return f"nothing can be written in {place}, which is read-only or belongs to someone else"
    return None
