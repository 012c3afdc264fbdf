"""Working models as learning: beta-Bernoulli, Rescorla-Wagner with two rates, Denrell (2005)."""

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


@pytest.mark.parametrize(("strength", "interactions"), [(5, 3.75), (20, 15.0), (50, 37.5)])
def test_a_stronger_old_expectation_takes_longer_to_change(strength, interactions):
    assert expectations.interactions_until(0.5, 0.2, strength, 0.9) == pytest.approx(interactions)
    example = expectations.COUNTING_EXAMPLE | {"strength": strength}
    until = expectations.interactions_until(expectations.COUNTED_UNTIL, **example)
    assert until == pytest.approx(interactions)
    assert expectations.COUNTING_EXAMPLE["strength"] == 20


@given(level=inner, prior=inner, strength=strengths, reliability=shares)
def test_after_so_many_interactions_the_average_expectation_is_there(level, prior, strength, reliability):
    needed = expectations.interactions_until(level, prior, strength, reliability)
    assume(math.isfinite(needed) and needed < 1e9)
    reached = expectations.expected_level(needed, prior=prior, strength=strength, reliability=reliability)
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


def test_three_steps_down_for_one_up_expect_571_of_800_answers():
    assert expectations.asymmetric_limit(0.8, 0.1, 0.3) == pytest.approx(0.571, abs=5e-4)
    example = expectations.asymmetric_limit(**expectations.UNEQUAL_STEPS_EXAMPLE)
    assert example == expectations.asymmetric_limit(0.8, 0.1, 0.3)


def test_simulated_learners_with_two_rates_settle_at_the_limit(repetitions):
    answers = expectations.simulate_answers(
        np.random.default_rng(7), learners=repetitions(4000, 40_000), interactions=200, reliability=0.8
    )
    levels = expectations.learn_from_answers(answers, rise=0.1, fall=0.3)
    assert levels[:, -1].mean() == pytest.approx(0.571, abs=0.01)
    assert levels.min() >= 0
    assert levels.max() <= 1
    average = expectations.asymmetric_level(np.arange(201.0), reliability=0.8, rise=0.1, fall=0.3)
    assert levels.mean(axis=0) == pytest.approx(average, abs=0.015)
    assert average[:2] == pytest.approx([0.5, 0.5 + 0.8 * 0.05 - 0.2 * 0.15])
    low = expectations.asymmetric_level(np.arange(2.0), reliability=0.8, rise=0.1, fall=0.3, start=0.1)
    assert low == pytest.approx([0.1, 0.1 + 0.8 * 0.09 - 0.2 * 0.03])


@given(p=shares, rise=inner, fall=inner)
def test_at_the_limit_good_and_bad_news_balance(p, rise, fall):
    limit = expectations.asymmetric_limit(p, rise, fall)
    assert p * rise * (1 - limit) == pytest.approx((1 - p) * fall * limit, abs=1e-12)


@given(p=shares, rate=inner)
def test_equal_rates_learn_the_truth(p, rate):
    assert expectations.asymmetric_limit(p, rate, rate) == pytest.approx(p)


def test_single_steps_close_the_given_part_of_the_distance():
    assert expectations.learn_from_answers([1, 0], rise=0.1, fall=0.3, start=0.5) == pytest.approx(
        [0.5, 0.55, 0.385]
    )


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


@given(p=inner, rise=inner, fall=inner)
def test_blame_moves_distrust_from_the_other_to_oneself(p, rise, fall):
    outward = expectations.two_expectation_limits(p, rise=rise, fall=fall, self_blame=0.0)
    inward = expectations.two_expectation_limits(p, rise=rise, fall=fall, self_blame=1.0)
    assert outward.self_worth == inward.other == 1.0
    assert outward.other == pytest.approx(inward.self_worth)
    assert outward.other == pytest.approx(expectations.asymmetric_limit(p, rise, fall))


def test_an_answer_raises_both_expectations_and_none_lowers_each_by_its_share_of_the_blame():
    learned = expectations.learn_two_expectations([1, 0], rise=0.1, fall=0.4, self_blame=0.25, start=0.3)
    assert learned.other == pytest.approx([0.3, 0.37, 0.37 * 0.7])
    assert learned.self_worth == pytest.approx([0.3, 0.37, 0.37 * 0.9])


@pytest.mark.parametrize("self_blame", [0.0, 0.25, 0.9])
def test_simulated_learners_of_two_expectations_settle_at_their_limits(self_blame):
    answers = expectations.simulate_answers(
        np.random.default_rng(4), learners=4000, interactions=300, reliability=0.6
    )
    learned = expectations.learn_two_expectations(answers, rise=0.1, fall=0.2, self_blame=self_blame)
    limits = expectations.two_expectation_limits(0.6, rise=0.1, fall=0.2, self_blame=self_blame)
    assert learned.other[:, -1].mean() == pytest.approx(limits.other, abs=0.01)
    assert learned.self_worth[:, -1].mean() == pytest.approx(limits.self_worth, abs=0.01)


@pytest.mark.parametrize(
    ("call", "named"),
    [
        (
            lambda: expectations.interactions_until(0.5, 0.2, 0, 0.9),
            "strength must be from 0.1 to 1000; 0 was",
        ),
        (lambda: expectations.interactions_until(50, 0.2, 5, 0.9), "level must be from 0 to 1; 50 was given"),
        (lambda: expectations.asymmetric_limit(0.8, -0.1, 0.3), "rise must be from 0 to 1; -0.1 was given"),
        (
            lambda: expectations.asymmetric_limit(1.0, 0.0, 0.3),
            r"nothing ever moves the expectation, so it has no limit\. Give a rise above 0 .* a fall above",
        ),
        (lambda: expectations.asymmetric_limit(0.8, 0.1, 1.1), "fall must be from 0 to 1; 1.1 was given"),
        (lambda: expectations.asymmetric_limit(-0.1, 0.1, 0.1), "reliability must be from 0 to 1; -0.1 was"),
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
            lambda: expectations.learn_from_answers([1, 0.5], rise=0.1, fall=0.1),
            r"answers must hold only 1 \(answered\) and 0 \(not answered\); it holds 0.5",
        ),
    ],
)
def test_what_is_out_of_range_is_named_with_its_range(call, named):
    with pytest.raises(ValueError, match=named):
        call()
