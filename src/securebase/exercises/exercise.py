"""What a learner holds in an exercise's notebook: answers, checks, and how far they have come."""

from __future__ import annotations

import textwrap
from pathlib import Path
from typing import TYPE_CHECKING

from securebase.exercises.cache import AnswerCache, accepted_answers, saved_notebook
from securebase.exercises.functions import mark_function
from securebase.exercises.in_front import ran_in_this_kernel
from securebase.exercises.kept import answers_that_count
from securebase.exercises.marking import Mark, mark
from securebase.exercises.page import is_graded_run
from securebase.exercises.questions import NotAcceptedError
from securebase.exercises.released import released_code
from securebase.exercises.sheet import load_sheet
from securebase.exercises.solution_cells import text_sent

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from securebase.exercises.in_front import RanCells
    from securebase.exercises.panel import Panel
    from securebase.exercises.questions import Answer
    from securebase.exercises.sheet import Question, Sheet

COLUMNS = 88  # a check's output does not wrap on its own
_EARLIER = (
    "If this notebook is from an earlier version of the course, rename it and start the course again. You "
    "then get the present one, and the answers you have kept count wherever they are still asked for."
)
ANSWERS_NAME = "answers"  # the dict in a submission's one cell of answers


def open_exercise(name: str, notebook: Mapping[str, object], folder: Path | None = None) -> Exercise:
    """Open an exercise in its notebook, and say how far it has come.

    Parameters
    ----------
    name : str
        The exercise's name, as in ``04-the-first-hour``.
    notebook : mapping of str to object
        The notebook's own names: ``globals()``.
    folder : Path, optional
        Where answers are kept; the notebook's folder, which is the kernel's own, if not given.

    Raises
    ------
    LookupError
        If there is no such exercise.
    """
    exercise = Exercise(load_sheet(name), notebook, folder or Path.cwd())
    exercise.so_far()
    return exercise


