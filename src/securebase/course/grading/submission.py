"""A learner's folder in, a submission out: what nbgrader's Submit and the instructor's grading both call."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import nbformat

from securebase.exercises.answers_cell import NAME as ANSWERS
from securebase.exercises.cache import SUFFIX, DamagedError, read_answer_file
from securebase.exercises.construct import OURS, answer_forms, construct, left_behind
from securebase.exercises.kept import Kept

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from nbformat.notebooknode import NotebookNode

_NAME = re.compile(r"[A-Za-z0-9-]+")


class SubmissionError(Exception):
    """There is nothing that could be handed in; the message is the sentence for the learner.

    Attributes
    ----------
    fault : str
        The part of it that says what is wrong with the notebook, for where another copy is sent instead.
    """

    def __init__(self, fault: str, advice: str = "") -> None:
        super().__init__(f"{fault} Nothing was sent. {advice}".strip())
        self.fault = fault


@dataclass(frozen=True)
class Submission:
    """What is handed in, where it comes from, and a sentence for each piece of work that is not.

    Attributes
    ----------
    notebook : NotebookNode
        The constructed notebook.
    sentences : tuple of str
        What stays behind, and what could not be read.
    source : Path
        The learner's notebook.
    """

    notebook: NotebookNode
    sentences: tuple[str, ...]
    source: Path


def submission_from(released: NotebookNode, notebook: Path) -> Submission:
    """Construct the submission that a learner's notebook and the answers beside it make.

    Parameters
    ----------
    released : NotebookNode
        The exercise as nbgrader released it.
    notebook : Path
        The learner's notebook.

    Raises
    ------
    SubmissionError
        If there is no such notebook, or it cannot be read.
    """
    learner = _read(notebook)
    answers, sentences = kept_answers(released, notebook)
    submission = construct(released, learner, answers)
    sentences += left_behind(released, learner)
    if answer_forms(released) and _answers_cell(submission) == _answers_cell(released):
        sentences.append(
            f"{notebook.name} contains no answers: none are written in it, and {_answer_file(released)} is "
            "not beside it. If there should be some, that file is missing."
        )
    return Submission(submission, tuple(sentences), notebook)


def kept_answers(released: Mapping[str, Any], notebook: Path) -> tuple[Kept, list[str]]:
    """Return the answers kept beside a learner's notebook; the file itself is left as it is.

    Parameters
    ----------
    released : mapping
        The exercise as nbgrader released it, or a notebook made from it: it says what its answers may be.
    notebook : Path
        The learner's notebook, there or not, under whatever name.
    """
    path = notebook.with_name(_answer_file(released))
    try:
        return read_answer_file(path, answer_forms(released))
    except DamagedError:
        return Kept({}), [f"{path.name} is damaged; no answer could be taken from it."]
    except OSError as error:
        return Kept({}), [
            f"{path.name} could not be read ({error.strerror}); no answer could be taken from it."
        ]


def exercise_of(notebook: Mapping[str, Any]) -> str | None:
    """Return the exercise that a notebook's metadata name; None for one that is not ours."""
    try:
        name = notebook["metadata"][OURS]["exercise"]
    except (KeyError, TypeError):
        return None
    # The name comes from somebody's notebook, and becomes part of a file's: nothing in it may lead elsewhere.
    return name if isinstance(name, str) and _NAME.fullmatch(name) else None


def read_released(path: Path) -> NotebookNode:
    """Return a released notebook, as it stands in its file."""
    return nbformat.reads(path.read_text("utf-8"), as_version=4)


def _read(notebook: Path) -> NotebookNode:
    try:
        return nbformat.reads(notebook.read_text("utf-8"), as_version=4)
    except OSError as error:
        raise SubmissionError(
            f"{notebook.name} could not be read in {notebook.parent} ({error.strerror or error})."
        ) from None
    except (ValueError, KeyError, TypeError, AttributeError, nbformat.ValidationError):
        raise SubmissionError(
            f"{notebook.name} is damaged and does not open as a notebook.",
            "Move it aside, open the exercise again, and hand that in: the answers that you kept are still "
            "there.",
        ) from None


def _answer_file(released: Mapping[str, Any]) -> str:
    # Named after the exercise, whatever the notebook is called by now.
    return f"{exercise_of(released)}{SUFFIX}"


def _answers_cell(notebook: NotebookNode) -> str | None:
    named = (cell for cell in notebook.cells if cell.metadata.get("nbgrader", {}).get("grade_id") == ANSWERS)
    return next((cell.source for cell in named), None)
