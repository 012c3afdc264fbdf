"""A guess of one number, made before the picture that answers it is."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import traitlets

from securebase.widgets import _static
from securebase.widgets._component import Component

if TYPE_CHECKING:
    from collections.abc import Mapping


class Guess(Component):
    """A question with a slider and a field; ``PredictThenLook`` opens what it asks about.

    The number is told to the kernel once, when the learner asks to look; it is kept in no trait.

    Parameters
    ----------
    title, question
        Heading, and what to guess; a line break begins a paragraph.
    label
        What the slider is, with its ends.
    unit
        Words after the number: "of 100 evenings".
    span
        Lowest and highest value, and the step of one key press.
    """

    _esm = _static.esm("looking", "guess")
    _css = _static.css("guess")

    sheet = traitlets.Dict().tag(sync=True)
    looked = traitlets.Bool(default_value=False).tag(sync=True)  # then every view of the sheet is closed

    def __init__(
        self, *, title: str, question: str, label: str, unit: str, span: tuple[float, float, float]
    ) -> None:
        low, high, step = span
        super().__init__(
            sheet={
                "title": title,
                "question": question,
                "label": label,
                "unit": unit,
                "low": low,
                "high": high,
                "step": step,
            }
        )

    def read(self, message: Mapping[str, Any]) -> float | None:
        """Return the guess from the front end's message, or None if the learner skipped.

        Raises
        ------
        ValueError
            If there is not one finite number within the sheet's span.
        """
        if message.get("kind") == "skip":
            return None
        low, high = self.sheet["low"], self.sheet["high"]
        guess = float(message.get("value", math.nan))
        if not low <= guess <= high:
            raise ValueError(f"A guess is a number from {low:g} to {high:g}.")
        return guess
