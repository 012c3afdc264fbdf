"""Heart rate, Ursino 1998, doi 10.1152/ajpheart.1998.275.5.H1733; adrenaline, Eisenhofer et al. 2004."""

from __future__ import annotations

import re

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from securebase.models import heart
from securebase.models.heart import Steps

SECONDS = np.linspace(-10, 60, 281)
REST = {"sympathetic_hz": heart.REST_SYMPATHETIC_HZ, "vagal_hz": heart.REST_VAGAL_HZ}
MORE_SYMPATHETIC = Steps((0.0,), (heart.REST_SYMPATHETIC_HZ, heart.STRESS_SYMPATHETIC_HZ))
LESS_VAGAL = Steps((0.0,), (heart.REST_VAGAL_HZ, heart.STRESS_VAGAL_HZ))

sympathetic = st.floats(*heart.SYMPATHETIC_HZ_RANGE)
vagal = st.floats(*heart.VAGAL_HZ_RANGE)


def rate(**firing):
    return heart.heart_rate(SECONDS, **(REST | firing))


def test_at_rest_the_heart_beats_72_times_a_minute():
    np.testing.assert_allclose(rate(), 71.8, atol=0.05)


@pytest.mark.parametrize(
    ("firing", "rise"),
    [
        ({"vagal_hz": LESS_VAGAL}, 12.7),
        ({"sympathetic_hz": MORE_SYMPATHETIC}, 8.5),
        ({"vagal_hz": LESS_VAGAL, "sympathetic_hz": MORE_SYMPATHETIC}, 24.8),
    ],
    ids=["vagal withdrawal", "sympathetic drive", "both, which is more than their sum"],
)
def test_stress_raises_the_rate_as_the_published_law_says(firing, rise):
    drawn = rate(**firing)
    assert drawn[-1] - drawn[0] == pytest.approx(rise, abs=0.05)


def test_the_steady_rate_is_where_the_heart_comes_to_rest_and_without_either_branch_beats_103_times():
    steady = heart.steady_heart_rate(sympathetic_hz=[[3.6], [5.5]], vagal_hz=[3.8, 2.4])
    settled = [rate(vagal_hz=LESS_VAGAL)[-1], rate(sympathetic_hz=MORE_SYMPATHETIC)[-1]]
    assert [steady[0, 1], steady[1, 0]] == pytest.approx(settled, abs=0.01)
    assert heart.steady_heart_rate(sympathetic_hz=0, vagal_hz=0) == pytest.approx(60 / 0.58)
    with pytest.raises(ValueError, match="vagal_hz"):
        heart.steady_heart_rate(sympathetic_hz=3.6, vagal_hz=9)


def test_the_vagus_acts_within_a_second_and_the_sympathetic_branch_after_two():
    quick = rate(vagal_hz=LESS_VAGAL) - rate()
    slow = rate(sympathetic_hz=MORE_SYMPATHETIC) - rate()
    assert quick[SECONDS == 1.0] > 0.35 * quick[-1]
    np.testing.assert_allclose(slow[SECONDS <= 2.0], 0, atol=1e-9)
    assert slow[SECONDS == 5.0] > 0.7 * slow[-1]


@given(s0=sympathetic, s1=sympathetic, v0=vagal, v1=vagal)
def test_the_two_branches_add_up_in_the_period(s0, s1, v0, v1):
    def period(s, v):
        return 60 / heart.heart_rate(SECONDS, sympathetic_hz=Steps((0.0,), s), vagal_hz=Steps((5.0,), v))

    both = period((s0, s1), (v0, v1)) - period((s0, s0), (v0, v0))
    one = period((s0, s1), (v0, v0)) - period((s0, s0), (v0, v0))
    other = period((s0, s0), (v0, v1)) - period((s0, s0), (v0, v0))
    np.testing.assert_allclose(both, one + other, atol=1e-12)


@given(s=sympathetic, v=vagal)
def test_a_steady_rate_is_the_same_as_number_steps_and_function(s, v):
    number = heart.heart_rate(SECONDS, sympathetic_hz=s, vagal_hz=v)
    steps = heart.heart_rate(SECONDS, sympathetic_hz=Steps((3.0,), (s, s)), vagal_hz=Steps((3.0,), (v, v)))
    function = heart.heart_rate(SECONDS[::10], sympathetic_hz=lambda _: s, vagal_hz=lambda _: v)
    np.testing.assert_allclose(steps, number, rtol=1e-12)
    np.testing.assert_allclose(function, number[::10], rtol=1e-9)


