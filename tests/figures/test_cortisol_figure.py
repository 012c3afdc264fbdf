"""What a reader sees and reads of salivary cortisol after a speech."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest

from securebase.figures.cortisol import after_speech, compare, group_means
from securebase.figures.style import LIGHT
from securebase.widgets.explorers.cortisol_after_speech import PLACES


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


def test_a_larger_response_is_higher_and_no_later(picture):
    picture.show(sex="male", amplitude=1.0)
    curve, _ = curve_and_dots(picture)
    mean = np.array(curve.get_ydata())
    words = picture.show(sex="male", amplitude=2.0)
    assert np.argmax(curve.get_ydata()) == np.argmax(mean)
    assert np.max(curve.get_ydata()) > np.max(mean)
    assert "a response 2 times that of the mean" in words


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
