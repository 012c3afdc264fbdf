"""A question for the learner alone, whose answer goes to their journal."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import traitlets

from securebase.reflections import desk
from securebase.reflections._static import css, esm
from securebase.reflections.graded_runs import NotHere, is_graded_run
from securebase.reflections.scales import with_scale
from securebase.widgets.private_boxes import PrivateBox, answers_to_choose_from
from securebase.widgets.private_letters import Reply

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from securebase.widgets.private_boxes import Value
    from securebase.widgets.private_letters import Handler

    Kind = Literal["text", "rating", "choice", "several"]

SHORT = "A few words are enough, and five minutes is plenty. You can stop in mid-sentence."
HARD = (
    "Five minutes is plenty, and you can stop in mid-sentence. If something like this is still fresh, leave"
    " it for a day with someone beside you. Or write about something plain: what you saw on the way here."
)
LOOK_UP = "If you like, look up from the screen for a moment before you read on."
GROUND = "Look up. Let your eyes find three things that do not move, and feel what your feet stand on."


class Reflection(desk.JournalWidget, PrivateBox):
    """A private box that keeps in the journal, and shows earlier answers when asked."""

    _esm = esm("journal_doors", "journal_desk", "reflection")
    _css = css("journal")

    hint = traitlets.Unicode().tag(sync=True)
    close_with = traitlets.Unicode().tag(sync=True)

    def __repr__(self) -> str:
        return f"A question for you alone: {self.prompt}"

    def handlers(self) -> dict[str, Handler]:
        """Answer what a private box is asked, what every part of the journal is asked, and *Earlier*."""
        return super().handlers() | {"earlier": self._earlier}

    def _keep(self, value: Value) -> Reply:
        if desk.state() == "none":
            return Reply("no journal")
        return super()._keep(value)

    def _earlier(self, _nothing: None) -> Reply:
        return desk.closed() or desk.entries(self.prompt_id)


def reflect(
    prompt_id: str,
    prompt: str,
    *,
    kind: Kind = "text",
    scale: tuple[int, int] = (1, 7),
    ends: tuple[str, str] = ("", ""),
    choices: Sequence[str] = (),
    taken: Callable[[], object] | None = None,
    hard: bool = False,
) -> Reflection | NotHere:
    """Ask something personal; the answer goes to the learner's journal, or nowhere.

    Parameters
    ----------
    prompt_id : str
        Names the prompt in the journal: ``"04-where-you-feel-it"``.
    prompt : str
        The question, as the learner reads it.
    kind : {"text", "rating", "choice", "several"}
        A text box, a row of numbers, a list to choose one from, or a list to tick as many as one likes.
    scale : (int, int)
        For a rating: its lowest and its highest number.
    ends : (str, str)
        For a rating: what the two ends mean.
    choices : sequence of str
        For a choice, of one or of several: at least two answers, each once.
    taken : callable, optional
        Called without any argument when an answer is kept, and just so when the learner presses *Not today*.
    hard : bool
        The question may stir something up: a plainer one is offered beside it, and grounding at the end.

    Returns
    -------
    Reflection
        In a graded run, where nobody is there to be asked, words alone: no journal is looked for.

    Raises
    ------
    ValueError
        If the kind is unknown, or there are fewer than two answers to choose from.
    """
    answers = answers_to_choose_from(kind, scale, choices)
    if is_graded_run():
        return NotHere(prompt)
    asked = with_scale(prompt, scale, ends) if kind == "rating" else prompt

    def save(prompt_id: str, value: Value) -> str:
        return desk.write(prompt_id, asked, value, kind=kind)

    hint = HARD if hard else SHORT if kind == "text" else ""
    return Reflection(
        prompt_id=prompt_id,
        prompt=prompt,
        kind=kind,
        answers=answers,
        ends=list(ends),
        save=save,
        taken=taken,
        hint=hint,
        close_with=GROUND if hard else LOOK_UP,
    )


def opens_here(what: str) -> str:
    """Return the HTML that stands where no kernel runs, for parts that open the journal."""
    words = f"<strong>For you alone.</strong> {what} It opens here when you run this cell."
    return f"<section><p>{words}</p></section>"
