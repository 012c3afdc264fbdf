"""Staying away protects a belief, entered by a guess."""

from __future__ import annotations

from scipy.special import expit

from securebase.figures.hot_stove import hot_stove as picture
from securebase.figures.hot_stove import signed
from securebase.models.expectations import hot_stove_bias
from securebase.widgets.controls import Preset, Slider
from securebase.widgets.guesses import Guess
from securebase.widgets.live_figure import LiveFigure
from securebase.widgets.prediction import PredictThenLook

# Up to where the long run still lies inside the picture.
SENSITIVITIES = tuple(round(0.25 * step, 2) for step in range(13))
RATES = tuple(round(0.1 * step, 1) for step in range(1, 8))
SENSITIVITY, RATE = 2.0, 0.5
NEAR = 0.1  # spreads of single experiences: a guess within this is called near


def hot_stove() -> PredictThenLook:
    """Ask where an average impression comes to lie that is tried out only when it is good; then show it."""
    willing, unwilling = (100 * expit(SENSITIVITY * impression) for impression in (1, -1))
    sheet = Guess(
        title="Where does the average impression come to lie?",
        question=(
            "In truth going near is neutral, 0: about two of three single experiences lie between −1 and "
            "+1. "
            f"At an impression of +1 people go near {willing:.0f} times in 100, at −1 only {unwilling:.0f} "
            "times. When they go, the new experience counts for half of what they then think. When they stay "
            "away, they go on thinking what they thought.\n"
            "Where does the average impression of many such people come to lie, in the long run?"
        ),
        label="Average impression, from −1.5 (bad) to +1.5 (good)",
        unit="on this scale",
        span=(-1.5, 1.5, 0.05),
    )
    return PredictThenLook(sheet, _explorer)


def remark(guess: float | None) -> str:
    """Return what is said to a guess; nothing if there was none."""
    if guess is None:
        return ""
    bias = hot_stove_bias(RATE, SENSITIVITY)
    away = guess - bias
    told = f"You guessed {signed(guess, 2)}; in the long run it is {signed(bias)}"
    if abs(away) <= NEAR:
        return f"{told}. Near: below the truth, because bad impressions are tried out least."
    told = f"{told}, which is {abs(away):.2f} {'lower' if away > 0 else 'higher'}."
    if away < 0:
        return (
            f"{told} Below the truth it is. But now and then even a bad impression is tried out, and mends."
        )
    if abs(guess) <= NEAR:
        return f"{told} It would be 0, the truth, if good and bad impressions were tried out equally often."
    if guess > 0:
        return f"{told} Someone who thinks too well of it goes near and finds out. A bad impression lasts."
    return f"{told} Below the truth, as you said, and further: bad impressions are tried out least."


def _explorer(guess: float | None) -> LiveFigure:
    return LiveFigure(
        lambda theme, width, ratio: picture(theme, width, ratio, guess=guess),
        title="Staying away keeps a belief safe",
        remark=remark(guess),
        controls=[
            Slider(
                "sensitivity",
                "How strongly a bad impression keeps away",
                values=SENSITIVITIES,
                words=["0, not at all" if one == 0 else f"sensitivity {one:g}" for one in SENSITIVITIES],
                start=SENSITIVITIES.index(SENSITIVITY),
            ),
            Slider(
                "rate",
                "Weight of a new experience",
                values=RATES,
                words=[f"{100 * rate:.0f} %" for rate in RATES],
                start=RATES.index(RATE),
            ),
        ],
        presets=[
            Preset("The worked example", {"sensitivity": SENSITIVITY, "rate": RATE}),
            Preset("Going near anyway", {"sensitivity": 0.0, "rate": RATE}),
            Preset("One bad evening shuts the door", {"sensitivity": 3.0, "rate": 0.7}),
            Preset("One evening counts for little", {"sensitivity": SENSITIVITY, "rate": 0.1}),
        ],
        invitations=[
            "Follow the thin line. Notice that it is level while the person stays away: nothing is learned.",
            "Press “Going near anyway”. Notice that bad impressions then mend as often as good ones fade.",
            "Compare the two people below. Notice who got more chances to find out that they were wrong.",
        ],
    )
