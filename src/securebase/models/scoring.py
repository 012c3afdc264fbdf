"""How a questionnaire with two dimensions is scored: which statements count for which, and which are turned.

Only keys are here, which are facts about published questionnaires. No statement's wording is, and no norm: a
score says where answers lie on their own scale, and nothing about anybody else.
"""

from __future__ import annotations

import numbers
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from securebase.models._checks import whole

if TYPE_CHECKING:
    from collections.abc import Mapping

LOWEST: Final = 1
HIGHEST: Final = 7
"""Every questionnaire below is answered from 1, disagree strongly, to 7, agree strongly."""


@dataclass(frozen=True)
class Key:
    """Which statements make up one dimension.

    Attributes
    ----------
    statements : tuple of int
        Their numbers in the questionnaire.
    reversed : frozenset of int
        Those of them that are worded the other way round, so that agreeing lowers the score.
    """

    statements: tuple[int, ...]
    reversed: frozenset[int]

    def __post_init__(self) -> None:
        stray = self.reversed - set(self.statements)
        if stray or len(set(self.statements)) < len(self.statements) or not self.statements:
            raise ValueError(
                "A key names each of its statements once and turns only these; "
                f"statements {self.statements} and turned {sorted(self.reversed)} were given."
            )


@dataclass(frozen=True)
class Questionnaire:
    """The keys of one questionnaire's two dimensions.

    Attributes
    ----------
    anxiety, avoidance : Key
    lowest, highest : int
        The ends of the answers.
    """

    anxiety: Key
    avoidance: Key
    lowest: int = LOWEST
    highest: int = HIGHEST

    def scores(self, answers: Mapping[int, int]) -> TwoScores:
        """Return a person's two scores.

        Parameters
        ----------
        answers : mapping of int to int
            For the number of each statement the answer, from ``lowest`` to ``highest``.

        Returns
        -------
        TwoScores
            Means over the statements of each dimension, from ``lowest`` to ``highest``.

        Raises
        ------
        ValueError
            If a statement has no answer, a number belongs to no statement, or an answer is out of range.
        """
        asked = {*self.anxiety.statements, *self.avoidance.statements}
        missing, unknown = sorted(asked - set(answers)), [one for one in answers if one not in asked]
        if missing:
            raise ValueError(f"Statement {missing[0]} has no answer; {len(missing)} missing in all.")
        if unknown:
            raise ValueError(f"There is no statement {unknown[0]!r}; there are {min(asked)} to {max(asked)}.")
        return TwoScores(self._score(self.anxiety, answers), self._score(self.avoidance, answers))

    def turned(self, answer: int) -> int:
        """Return what an answer counts for on a statement that is worded the other way round.

        Raises
        ------
        ValueError
            If it is no whole number from ``lowest`` to ``highest``.
        """
        return self.lowest + self.highest - self._checked("an answer", answer)

    def _score(self, key: Key, answers: Mapping[int, int]) -> float:
        given = {one: self._checked(f"The answer to statement {one}", answers[one]) for one in key.statements}
        counted = [self.turned(value) if one in key.reversed else value for one, value in given.items()]
        return sum(counted) / len(counted)

    def _checked(self, name: str, answer: int) -> int:
        if isinstance(answer, bool) or not isinstance(answer, numbers.Real):
            raise ValueError(  # noqa: TRY004 - one kind of error for every answer that cannot be scored
                f"{name} must be a whole number from {self.lowest} to {self.highest}; {answer!r} was given."
            )
        return whole(name, answer, self.lowest, self.highest)


@dataclass(frozen=True)
class TwoScores:
    """Mean answers on the two dimensions, once statements that are worded the other way round are turned."""

    anxiety: float
    avoidance: float


def _numbers(first: int, last: int) -> tuple[int, ...]:
    return tuple(range(first, last + 1))


ECR_R: Final = Questionnaire(
    anxiety=Key(_numbers(1, 18), frozenset({9, 11})),
    avoidance=Key(_numbers(19, 36), frozenset({20, 22, *_numbers(26, 31), *_numbers(33, 36)})),
)
"""Experiences in Close Relationships, revised: 36 statements about romantic partners.
Fraley, Waller & Brennan (2000), doi 10.1037/0022-3514.78.2.350."""

ECR_RS: Final = Questionnaire(
    anxiety=Key(_numbers(7, 9), frozenset()),
    avoidance=Key(_numbers(1, 6), frozenset(_numbers(1, 4))),
)
"""Relationship Structures: nine statements, answered for one named person at a time.
Fraley, Heffernan, Vicary & Brumbaugh (2011), doi 10.1037/a0022898."""

ECR_S: Final = Questionnaire(
    anxiety=Key((2, 4, 6, 8, 10, 12), frozenset({8})),
    avoidance=Key((1, 3, 5, 7, 9, 11), frozenset({1, 5, 9})),
)
"""The short form with twelve statements. Wei, Russell, Mallinckrodt & Vogel (2007),
doi 10.1080/00223890701268041. Its wording is the publisher's."""
