"""What is handed in, in a learner's words, and who is told of it: pages under JupyterLab, else a terminal."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from securebase.exercises.answers_cell import NAME as ANSWERS
from securebase.exercises.answers_cell import read_answers
from securebase.exercises.construct import answer_forms

if TYPE_CHECKING:
    from collections.abc import Callable

    from nbformat.notebooknode import NotebookNode

    from securebase.course.grading.submission import Submission


@dataclass(frozen=True)
class HandedIn:
    """One of our notebooks that nbgrader's Submit has sent.

    Attributes
    ----------
    course : str
        nbgrader's name of the course.
    released : NotebookNode
        The exercise as it was released.
    submission : Submission
        What was sent, and what was not.
    """

    course: str
    released: NotebookNode
    submission: Submission


_listeners: list[Callable[[HandedIn], None]] = []


def listen(listener: Callable[[HandedIn], None]) -> None:
    """Let ``listener`` hear of every notebook that this process sends from now on."""
    _listeners.append(listener)


def somebody_listens() -> bool:
    """Tell whether a page shows what is sent, so that nothing needs to be said elsewhere."""
    return bool(_listeners)


def tell(handed_in: HandedIn) -> None:
    """Tell everyone who listens."""
    for listener in _listeners:
        listener(handed_in)


def what_travels(released: NotebookNode, submission: NotebookNode) -> list[str]:
    """Return a sentence for each answer and each piece of code that a submission holds.

    Parameters
    ----------
    released : NotebookNode
        The exercise as it was released.
    submission : NotebookNode
        What was constructed from it.

    Raises
    ------
    LookupError
        If the installed course has no such exercise.
    """
    from securebase.exercises.exercise import Exercise  # noqa: PLC0415 - brings the science behind the checks
    from securebase.exercises.sheet import load_sheet  # noqa: PLC0415 - as above

    exercise = Exercise(load_sheet(released.metadata.securebase.exercise), {}, Path())
    sentences = []
    for before, after in zip(released.cells, submission.cells, strict=True):
        if before.source == after.source:
            continue
        if after.metadata.nbgrader.grade_id == ANSWERS:
            answers = read_answers(after.source, answer_forms(released))
            sentences += [f"{exercise.wording(question, given)}." for question, given in answers.items()]
        else:
            lines = [line for line in after.source.splitlines() if line.strip()]
            sentences.append(
                f"Your own code, {_lines(len(lines))}, beginning with “{lines[0].strip()[:60]}”."
                if lines
                else f"An empty cell where your code was ({after.metadata.nbgrader.grade_id})."
            )
    return sentences


def _lines(count: int) -> str:
    return "one line" if count == 1 else f"{count} lines"
