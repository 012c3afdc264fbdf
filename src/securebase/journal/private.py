"""A wrapper for secrets and entries, so that no traceback, log or display shows what is inside.

Verbose tracebacks show the local variables of every function on the way, in full. Code of the journal
therefore holds passphrases, keys and entries in this wrapper only, and never raises from a function that has
one of them in the open.
"""

from __future__ import annotations

from typing import Generic, NoReturn, TypeVar

T = TypeVar("T")


class Private(Generic[T]):
    """Something that only :meth:`reveal` shows; its ``repr`` and ``str`` do not, and it cannot be pickled."""

    __slots__ = ("_held",)

    def __init__(self, held: T) -> None:
        self._held = held

    def reveal(self) -> T:
        """Return what is held; do not keep it in a variable of a function that may raise."""
        return self._held

    def __repr__(self) -> str:
        return "<private>"

    def __reduce__(self) -> NoReturn:
        raise TypeError("What is private is not written anywhere.")


def hidden(given: T | Private[T]) -> Private[T]:
    """Return ``given`` in a wrapper, whether it came in one or not."""
    return given if isinstance(given, Private) else Private(given)


def hidden_or_none(given: T | Private[T] | None) -> Private[T] | None:
    """Return ``given`` in a wrapper, or None if there is nothing to wrap."""
    return None if given is None else hidden(given)
