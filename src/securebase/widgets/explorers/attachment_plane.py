"""The plane of anxiety and avoidance, entered by a guess of how many change region in a month."""

from __future__ import annotations

from functools import partial

from securebase.figures import attachment_plane as figures
from securebase.models.stability import PARENT_RETEST, ROMANTIC_RETEST
from securebase.widgets.controls import Slider, steps
from securebase.widgets.guesses import Guess
from securebase.widgets.live_figure import LiveFigure
from securebase.widgets.prediction import PredictThenLook

SCORES = steps(-1.95, 1.95, 0.1)  # none lies on a border, where nobody could say which region it is in
RETESTS = steps(0.0, 1.0, 0.05)


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
        answer=figures.people_in_another_region(ROMANTIC_RETEST),
        near=6,
        told="You guessed {guess:g} of 100; here it is {answer:g}.",
        if_near="you saw how much a border in the middle can do.",
        if_more="A correlation of .65 sounds high, and there are two borders to fall across.",
        if_fewer="The questionnaire is steadier than that; by lot alone it would be 75.",
    )
    return PredictThenLook(guess, _explorer)


def _explorer(guess: float | None) -> LiveFigure:
    return LiveFigure(
        partial(figures.attachment_plane, guess=guess),
        title="One person, a month apart",
        controls=[
            _score("anxiety", 0.35),
            _score("avoidance", -0.55),
            Slider("retest", "How well two times agree", RETESTS, "r = {:.2f}", start=ROMANTIC_RETEST),
        ],
        presets={
            "About a partner (.65)": {"retest": ROMANTIC_RETEST},
            "About a parent (.80)": {"retest": PARENT_RETEST},
            "Near the middle": {"anxiety": 0.15, "avoidance": -0.15},
            "Far in a corner": {"anxiety": 1.75, "avoidance": 1.75},
        },
        invitations=[
            "Choose “Near the middle”, then “Far in a corner”. Notice that the cloud is as wide in both.",
            "Make the two times agree better and better. Notice how long people go on changing region.",
            "Move Mira outwards. Notice that the circle lags behind: the next score is likely to be milder.",
        ],
    )


def _score(name: str, start: float) -> Slider:
    def say(score: float) -> str:
        return f"{figures.people_below(score)} of 100"

    return Slider(name, f"{figures.PERSON}'s {name} is above", SCORES, say, start=start)