class Exercise:
    """One exercise, opened in one notebook.

    Parameters
    ----------
    sheet : Sheet
        Its questions.
    notebook : mapping of str to object
        The notebook's own names, where ``answers`` is looked up.
    folder : Path
        Where the answers are kept and the notebook is.
    ran : RanCells, optional
        The cells that ran in the notebook; those of this kernel if not given.
    """

    def __init__(
        self, sheet: Sheet, notebook: Mapping[str, object], folder: Path, ran: RanCells | None = None
    ) -> None:
        self.sheet = sheet
        self._notebook = notebook
        self._folder = folder
        self._ran = ran_in_this_kernel() if ran is None else ran
        self._cache = AnswerCache(folder, sheet.exercise, sheet.forms)
        self._panels: dict[str, Panel] = {}
        self._tried: dict[str, tuple[str | None, Mark]] = {}

    def __repr__(self) -> str:
        return f"<exercise {self.sheet.exercise}>"

    def answer(self, question: str, value: object = ..., /, *more: object, **items: object) -> None:
        """Keep an answer: ``answer("peak-minute", 12.5)``, or item by item, ``answer("ratio", men=2)``.

        With the three dots for a value nothing happens. What is not accepted gets a sentence and is not kept:
        also 12,5, which Python takes for two values.
        """
        if value is ... and not items:
            return
        if more:
            value = (value, *more)
        print(self.keep(question, items if value is ... else value))
        panel = self._panels.get(question)
        if panel is not None:
            panel.show(self.answers().get(question))

    def keep(self, question: str, value: object) -> str:
        """Keep an answer and return the sentence that says so, or why not."""
        form = self.sheet.forms.get(question) if isinstance(question, str) else None
        if form is None:
            names = ", ".join(f'"{name}"' for name in self.sheet.forms)
            return f"There is no question called {question!r:.40}. The questions are: {names}."
        try:
            accepted = form.accept(_plain(value))
        except NotAcceptedError as error:
            return f"Not kept. {error}"
        troubles = self._cache.keep(question, accepted, self._said()[0])
        return " ".join([f"Kept: {self.wording(question, accepted)}.", *troubles])

    def taken(self, question: str) -> Callable[[], None]:
        """Return what records that a step was taken: called without arguments, it keeps ``True``.

        It takes nothing and says nothing, so that nothing about how the step was taken can pass.

        Raises
        ------
        LookupError
            If the exercise has no such step; the message names those it has.
        """
        steps = [name for name, form in self.sheet.forms.items() if form.kind == "attest"]
        if question not in steps:
            raise LookupError(
                f"This exercise has no step {question!r:.40}; it has {', '.join(steps) or 'none'}."
            )

        def record() -> None:
            self.keep(question, True)  # noqa: FBT003 - the one thing that is ever kept of a step

        return record

    def answers(self) -> dict[str, Answer]:
        """Return the answers that count: what the notebook's ``answers`` newly says, then what is kept."""
        return self._answers_and_sentences()[0]

    def ask(self, question: str) -> Panel | None:
        """Show the controls with which a question is answered; in a graded run, say what was answered."""
        if question not in self.sheet.forms:
            print(self.keep(question, None), _EARLIER)
            return None
        answers, sentences = self._answers_and_sentences()
        if is_graded_run():
            given = answers.get(question)
            print("No answer." if given is None else f"Answer: {self.wording(question, given)}.")
            return None
        from securebase.exercises.panel import Panel  # noqa: PLC0415 - grading needs no widgets

        for sentence in sentences:
            print(sentence)
        self._panels[question] = Panel(self, self.sheet.questions[question], answers.get(question))
        return self._panels[question]

    def check(self, question: str) -> float:
        """Print hints, and return the part's points: a whole or half number, from 0 to all of them."""
        if question not in self.sheet.questions:
            print(f"There is no part called {question!r:.40}. {_EARLIER}")
            return 0
        points, sentences = self.checked(question)
        for sentence in sentences:
            print(textwrap.fill(sentence, COLUMNS))
        return _tidy(points)

    def checked(self, question: str) -> tuple[float, list[str]]:
        """Return a part's points, and the sentences about it: hints, then points and parts done."""
        part = self.sheet.questions[question]
        if part.kind == "function":
            code = self._code(part)
            earned = mark_function(part, code, released_code(self.sheet.exercise), self._notebook)
            self._tried[question] = code, earned
        marks, sentences = self._marks()
        earned = marks[question]
        of = _count(part.points)
        return earned.points, [
            *sentences,
            *earned.sentences,
            f"{_count(earned.points)} of {of} points. {self._parts_done(marks)}",
        ]

    def progress(self) -> None:
        """Print how far the learner has come, and in a graded run whether no answer came along."""
        self.so_far()
        if is_graded_run() and not self.answers():
            print(
                "This notebook came without any answers. If you gave some, open it where you worked, check "
                "that the fields show them, save the notebook and hand it in again."
            )

    def so_far(self) -> None:
        """Print what each part has earned so far, and whether that completes the exercise."""
        marks, sentences = self._marks()
        for sentence in sentences:
            print(sentence)
        total = sum(each.points for each in marks.values())
        if total:
            for part in self.sheet.parts:
                print(f"{_count(marks[part.id].points):>4} of {_count(part.points)}  {part.title}")
        complete = total >= self.sheet.complete
        enough = (
            "The exercise is complete."
            if complete
            else f"It is complete at {_count(self.sheet.complete)} points."
        )
        print(f"{_count(total)} of {_count(self.sheet.points)} points. {self._parts_done(marks)} {enough}")

    def wording(self, question: str, answer: Answer) -> str:
        """Return an answer in the question's own words."""
        asked = self.sheet.questions[question]
        unit = f" {asked.unit}" if asked.unit else ""
        match answer:
            case bool():
                return asked.title
            case float():
                return f"{asked.title}: {answer:g}{unit}"
            case str():
                return f"{asked.title}: {asked.options[answer]}"
            case list():
                chosen = "; ".join(asked.options[each].rstrip(".") for each in answer)
                return f"{asked.title}: {chosen or 'none of them'}"
            case _:
                # Sentences to match are named by their numbers: said again in full, a dozen is a wall.
                numbers = {item: number for number, item in enumerate(asked.items, 1)}
                pairs = [
                    f"{asked.items[item]}: {given:g}{unit}"
                    if isinstance(given, float)
                    else f"{asked.each} {numbers[item]} → {asked.options[given]}"
                    for item, given in answer.items()
                ]
                return f"{asked.title}: {'; '.join(pairs)}"

    def _answers_and_sentences(self) -> tuple[dict[str, Answer], list[str]]:
        said, refused = self._said()
        if is_graded_run():
            kept, sentences = self._cache.read()
            return answers_that_count(said, kept), sentences + refused
        answers, sentences = self._cache.take_in(said)
        return dict(answers), sentences + refused

    def _said(self) -> tuple[dict[str, Answer], list[str]]:
        """Return what the notebook's ``answers`` says now, and a sentence for each that is not accepted."""
        written = self._notebook.get(ANSWERS_NAME)
        if not isinstance(written, dict):
            return {}, []
        plain = {question: _plain(value) for question, value in written.items()}
        return accepted_answers(plain, self.sheet.forms, f"the cell {ANSWERS_NAME}")

    def _marks(self) -> tuple[dict[str, Mark], list[str]]:
        answers, sentences = self._answers_and_sentences()
        return {each.id: self._mark(each, answers) for each in self.sheet.parts}, sentences

    def _mark(self, part: Question, answers: Mapping[str, Answer]) -> Mark:
        if part.kind != "function":
            return mark(part, answers.get(part.id))
        # Code runs in its own part's check alone. What that found counts until the code is changed.
        code, earned = self._tried.get(part.id, (None, Mark(0.0)))
        return earned if code is None or code == self._code(part) else Mark(0.0)

    def _code(self, part: Question) -> str | None:
        """Return the text of a part's solution cell, as it would be handed in now."""
        name = self.sheet.exercise
        # A graded run has one notebook, and knows its cells from running them.
        saved, saved_at = ({}, 0.0) if is_graded_run() else saved_notebook(self._folder, name)
        notebook = self._ran.notebook(saved, saved_at, part.id, part.function)
        return text_sent(notebook, part.id, part.id, released_code(name).stubs[part.id])

    def _parts_done(self, marks: Mapping[str, Mark]) -> str:
        done = sum(marks[part.id].points >= part.points for part in self.sheet.parts)
        return f"{done} of {len(marks)} parts done."


def _plain(value: object) -> object:
    """Return NumPy's scalars and arrays as Python's own."""
    tolist = getattr(value, "tolist", None)
    return tolist() if callable(tolist) else value


def _tidy(points: float) -> float:
    return int(points) if points == int(points) else points


def _count(points: float) -> str:
    return f"{points:g}"
