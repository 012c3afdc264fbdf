"""Near and far: Felmlee & Greenberg (1999)."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from scipy.integrate import solve_ivp

from securebase.models import couples

own_pulls = st.tuples(*[st.floats(*couples.OWN_PULL_RANGE)] * 2)
partner_pulls = st.tuples(*[st.floats(*couples.PARTNER_PULL_RANGE)] * 2)
goal_pairs = st.tuples(*[st.floats(*couples.GOAL_RANGE)] * 2)


def matrix_and_drift(goals, own, partner):
    (a1, b1), (a2, b2) = own, partner
    return np.array([[-(a1 + a2), a2], [b2, -(b1 + b2)]]), np.array([a1 * goals[0], b1 * goals[1]])


def determinant(own, partner):
    return own[0] * own[1] + own[0] * partner[1] + partner[0] * own[1]


def test_goals_eight_and_two_meet_at_five_and_three_quarters_and_four_and_a_quarter():
    assert couples.closeness_balance((8, 2), 0.2, 0.3) == pytest.approx([5.75, 4.25], abs=1e-12)


def test_pulling_away_when_approached_leaves_both_below_their_goals():
    first, second = couples.closeness_balance((8, 2), (0.2, 0.2), (0.3, -0.2))
    assert first < 8
    assert second < 2


@given(goals=goal_pairs, own=own_pulls, partner=partner_pulls)
def test_the_balance_solves_both_equations(goals, own, partner):
    assume(abs(determinant(own, partner)) > 1e-4)
    matrix, drift = matrix_and_drift(goals, own, partner)
    balance = couples.closeness_balance(goals, own, partner)
    assert matrix @ balance + drift == pytest.approx(np.zeros(2), abs=1e-8 * (1 + np.abs(balance).max()))


@given(own=own_pulls, partner=partner_pulls)
def test_the_balance_holds_exactly_where_all_eigenvalues_are_negative(own, partner):
    matrix, _ = matrix_and_drift((0, 0), own, partner)
    fastest = np.linalg.eigvals(matrix).real.max()
    assume(abs(fastest) > 1e-9)
    assert couples.balance_holds(own, partner) == (fastest < 0)


def test_two_who_neither_hold_their_own_course_nor_stay_near_swing_ever_wider():
    own, partner = (0.01, 0.2), (0.2, -0.45)
    assert determinant(own, partner) > 0
    assert not couples.balance_holds(own, partner)
    course = couples.closeness_over_time(
        np.linspace(0, 400, 4001), start=(5, 5), goals=(8, 2), own_pull=own, partner_pull=partner
    )
    assert np.ptp(course.first[-1000:]) > 10 * np.ptp(course.first[:1000])


@given(goals=goal_pairs, own=own_pulls, partner=st.tuples(*[st.floats(0.0, 1.0)] * 2))
def test_two_who_approach_each_other_settle_between_their_goals(goals, own, partner):
    balance = couples.closeness_balance(goals, own, partner)
    assert balance.min() >= min(goals) - 1e-9
    assert balance.max() <= max(goals) + 1e-9
    assert couples.balance_holds(own, partner)


def test_without_pull_to_the_partner_each_reaches_the_own_goal():
    assert couples.closeness_balance((8, 2), 0.2, 0.0) == pytest.approx([8, 2])


@pytest.mark.parametrize("partner", [(0.3, 0.3), (0.3, -0.3), (-0.05, 0.1), (1.0, -0.5)])
def test_the_course_is_that_of_the_equations_solved_tightly(partner):
    weeks = np.linspace(0.0, 40.0, 201)
    matrix, drift = matrix_and_drift((8, 2), (0.2, 0.1), partner)
    reference = solve_ivp(
        lambda _, z: matrix @ z + drift,
        (0, 40),
        [1, 9],
        t_eval=weeks,
        method="DOP853",
        rtol=1e-11,
        atol=1e-12,
    ).y
    course = couples.closeness_over_time(
        weeks, start=(1, 9), goals=(8, 2), own_pull=(0.2, 0.1), partner_pull=partner
    )
    assert np.abs([course.first, course.second] - reference).max() < 1e-7 * np.abs(reference).max()


def test_a_couple_that_starts_in_balance_stays_there():
    balance = couples.closeness_balance((8, 2), 0.2, 0.3)
    course = couples.closeness_over_time(
        np.arange(50.0), start=balance, goals=(8, 2), own_pull=0.2, partner_pull=0.3
    )
    assert course.first == pytest.approx(np.full(50, 5.75), abs=1e-12)


def test_pulls_that_cancel_are_refused_in_plain_words():
    with pytest.raises(
        ValueError,
        match=r"own_pull 0\.2 and 0\.1 and partner_pull 0\.2 and -0\.2 the pulls cancel and the two find no "
        r"balance\. Give a partner_pull a little greater or smaller\.",
    ):
        couples.closeness_balance((8, 2), (0.2, 0.1), (0.2, -0.2))


@pytest.mark.parametrize(
    ("goals", "own", "partner", "named"),
    [
        ((8, 12), 0.2, 0.3, "goals must be from 0 to 10; 12 was given"),
        ((8, 2), 0.0, 0.3, "own_pull must be from 0.01 to 1; 0 was given"),
        ((8, 2), 0.2, -0.6, "partner_pull must be from -0.5 to 1; -0.6 was given"),
        ((8, math.nan), 0.2, 0.3, "goals must hold finite numbers only; it holds nan"),
        ((8, 2, 1), 0.2, 0.3, r"goals must be one number, or one for each of the two; its shape was \(3,\)"),
    ],
)
def test_what_is_out_of_range_is_named_with_its_range(goals, own, partner, named):
    with pytest.raises(ValueError, match=named):
        couples.closeness_balance(goals, own, partner)
