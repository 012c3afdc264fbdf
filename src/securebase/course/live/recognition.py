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
from securebase.exercises.answers_cell import NAME as ANSWERS

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
    released = _released_cells(name)
    if released is None:
        return Recognised("other")
    # A copied cell carries its original's name: only the first is the released one.
    firsts: dict[str, int] = {}
    for place, cell in enumerate(cells):
        identity = cell.get("metadata", {}).get("nbgrader", {}).get("grade_id")
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
    whole = len(same) == len(released.locked)
    return Recognised(
        "exercise",
        name,
        unchanged=whole,
        runs=tuple(sorted(same.values())) if whole else (),
        folds=tuple(sorted(firsts[identity] for identity in released.locked if identity in firsts)),
        checks=tuple(sorted(checks.values())),
        code_checks=tuple(sorted(checks[identity] for identity in released.of_code & set(checks))),
    )


def _lessons() -> Mapping[str, str | None]:
    places = sorted((content_root() / "lessons").glob("*.md"))
    return {place.stem: _digest_of(place, place.stat().st_mtime_ns) for place in places}


@lru_cache(maxsize=64)
def _digest_of(place: Path, _changed: int) -> str | None:
    return digest(PurePosixPath(place.name), place.read_bytes())


@dataclass(frozen=True)
class _Released:
    """The sources of an exercise's code cells that are the course's own, by name."""

    locked: Mapping[str, str]  # what shows fields and pictures
    checks: Mapping[str, str]
    of_code: frozenset[str]  # the checks with a cell to be solved in their part


def _released_cells(name: str) -> _Released | None:
    # The name comes from a notebook: a path in its place would let the notebook vouch for itself.
    if not _NAME.fullmatch(name):
        return None
    place = content_root() / "exercises" / name / f"{name}.md"
    if not place.is_file():
        return None
    return _released_cells_of(place, place.stat().st_mtime_ns)


@lru_cache(maxsize=32)
def _released_cells_of(place: Path, _changed: int) -> _Released:
    import jupytext  # noqa: PLC0415  # most of a second; the server has it already when a lesson is open

    locked, checks, of_code = {}, {}, set()
    solved_here = False
    for cell in jupytext.reads(place.read_text("utf-8"), fmt="md:myst").cells:
        ours = cell.metadata.get("nbgrader", {})
        if cell.cell_type != "code" or not ours:
            continue
        identity = str(ours["grade_id"])
        if ours.get("grade"):
            checks[identity] = str(cell.source)
            of_code |= {identity} if solved_here else set()
            solved_here = False
        elif ours.get("locked"):
            locked[identity] = str(cell.source)
        elif identity != ANSWERS:
            solved_here = True
    return _Released(locked, checks, frozenset(of_code))
