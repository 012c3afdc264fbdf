"""Short ratings that make up the timeline: a check-in, and two numbers around a practice."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import traitlets

from securebase.reflections import desk
from securebase.reflections._static import css, esm
from securebase.reflections.graded_runs import NotHere, is_graded_run
from securebase.reflections.prompts import LOOK_UP, Reflection
from securebase.reflections.scales import with_scale
from securebase.widgets._static import with_fallback
from securebase.widgets.private_boxes import answers_to_choose_from, still
from securebase.widgets.private_letters import RefusedError, Reply

if TYPE_CHECKING:
    from collections.abc import Mapping

    from securebase.widgets.private_letters import Handler

CHECK_IN, BEFORE, AFTER = "check-in", "before", "after"
LABELS = {BEFORE: "Before", AFTER: "After"}


def check_in(
    prompt_id: str, question: str, *, ends: tuple[str, str] = ("", ""), scale: tuple[int, int] = (1, 7)
) -> Reflection | NotHere:
    """Ask for one number about now, such as a mood or how near someone would like to be.

    Parameters
    ----------
    prompt_id : str
        Names the question in the journal; the same one may stand in several lessons.
    question : str
        The question, as the learner reads it.
    ends : (str, str)
        What the lowest and the highest number mean.
    scale : (int, int)
        The lowest and the highest number.

    Raises
    ------
    ValueError
        If the scale has fewer than two numbers.
    """
    answers = answers_to_choose_from("rating", scale, ())
    if is_graded_run():
        return NotHere(question)
    asked = with_scale(question, scale, ends)
    return Reflection(
        prompt_id=prompt_id,
        prompt=question,
        kind="rating",
        answers=answers,
        ends=list(ends),
        save=lambda name, value: desk.write(name, asked, value, kind=CHECK_IN),
        close_with=LOOK_UP,
    )


class BeforeAndAfter(desk.JournalWidget):
    """The same question twice, with a practice in between; each number is kept when it is given."""

    _esm = esm("journal_doors", "journal_desk", "before_and_after")
    _css = css("journal")

    prompt_id = traitlets.Unicode().tag(sync=True)
    prompt = traitlets.Unicode().tag(sync=True)
    answers = traitlets.List(traitlets.Unicode()).tag(sync=True)
    ends = traitlets.List(traitlets.Unicode()).tag(sync=True)

    def __init__(self, *, asked: Mapping[str, str], **fields: Any) -> None:
        self._asked = asked
        super().__init__(**fields)

    def __repr__(self) -> str:
        return f"A question for you alone, before and after: {self.prompt}"

    def _repr_mimebundle_(self, **_options: object) -> tuple[dict[str, Any], dict[str, Any]]:
        """Add the question as text, for places where no kernel runs."""
        return with_fallback(self, still(f"{self.prompt} Before, and after."))

    def handlers(self) -> dict[str, Handler]:
        """Answer *Keep*, for either number."""
        return super().handlers() | {"keep": self._keep}

    def _keep(self, given: list[Any]) -> Reply:
        moment, number = given
        if moment not in LABELS or str(number) not in self.answers:
            raise RefusedError("This number is not on the scale. Choose one of those shown.")
        if desk.state() == "none":
            return Reply("no journal")
        return Reply(
            "kept", {"sentence": desk.write(self.prompt_id, self._asked[moment], number, kind=moment)}
        )


def before_and_after(
    prompt_id: str, question: str, *, ends: tuple[str, str] = ("", ""), scale: tuple[int, int] = (0, 10)
) -> BeforeAndAfter | NotHere:
    """Ask the same question before and after a practice. Parameters as for `check_in`.

    Raises
    ------
    ValueError
        If the scale has fewer than two numbers.
    """
    answers = answers_to_choose_from("rating", scale, ())
    if is_graded_run():
        return NotHere(f"{question} Before, and after.")
    return BeforeAndAfter(
        prompt_id=prompt_id,
        prompt=question,
        answers=answers,
        ends=list(ends),
        asked={moment: with_scale(f"{label}: {question}", scale, ends) for moment, label in LABELS.items()},
    )
