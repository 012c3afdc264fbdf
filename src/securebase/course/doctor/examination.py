"""`securebase doctor`: say what is wrong with an installation, and how to fix it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from securebase.course.doctor import jupyter, packages, places
from securebase.course.workbook.folder import default_folder
from securebase.widgets.resources import resources_faults

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


def examine(folder: Path | None = None) -> list[str]:
    """Return a sentence for each thing that is wrong; none if all is well.

    Parameters
    ----------
    folder
        The workbook folder that is meant; by default the one of this installation.
    """
    findings = [
        *packages.python_version(),
        *packages.ranges(),
        *packages.lock(),
    ]
    if not findings:
        # These ask the packages themselves, which must be there for that.
        findings += [
            *places.settings(),
            *jupyter.server_extensions(),
            *jupyter.lab_extensions(),
            *jupyter.alembic(),
            *jupyter.kernel(),
            *places.data_folder(),
        ]
    return [*findings, *places.content(), *resources_faults(), *_workbook(folder)]


def _workbook(folder: Path | None) -> Iterator[str]:
    if folder is None:
        try:
            folder = default_folder()
        except FileNotFoundError:
            return  # told by places.content
    yield from places.workbook_folder(folder.expanduser().absolute())
