"""Closeness as a thermostat, entered by a guess."""

from __future__ import annotations

from securebase.figures.proximity_thermostat import proximity_thermostat as picture
from securebase.models.couples import ALARM_RANGE, THERMOSTAT_EXAMPLE, closeness_reached
from securebase.widgets.controls import Slider, steps
from securebase.widgets.guesses import Guess
from securebase.widgets.live_figure import LiveFigure
from securebase.widgets.prediction import PredictThenLook

ALARMS = steps(*ALARM_RANGE, 0.5)
ANSWERS = steps(-0.2, 1.0, 0.1)


def proximity_thermostat() -> PredictThenLook:
    """Ask how near someone alarmed comes to a person who stays put; then show both, and the wish."""
    guess = Guess(
        title="How near does the alarm bring them?",
        question=(
            "Closeness from 0, far apart, to 10, touching. In calm times one person likes 3, the other 4. "
            "Then something alarms the first, who now wants 8. The other keeps to 4 and does not move. In "
            "this model each is drawn to their own wish, and the first person to the other as well.\n"
            "Where does the first one come to rest while the alarm lasts?"
        ),
        label="Closeness of the one alarmed, 0 to 10",
        unit="of 10",
        span=(0, 10, 0.1),
        answer=closeness_reached(**THERMOSTAT_EXAMPLE),
        near=0.5,
        told="You guessed {guess:g}; the model comes to {answer:.1f}.",
        if_near="it lies between the wish and the other.",
        if_more="The wish pulls further than that, even if nobody comes to meet it.",
        if_fewer=("A wish alone does not bring two people together: the one who stays put holds both back."),
    )
    return PredictThenLook(guess, lambda _guess: _explorer())


def _explorer() -> LiveFigure:
    start = THERMOSTAT_EXAMPLE
    return LiveFigure(
        picture,
        title="A thermostat for closeness",
        controls=[
            Slider("alarm", "The alarm raises one person's wish by", ALARMS, "+{:g}", start=start["alarm"]),
            Slider("answer", "What the other does", ANSWERS, _say_answer, start=start["answer"]),
        ],
        presets={
            "No answer": start,
            "An answer": {**start, "answer": 0.5},
            "The other moves away": {**start, "answer": -0.2},
            "A small alarm, an answer": {"alarm": 2.0, "answer": 0.5},
        },
        invitations=[
            (
                "Go from “No answer” to “An answer”. Notice how much of the missing closeness comes from the "
                "other."
            ),
            (
                "Look at minute 20. Notice that with an answer, too, the two let go again once the alarm is "
                "over."
            ),
            "Let the other move away. Notice who ends further from what they want: both.",
        ],
    )


def _say_answer(answer: float) -> str:
    if answer == 0:
        return "stays put"
    return f"comes nearer, {answer:.1f}" if answer > 0 else f"moves away, {-answer:.1f}"