def test_a_function_that_jumps_gives_the_closed_form_of_the_jump():
    whole = heart.heart_rate(
        SECONDS,
        sympathetic_hz=lambda second: 5.5 if second >= 0 else 3.6,
        vagal_hz=lambda second: np.where(second >= 0, 2.4, 3.8),
    )
    np.testing.assert_allclose(whole, rate(sympathetic_hz=MORE_SYMPATHETIC, vagal_hz=LESS_VAGAL), rtol=1e-4)


def test_a_smooth_rhythm_is_delayed_and_damped_as_a_first_order_lag_demands():
    seconds = np.linspace(30, 90, 301)
    omega = 2 * np.pi * 0.1
    drawn = heart.heart_rate(
        seconds - 30, sympathetic_hz=0.0, vagal_hz=lambda s: 4 + np.sin(omega * s) * (s > -29)
    )
    gain = 1 / np.hypot(1, 1.5 * omega)
    phase = omega * 0.2 + np.arctan(1.5 * omega)
    exact = 60 / (0.58 + 0.09 * (4 + gain * np.sin(omega * (seconds - 30) - phase)))
    settled = seconds > 50
    np.testing.assert_allclose(drawn[settled], exact[settled], rtol=1e-5)


@pytest.mark.parametrize(
    ("call", "sentence"),
    [
        (lambda: rate(vagal_hz=9), "vagal_hz must be from 0 to 8 Hz; 9 was given."),
        (
            lambda: rate(sympathetic_hz=Steps((0,), (3, -1))),
            "sympathetic_hz must be from 0 to 10 Hz; -1 was given.",
        ),
        (lambda: rate(vagal_hz=lambda s: 0 * s + 20), "vagal_hz must be from 0 to 8 Hz; 20 was given."),
        (
            lambda: rate(vagal_hz=lambda _: np.zeros(3)),
            "vagal_hz must give one number for each second; it gave the shape (3,) for (280, 252).",
        ),
        (
            lambda: heart.heart_rate([1, 0], **REST),
            "seconds must increase from each number to the next; 0 follows 1.",
        ),
        (
            lambda: heart.heart_rate([0, 14401], **REST),
            "seconds must be from -60 to 14400 s; 14401 was given.",
        ),
        (
            lambda: heart.heart_rate([0, 601], sympathetic_hz=3, vagal_hz=np.cos),
            "seconds must be from -60 to 600 s, for a rate given as a function; 601 was given.",
        ),
        (
            lambda: Steps((1, 0), (3, 4, 5)),
            "times must increase from each number to the next; 0 follows 1.",
        ),
        (lambda: Steps((0,), (3, np.inf)), "values must hold finite numbers only; it holds inf."),
        (
            lambda: Steps((0, 1), (3, 4)),
            "values must hold one number more than times; 2 values and 2 times were given.",
        ),
        (
            lambda: heart.heart_rate([-61, 0], **REST),
            "seconds must be from -60 to 14400 s; -61 was given.",
        ),
        (
            lambda: heart.adrenaline(481, drive_minutes=10),
            "minutes must be from -120 to 480 min; 481 was given.",
        ),
        (
            lambda: heart.adrenaline(0, drive_minutes=0),
            "drive_minutes must be from 0.1 to 120 min; 0 was given.",
        ),
        (
            lambda: heart.adrenaline(0, drive_minutes=10, half_life=-2),
            "half_life must be from 0.5 to 10 min; -2 was given.",
        ),
    ],
)
def test_what_the_model_cannot_take_is_refused_by_name(call, sentence):
    with pytest.raises(ValueError, match=f"^{re.escape(sentence)}$"):
        call()


def test_adrenaline_is_at_97_percent_of_its_plateau_after_ten_minutes():
    assert heart.adrenaline(10, drive_minutes=10) == pytest.approx(0.97, abs=0.005)


def test_adrenaline_is_below_a_tenth_of_the_plateau_within_6_6_minutes_of_the_end():
    level = heart.adrenaline([70 + 6.5, 70 + 6.7], drive_minutes=70)
    assert level[0] > 0.1 > level[1]


@given(drive=st.floats(0.1, 120), half_life=st.floats(0.5, 10))
def test_adrenaline_starts_at_nothing_rises_to_the_plateau_and_halves_each_half_life(drive, half_life):
    level = heart.adrenaline(
        [-5, 0, drive, drive + half_life, drive + 2 * half_life], drive_minutes=drive, half_life=half_life
    )
    assert level[0] == level[1] == 0
    assert 0 < level[2] <= 1
    assert level[2] == pytest.approx(1 - 2 ** (-drive / half_life), rel=1e-9)
    np.testing.assert_allclose(level[3:], level[2] * np.array([0.5, 0.25]), rtol=1e-9)
