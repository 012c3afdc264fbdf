"""Run a submission in a fresh kernel, as the instructor's grading will, and say what it earns.

As a program, ``python -m securebase.course.grading.preview``, it reads a notebook from its input and writes
what that earns to its output: a server must not stand still for as long as a learner's cell takes.
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

import nbformat

if TYPE_CHECKING:
    from collections.abc import Mapping

    from nbformat.notebooknode import NotebookNode

SECONDS_PER_CELL = 30


@dataclass(frozen=True)
class Earned:
    """One graded cell's result.

    Attributes
    ----------
    name : str
        Its grade_id.
    points : float or None
        None where a person will grade.
    most : float
        Its maximum.
    """

    name: str
    points: float | None
    most: float


def preview(submission: NotebookNode) -> list[Earned]:
    """Return what each graded cell of a submission earns, by nbgrader's own rule.

    Parameters
    ----------
    submission : NotebookNode
        A constructed notebook; it is not changed.

    Raises
    ------
    RuntimeError
        If no kernel could be started.
    """
    from nbclient import NotebookClient  # noqa: PLC0415 - slow, and only a preview needs it
    from nbgrader.utils import determine_grade, is_grade  # noqa: PLC0415 - as above

    ran = nbformat.from_dict(submission)
    with tempfile.TemporaryDirectory() as folder:
        NotebookClient(
            ran,
            timeout=SECONDS_PER_CELL,
            interrupt_on_timeout=True,
            allow_errors=True,
            store_widget_state=False,
            resources={"metadata": {"path": folder}},
        ).execute(env=_graded())
    grades = [
        (cell.metadata.nbgrader.grade_id, *determine_grade(cell)) for cell in ran.cells if is_grade(cell)
    ]
    return [Earned(name, points, most) for name, points, most in grades]


def in_words(earned: list[Earned]) -> list[str]:
    """Return the sentences that tell a learner what they are handing in."""
    total = sum(each.points or 0.0 for each in earned)
    most = sum(each.most for each in earned)
    lines = [f"This is what your work earns when it is run from the start: {total:g} of {most:g} points."]
    for each in earned:
        got = "read by your instructor" if each.points is None else f"{each.points:g}"
        lines.append(f"  {each.name.removeprefix('check-')}: {got} of {each.most:g}")
    return lines


def _graded() -> Mapping[str, str]:
    """Return the environment of a graded run, in which no widget is built and no answer kept."""
    return os.environ | {"NBGRADER_EXECUTION": "autograde"}


if __name__ == "__main__":
    earned = preview(nbformat.reads(sys.stdin.read(), as_version=4))
    print(json.dumps([asdict(each) for each in earned]))
