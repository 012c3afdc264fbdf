"""Tipping and repair: Liebovitch et al. (2008, 2010)."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from scipy.integrate import solve_ivp
from scipy.optimize import brentq, minimize_scalar

from securebase.models import couples

kindnesses = st.floats(*couples.KINDNESS_RANGE)
influences = st.floats(*couples.INFLUENCE_RANGE)
inertias = st.floats(*couples.INERTIA_RANGE)


def change(x, b, c, m):
    return b - m * x + c * np.tanh(x)


def roots_by_search(b, c, m):
    """Every state of rest on the common line, by bracketing sign changes on a fine grid."""
    # An odd width, so that no root falls on the grid itself.
    edge = (abs(b) + c) / m + 1.0 + math.pi / 10
    grid = np.linspace(-edge, edge, 40_001)
    values = change(grid, b, c, m)
    at = np.flatnonzero(values[:-1] * values[1:] < 0)
    return [brentq(change, grid[i], grid[i + 1], args=(b, c, m), xtol=1e-13) for i in at]


def test_the_hostile_valley_disappears_at_a_kindness_of_0_533():
    assert couples.tipping_kindness(2.0) == pytest.approx(0.533, abs=5e-4)


def test_valley_ridge_and_repair_at_a_kindness_of_0_3():
    hostile, ridge, warm = couples.equilibria(0.3, 2.0)
    assert couples.equilibria(**couples.TIPPING_EXAMPLE) == (hostile, ridge, warm)
    assert hostile.feeling == pytest.approx(-1.516, abs=5e-4)
    assert ridge.feeling == pytest.approx(-0.321, abs=5e-4)
    assert (hostile.stable, ridge.stable, warm.stable) == (True, False, True)
    assert couples.smallest_joint_repair(0.3, 2.0) == pytest.approx(1.195, abs=5e-4)


@given(m=inertias, ratio=st.floats(1.001, 20.0))
def test_the_tipping_formula_agrees_with_a_numeric_search(m, ratio):
    c = m * ratio
    assume(c <= couples.INFLUENCE_RANGE[1])
    # The least kindness that leaves no hostile rest lifts the lowest point of the hostile side to zero.
    turn = math.acosh(math.sqrt(ratio))
    lowest = minimize_scalar(
        lambda x: change(x, 0.0, c, m),
        bounds=(-3 * turn - 1, 0.0),
        method="bounded",
        options={"xatol": 1e-11},
    )
    assert couples.tipping_kindness(c, m) == pytest.approx(-lowest.fun, abs=1e-7)


@given(b=kindnesses, c=influences, m=inertias)
def test_the_states_of_rest_are_all_those_that_a_search_finds(b, c, m):
    if c > m:
        assume(abs(abs(b) - couples.tipping_kindness(c, m)) > 1e-3 * m)
        assume(couples.tipping_kindness(c, m) > 1e-3 * m)
    assume(abs(b) > 1e-3 * m)
    assume(abs(c - m) > 1e-3)
    found = [state.feeling for state in couples.equilibria(b, c, m)]
    assert found == pytest.approx(roots_by_search(b, c, m), abs=1e-6)


@given(b=kindnesses, c=influences, m=inertias)
def test_stable_means_that_both_eigenvalues_of_the_two_person_system_are_negative(b, c, m):
    for state in couples.equilibria(b, c, m):
        slope = c / math.cosh(min(abs(state.feeling), 300.0)) ** 2
        fastest = np.linalg.eigvals([[-m, slope], [slope, -m]]).max()
        assume(abs(fastest) > 1e-7)
        assert state.stable == (fastest < 0)


@given(start=st.tuples(st.floats(-5, 5), st.floats(-5, 5)))
def test_wherever_two_people_start_they_come_to_feel_the_same(start):
    course = couples.feelings_over_time([0.0, 60.0], start=start, kindness=0.4, influence=2.0)
    assert course.first[-1] == pytest.approx(course.second[-1], abs=1e-6)


def test_a_push_just_short_of_the_repair_fails_and_one_just_beyond_succeeds():
    hostile = couples.equilibria(0.3, 2.0)[0].feeling
    repair = couples.smallest_joint_repair(0.3, 2.0)
    ends = []
    for push in (0.99 * repair, 1.01 * repair):
        start = (hostile + push, hostile + push)
        course = couples.feelings_over_time([0.0, 80.0], start=start, kindness=0.3, influence=2.0)
        ends.append((course.first[-1], course.second[-1]))
    assert ends[0] == pytest.approx((hostile, hostile), abs=1e-4)
    assert ends[1][0] > 2
    assert ends[1][1] > 2


@pytest.mark.parametrize("valley", ["hostile", "warm"])
@pytest.mark.parametrize("kindness", [-0.2, 0.0, 0.2])
def test_where_there_is_but_one_valley_a_couple_settles_there_wherever_they_come_from(kindness, valley):
    (only,) = couples.equilibria(kindness, 0.5)
    assert couples.settled_feeling(kindness, 0.5, valley=valley) == pytest.approx(only.feeling)


def test_kindness_above_the_tipping_point_empties_the_hostile_valley():
    ends = [
        couples.feelings_over_time([0.0, 200.0], start=(-3, -3), kindness=b, influence=2.0).first[-1]
        for b in (0.5, 0.56)
    ]
    assert ends[0] < -0.8
    assert ends[1] > 2


def test_repair_costs_nothing_without_a_hostile_valley_and_cannot_be_had_without_a_warm_one():
    assert couples.smallest_joint_repair(0.6, 2.0) == 0
    assert couples.smallest_joint_repair(0.2, 0.5) == 0
    assert couples.smallest_joint_repair(-0.6, 2.0) == math.inf
    assert couples.smallest_joint_repair(-0.2, 0.5) == math.inf


def test_leaving_a_bad_state_takes_more_kindness_than_staying_out_of_it():
    kindness = np.linspace(-1.0, 1.0, 401)
    rising = couples.settled_feeling(kindness, 2.0, valley="hostile")
    falling = couples.settled_feeling(kindness, 2.0, valley="warm")
    tip = couples.tipping_kindness(2.0)
    assert kindness[rising > 0].min() == pytest.approx(tip, abs=0.006)
    assert kindness[falling > 0].min() == pytest.approx(-tip, abs=0.006)
    assert np.all(falling >= rising)
    assert np.abs(change(rising, kindness, 2.0, 1.0)).max() < 1e-9
    assert np.abs(change(falling, kindness, 2.0, 1.0)).max() < 1e-9


@given(b=kindnesses, c=influences, m=inertias)
def test_ground_is_level_at_rest_valleys_below_and_the_ridge_above_their_surroundings(b, c, m):
    for state in couples.equilibria(b, c, m):
        x = state.feeling
        assume(abs(c / math.cosh(min(abs(x), 300.0)) ** 2 - m) > 0.05)
        height = couples.landscape(np.array([x - 1e-2, x, x + 1e-2]), b, c, m)
        higher_beside = min(height[0], height[2]) > height[1]
        assert higher_beside == state.stable


def test_the_slope_of_the_ground_is_the_rate_of_change():
    x = np.linspace(-4, 4, 81)
    slope = (couples.landscape(x + 1e-5, 0.3, 2.0) - couples.landscape(x - 1e-5, 0.3, 2.0)) / 2e-5
    assert -slope == pytest.approx(change(x, 0.3, 2.0, 1.0), abs=1e-8)
    assert couples.landscape(0.0, 0.3, 2.0) == 0


def test_the_course_is_that_of_the_equations_solved_tightly():
    weeks = np.linspace(0.0, 30.0, 301)
    reference = solve_ivp(
        lambda _, z: [-z[0] + 0.3 + 2 * np.tanh(z[1]), -z[1] + 0.3 + 2 * np.tanh(z[0])],
        (0, 30), [-1.6, 0.9], t_eval=weeks, method="DOP853", rtol=1e-12, atol=1e-13,
    ).y  # fmt: skip
    course = couples.feelings_over_time(weeks, start=(-1.6, 0.9), kindness=0.3, influence=2.0)
    assert np.abs([course.first, course.second] - reference).max() < 1e-4 * np.abs(reference).max()


def test_tipping_points_of_many_influences_come_as_one_curve():
    influence = np.array([1.5, 2.0, 3.0])
    curve = couples.tipping_kindness(influence)
    assert curve == pytest.approx([couples.tipping_kindness(float(c)) for c in influence])
    assert isinstance(couples.tipping_kindness(2.0), float)


@pytest.mark.parametrize(
    ("call", "named"),
    [
        (
            lambda: couples.tipping_kindness(1.0),
            "influence must be greater than inertia for .* a tipping point; 1 was given, with inertia 1",
        ),
        (lambda: couples.tipping_kindness(np.array([2.0, 0.5]), 1.0), "0.5 was given, with inertia 1"),
        (lambda: couples.equilibria(0.3, 2.0, -1.0), "inertia must be from 0.1 to 10; -1 was given"),
        (lambda: couples.equilibria(math.nan, 2.0), "kindness must be a finite number; nan was given"),
        (lambda: couples.settled_feeling(0.3, 2.0, valley="cold"), "valley must be one of 'hostile', 'warm'"),
        (
            lambda: couples.feelings_over_time([1.0, 0.0], start=0.0, kindness=0.3, influence=2.0),
            "time must increase",
        ),
    ],
)
def test_what_is_out_of_range_is_named_with_its_range(call, named):
    with pytest.raises(ValueError, match=named):
        call()
