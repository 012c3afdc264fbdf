"""Graded practice: answers, checks with hints, and the construction of a submission.

A notebook calls :func:`open_exercise`; everything else is reached from what it returns.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from securebase.exercises.exercise import Exercise, open_exercise

__all__ = ["Exercise", "open_exercise"]


def __getattr__(name: str) -> object:
    # Constructing a submission needs none of the science behind the checks.
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from securebase.exercises import exercise  # noqa: PLC0415 - see above

    return getattr(exercise, name)
