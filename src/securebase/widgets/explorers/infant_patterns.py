"""How infants are classified, entered by a guess."""

from __future__ import annotations

from functools import partial

from securebase.figures import infant_patterns as figures
from securebase.widgets.controls import Choice
from securebase.widgets.guesses import Guess
from securebase.widgets.live_figure import LiveFigure
from securebase.widgets.prediction import PredictThenLook


def infant_patterns() -> PredictThenLook:
    """Ask how many infants are classified secure, then show the published shares."""
    sheet = Guess(
        title="How many infants are classified secure?",
        question=(
            "Picture 100 infants of about one year, from more than 20 countries. Each was seen once, for "
            "about twenty minutes, with someone who looks after them. How many do you expect to be "
            "classified secure?"
        ),
        label="Classified secure, from none to all 100",
        unit="of 100 infants",
        span=(0, 100, 1),
        answer=figures.shares()["secure"],
        near=3,
        told="You guessed {guess:g} of 100. In 285 studies it was {answer:.1f}.",
        if_near="nearly as many were classified otherwise.",
        if_more="You had {away:.0f} fewer.",
        if_fewer="You had {away:.0f} more.",
    )
    return PredictThenLook(sheet, _explorer)


def _explorer(guess: float | None) -> LiveFigure:
    patterns = {name: figures.said(name) for name in figures.shares()}
    return LiveFigure(
        partial(figures.infant_patterns, guess=guess),
        title="A hundred infants",
        controls=[Choice("pattern", "Look at", {figures.ALL: "all four", **patterns})],
        invitations=[
            "Go through the four patterns. Notice that each describes what an infant did, not what it is.",
            "Count the dots that are not secure. Notice how many families a label such as “bad” would hit.",
        ],
    )
