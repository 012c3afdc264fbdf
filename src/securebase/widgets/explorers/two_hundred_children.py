"""What a correlation says about children, as an explorer."""

from __future__ import annotations

import numpy as np

from securebase.figures.two_hundred_children import FIRST_REPORTED, POOLED, SAME_CHILD
from securebase.figures.two_hundred_children import two_hundred_children as picture
from securebase.widgets.controls import Choice, Preset, Slider
from securebase.widgets.live_figure import LiveFigure

CORRELATIONS = tuple(float(r) for r in np.round(np.arange(0.0, 1.001, 0.01), 2))


def two_hundred_children() -> LiveFigure:
    """Show what a correlation between parent and child, or between two visits, means in children."""
    link = Choice(
        "link",
        "What goes together",
        values=("parent", "again"),
        words=("parent and child", "the same child, seen twice"),
    )
    strength = Slider(
        "r",
        "Correlation r",
        values=CORRELATIONS,
        words=[f"{r:.2f}" for r in CORRELATIONS],
        start=CORRELATIONS.index(POOLED),
    )
    return LiveFigure(
        picture,
        title="Two hundred children",
        controls=[link, strength],
        presets=[
            Preset("Parent and child, 95 samples", {"link": "parent", "r": POOLED}),
            Preset("Parent and child, as first reported", {"link": "parent", "r": FIRST_REPORTED}),
            Preset("The same child, seen again", {"link": "again", "r": SAME_CHILD}),
            Preset("If childhood decided", {"r": 1.0}),
        ],
        invitations=[
            "Press “If childhood decided”, and then the first preset. Notice what 0.31 leaves open.",
            "Notice the open dots on the left and the filled dots on the right: they are children, too.",
            "Compare the first two presets. Notice that more and newer studies made the link smaller.",
        ],
    )
