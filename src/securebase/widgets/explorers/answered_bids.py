"""What comes to be expected of someone who answers so many bids of ten: lesson 3's first thing to move."""

from __future__ import annotations

from functools import partial

from securebase.figures.learning_lab import learning_lab as picture
from securebase.widgets.controls import Slider, steps
from securebase.widgets.live_figure import LiveFigure


def answered_bids() -> LiveFigure:
    """Show an expectation that has no past and counts answers and silences alike."""
    return LiveFigure(
        partial(picture, plain=True),
        title="What a child comes to expect",
        controls=[
            Slider(
                "reliability",
                "Of ten bids, answered",
                steps(0.0, 1.0, 0.1),
                say=lambda share: f"{10 * share:.0f} of 10",
                start=0.7,
            )
        ],
        presets={
            "Nearly always": {"reliability": 0.9},
            "Every other time": {"reliability": 0.5},
            "Hardly ever": {"reliability": 0.1},
        },
        invitations=[
            "Move the handle. Notice that the line goes where the answers are, high or low.",
            "Follow the thin line, one child. Notice how far luck alone carries it at the beginning.",
        ],
    )
