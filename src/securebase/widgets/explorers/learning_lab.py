"""The learning lab, entered by a guess."""

from __future__ import annotations

from securebase.figures import learning_lab as figures
from securebase.widgets.controls import Preset, Slider
from securebase.widgets.guesses import Guess
from securebase.widgets.live_figure import LiveFigure
from securebase.widgets.prediction import PredictThenLook

RELIABILITIES = tuple(round(0.05 * step, 2) for step in range(2, 21))
RATES = (0.02, 0.05, 0.1, 0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.5)
SHARES = (0.0, 0.25, 0.5, 0.75, 1.0)
SHARE_WORDS = ("nothing", "a quarter", "half", "three quarters", "all of it")


def learning_lab() -> PredictThenLook:
    """Ask where an expectation settles when bad news weighs more, then let it learn."""
    sheet = Guess(
        title="Where does an expectation settle?",
        question=(
            "Someone answers 80 of every 100 bids, month after month. Each answer moves the other's "
            "expectation a tenth of the way up. Each silence moves it three tenths of the way down. How many "
            "of 100 answers does the other come to count on, in the long run?"
        ),
        label="Answers counted on, from none to all 100",
        unit="of 100",
        span=(0, 100, 1),
    )
    return PredictThenLook(sheet, _explorer)


def _explorer(guess: float | None) -> LiveFigure:
    expected = None if guess is None else guess / 100
    return LiveFigure(
        lambda theme, width, ratio: figures.learning_lab(theme, width, ratio, expected=expected),
        title="The learning lab",
        remark="" if expected is None else figures.compare(expected),
        controls=[
            Slider(
                "reliability",
                "Bids that are answered",
                values=RELIABILITIES,
                words=[f"{100 * share:.0f} of 100" for share in RELIABILITIES],
                start=RELIABILITIES.index(0.8),
            ),
            Slider(
                "rise",
                "An answer moves the expectation",
                values=RATES,
                words=[f"{100 * rate:.0f} % of the way up" for rate in RATES],
                start=RATES.index(0.1),
            ),
            Slider(
                "fall",
                "A silence moves it",
                values=RATES,
                words=[f"{100 * rate:.0f} % of the way down" for rate in RATES],
                start=RATES.index(0.3),
            ),
            Slider(
                "self_blame",
                "Of a silence, put down to oneself",
                values=SHARES,
                words=SHARE_WORDS,
                start=0,
            ),
        ],
        presets=[
            Preset(
                "A silence weighs three times",
                {"reliability": 0.8, "rise": 0.1, "fall": 0.3, "self_blame": 0.0},
            ),
            Preset("Both weigh the same", {"rise": 0.1, "fall": 0.1, "self_blame": 0.0}),
            Preset("“It must be me”", {"rise": 0.1, "fall": 0.3, "self_blame": 1.0}),
            Preset(
                "Someone who rarely answers",
                {"reliability": 0.3, "rise": 0.1, "fall": 0.1, "self_blame": 0.0},
            ),
        ],
        invitations=[
            "Make both steps the same. Notice that the expectation now settles at what is true.",
            (
                "Press “It must be me”. Notice that the other now looks wholly reliable, and who pays for "
                "it. The answers have not changed."
            ),
            "Press “Someone who rarely answers”. Notice that a low expectation can be a correct one.",
        ],
    )
