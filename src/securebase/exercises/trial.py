"""What a learner's function is tried on, and what its mistakes would give."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

Quantity = float | tuple[str, ...]
Given = tuple[Any, ...]


@dataclass(frozen=True)
class Trial:
    """What a learner's function is asked.

    Attributes
    ----------
    takes : tuple of str
        The names of its arguments, as the notebook has them.
    right : callable
        The right result for one set of arguments.
    mistakes : mapping of str to callable
        By the pattern's name, what a function with that mistake gives; every pattern has its hint.
    cases : callable
        Returns the sets of arguments on which the function is tried: numbers or arrays.
    of_several : str
        What to do where the function gives back several numbers, as a sentence.
    """

    takes: tuple[str, ...]
    right: Callable[..., float]
    mistakes: Mapping[str, Callable[..., float]]
    cases: Callable[[], list[Given]]
    of_several: str = "Let it return that one alone."
