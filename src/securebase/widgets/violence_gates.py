"""The violence gate: whom the coming part is not meant for, where help is, and how to leave the page fast."""

from __future__ import annotations

import traitlets

from securebase.widgets.help_places import PlacesOfHelp

TITLE = "If you are afraid of someone, please skip this part"
WORDS = (
    (
        "What follows is written for people who are safe with each other, even when they quarrel. Where "
        "there is fear, coercion, stalking, forced sex or physical harm, we advise against trying to soothe "
        "each other, see their side, reappraise, do joint exercises or repair things."
    ),
    (
        "In that case it is not your job to calm anyone down, or to be more understanding. Look for "
        "specialist help alone, where nobody can listen in. Couple therapy may be unsafe too. Withdrawing "
        "can be a way of protecting yourself, and it needs no excuse."
    ),
)
DEVICE = (
    "Anyone who can use this device can find this page in its history, and the course among its files. A "
    "device they never use is a safer place to look for help."
)


class ViolenceGate(PlacesOfHelp):
    """Words before what could do harm where someone is not safe, around the places of help."""

    title = traitlets.Unicode(TITLE).tag(sync=True)
    before = traitlets.List(traitlets.Unicode(), list(WORDS)).tag(sync=True)
    after = traitlets.List(traitlets.Unicode(), [DEVICE]).tag(sync=True)


def violence_gate() -> ViolenceGate:
    """Show the violence gate: before lessons 8 to 11, and beside every tool for repair."""
    return ViolenceGate()
