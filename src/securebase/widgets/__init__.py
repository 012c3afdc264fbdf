"""What a learner touches: live figures, predictions, quick checks, private boxes, and what calms or warns."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from securebase.widgets.badges import badge
    from securebase.widgets.body_cue_lists import body_cues
    from securebase.widgets.breathing_pacers import breathing_pacer
    from securebase.widgets.cards_to_sort import sort_cards
    from securebase.widgets.content_notes import content_note
    from securebase.widgets.explorers.attachment_plane import attachment_plane
    from securebase.widgets.explorers.breathing import breathing_resonance
    from securebase.widgets.explorers.cortisol import cortisol_after_speech
    from securebase.widgets.explorers.cue_reader import cue_reader
    from securebase.widgets.explorers.hot_stove import hot_stove
    from securebase.widgets.explorers.infant_patterns import infant_patterns
    from securebase.widgets.explorers.learning_lab import learning_lab
    from securebase.widgets.explorers.old_expectation import old_expectation
    from securebase.widgets.explorers.proximity_thermostat import proximity_thermostat
    from securebase.widgets.explorers.stress_clock import stress_clock, stress_clock_after_a_guess
    from securebase.widgets.explorers.two_hundred_children import two_hundred_children
    from securebase.widgets.explorers.two_valleys import two_valleys
    from securebase.widgets.grounding_steps import grounding
    from securebase.widgets.help_places import places_of_help
    from securebase.widgets.pause_corners import pause_corner
    from securebase.widgets.private_boxes import private_box
    from securebase.widgets.quick_checks import quick_check
    from securebase.widgets.situations import situation
    from securebase.widgets.violence_gates import violence_gate

__all__ = [
    "attachment_plane",
    "badge",
    "body_cues",
    "breathing_pacer",
    "breathing_resonance",
    "content_note",
    "cortisol_after_speech",
    "cue_reader",
    "grounding",
    "hot_stove",
    "infant_patterns",
    "learning_lab",
    "old_expectation",
    "pause_corner",
    "places_of_help",
    "private_box",
    "proximity_thermostat",
    "quick_check",
    "situation",
    "sort_cards",
    "stress_clock",
    "stress_clock_after_a_guess",
    "two_hundred_children",
    "two_valleys",
    "violence_gate",
]

# Each name and the module that makes it: a lesson loads what it uses; importing the package is cheap.
_HOMES = {
    "attachment_plane": "explorers.attachment_plane",
    "badge": "badges",
    "body_cues": "body_cue_lists",
    "breathing_pacer": "breathing_pacers",
    "breathing_resonance": "explorers.breathing",
    "content_note": "content_notes",
    "cortisol_after_speech": "explorers.cortisol",
    "cue_reader": "explorers.cue_reader",
    "grounding": "grounding_steps",
    "hot_stove": "explorers.hot_stove",
    "infant_patterns": "explorers.infant_patterns",
    "learning_lab": "explorers.learning_lab",
    "old_expectation": "explorers.old_expectation",
    "pause_corner": "pause_corners",
    "places_of_help": "help_places",
    "private_box": "private_boxes",
    "proximity_thermostat": "explorers.proximity_thermostat",
    "quick_check": "quick_checks",
    "situation": "situations",
    "sort_cards": "cards_to_sort",
    "stress_clock": "explorers.stress_clock",
    "stress_clock_after_a_guess": "explorers.stress_clock",
    "two_hundred_children": "explorers.two_hundred_children",
    "two_valleys": "explorers.two_valleys",
    "violence_gate": "violence_gates",
}


def __getattr__(name: str) -> object:
    """Load a component when a lesson asks for it."""
    if name not in _HOMES:
        raise AttributeError(
            f"securebase.widgets has no component {name!r}; it has {', '.join(sorted(_HOMES))}."
        )
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
