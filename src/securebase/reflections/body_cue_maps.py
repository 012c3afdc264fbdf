"""The list of body cues, kept in the journal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from securebase.reflections.prompts import reflect
from securebase.widgets.body_cue_lists import CUES, PROMPT

if TYPE_CHECKING:
    from securebase.reflections.graded_runs import NotHere
    from securebase.reflections.prompts import Reflection


def body_cues() -> Reflection | NotHere:
    """Ask which cues of stress someone knows from their own body; the answer goes to their journal."""
    return reflect("body-cues", PROMPT, kind="several", choices=CUES)
