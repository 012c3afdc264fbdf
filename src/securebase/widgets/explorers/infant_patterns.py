"""How infants are classified, entered by a guess."""

from __future__ import annotations

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
    )
    return PredictThenLook(sheet, _explorer)


def _explorer(expected: float | None) -> LiveFigure:
    patterns = (figures.ALL, *figures.shares())
    return LiveFigure(
        lambda theme, width, ratio: figures.infant_patterns(theme, width, ratio, expected=expected),
        title="A hundred infants",
        remark="" if expected is None else figures.compare(expected),
        controls=[
            Choice(
                "pattern",
                "Look at",
                values=patterns,
                words=("all four", *(figures.said(name) for name in patterns[1:])),
            )
        ],
        invitations=[
            "Go through the four patterns. Notice that each describes what an infant did, not what it is.",
            "Count the dots that are not secure. Notice how many families a label such as “bad” would hit.",
        ],
    )
