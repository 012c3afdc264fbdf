"""The plane of anxiety and avoidance, entered by a guess of how many change region in a month."""

from __future__ import annotations

from functools import partial

from securebase.figures import attachment_plane as figures
from securebase.models.stability import LATENT_RETEST, PARENT_RETEST, ROMANTIC_RETEST
from securebase.widgets.controls import Slider, steps
from securebase.widgets.guesses import Guess
from securebase.widgets.live_figure import LiveFigure
from securebase.widgets.prediction import PredictThenLook

SCORES = steps(-1.95, 1.95, 0.1)  # none lies on a border, where nobody could say which region it is in
RETESTS = steps(0.0, 1.0, 0.01)


def attachment_plane() -> PredictThenLook:
    """Ask how many of 100 people change style in a month, then show one person's cloud and the hundred."""
    guess = Guess(
        title="How many people change style in a month?",
        question=(
            "A hundred people answer nine statements about their partners, and by their scores each gets one "
            "of four styles: a border runs through the middle of each line. Thirty days later they answer "
            "again. The two times agree at r = .65. Suppose that nobody has changed in between.\n"
            "How many of the hundred get another style the second time?"
        ),
        label="People with another style",
        unit="of 100",
        span=(0, 100, 1),
        answer=figures.people_in_another_region(ROMANTIC_RETEST),
        near=6,
        told="You guessed {guess:g} of 100; here it is {answer:g}.",
        if_near="you saw how much borders in the middle can do.",
        if_more="A correlation of .65 sounds high, and there are two borders to cross.",
        if_fewer="The nine statements are steadier than that: with answers drawn at random it would be 75.",
        mistakes={
            (
                33,
                37,
            ): "That may be 100 less 65. A correlation is not a share of people, and there are two borders.",
        },
    )
    return PredictThenLook(guess, _explorer)


def _explorer(guess: float | None) -> LiveFigure:
    return LiveFigure(
        partial(figures.attachment_plane, guess=guess),
        title="One person, some weeks apart",
        controls=[
            _score("anxiety", 0.35),
            _score("avoidance", -0.55),
            Slider("retest", "How well two times agree", RETESTS, "r = {:.2f}", start=ROMANTIC_RETEST),
        ],
        presets={
            "9 statements, partner (.65)": {"retest": ROMANTIC_RETEST},
            "9 statements, parent (.80)": {"retest": PARENT_RETEST},
            "36 statements, partner (.92)": {"retest": LATENT_RETEST},
            "Near the middle": {"anxiety": 0.15, "avoidance": -0.15},
            "Far in a corner": {"anxiety": 1.75, "avoidance": 1.75},
        },
        invitations=[
            "Choose “Near the middle”, then “Far in a corner”. Notice that the cloud is as wide in both.",
            "Go from 9 statements to 36. Notice that the circle shrinks, and the number of people with it.",
            "Move Mira outwards. Notice that the circle lags behind: the next score is likely to be milder.",
        ],
    )


def _score(name: str, start: float) -> Slider:
    def say(score: float) -> str:
        return f"{figures.people_below(score)} of 100"

    return Slider(name, f"{figures.PERSON}'s {name} is above", SCORES, say, start=start)
