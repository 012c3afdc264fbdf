"""Staying away protects a belief, entered by a guess."""

from __future__ import annotations

from functools import partial

from scipy.special import expit

from securebase.figures.hot_stove import hot_stove as picture
from securebase.models.expectations import HOT_STOVE_EXAMPLE, hot_stove_bias
from securebase.widgets.controls import Slider, percent, steps
from securebase.widgets.guesses import Guess
from securebase.widgets.live_figure import LiveFigure
from securebase.widgets.prediction import PredictThenLook

SENSITIVITIES = steps(0.0, 3.0, 0.25)  # up to where the long run still lies inside the picture
RATES = steps(0.1, 0.7, 0.1)
NEAR = 0.1  # spreads of single experiences


def hot_stove() -> PredictThenLook:
    """Ask where an average impression comes to lie that is tried out only when it is good; then show it."""
    willing, unwilling = (
        100 * expit(HOT_STOVE_EXAMPLE["sensitivity"] * impression) for impression in (1, -1)
    )
    sheet = Guess(
        title="Where does the average impression come to lie?",
        question=(
            "In truth going near is neutral, 0: about two of three single experiences lie between −1 and "
            f"+1. At an impression of +1 people go near {willing:.0f} times in 100, at −1 only "
            f"{unwilling:.0f} times. When they go, the new experience counts for half of what they then "
            "think. When they stay away, they go on thinking what they thought.\n"
            "Where does the average impression of many such people come to lie, in the long run?"
        ),
        label="Average impression, from −1.5 (bad) to +1.5 (good)",
        unit="on this scale",
        span=(-1.5, 1.5, 0.05),
        answer=hot_stove_bias(**HOT_STOVE_EXAMPLE),
        near=NEAR,
        told="You guessed {guess:.2f}; in the long run it is {answer:.3f}.",
        if_near="below the truth, because bad impressions are tried out least.",
        if_more=(
            "That is {away:.2f} higher. Below the truth it is. But now and then even a bad impression is "
            "tried out, and mends."
        ),
        if_fewer=(
            "That is {away:.2f} lower. Below the truth, as you said, and further: bad impressions are tried "
            "out least."
        ),
        mistakes={
            (-NEAR, NEAR): (
                "That is {away:.2f} lower. It would be 0, the truth, if good and bad impressions were "
                "tried out equally often."
            ),
            (NEAR, 1.5): (
                "That is {away:.2f} lower. Someone who thinks too well of it goes near and finds out. A "
                "bad impression lasts."
            ),
        },
    )
    return PredictThenLook(sheet, _explorer)


def _explorer(guess: float | None) -> LiveFigure:
    start = HOT_STOVE_EXAMPLE
    return LiveFigure(
        partial(picture, guess=guess),
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
            "Going near anyway": {**start, "sensitivity": 0.0},
            "One bad evening shuts the door": {"sensitivity": 3.0, "rate": 0.7},
            "One evening counts for little": {**start, "rate": 0.1},
        },
        invitations=[
            "Follow the thin line. Notice that it is level while the person stays away: nothing is learned.",
            "Press “Going near anyway”. Notice that bad impressions then mend as often as good ones fade.",
            "Compare the two people below. Notice who got more chances to find out that they were wrong.",
        ],
    )
