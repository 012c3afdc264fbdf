"""Two coupled oscillators: Helm, Sbarra & Ferrer (2012), Butler (2011), Butler & Randall (2013)."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from scipy.integrate import solve_ivp

from securebase.models import couples

DAYS = np.linspace(0.0, 60.0, 601)
zetas = st.floats(*couples.ZETA_RANGE)
gammas = st.floats(*couples.GAMMA_RANGE)
periods = st.floats(*couples.PERIOD_RANGE)


def full_matrix(couple):
    """The four equations as written in the papers: x, x', y, y'."""
    eta, zeta, close, speed = couple.eta, couple.zeta, couple.displacement, couple.gamma
    return np.array([[0, 1, 0, 0], [eta, zeta, close, speed], [0, 0, 0, 1], [close, speed, eta, zeta]])


@pytest.mark.parametrize(
    "couple",
    [
        couples.OscillatingCouple(),
        couples.OscillatingCouple(gamma=0.15),
        couples.OscillatingCouple(gamma=-0.15),
        couples.OscillatingCouple(period=60.0, zeta=-0.5, gamma=0.1),
        couples.OscillatingCouple(period=8.0, zeta=-0.2, gamma=0.1, displacement=0.3),
        couples.OscillatingCouple(period=4.0 * math.pi, zeta=-0.5, gamma=-0.5),
    ],
)
def test_the_course_is_that_of_the_four_equations_solved_tightly(couple):
    start = [1.0, -0.2, -0.4, 0.1]
    matrix = full_matrix(couple)
    reference = solve_ivp(
        lambda _, state: matrix @ state, (0, 60), start, t_eval=DAYS, method="DOP853", rtol=1e-11, atol=1e-13
    ).y
    course = couples.coupled_oscillators(DAYS, couple, first=start[:2], second=start[2:])
    ours = np.array([course.first, course.first_speed, course.second, course.second_speed])
    assert np.abs(ours - reference).max() < 1e-7 * np.abs(reference).max()


@given(zeta=zetas, gamma=gammas, period=periods)
def test_co_regulation_ends_where_an_eigenvalue_crosses_zero(zeta, gamma, period):
    couple = couples.OscillatingCouple(period=period, zeta=zeta, gamma=gamma)
    fastest = np.linalg.eigvals(full_matrix(couple)).real.max()
    assume(abs(abs(gamma) - abs(zeta)) > 1e-6)
    assert couples.is_coregulating(zeta, gamma) == (fastest < 0.0)


@given(zeta=zetas, gamma=gammas, period=periods, share=st.floats(-0.99, 0.99))
def test_the_two_growth_rates_are_those_of_the_eigenvalues(zeta, gamma, period, share):
    own = (2.0 * math.pi / period) ** 2
    couple = couples.OscillatingCouple(period=period, zeta=zeta, gamma=gamma, displacement=share * own)
    fastest = np.linalg.eigvals(full_matrix(couple)).real.max()
    assert max(couple.growth) == pytest.approx(fastest, abs=1e-6)


def test_the_boundary_of_the_published_form_lies_at_gamma_equal_to_zeta():
    assert couples.is_coregulating(-0.1, 0.099)
    assert not couples.is_coregulating(-0.1, 0.1)
    assert not couples.is_coregulating(-0.1, -0.15)
    assert max(couples.OscillatingCouple(zeta=-0.1, gamma=0.1).growth) == pytest.approx(0.0, abs=1e-12)
    assert max(couples.OscillatingCouple(zeta=-0.1, gamma=0.15).growth) == pytest.approx(0.025, abs=1e-9)


@pytest.mark.parametrize("gamma", [0.0, 0.2])
def test_a_strongly_damped_slow_couple_creeps_back_as_the_eigenvalues_say(gamma):
    couple = couples.OscillatingCouple(period=60.0, zeta=-0.5, gamma=gamma)
    fastest = np.linalg.eigvals(full_matrix(couple)).real.max()
    assert max(couple.growth) == pytest.approx(fastest, abs=1e-9)
    assert -0.1 < fastest < 0.0


def test_without_damping_nothing_calms():
    assert not couples.is_coregulating(0.0, 0.0)


def test_equal_coupling_has_opposite_fates_for_swinging_together_and_swinging_opposite():
    couple = couples.OscillatingCouple(gamma=0.15)
    together = couples.coupled_oscillators(DAYS, couple, first=(1, 0), second=(1, 0))
    opposite = couples.coupled_oscillators(DAYS, couple, first=(1, 0), second=(-1, 0))
    assert np.abs(together.first[-100:]).max() > 2.0
    assert np.abs(opposite.first[-100:]).max() < 0.01


def test_a_person_alone_swings_with_the_period_given():
    alone = couples.OscillatingCouple(period=10.0, zeta=0.0, gamma=0.0)
    course = couples.coupled_oscillators(DAYS, alone, first=(1, 0), second=(0, 0))
    assert course.first == pytest.approx(np.cos(2.0 * np.pi * DAYS / 10.0), abs=1e-9)
    assert np.abs(course.second).max() < 1e-12


def test_the_start_is_where_the_course_starts():
    course = couples.coupled_oscillators([0.0, 1.0], first=(0.7, -0.3), second=(0.2, 0.4))
    begin = [part[0] for part in (course.first, course.first_speed, course.second, course.second_speed)]
    assert begin == pytest.approx([0.7, -0.3, 0.2, 0.4])


@pytest.mark.parametrize(
    ("constants", "named"),
    [
        ({"period": 1.0}, r"period must be from 2 to 60; 1 was given"),
        ({"zeta": 0.1}, r"zeta must be from -0.5 to 0; 0.1 was given"),
        ({"gamma": math.nan}, r"gamma must be a finite number; nan was given"),
        ({"displacement": 0.4}, r"displacement must lie between -0.395 and 0.395.*0.4 was given"),
    ],
)
def test_a_constant_out_of_range_is_named_with_its_range(constants, named):
    with pytest.raises(ValueError, match=named):
        couples.OscillatingCouple(**constants)


def test_unsorted_times_and_half_a_start_are_refused():
    with pytest.raises(ValueError, match="time must increase"):
        couples.coupled_oscillators([0.0, 2.0, 1.0])
    with pytest.raises(ValueError, match=r"second must be two numbers.*\(3,\)"):
        couples.coupled_oscillators([0.0, 1.0], second=(1, 2, 3))
