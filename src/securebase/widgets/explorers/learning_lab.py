"""The learning lab, entered by a guess."""

from __future__ import annotations

from functools import partial

from securebase.figures.learning_lab import learning_lab as picture
from securebase.models.expectations import UNEQUAL_STEPS_EXAMPLE, asymmetric_limit
from securebase.widgets.controls import Slider, of_100, percent, steps
from securebase.widgets.guesses import Guess
from securebase.widgets.live_figure import LiveFigure
from securebase.widgets.prediction import PredictThenLook

RELIABILITIES = steps(0.1, 1.0, 0.05)
RATES = (0.02, 0.05, 0.1, 0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.5)
SHARES = {0.0: "nothing", 0.25: "a quarter", 0.5: "half", 0.75: "three quarters", 1.0: "all of it"}
START = {**UNEQUAL_STEPS_EXAMPLE, "self_blame": 0.0}


def learning_lab() -> PredictThenLook:
    """Ask where an expectation settles when bad news weighs more, then let it learn."""
    sheet = Guess(
        title="Where does an expectation settle?",
        question=(
            "Someone answers 80 of every 100 bids, month after month. Each answer moves the other's "
            "expectation a tenth of the way up. Each silence moves it three tenths of the way down. How many "
            "of 100 answers does the other come to count on, in the long run?"
        ),
        label="Answers counted on, from none to all 100",
        unit="of 100",
        span=(0, 100, 1),
        answer=100 * asymmetric_limit(**UNEQUAL_STEPS_EXAMPLE),
        near=3.5,
        told="You guessed {guess:g} of 100. In the model it settles at {answer:.0f}.",
        if_near="a silence that weighs three times as much pulls it far below what is true.",
        if_more="You were {away:.0f} below.",
        if_fewer="You were {away:.0f} above.",
    )
    return PredictThenLook(sheet, _explorer)


def _explorer(guess: float | None) -> LiveFigure:
    return LiveFigure(
        partial(picture, guess=guess),
        title="The learning lab",
        controls=[
            Slider(
                "reliability", "Bids that are answered", RELIABILITIES, of_100, start=START["reliability"]
            ),
            Slider(
                "rise",
                "An answer moves the expectation",
                RATES,
                say=lambda rate: f"{percent(rate)} of the way up",
                start=START["rise"],
            ),
            Slider(
                "fall",
                "A silence moves it",
                RATES,
                say=lambda rate: f"{percent(rate)} of the way down",
                start=START["fall"],
            ),
            Slider(
                "self_blame",
                "Of a silence, put down to oneself",
                list(SHARES),
                SHARES.__getitem__,
                start=START["self_blame"],
            ),
        ],
        presets={
            "A silence weighs three times": START,
            "Both weigh the same": {"rise": 0.1, "fall": 0.1, "self_blame": 0.0},
            "“It must be me”": {"rise": 0.1, "fall": 0.3, "self_blame": 1.0},
            "Someone who rarely answers": {**START, "reliability": 0.3, "fall": 0.1},
        },
        invitations=[
            "Make both steps the same. Notice that the expectation now settles at what is true.",
            (
                "Press “It must be me”. Notice that the other now looks wholly reliable, and who pays for "
                "it. The answers have not changed."
            ),
            "Press “Someone who rarely answers”. Notice that a low expectation can be a correct one.",
        ],
    )
