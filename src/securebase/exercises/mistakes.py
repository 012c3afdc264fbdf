"""Foreseen mistakes in a number, recognised by how they come about rather than by a list of values.

A mistake says how the learner's number came out of the right one: *60 times it*, *10 more*, *its inverse*,
or *another quantity instead*. It explains a number if it gives that number, as the learner rounded it. A
wider margin would catch more, and now and then name a mistake that nobody made.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from securebase.exercises.oracle import oracle

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

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

    def gives(self, right: float, item: str = "") -> Iterator[float]:
        """Yield the numbers that this mistake makes of the right one; none if it concerns another item."""
        if self.values:
            yield from self.values
        elif self.instead:
            other = oracle(self.exercise).quantity(self.instead[item]) if item in self.instead else None
            if isinstance(other, float):
                yield other
        elif not self.inverse:
            yield self.times * (right + self.plus)
        elif right + self.plus:
            yield self.times / (right + self.plus)

    def explains(
        self, given: float, right: float, tolerance: float, item: str = "", *, measured: bool = False
    ) -> bool:
        """Tell whether ``given`` is what this mistake makes of ``right``.

        Parameters
        ----------
        given, right, tolerance : float
            The learner's number, the right one, and how far from it still counts as right.
        item : str
            Which of several numbers it is.
        measured : bool
            Whether numbers are read off a picture or simulated: then another quantity that was taken instead
            is as inexact as a right one may be.
        """
        if not self.values and not self.instead and self._undone_is_right(given, right, tolerance):
            return True
        for made in self.gives(right, item):
            off = abs(given - made)
            if measured and (self.values or self.instead):
                scale = max(1.0, abs(made / right)) if right else 1.0
                if off <= tolerance * scale + SLACK:
                    return True
            # A rounding that doubles a number, or leaves nothing of it, no longer says where it came from.
            if off <= _half_a_unit(given, made, right, tolerance) and off <= abs(made) / 2:
                return True
        return False

    def _undone_is_right(self, given: float, right: float, tolerance: float) -> bool:
        """Tell whether the mistake, undone, leads back to a number that counts as right."""
        undone = given / self.times
        if self.inverse:
            if undone == 0:
                return False
            undone = 1 / undone
        return abs(undone - self.plus - right) <= tolerance + SLACK


def decimals_asked(tolerance: float) -> int:
    """Return to how many decimals the right number may be rounded and surely count as right."""
    return math.ceil(-math.log10(2 * tolerance) - SLACK)


def _half_a_unit(given: float, made: float, right: float, tolerance: float) -> float:
    """Return how far rounding takes a mistaken number: half a unit of the last decimal that was written.

    At least as many decimals count as are asked for, and at most one more: whoever rounds on the way is off
    in the rest. A number a hundred times larger than the right one, 57 for 0.57, has two decimals less.
    """
    asked = decimals_asked(tolerance)
    in_proportion = asked + _magnitude(right) - _magnitude(made)
    fewest, most = min(asked, in_proportion), max(asked, in_proportion) + 1
    places = min(max(_decimals(given), fewest), most)
    return 10.0**-places / 2 + SLACK * abs(made)


def _decimals(number: float) -> int:
    """Return how many decimals a number is written with; fewer than none for 5300."""
    exponent = Decimal(repr(float(number))).normalize().as_tuple().exponent
    return -exponent if isinstance(exponent, int) else 0


def _magnitude(number: float) -> int:
    return math.floor(math.log10(abs(number))) if number else 0


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
