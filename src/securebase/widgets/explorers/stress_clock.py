"""The stress clock as an explorer."""

from __future__ import annotations

from securebase.figures.stress_clock import say_time
from securebase.figures.stress_clock import stress_clock as picture
from securebase.widgets.controls import Preset, Slider
from securebase.widgets.live_figure import LiveFigure

_SECONDS = (1, 2, 3, 4, 5, 7, 10, 15, 20, 30, 45)
_MINUTES = (
    1,
    1.5,
    2,
    3,
    4,
    5,
    6,
    7,
    8,
    9,
    10,
    10.1,
    10.25,
    10.5,
    11,
    12,
    13,
    14,
    15,
    16,
    18,
    20,
    22,
    24,
    26,
    30,
)
_LATER = (35, 40, 45, 50, 55, 60, 70, 80, 90, 105, 120, 150, 180)
MOMENTS = tuple(float(s) for s in _SECONDS) + tuple(60.0 * m for m in _MINUTES + _LATER)


def stress_clock() -> LiveFigure:
    """Show four systems after one alarm, and a handle that moves through time."""
    moment = Slider(
        "seconds",
        "Time since the task began",
        values=MOMENTS,
        words=[say_time(seconds) for seconds in MOMENTS],
        start=MOMENTS.index(5.0),
    )
    return LiveFigure(
        picture,
        title="The stress clock",
        controls=[moment],
        presets=[
            Preset("The first breath", {"seconds": 4.0}),
            Preset("The task ends", {"seconds": 600.0}),
            Preset("A 20-minute time-out later", {"seconds": 1800.0}),
        ],
        invitations=[
            "Move from 1 second to 10 seconds. Notice which two of the four have already arrived.",
            "Move from 10 minutes to 12 minutes. Notice which ones let go first once the task is over.",
            "Find the moment when cortisol stands highest. Notice what the other three are doing then.",
        ],
    )
