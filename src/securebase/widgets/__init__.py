"""What a learner touches: live figures, predictions, quick checks, private boxes."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from securebase.widgets.explorers.cortisol import cortisol_after_speech
    from securebase.widgets.explorers.stress_clock import stress_clock
    from securebase.widgets.private_boxes import private_box
    from securebase.widgets.quick_checks import quick_check

__all__ = ["cortisol_after_speech", "private_box", "quick_check", "stress_clock"]

# Each name and the module that makes it: a lesson loads what it uses; importing the package is cheap.
_HOMES = {
    "cortisol_after_speech": "explorers.cortisol",
    "private_box": "private_boxes",
    "quick_check": "quick_checks",
    "stress_clock": "explorers.stress_clock",
}


def __getattr__(name: str) -> object:
    """Load a component when a lesson asks for it."""
    if name not in _HOMES:
        raise AttributeError(
            f"securebase.widgets has no component {name!r}; it has {', '.join(sorted(_HOMES))}."
        )
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
