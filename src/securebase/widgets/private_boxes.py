"""The one input for everything personal: what is written in it is the learner's, and stays with them."""

from __future__ import annotations

import json
from html import escape
from typing import TYPE_CHECKING, Any, Literal

import anywidget
import traitlets

from securebase.widgets._static import css, esm, with_fallback

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    Value = str | int | list[str]
    # Gets the prompt's id and the value, once; may return a sentence for the learner.
    Save = Callable[[str, Value], str | None]

KEEPS_NOTHING = (
    "This box keeps nothing. What you write here is gone when you close or reload the page, or run this cell "
    "again; it never reaches the notebook file."
)
_KINDS = ("text", "rating", "choice", "several")
_FEWEST = 2  # with fewer answers there is nothing to choose


class PrivateBox(anywidget.AnyWidget):
    """A text box, a rating or a choice, of one or of several, whose value is no trait of the model.

    What a learner enters lives in the page alone. With a ``save`` it travels once, when they press *Keep*,
    as a binary buffer: the contents of messages are what kernels write to their logs when asked to log
    everything, the buffers are not. It is handed to ``save`` and forgotten here.
    """

    _esm = esm("private_box")
    _css = css("private_box")

    prompt_id = traitlets.Unicode().tag(sync=True)
    prompt = traitlets.Unicode().tag(sync=True)
    kind = traitlets.Enum(_KINDS).tag(sync=True)
    answers = traitlets.List(traitlets.Unicode()).tag(sync=True)
    ends = traitlets.List(traitlets.Unicode()).tag(sync=True)
    where = traitlets.Unicode().tag(sync=True)
    keeps = traitlets.Bool().tag(sync=True)

    def __init__(self, *, save: Save | None, **fields: object) -> None:
        self._save = save
        super().__init__(keeps=save is not None, **fields)
        self.on_msg(self._receive)

    def __repr__(self) -> str:
        return f"Private box: {self.prompt}"

    def _repr_mimebundle_(self, **_options: object) -> tuple[dict[str, Any], dict[str, Any]]:
        """Add the prompt as text, for places where no kernel runs; never anything that was entered."""
        return with_fallback(
            self,
            f"<section><p><strong>{escape(self.prompt)}</strong></p>"
            "<p>A private box opens here when you run this lesson. Nothing written in it is in this file.</p>"
            "</section>",
        )

    def _receive(self, _widget: object, content: dict[str, Any], buffers: list[memoryview]) -> None:
        """Answer *Keep*; the number tells the page which press is answered."""
        if content.get("ask") == "keep" and len(buffers) == 1:
            self.send(self._keep(buffers[0]) | {"number": content.get("number")})

    def _keep(self, letter: memoryview) -> dict[str, str]:
        """Hand what was sent to ``save``, once, and say how it went without any of its words."""
        if self._save is None:
            return {"event": "not kept", "because": "this box keeps nothing"}
        try:
            said = self._save(self.prompt_id, json.loads(bytes(letter).decode("utf-8")))
        except BaseException as error:  # noqa: BLE001  whatever left here would be printed, the learner's words with it
            return {"event": "not kept", "because": type(error).__name__}
        return {"event": "kept", "sentence": said if isinstance(said, str) else "Kept."}


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
    if kind not in _KINDS:
        raise ValueError(f"kind={kind!r} was given; accepted are {', '.join(_KINDS)}.")
    if save is not None and not where.strip():
        raise ValueError(
            "A box that keeps something says where: give `where` a sentence, with who can read it."
        )
    answers: list[str] = []
    if kind == "rating":
        answers = [str(number) for number in range(scale[0], scale[1] + 1)]
    elif kind != "text":
        answers = list(choices)
    if kind != "text" and (len(answers) < _FEWEST or len(set(answers)) < len(answers)):
        given = f"scale={scale!r}" if kind == "rating" else f"choices={list(choices)!r}"
        raise ValueError(f"{given} was given; kind={kind!r} needs at least two answers, each of them once.")
    return PrivateBox(
        prompt_id=prompt_id,
        prompt=prompt,
        kind=kind,
        answers=answers,
        ends=list(ends),
        where=where if save is not None else KEEPS_NOTHING,
        save=save,
    )
