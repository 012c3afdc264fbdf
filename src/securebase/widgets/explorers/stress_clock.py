"""The stress clock, entered by a guess."""

from __future__ import annotations

import numpy as np

from securebase.figures.stress_clock import ASKED_SECONDS, TASK_SECONDS, courses, say_time
from securebase.figures.stress_clock import stress_clock as picture
from securebase.widgets.controls import Slider
from securebase.widgets.guesses import Guess
from securebase.widgets.live_figure import LiveFigure
from securebase.widgets.prediction import PredictThenLook

_SECONDS = (1, 2, 3, 4, 5, 7, 10, 15, 20, 30, 45)
# Close together where the task ends, since the fast systems let go within seconds.
_MINUTES = (1, 1.5, *range(2, 11), 10.1, 10.25, 10.5, *range(11, 17), *range(18, 28, 2), *range(30, 60, 5))
_LATER = (60, 70, 80, 90, 105, 120, 150, 180)
MOMENTS = tuple(float(s) for s in _SECONDS) + tuple(60.0 * m for m in _MINUTES + _LATER)
AGAIN = (0.0, 5.0, 10.0, 20.0, 30.0, 45.0, 60.0)
PAUSE_SECONDS = 1200.0  # the time-out whose end has buttons


def stress_clock() -> PredictThenLook:
    """Ask how much adrenaline is left ten minutes after a task; then show four systems on one clock."""
    guess = Guess(
        title="How much adrenaline is left?",
        question=(
            "A task in front of a panel takes ten minutes, and then it is over. Suppose that the body can "
            "leave it at that. Call the adrenaline in the blood at the end of the task 100\u00a0%.\n"
            "How much of it is left ten minutes later?"
        ),
        label="Adrenaline ten minutes after the task, 0 to 100 %",
        unit="% of its highest level",
        span=(0, 100, 1),
        answer=100 * float(courses(np.array([ASKED_SECONDS])).adrenaline[0]),
        near=3,
        told="You guessed {guess:g} %; in the picture it is {answer:.0f} %.",
        if_near="the blood clears adrenaline within minutes.",
        if_more="A little is left: the blood clears adrenaline within minutes, not at once.",
        if_fewer=(
            "The blood clears it faster than that: half of what is there goes every two minutes. The two is "
            "our choice; with five in its place, a quarter would be left."
        ),
    )
    return PredictThenLook(guess, lambda _guess: _explorer())


def _explorer() -> LiveFigure:
    return LiveFigure(
        picture,
        title="The stress clock",
        controls=[
            Slider("seconds", "Time since the task began", MOMENTS, say_time, start=ASKED_SECONDS),
            Slider("again", "Going over it afterwards", AGAIN, _say_again, start=0.0),
        ],
        presets={
            "The task ends": {"seconds": TASK_SECONDS, "again": 0.0},
            "Ten minutes after it": {"seconds": ASKED_SECONDS, "again": 0.0},
            "After a 20-minute pause": {"seconds": TASK_SECONDS + PAUSE_SECONDS, "again": 0.0},
            "After 20 minutes of going over it": {
                "seconds": TASK_SECONDS + PAUSE_SECONDS,
                "again": PAUSE_SECONDS / 60,
            },
        },
        invitations=[
            "Move from 1 second to 10 seconds. Notice which two of the four have already arrived.",
            "Find the moment when cortisol stands highest. Notice what the other three are doing then.",
            "Press the last two buttons in turn. Notice how many of the four a pause brings back to rest.",
        ],
    )


def _say_again(minutes: float) -> str:
    return f"for {minutes:.0f} minutes" if minutes else "not at all"
