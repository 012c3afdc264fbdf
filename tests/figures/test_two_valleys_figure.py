"""What a reader sees and reads of the two valleys."""

from __future__ import annotations

import itertools
from io import BytesIO

import numpy as np
import pytest
from labels import keep_apart, labels
from matplotlib.colors import to_rgb
from matplotlib.text import Text
from PIL import Image

from securebase.figures.frames import Stage
from securebase.figures.style import DARK, LIGHT, THEMES
from securebase.figures.two_valleys import TIPPING, after_push, chart, two_valleys
from securebase.models import couples
from securebase.widgets.explorers.two_valleys import KINDNESSES, PUSHES


@pytest.fixture(scope="module")
def picture():
    return two_valleys(LIGHT, 720, 1.0)


def shown(picture):
    """Return the words that stand in the picture, without axis labels."""
    texts = [text for axes in picture.figure.axes for text in axes.texts]
    return [text.get_text() for text in texts if text.get_visible() and text.get_text()]


def test_the_published_example_is_said_with_its_numbers(picture):
    words = picture.show(kindness=0.3, repair=1.0)
    assert "hostile at −1.516 and warm at +2.257, with the watershed at −0.321" in words
    assert "it takes +1.195 to get out" in words


@pytest.mark.parametrize(
    ("repair", "expected"),
    [
        (0.0, "Without a push the model couple stays hostile"),
        (1.15, "takes both to −0.366, short of it, and they slide back"),
        (1.2, "takes both to −0.316, past it (+1.195 reaches it), and they go on to the warm valley"),
    ],
)
def test_a_push_that_is_too_small_slides_back_and_a_greater_one_does_not(picture, repair, expected):
    assert expected in picture.show(kindness=0.3, repair=repair)
    # The couple is the last disc drawn on the map and in the side view.
    for axes in picture.figure.axes:
        couple = [line for line in axes.lines if line.get_marker() == "o"][-1]
        assert couple.get_xdata()[0] == pytest.approx(2.257 if repair == 1.2 else -1.516, abs=0.001)


def test_past_the_tipping_point_picture_and_sentence_say_that_the_hostile_valley_is_gone(picture):
    words = picture.show(kindness=0.54, repair=0.0)
    assert "above the tipping point of 0.533, the hostile valley is gone" in words
    assert "no hostile valley" in shown(picture)
    assert "hostile" not in shown(picture)
    assert "watershed" not in shown(picture)
    picture.show(kindness=0.53, repair=0.0)
    assert {"hostile", "warm", "watershed"} <= set(shown(picture))


def test_below_the_other_tipping_point_no_push_is_said_to_last(picture):
    words = picture.show(kindness=-0.54, repair=3.5)
    assert "below −0.533, the warm valley is gone" in words
    assert "as after any other, both come to" in words
    assert "no warm valley" in shown(picture)


def test_no_sentence_tells_anyone_to_repair(picture):
    for kindness, repair in itertools.product((-0.6, 0.0, 0.3, 0.6), (0.0, 1.0, 3.0)):
        words = picture.show(kindness=kindness, repair=repair).lower()
        assert not any(word in words for word in ("you", "should", "repair", "must", "try", "need"))


def test_every_slider_position_ends_where_the_model_says():
    """Where a push is said to lead agrees with the model's course over a long time and the threshold."""
    model = {"influence": 2.0, "inertia": 1.0}
    for kindness, repair in itertools.product(KINDNESSES[::6], PUSHES[::7]):
        now = chart(kindness)
        begin, end = after_push(now, repair)
        course = couples.courses([begin, begin], duration=60.0, steps=240, kindness=kindness, **model)
        assert course[0] == pytest.approx([now.start + repair] * 2)
        assert end == pytest.approx(course[-1, 0], abs=0.005), (kindness, repair)
        enough = repair > couples.smallest_joint_repair(kindness, 2.0) or kindness > TIPPING
        assert end == (now.warm if enough else now.hostile), (kindness, repair)


def test_the_drawn_watershed_passes_through_the_ridge_and_parts_the_ways():
    now = chart(0.3)
    one, other = now.watershed
    middle = one.size // 2
    assert one[middle] == other[middle] == pytest.approx(-0.321, abs=0.001)
    for way in now.ways:
        first, last = way[0], way[-1]
        beyond = first[1] > np.interp(first[0], one, other)
        assert (last.sum() > 0) == beyond


@pytest.mark.parametrize("theme", THEMES.values(), ids=lambda theme: theme.name)
def test_words_can_be_read_on_the_tinted_ground(theme):
    """As drawn: the contrast of each name with the pixels of the valley it stands in is 4.5 or more."""
    picture = two_valleys(theme, 720, 1.0)
    image = Image.open(BytesIO(Stage(picture).frame(kindness=0.3, repair=0.0)[0])).convert("RGB")
    profile = picture.figure.axes[1]
    for name in profile.texts[1:3]:
        x, y = profile.transData.transform((name.get_position()[0], -3.0))
        ground = image.getpixel((round(x) + 9, image.height - round(y)))
        colours = sorted([luminance(ground), luminance(255 * np.array(to_rgb(name.get_color())))])
        assert (colours[1] + 0.05) / (colours[0] + 0.05) >= 4.5, (name.get_text(), ground)


def luminance(colour):
    """Relative luminance as WCAG 2 defines it, of red, green and blue from 0 to 255."""
    parts = np.asarray(colour) / 255
    return float(
        np.where(parts <= 0.04045, parts / 12.92, ((parts + 0.055) / 1.055) ** 2.4) @ [0.2126, 0.7152, 0.0722]
    )


def on_the_page(line):
    """Return points close together along a line where it is seen, in pixels."""
    if not line.get_visible():
        return np.empty((0, 2))
    corners = line.axes.transData.transform(line.get_xydata())
    points = np.linspace(corners[:-1], corners[1:], 40).reshape(-1, 2)
    seen = line.axes.get_window_extent()
    return points[((points > seen.min) & (points < seen.max)).all(axis=1)]


@pytest.mark.parametrize("width", [300, 480, 560, 760])
def test_no_label_of_it_meets_another_or_the_watershed(width, repetitions):
    picture = two_valleys(DARK, width, 1.0)
    picture.figure.canvas.draw()
    for kindness, repair in itertools.product(
        KINDNESSES[:: repetitions(4, 2)], PUSHES[:: repetitions(14, 3)]
    ):
        picture.show(kindness=kindness, repair=repair)
        keep_apart(picture.figure, (kindness, repair))
        for axes in picture.figure.axes:
            line = on_the_page(next(line for line in axes.lines if line.is_dashed()))
            for label in labels(picture.figure):
                box = Text.get_window_extent(label).padded(-1)
                inside = (line > (box.x0, box.y0)).all(axis=1) & (line < (box.x1, box.y1)).all(axis=1)
                assert not inside.any(), (kindness, repair, label.get_text())
