"""Right answers that a model gives, by the names that ``questions.yml`` calls them.

An exercise never holds a number that a model can compute: correct the model, and the answer follows. Each
exercise has its module in ``oracles``.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from securebase.exercises.oracles import first_hour, history, two_dimensions, unanswered

if TYPE_CHECKING:
    from collections.abc import Callable

    from securebase.exercises.trial import Quantity

_QUANTITIES: dict[str, Callable[[], Quantity]] = {
    **unanswered.QUANTITIES,
    **first_hour.QUANTITIES,
    **history.QUANTITIES,
    **two_dimensions.QUANTITIES,
}


@cache
def quantity(name: str) -> Quantity:
    """Return a number, or the ids of the options that are right.

    Raises
    ------
    KeyError
        If no quantity has that name; the message lists those there are.
    """
    if name not in _QUANTITIES:
        raise KeyError(f"No quantity is called {name!r}. There are: {', '.join(sorted(_QUANTITIES))}.")
    return _QUANTITIES[name]()


def quantity_names() -> frozenset[str]:
    """Return every name that :func:`quantity` knows."""
    return frozenset(_QUANTITIES)
