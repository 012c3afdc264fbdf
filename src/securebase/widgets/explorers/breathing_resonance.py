"""Breathing resonance as an explorer."""

from __future__ import annotations

from securebase.figures.breathing import PUBLISHED_RR_MS, RATES, beats
from securebase.figures.breathing import breathing_resonance as picture
from securebase.models.breathing import MEAN_RR_MS_RANGE
from securebase.widgets.controls import Slider, steps
from securebase.widgets.live_figure import LiveFigure


def breathing_resonance() -> LiveFigure:
    """Show how far the heart period swings at each breathing rate, for hearts of different speed."""
    return LiveFigure(
        picture,
        title="Breathing and the swing of the heart",
        controls=[
            Slider(
                "mean_rr_ms",
                "Mean heart period",
                steps(*MEAN_RR_MS_RANGE, 10),
                say=lambda period: f"{period:.0f} ms, {beats(period)} a minute",
                start=PUBLISHED_RR_MS,
            ),
            Slider("breaths_per_minute", "Breathing rate", RATES.tolist(), "{:g} a minute", start=6.5),
        ],
        presets={
            "The published heart": {"mean_rr_ms": PUBLISHED_RR_MS, "breaths_per_minute": 6.5},
            "A quick heart": {"mean_rr_ms": 660.0},
            "A slow heart": {"mean_rr_ms": 900.0},
            "An everyday breath": {"breaths_per_minute": 15.0},
        },
        invitations=[
            "Move the breathing rate from 15 down to 6.5. Notice that the swing shrinks before it grows.",
            "Make the heart slower, then quicker. Notice when the model leaves the range measured in people.",
            "Find the widest swing. Notice what the picture cannot tell: whether anyone feels calmer there.",
        ],
    )
