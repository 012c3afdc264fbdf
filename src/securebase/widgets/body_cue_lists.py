"""Body cues of stress, to tick for oneself: a question of the private box with a list of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from securebase.widgets.private_boxes import private_box

if TYPE_CHECKING:
    from securebase.widgets.private_boxes import PrivateBox, Save

PROMPT = "When something alarms you, which of these does your body show? Tick as many as you like."
CUES = (
    "Heart: faster or harder",
    "Breath: short, high or held",
    "Jaw: clenched",
    "Shoulders and neck: drawn up, tight",
    "Throat: narrow, mouth dry",
    "Face: hot",
    "Hands: cold, damp or in fists",
    "Stomach: in a knot, or sick",
    "Skin: sweat, heat or shivers",
    "Muscles: trembling",
    "Legs: restless, ready to go",
    "Eyes: on guard, searching",
    "Stillness: hard to move or speak",
    "Numbness: far away, as if behind glass",
    "Heaviness: suddenly tired",
    "Something else",
    "Nothing that I notice",
)


def body_cues(*, save: Save | None = None, where: str = "") -> PrivateBox:
    """Ask which cues of stress someone knows from their own body.

    Parameters
    ----------
    save : callable, optional
        As for `securebase.widgets.private_box`: called as ``save("body-cues", cues)`` with those that are
        ticked, in the order of the list. Without it the list keeps nothing and says so.
    where : str
        With ``save``: where it is kept, and who can read it.
    """
    return private_box("body-cues", PROMPT, kind="several", choices=CUES, save=save, where=where)
