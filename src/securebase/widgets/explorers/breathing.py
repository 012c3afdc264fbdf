"""Breathing resonance as an explorer."""

from __future__ import annotations

import numpy as np

from securebase.figures.breathing import PUBLISHED_RR_MS, RATES, beats
from securebase.figures.breathing import breathing_resonance as picture
from securebase.models.breathing import MEAN_RR_MS_RANGE
from securebase.widgets.controls import Preset, Slider
from securebase.widgets.live_figure import LiveFigure

PERIODS = tuple(float(one) for one in np.arange(MEAN_RR_MS_RANGE[0], MEAN_RR_MS_RANGE[1] + 1, 10.0))
_RATES = tuple(float(one) for one in RATES)


def breathing_resonance() -> LiveFigure:
    """Show how far the heart period swings at each breathing rate, for hearts of different speed."""
    heart = Slider(
        "mean_rr_ms",
        "Mean heart period",
        values=PERIODS,
        words=[f"{period:.0f} ms, {beats(period)} a minute" for period in PERIODS],
        start=PERIODS.index(PUBLISHED_RR_MS),
    )
    breath = Slider(
        "breaths_per_minute",
        "Breathing rate",
        values=_RATES,
        words=[f"{rate:g} a minute" for rate in _RATES],
        start=_RATES.index(6.5),
    )
    return LiveFigure(
        picture,
        title="Breathing and the swing of the heart",
        controls=[heart, breath],
        presets=[
            Preset("The published heart", {"mean_rr_ms": PUBLISHED_RR_MS, "breaths_per_minute": 6.5}),
            Preset("A quick heart", {"mean_rr_ms": 660.0}),
            Preset("A slow heart", {"mean_rr_ms": 900.0}),
            Preset("An everyday breath", {"breaths_per_minute": 15.0}),
        ],
        invitations=[
            "Move the breathing rate from 15 down to 6.5. Notice that the swing shrinks before it grows.",
            "Make the heart slower, then quicker. Notice when the model leaves the range measured in people.",
            "Find the widest swing. Notice what the picture cannot tell: whether anyone feels calmer there.",
        ],
    )
