"""How much a silence says, entered by a guess."""

from __future__ import annotations

from securebase.figures.cue_reader import cue_reader as picture
from securebase.models.inference import SILENCE_EXAMPLE, posterior
from securebase.widgets.controls import Slider, of_100, steps
from securebase.widgets.guesses import Guess
from securebase.widgets.live_figure import LiveFigure
from securebase.widgets.prediction import PredictThenLook

PRIORS = steps(0.0, 0.5, 0.01)  # an evening of two hundred is half a percent, so that these come out whole
CHANCES = steps(0.0, 1.0, 0.05)
NEAR = 5


def cue_reader() -> PredictThenLook:
    """Ask how likely rejection is, given silence; then show the evenings as dots."""
    prior, hit, false_alarm = SILENCE_EXAMPLE.values()
    guess = Guess(
        title="No answer tonight: how often is it rejection?",
        question=(
            f"Two invented people. On {of_100(prior)} evenings one of them really is pulling away, and then "
            f"a message gets no answer {10 * hit:g} times in 10. On all other evenings it gets none "
            f"{10 * false_alarm:g} times in 10: a flat battery, a crowded bus, sleep.\n"
            "Tonight no answer has come. Out of 100 such silent evenings, how many are rejection?"
        ),
        label="Rejection, of 100 silent evenings",
        unit="of 100",
        span=(0, 100, 1),
        answer=100 * posterior(**SILENCE_EXAMPLE),
        near=NEAR,
        told="You guessed {guess:g} of 100; here it is {answer:.0f}.",
        if_near="you let the many ordinary evenings count.",
        if_more=f"The silence does say something: it more than doubles the {of_100(prior)} from before.",
        if_fewer="Here most silences come from the many evenings on which nothing is wrong.",
        mistakes={
            (100 * hit - NEAR, 100 * hit + NEAR): (
                f"Many people answer with the {10 * hit:g} in 10. That is how often rejection brings "
                "silence; the question was how often silence means rejection."
            ),
        },
    )
    return PredictThenLook(guess, lambda _guess: _explorer())


def _explorer() -> LiveFigure:
    start = SILENCE_EXAMPLE
    return LiveFigure(
        picture,
        title="Two hundred evenings",
        controls=[
            Slider("prior", "Rejection, before any silence", PRIORS, of_100, start=start["prior"]),
            Slider("hit", "Silence, when it is rejection", CHANCES, of_100, start=start["hit"]),
            Slider(
                "false_alarm",
                "Silence, on any other evening",
                CHANCES,
                of_100,
                start=start["false_alarm"],
            ),
        ],
        presets={
            "An ordinary week": start,
            "A busy week": {**start, "false_alarm": 0.6},
            "After a quarrel": {**start, "prior": 0.2},
            "Someone who always answers": {**start, "false_alarm": 0.05},
            "The excuse was untrue before": {**start, "prior": 0.5},
        },
        invitations=[
            "Choose “A busy week”. Notice how little the same silence says now.",
            "Go from “An ordinary week” to “Someone who always answers”. Notice how much more silence says.",
            "Make the second and the third slider equal. Notice that silence then tells you nothing at all.",
        ],
    )
