"""Cycles: Gragnani, Rinaldi & Feichtinger (1997), Rinaldi et al. (2015)."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from scipy.integrate import solve_ivp
from scipy.optimize import fsolve

from securebase.models import couples

FIRST, SECOND = couples.INSECURE_COUPLE

appeals = st.one_of(st.just(0.0), st.floats(1e-6, 5.0))
secure_people = st.builds(
    couples.SecurePerson,
    forgetting=st.floats(0.1, 2.0),
    reaction=st.floats(0.0, 20.0),
    synergism=st.just(0.0),
    appeal=appeals,
)
people_of_any_kind = st.one_of(
    secure_people,
    st.builds(
        couples.InsecurePerson,
        forgetting=st.floats(0.1, 2.0),
        reaction=st.floats(0.0, 20.0),
        sensitivity=st.floats(0.01, 5.0),
        steepness=st.floats(1.0, 8.0),
        synergism=st.just(0.0),
        appeal=appeals,
    ),
)
couples_of_the_secure = st.tuples(secure_people, secure_people)
feelings = st.floats(0.0, 50.0)


def literal_rates(_, y):
    """The equations with their published numbers, written out once more."""
    gild = [v**8 / (v**8 + 1) for v in y]
    return [
        -0.36 * y[0] + 0.75 * 0.08 * y[1] * math.exp(-0.08 * y[1]) + (1 + 2.9 * gild[0]) * 0.1,
        -0.2 * y[1] + 10.66 * 1.5 * y[0] * math.exp(-((1.5 * y[0]) ** 4)) + (1 + gild[1]) * 0.1,
    ]


def test_the_insecure_and_synergic_couple_goes_round_every_18_8_time_units():
    assert couples.cycle_period() == pytest.approx(18.8, abs=0.5)


def test_the_period_is_that_of_a_tight_solution():
    time = np.arange(0.0, 400.0, 0.01)
    tight = solve_ivp(
        literal_rates, (0, 400), [0.01, 0.01], t_eval=time, method="DOP853", rtol=1e-11, atol=1e-12
    )
    late = tight.y[0][20_000:]
    level = late.mean()
    up = np.flatnonzero((late[:-1] < level) & (late[1:] >= level))
    assert couples.cycle_period() == pytest.approx(np.diff(up).mean() * 0.01, rel=0.005)


def test_the_course_is_that_of_the_equations_solved_tightly():
    time = np.linspace(0.0, 100.0, 501)
    reference = solve_ivp(
        literal_rates, (0, 100), [0.01, 0.01], t_eval=time, method="DOP853", rtol=1e-12, atol=1e-13
    ).y
    course = couples.insecure_cycle(time)
    error = np.abs([course.first, course.second] - reference) / reference
    assert error.max() < 1e-4


def test_the_cycle_goes_on_at_one_size():
    time = np.linspace(0.0, 800.0, 8001)
    course = couples.insecure_cycle(time)
    swings = [np.ptp(course.first[(time >= t) & (time < t + 40)]) for t in (400, 600, 750)]
    assert swings == pytest.approx([swings[0]] * 3, rel=0.01)
    assert swings[0] > 0.15


def test_the_same_couple_without_synergism_settles():
    calm = (replace(FIRST, synergism=0.0), replace(SECOND, synergism=0.0))
    assert couples.cycle_period(calm) is None


def test_the_same_couple_with_secure_answers_settles_whatever_its_synergism():
    secure = tuple(
        couples.SecurePerson(forgetting=p.forgetting, reaction=p.reaction, synergism=s, appeal=p.appeal)
        for p, s in zip(couples.INSECURE_COUPLE, (2.9, 10.0), strict=True)
    )
    assert couples.cycle_period(secure) is None


@pytest.mark.parametrize("synergism", [0.0, 1.0, 2.0, 2.6, 2.75, 3.0, 3.175, 3.5, 4.0, 6.0])
def test_a_cycle_is_reported_exactly_where_the_state_of_rest_repels(synergism):
    couple = (replace(FIRST, synergism=synergism), SECOND)

    def change(z):
        return np.array(couples.rates_of_change(np.array(z[0]), np.array(z[1]), couple))

    late = couples.insecure_cycle(np.linspace(0.0, 400.0, 2001), couple)
    rest, _, found, _ = fsolve(
        change, [late.first[1000:].mean(), late.second[1000:].mean()], full_output=True
    )
    assert found == 1
    step = 1e-6
    jacobian = np.array([(change(rest + e) - change(rest - e)) / (2 * step) for e in step * np.eye(2)]).T
    repels = np.linalg.eigvals(jacobian).real.max() > 0
    assert (couples.cycle_period(couple) is not None) == repels


@given(couple=couples_of_the_secure, start=st.tuples(st.floats(0.01, 50.0), st.floats(0.01, 50.0)))
def test_two_secure_people_without_synergism_come_to_rest(couple, start):
    one, two = couple
    # Where answering just makes up for forgetting, and no appeal drives it, rest is reached only after ages.
    feeding, fading = one.reaction * two.reaction, one.forgetting * two.forgetting
    assume(min(one.appeal, two.appeal) > 0.05 or not 0.7 < feeding / fading < 1.4)
    course = couples.insecure_cycle([0.0, 900.0, 950.0, 1000.0], couple, start=start)
    late = np.array([course.first[1:], course.second[1:]])
    assert np.ptp(late, axis=1) == pytest.approx([0, 0], abs=1e-3 * (1 + late.max()))


@given(couple=couples_of_the_secure)
def test_no_period_is_reported_for_two_secure_people_without_synergism(couple):
    assert couples.cycle_period(couple) is None


@given(couple=st.tuples(people_of_any_kind, people_of_any_kind), first=feelings, second=feelings)
def test_without_synergism_the_divergence_is_minus_both_forgettings(couple, first, second):
    one, two = couple
    assert couples.divergence(first, second, couple) == pytest.approx(-one.forgetting - two.forgetting)


@given(first=st.floats(0.05, 5.0), second=st.floats(0.05, 5.0))
def test_the_divergence_is_that_of_the_rates_of_change(first, second):
    h = 1e-5
    along_first = (
        couples.rates_of_change(first + h, second)[0] - couples.rates_of_change(first - h, second)[0]
    )
    along_second = (
        couples.rates_of_change(first, second + h)[1] - couples.rates_of_change(first, second - h)[1]
    )
    assert couples.divergence(first, second) == pytest.approx(
        (along_first + along_second) / (2 * h), abs=1e-6
    )


def test_synergism_makes_the_divergence_positive_somewhere():
    grid = np.linspace(0.0, 3.0, 301)
    assert couples.divergence(grid, np.ones_like(grid)).max() > 0


@given(couple=couples_of_the_secure, love=feelings, more=st.floats(0.01, 10.0))
def test_more_love_never_lessens_a_secure_answer_and_the_answer_has_a_ceiling(couple, love, more):
    person = couple[0]
    assert person.answer(love + more) >= person.answer(love)
    assert person.answer(love + more) <= person.reaction


def test_an_insecure_answer_is_greatest_before_love_is_and_then_falls_to_nothing():
    love = np.linspace(0.0, 5.0, 501)
    answer = SECOND.answer(love)
    peak = love[answer.argmax()]
    assert peak == pytest.approx((1 / 4) ** (1 / 4) / 1.5, abs=0.01)
    assert answer[-1] < 1e-6


def test_arrows_at_a_point_are_the_first_steps_of_the_course_from_there():
    course = couples.insecure_cycle([0.0, 1e-4], start=(0.8, 2.0))
    arrow = couples.rates_of_change(np.array([0.8]), np.array([2.0]))
    moved = [(course.first[1] - 0.8) / 1e-4, (course.second[1] - 2.0) / 1e-4]
    assert moved == pytest.approx([arrow[0][0], arrow[1][0]], rel=1e-3)


def test_the_longest_course_may_be_asked_for_in_a_single_step():
    whole = couples.insecure_cycle(np.linspace(0.0, 1000.0, 101))
    leap = couples.insecure_cycle([0.0, 1000.0])
    assert (leap.first[-1], leap.second[-1]) == pytest.approx((whole.first[-1], whole.second[-1]), abs=1e-3)


def test_a_course_that_the_solver_cannot_find_is_never_returned_as_numbers():
    nobody = couples.SecurePerson(forgetting=1.0, reaction=0.0, synergism=0.0, appeal=0.0)
    said = r"from 0 and 0 could not be computed .* too near to 0 for the solver\. Give 0 itself, or a number"
    with pytest.raises(ArithmeticError, match=said):
        couples.insecure_cycle([0.0, 900.0], (nobody, replace(nobody, appeal=1e-308)), start=0.0)


@pytest.mark.parametrize(
    ("call", "named"),
    [
        (lambda: replace(FIRST, forgetting=-0.1), "forgetting must be from 0.05 to 2; -0.1 was given"),
        (lambda: replace(FIRST, sensitivity=math.nan), "sensitivity must be a finite number; nan was given"),
        (lambda: replace(FIRST, steepness=0.5), "steepness must be from 1 to 8; 0.5 was given"),
        (
            lambda: couples.insecure_cycle([0.0, 1.0], start=(-1, 0)),
            "start must be from 0 to 50; -1 was given",
        ),
        (lambda: couples.divergence(math.nan, 1.0), "first must hold finite numbers only; it holds nan"),
        (
            lambda: couples.rates_of_change([1, 2], [1, -52]),
            "second must be from -50 to 50; -52 was given",
        ),
        (lambda: couples.insecure_cycle([3.0, 1.0]), "time must increase"),
        (lambda: couples.insecure_cycle([0.0, 2000.0]), "time must be from 0 to 1000; 2000 was given"),
    ],
)
def test_what_is_out_of_range_is_named_with_its_range(call, named):
    with pytest.raises(ValueError, match=named):
        call()
