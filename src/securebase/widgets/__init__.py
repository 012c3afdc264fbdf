"""What a learner touches: live figures, predictions, quick checks, private boxes, and what calms or warns.

A lesson loads what it uses; importing the package is cheap. A live picture needs no entry here: it is the
function that has the name of its file in `explorers`.
"""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import Any

# Each other component, and the module that makes it.
_HOMES = {
    "badge": "badges",
    "body_cues": "body_cue_lists",
    "breathing_pacer": "breathing_pacers",
    "content_note": "content_notes",
    "grounding": "grounding_steps",
    "pause_corner": "pause_corners",
    "places_of_help": "help_places",
    "private_box": "private_boxes",
    "quick_check": "quick_checks",
    "situation": "situations",
    "sort_cards": "cards_to_sort",
    "violence_gate": "violence_gates",
}

EXPLORERS = tuple(sorted(file.stem for file in (Path(__file__).parent / "explorers").glob("[a-z]*.py")))
"""The names of the live pictures."""

_HOMES |= {name: f"explorers.{name}" for name in EXPLORERS}

__all__ = list(_HOMES)


def __getattr__(name: str) -> Any:
    """Load a component when a lesson asks for it."""
    if name not in _HOMES:
        from securebase.widgets.earlier_pictures import EARLIER, in_place_of  # noqa: PLC0415 - asked for rarely

        if name in EARLIER:
            return in_place_of(name)
        raise AttributeError(
            f"securebase.widgets has no component {name!r}; it has {', '.join(sorted(_HOMES))}."
        )
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
