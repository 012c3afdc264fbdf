"""What a reader sees and reads of lesson 1's two pictures: two hundred evenings, and the thermostat."""

from __future__ import annotations

import itertools
import re

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from matplotlib.text import Text

from securebase.figures.cue_reader import EVENINGS, chance, cue_reader
from securebase.figures.picture import Badge
from securebase.figures.proximity_thermostat import END, proximity_thermostat
from securebase.figures.style import LIGHT
from securebase.models.couples import closeness_around_alarm
from securebase.models.inference import posterior
from securebase.widgets.explorers.proximity_thermostat import ALARMS, ANSWERS

PUBLISHED = {"prior": 0.05, "hit": 0.8, "false_alarm": 0.3}
percents = st.integers(0, 100).map(lambda percent: percent / 100)


@pytest.fixture(scope="module")
def evenings():
    return cue_reader(LIGHT, 720, 1.0)


@pytest.fixture(scope="module")
def thermostat():
    return proximity_thermostat(LIGHT, 720, 1.0)


def counts(picture):
    """Count the dots: rejection and other without an answer, then both with one."""
    return [len(line.get_xdata()) for line in picture.moving[:4]]


def test_the_sentence_counts_the_evenings_and_gives_the_chance(evenings):
    assert evenings.show(**PUBLISHED) == (
        "Of 200 evenings 65 go by without an answer. On 8 of these 65 it is rejection, on 57 it is something "
        "else: the chance that this silence is rejection is 12 %. Before the silence it was 5 %."
    )
    assert counts(evenings) == [8, 57, 2, 133]


@given(prior=percents, hit=percents, false_alarm=percents)
def test_every_evening_is_one_dot_and_no_two_stand_in_one_place(evenings, prior, hit, false_alarm):
    words = evenings.show(prior=prior, hit=hit, false_alarm=false_alarm)
    places = [place for line in evenings.moving[:4] for place in zip(*line.get_data(), strict=True)]
    assert len(places) == len(set(places)) == EVENINGS
    silent = sum(counts(evenings)[:2])
    assert words.startswith(f"Of 200 evenings {silent or 'none'} go")


@given(prior=percents, hit=percents, false_alarm=percents)
def test_the_dots_agree_with_bayes_rule_as_far_as_whole_evenings_can(evenings, prior, hit, false_alarm):
    evenings.show(prior=prior, hit=hit, false_alarm=false_alarm)
    rejections, others, *_ = counts(evenings)
    if rejections + others > 40:
        assert rejections / (rejections + others) == pytest.approx(
            posterior(prior, hit, false_alarm), abs=2 / 40
        )


@pytest.mark.parametrize(
    ("numbers", "said"),
    [((0.05, 0.8, 0.3), "12 %"), ((0.2, 0.8, 0.3), "40 %"), ((0.3, 0, 0), "nothing to go by")],
)
def test_the_chance_is_said_in_percent(numbers, said):
    assert chance(*numbers) == said


def test_where_silence_never_comes_there_is_none_to_read(evenings):
    assert "no silence to read" in evenings.show(prior=0.3, hit=0.0, false_alarm=0.0)


def test_the_thermostat_says_what_is_drawn(thermostat):
    for answer in (-0.2, 0.0, 0.5):
        words = thermostat.show(alarm=5.0, answer=answer)
        wish, other, seeker = (float(line.get_ydata()[END]) for line in thermostat.moving[:3])
        assert f"wants a closeness of {wish:.1f} and has come to {seeker:.1f}" in words
        assert f"{wish - seeker:.1f} short of the wish" in words
        assert re.search(rf"; the other .*, at {other:.1f}\.", words)


def test_the_thermostat_begins_with_someone_who_stays_put(thermostat):
    assert thermostat.show(alarm=5.0, answer=0.0).startswith(
        "Twenty minutes after the alarm began, the one alarmed wants a closeness of 8.0 and has come to 5.6, "
        "2.4 short of the wish; the other is where they were, at 4.0."
    )
    assert "the other has moved away" in thermostat.show(alarm=5.0, answer=-0.2)
    assert "the other has come nearer" in thermostat.show(alarm=5.0, answer=0.2)
    assert "more than was wanted" in thermostat.show(alarm=0.0, answer=0.0)


def test_the_curves_are_the_models(thermostat):
    thermostat.show(alarm=4.0, answer=0.3)
    minutes = thermostat.moving[2].get_xdata()
    course = closeness_around_alarm(minutes, alarm=4.0, answer=0.3)
    assert list(thermostat.moving[2].get_ydata()) == list(course.seeker)
    assert list(thermostat.moving[1].get_ydata()) == list(course.other)


@pytest.mark.parametrize("width", [300, 760])
def test_each_line_of_the_thermostat_has_its_name_beside_its_end_at_every_setting(width):
    picture = proximity_thermostat(LIGHT, width, 1.0)
    names = picture.moving[5:]
    assert [name.get_text().split()[-1] for name in names] == ["wish", "alarmed", "other"]
    to_pixels = picture.figure.axes[0].transData.transform
    for alarm, answer in itertools.product(ALARMS, ANSWERS):
        picture.show(alarm=alarm, answer=answer)
        wish, other, seeker = picture.moving[:3]
        heights = [to_pixels((60, name.get_position()[1]))[1] for name in names]
        assert np.diff(heights).min() > 15, "no name meets another"
        for line, name, height in zip((wish, seeker, other), names, heights, strict=True):
            assert to_pixels((60, line.get_ydata()[-1]))[1] == pytest.approx(height, abs=16), (alarm, answer)
            assert line.get_color() == name.get_color()


@given(prior=percents, hit=percents, false_alarm=percents)
def test_what_the_dots_are_is_written_over_each_pile_in_their_colour(evenings, prior, hit, false_alarm):
    evenings.show(prior=prior, hit=hit, false_alarm=false_alarm)
    words = {text.get_text(): text.get_color() for text in evenings.moving[6:]}
    silent, others, missed, rest = counts(evenings)
    assert words.keys() == {
        *(f"{count} of them rejection" for count in (silent, missed)),
        *(f"{count} something else" for count in (others, rest)),
    }
    assert {LIGHT.warm, LIGHT.cool} == set(words.values())


@pytest.mark.parametrize("build", [cue_reader, proximity_thermostat])
def test_nothing_invented_is_called_data_or_model(build):
    assert [source.badge for source in build(LIGHT, 720, 1.0).sources] == [Badge.ILLUSTRATIVE]


@pytest.mark.parametrize("build", [cue_reader, proximity_thermostat])
@pytest.mark.parametrize("width", [300, 479, 559, 560, 760])
def test_no_label_leaves_the_picture_or_meets_another(build, width):
    picture = build(LIGHT, width, 1.0)
    if build is cue_reader:
        picture.show(prior=0.5, hit=1.0, false_alarm=1.0)
    picture.figure.canvas.draw()
    frame = picture.figure.bbox
    for axes in picture.figure.axes:
        boxes = [Text.get_window_extent(text).padded(-1) for text in axes.texts if text.get_text()]
        assert all(frame.x0 - 1 <= box.x0 and box.x1 <= frame.x1 + 1 for box in boxes)
        assert all(frame.y0 - 1 <= box.y0 and box.y1 <= frame.y1 + 1 for box in boxes)
        for index, box in enumerate(boxes):
            assert not any(box.overlaps(other) for other in boxes[index + 1 :]), axes.texts[index].get_text()
