"""What a correlation says about children, as an explorer."""

from __future__ import annotations

from securebase.figures.two_hundred_children import FIRST_REPORTED, POOLED, SAME_CHILD
from securebase.figures.two_hundred_children import two_hundred_children as picture
from securebase.widgets.controls import Choice, Slider, steps
from securebase.widgets.live_figure import LiveFigure

CORRELATIONS = steps(0.0, 1.0, 0.01)
LINKS = {"parent": "parent and child", "again": "the same child, seen twice"}


def two_hundred_children() -> LiveFigure:
    """Show what a correlation between parent and child, or between two visits, means in children."""
    return LiveFigure(
        picture,
        title="Two hundred children",
        controls=[
            Choice("link", "What goes together", LINKS),
            Slider("r", "Correlation r", CORRELATIONS, "{:.2f}", start=POOLED),
        ],
        presets={
            "Parent and child, 95 samples": {"link": "parent", "r": POOLED},
            "Parent and child, as first reported": {"link": "parent", "r": FIRST_REPORTED},
            "The same child, seen again": {"link": "again", "r": SAME_CHILD},
            "If childhood decided": {"r": 1.0},
        },
        invitations=[
            "Press “If childhood decided”, and then the first preset. Notice what 0.31 leaves open.",
            "Notice the open dots on the left and the filled dots on the right: they are children, too.",
            "Compare the first two presets. Notice that more and newer studies made the link smaller.",
        ],
    )
