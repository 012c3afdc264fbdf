"""Staying away protects a belief, as an explorer."""

from __future__ import annotations

from securebase.figures.hot_stove import hot_stove as picture
from securebase.widgets.controls import Preset, Slider
from securebase.widgets.live_figure import LiveFigure

# Up to where the long run still lies inside the picture.
SENSITIVITIES = tuple(round(0.25 * step, 2) for step in range(13))
RATES = tuple(round(0.1 * step, 1) for step in range(1, 8))


def hot_stove() -> LiveFigure:
    """Show how going near only what one thinks well of bends the average impression."""
    return LiveFigure(
        picture,
        title="Staying away keeps a belief safe",
        controls=[
            Slider(
                "sensitivity",
                "How strongly a bad impression keeps away",
                values=SENSITIVITIES,
                words=["0, not at all" if one == 0 else f"sensitivity {one:g}" for one in SENSITIVITIES],
                start=SENSITIVITIES.index(2.0),
            ),
            Slider(
                "rate",
                "Weight of a new experience",
                values=RATES,
                words=[f"{100 * rate:.0f} %" for rate in RATES],
                start=RATES.index(0.5),
            ),
        ],
        presets=[
            Preset("The worked example", {"sensitivity": 2.0, "rate": 0.5}),
            Preset("Going near anyway", {"sensitivity": 0.0, "rate": 0.5}),
            Preset("One bad evening shuts the door", {"sensitivity": 3.0, "rate": 0.7}),
            Preset("One evening counts for little", {"sensitivity": 2.0, "rate": 0.1}),
        ],
        invitations=[
            "Follow the thin line. Notice that it is level while the person stays away: nothing is learned.",
            "Press “Going near anyway”. Notice that bad impressions then mend as often as good ones fade.",
            "Compare the two people below. Notice who got more chances to find out that they were wrong.",
        ],
    )
