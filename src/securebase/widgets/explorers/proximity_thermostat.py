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
        title="How close do they get?",
        question=(
            "Closeness runs from 0, far apart, to 10, touching. When all is calm, one person likes 3 and the "
            "other 4. Then something alarms the first person, who now wants 8. The other stays at 4. In this "
            "model the first person is pulled two ways: towards what they want, and towards where the other "
            "is.\n"
            "Where do they settle while the alarm lasts?"
        ),
        label="Closeness the alarmed person reaches, 0 to 10",
        unit="of 10",
        span=(0, 10, 0.1),
        answer=closeness_reached(**THERMOSTAT_EXAMPLE),
        near=0.5,
        told="You guessed {guess:g}; the model says {answer:.1f}.",
        if_near="it lies between what the first person wants and where the other is.",
        if_more="What they want pulls them further than that, even if nobody comes to meet them.",
        if_fewer="Wanting is not enough to bring two people together: the one who stays put holds both back.",
    )
    return PredictThenLook(guess, lambda _guess: _explorer())


def _explorer() -> LiveFigure:
    start = THERMOSTAT_EXAMPLE
    return LiveFigure(
        picture,
        title="A thermostat for closeness",
        controls=[
            Slider(
                "alarm",
                "How much more closeness the alarm makes one of them want",
                ALARMS,
                "+{:g}",
                start=start["alarm"],
            ),
            Slider("answer", "What the other does", ANSWERS, _say_answer, start=start["answer"]),
        ],
        presets={
            "No answer": start,
            "An answer": {**start, "answer": 0.5},
            "The other moves away": {**start, "answer": -0.2},
            "A small alarm, an answer": {"alarm": 2.0, "answer": 0.5},
        },
        invitations=[
            "Go from “No answer” to “An answer”. Notice how much of what was missing the other brings.",
            "Choose “An answer” and look past minute 20. Notice that both let go once the alarm is over.",
            "Let the other move away. Notice who ends up further from what they want: both do.",
        ],
    )


def _say_answer(answer: float) -> str:
    if answer == 0:
        return "stays put"
    return f"comes nearer, {answer:.1f}" if answer > 0 else f"moves away, {-answer:.1f}"
