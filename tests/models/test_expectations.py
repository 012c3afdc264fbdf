"""Working models as learning: beta-Bernoulli, also with heavy silences, and Denrell (2005)."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from securebase.models import expectations

shares = st.floats(0.0, 1.0)
inner = st.floats(0.01, 0.99)
strengths = st.floats(0.5, 200.0)
weights = st.floats(0.2, 20.0)


@pytest.mark.parametrize(("strength", "interactions"), [(5, 3.75), (20, 15.0), (50, 37.5)])
def test_a_stronger_old_expectation_takes_longer_to_change(strength, interactions):
    assert expectations.interactions_until(0.5, 0.2, strength, 0.9) == pytest.approx(interactions)


@pytest.mark.parametrize(("silence_weight", "interactions"), [(1, 20), (3, 60)])
def test_a_heavier_silence_makes_an_old_expectation_hold_longer(silence_weight, interactions):
    until = expectations.interactions_until(
        expectations.COUNTED_UNTIL, **expectations.COUNTING_EXAMPLE, silence_weight=silence_weight
    )
    assert until == pytest.approx(interactions)


@given(level=inner, prior=inner, strength=strengths, reliability=shares, weight=weights)
def test_after_so_many_interactions_the_expectation_is_there(level, prior, strength, reliability, weight):
    needed = expectations.interactions_until(level, prior, strength, reliability, weight)
    assume(math.isfinite(needed) and needed < 1e9)
    reached = expectations.expected_level(
        needed, prior=prior, strength=strength, reliability=reliability, silence_weight=weight
    )
    assert reached == pytest.approx(level, abs=1e-6)


@pytest.mark.parametrize(
    ("level", "prior", "reliability"), [(0.5, 0.2, 0.4), (0.5, 0.2, 0.5), (0.5, 0.6, 0.9), (0.1, 0.2, 0.9)]
)
def test_an_expectation_that_stops_short_or_moves_away_never_gets_there(level, prior, reliability):
    assert expectations.interactions_until(level, prior, 20, reliability) == math.inf
    far = expectations.expected_level(np.arange(1e4), prior=prior, strength=20, reliability=reliability)
    assert not np.any(np.isclose(far, level, atol=1e-9))


def test_a_disappointed_expectation_comes_down_in_the_same_way():
    assert expectations.interactions_until(0.5, 0.8, 20, 0.1) == pytest.approx(15.0)
    assert expectations.interactions_until(0.5, 0.5, 20, 0.1) == 0


def test_counting_learners_average_what_is_expected_of_them(repetitions):
    answers = expectations.simulate_answers(
        np.random.default_rng(3), learners=repetitions(4000, 50_000), interactions=30, reliability=0.9
    )
    learned = expectations.learn_by_counting(answers, prior=0.2, strength=20)
    expected = expectations.expected_level(np.arange(31.0), prior=0.2, strength=20, reliability=0.9)
    assert learned.mean(axis=0) == pytest.approx(expected, abs=0.01)
    assert learned[:, 15].mean() == pytest.approx(0.5, abs=0.01)


def test_a_counting_learner_does_not_care_in_which_order_answers_come():
    first = expectations.learn_by_counting([1, 1, 0, 0, 1], prior=0.3, strength=10)
    second = expectations.learn_by_counting([0, 1, 1, 1, 0], prior=0.3, strength=10)
    assert first[-1] == pytest.approx(second[-1])
    assert first[-1] == pytest.approx((3 + 3) / (10 + 5))


def test_silences_that_count_three_times_make_571_of_800_answers():
    settled = expectations.settled_level(**expectations.HEAVY_SILENCE_EXAMPLE)
    assert settled == expectations.settled_level(0.8, 3) == pytest.approx(80 / (80 + 3 * 20))
    assert settled == pytest.approx(0.571, abs=5e-4)


@pytest.mark.parametrize("prior", [0.1, 0.9])
def test_learners_settle_where_the_formula_says_whatever_they_expected_before(prior, repetitions):
    answers = expectations.simulate_answers(
        np.random.default_rng(7), learners=repetitions(200, 2000), interactions=2000, reliability=0.8
    )
    learned = expectations.learn_by_counting(answers, prior=prior, strength=5, silence_weight=3)
    assert learned[:, -1].mean() == pytest.approx(expectations.settled_level(0.8, 3), abs=0.005)


@given(p=shares)
def test_silences_that_count_like_answers_teach_the_truth(p):
    assert expectations.settled_level(p) == pytest.approx(p)


def test_a_silence_of_weight_three_is_three_silences():
    heavy = expectations.learn_by_counting([1, 0], prior=0.5, strength=2, silence_weight=3)
    plain = expectations.learn_by_counting([1, 0, 0, 0], prior=0.5, strength=2)
    assert heavy[-1] == pytest.approx(plain[-1])


def test_staying_away_protects_a_belief_0_441_below_the_truth():
    assert expectations.hot_stove_bias(0.5, 2.0) == pytest.approx(-0.441, abs=1e-3)
    example = expectations.hot_stove_bias(**expectations.HOT_STOVE_EXAMPLE)
    assert example == expectations.hot_stove_bias(0.5, 2.0)


@pytest.mark.parametrize(("rate", "sensitivity", "sd"), [(0.5, 2.0, 1.0), (0.3, 3.0, 1.0), (0.5, 1.0, 2.0)])
def test_simulated_people_end_where_the_theory_says(rate, sensitivity, sd, repetitions):
    history = expectations.simulate_approach(
        np.random.default_rng(9),
        people=repetitions(8000, 50_000),
        occasions=500,
        rate=rate,
        sensitivity=sensitivity,
        sd=sd,
    )
    found = history.impression[:, 250::25].mean()
    assert found == pytest.approx(expectations.hot_stove_bias(rate, sensitivity, sd), rel=0.05)


def test_who_goes_near_regardless_learns_the_truth():
    assert expectations.hot_stove_bias(0.5, 0.0) == 0
    history = expectations.simulate_approach(
        np.random.default_rng(1), people=4000, occasions=200, rate=0.5, sensitivity=0.0
    )
    assert history.impression[:, 100::10].mean() == pytest.approx(0.0, abs=0.02)
    assert history.approached.mean() == pytest.approx(0.5, abs=0.01)


def test_an_impression_changes_only_on_occasions_of_approach():
    history = expectations.simulate_approach(
        np.random.default_rng(1), people=50, occasions=40, rate=0.5, sensitivity=2.0
    )
    moved = np.diff(history.impression, axis=1) != 0
    assert np.array_equal(moved, history.approached)


def test_people_approach_as_often_as_the_logistic_rule_says():
    history = expectations.simulate_approach(
        np.random.default_rng(2), people=50_000, occasions=1, rate=0.5, sensitivity=2.0, start=-0.7
    )
    assert history.approached.mean() == pytest.approx(1 / (1 + math.exp(1.4)), abs=0.01)


@given(rate=st.floats(0.01, 1.0), sensitivity=st.floats(0.01, 20.0), sd=st.floats(0.1, 5.0))
def test_the_bias_is_downwards_and_never_more_than_sensitivity_times_variance(rate, sensitivity, sd):
    bias = expectations.hot_stove_bias(rate, sensitivity, sd)
    variance = rate * sd**2 / (2 - rate)
    assert -sensitivity * variance <= bias <= -sensitivity * variance / 2


@pytest.mark.parametrize(
    ("call", "named"),
    [
        (
            lambda: expectations.interactions_until(0.5, 0.2, 0, 0.9),
            "strength must be from 0.1 to 1000; 0 was",
        ),
        (lambda: expectations.interactions_until(50, 0.2, 5, 0.9), "level must be from 0 to 1; 50 was given"),
        (lambda: expectations.settled_level(-0.1), "reliability must be from 0 to 1; -0.1 was"),
        (lambda: expectations.settled_level(0.5, 0), "silence_weight must be from 0.1 to 100; 0 was given"),
        (lambda: expectations.hot_stove_bias(0.5, 20.5), "sensitivity must be from 0 to 20; 20.5 was given"),
        (lambda: expectations.hot_stove_bias(0.5, 2.0, 0.0), "sd must be greater than 0; 0 was given"),
        (
            lambda: expectations.simulate_approach(
                np.random.default_rng(), people=5, occasions=2001, rate=0.5, sensitivity=2.0
            ),
            "occasions must be from 1 to 2000; 2001 was given",
        ),
        (
            lambda: expectations.expected_level(-1, prior=0.2, strength=20, reliability=0.9),
            "interactions must be at least 0; -1 was given",
        ),
        (
            lambda: expectations.learn_by_counting([1], prior=1.1, strength=20),
            "prior must be from 0 to 1; 1.1",
        ),
        (lambda: expectations.hot_stove_bias(0.0, 2.0), "rate must be greater than 0; 0 was given"),
        (lambda: expectations.hot_stove_bias(1.5, 2.0), "rate must be from 0 to 1; 1.5 was given"),
        (lambda: expectations.hot_stove_bias(0.5, math.nan), "sensitivity must hold finite numbers"),
        (
            lambda: expectations.learn_by_counting([1, 0.5], prior=0.5, strength=2),
            r"answers must hold only 1 \(answered\) and 0 \(not answered\); it holds 0.5",
        ),
    ],
)
def test_what_is_out_of_range_is_named_with_its_range(call, named):
    with pytest.raises(ValueError, match=named):
        call()
