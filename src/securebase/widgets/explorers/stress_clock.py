"""The stress clock as an explorer."""

from __future__ import annotations

from securebase.figures.stress_clock import ASKED_SECONDS, TASK_SECONDS, say_time
from securebase.figures.stress_clock import stress_clock as picture
from securebase.widgets.controls import Slider
from securebase.widgets.live_figure import LiveFigure

_SECONDS = (1, 2, 3, 4, 5, 7, 10, 15, 20, 30, 45)
# Close together where the task ends, since the fast systems let go within seconds.
_MINUTES = (1, 1.5, *range(2, 11), 10.1, 10.25, 10.5, *range(11, 17), *range(18, 28, 2), *range(30, 60, 5))
_LATER = (60, 70, 80, 90, 105, 120, 150, 180)
MOMENTS = tuple(float(s) for s in _SECONDS) + tuple(60.0 * m for m in _MINUTES + _LATER)


def stress_clock(*, start: float = 5.0) -> LiveFigure:
    """Show four systems after one alarm, and a handle that moves through time from ``start``, in seconds."""
    return LiveFigure(
        picture,
        title="The stress clock",
        controls=[Slider("seconds", "Time since the task began", MOMENTS, say_time, start=start)],
        presets={
            "The first breath": {"seconds": 4.0},
            "The task ends": {"seconds": TASK_SECONDS},
            "Ten minutes after it": {"seconds": ASKED_SECONDS},
            "A 20-minute time-out later": {"seconds": TASK_SECONDS + 1200.0},
        },
        invitations=[
            "Move from 1 second to 10 seconds. Notice which two of the four have already arrived.",
            "Move from 10 minutes to 12 minutes. Notice which ones let go first once the task is over.",
            "Find the moment when cortisol stands highest. Notice what the other three are doing then.",
        ],
    )
