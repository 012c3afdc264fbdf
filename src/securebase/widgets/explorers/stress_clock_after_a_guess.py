"""The stress clock, entered by a guess."""

from __future__ import annotations

import numpy as np

from securebase.figures.stress_clock import ASKED_SECONDS, courses
from securebase.widgets.explorers.stress_clock import stress_clock
from securebase.widgets.guesses import Guess
from securebase.widgets.prediction import PredictThenLook

SLOWER = "It goes by a slower clock than the task: what set it going has been over for ten minutes."


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
        answer=100 * float(courses(np.array([ASKED_SECONDS])).cortisol[0]),
        near=10,
        told="You guessed {guess:g} % of its rise; in the model it is {answer:.0f} %, and still going up.",
        if_near="the task is over, and the slowest of the four has almost its full height.",
        if_more=SLOWER,
        if_fewer=SLOWER,
    )
    return PredictThenLook(guess, lambda _guess: stress_clock(start=ASKED_SECONDS))
