"""What a reader sees and reads of breathing resonance."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from matplotlib.text import Text

from securebase.figures.breathing import RATES, SWEEP, breathing_resonance, swings
from securebase.figures.style import LIGHT
from securebase.models import breathing

PERIODS = (*breathing.MEAN_RR_MS_RANGE, 800.0)


@pytest.fixture(scope="module")
def picture():
    return breathing_resonance(LIGHT, 720, 1.0)


def lines(picture):
    return [artist for artist in picture.moving if hasattr(artist, "get_xdata")]


def test_the_sentence_gives_the_published_swing_and_how_it_compares_with_an_everyday_rate(picture):
    words = picture.show(mean_rr_ms=800.0, breaths_per_minute=6.5)
    curve = lines(picture)[0]
    drawn = float(np.interp(6.5, curve.get_xdata(), curve.get_ydata()))
    assert (
        f"At 6.5 breaths a minute the heart period swings by {drawn:.0f} ms, 4.4 times the swing at 15"
        in words
    )
    assert drawn == pytest.approx(222, abs=1)


def test_the_curve_is_drawn_closely_enough():
    fine = np.linspace(2, 20, 721)
    for mean in PERIODS:
        drawn = np.interp(fine, SWEEP, swings(mean))
        assert np.max(np.abs(drawn - breathing.rr_swing(fine, mean_rr_ms=mean))) < 2  # of some 200 ms


@pytest.mark.parametrize("width", [300, 439, 480, 760])
def test_no_label_of_it_meets_the_curve(width, repetitions):
    picture = breathing_resonance(LIGHT, width, 1.0)
    axes = picture.figure.axes[0]
    fine = np.linspace(SWEEP[0], SWEEP[-1], 600)
    for mean, rate in itertools.product(PERIODS, RATES[:: repetitions(6, 1)]):
        picture.show(mean_rr_ms=mean, breaths_per_minute=rate)
        curve = axes.transData.transform(np.column_stack([fine, np.interp(fine, SWEEP, swings(mean))]))
        for label in (text for text in axes.texts if text.get_visible() and text.get_text()):
            box = Text.get_window_extent(label).padded(-1)
            assert not any(box.contains(*point) for point in curve), (mean, rate, label.get_text())
