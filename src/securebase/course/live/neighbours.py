"""What lies beside a notebook and would run with it: a kernel looks in the notebook's own folder first."""

from __future__ import annotations

from importlib.machinery import all_suffixes
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

_SUFFIXES = tuple(all_suffixes())  # .py, .pyc and the system's own


def importable(folder: Path) -> tuple[str, ...]:
    """Return the names of files and folders in ``folder`` that an ``import`` in a notebook there would find.

    A ``numpy.py`` beside a lesson is what its first line imports, and the course puts no such file anywhere.
    """
    try:
        return tuple(sorted(place.name for place in folder.iterdir() if _would_run(place)))
    except OSError:
        return ()


def _would_run(place: Path) -> bool:
    if not place.name.partition(".")[0].isidentifier() or place.name == "__pycache__":
        return False
    if not place.is_dir():
        return place.name.endswith(_SUFFIXES)
    try:
        return any(inside.name.endswith(_SUFFIXES) for inside in place.iterdir())
    except OSError:
        return False  # what cannot be read cannot be imported
