"""From an exercise's text to the notebook that nbgrader releases: the same bytes on every build, anywhere.

An author writes only what they decide: a cell's ``grade_id``, and whether it is locked, a solution or a
check. The rest of nbgrader's metadata, the points and the cells' ids are filled in here.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from typing import TYPE_CHECKING, Any

import nbformat

from securebase.content import content_root
from securebase.course.content_error import ContentError
from securebase.course.grading.questions import check_questions
from securebase.exercises.construct import OURS
from securebase.exercises.sheet import QUESTIONS, load_sheet

if TYPE_CHECKING:
    from pathlib import Path

    from nbformat.notebooknode import NotebookNode

    from securebase.exercises.sheet import Sheet

KERNEL = {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"}
CHECK = "check-"  # a check cell's grade_id is this and the question's id
_SCHEMA = 3
_ID = re.compile(r"[a-z0-9][a-z0-9-]{0,62}")


class ExerciseTextError(ContentError):
    """An exercise's text that cannot become a notebook; the message is the sentence for its author."""


def exercise_sources(root: Path | None = None) -> list[Path]:
    """Return the text of every exercise, in order.

    Parameters
    ----------
    root : Path, optional
        The folder that holds ``exercises``; by default the one that travels with the package.
    """
    folder = (root or content_root()) / "exercises"
    return sorted(path for path in folder.glob("*/*.md") if path.stem == path.parent.name)


def source_notebook(path: Path) -> NotebookNode:
    """Return the notebook with solutions that an exercise's text says.

    Parameters
    ----------
    path : Path
        ``NN-slug/NN-slug.md``, with ``questions.yml`` beside it.

    Raises
    ------
    ContentError
        If the text has no questions beside it or they have a fault, a cell's metadata is incomplete, or a
        part has no check.
    """
    import jupytext  # noqa: PLC0415 - most of a second, and only building needs it

    if not path.with_name(QUESTIONS).is_file():
        raise ExerciseTextError(f"{path.name} has no {QUESTIONS} beside it, which holds its questions.")
    check_questions(path.with_name(QUESTIONS))
    sheet = load_sheet(path.stem, path.parent.parent)
    text = jupytext.reads(path.read_text("utf-8"), fmt="md:myst")
    seen: Counter[str] = Counter()
    cells = [_cell(cell, sheet, seen, path.name) for cell in text.cells]
    _every_part_is_checked(cells, sheet, path.name)
    forms = {name: form.as_data() for name, form in sheet.forms.items()}
    metadata = {"kernelspec": KERNEL, OURS: {"exercise": sheet.exercise, "answers": forms}}
    return nbformat.from_dict(
        {"nbformat": 4, "nbformat_minor": 5, "metadata": metadata, "cells": cells}  # 4.5: cells have ids
    )


def notebook_json(notebook: NotebookNode) -> str:
    """Return a notebook as the text of its file, as nbformat and nbgrader write it."""
    text: str = nbformat.writes(notebook, version=nbformat.NO_CONVERT)
    return text if text.endswith("\n") else text + "\n"


def _cell(cell: NotebookNode, sheet: Sheet, seen: Counter[str], place: str) -> dict[str, Any]:
    metadata = {key: value for key, value in cell.metadata.items() if key in ("nbgrader", "tags")}
    if "nbgrader" in metadata:
        metadata["nbgrader"] = _nbgrader(dict(metadata["nbgrader"]), sheet, place)
        identity = metadata["nbgrader"]["grade_id"]
    else:
        digest = hashlib.sha256(f"{cell.cell_type}\n{cell.source}".encode()).hexdigest()[:12]
        identity = f"text-{digest}"
    seen[identity] += 1
    if seen[identity] > 1:
        if "nbgrader" in metadata:
            raise ExerciseTextError(f"{place}: two cells have the grade_id {identity!r}; each needs its own.")
        identity = f"{identity}-{seen[identity]}"
    built = {
        "cell_type": cell.cell_type,
        "id": identity,
        "metadata": metadata,
        "source": cell.source,
    }
    return built | ({"execution_count": None, "outputs": []} if cell.cell_type == "code" else {})


def _nbgrader(written: dict[str, Any], sheet: Sheet, place: str) -> dict[str, Any]:
    name = written.get("grade_id")
    if not isinstance(name, str) or not _ID.fullmatch(name):
        raise ExerciseTextError(
            f"{place}: a cell's grade_id is {name!r}. It takes small letters, digits and hyphens, up to 63."
        )
    grade, solution = bool(written.get("grade", False)), bool(written.get("solution", False))
    filled = {
        "grade": grade,
        "grade_id": name,
        "locked": bool(written.get("locked", not solution)),
        "schema_version": _SCHEMA,
        "solution": solution,
        "task": False,
    }
    if grade:
        filled["points"] = _points(name, written, sheet, place)
    return filled


def _points(name: str, written: dict[str, Any], sheet: Sheet, place: str) -> float:
    """Return a graded cell's points: its question's, or, for a paragraph graded by hand, those written."""
    part = sheet.questions.get(name.removeprefix(CHECK)) if name.startswith(CHECK) else None
    points = part.points if part else written.get("points")
    if points is None:
        raise ExerciseTextError(
            f"{place}: the graded cell {name!r} belongs to no question. "
            f"Name it {CHECK} and the question's id, or write its points."
        )
    return int(points) if points == int(points) else float(points)


def _every_part_is_checked(cells: list[dict[str, Any]], sheet: Sheet, place: str) -> None:
    there = {cell["metadata"].get("nbgrader", {}).get("grade_id") for cell in cells}
    missing = [part.id for part in sheet.parts if f"{CHECK}{part.id}" not in there]
    if missing:
        raise ExerciseTextError(
            f"{place}: no cell checks {', '.join(missing)}. Add a cell {CHECK}{missing[0]}."
        )
