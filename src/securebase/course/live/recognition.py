"""Whether an open notebook is the course's, whether anyone changed it, and which cells may run by themselves.

What is asked about is what the browser is about to run, cell by cell, and it is compared with the installed
course, not with a record that lies in the workbook: a notebook that someone hands on cannot vouch for itself.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any, Literal

from securebase.content import content_root
from securebase.course.workbook.digest import cells_digest, digest, same_source

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

Cell = dict[str, Any]

_NAME = re.compile(r"[A-Za-z0-9-]+")


@dataclass(frozen=True)
class Recognised:
    """What a notebook is to the course.

    Attributes
    ----------
    kind
        A lesson (or a page beside the lessons), an exercise, or nothing of ours.
    name
        The lesson's or exercise's name, as in ``04-the-first-hour``; empty if it is not ours.
    unchanged
        Whether what runs by itself is as it was released.
    runs
        The places of the cells that may run by themselves, counted from 0.
    folds
        The places of the code cells that are shown as one line until they are opened.
    """

    kind: Literal["lesson", "exercise", "other"]
    name: str = ""
    unchanged: bool = False
    runs: tuple[int, ...] = ()
    folds: tuple[int, ...] = ()


def recognise(path: PurePosixPath, cells: Sequence[Cell], exercise: str = "") -> Recognised:
    """Compare an open notebook with the installed course.

    Parameters
    ----------
    path
        The notebook's place on the server.
    cells
        Its cells, each with ``cell_type``, ``source`` and ``metadata``.
    exercise
        The exercise that the notebook's metadata name, if any.
    """
    if path.suffix == ".ipynb":
        return _exercise(exercise, cells)
    return _lesson(path, cells)


def _lesson(path: PurePosixPath, cells: Sequence[Cell]) -> Recognised:
    lessons = _lessons()
    own = cells_digest(cells)
    code = [place for place, cell in enumerate(cells) if cell["cell_type"] == "code"]
    folds = tuple(place for place in code if _is_hidden(cells[place]))
    for name, released in lessons.items():
        if released == own:
            return Recognised("lesson", name, unchanged=True, runs=tuple(code), folds=folds)
    if path.parent.name == "lessons" and path.stem in lessons:
        return Recognised("lesson", path.stem, folds=folds)
    return Recognised("other")


def _is_hidden(cell: Cell) -> bool:
    return bool(cell.get("metadata", {}).get("jupyter", {}).get("source_hidden"))


def _exercise(name: str, cells: Sequence[Cell]) -> Recognised:
    released = _locked_cells(name)
    if released is None:
        return Recognised("other")
    here: dict[str, list[int]] = {}
    for place, cell in enumerate(cells):
        identity = cell.get("metadata", {}).get("nbgrader", {}).get("grade_id")
        if cell["cell_type"] == "code" and identity in released:
            here.setdefault(identity, []).append(place)
    # A copied cell carries its original's name: only the first is the released one.
    firsts = [places[0] for places in here.values()]
    same = [
        place
        for place in firsts
        if same_source(cells[place]["source"], released[cells[place]["metadata"]["nbgrader"]["grade_id"]])
    ]
    return Recognised(
        "exercise",
        name,
        unchanged=len(same) == len(released),
        # Later cells build on the names that earlier ones make: with one of them gone or changed, none runs.
        runs=tuple(sorted(same)) if len(same) == len(released) else (),
        folds=tuple(sorted(firsts)),
    )


def _lessons() -> Mapping[str, str | None]:
    places = sorted((content_root() / "lessons").glob("*.md"))
    return {place.stem: _digest_of(place, place.stat().st_mtime_ns) for place in places}


@lru_cache(maxsize=64)
def _digest_of(place: Path, _changed: int) -> str | None:
    return digest(PurePosixPath(place.name), place.read_bytes())


def _locked_cells(name: str) -> Mapping[str, str] | None:
    # The name comes from a notebook: a path in its place would let the notebook vouch for itself.
    if not _NAME.fullmatch(name):
        return None
    place = content_root() / "exercises" / name / f"{name}.md"
    if not place.is_file():
        return None
    return _locked_cells_of(place, place.stat().st_mtime_ns)


@lru_cache(maxsize=32)
def _locked_cells_of(place: Path, _changed: int) -> Mapping[str, str]:
    """Return the source of each locked cell that is no check, by its name."""
    import jupytext  # noqa: PLC0415  # most of a second; the server has it already when a lesson is open

    locked = {}
    for cell in jupytext.reads(place.read_text("utf-8"), fmt="md:myst").cells:
        ours = cell.metadata.get("nbgrader", {})
        if cell.cell_type == "code" and ours.get("locked") and not ours.get("grade"):
            locked[str(ours["grade_id"])] = str(cell.source)
    return locked
