"""Two branches on one heart as an explorer."""

from __future__ import annotations

from securebase.figures.two_branches import PUSH, REST, VAGUS
from securebase.figures.two_branches import two_branches as picture
from securebase.widgets.controls import Slider, steps
from securebase.widgets.live_figure import LiveFigure


def two_branches() -> LiveFigure:
    """Show the heart rate that two nerves agree on, with a handle for each."""
    return LiveFigure(
        picture,
        title="Two nerves, one heart",
        controls=[
            Slider(
                "vagus",
                "The vagus holds the heart back",
                steps(*VAGUS, 0.2),
                "{:.1f} signals a second",
                start=REST["vagus"],
            ),
            Slider(
                "push",
                "The sympathetic branch pushes it",
                steps(*PUSH, 0.2),
                "{:.1f} signals a second",
                start=REST["push"],
            ),
        ],
        presets={
            "At rest": REST,
            "Both let go": {"vagus": VAGUS[0], "push": PUSH[0]},
            "Like a seesaw": {"vagus": 1.8, "push": 5.6},
            "Both work harder": {"vagus": 5.0, "push": 6.2},
        },
        invitations=[
            "Press “Both let go”. Notice that a heart left to itself is quicker than a heart at rest.",
            (
                "Go back to rest, and bring the heart to about 90 by one handle alone, then by the other. "
                "Notice that the beat is the same, and what made it is not."
            ),
            "Press “Both work harder”. Notice the beat, and what it hides.",
        ],
    )
