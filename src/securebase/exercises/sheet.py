"""An exercise's questions as its author wrote them, in ``questions.yml`` beside the exercise's text."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import yaml

from securebase.content import content_root
from securebase.exercises.mistakes import Mistake, mistake_from_data
from securebase.exercises.oracle import oracle
from securebase.exercises.questions import Form

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from securebase.exercises.trial import Quantity, Trial

QUESTIONS = "questions.yml"


@dataclass(frozen=True)
class Question:
    """One question: its wording, its form, what is right, and what is said to what is not.

    Attributes
    ----------
    exercise : str
        The name of the exercise that asks it.
    id, title, kind : str
        ``kind`` is that of a form, or ``function`` for code.
    points : float
        Most that it gives; 0 for a step that is not graded.
    form : Form or None
        What an answer may be; None for code.
    unit : str
        Of the numbers.
    options, items : mapping of str to str
        Ids and their wording.
    tolerance : float
        Of the numbers, to either side.
    measured : bool
        Whether the numbers are read off a picture or simulated, so that mistaken ones are inexact, too.
    mistakes : tuple of Mistake
        Those that the author foresaw.
    hints : mapping of str to str
        By option, item, pair of options (in an order, the earlier one first) or pattern of code.
    nudge, insight : str
        Said to any other mistake, and when all is right.
    function : str
        Name of the learner's function, for code.
    enough : int
        How many items of a match earn everything; 0 for all of them.
    each : str
        What an item of a match is called: "Sentence", "Scene".
    """

    exercise: str
    id: str
    title: str
    kind: str
    points: float
    form: Form | None
    unit: str = ""
    options: Mapping[str, str] = field(default_factory=dict)
    items: Mapping[str, str] = field(default_factory=dict)
    tolerance: float = 0.0
    measured: bool = False
    mistakes: tuple[Mistake, ...] = ()
    hints: Mapping[str, str] = field(default_factory=dict)
    nudge: str = ""
    insight: str = ""
    function: str = ""
    enough: int = 0
    each: str = "Sentence"
    right_as_written: Any = None

    @property
    def right(self) -> Any:
        """What is right, computed from the models where the author named a quantity."""
        written = self.right_as_written
        match self.kind:
            case "number":
                return self._quantity(written)
            case "numbers":
                return {item: self._quantity(name) for item, name in written.items()}
            case "choices" | "order" if isinstance(written, str):
                return list(self._quantity(written))  # type: ignore[arg-type] # such a quantity is a tuple of ids
            case _:
                return written

    @property
    def trial(self) -> Trial:
        """What a learner's function is tried on, where code is asked for."""
        return oracle(self.exercise).trial(self.function)

    def _quantity(self, name: str) -> Quantity:
        return oracle(self.exercise).quantity(name)


@dataclass(frozen=True)
class Sheet:
    """All questions of one exercise, in order."""

    exercise: str
    title: str
    complete: float
    questions: Mapping[str, Question]

    @property
    def forms(self) -> dict[str, Form]:
        """The form of each question that takes an answer."""
        return {name: each.form for name, each in self.questions.items() if each.form is not None}

    @property
    def parts(self) -> tuple[Question, ...]:
        """The questions that give points."""
        return tuple(each for each in self.questions.values() if each.points)

    @property
    def points(self) -> float:
        """What all parts give together."""
        return sum(each.points for each in self.parts)


def load_sheet(exercise: str, root: Path | None = None) -> Sheet:
    """Return the questions of an exercise.

    Parameters
    ----------
    exercise : str
        Its folder's name, as in ``04-the-first-hour``.
    root : Path, optional
        The folder of all exercises, if it is not the one that travels with the package.

    Raises
    ------
    LookupError
        If there is no such exercise; the sentence names those there are.
    """
    folder = root or content_root() / "exercises"
    path = folder / exercise / QUESTIONS
    if not path.is_file():
        there = ", ".join(sorted(each.parent.name for each in folder.glob(f"*/{QUESTIONS}"))) or "none"
        raise LookupError(f"There is no exercise called {exercise!r}. There are: {there}.")
    return sheet_from_data(exercise, yaml.safe_load(path.read_text("utf-8")))


def sheet_from_data(exercise: str, data: Mapping[str, Any]) -> Sheet:
    """Return the questions that an author wrote, as read from YAML."""
    questions = [question_from_data(exercise, each) for each in data["questions"]]
    return Sheet(
        exercise=exercise,
        title=data["title"],
        complete=float(data["complete"]),
        questions={each.id: each for each in questions},
    )


def question_from_data(exercise: str, data: Mapping[str, Any]) -> Question:
    """Return one question that an author wrote."""
    options, items = dict(data.get("options", {})), dict(data.get("items", {}))
    is_code = data["kind"] == "function"
    form = None if is_code else Form(kind=data["kind"], options=tuple(options), items=tuple(items))
    return Question(
        exercise=exercise,
        id=data["id"],
        title=data["title"],
        kind=data["kind"],
        points=float(data.get("points", 0)),
        form=form,
        unit=data.get("unit", ""),
        options=options,
        items=items,
        tolerance=float(data.get("tolerance", 0)),
        measured=bool(data.get("measured", False)),
        mistakes=tuple(mistake_from_data(exercise, each) for each in data.get("mistakes", [])),
        hints=dict(data.get("hints", {})),
        nudge=data.get("nudge", ""),
        insight=data.get("insight", ""),
        function=data.get("function", ""),
        enough=int(data.get("enough", 0)),
        each=data.get("each", "Sentence"),
        right_as_written=data.get("right"),
    )
