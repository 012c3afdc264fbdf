"""What a reader sees and reads of salivary cortisol after a speech."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest

from securebase.figures.cortisol import MINUTES, after_speech, compare, group_means
from securebase.figures.picture import Badge
from securebase.figures.style import LIGHT
from securebase.widgets.explorers.cortisol import PLACES


@pytest.fixture(scope="module")
def picture():
    return after_speech(LIGHT, 720, 1.0)


def curve_and_dots(picture):
    lines = [artist for artist in picture.moving if hasattr(artist, "get_xdata")]
    return lines[0], lines[1]


def test_the_sentence_says_what_is_drawn(picture):
    words = picture.show(sex="male", amplitude=1.0)
    curve, dots = curve_and_dots(picture)
    top = int(np.argmax(curve.get_ydata()))
    assert f"peaks {curve.get_xdata()[top]:.0f} minutes after the task began" in words
    assert f"at {curve.get_ydata()[top]:.0f} nmol/L" in words
    assert "2.6 times its starting level" in words
    assert list(dots.get_ydata()) == [9.98, 17.32, 25.63, 25.57, 20.32, 14.33, 11.46]


def test_the_women_have_their_own_curve_dots_and_words(picture):
    words = picture.show(sex="female", amplitude=1.0)
    _, dots = curve_and_dots(picture)
    assert "mean of 100 women" in words
    assert "1.8 times" in words
    assert list(dots.get_ydata()) == [10.53, 13.69, 18.13, 17.64, 15.32, 12.72, 10.92]


def test_the_mean_is_never_alone(picture):
    """The band is drawn and said, and holds the group's means."""
    words = picture.show(sex="male", amplitude=1.0)
    assert "80 of 100 men" in words
    band = picture.moving[0].get_paths()[0].get_extents()
    assert band.y0 < 9
    assert band.y1 > 40


def test_a_larger_response_is_higher_and_no_later(picture):
    picture.show(sex="male", amplitude=1.0)
    curve, _ = curve_and_dots(picture)
    mean = np.array(curve.get_ydata())
    words = picture.show(sex="male", amplitude=2.0)
    assert np.argmax(curve.get_ydata()) == np.argmax(mean)
    assert np.max(curve.get_ydata()) > np.max(mean)
    assert "a response 2 times that of the mean" in words


def test_no_response_is_said_plainly(picture):
    assert "moves nothing" in picture.show(sex="male", amplitude=0.0)


def test_data_and_model_are_told_apart_with_source_and_sample(picture):
    assert [source.badge for source in picture.sources] == [Badge.DATA, Badge.MODEL]
    assert all(source.citation == "Miller et al., 2018" and source.doi for source in picture.sources)
    assert "100 men and 100 women" in picture.sources[0].sample


def test_axes_carry_units_and_the_clocks_zero(picture):
    axes = picture.figure.axes[0]
    words = " ".join([axes.get_xlabel(), *(text.get_text() for text in axes.texts)])
    assert "Minutes since the task began" in words
    assert "nmol/L" in words


@pytest.mark.parametrize(
    ("at", "expected"),
    [
        (60.0, "You placed the peak at 60 minutes, 40 minutes later than the highest mean"),
        (10.0, "You placed the peak at 10 minutes, 10 minutes earlier than the highest mean"),
        (20.0, "You placed the peak at 20 minutes, close to where the data have it"),
    ],
)
def test_a_prediction_is_compared_in_plain_words(at, expected):
    places = [-5.0, 10.0, 20.0, 40.0, 60.0, 90.0]
    words = compare(places, [3.0 if place == at else 1.0 for place in places])
    assert expected in words
    assert "You expected 3.0 times the starting level; the men reached 2.6 times" in words


def test_a_flat_prediction_has_its_own_words():
    assert compare([-5.0, 90.0], [1.0, 1.0]).startswith("You drew no change; the men reached 2.6 times")


def test_the_means_themselves_as_prediction_are_no_distance_away():
    minutes, means = group_means("male")
    assert "lies 0.0 starting levels from the means" in compare(list(minutes), list(means / means[0]))


def test_an_expectation_is_drawn_over_the_data():
    drawn = after_speech(LIGHT, 720, 1.0, expected=([-5.0, 30.0, 90.0], [1.0, 4.0, 1.0]))
    texts = [text.get_text() for text in drawn.figure.axes[0].texts]
    assert "what you expected" in texts


@pytest.mark.parametrize("at", range(9))
@pytest.mark.parametrize("width", [300, 760])
def test_whatever_was_expected_is_drawn_and_named_inside_the_picture(at, width):
    levels = [6.0 if place == at else 1.0 for place in range(len(PLACES))]
    drawn = after_speech(LIGHT, width, 1.0, expected=(PLACES, levels))
    drawn.figure.canvas.draw()
    axes = drawn.figure.axes[0]
    name = next(text for text in axes.texts if text.get_text() == "what you expected").get_window_extent()
    assert drawn.figure.bbox.x0 <= name.x0
    assert name.x1 <= drawn.figure.bbox.x1
    assert max(axes.lines[0].get_ydata()) <= axes.get_ylim()[1]


@pytest.mark.parametrize("width", [300, 480, 760])
def test_no_label_leaves_the_picture(width):
    drawn = after_speech(LIGHT, width, 1.0)
    drawn.show(sex="female", amplitude=1.0)
    drawn.figure.canvas.draw()
    frame = drawn.figure.bbox
    labels = [*drawn.figure.axes[0].texts, drawn.figure.axes[0].xaxis.label]
    for text in labels:
        box = text.get_window_extent()
        assert frame.x0 <= box.x0, text.get_text()
        assert box.x1 <= frame.x1 + 1, text.get_text()


def test_the_minutes_drawn_hold_all_samples():
    assert MINUTES[0] <= -5
    assert MINUTES[-1] >= 70


@pytest.mark.parametrize("width", [720, 340])
@pytest.mark.parametrize("drawn", [[1, 2, 3, 3.5, 2.5, 2, 1.5, 1, 1], [1, 1.2, 2, 2.6, 2.6, 2, 1.5, 1.3, 1]])
def test_no_word_is_crossed_by_the_line_that_a_learner_drew_nor_by_another_word(width, drawn):
    picture = after_speech(LIGHT, width, 1, expected=(PLACES, drawn))
    picture.show(sex="male", amplitude=1.0)
    picture.figure.canvas.draw()
    (axes,) = picture.figure.axes
    dashed = next(line for line in axes.lines if line.is_dashed())
    along = np.linspace(PLACES[0], PLACES[-1], 400)
    heights = np.interp(along, dashed.get_xdata(), dashed.get_ydata())
    line = axes.transData.transform(np.column_stack([along, heights]))
    boxes = {text.get_text(): text.get_window_extent() for text in axes.texts if text.get_text()}
    assert {words for words, box in boxes.items() if any(box.contains(*point) for point in line)} == set()
    assert [pair for pair in combinations(boxes, 2) if boxes[pair[0]].overlaps(boxes[pair[1]])] == []
