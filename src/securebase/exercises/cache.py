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

from securebase.exercises.kept import SAID, Kept, answers_that_count
from securebase.exercises.page import tell_the_page
from securebase.exercises.questions import NotAcceptedError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from securebase.exercises.questions import Answer, Form

FORMAT = 1
SOLUTIONS = "### BEGIN SOLUTION"  # nbgrader's mark; it takes solutions out of what it releases
OURS = "securebase"  # the key of our notebooks' metadata: which exercise, and what its answers may be
KEPT = "kept"  # in it, the answers that the notebook carries along
SUFFIX = ".answers.json"


class AnswerCache:
    """The answers to one exercise, in one folder.

    Parameters
    ----------
    folder : Path
        The notebook's folder.
    exercise : str
        The exercise's name, as in ``04-the-first-hour``.
    forms : mapping of str to Form
        The questions that may be answered.
    """

    def __init__(self, folder: Path, exercise: str, forms: Mapping[str, Form]) -> None:
        self.path = folder / f"{exercise}{SUFFIX}"
        self._exercise = exercise
        self._forms = forms
        self._unsaved = Kept({})

    def read(self) -> tuple[Kept, list[str]]:
        """Return the answers kept, and a sentence for each thing that could not be read.

        Returns
        -------
        answers : Kept
            By question id. Without a file, those that the notebook itself carries.
        sentences : list of str
            A damaged file is set aside, with a sentence; it never raises.
        """
        kept, sentences = Kept({}), list[str]()
        try:
            kept, sentences = read_answer_file(self.path, self._forms)
        except DamagedError:
            sentences = [self._set_aside()]
        except OSError as error:
            sentences = [f"{self.path.name} could not be read ({error.strerror})."]
        if not self.path.exists():
            kept = kept_in_notebook(self.path.parent, self._exercise, self._forms)
        return self._unsaved.over(kept), sentences

    def take_in(self, said: Mapping[str, Answer]) -> tuple[Kept, list[str]]:
        """Return the answers that count and sentences, and keep what the notebook newly says.

        Parameters
        ----------
        said : mapping of str to Answer
            What ``answers`` is in the notebook, as its forms accepted it.
        """
        kept, sentences = self.read()
        now = Kept(answers_that_count(said, kept), {**kept.said, **said})
        if (now == kept and now.said == kept.said) or self._has_solutions():
            return now, sentences
        return now, sentences + self._store(now, kept)

    def keep(self, question: str, answer: Answer, said: Mapping[str, Answer]) -> list[str]:
        """Add one answer, which its form has accepted; return a sentence for each thing that went wrong.

        Parameters
        ----------
        question : str
        answer : Answer
            It counts until the notebook says something else than now.
        said : mapping of str to Answer
            As for :meth:`take_in`.
        """
        kept, sentences = self.read()
        now = Kept(answers_that_count(said, kept) | {question: answer}, {**kept.said, **said})
        return sentences + self._store(now, kept)

    def _has_solutions(self) -> bool:
        """Tell whether the notebook is an author's, with solutions: answers beside it would be released."""
        try:
            return SOLUTIONS in self.path.with_name(f"{self._exercise}.ipynb").read_text("utf-8")
        except (OSError, ValueError):
            return False

    def _store(self, kept: Kept, before: Kept) -> list[str]:
        data = {"format": FORMAT, "exercise": self._exercise, "answers": kept}
        data |= {"said": kept.said} if kept.said else {}
        try:
            _write(self.path, json.dumps(data, indent=1, sort_keys=True) + "\n")
        except OSError as error:
            new = {question: answer for question, answer in kept.items() if before.get(question) != answer}
            self._unsaved = Kept(new, kept.said).over(self._unsaved)
            sentence = f"The answer could not be written to {self.path.name} ({error.strerror})."
            return [f"{sentence} It is remembered until this notebook's kernel stops."]
        self._unsaved = Kept({})
        tell_the_page()
        return []

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
            return f"{self.path.name} is damaged and could not be moved, so no answer was read from it."
        return (
            f"{self.path.name} was damaged, so it is now called {aside.name}. Your answers start again, with "
            "those that were saved in the notebook, if there are any."
        )


class DamagedError(Exception):
    """The file is not one of ours, or no longer whole."""


def read_answer_file(path: Path, forms: Mapping[str, Form]) -> tuple[Kept, list[str]]:
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
        return Kept({}), []
    except (ValueError, RecursionError):
        raise DamagedError from None
    ours = isinstance(data, dict) and data.get("exercise") == path.name.removesuffix(SUFFIX)
    if not ours or not isinstance(data.get("answers"), dict):
        raise DamagedError
    answers, sentences = accepted_answers(data["answers"], forms, path.name)
    said = data.get("said")  # not in files of versions before it
    return Kept(answers, accepted_answers(said, forms, "")[0] if isinstance(said, dict) else {}), sentences


def kept_in_notebook(folder: Path, exercise: str, forms: Mapping[str, Form]) -> Kept:
    """Return the answers that an exercise's notebook carries in its own metadata, where it was saved.

    Parameters
    ----------
    folder, exercise
        As for :func:`saved_notebook`.
    forms : mapping of str to Form
        The questions that may be answered.
    """
    notebook, _ = saved_notebook(folder, exercise)
    return kept_from_data(notebook["metadata"][OURS].get(KEPT), forms) if notebook else Kept({})


def saved_notebook(folder: Path, exercise: str) -> tuple[dict[str, Any], float]:
    """Return an exercise's notebook as it is on disk, and when it was saved; without one, an empty one and 0.

    Parameters
    ----------
    folder : Path
        The notebook's folder.
    exercise : str
        The exercise's name.
    """
    # The server tells each kernel for which notebook it was started: one that was renamed is found by that.
    started_for = Path(os.environ.get("JPY_SESSION_NAME", ""))
    for path in (started_for, folder / f"{exercise}.ipynb"):
        if path.suffix != ".ipynb":
            continue
        with contextlib.suppress(OSError, ValueError, RecursionError, LookupError, TypeError):
            saved = path.stat().st_mtime
            notebook = json.loads(path.read_text("utf-8"))
            if notebook["metadata"][OURS]["exercise"] == exercise:
                return notebook, saved
        # no such notebook, or one that somebody damaged: it carries nothing
    return {}, 0.0


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
            sentences.append(
                f"An answer in {place} does not belong to any question here, so it was left out."
            )
            continue
        try:
            answers[str(question)] = form.accept(value)
        except NotAcceptedError as error:
            sentences.append(f"The answer to {question} in {place} was left out. {error}")
    return answers, sentences


def kept_from_data(data: object, forms: Mapping[str, Form]) -> Kept:
    """Return what :meth:`Kept.as_data` wrote, without whatever its questions do not take."""
    if not isinstance(data, dict):
        return Kept({})
    said = data.get(SAID)
    return Kept(
        accepted_answers(data, forms, "")[0],
        accepted_answers(said, forms, "")[0] if isinstance(said, dict) else {},
    )


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
