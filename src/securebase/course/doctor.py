"""`securebase doctor`: say what is wrong with an installation, and how to mend it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from securebase.course import doctor_jupyter, doctor_packages, doctor_places
from securebase.course.workbook import default_folder

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
        *doctor_packages.python_version(),
        *doctor_packages.ranges(),
        *doctor_packages.lock(),
    ]
    if not findings:
        # These ask the packages themselves, which must be there for that.
        findings += [
            *doctor_places.settings(),
            *doctor_jupyter.server_extensions(),
            *doctor_jupyter.lab_extensions(),
            *doctor_jupyter.alembic(),
            *doctor_jupyter.kernel(),
            *doctor_places.data_folder(),
        ]
    return [*findings, *doctor_places.content(), *_workbook(folder)]


def _workbook(folder: Path | None) -> Iterator[str]:
    if folder is None:
        try:
            folder = default_folder()
        except FileNotFoundError:
            return  # told by doctor_places.content
    yield from doctor_places.workbook_folder(folder.expanduser().absolute())
