"""Foreseen mistakes in a number, recognised by their pattern rather than by a list of values.

A mistake says how the learner's number came out of the right one: *60 times it*, *10 more*, *its inverse*,
or *another quantity instead*. Undone, it must lead back to the right one within the question's tolerance.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction
from typing import TYPE_CHECKING

from securebase.exercises.oracle import oracle

if TYPE_CHECKING:
    from collections.abc import Mapping

    from securebase.exercises.trial import Quantity

ANOTHER_QUANTITY = 0.02  # relative; the learner has rounded a number that is not the one asked for
SLACK = 1e-9  # 23.8 + 0.5 is a hair more than 24.3


@dataclass(frozen=True)
class Mistake:
    """One kind of mistake and its hint.

    Attributes
    ----------
    hint : str
        The sentence for the learner.
    times, plus, inverse : float, float, bool
        The mistaken number is ``times * (right + plus)``, or ``times / (right + plus)``.
    instead : mapping of str to str
        By item (``""`` for a question with one number), the name of the quantity taken by mistake.
    values : tuple of float
        Numbers taken by mistake, such as the times of the samples.
    exercise : str
        Whose quantities are meant.
    """

    hint: str
    times: float = 1.0
    plus: float = 0.0
    inverse: bool = False
    instead: Mapping[str, str] = field(default_factory=dict)
    values: tuple[float, ...] = ()
    exercise: str = ""

    def explains(self, given: float, right: float, tolerance: float, item: str = "") -> bool:
        """Tell whether ``given`` is what this mistake makes of ``right``."""
        if self.values:
            return any(abs(given - value) <= tolerance / 2 for value in self.values)
        if self.instead:
            if item not in self.instead:
                return False
            other = self.taken_instead(item)
            return isinstance(other, float) and abs(given - other) <= max(
                tolerance, ANOTHER_QUANTITY * abs(other)
            )
        undone = given / self.times
        if self.inverse:
            if undone == 0:
                return False
            undone = 1 / undone
        return abs(undone - self.plus - right) <= tolerance + SLACK

    def taken_instead(self, item: str = "") -> Quantity:
        """Return the number that this mistake takes for the right one."""
        return oracle(self.exercise).quantity(self.instead[item])


def mistake_from_data(exercise: str, data: Mapping[str, object]) -> Mistake:
    """Return the mistake that an author wrote in ``questions.yml``; factors may be fractions, as in 1/60."""
    instead = data.get("instead", {})
    values = data.get("values", [])
    return Mistake(
        hint=str(data["hint"]),
        times=float(Fraction(str(data.get("times", 1)))),
        plus=float(Fraction(str(data.get("plus", 0)))),
        inverse=bool(data.get("inverse", False)),
        instead={"": instead} if isinstance(instead, str) else dict(instead),  # type: ignore[call-overload]
        values=tuple(float(value) for value in values),  # type: ignore[attr-defined]
        exercise=exercise,
    )
