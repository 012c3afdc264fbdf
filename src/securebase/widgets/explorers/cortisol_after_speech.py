"""Salivary cortisol after a speech, entered by prediction."""

from __future__ import annotations

from functools import partial

from securebase.figures import cortisol as figures
from securebase.widgets.controls import Choice, Slider, steps
from securebase.widgets.live_figure import LiveFigure
from securebase.widgets.prediction import Prediction, PredictThenLook

# The first place is where everybody starts: one time their own level.
PLACES = (-5.0, 5.0, 10.0, 20.0, 30.0, 45.0, 60.0, 75.0, 90.0)
# Four fifths of men lie between .28 and 1.9 times the mean response, so the handle goes a little further.
AMPLITUDES = steps(0.0, 2.0, 0.05)


def cortisol_after_speech() -> PredictThenLook:
    """Ask for the curve a learner expects, then show the group means and the published model."""
    sheet = Prediction(
        title="What does cortisol do after a speech before judges?",
        question=(
            "A hundred men prepare a speech for ten minutes. At minute 0 they stand before a panel that does "
            "not smile, speak for five minutes, and count backwards for five more. Draw the cortisol in "
            "their saliva, on average, as multiples of where it began."
        ),
        places=PLACES,
        along="Minutes since the task began",
        up="Cortisol in saliva, times the starting level",
        heights=(0.0, 6.0, 0.1),
        start=1.0,
        unit="times the start",
        sign="×",
        along_unit="minutes",
        remark=lambda drawn: figures.compare(PLACES, drawn),
        span=(0.0, 10.0, "task"),
    )
    return PredictThenLook(sheet, _explorer)


def _explorer(drawn: list[float] | None) -> LiveFigure:
    return LiveFigure(
        partial(figures.after_speech, expected=None if drawn is None else (PLACES, drawn)),
        title="Cortisol in saliva after a speech before judges",
        controls=[
            Choice("sex", "Group", {"male": "100 men", "female": "100 women"}),
            Slider("amplitude", "Size of the response", AMPLITUDES, "× {:.2f}", start=1.0),
        ],
        presets={
            "The group's mean": {"amplitude": 1.0},
            "Someone who responds half as much": {"amplitude": 0.5},
            "Someone who responds twice as much": {"amplitude": 2.0},
        },
        invitations=[
            "Make the response smaller and larger. Notice that the minute of the peak does not move.",
            "Change to the women. Notice how much the two bands overlap.",
            "Set the response to zero. Notice the band: people differ before anything happens.",
        ],
    )
