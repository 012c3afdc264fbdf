"""What is right in an exercise, by the names that its ``questions.yml`` uses.

An exercise never holds a number that a model can compute: correct the model, and the answer follows. Each
exercise has its module in ``oracles``, found by the exercise's name and loaded when it is first asked.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, TypeVar

from securebase.exercises import oracles

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from securebase.exercises.trial import Quantity, Trial

T = TypeVar("T")


@dataclass(frozen=True)
class Oracle:
    """What the models say to the questions of one exercise.

    Attributes
    ----------
    module : str
        The file that it was read from, without its ending.
    quantities : mapping of str to callable
        Right answers, and those that a mistake would give, by name; computed when first asked for.
    trials : mapping of str to Trial
        What a learner's function is tried on, by the function's name.
    """

    module: str
    quantities: Mapping[str, Callable[[], Quantity]]
    trials: Mapping[str, Trial]

    def quantity(self, name: str) -> Quantity:
        """Return a number, or the ids of the options that are right.

        Raises
        ------
        LookupError
            If no quantity has that name; the message lists those there are.
        """
        return _named(name, self.quantities, f"No quantity of oracles/{self.module}.py is called")()

    def trial(self, function: str) -> Trial:
        """Return what a learner's function is tried on.

        Raises
        ------
        LookupError
            If no trial has that name; the message lists those there are.
        """
        return _named(function, self.trials, f"No trial of oracles/{self.module}.py is for a function called")


@cache
def oracle(exercise: str) -> Oracle:
    """Return what is right in an exercise; no other exercise's models are loaded for it.

    Parameters
    ----------
    exercise : str
        Its folder's name, as in ``04-the-first-hour``.

    Raises
    ------
    LookupError
        If it has no module; the message says which file is missing.
    ValueError
        If the module gives one name to two quantities or to two trials.
    """
    module = f"exercise_{exercise.replace('-', '_')}"
    if module not in {found.name for found in pkgutil.iter_modules(oracles.__path__)}:
        raise LookupError(
            f"Exercise {exercise!r} asks for what a model gives, and nothing gives it yet. "
            f"Write it in src/securebase/exercises/oracles/{module}.py, as the modules beside it do."
        )
    written = importlib.import_module(f"{oracles.__name__}.{module}")
    quantities = _each_once(module, "quantities", getattr(written, "QUANTITIES", ()))
    return Oracle(
        module,
        {name: cache(give) for name, give in quantities.items()},
        _each_once(module, "trials", getattr(written, "TRIALS", ())),
    )


def _each_once(module: str, kind: str, written: Mapping[str, T] | Iterable[Mapping[str, T]]) -> dict[str, T]:
    """Put together what an author wrote as one table or as several."""
    together: dict[str, T] = {}
    for table in [written] if isinstance(written, Mapping) else written:
        if twice := sorted(together.keys() & table.keys()):
            raise ValueError(
                f"oracles/{module}.py gives two {kind} the name {' and the name '.join(map(repr, twice))}. "
                "A question could mean either: give one of them another name."
            )
        together |= table
    return together


def _named(name: str, there: Mapping[str, T], none_is: str) -> T:
    if name not in there:
        raise LookupError(f"{none_is} {name!r}. There are: {', '.join(sorted(there)) or 'none'}.")
    return there[name]
