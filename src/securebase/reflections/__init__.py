"""What a lesson shows of the learner's journal: prompts, check-ins, and reading back."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from securebase.reflections.body_cue_maps import body_cues
    from securebase.reflections.check_ins import before_and_after, check_in
    from securebase.reflections.journeys import journey
    from securebase.reflections.practice_logs import practice_log, read_practice_log
    from securebase.reflections.prompts import reflect
    from securebase.reflections.statements import two_relationships
    from securebase.reflections.timelines import timeline

__all__ = [
    "before_and_after",
    "body_cues",
    "check_in",
    "journey",
    "practice_log",
    "read_practice_log",
    "reflect",
    "timeline",
    "two_relationships",
]

# Each name and the module that makes it: importing the package is cheap, and touches no disk.
_HOMES = {
    "before_and_after": "check_ins",
    "body_cues": "body_cue_maps",
    "check_in": "check_ins",
    "journey": "journeys",
    "practice_log": "practice_logs",
    "read_practice_log": "practice_logs",
    "reflect": "prompts",
    "timeline": "timelines",
    "two_relationships": "statements",
}


def __getattr__(name: str) -> object:
    """Load a component when a lesson asks for it."""
    if name not in _HOMES:
        raise AttributeError(
            f"securebase.reflections has no component {name!r}; it has {', '.join(sorted(_HOMES))}."
        )
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
