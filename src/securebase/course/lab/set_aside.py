"""Settings in a workbook that Jupyter would take as its own: whoever handed it on may have put them there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from securebase.course.plain_error import PlainError
from securebase.course.workbook.folder import OWN

if TYPE_CHECKING:
    from pathlib import Path

# All that Jupyter writes by itself: what JupyterLab's user chose, which names no code, and a mark.
_WRITTEN = {"lab", "migrated"}


class SettingsError(PlainError):
    """Foreign settings cannot be moved out of Jupyter's way; the message says which."""


def set_aside_settings(folder: Path) -> list[str]:
    """Move away what Jupyter would read as configuration in a workbook, and run at its start.

    JupyterLab writes into the workbook's hidden folder, and Jupyter also reads from where it writes.

    Parameters
    ----------
    folder
        The workbook folder.

    Returns
    -------
    list of str
        A sentence, if there was anything.

    Raises
    ------
    SettingsError
        If something cannot be moved.
    """
    read = folder / OWN / "jupyter"
    aside = folder / OWN / "set-aside"
    found = sorted(place for place in read.iterdir() if place.name not in _WRITTEN) if read.is_dir() else []
    try:
        for place in found:
            _move(place, aside)
    except OSError as error:
        raise SettingsError(
            f"In {read} there are settings that JupyterLab did not write, and they could not be moved away "
            f"({error.strerror or error}). They might run somebody's code: delete them, then start again."
        ) from error
    if not found:
        return []
    names = ", ".join(place.name for place in found)
    return [f"Settings that JupyterLab did not write were not used; they are now in {aside}: {names}."]


def _move(place: Path, aside: Path) -> None:
    aside.mkdir(exist_ok=True)
    names = (f"{place.name}{number or ''}" for number in range(len(list(aside.iterdir())) + 1))
    place.rename(next(aside / name for name in names if not (aside / name).exists()))
