"""A small child's minute: what ends which alarm, and that she goes on further than before."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from securebase.models.outing import ALARM_COMES, MINUTE, outing

alarms = st.floats(0, 10)
SECONDS = np.linspace(*MINUTE, 601)


@pytest.mark.parametrize(
    ("alarm", "ends_it", "nearest"),
    [
        (0, "", 20),
        (3, "a look", 20),
        (3.5, "a word", 17.5),
        (6.5, "a word", 2.5),
        (7, "touch", 0),
        (10, "touch", 0),
    ],
)
def test_the_greater_the_alarm_the_nearer_she_must_come_before_it_ends(alarm, ends_it, nearest):
    way = outing(alarm)
    assert way.ends_it == ends_it
    assert way.at(SECONDS[SECONDS > ALARM_COMES]).min() == pytest.approx(nearest)


@given(alarm=alarms)
def test_up_to_the_alarm_every_minute_is_the_same_and_after_it_she_goes_further_than_before(alarm):
    way = outing(alarm)
    assert way.at(ALARM_COMES) == way.at(SECONDS[SECONDS <= ALARM_COMES]).max() == 20
    assert way.at(MINUTE[1]) >= 30


@given(alarm=alarms)
def test_she_never_jumps_and_is_never_behind_her_grandfather(alarm):
    steps = outing(alarm).at(SECONDS)
    assert np.abs(np.diff(steps)).max() <= 0.1 * 4 + 1e-9  # she runs at four steps a second at most
    assert steps.min() >= 0


@pytest.mark.parametrize(
    ("second", "doing"),
    [(0, "walks"), (11, "looks round"), (26, "runs back"), (35, "leans on him"), (50, "walks")],
)
def test_what_she_does_at_each_second_of_the_opening_scene(second, doing):
    assert outing(10).doing_at(second) == doing


def test_a_second_outside_of_the_minute_is_refused():
    with pytest.raises(ValueError, match=r"seconds must .* 61"):
        outing(0).at(61)
