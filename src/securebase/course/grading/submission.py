"""A learner's folder in, a submission out: what nbgrader's Submit and the instructor's grading both call."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import nbformat

from securebase.exercises.cache import SUFFIX, DamagedError, read_answer_file
from securebase.exercises.construct import answer_forms, construct, left_behind

if TYPE_CHECKING:
    from pathlib import Path

    from nbformat.notebooknode import NotebookNode

    from securebase.exercises.questions import Answer


class SubmissionError(Exception):
    """There is nothing that could be handed in; the message is the sentence for the learner."""


@dataclass(frozen=True)
class Submission:
    """What is handed in, and a sentence for each piece of work that is not."""

    notebook: NotebookNode
    sentences: tuple[str, ...]


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
    try:
        learner = nbformat.reads(notebook.read_text("utf-8"), as_version=4)
    except OSError as error:
        raise SubmissionError(
            f"{notebook.name} could not be read in {notebook.parent} ({error.strerror}). Nothing was sent."
        ) from None
    except (ValueError, KeyError, TypeError, AttributeError, nbformat.ValidationError):
        raise SubmissionError(
            f"{notebook.name} is damaged and does not open as a notebook. Nothing was sent. Move it aside, "
            "open the exercise again, and hand that in: the answers that you kept are still there."
        ) from None
    answers, sentences = kept_answers(released, notebook)
    return Submission(construct(released, learner, answers), (*sentences, *left_behind(released, learner)))


def kept_answers(released: NotebookNode, notebook: Path) -> tuple[dict[str, Answer], list[str]]:
    """Return the answers kept beside a learner's notebook; the file itself is left as it is.

    Parameters
    ----------
    released : NotebookNode
        The exercise as nbgrader released it, which says what its answers may be.
    notebook : Path
        The learner's notebook, there or not.
    """
    path = notebook.with_name(f"{notebook.stem}{SUFFIX}")
    try:
        return read_answer_file(path, answer_forms(released))
    except DamagedError:
        return {}, [f"{path.name} is damaged; no answer could be taken from it."]
    except OSError as error:
        return {}, [f"{path.name} could not be read ({error.strerror}); no answer could be taken from it."]


def read_released(path: Path) -> NotebookNode:
    """Return a released notebook, as it stands in its file."""
    return nbformat.reads(path.read_text("utf-8"), as_version=4)
