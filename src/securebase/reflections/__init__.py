"""What a lesson shows of the learner's journal: prompts, check-ins, and reading back."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from securebase.reflections.prompts import reflect
    from securebase.reflections.statements import two_relationships

__all__ = ["reflect", "two_relationships"]

# Each name and the module that makes it: importing the package is cheap, and touches no disk.
_HOMES = {"reflect": "prompts", "two_relationships": "statements"}


def __getattr__(name: str) -> object:
    """Load a component when a lesson asks for it."""
    if name not in _HOMES:
        raise AttributeError(
            f"securebase.reflections has no component {name!r}; it has {', '.join(sorted(_HOMES))}."
        )
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
