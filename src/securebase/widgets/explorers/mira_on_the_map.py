"""The map of attachment as an explorer: the first thing to move in lesson 2."""

from __future__ import annotations

from securebase.figures.attachment_plane import PERSON
from securebase.figures.mira_on_the_map import EVENTS, MOST
from securebase.figures.mira_on_the_map import mira_on_the_map as picture
from securebase.widgets.controls import Choice, Slider, steps
from securebase.widgets.live_figure import LiveFigure


def mira_on_the_map() -> LiveFigure:
    """Let one invented person be moved across the map, and say what she may think there."""
    scores = steps(0, MOST, 1)
    middle, low, high = MOST / 2, 1.0, MOST - 1.0
    said = f"{{:g}} of {MOST}"
    return LiveFigure(
        picture,
        title=f"{PERSON} on the map",
        controls=[
            Choice("event", "What happens", EVENTS),
            Slider("anxiety", f"{PERSON}'s fear of being left", scores, said, start=middle),
            Slider("avoidance", f"{PERSON}'s unease about leaning on someone", scores, said, start=middle),
        ],
        presets={
            "Secure": {"anxiety": low, "avoidance": low},
            "Anxious": {"anxiety": high, "avoidance": low},
            "Avoidant": {"anxiety": low, "avoidance": high},
            "Fearful": {"anxiety": high, "avoidance": high},
        },
        invitations=[
            "Put Mira into each corner. Notice that Idris has done nothing different.",
            "Move her slowly from one corner to the next. Notice that no line says where one word ends.",
            "Leave her in one place and change what happens. Notice what her three thoughts share.",
        ],
    )
