"""The workbook folder: filled with the course, without ever touching what the learner changed."""

from __future__ import annotations

import errno
import os
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

from securebase.content import content_root
from securebase.course.plain_error import PlainError
from securebase.course.workbook.edition import edition
from securebase.course.workbook.filling import Filling
from securebase.course.workbook.lock import folder_lock

if TYPE_CHECKING:
    from collections.abc import Callable

    from securebase.course.workbook.report import FillReport

OWN = ".securebase"
RECORD = "filled.json"  # in it; where it lies, a workbook is


class WorkbookError(PlainError):
    """The workbook folder cannot be used; the message says why and what to do."""


def default_folder() -> Path:
    """Return ``workbook`` in a clone of the repository, and ``Secure Base`` in the home folder otherwise."""
    root = content_root()
    if (root / "pyproject.toml").is_file():
        return root / "workbook"
    return Path.home() / "Secure Base"


def fill(
    folder: Path, content: Path | None = None, say: Callable[[str], None] = lambda _: None
) -> FillReport:
    """Bring the course into ``folder``; make the folder if need be.

    A file that the learner did not change is brought up to date, a missing one comes back, one that the
    course no longer has goes. A file that the learner changed stays, whatever the course now has there.

    Parameters
    ----------
    folder
        The workbook folder.
    content
        The folder with ``lessons``, ``exercises`` and ``assets``; by default the installed course's.
    say
        Is told about steps that take seconds.

    Returns
    -------
    FillReport
        What happened, file by file and in sentences.

    Raises
    ------
    WorkbookError
        If the folder cannot be made or written. Files filled until then are whole, all others as they were.
    """
    content = content_root() if content is None else content
    usable_folder(folder)
    own = folder / OWN
    try:
        with folder_lock(own / "lock"):
            scratch = _fresh_scratch(own)
            files = edition(content, own / "released", scratch, say)
            report = Filling(folder, own / RECORD, scratch).run(files)
            shutil.rmtree(scratch)
    except OSError as error:
        raise WorkbookError(_why_not(folder, error)) from error
    return report


def usable_folder(folder: Path) -> None:
    """Make ``folder`` and its hidden ``.securebase`` ready to be written.

    Raises
    ------
    WorkbookError
        If it is a file, or lies in a place where nothing can be written.
    """
    for place in (folder, *folder.parents):
        # os.path's functions say no where pathlib's raise: a folder that may not even be looked into.
        if os.path.exists(place) and not os.path.isdir(place):  # noqa: PTH110, PTH112
            what = "a file" if place == folder else f"inside {place}, which is a file"
            raise WorkbookError(
                f"The workbook folder was given as {folder}, but that is {what}. It has to be a folder, or a "
                "name that is not taken. Choose another with --folder."
            )
    try:
        (folder / OWN).mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise WorkbookError(_why_not(folder, error)) from error


def _why_not(folder: Path, error: OSError) -> str:
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return (
            f"The workbook folder {folder} cannot be written to: it is read-only or belongs to someone else. "
            "It has to be a folder in which you may write. Choose another with --folder."
        )
    if error.errno in (errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC)):
        return (
            f"The disk with the workbook folder {folder} is full, so the course could not be copied into it. "
            "Nothing of yours was touched. Free some space and start again."
        )
    return (
        f"The workbook folder {folder} could not be filled ({error.strerror or error}). Nothing of yours was "
        "touched. Start again, or choose another folder with --folder."
    )


def _fresh_scratch(own: Path) -> Path:
    """Return an empty folder for temporary files: leftovers of an interrupted fill go here."""
    scratch = own / "tmp"
    if scratch.exists():
        shutil.rmtree(scratch)
    scratch.mkdir()
    return scratch
