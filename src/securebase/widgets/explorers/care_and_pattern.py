"""How far care and a child's pattern go together, as an explorer."""

from __future__ import annotations

from securebase.figures.care_and_pattern import ALL
from securebase.figures.care_and_pattern import care_and_pattern as picture
from securebase.widgets.controls import Choice
from securebase.widgets.live_figure import LiveFigure

GROUPS = {
    ALL: "all of it",
    "answering": "reading and answering",
    "fright": "frightening moments",
    "harm": "burdens and maltreatment",
}


def care_and_pattern() -> LiveFigure:
    """Show published links between care and pattern beside each other."""
    return LiveFigure(
        picture,
        title="Care and pattern, beside each other",
        controls=[Choice("group", "Look at", GROUPS)],
        invitations=[
            "Go from the top to the bottom. Notice how much more the lowest dots tell than the highest.",
            (
                "Look at the five burdens. Notice how far to the right they lie, and that they are nobody's "
                "character."
            ),
        ],
    )
