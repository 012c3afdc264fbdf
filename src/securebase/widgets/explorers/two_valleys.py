"""The two valleys of a model couple as an explorer."""

from __future__ import annotations

import math

from securebase.figures.signed import Signed
from securebase.figures.two_valleys import TIPPING
from securebase.figures.two_valleys import two_valleys as picture
from securebase.models.couples import KINDNESS_RANGE, TIPPING_EXAMPLE
from securebase.widgets.controls import Slider, steps
from securebase.widgets.live_figure import LiveFigure

KINDNESS = TIPPING_EXAMPLE["kindness"]
# To one and a half times the tipping point either way: beyond, nothing changes that one could see.
_MOST = min(math.floor(1.5 * TIPPING * 50) / 50, KINDNESS_RANGE[1])
KINDNESSES = steps(-_MOST, _MOST, 0.02)
PUSHES = steps(
    0.0, 3.5, 0.05
)  # the longest way to the watershed, where the warm valley is about to go, is 3.3


def two_valleys() -> LiveFigure:
    """Show the two valleys of a model couple, and what becomes of a push that both receive."""
    return LiveFigure(
        picture,
        title="Two valleys and a push",
        controls=[
            Slider("kindness", "Kindness, whatever the other does", KINDNESSES, "{:+.2f}", start=KINDNESS),
            Slider("repair", "Size of the shared repair", PUSHES, "{:.2f}", start=1.0),
        ],
        presets={
            "A push that is too small": {"kindness": KINDNESS, "repair": 1.15},
            "A push that is enough": {"kindness": KINDNESS, "repair": 1.2},
            "More kindness, a smaller push": {"kindness": 0.46, "repair": 0.7},
            "Past the tipping point": {"kindness": 0.54, "repair": 0.0},
        },
        invitations=[
            "Keep kindness at +0.30 and make the repair larger. Notice that one step changes where it ends.",
            "Raise kindness. Notice how the hostile valley grows shallow, and the way out of it short.",
            (
                "Find the kindness at which the hostile valley goes. Lower it again, and notice that the "
                f"warm one stays until {Signed(-TIPPING):.2f}: leaving hostility takes more than staying "
                "out."
            ),
        ],
    )
