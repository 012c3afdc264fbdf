"""How long an old expectation holds, entered by a guess."""

from __future__ import annotations

from functools import partial

from securebase.figures.old_expectation import EXCHANGES
from securebase.figures.old_expectation import old_expectation as picture
from securebase.models.expectations import COUNTED_UNTIL, COUNTING_EXAMPLE, interactions_until
from securebase.widgets.controls import Slider, of_100, steps
from securebase.widgets.guesses import Guess
from securebase.widgets.live_figure import LiveFigure
from securebase.widgets.prediction import PredictThenLook

STRENGTHS = (1.0, 2.0, 5.0, 10.0, 15.0, 20.0, 30.0, 40.0, 50.0, 75.0, 100.0)
PRIORS = steps(0.0, 0.9, 0.1)
RELIABILITIES = steps(0.1, 1.0, 0.05)
NEAR = 2  # exchanges


def old_expectation() -> PredictThenLook:
    """Ask how many answers it takes for an old expectation to move, then show it."""
    prior, strength, reliability = COUNTING_EXAMPLE.values()
    sheet = Guess(
        title="How long does an old expectation hold?",
        question=(
            f"Someone expects an answer {10 * prior:g} times in 10, and this old expectation counts as much "
            f"as {strength:g} remembered exchanges. Now they live with a person who answers "
            f"{10 * reliability:g} times in 10.\n"
            f"Of the next {EXCHANGES} exchanges, how many does it take until they expect an answer "
            f"{10 * COUNTED_UNTIL:g} times in 10?"
        ),
        label=f"Exchanges it takes, from 1 to {EXCHANGES}",
        unit=f"of {EXCHANGES} exchanges",
        span=(1, EXCHANGES, 1),
        answer=interactions_until(COUNTED_UNTIL, **COUNTING_EXAMPLE),
        near=NEAR,
        told="You guessed {guess:g}; on average it takes {answer:g}.",
        if_near="the old is firm, and it is not stuck.",
        if_more=(
            f"That is {{away:.3g}} more. What counts as {strength:g} exchanges does not give way to the "
            "first few."
        ),
        if_fewer=(
            f"That is {{away:.3g}} fewer. The old is firm, but {10 * reliability:g} of 10 new exchanges "
            "speak against it."
        ),
        mistakes={
            (strength - NEAR, strength + NEAR): (
                f"That is {{away:.3g}} fewer. After {strength:g}, old and new count the same, and the "
                f"expectation has come to the middle of the two: to {5 * (prior + reliability):g} times "
                "in 10."
            ),
        },
    )
    return PredictThenLook(sheet, _explorer)


def _explorer(guess: float | None) -> LiveFigure:
    start = COUNTING_EXAMPLE
    return LiveFigure(
        partial(picture, guess=guess),
        title="How long an old expectation holds",
        controls=[
            Slider(
                "strength",
                "The old expectation counts as much as",
                STRENGTHS,
                say=lambda count: f"{count:.0f} exchange{'' if count == 1 else 's'}",
                start=start["strength"],
            ),
            Slider(
                "prior",
                "The old expectation",
                PRIORS,
                say=lambda prior: f"{10 * prior:.0f} of 10 answered",
                start=start["prior"],
            ),
            Slider(
                "reliability",
                "Bids that are answered now",
                RELIABILITIES,
                of_100,
                start=start["reliability"],
            ),
        ],
        presets={
            "Lightly held": {**start, "strength": 5.0},
            "Firmly held": start,
            "Very firmly held": {**start, "strength": 50.0},
            "A trust that meets silence": {**start, "prior": 0.9, "reliability": 0.2},
        },
        invitations=[
            "Go from lightly to very firmly held. Notice that ten times as firm takes ten times as long.",
            (
                "Press “A trust that meets silence”. Notice that old trust is as slow to go, for the same "
                "reason."
            ),
            "Notice that the line never stands still while answers come: slow is not the same as stuck.",
        ],
    )
