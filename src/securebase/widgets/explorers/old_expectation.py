"""How long an old expectation holds, as an explorer."""

from __future__ import annotations

from securebase.figures.old_expectation import old_expectation as picture
from securebase.widgets.controls import Preset, Slider
from securebase.widgets.live_figure import LiveFigure

STRENGTHS = (1.0, 2.0, 5.0, 10.0, 15.0, 20.0, 30.0, 40.0, 50.0, 75.0, 100.0)
PRIORS = tuple(round(0.1 * step, 1) for step in range(10))
RELIABILITIES = tuple(round(0.05 * step, 2) for step in range(2, 21))


def old_expectation() -> LiveFigure:
    """Show how many answers it takes for an old expectation to move."""
    return LiveFigure(
        picture,
        title="How long an old expectation holds",
        controls=[
            Slider(
                "strength",
                "The old expectation counts as much as",
                values=STRENGTHS,
                words=[f"{count:.0f} exchange{'' if count == 1 else 's'}" for count in STRENGTHS],
                start=STRENGTHS.index(20.0),
            ),
            Slider(
                "prior",
                "The old expectation",
                values=PRIORS,
                words=[f"{10 * prior:.0f} of 10 answered" for prior in PRIORS],
                start=PRIORS.index(0.2),
            ),
            Slider(
                "reliability",
                "Bids that are answered now",
                values=RELIABILITIES,
                words=[f"{100 * share:.0f} of 100" for share in RELIABILITIES],
                start=RELIABILITIES.index(0.9),
            ),
        ],
        presets=[
            Preset("Lightly held", {"strength": 5.0, "prior": 0.2, "reliability": 0.9}),
            Preset("Firmly held", {"strength": 20.0, "prior": 0.2, "reliability": 0.9}),
            Preset("Very firmly held", {"strength": 50.0, "prior": 0.2, "reliability": 0.9}),
            Preset("A trust that meets silence", {"strength": 20.0, "prior": 0.9, "reliability": 0.2}),
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
