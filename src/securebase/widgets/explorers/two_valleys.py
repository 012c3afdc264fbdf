"""The two valleys of a model couple as an explorer."""

from __future__ import annotations

import math

import numpy as np

from securebase.figures.two_valleys import TIPPING, signed
from securebase.figures.two_valleys import two_valleys as picture
from securebase.models.couples import KINDNESS_RANGE
from securebase.widgets.controls import Preset, Slider
from securebase.widgets.live_figure import LiveFigure

# To one and a half times the tipping point either way: beyond, nothing changes that one could see.
_MOST = min(math.floor(1.5 * TIPPING * 50) / 50, KINDNESS_RANGE[1])
KINDNESSES = tuple(float(one) for one in np.round(np.arange(-_MOST, _MOST + 0.01, 0.02), 2))
# The longest way from the hostile valley to the watershed is 3.3, where the warm valley is about to go.
PUSHES = tuple(float(one) for one in np.round(np.arange(0.0, 3.51, 0.05), 2))


def two_valleys() -> LiveFigure:
    """Show the two valleys of a model couple, and what becomes of a push that both receive."""
    kindness = Slider(
        "kindness",
        "Kindness, whatever the other does",
        values=KINDNESSES,
        words=[signed(one, 2) for one in KINDNESSES],
        start=KINDNESSES.index(0.3),
    )
    repair = Slider(
        "repair",
        "Size of the shared repair",
        values=PUSHES,
        words=[f"{one:.2f}" for one in PUSHES],
        start=PUSHES.index(1.0),
    )
    return LiveFigure(
        picture,
        title="Two valleys and a push",
        controls=[kindness, repair],
        presets=[
            Preset("A push that is too small", {"kindness": 0.3, "repair": 1.15}),
            Preset("A push that is enough", {"kindness": 0.3, "repair": 1.2}),
            Preset("More kindness, a smaller push", {"kindness": 0.46, "repair": 0.7}),
            Preset("Past the tipping point", {"kindness": 0.54, "repair": 0.0}),
        ],
        invitations=[
            "Keep kindness at +0.30 and make the repair larger. Notice that one step changes where it ends.",
            "Raise kindness. Notice how the hostile valley grows shallow, and the way out of it short.",
            (
                "Find the kindness at which the hostile valley goes. Lower it again, and notice that the "
                f"warm one stays until {signed(-TIPPING, 2)}: leaving hostility takes more than staying out."
            ),
        ],
    )
