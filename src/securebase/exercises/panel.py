"""The panel with which a question is answered: the page holds what is chosen, and Keep sends it whole, once.

Showing a panel changes nothing. What it shows as kept was read back from the disk. A part can be checked here
too, so that nobody needs to run a cell.
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any

import traitlets

from securebase.exercises.questions import NotAcceptedError
from securebase.widgets._static import css, esm, with_fallback
from securebase.widgets.private_letters import PrivateWidget, RefusedError, Reply

if TYPE_CHECKING:
    from securebase.exercises.exercise import Exercise
    from securebase.exercises.questions import Answer
    from securebase.exercises.sheet import Question
    from securebase.widgets.private_letters import Handler

KEEP = "Keep this answer"


class Panel(PrivateWidget):
    """One question's controls, its buttons, and a line that says what is kept.

    Parameters
    ----------
    exercise : Exercise
        Keeps the answer.
    question : Question
        What is asked; any kind but code.
    answer : Answer or None
        What is kept already.
    """

    _esm = esm("numbers", "question_controls", "private_letters", "answer_panel")
    _css = css("question", "answer_panel")

    question = traitlets.Dict().tag(sync=True)
    answer = traitlets.Any().tag(sync=True)
    said = traitlets.Unicode().tag(sync=True)

    def __init__(self, exercise: Exercise, question: Question, answer: Answer | None) -> None:
        self._exercise = exercise
        self._id = question.id
        super().__init__(question=_for_the_page(question))
        self.show(answer)

    def __repr__(self) -> str:
        words = [*self.question["items"], *self.question["options"]]
        return "\n".join(
            [f"{self.question['title']} ({self._id})", *(f"  {name}: {text}" for name, text in words)]
        )

    def _repr_mimebundle_(self, **_options: object) -> tuple[dict[str, Any], dict[str, Any]]:
        """Add the question as text, for places where no kernel runs; never an answer."""
        words = [text for _, text in (*self.question["items"], *self.question["options"])]
        listed = "".join(f"<li>{escape(text)}</li>" for text in words)
        return with_fallback(self, f"<p><b>{escape(self.question['title'])}</b></p><ul>{listed}</ul>")

    def show(self, answer: Answer | None) -> None:
        """Let the controls and the line under them say what is kept."""
        self.answer = answer
        kept = "You have not kept an answer yet." if answer is None else f"Kept: {self._wording(answer)}."
        self.said = kept

    def handlers(self) -> dict[str, Handler]:
        """Answer the two buttons."""
        return {"keep": self._keep, "check": self._check}

    def _keep(self, value: object) -> Reply:
        try:
            accepted = self._exercise.sheet.forms[self._id].accept(value)
        except NotAcceptedError as error:
            raise RefusedError(f"Not kept. {error}") from None
        sentence = self._exercise.keep(self._id, accepted)
        self.show(self._exercise.answers().get(self._id))
        self.said = sentence
        return Reply("done")

    def _check(self, value: object) -> Reply:
        """Keep what was changed, if anything was, and say what the part earns."""
        if value is not None:
            self._keep(value)
        _, sentences = self._exercise.checked(self._id)
        return Reply("done", {"sentences": sentences})

    def _wording(self, answer: Answer) -> str:
        return self._exercise.wording(self._id, answer)


def _for_the_page(question: Question) -> dict[str, Any]:
    return {
        "id": question.id,
        "title": question.title,
        "kind": question.kind,
        "unit": question.unit,
        "points": question.points,
        "options": list(question.options.items()),
        "items": list(question.items.items()),
        "keep": next(iter(question.options.values())) if question.kind == "attest" else KEEP,
    }
