"""What a correlation says about children, entered by a guess."""

from __future__ import annotations

from functools import partial

from securebase.figures.two_hundred_children import FIRST_REPORTED, POOLED, SAME_CHILD, whole_rates
from securebase.figures.two_hundred_children import two_hundred_children as picture
from securebase.widgets.controls import Choice, Slider, steps
from securebase.widgets.guesses import Guess
from securebase.widgets.live_figure import LiveFigure
from securebase.widgets.prediction import PredictThenLook

CORRELATIONS = steps(0.0, 1.0, 0.01)
LINKS = {"parent": "parent and child", "again": "the same child, seen twice"}


def two_hundred_children() -> PredictThenLook:
    """Ask how often a parent's security comes with the child's, then show it and other links."""
    sheet = Guess(
        title="How often does it repeat?",
        question=(
            "Ask parents to tell of their own childhood, and listen to how they speak of it. Set 100 "
            "children whose parents speak of attachment in a secure way beside 100 whose parents do not, and "
            "suppose that half of all 200 are classified secure. If it always repeated itself, that would be "
            "all 100 of the first group; if parents made no difference, 50.\n"
            "How many of the first 100 children are classified secure?"
        ),
        label="Classified secure, from none to all 100",
        unit="of 100 children",
        span=(0, 100, 1),
        answer=whole_rates(POOLED)[0],
        near=3,
        told="You guessed {guess:g} of 100. In 95 samples it comes to {answer:.0f}.",
        if_near="closer to a coin than to a certainty, and not a coin.",
        if_more="You had {away:.0f} fewer. It repeats more often than that.",
        if_fewer="You had {away:.0f} more. In more families than that, it does not repeat.",
        mistakes={
            (0, 49): (
                "You had {away:.0f} fewer. A number below 50 would mean that children are more often unlike "
                "their parents than like them."
            ),
        },
    )
    return PredictThenLook(sheet, _explorer)


def _explorer(guess: float | None) -> LiveFigure:
    return LiveFigure(
        partial(picture, guess=guess),
        title="Two hundred children",
        controls=[
            Choice("link", "What goes together", LINKS),
            Slider("r", "Correlation r", CORRELATIONS, "{:.2f}", start=POOLED),
        ],
        presets={
            "Parent and child, 95 samples": {"link": "parent", "r": POOLED},
            "Parent and child, as first reported": {"link": "parent", "r": FIRST_REPORTED},
            "The same child, seen again": {"link": "again", "r": SAME_CHILD},
            "If childhood decided": {"r": 1.0},
        },
        invitations=[
            "Press “If childhood decided”, and then the first preset. Notice what 0.31 leaves open.",
            "Notice the open dots on the left and the filled dots on the right: they are children, too.",
            "Compare the first two presets. Notice that more and newer studies made the link smaller.",
        ],
    )
