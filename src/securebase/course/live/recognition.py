"""Whether an open notebook is the course's, whether anyone changed it, and which cells may run by themselves.

What is asked about is what the browser is about to run, cell by cell, with all metadata, and it is compared
with the installed course, not with a record that lies in the workbook: a notebook that someone hands on
cannot vouch for itself.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Literal

from securebase.content import content_root
from securebase.course.grading.source import source_notebook
from securebase.course.live.metadata import cell_adds, notebook_adds
from securebase.course.workbook.digest import cells_digest, same_source
from securebase.exercises.answers_cell import NAME as ANSWERS
from securebase.exercises.construct import OURS
from securebase.exercises.sheet import QUESTIONS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path, PurePosixPath

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
        Whether what runs by itself is as it was released, and nothing was added that is no cell.
    runs
        The places of the cells that may run by themselves, counted from 0.
    folds
        The places of the code cells that are shown as one line until they are opened.
    checks
        Of an exercise, the places of the checks, which are shown as one line too.
    code_checks
        Those of them that check code which the learner writes in cells of the same part.
    """

    kind: Literal["lesson", "exercise", "other"]
    name: str = ""
    unchanged: bool = False
    runs: tuple[int, ...] = ()
    folds: tuple[int, ...] = ()
    checks: tuple[int, ...] = ()
    code_checks: tuple[int, ...] = ()


def recognise(path: PurePosixPath, cells: Sequence[Cell], metadata: Mapping[str, Any]) -> Recognised:
    """Compare an open notebook with the installed course.

    Parameters
    ----------
    path
        The notebook's place on the server.
    cells
        Its cells, each with ``cell_type``, ``source`` and ``metadata``.
    metadata
        The notebook's own: the header of a text notebook.
    """
    if path.suffix == ".ipynb":
        return _exercise(cells, metadata)
    return _lesson(path, cells, metadata)


def _lesson(path: PurePosixPath, cells: Sequence[Cell], metadata: Mapping[str, Any]) -> Recognised:
    lessons = _lessons()
    own = cells_digest(cells)
    code = [place for place, cell in enumerate(cells) if cell["cell_type"] == "code"]
    folds = tuple(place for place in code if _is_hidden(cells[place]))
    for name, released in lessons.items():
        if released.digest == own and not released.is_exceeded_by(cells, metadata):
            return Recognised("lesson", name, unchanged=True, runs=tuple(code), folds=folds)
    same = [name for name, released in lessons.items() if released.digest == own]
    if path.parent.name == "lessons" and path.stem in lessons:
        same = [path.stem]
    return Recognised("lesson", same[0], folds=folds) if same else Recognised("other")


def _is_hidden(cell: Cell) -> bool:
    marks = _metadata(cell).get("jupyter")
    return isinstance(marks, dict) and bool(marks.get("source_hidden"))


def _metadata(cell: Cell) -> Mapping[str, Any]:
    found: Mapping[str, Any] = cell.get("metadata", {})
    return found


def _grade_id(cell: Cell) -> str | None:
    marks = _metadata(cell).get("nbgrader")
    name = marks.get("grade_id") if isinstance(marks, dict) else None
    return name if isinstance(name, str) else None


def _exercise(cells: Sequence[Cell], metadata: Mapping[str, Any]) -> Recognised:
    about = metadata.get(OURS)
    name = about.get("exercise") if isinstance(about, dict) else None
    released = _released_cells(name) if isinstance(name, str) else None
    if released is None or not isinstance(name, str):
        return Recognised("other")
    # A copied cell carries its original's name: only the first is the released one.
    firsts: dict[str, int] = {}
    for place, cell in enumerate(cells):
        identity = _grade_id(cell)
        if cell["cell_type"] == "code" and identity is not None:
            firsts.setdefault(identity, place)

    def unchanged(sources: Mapping[str, str]) -> dict[str, int]:
        return {
            identity: firsts[identity]
            for identity, source in sources.items()
            if identity in firsts and same_source(cells[firsts[identity]]["source"], source)
        }

    same, checks = unchanged(released.locked), unchanged(released.checks)
    # Later cells build on the names that earlier ones make: with one of them gone or changed, none runs.
    whole = len(same) == len(released.locked) and not released.is_exceeded_by(cells, metadata)
    return Recognised(
        "exercise",
        name,
        unchanged=whole,
        runs=tuple(sorted(same.values())) if whole else (),
        folds=tuple(sorted(firsts[identity] for identity in released.locked if identity in firsts)),
        checks=tuple(sorted(checks.values())),
        code_checks=tuple(sorted(checks[identity] for identity in released.of_code & set(checks))),
    )


