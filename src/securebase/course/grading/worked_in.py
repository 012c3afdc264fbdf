"""Which copy of an exercise the learner worked in: Fetch, *Duplicate* and browsers make copies."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from securebase.course.grading.submission import (
    Submission,
    SubmissionError,
    exercise_of,
    submission_from,
)
from securebase.exercises.construct import construct

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from nbformat.notebooknode import NotebookNode


@dataclass(frozen=True)
class _Copy:
    """One copy, and how much speaks for it.

    Attributes
    ----------
    submission : Submission
        What it would hand in.
    cells : bool
        Whether its cells hold work; the answers beside it are those of all copies in its folder.
    work : bool
        Whether there is any work, answers included.
    saved, touched : float
        When the notebook was last written; when it or the answers beside it were.
    """

    submission: Submission
    cells: bool
    work: bool
    saved: float
    touched: float


def submission_of(released: NotebookNode, name: str, folders: Sequence[Path]) -> Submission:
    """Return the submission of the copy that the learner worked in.

    In a folder that is the copy whose cells hold work, the one saved last of several; of several folders, the
    one with work in it, the one touched last of several. Where nothing was done anywhere it is the first.

    Parameters
    ----------
    released : NotebookNode
        The exercise as nbgrader released it.
    name : str
        The notebook's file name in the course, as in ``04-the-first-hour.ipynb``.
    folders : sequence of Path
        Where copies may lie, the most likely first.

    Returns
    -------
    Submission
        Its sentences also name each other copy that holds work of its own, and copies that are damaged.

    Raises
    ------
    SubmissionError
        If no copy can be read.
    """
    best: list[_Copy] = []
    all_found: list[_Copy] = []
    errors: list[SubmissionError] = []
    for folder in folders:
        found = list(_readable(released, _copies(released, name, folder), errors))
        all_found += found
        if found:
            best.append(max(found, key=lambda one: one.saved if one.cells else 0))
    if not best:
        nowhere = SubmissionError(f"{name} was not found in {' or '.join(map(str, folders))}.")
        raise errors[0] if errors else nowhere
    chosen = max(best, key=lambda one: one.touched if one.work else 0)
    told = [
        f"{_named(other, chosen)} holds other work, which is not sent. What is sent is "
        f"{_named(chosen, other)}, where you worked last."
        for other in all_found
        if other is not chosen and (other.cells or other in best) and _says_more(other, chosen, released)
    ]
    told += [error.fault for error in errors]
    submission = chosen.submission
    return replace(submission, sentences=(*submission.sentences, *told))


def _copies(released: NotebookNode, name: str, folder: Path) -> Iterable[Path]:
    """Return the notebook of that name, then every other one in the folder that is this exercise."""
    exact = folder / name
    others = [path for path in sorted(folder.glob("*.ipynb")) if path != exact and _is_of(path, released)]
    return [exact, *others] if exact.exists() else others


def _is_of(path: Path, released: NotebookNode) -> bool:
    try:
        found: Any = json.loads(path.read_text("utf-8"))
        return bool(exercise_of(found) == exercise_of(released))
    except (OSError, ValueError, RecursionError):
        return False


def _readable(
    released: NotebookNode, paths: Iterable[Path], errors: list[SubmissionError]
) -> Iterable[_Copy]:
    """Yield what can be read, and note why the rest cannot."""
    for path in paths:
        try:
            yield _copy(released, path)
        except SubmissionError as error:
            errors.append(error)


def _copy(released: NotebookNode, path: Path) -> _Copy:
    submission = submission_from(released, path)
    cells = json.loads(path.read_text("utf-8")).get("cells", [])
    saved = path.stat().st_mtime
    beside = [one.stat().st_mtime for one in path.parent.glob(f"{exercise_of(released)}.answers.json")]
    return _Copy(
        submission,
        cells=construct(released, {"cells": cells}, {}) != construct(released, {}, {}),
        work=submission.notebook != construct(released, {}, {}),
        saved=saved,
        touched=max([saved, *beside]),
    )


def _says_more(other: _Copy, chosen: _Copy, released: NotebookNode) -> bool:
    return other.submission.notebook not in (chosen.submission.notebook, construct(released, {}, {}))


def _named(one: _Copy, other: _Copy) -> str:
    """Return a copy's name, with its folder where the other lies elsewhere."""
    here, there = one.submission.source, other.submission.source
    return here.name if here.parent == there.parent else f"{here.parent.name}/{here.name}"
