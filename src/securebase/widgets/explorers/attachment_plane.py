"""The plane of anxiety and avoidance, entered by a guess of how many change region in a month."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from securebase.figures import attachment_plane as figures
from securebase.models.stability import PARENT_RETEST, ROMANTIC_RETEST
from securebase.widgets.controls import Preset, Slider
from securebase.widgets.guesses import Guess
from securebase.widgets.live_figure import LiveFigure
from securebase.widgets.prediction import PredictThenLook

if TYPE_CHECKING:
    from securebase.figures.picture import Picture
    from securebase.figures.style import Theme

# No score lies on a border, where nobody could say which region it is in.
SCORES = tuple(float(one) for one in np.round(np.arange(-1.95, 1.951, 0.1), 2))
RETESTS = tuple(float(one) for one in np.round(np.arange(0.0, 1.0001, 0.05), 2))
START = (0.35, -0.55)
MISS = 6  # of 100: a guess within this is called near


def attachment_plane() -> PredictThenLook:
    """Ask how many of 100 people change style in a month, then show one person's cloud and the hundred."""
    guess = Guess(
        title="How many people change style in a month?",
        question=(
            "A hundred people fill in a good questionnaire about their partners, and each gets one of four "
            "styles. Thirty days later they do it again. The two times agree at r = .65, and suppose that "
            "nobody has changed.\nHow many of the hundred get another style the second time?"
        ),
        label="People with another style",
        unit="of 100",
        span=(0, 100, 1),
    )
    return PredictThenLook(guess, _explorer)


def remark(guess: float | None) -> str:
    """Return what is said to a guess, beside the number that answers it; nothing if there was none."""
    if guess is None:
        return ""
    right = figures.people_in_another_region(ROMANTIC_RETEST)
    told = f"You expected {guess:g} of 100; here it is {right}."
    if abs(guess - right) <= MISS:
        return f"{told} Near: you saw how much a border in the middle can do."
    if guess < right:
        return f"{told} A correlation of .65 sounds high, and there are two borders to fall across."
    return f"{told} The questionnaire is steadier than that; by lot alone it would be 75."


def _explorer(guess: float | None) -> LiveFigure:
    def build(theme: Theme, width: float, ratio: float) -> Picture:
        return figures.attachment_plane(theme, width, ratio, expected=guess)

    return LiveFigure(
        build,
        title="One person, a month apart",
        remark=remark(guess),
        controls=[
            _score("anxiety", START[0]),
            _score("avoidance", START[1]),
            Slider(
                "retest",
                "How well two times agree",
                values=RETESTS,
                words=[f"r = {retest:.2f}" for retest in RETESTS],
                start=RETESTS.index(ROMANTIC_RETEST),
            ),
        ],
        presets=[
            Preset("About a partner (.65)", {"retest": ROMANTIC_RETEST}),
            Preset("About a parent (.80)", {"retest": PARENT_RETEST}),
            Preset("Near the middle", {"anxiety": 0.15, "avoidance": -0.15}),
            Preset("Far in a corner", {"anxiety": 1.75, "avoidance": 1.75}),
        ],
        invitations=[
            "Choose “Near the middle”, then “Far in a corner”. Notice that the cloud is as wide in both.",
            "Make the two times agree better and better. Notice how long people go on changing region.",
            "Move Mira outwards. Notice that the circle lags behind: the next score is likely to be milder.",
        ],
    )


def _score(name: str, start: float) -> Slider:
    return Slider(
        name,
        f"{figures.PERSON}'s {name} is above",
        values=SCORES,
        words=[f"{figures.people_below(score)} of 100" for score in SCORES],
        start=SCORES.index(start),
    )
