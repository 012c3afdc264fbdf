"""The answers a learner has given, kept in one small file beside the notebook.

The file holds ids, numbers and choices, never a sentence: whatever is read or written passes the question's
own :class:`~securebase.exercises.questions.Form`. A write is complete or does not happen.
"""

from __future__ import annotations

import contextlib
import json
import os
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from securebase.exercises.questions import NotAcceptedError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from securebase.exercises.questions import Answer, Form

FORMAT = 1
SUFFIX = ".answers.json"


class AnswerCache:
    """The answers to one exercise, in one folder.

    Parameters
    ----------
    folder : Path
        Where the notebook lies.
    exercise : str
        The exercise's name, as in ``04-the-first-hour``.
    forms : mapping of str to Form
        The questions that may be answered.
    """

    def __init__(self, folder: Path, exercise: str, forms: Mapping[str, Form]) -> None:
        self.path = folder / f"{exercise}{SUFFIX}"
        self._exercise = exercise
        self._forms = forms
        self._unsaved: dict[str, Answer] = {}

    def read(self) -> tuple[dict[str, Answer], list[str]]:
        """Return the answers kept, and a sentence for each thing that could not be read.

        Returns
        -------
        answers : dict
            By question id. Empty if there is no file.
        sentences : list of str
            A damaged file is set aside, with a sentence; it never raises.
        """
        try:
            kept, sentences = read_answer_file(self.path, self._forms)
        except DamagedError:
            kept, sentences = {}, [self._set_aside()]
        except OSError as error:
            kept, sentences = {}, [f"{self.path.name} could not be read ({error.strerror})."]
        return kept | self._unsaved, sentences

    def keep(self, question: str, answer: Answer) -> list[str]:
        """Add one answer, which its form has accepted; return a sentence for each thing that went wrong."""
        answers, sentences = self.read()
        answers[question] = answer
        data = {"format": FORMAT, "exercise": self._exercise, "answers": answers}
        try:
            _write(self.path, json.dumps(data, indent=1, sort_keys=True) + "\n")
        except OSError as error:
            self._unsaved[question] = answer
            sentences.append(
                f"The answer could not be written to {self.path.name} ({error.strerror}). "
                "It holds until this notebook's kernel stops."
            )
        else:
            self._unsaved.clear()
        return sentences

    def _set_aside(self) -> str:
        """Move a damaged file out of the way, under a name that is free."""
        aside = next(
            path
            for number in range(1, 10_000)
            if not (path := self.path.with_name(f"{self.path.stem}-damaged-{number}.json")).exists()
        )
        try:
            self.path.replace(aside)
        except OSError:
            return f"{self.path.name} is damaged and could not be moved aside; no answer was read from it."
        return f"{self.path.name} was damaged. It is set aside as {aside.name}; the answers begin anew."


class DamagedError(Exception):
    """The file is not one of ours, or no longer whole."""


def read_answer_file(path: Path, forms: Mapping[str, Form]) -> tuple[dict[str, Answer], list[str]]:
    """Return the answers in a file, none if there is no file, and a sentence for each one left out.

    Parameters
    ----------
    path : Path
        ``NN-slug.answers.json``.
    forms : mapping of str to Form
        The questions that may be answered.

    Raises
    ------
    DamagedError
        If the file is not whole, not of that exercise or not one of ours.
    OSError
        If the file is there and cannot be read.
    """
    try:
        data = json.loads(path.read_text("utf-8"))
    except FileNotFoundError:
        return {}, []
    except (ValueError, RecursionError):
        raise DamagedError from None
    ours = isinstance(data, dict) and data.get("exercise") == path.name.removesuffix(SUFFIX)
    if not ours or not isinstance(data.get("answers"), dict):
        raise DamagedError
    return accepted_answers(data["answers"], forms, path.name)


def accepted_answers(
    given: Mapping[Any, object], forms: Mapping[str, Form], place: str
) -> tuple[dict[str, Answer], list[str]]:
    """Return what is acceptable in ``given``, and a sentence for each answer left out.

    Parameters
    ----------
    given : mapping
        Question ids and answers, as found.
    forms : mapping of str to Form
        The questions that may be answered.
    place : str
        Where they were found, for the sentence.
    """
    answers: dict[str, Answer] = {}
    sentences = []
    for question, value in given.items():
        form = forms.get(question) if isinstance(question, str) else None
        if form is None:
            sentences.append(f"An answer in {place} belongs to no question here; it was left out.")
            continue
        try:
            answers[str(question)] = form.accept(value)
        except NotAcceptedError as error:
            sentences.append(f"The answer to {question} in {place} was left out. {error}")
    return answers, sentences


def _write(path: Path, text: str) -> None:
    """Replace the file by ``text``: wholly on disk, or not at all."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}-", suffix=".tmp")
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        Path(name).replace(path)
    except BaseException:
        with contextlib.suppress(OSError):
            Path(name).unlink()
        raise
    _sync_folder(path.parent)


def _sync_folder(folder: Path) -> None:
    """Make the new name itself durable, where a folder can be opened (not on Windows)."""
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
