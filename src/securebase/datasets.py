"""The published numbers that lessons draw as DATA: one small CSV file each, with where it comes from."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from securebase.content import content_root

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

Column = NDArray[np.float64] | tuple[str, ...]

_REQUIRED = ("title", "source", "sample", "unit", "clock_zero")


@dataclass(frozen=True)
class Dataset:
    """Published observations, with what one must know to read them.

    Attributes
    ----------
    columns : mapping of str to ndarray or tuple of str
        One entry for each column, in the file's order: read-only numbers, or words.
    title, source, sample : str
        What was measured, where it was published, on whom.
    doi : str
        Empty if the source has none.
    unit : str
        Of each column.
    clock_zero : str
        Which event minute 0 is.
    """

    columns: Mapping[str, Column]
    title: str
    source: str
    doi: str
    sample: str
    unit: str
    clock_zero: str


def names() -> tuple[str, ...]:
    """Return the names that :func:`load` accepts."""
    return tuple(sorted(path.stem for path in _folder().glob("*.csv")))


def load(name: str) -> Dataset:
    """Read the data set ``name``.

    Raises
    ------
    ValueError
        If there is none of that name, or its file says too little about itself or is no table.
    """
    if name not in names():
        known = ", ".join(names()) or "none"
        raise ValueError(f"There is no data set named {name!r}. Those that exist: {known}.")
    path = _folder() / f"{name}.csv"
    lines = path.read_text(encoding="utf-8").splitlines()
    about = dict(_said_about(path, line) for line in lines if line.startswith("#"))
    for word in _REQUIRED:
        if not about.get(word):
            raise ValueError(f"{path.name} must say `# {word}: ...` above its table.")
    rows = list(csv.reader(line for line in lines if line and not line.startswith("#")))
    return Dataset(
        columns=MappingProxyType(_columns(path, rows)),
        doi=about.get("doi", ""),
        **{word: about[word] for word in _REQUIRED},
    )


def _folder() -> Path:
    return content_root() / "assets" / "data"


def _said_about(path: Path, line: str) -> tuple[str, str]:
    word, colon, said = line.removeprefix("#").partition(":")
    if not colon:
        raise ValueError(f"{path.name} has a comment that is not of the form `# word: ...`: {line!r}.")
    return word.strip(), said.strip()


def _columns(path: Path, rows: list[list[str]]) -> dict[str, Column]:
    if len(rows) < 2:
        raise ValueError(f"{path.name} must have a row of column names and at least one row of values.")
    header = rows[0]
    for row in rows[1:]:
        if len(row) != len(header):
            raise ValueError(f"{path.name} has {len(header)} columns, but this row has {len(row)}: {row}.")
    return {name: _column([row[place] for row in rows[1:]]) for place, name in enumerate(header)}


def _column(cells: list[str]) -> Column:
    try:
        numbers = np.array([float(cell) for cell in cells])
    except ValueError:
        return tuple(cells)
    numbers.flags.writeable = False
    return numbers
