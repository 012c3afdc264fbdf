"""Staying away protects a belief, entered by a guess."""

from __future__ import annotations

from scipy.special import expit

from securebase.figures.hot_stove import hot_stove as picture
from securebase.figures.signed import Signed
from securebase.models.expectations import HOT_STOVE_EXAMPLE, hot_stove_bias
from securebase.widgets.controls import Slider, percent, steps
from securebase.widgets.guesses import ChoiceGuess
from securebase.widgets.live_figure import LiveFigure
from securebase.widgets.prediction import PredictThenLook

SENSITIVITIES = steps(0.0, 3.0, 0.25)  # up to where the long run still lies inside the picture
RATES = steps(0.1, 0.7, 0.1)


def hot_stove() -> PredictThenLook:
    """Ask on which side of the truth an average impression ends up; then show it."""
    willing, unwilling = (
        100 * expit(HOT_STOVE_EXAMPLE["sensitivity"] * impression) for impression in (1, -1)
    )
    bias = Signed(hot_stove_bias(**HOT_STOVE_EXAMPLE))
    sheet = ChoiceGuess(
        title="Where does the average impression end up?",
        question=(
            "Many people have an impression of how good it is to go near. In fact it is neutral, 0: some of "
            "the times are good, and as many are bad. With a good impression, +1, people go near "
            f"{willing:.0f} times in 100; with a bad one, −1, {unwilling:.0f} times. When they go, the new "
            "experience counts for half of what they then think. When they stay away, they go on thinking "
            "what they thought.\n"
            "Where does the average impression of all of them end up, in the long run?"
        ),
        label="The average impression, in the long run",
        choices={
            "below": "Below the truth: worse than it is",
            "at": "At the truth: good and bad experiences even out",
            "above": "Above the truth: better than it is",
        },
        answer="below",
        told={
            "below": f"Below, yes: in the long run the average ends up at {bias:.3f}.",
            "at": (
                "Experiences do even out, for those who go on having them. The average ends up at "
                f"{bias:.3f}; it would be 0 if good and bad impressions were tried out equally often."
            ),
            "above": (
                f"It ends up at {bias:.3f}. Someone who thinks too well of it goes near and finds out; "
                "a bad impression lasts."
            ),
        },
    )
    return PredictThenLook(sheet, _explorer)


def _explorer(_chosen: str | None) -> LiveFigure:
    start = HOT_STOVE_EXAMPLE
    return LiveFigure(
        picture,
        title="Staying away keeps a belief safe",
        controls=[
            Slider(
                "sensitivity",
                "How strongly a bad impression keeps away",
                SENSITIVITIES,
                say=lambda one: f"sensitivity {one:g}" if one else "0, not at all",
                start=start["sensitivity"],
            ),
            Slider("rate", "Weight of a new experience", RATES, percent, start=start["rate"]),
        ],
        presets={
            "The worked example": start,
            "Whatever they think": {**start, "sensitivity": 0.0},
            "One bad evening shuts the door": {"sensitivity": 3.0, "rate": 0.7},
            "One evening counts for little": {**start, "rate": 0.1},
        },
        invitations=[
            "Follow the thin line. Notice that it is level while the person stays away: nothing is learned.",
            (
                "Press “Whatever they think”: nobody is kept away. Notice that bad impressions then recover "
                "as often as good ones fade."
            ),
            "Compare the two people below. Notice who got more chances to find out that they were wrong.",
        ],
    )