@dataclass(frozen=True)
class _ReleasedLesson:
    """A lesson as the course has it."""

    digest: str
    metadata: Mapping[str, Any]
    cells: Sequence[Mapping[str, Any]]  # the metadata of those that hold anything

    def is_exceeded_by(self, cells: Sequence[Cell], metadata: Mapping[str, Any]) -> bool:
        """Tell whether these cells, which have its digest, or their notebook have metadata of another's."""
        filled = [_metadata(cell) for cell in cells if cell["source"].strip()]
        blank = [_metadata(cell) for cell in cells if not cell["source"].strip()]
        return (
            notebook_adds(metadata, self.metadata)
            or any(map(cell_adds, filled, self.cells))
            or any(cell_adds(one, {}) for one in blank)
        )


def _lessons() -> Mapping[str, _ReleasedLesson]:
    places = sorted((content_root() / "lessons").glob("*.md"))
    return {place.stem: _released_lesson(place, place.stat().st_mtime_ns) for place in places}


@lru_cache(maxsize=64)
def _released_lesson(place: Path, _changed: int) -> _ReleasedLesson:
    import jupytext  # noqa: PLC0415  # most of a second; the server has it already when a lesson is open

    lesson = jupytext.reads(place.read_text("utf-8"), fmt="md")
    filled = [dict(cell.metadata) for cell in lesson.cells if cell.source.strip()]
    return _ReleasedLesson(cells_digest(lesson.cells), lesson.metadata, filled)


@dataclass(frozen=True)
class _Released:
    """The sources of an exercise's code cells that are the course's own, by name, and all its metadata."""

    locked: Mapping[str, str]  # what shows fields and pictures
    checks: Mapping[str, str]
    of_code: frozenset[str]  # the checks with a cell to be solved in their part
    metadata: Mapping[str, Any]
    cells: Mapping[str, Mapping[str, Any]]  # the metadata of cells that have a name

    def is_exceeded_by(self, cells: Sequence[Cell], metadata: Mapping[str, Any]) -> bool:
        """Tell whether an open notebook or any of its cells has metadata that are not this exercise's."""
        return notebook_adds(metadata, self.metadata) or any(
            cell_adds(_metadata(cell), self.cells.get(_grade_id(cell) or "", {})) for cell in cells
        )


def _released_cells(name: str) -> _Released | None:
    # The name comes from a notebook: a path in its place would let the notebook vouch for itself.
    if not _NAME.fullmatch(name):
        return None
    place = content_root() / "exercises" / name / f"{name}.md"
    if not place.is_file():
        return None
    written = (place, place.with_name(QUESTIONS))
    return _released_cells_of(place, tuple(one.stat().st_mtime_ns for one in written))


@lru_cache(maxsize=32)
def _released_cells_of(place: Path, _changed: tuple[int, ...]) -> _Released:
    locked, checks, of_code = {}, {}, set()
    solved_here = False
    exercise = source_notebook(place)
    named = {
        cell.metadata["nbgrader"]["grade_id"]: cell for cell in exercise.cells if "nbgrader" in cell.metadata
    }
    for identity, cell in named.items():
        role = cell.metadata["nbgrader"]
        if cell.cell_type != "code":
            continue
        if role["grade"]:
            checks[identity] = str(cell.source)
            of_code |= {identity} if solved_here else set()
            solved_here = False
        elif role["locked"]:
            locked[identity] = str(cell.source)
        elif identity != ANSWERS:
            solved_here = True
    return _Released(
        locked,
        checks,
        frozenset(of_code),
        exercise.metadata,
        {identity: cell.metadata for identity, cell in named.items()},
    )
