"""An alarm moves the wish for closeness; two people move after it, as Felmlee & Greenberg (1999) say."""

from __future__ import annotations

import numpy as np
import pytest
import scipy
from hypothesis import given
from hypothesis import strategies as st

from securebase.models.couples import (
    ALARM_ENDS,
    ALARM_RANGE,
    ANSWER_RANGE,
    CALM_WISH,
    THERMOSTAT_EXAMPLE,
    closeness_around_alarm,
    closeness_balance,
    closeness_reached,
)

MINUTES = np.arange(-10.0, 61.0)
alarms = st.floats(*ALARM_RANGE)
answers = st.floats(*ANSWER_RANGE)


def integrated(minutes, alarm, answer):
    """The two published equations, with the wish switched up and down, by a general solver."""

    def rates(now, state):
        wish = CALM_WISH + (alarm if 0 < now <= ALARM_ENDS else 0)
        seeker, other = state
        return [
            0.2 * (wish - seeker) + 0.3 * (other - seeker),
            0.2 * (4 - other) + answer * (seeker - other),
        ]

    rest = closeness_balance((3, 4), 0.2, (0.3, answer))
    found = scipy.integrate.solve_ivp(
        rates, (-10, 60), rest, t_eval=minutes, max_step=0.05, rtol=1e-8, atol=1e-8
    )
    return found.y


@pytest.mark.parametrize(("alarm", "answer"), [(5, 0), (5, 1), (7, -0.3), (2, 0.5)])
def test_it_is_the_published_system_with_a_wish_that_is_higher_while_the_alarm_lasts(alarm, answer):
    course = closeness_around_alarm(MINUTES, alarm=alarm, answer=answer)
    expected = integrated(MINUTES, alarm, answer)
    np.testing.assert_allclose(np.array([course.seeker, course.other]), expected, atol=0.02)


@given(alarm=alarms, answer=answers)
def test_before_the_alarm_nothing_moves_and_without_one_nothing_ever_does(alarm, answer):
    course = closeness_around_alarm(MINUTES, alarm=alarm, answer=answer)
    before = MINUTES <= 0
    assert np.ptp(course.seeker[before]) == np.ptp(course.other[before]) == 0
    still = closeness_around_alarm(MINUTES, alarm=0, answer=answer)
    assert np.ptp(still.seeker) < 1e-9
    assert set(course.wish[before]) == {CALM_WISH}


@given(alarm=st.floats(0.5, ALARM_RANGE[1]), answer=answers)
def test_the_alarm_draws_the_person_near_and_they_go_back_when_it_is_over(alarm, answer):
    course = closeness_around_alarm(np.array([0.0, 2.0, ALARM_ENDS, 1000.0]), alarm=alarm, answer=answer)
    start, soon, _, late = course.seeker
    assert soon > start
    assert late == pytest.approx(start, abs=1e-6)


@given(alarm=st.floats(0.5, ALARM_RANGE[1]), answers=st.tuples(answers, answers).map(sorted))
def test_the_further_the_other_comes_the_nearer_the_wish_is_reached(alarm, answers):
    less, more = (closeness_reached(alarm=alarm, answer=answer) for answer in answers)
    wish = CALM_WISH + alarm
    if wish > 4:  # the other keeps 4 of their own accord; a smaller wish is exceeded
        assert less <= more + 1e-9
        assert more < wish


def test_the_worked_numbers_of_the_example():
    """Alarm 5, so wish 8; pulls 0.2 and 0.3: (0.2·8 + 0.3·4) / 0.5 if the other stays, 7.2 at a pull of 1."""
    assert closeness_reached(alarm=5, answer=0) == pytest.approx(5.6)
    assert closeness_reached(**THERMOSTAT_EXAMPLE) == closeness_reached(alarm=5, answer=0)
    assert closeness_reached(alarm=5, answer=1) == pytest.approx(7.2)
    assert closeness_reached(alarm=5, answer=-0.2) == pytest.approx(4.0)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"alarm": 8}, "alarm must be from 0 to 7; 8 was given"),
        ({"answer": -0.4}, "answer must be from -0.3 to 1; -0.4 was given"),
        ({"time": [-1001, 0]}, "time must be from -1000 to 1000; -1001 was given"),
        ({"answer": float("nan")}, "answer must be"),
        ({"time": [2, 1]}, "time"),
    ],
)
def test_what_lies_outside_is_refused_with_a_sentence(change, said):
    with pytest.raises(ValueError, match=said):
        closeness_around_alarm(**{"time": MINUTES, "alarm": 5, "answer": 0} | change)


@given(alarm=alarms, answer=answers, cut=st.integers(1, 69))
def test_a_moment_has_the_same_closeness_whatever_else_is_asked_for(alarm, answer, cut):
    whole = closeness_around_alarm(MINUTES, alarm=alarm, answer=answer)
    part = closeness_around_alarm(MINUTES[cut : cut + 1], alarm=alarm, answer=answer)
    assert part.seeker[0] == pytest.approx(whole.seeker[cut])
