"""A guess, made before the picture that answers it is: of one number, or one of a few choices."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import traitlets

from securebase.figures.signed import Signed
from securebase.widgets import _static
from securebase.widgets._component import Component

if TYPE_CHECKING:
    from collections.abc import Mapping


class Guess(Component):
    """A question with a slider and a field; ``PredictThenLook`` opens what it asks about.

    The number is told to the kernel once, when the learner asks to look; it is kept in no trait. The answer
    and what is said to a guess are in no trait either, so that the page knows nothing of them until then.

    In what is said, ``{guess}``, ``{answer}`` and ``{away}`` (how far apart the two are) stand for the
    numbers, each with its format: ``{answer:.1f}``.

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
    answer
        What the picture says.
    near
        How far from the answer a guess is still called near.
    told
        What every guess is told, with the answer: "You guessed {guess:g}; here it is {answer:.0f}."
    if_near, if_more, if_fewer
        Added where the guess is near (after "Near: "), and where the answer is more than it, or less.
    mistakes
        Guesses that have a reason of their own: from one number to another, and what is added for these
        instead. The first that fits counts, and none where the guess is near.
    """

    _esm = _static.esm("numbers", "looking", "guess_sheet", "guess")
    _css = _static.css("guess")

    sheet = traitlets.Dict().tag(sync=True)
    looked = traitlets.Bool(default_value=False).tag(sync=True)  # then every view of the sheet is closed

    def __init__(
        self,
        *,
        title: str,
        question: str,
        label: str,
        unit: str,
        span: tuple[float, float, float],
        answer: float,
        near: float,
        told: str,
        if_near: str,
        if_more: str,
        if_fewer: str,
        mistakes: Mapping[tuple[float, float], str] | None = None,
    ) -> None:
        low, high, step = span
        self.answer, self._near, self._told = answer, near, told
        self._if_near, self._if_more, self._if_fewer = f"Near: {if_near}", if_more, if_fewer
        self._mistakes = mistakes or {}
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

    def remark(self, guess: float | None) -> str:
        """Return what is said to a guess; nothing if there was none."""
        if guess is None:
            return ""
        numbers = {"guess": guess, "answer": self.answer, "away": abs(self.answer - guess)}
        words = f"{self._told} {self._added(guess)}"
        return words.format_map({name: Signed(number) for name, number in numbers.items()})

    def _added(self, guess: float) -> str:
        if abs(self.answer - guess) <= self._near:
            return self._if_near
        for (low, high), words in self._mistakes.items():
            if low <= guess <= high:
                return words
        return self._if_more if self.answer > guess else self._if_fewer


class ChoiceGuess(Component):
    """A question with a few choices, for what has no scale that a learner could know.

    It keeps what a :class:`Guess` keeps: the page learns neither the answer nor what is said to a choice
    until the learner has looked.

    Parameters
    ----------
    title, question
        Heading, and what to guess; a line break begins a paragraph.
    label
        What is chosen, for those who hear it.
    choices
        By a short name, the words of each.
    answer
        The name of the choice that the picture bears out.
    told
        What is said to each choice, by its name.

    Raises
    ------
    ValueError
        If the answer is none of the choices, or not every choice is told something.
    """

    _esm = _static.esm("looking", "guess_sheet", "choice_guess")
    _css = _static.css("question", "guess")

    sheet = traitlets.Dict().tag(sync=True)
    looked = traitlets.Bool(default_value=False).tag(sync=True)  # then every view of the sheet is closed

    def __init__(
        self,
        *,
        title: str,
        question: str,
        label: str,
        choices: Mapping[str, str],
        answer: str,
        told: Mapping[str, str],
    ) -> None:
        if answer not in choices or set(told) != set(choices):
            raise ValueError(
                f"A guess by choice needs its answer among the choices, and words for each of "
                f"{', '.join(choices)}; given were the answer {answer!r} and words for {', '.join(told)}."
            )
        self.answer, self._told = answer, dict(told)
        super().__init__(
            sheet={
                "title": title,
                "question": question,
                "label": label,
                "choices": [list(choice) for choice in choices.items()],
            }
        )

    def read(self, message: Mapping[str, Any]) -> str | None:
        """Return the chosen name from the front end's message, or None if the learner skipped.

        Raises
        ------
        ValueError
            If it is none of the choices.
        """
        if message.get("kind") == "skip":
            return None
        chosen = message.get("value")
        if chosen not in self._told:
            raise ValueError(f"A guess is one of {', '.join(self._told)}.")
        return str(chosen)

    def remark(self, chosen: str | None) -> str:
        """Return what is said to a choice; nothing if there was none."""
        return "" if chosen is None else self._told[chosen]
