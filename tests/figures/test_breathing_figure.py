"""What a reader sees and reads of breathing resonance."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from matplotlib.text import Text

from securebase.figures.breathing import RATES, SWEEP, breathing_resonance, swings
from securebase.figures.picture import Badge
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


def test_the_sentence_says_that_a_wider_swing_is_not_calm(picture):
    for mean, rate in itertools.product(PERIODS, (4.0, 6.5, 15.0)):
        assert picture.show(mean_rr_ms=mean, breaths_per_minute=rate).endswith("not the same as calm.")


@pytest.mark.parametrize(
    ("mean", "beats", "rate", "place"),
    [
        (700.0, 86, 7.5, "above the 4.5 to 6.5"),
        (800.0, 75, 6.6, "just above the 4.5 to 6.5"),
        (900.0, 67, 5.9, "within the 4.5 to 6.5"),
    ],
)
def test_the_sentence_sets_the_models_widest_swing_beside_what_was_measured(
    picture, mean, beats, rate, place
):
    words = picture.show(mean_rr_ms=mean, breaths_per_minute=6.5)
    assert f"{mean:.0f} ms ({beats} beats a minute) the model's swing is widest at {rate}" in words
    assert f", {place} measured in people" in words


def test_at_the_everyday_rate_nothing_is_compared_with_itself(picture):
    words = picture.show(mean_rr_ms=800.0, breaths_per_minute=15.0)
    assert words.startswith("At 15 breaths a minute the heart period swings by 51 ms. ")


def test_the_dots_stand_on_the_curve(picture):
    picture.show(mean_rr_ms=700.0, breaths_per_minute=8.0)
    _, usual, dot = lines(picture)
    truth = breathing.rr_swing([8.0, 15.0], mean_rr_ms=700.0)
    assert dot.get_xydata().tolist() == [[8.0, pytest.approx(truth[0], abs=0.1)]]
    assert usual.get_xydata().tolist() == [[15.0, pytest.approx(truth[1], abs=0.1)]]


def test_the_summit_is_named_where_it_stands(picture):
    picture.show(mean_rr_ms=700.0, breaths_per_minute=15.0)
    summit = next(text for text in picture.figure.axes[0].texts if "widest" in text.get_text())
    assert summit.get_text() == "in the model: widest at 7.5"
    assert summit.get_position()[0] == pytest.approx(breathing.resonance(mean_rr_ms=700.0), abs=0.1)


def test_the_curve_is_drawn_closely_enough():
    fine = np.linspace(2, 20, 721)
    for mean in PERIODS:
        drawn = np.interp(fine, SWEEP, swings(mean))
        assert np.max(np.abs(drawn - breathing.rr_swing(fine, mean_rr_ms=mean))) < 2  # of some 200 ms


def test_the_band_is_where_it_was_measured(picture):
    band = (
        picture.figure.axes[0]
        .patches[0]
        .get_extents()
        .transformed(picture.figure.axes[0].transData.inverted())
    )
    assert (band.x0, band.x1) == (pytest.approx(4.5), pytest.approx(6.5))


def test_model_and_data_are_told_apart(picture):
    assert [source.badge for source in picture.sources] == [Badge.MODEL, Badge.DATA, Badge.DATA]
    assert [source.citation for source in picture.sources] == [
        "deBoer et al., 1987",
        "Vaschillo et al., 2006",
        "Lehrer & Gevirtz, 2014",
    ]
    assert all(source.doi for source in picture.sources)
    assert "56 adults" in picture.sources[1].sample


def test_axes_carry_units(picture):
    axes = picture.figure.axes[0]
    assert axes.get_xlabel() == "Breaths a minute"
    assert "Swing of the heart period, ms" in [text.get_text() for text in axes.texts]


@pytest.mark.parametrize("width", [300, 439, 480, 760])
def test_no_label_leaves_the_picture_or_meets_another_or_the_curve(width, repetitions):
    picture = breathing_resonance(LIGHT, width, 1.0)
    picture.figure.canvas.draw()
    frame, axes = picture.figure.bbox, picture.figure.axes[0]
    fixed = [*axes.get_xticklabels(), *axes.get_yticklabels(), axes.xaxis.label]
    fine = np.linspace(SWEEP[0], SWEEP[-1], 600)
    for mean, rate in itertools.product(PERIODS, RATES[:: repetitions(3, 1)]):
        picture.show(mean_rr_ms=mean, breaths_per_minute=rate)
        labels = [text for text in [*axes.texts, *fixed] if text.get_visible() and text.get_text()]
        boxes = [Text.get_window_extent(text).padded(-1) for text in labels]
        for label, box in zip(labels, boxes, strict=True):
            assert frame.x0 - 1 <= box.x0, label.get_text()
            assert box.x1 <= frame.x1 + 1, label.get_text()
            assert frame.y0 - 1 <= box.y0, label.get_text()
        for (one, box), (two, other) in itertools.combinations(zip(labels, boxes, strict=True), 2):
            assert not box.overlaps(other), (mean, rate, one.get_text(), two.get_text())
        curve = axes.transData.transform(np.column_stack([fine, np.interp(fine, SWEEP, swings(mean))]))
        for label, box in zip(labels[:6], boxes, strict=False):
            inside = (curve > (box.x0, box.y0)).all(axis=1) & (curve < (box.x1, box.y1)).all(axis=1)
            assert not inside.any(), (mean, rate, label.get_text())
