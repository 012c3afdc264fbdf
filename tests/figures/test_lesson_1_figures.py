"""What a reader sees and reads of lesson 1's pictures: a minute, two hundred evenings, the thermostat."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from securebase.figures.cue_reader import EVENINGS, chance, cue_reader
from securebase.figures.out_and_back import out_and_back
from securebase.figures.proximity_thermostat import proximity_thermostat
from securebase.figures.style import LIGHT
from securebase.models.couples import closeness_around_alarm
from securebase.models.inference import posterior
from securebase.widgets.explorers.proximity_thermostat import ALARMS, ANSWERS

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
    assert ["want" in names[0].get_text(), "alarmed" in names[1].get_text()] == [True, True]
    assert "other" in names[2].get_text()
    to_pixels = picture.figure.axes[0].transData.transform
    for alarm, answer in itertools.product(ALARMS, ANSWERS):
        picture.show(alarm=alarm, answer=answer)
        wish, other, seeker = picture.moving[:3]
        heights = [to_pixels((60, name.get_position()[1]))[1] for name in names]
        assert np.diff(heights).min() > 15, "no name meets another"
        for line, name, height in zip((wish, seeker, other), names, heights, strict=True):
            assert to_pixels((60, line.get_ydata()[-1]))[1] == pytest.approx(height, abs=16), (alarm, answer)
            assert line.get_color() == name.get_color()


@pytest.mark.parametrize(
    ("second", "alarm", "said"),
    [
        (11, 10, "10 steps from her grandfather, looking round"),
        (35, 10, "beside her grandfather, leaning on him"),
        (60, 10, "goes all the way back; touch is what it takes"),
        (30, 5, "goes back as far as 10 steps; a word is what it takes"),
        (60, 2, "stays where she is; a look is what it takes"),
        (60, 0, "Nothing frightens her"),
    ],
)
def test_the_girls_minute_is_told_as_far_as_it_is_walked(second, alarm, said):
    picture = out_and_back(LIGHT, 720, 1.0)
    assert said in picture.show(second=float(second), alarm=float(alarm))
    _bark, _name, ahead, walked, girl, _state = picture.moving
    assert walked.get_xdata()[-1] == girl.get_xdata()[-1] == second
    assert ahead.get_xdata()[-1] >= 60
