"""How long an old expectation holds, entered by a guess."""

from __future__ import annotations

from securebase.figures.old_expectation import EXCHANGES, LEVEL
from securebase.figures.old_expectation import old_expectation as picture
from securebase.models.expectations import interactions_until
from securebase.widgets.controls import Preset, Slider
from securebase.widgets.guesses import Guess
from securebase.widgets.live_figure import LiveFigure
from securebase.widgets.prediction import PredictThenLook

STRENGTHS = (1.0, 2.0, 5.0, 10.0, 15.0, 20.0, 30.0, 40.0, 50.0, 75.0, 100.0)
PRIORS = tuple(round(0.1 * step, 1) for step in range(10))
RELIABILITIES = tuple(round(0.05 * step, 2) for step in range(2, 21))
STRENGTH, PRIOR, RELIABILITY = 20.0, 0.2, 0.9
NEAR = 2.0  # exchanges: a guess within this is called near


def old_expectation() -> PredictThenLook:
    """Ask how many answers it takes for an old expectation to move, then show it."""
    sheet = Guess(
        title="How long does an old expectation hold?",
        question=(
            f"Someone expects an answer {10 * PRIOR:g} times in 10, and this old expectation counts as much "
            f"as {STRENGTH:g} remembered exchanges. Now they live with a person who answers "
            f"{10 * RELIABILITY:g} times in 10.\n"
            f"Of the next {EXCHANGES} exchanges, how many does it take until they expect an answer "
            f"{10 * LEVEL:g} times in 10?"
        ),
        label=f"Exchanges it takes, from 1 to {EXCHANGES}",
        unit=f"of {EXCHANGES} exchanges",
        span=(1, EXCHANGES, 1),
    )
    return PredictThenLook(sheet, _explorer)


def remark(guess: float | None) -> str:
    """Return what is said to a guess; nothing if there was none."""
    if guess is None:
        return ""
    needed = interactions_until(LEVEL, PRIOR, STRENGTH, RELIABILITY)
    away = guess - needed
    told = f"You guessed {guess:g}; on average it takes {needed:g}"
    if abs(away) <= NEAR:
        return f"{told}. Near: the old is firm, and it is not stuck."
    if away < 0:
        return (
            f"{told}, which is {-away:.3g} more. What counts as {STRENGTH:g} exchanges does not give way to "
            "the first few."
        )
    told = f"{told}, which is {away:.3g} fewer."
    if abs(guess - STRENGTH) <= NEAR:
        return (
            f"{told} After {STRENGTH:g}, old and new count the same, and the expectation has come to the "
            f"middle of the two: to {5 * (PRIOR + RELIABILITY):g} times in 10."
        )
    return f"{told} The old is firm, but {10 * RELIABILITY:g} of 10 new exchanges speak against it."


def _explorer(guess: float | None) -> LiveFigure:
    return LiveFigure(
        lambda theme, width, ratio: picture(theme, width, ratio, guess=guess),
        title="How long an old expectation holds",
        remark=remark(guess),
        controls=[
            Slider(
                "strength",
                "The old expectation counts as much as",
                values=STRENGTHS,
                words=[f"{count:.0f} exchange{'' if count == 1 else 's'}" for count in STRENGTHS],
                start=STRENGTHS.index(STRENGTH),
            ),
            Slider(
                "prior",
                "The old expectation",
                values=PRIORS,
                words=[f"{10 * prior:.0f} of 10 answered" for prior in PRIORS],
                start=PRIORS.index(PRIOR),
            ),
            Slider(
                "reliability",
                "Bids that are answered now",
                values=RELIABILITIES,
                words=[f"{100 * share:.0f} of 100" for share in RELIABILITIES],
                start=RELIABILITIES.index(RELIABILITY),
            ),
        ],
        presets=[
            Preset("Lightly held", {"strength": 5.0, "prior": PRIOR, "reliability": RELIABILITY}),
            Preset("Firmly held", {"strength": STRENGTH, "prior": PRIOR, "reliability": RELIABILITY}),
            Preset("Very firmly held", {"strength": 50.0, "prior": PRIOR, "reliability": RELIABILITY}),
            Preset("A trust that meets silence", {"strength": STRENGTH, "prior": 0.9, "reliability": 0.2}),
        ],
        invitations=[
            "Go from lightly to very firmly held. Notice that ten times as firm takes ten times as long.",
            (
                "Press “A trust that meets silence”. Notice that old trust is as slow to go, for the same "
                "reason."
            ),
            "Notice that the line never stands still while answers come: slow is not the same as stuck.",
        ],
    )
