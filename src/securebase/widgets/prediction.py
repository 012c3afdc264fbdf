"""Predict, then look: the learner says what they expect, and only then is anything shown."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import ipywidgets
import traitlets

from securebase.widgets import _static
from securebase.widgets._component import Component

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from securebase.widgets.guesses import ChoiceGuess, Guess
    from securebase.widgets.live_figure import LiveFigure


class Prediction(Component):
    """A sheet on which a curve is drawn by pointer, by arrow keys, or in number fields.

    The points are told to the kernel once, when the learner asks to look; they are kept in no trait.

    Parameters
    ----------
    title, question
        Heading, and what to draw, in a sentence or two.
    places
        Where the handles stand along the horizontal axis, ascending.
    along, up
        What the two axes show, with units.
    heights
        Lowest and highest value, and the step of one key press.
    start
        Value of every handle at the beginning.
    unit, sign
        After a value: in words ("times the start"), and where there is little room ("×").
    along_unit
        Words after a place: "minutes".
    remark
        Returns what is said to a drawn curve, from its values.
    span
        A stretch of the horizontal axis to mark, with its name: ``(0, 10, "speech and sums")``.
    """

    _esm = _static.esm("looking", "prediction")
    _css = _static.css("prediction")

    sheet = traitlets.Dict().tag(sync=True)
    looked = traitlets.Bool(default_value=False).tag(sync=True)  # then every view of the sheet is closed

    def __init__(
        self,
        *,
        title: str,
        question: str,
        places: Sequence[float],
        along: str,
        up: str,
        heights: tuple[float, float, float],
        start: float,
        unit: str,
        sign: str,
        along_unit: str,
        remark: Callable[[list[float]], str],
        span: tuple[float, float, str] | None = None,
    ) -> None:
        low, high, step = heights
        self._remark = remark
        super().__init__(
            sheet={
                "title": title,
                "question": question,
                "places": list(places),
                "along": along,
                "up": up,
                "low": low,
                "high": high,
                "step": step,
                "start": start,
                "unit": unit,
                "sign": sign,
                "along_unit": along_unit,
                "span": list(span) if span else None,
            }
        )

    def read(self, message: Mapping[str, Any]) -> list[float] | None:
        """Return the drawn values from the front end's message, or None if the learner skipped.

        Raises
        ------
        ValueError
            If there is not one finite value within the sheet's heights for each place.
        """
        if message.get("kind") == "skip":
            return None
        values = [float(value) for value in message.get("values", [])]
        low, high, count = self.sheet["low"], self.sheet["high"], len(self.sheet["places"])
        if len(values) != count or not all(math.isfinite(v) and low <= v <= high for v in values):
            raise ValueError(f"A prediction needs {count} values from {low:g} to {high:g}.")
        return values

    def remark(self, values: list[float] | None) -> str:
        """Return what is said to a drawn curve; nothing if there was none."""
        return "" if values is None else self._remark(values)


class PredictThenLook(ipywidgets.VBox):
    """A prediction, and what it opens.

    Parameters
    ----------
    prediction
        The empty sheet: a curve to draw, a number to guess, or a few choices.
    reveal
        Called once with what was drawn or guessed (or None, if skipped); makes the picture. Until then
        nothing of it is made, so it is neither on the page nor in the kernel's output.
    """

    def __init__(
        self, prediction: Prediction | Guess | ChoiceGuess, reveal: Callable[[Any], LiveFigure]
    ) -> None:
        self._prediction = prediction
        self._reveal = reveal
        super().__init__(children=[prediction])
        prediction.on_msg(self._hear)

    def _hear(self, _widget: object, message: Mapping[str, Any], _buffers: object) -> None:
        if self._prediction.looked or message.get("kind") not in ("look", "skip"):
            return
        self.children = (self._prediction, self.opened(self._prediction.read(message)))
        self._prediction.looked = True

    def opened(self, given: Any) -> LiveFigure:
        """Return the picture as it opens, with what is said to what was drawn or guessed, or to None."""
        figure = self._reveal(given)
        figure.remark = self._prediction.remark(given)
        return figure

    def _repr_mimebundle_(self, **options: object) -> Any:
        """Say what stands here, for places without a kernel; never what comes after the prediction."""
        bundle = super()._repr_mimebundle_(**options)
        title = self._prediction.sheet["title"]
        end = "" if title.endswith("?") else "."
        bundle["text/plain"] = f"{title}{end} Run this lesson to say what you expect, and then look."
        return bundle
