"""Stability of attachment: Fraley (2002); retest of the nine-item scale: Fraley et al. (2011)."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from securebase.models import stability

shares = st.floats(0.0, 1.0)


def test_after_19_occasions_a_prototype_leaves_0_39_and_revision_alone_0_01():
    assert stability.retest_correlation(19, step=0.8, prototype=0.62) == pytest.approx(0.39, abs=5e-3)
    assert stability.retest_correlation(19, step=0.8) == pytest.approx(0.8**19)
    assert stability.retest_correlation(19, step=0.8) == pytest.approx(0.01, abs=5e-3)


@given(step=shares, prototype=shares)
def test_one_measurement_agrees_with_itself_and_in_the_end_only_the_prototype_is_left(step, prototype):
    assert stability.retest_correlation(0, step=step, prototype=prototype) == pytest.approx(1.0)
    late = stability.retest_correlation(1e6, step=min(step, 0.999), prototype=prototype)
    assert late == pytest.approx(prototype**2, abs=1e-12)


@given(step=shares, prototype=shares)
def test_retest_correlations_never_rise_with_time_nor_leave_their_limits(step, prototype):
    course = stability.retest_correlation(np.arange(60.0), step=step, prototype=prototype)
    assert np.all(np.diff(course) <= 1e-12)
    assert course.min() >= prototype**2 - 1e-12
    assert course.max() <= 1.0 + 1e-12


def test_simulated_people_have_the_correlations_of_the_formula(repetitions):
    people = repetitions(20_000, 100_000)
    scores = stability.simulate_security(
        np.random.default_rng(5), people=people, occasions=19, step=0.8, prototype=0.62
    )
    found = [np.corrcoef(scores[:, 0], scores[:, lag])[0, 1] for lag in (1, 5, 19)]
    expected = stability.retest_correlation(np.array([1, 5, 19]), step=0.8, prototype=0.62)
    assert found == pytest.approx(expected, abs=0.02)
    assert scores.shape == (people, 20)
    assert scores.std(axis=0) == pytest.approx(np.ones(20), abs=0.03)
    assert scores.mean(axis=0) == pytest.approx(np.zeros(20), abs=0.03)


def test_about_half_stay_in_their_box_at_the_published_retest_correlation():
    assert stability.same_quadrant_probability(stability.ROMANTIC_RETEST) == pytest.approx(0.526, abs=5e-4)


def test_a_parent_keeps_people_in_their_box_more_often_than_a_partner():
    """A retest of .80 over 30 days: Fraley et al. (2011)."""
    assert stability.same_quadrant_probability(stability.PARENT_RETEST) == pytest.approx(0.632, abs=5e-4)


def test_boxes_at_random_at_no_retest_correlation_and_for_ever_at_a_perfect_one():
    assert stability.same_quadrant_probability(0.0) == pytest.approx(0.25)
    assert stability.same_quadrant_probability(1.0) == pytest.approx(1.0)
    assert stability.same_quadrant_probability(-1.0) == pytest.approx(0.0)


@given(lower=st.floats(-1, 1), higher=st.floats(-1, 1))
def test_a_better_retest_correlation_never_flips_more_people(lower, higher):
    lower, higher = sorted((lower, higher))
    flips = stability.same_quadrant_probability(np.array([lower, higher]))
    assert flips[0] <= flips[1]


@pytest.mark.parametrize("retest", [0.65, 0.0, 0.9, -0.4])
def test_simulated_people_flip_as_often_as_the_formula_says(retest):
    both = stability.simulate_two_measurements(np.random.default_rng(8), retest, people=20_000)
    expected = stability.same_quadrant_probability(retest)
    assert 1.0 - both.flipped.mean() == pytest.approx(expected, abs=0.02)
    assert both.first.shape == both.second.shape == (20_000, 2)


def test_nobody_flips_when_the_measure_is_perfect():
    both = stability.simulate_two_measurements(np.random.default_rng(1), 1.0, people=500)
    assert not both.flipped.any()


def test_averaged_over_people_the_chance_of_one_is_the_chance_of_all():
    people = np.random.default_rng(4).standard_normal((20_000, 2))
    chances = [stability.same_quadrant_probability_at(person, 0.65) for person in people]
    assert np.mean(chances) == pytest.approx(stability.same_quadrant_probability(0.65), abs=0.01)


def test_near_both_borders_the_box_is_a_coin_thrown_twice_and_far_away_it_is_safe():
    assert stability.same_quadrant_probability_at((0.0, 0.0), 0.65) == pytest.approx(0.25)
    assert stability.same_quadrant_probability_at((5.0, -5.0), 0.65) > 0.999
    assert stability.same_quadrant_probability_at((0.3, 0.2), 1.0) == 1.0
    assert stability.same_quadrant_probability_at((0.3, 0.2), -1.0) == 0.0


def test_the_cloud_of_one_person_lies_nearer_to_the_middle_and_spreads_as_it_should():
    cloud = stability.simulate_retest_cloud(np.random.default_rng(2), (2.0, -1.0), 0.65, draws=20_000)
    assert cloud.mean(axis=0) == pytest.approx([1.3, -0.65], abs=0.03)
    assert cloud.std(axis=0) == pytest.approx([math.sqrt(1 - 0.65**2)] * 2, abs=0.02)
    same = np.mean(np.all((cloud > 0) == (True, False), axis=1))
    assert same == pytest.approx(stability.same_quadrant_probability_at((2.0, -1.0), 0.65), abs=0.02)


def test_the_same_generator_state_gives_the_same_people():
    twice = [
        stability.simulate_security(np.random.default_rng(6), people=5, occasions=3, step=0.5) for _ in "ab"
    ]
    assert np.array_equal(*twice)


@pytest.mark.parametrize(
    ("call", "named"),
    [
        (lambda: stability.retest_correlation(-1, step=0.8), "lag must be at least 0; -1 was given"),
        (lambda: stability.retest_correlation(1, step=1.2), "step must be from 0 to 1; 1.2 was given"),
        (
            lambda: stability.retest_correlation(1, step=0.8, prototype=-0.1),
            "prototype must be from 0 to 1; -0.1 was given",
        ),
        (
            lambda: stability.simulate_security(np.random.default_rng(), people=5, occasions=501, step=0.5),
            "occasions must be from 0 to 500; 501 was given",
        ),
        (
            lambda: stability.simulate_retest_cloud(np.random.default_rng(), (0, 0), 0.5, draws=0),
            "draws must be from 1 to 100000; 0 was given",
        ),
        (lambda: stability.same_quadrant_probability(65.0), "retest must be from -1 to 1; 65 was given"),
        (
            lambda: stability.same_quadrant_probability_at((1, 2, 3), 0.5),
            r"scores must be two numbers.*\(3,\)",
        ),
        (
            lambda: stability.simulate_two_measurements(np.random.default_rng(), 0.5, people=2.5),
            "people must be a whole number from 1 to 100000; 2.5 was given",
        ),
    ],
)
def test_what_is_out_of_range_is_named_with_its_range(call, named):
    with pytest.raises(ValueError, match=named):
        call()
