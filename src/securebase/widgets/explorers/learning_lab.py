"""The learning lab, entered by a guess."""

from __future__ import annotations

from functools import partial

from securebase.figures.learning_lab import OPEN
from securebase.figures.learning_lab import learning_lab as picture
from securebase.models.expectations import COUNTING_EXAMPLE, HEAVY_SILENCE_EXAMPLE, settled_level
from securebase.widgets.controls import Slider, of_100, steps
from securebase.widgets.guesses import Guess
from securebase.widgets.live_figure import LiveFigure
from securebase.widgets.prediction import PredictThenLook

RELIABILITIES = steps(0.1, 1.0, 0.05)
WEIGHTS = (0.5, 1.0, 2.0, 3.0, 4.0, 5.0)
PRIORS = steps(0.0, 0.9, 0.1)
STRENGTHS = (1.0, 2.0, 5.0, 10.0, 20.0, 30.0, 50.0, 100.0)
START = {**HEAVY_SILENCE_EXAMPLE, **OPEN}
OLD_DISTRUST = {**COUNTING_EXAMPLE, "silence_weight": 1.0}


def learning_lab() -> PredictThenLook:
    """Ask where an expectation settles when a silence weighs three times, then let it learn."""
    sheet = Guess(
        title="Where does an expectation settle?",
        question=(
            "Someone answers 80 of every 100 bids, month after month. The other counts along and misreads "
            "nothing; but each silence counts for them as much as three answers. How many answers of 100 do "
            "they come to expect, in the long run?"
        ),
        label="Answers expected, from none to all 100",
        unit="of 100",
        span=(0, 100, 1),
        answer=100 * settled_level(**HEAVY_SILENCE_EXAMPLE),
        near=3.5,
        told="You guessed {guess:g} of 100. In the model it settles at {answer:.0f}.",
        if_near="80 answers stand against 20 silences that count as 60.",
        if_more="You were {away:.0f} lower. Silences weigh more, but answers are far more frequent.",
        if_fewer="You were {away:.0f} higher. The 20 silences count as much as 60 answers would.",
        mistakes={
            (76.5, 83.5): (
                "You were {away:.0f} higher. That would be so if an answer and a silence counted the same."
            ),
        },
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
                "silence_weight",
                "A silence counts as much as",
                WEIGHTS,
                say=lambda weight: _counted(weight, "answer"),
                start=START["silence_weight"],
            ),
            Slider(
                "prior",
                "The old expectation",
                PRIORS,
                say=lambda prior: f"{10 * prior:.0f} of 10 answered",
                start=START["prior"],
            ),
            Slider(
                "strength",
                "The old expectation counts as much as",
                STRENGTHS,
                say=lambda strength: _counted(strength, "exchange"),
                start=START["strength"],
            ),
        ],
        presets={
            "A silence counts as three": START,
            "Both count the same": {**START, "silence_weight": 1.0},
            "An old distrust": OLD_DISTRUST,
            "An old distrust, and silences count as three": {**OLD_DISTRUST, "silence_weight": 3.0},
            "Someone who rarely answers": {**START, "reliability": 0.3, "silence_weight": 1.0},
        },
        invitations=[
            "Let a silence count as one answer. Notice that the expectation now settles at what is true.",
            (
                "Think of an old distrust that counts as much as 30 exchanges, beside someone who now "
                "answers 80 of 100 bids. After how many does it pass 0.5? Say a number, then press “An old "
                "distrust”, and the preset after it. Notice that the line never stands still."
            ),
            "Press “Someone who rarely answers”. Notice that a low expectation can be a correct one.",
        ],
    )


def _counted(count: float, what: str) -> str:
    if count == 0.5:
        return f"half an {what}"
    return f"{count:.0f} {what}{'' if count == 1 else 's'}"
