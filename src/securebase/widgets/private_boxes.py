"""The one input for everything personal: what is written in it is the learner's, and stays with them."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any, Literal

import traitlets

from securebase.widgets._static import css, esm, with_fallback
from securebase.widgets.private_letters import PARTS, PrivateWidget, Reply

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from securebase.widgets.private_letters import Handler

    Value = str | int | list[str]
    # Gets the prompt's id and the value, once; may return a sentence for the learner.
    Save = Callable[[str, Value], str | None]

KEEPS_NOTHING = (
    "This box keeps nothing. What you write here is gone when you close or reload the page, or run this cell "
    "again; it never reaches the notebook file."
)
_KINDS = ("text", "rating", "choice", "several")
_FEWEST = 2  # with fewer answers there is nothing to choose


class PrivateBox(PrivateWidget):
    """A text box, a rating or a choice, of one or of several, whose value is no trait of the model.

    What a learner enters lives in the page alone. With a ``save`` it travels once, when they press *Keep*,
    as a binary buffer. It is handed to ``save`` and forgotten here.
    """

    _esm = esm(*PARTS, "private_box")
    _css = css("private_box")

    prompt_id = traitlets.Unicode().tag(sync=True)
    prompt = traitlets.Unicode().tag(sync=True)
    kind = traitlets.Enum(_KINDS).tag(sync=True)
    answers = traitlets.List(traitlets.Unicode()).tag(sync=True)
    ends = traitlets.List(traitlets.Unicode()).tag(sync=True)
    where = traitlets.Unicode().tag(sync=True)
    keeps = traitlets.Bool().tag(sync=True)
    counts = traitlets.Bool().tag(sync=True)

    def __init__(
        self, *, save: Save | None, taken: Callable[[], object] | None = None, **fields: object
    ) -> None:
        self._save = save
        self._taken = taken
        super().__init__(keeps=save is not None, counts=taken is not None, **fields)

    def __repr__(self) -> str:
        return f"Private box: {self.prompt}"

    def _repr_mimebundle_(self, **_options: object) -> tuple[dict[str, Any], dict[str, Any]]:
        """Add the prompt as text, for places where no kernel runs; never anything that was entered."""
        return with_fallback(self, still(self.prompt))

    def handlers(self) -> dict[str, Handler]:
        """Answer *Keep* and *Not today*."""
        return {"keep": self._keep, "not today": self._not_today}

    def _keep(self, value: Value) -> Reply:
        """Hand what was sent to ``save``, once, and say how it went without any of its words."""
        if self._save is None:
            return Reply("failed", {"because": "this box keeps nothing"})
        said = self._save(self.prompt_id, value)
        sentence = said if isinstance(said, str) else "Kept."
        return Reply("kept", {"sentence": f"{sentence} {self._count()}".strip()})

    def _not_today(self, _nothing: None) -> Reply:
        return Reply("counted", {"sentence": self._count()})

    def _count(self) -> str:
        """Say that the step was taken; return what went wrong, if anything."""
        if self._taken is None:
            return ""
        try:
            self._taken()
        except Exception:  # noqa: BLE001  what was kept is kept, whatever becomes of the count
            return (
                "The exercise could not note that you took this step; run its first cell and this one again."
            )
        return ""


def still(prompt: str) -> str:
    """Return what stands where no kernel runs: the question, and that nothing of an answer is there."""
    return (
        f"<section><p><strong>{escape(prompt)}</strong></p>"
        "<p>A private box opens here when you run this lesson. Nothing written in it is in this file.</p>"
        "</section>"
    )


def private_box(
    prompt_id: str,
    prompt: str,
    *,
    kind: Literal["text", "rating", "choice", "several"] = "text",
    scale: tuple[int, int] = (1, 7),
    ends: tuple[str, str] = ("", ""),
    choices: Sequence[str] = (),
    save: Save | None = None,
    where: str = "",
) -> PrivateBox:
    """Ask something personal.

    Parameters
    ----------
    prompt_id : str
        Names the prompt for ``save``, in small letters, digits and hyphens: ``"04-where-you-feel-it"``.
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
    save : callable, optional
        Called as ``save(prompt_id, value)`` when the learner presses *Keep*: str for a text or a choice, int
        for a rating, for several a list of str in the order of ``choices``. What it returns, if it is a str,
        is said to the learner. If it raises, they are told the kind of error and that nothing was kept; what
        they wrote stays in the box. Without ``save`` the box keeps nothing and says so.
    where : str
        With ``save``: one or two sentences saying where this is kept and who can read it.

    Raises
    ------
    ValueError
        If the kind is unknown, there are fewer than two answers to choose from, or ``save`` comes without
        ``where``.
    """
    if save is not None and not where.strip():
        raise ValueError(
            "A box that keeps something says where: give `where` a sentence, with who can read it."
        )
    answers = answers_to_choose_from(kind, scale, choices)
    return PrivateBox(
        prompt_id=prompt_id,
        prompt=prompt,
        kind=kind,
        answers=answers,
        ends=list(ends),
        where=where if save is not None else KEEPS_NOTHING,
        save=save,
    )


def answers_to_choose_from(kind: str, scale: tuple[int, int], choices: Sequence[str]) -> list[str]:
    """Return the answers of a rating or a choice; none for a text.

    Raises
    ------
    ValueError
        If the kind is unknown or there are fewer than two answers.
    """
    if kind not in _KINDS:
        raise ValueError(f"kind={kind!r} was given; accepted are {', '.join(_KINDS)}.")
    answers: list[str] = []
    if kind == "rating":
        answers = [str(number) for number in range(scale[0], scale[1] + 1)]
    elif kind != "text":
        answers = list(choices)
    if kind != "text" and (len(answers) < _FEWEST or len(set(answers)) < len(answers)):
        given = f"scale={scale!r}" if kind == "rating" else f"choices={list(choices)!r}"
        raise ValueError(f"{given} was given; kind={kind!r} needs at least two answers, each of them once.")
    return answers
