"""Two crowds as an explorer: lesson 0's first thing to move."""

from __future__ import annotations

from securebase.figures.two_crowds import MOST, say_difference
from securebase.figures.two_crowds import two_crowds as picture
from securebase.widgets.controls import Slider, steps
from securebase.widgets.live_figure import LiveFigure


def two_crowds() -> LiveFigure:
    """Show two crowds, and a handle that moves their averages apart."""
    return LiveFigure(
        picture,
        title="Two crowds",
        controls=[
            Slider(
                "difference",
                "Steps a minute of those who know it, on average",
                steps(-MOST, MOST, 1),
                say_difference,
                start=0.0,
            )
        ],
        presets={
            "No difference": {"difference": 0.0},
            "A small one": {"difference": 2.0},
            "A large one": {"difference": 8.0},
            "As large as it goes": {"difference": float(MOST)},
        },
        invitations=[
            "Go a little to the right. Notice how many pairs still go the other way.",
            "Press “A large one”, and look at Wanda and Halim. Notice which of the two is faster.",
            "Go all the way. Notice how often the one who does not know the laugh is still faster.",
        ],
    )
