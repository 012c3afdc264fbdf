"""Closeness as a thermostat, entered by a guess."""

from __future__ import annotations

from securebase.figures.proximity_thermostat import proximity_thermostat as picture
from securebase.models.couples import ALARM_RANGE, closeness_reached
from securebase.widgets.controls import Preset, Slider
from securebase.widgets.guesses import Guess
from securebase.widgets.live_figure import LiveFigure
from securebase.widgets.prediction import PredictThenLook

ALARMS = tuple(half / 2 for half in range(int(2 * ALARM_RANGE[1]) + 1))
ANSWERS = tuple(tenth / 10 for tenth in range(-2, 11))
ALARM, STAYS = 5.0, 0.0
NEAR = 0.5


def proximity_thermostat() -> PredictThenLook:
    """Ask how near someone alarmed comes to a person who stays put; then show both, and the wish."""
    guess = Guess(
        title="How near does the alarm bring them?",
        question=(
            "Closeness from 0, far apart, to 10, touching. In calm times one person likes 3, the other "
            "4. Then "
            "something alarms the first, who now wants 8. The other keeps to 4 and does not move. In "
            "this model "
            "each is drawn to their own wish, and the first person to the other as well.\n"
            "Where does the first one come to rest while the alarm lasts?"
        ),
        label="Closeness of the one alarmed, 0 to 10",
        unit="of 10",
        span=(0, 10, 0.1),
    )
    return PredictThenLook(guess, _explorer)


def remark(guess: float | None) -> str:
    """Return what is said to a guess; nothing if there was none."""
    if guess is None:
        return ""
    reached = closeness_reached(alarm=ALARM, answer=STAYS)
    told = f"You guessed {guess:g}; the model comes to {reached:.1f}."
    if abs(guess - reached) <= NEAR:
        return f"{told} Near: it lies between the wish and the other."
    if guess > reached:
        return (
            f"{told} A wish alone does not bring two people together: the one who stays put holds both back."
        )
    return f"{told} The wish pulls further than that, even if nobody comes to meet it."


def _explorer(guess: float | None) -> LiveFigure:
    return LiveFigure(
        picture,
        title="A thermostat for closeness",
        remark=remark(guess),
        controls=[
            Slider(
                "alarm",
                "The alarm raises one person's wish by",
                values=ALARMS,
                words=[f"+{alarm:g}" for alarm in ALARMS],
                start=ALARMS.index(ALARM),
            ),
            Slider(
                "answer",
                "What the other does",
                values=ANSWERS,
                words=[_answer_in_words(answer) for answer in ANSWERS],
                start=ANSWERS.index(STAYS),
            ),
        ],
        presets=[
            Preset("No answer", {"alarm": ALARM, "answer": STAYS}),
            Preset("An answer", {"alarm": ALARM, "answer": 0.5}),
            Preset("The other moves away", {"alarm": ALARM, "answer": -0.2}),
            Preset("A small alarm, an answer", {"alarm": 2.0, "answer": 0.5}),
        ],
        invitations=[
            (
                "Go from “No answer” to “An answer”. Notice how much of the missing closeness comes from "
                "the other."
            ),
            (
                "Look at minute 20. Notice that with an answer, too, the two let go again once the alarm "
                "is over."
            ),
            "Let the other move away. Notice who ends further from what they want: both.",
        ],
    )


def _answer_in_words(answer: float) -> str:
    if answer == 0:
        return "stays put"
    return f"comes nearer, {answer:.1f}" if answer > 0 else f"moves away, {-answer:.1f}"
