"""The stress clock as an explorer: open at once, or entered by a guess."""

from __future__ import annotations

import numpy as np

from securebase.figures.stress_clock import TASK_SECONDS, courses, say_time
from securebase.figures.stress_clock import stress_clock as picture
from securebase.widgets.controls import Preset, Slider
from securebase.widgets.guesses import Guess
from securebase.widgets.live_figure import LiveFigure
from securebase.widgets.prediction import PredictThenLook

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


ASKED_SECONDS = 1200.0
NEAR = 10.0


def stress_clock() -> LiveFigure:
    """Show four systems after one alarm, and a handle that moves through time."""
    return _explorer(start=5.0)


def stress_clock_after_a_guess() -> PredictThenLook:
    """Ask how high cortisol stands twenty minutes after the task began; then show all four at that moment."""
    guess = Guess(
        title="Where does cortisol stand after twenty minutes?",
        question=(
            "A task before a panel begins at minute 0 and is over at minute 10. Call the cortisol in saliva "
            "from before it 0\u00a0%, and the highest that the task raises it to, whenever that is, "
            "100\u00a0%.\n"
            "How high does it stand 20 minutes after the task began?"
        ),
        label="Cortisol 20 minutes after the task began, 0 to 100 %",
        unit="% of its rise",
        span=(0, 100, 1),
    )
    return PredictThenLook(guess, lambda given: _explorer(start=ASKED_SECONDS, remark=remark(given)))


def remark(guess: float | None) -> str:
    """Return what is said to a guess; nothing if there was none."""
    if guess is None:
        return ""
    share = 100 * float(courses(np.array([ASKED_SECONDS])).cortisol[0])
    told = f"You guessed {guess:g} % of its rise; in the model it is {share:.0f} %, and still going up."
    if abs(guess - share) <= NEAR:
        return f"{told} Near: the task is over, and the slowest of the four has almost its full height."
    return f"{told} It goes by a slower clock than the task: what set it going has been over for ten minutes."


def _explorer(*, start: float, remark: str = "") -> LiveFigure:
    moment = Slider(
        "seconds",
        "Time since the task began",
        values=MOMENTS,
        words=[say_time(seconds) for seconds in MOMENTS],
        start=MOMENTS.index(start),
    )
    return LiveFigure(
        picture,
        title="The stress clock",
        remark=remark,
        controls=[moment],
        presets=[
            Preset("The first breath", {"seconds": 4.0}),
            Preset("The task ends", {"seconds": TASK_SECONDS}),
            Preset("Ten minutes after it", {"seconds": ASKED_SECONDS}),
            Preset("A 20-minute time-out later", {"seconds": TASK_SECONDS + 1200.0}),
        ],
        invitations=[
            "Move from 1 second to 10 seconds. Notice which two of the four have already arrived.",
            "Move from 10 minutes to 12 minutes. Notice which ones let go first once the task is over.",
            "Find the moment when cortisol stands highest. Notice what the other three are doing then.",
        ],
    )
