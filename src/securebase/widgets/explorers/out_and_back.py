"""A small girl's minute in a departure hall, to walk through."""

from __future__ import annotations

from securebase.figures.out_and_back import out_and_back as picture
from securebase.models.outing import ALARM_RANGE, MINUTE
from securebase.widgets.controls import Slider, steps
from securebase.widgets.live_figure import LiveFigure

BARK = ALARM_RANGE[1]  # that of the opening scene


def out_and_back() -> LiveFigure:
    """Show how far a girl goes from her grandfather, and what an alarm does to her way."""
    return LiveFigure(
        picture,
        title="A minute in the departure hall",
        controls=[
            Slider("second", "Seconds since she let go", steps(*MINUTE, 1), "{:.0f} s", start=8.0),
            Slider(
                "alarm", "How much the loudspeaker frightens her", steps(*ALARM_RANGE, 0.5), _say, start=BARK
            ),
        ],
        presets={
            "No loudspeaker": {"second": 60.0, "alarm": 0.0},
            "A murmur": {"second": 60.0, "alarm": 2.0},
            "A shout": {"second": 60.0, "alarm": 5.0},
            "A bark": {"second": 60.0, "alarm": BARK},
        },
        invitations=[
            "Walk her through the minute. Notice when she is fastest.",
            "Go from “A murmur” to “A bark”. Notice what it takes before she sets out again.",
        ],
    )


def _say(alarm: float) -> str:
    return "not at all" if alarm == 0 else f"{alarm:g} of 10"
