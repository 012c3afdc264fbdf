"""Bayes for cues and claims, the winner's curse, the exact permutation test.

Ioannidis (2005), Button et al. (2013), Gelman & Carlin (2014), Gigerenzer & Hoffrage (1995), Fisher (1935).
"""

from __future__ import annotations

import math
from fractions import Fraction
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from securebase.models import inference

inner = st.floats(0.001, 0.999)
ratings = st.lists(st.integers(0, 10), min_size=1, max_size=6)


def test_silence_leaves_rejection_unlikely():
    assert inference.posterior(0.05, 0.8, 0.3) == pytest.approx(0.123, abs=5e-4)
    assert inference.posterior(**inference.SILENCE_EXAMPLE) == pytest.approx(8 / 35)


def test_three_in_ten_significant_findings_of_a_weak_field_are_true():
    assert inference.positive_predictive_value(0.1, 0.05, 0.2) == pytest.approx(0.308, abs=5e-4)


@given(prior=inner, hit=inner, false_alarm=inner)
def test_prior_and_posterior_swap_when_the_cue_is_taken_back(prior, hit, false_alarm):
    """Seeing a cue and then one of exactly the opposite weight leads back to the start."""
    after = inference.posterior(prior, hit, false_alarm)
    assert inference.posterior(after, false_alarm, hit) == pytest.approx(prior, rel=1e-9)


@given(prior=inner, hit=inner, false_alarm=inner)
def test_cue_and_thing_swap_as_bayes_rule_says(prior, hit, false_alarm):
    """P(thing | cue) P(cue) and P(cue | thing) P(thing) are one and the same."""
    cue = prior * hit + (1 - prior) * false_alarm
    assert inference.posterior(prior, hit, false_alarm) * cue == pytest.approx(prior * hit)


@given(prior=inner, hit=inner, false_alarm=inner)
def test_the_thing_and_its_absence_share_all_the_probability(prior, hit, false_alarm):
    there = inference.posterior(prior, hit, false_alarm)
    absent = inference.posterior(1 - prior, false_alarm, hit)
    assert there + absent == pytest.approx(1.0)


@given(prior=inner, first=inner, second=inner, alarm=inner, other=inner)
def test_the_order_of_two_cues_does_not_matter(prior, first, second, alarm, other):
    forth = inference.posterior(inference.posterior(prior, first, alarm), second, other)
    back = inference.posterior(inference.posterior(prior, second, other), first, alarm)
    assert forth == pytest.approx(back)


def test_certainties_stay_and_a_cue_as_frequent_either_way_tells_nothing():
    assert inference.posterior(0.0, 0.8, 0.3) == 0
    assert inference.posterior(1.0, 0.8, 0.3) == 1
    assert inference.posterior(0.2, 0.8, 0.0) == 1
    assert inference.posterior(0.2, 0.4, 0.4) == pytest.approx(0.2)


def test_a_curve_over_priors_is_computed_at_once():
    prior = np.linspace(0.05, 0.95, 7)
    curve = inference.posterior(prior, 0.8, 0.3)
    assert curve == pytest.approx([inference.posterior(float(p), 0.8, 0.3) for p in prior])
    assert inference.positive_predictive_value(0.1, 0.05, np.array([0.2, 0.8])) == pytest.approx(
        [4 / 13, 0.64]
    )


def test_a_cue_that_is_never_seen_is_refused():
    never_seen = r"the cue is never seen .*, so nothing follows from it\. Give a hit or a false_alarm above 0"
    with pytest.raises(ValueError, match=never_seen):
        inference.posterior(1.0, 0.0, 0.3)
    never_significant = (
        "nothing ever comes out significant, so no share of it is true.* alpha or a power above 0"
    )
    with pytest.raises(ValueError, match=never_significant):
        inference.positive_predictive_value(0.0, 0.0, 0.8)


def test_a_crowd_of_a_thousand_says_the_same_as_bayes_rule():
    crowd = inference.natural_frequencies(0.05, 0.8, 0.3)
    assert (crowd.hits, crowd.misses, crowd.false_alarms, crowd.correct_rejections) == (40, 10, 285, 665)
    assert crowd.hits / crowd.with_cue == pytest.approx(0.123, abs=5e-4)


@given(prior=st.floats(0, 1), hit=st.floats(0, 1), alarm=st.floats(0, 1), people=st.integers(1, 1_000_000))
def test_a_crowd_is_whole_people_and_nobody_is_lost(prior, hit, alarm, people):
    crowd = inference.natural_frequencies(prior, hit, alarm, people=people)
    counts = (crowd.hits, crowd.misses, crowd.false_alarms, crowd.correct_rejections)
    assert crowd.people == people
    assert all(isinstance(count, int) and count >= 0 for count in counts)
    assert abs(crowd.hits - people * prior * hit) <= 1


# --- the winner's curse


@given(effect=st.floats(-3.0, 3.0), error=st.floats(0.05, 2.0))
def test_what_is_published_is_the_mean_of_the_significant_estimates(effect, error):
    """Against numerical integration over all estimates."""
    z = np.linspace(-12, 12, 48_001)
    estimate = effect + error * z
    weight = np.exp(-(z**2) / 2) * (np.abs(estimate) > 1.959963984540054 * error)
    mean = (np.abs(estimate) * weight).sum() / weight.sum()
    power = weight.sum() / np.exp(-(z**2) / 2).sum()
    assert inference.published_effect(effect, error) == pytest.approx(mean, rel=2e-3)
    assert inference.chance_of_significance(effect, error) == pytest.approx(power, abs=2e-4)


def test_simulated_studies_show_the_curse(repetitions):
    studies = inference.simulate_studies(
        np.random.default_rng(6), 0.3, 0.3, studies=repetitions(200_000, 1_000_000)
    )
    found = np.abs(studies.estimates[studies.significant]).mean()
    assert found == pytest.approx(inference.published_effect(0.3, 0.3), rel=0.01)
    assert studies.significant.mean() == pytest.approx(inference.chance_of_significance(0.3, 0.3), abs=0.005)


def test_without_an_effect_chance_alone_makes_the_significant_ones_in_both_directions():
    studies = inference.simulate_studies(np.random.default_rng(3), 0.0, 0.4, studies=100_000)
    found = studies.estimates[studies.significant]
    assert studies.significant.mean() == pytest.approx(0.05, abs=0.004)
    assert np.mean(found > 0) == pytest.approx(0.5, abs=0.03)


@given(effect=st.floats(0.0, 3.0), error=st.floats(0.05, 2.0))
def test_published_effects_are_never_below_truth_or_threshold(effect, error):
    published = inference.published_effect(effect, error)
    assert published >= effect * (1 - 1e-12)
    assert published >= 1.9599 * error


@given(effect=st.floats(0.3, 4.0), alpha=st.sampled_from([0.05, 0.01, 0.3]))
def test_exaggeration_depends_on_power_and_level_alone(effect, alpha):
    power = inference.chance_of_significance(effect, 1.0, alpha=alpha)
    ratio = inference.published_effect(effect, 1.0, alpha=alpha) / effect
    assert inference.exaggeration(power, alpha=alpha) == pytest.approx(ratio, rel=1e-6)


def test_strong_studies_hardly_exaggerate_and_weak_ones_more_than_double():
    assert inference.exaggeration(0.999999) == pytest.approx(1.0, abs=1e-3)
    assert inference.exaggeration(0.8) == pytest.approx(1.13, abs=0.01)
    assert inference.exaggeration(0.2) > 2
    assert inference.exaggeration(0.06) > 5


def test_without_an_effect_the_level_is_the_chance_of_significance():
    assert inference.chance_of_significance(0.0, 0.7, alpha=0.01) == pytest.approx(0.01)
    studies = inference.simulate_studies(np.random.default_rng(3), 0.0, 0.7, studies=20_000, alpha=0.2)
    assert studies.significant.mean() == pytest.approx(0.2, abs=0.01)


# --- the exact permutation test


def counted_p(a, b):
    """Every arrangement by hand, in exact fractions."""
    together = [Fraction(value) for value in (*a, *b)]
    total = sum(together)

    def apart(chosen):
        part = sum(together[i] for i in chosen)
        return abs(part / len(a) - (total - part) / len(b))

    observed = apart(range(len(a)))
    arrangements = list(combinations(range(len(together)), len(a)))
    return sum(apart(chosen) >= observed for chosen in arrangements) / len(arrangements)


@given(a=ratings, b=ratings)
def test_p_is_what_counting_every_arrangement_gives(a, b):
    assert inference.exact_permutation_p(a, b) == counted_p(a, b)


@given(a=ratings, b=ratings, lift=st.sampled_from([0.1, 1000.3, -7.7]), stretch=st.sampled_from([0.1, 3.0]))
def test_p_does_not_depend_on_unit_or_zero_of_the_ratings(a, b, lift, stretch):
    moved = [stretch * np.array(part) + lift for part in (a, b)]
    assert inference.exact_permutation_p(*moved) == inference.exact_permutation_p(a, b)


@given(a=ratings, b=ratings)
def test_p_does_not_depend_on_which_kind_of_day_comes_first(a, b):
    assert inference.exact_permutation_p(a, b) == inference.exact_permutation_p(b, a)


def test_fourteen_days_parted_completely_happen_twice_in_3432_arrangements():
    p = inference.exact_permutation_p([1, 2, 3, 4, 5, 6, 7], [8, 9, 10, 11, 12, 13, 14])
    assert p == pytest.approx(2 / 3432)
    assert inference.exact_permutation_p([3] * 7, [3] * 7) == 1


@pytest.mark.parametrize("days", [7, 10, 14, 20])
def test_the_most_and_the_second_most_extreme_arrangement_of_many_days(days):
    low, high = np.arange(days) + 1.0, np.arange(days) + days + 1.0
    arrangements = math.comb(2 * days, days)
    assert inference.exact_permutation_p(low, high) == pytest.approx(2 / arrangements)
    low[-1], high[0] = high[0], low[-1]
    assert inference.exact_permutation_p(low, high) == pytest.approx(4 / arrangements)


@given(a=ratings, b=ratings)
def test_p_is_the_share_of_listed_differences_that_are_as_far_apart(a, b):
    differences = np.abs(inference.permuted_differences(a, b))
    share = np.mean(differences >= abs(np.mean(a) - np.mean(b)) - 1e-9)
    assert inference.exact_permutation_p(a, b) == pytest.approx(share)


def test_chance_differences_are_one_for_each_arrangement_and_hold_the_one_lived():
    differences = inference.permuted_differences([4, 5, 7], [1, 2])
    assert differences.shape == (math.comb(5, 3),)
    assert np.isclose(differences, 16 / 3 - 1.5).any()
    assert differences.mean() == pytest.approx(0, abs=1e-12)


def test_ten_days_against_ten_are_still_listed_one_by_one():
    assert inference.permuted_differences(np.arange(10), np.arange(10)).size == 184_756


def test_under_chance_alone_small_p_are_as_rare_as_they_claim(repetitions):
    rng = np.random.default_rng(2)
    tries = repetitions(300, 3000)
    ps = [inference.exact_permutation_p(*np.split(rng.standard_normal(10), 2)) for _ in range(tries)]
    assert np.mean(np.array(ps) <= 0.1) <= 0.1 + 3 * math.sqrt(0.09 / tries)


@pytest.mark.parametrize(
    ("call", "named"),
    [
        (lambda: inference.posterior(5, 0.8, 0.3), "prior must be from 0 to 1; 5 was given"),
        (lambda: inference.posterior(0.05, math.nan, 0.3), "hit must hold finite numbers only; it holds nan"),
        (lambda: inference.natural_frequencies(0.1, 0.5, 0.5, people=0), "people must be from 1 to 1e"),
        (lambda: inference.published_effect(0.3, 0.0), "standard_error must be greater than 0; 0 was given"),
        (
            lambda: inference.exaggeration(0.05),
            r"power must lie between alpha \(0.05\) and 1.*0.05 was given",
        ),
        (lambda: inference.exaggeration(1.0), r"power must lie between alpha \(0.05\) and 1.* 1 was given"),
        (
            lambda: inference.chance_of_significance(0.3, 0.3, alpha=0.6),
            "alpha must be from 1e-06 to 0.5; 0.6 was given",
        ),
        (
            lambda: inference.simulate_studies(np.random.default_rng(), 0.3, 0.3, studies=0),
            r"studies must be from 1 to 1e\+06; 0 was given",
        ),
        (lambda: inference.exaggeration(0.01), "power must be from 0.05 to 1; 0.01 was given"),
        (lambda: inference.exact_permutation_p([], [1.0]), "a must hold at least one number; it was empty"),
        (
            lambda: inference.exact_permutation_p([1.0], [[1.0]]),
            r"b must be a plain list of numbers.*\(1, 1\)",
        ),
        (lambda: inference.exact_permutation_p([1.0, math.inf], [1.0]), "a must hold finite numbers only"),
        (
            lambda: inference.permuted_differences(range(14), range(14)),
            "14 and 14 numbers.* in 40,116,600 ways; at most 200,000 are listed. Use fewer days, such",
        ),
        (
            lambda: inference.exact_permutation_p(range(21), range(20)),
            "a and b hold 41 numbers together; the test takes at most 40. Use fewer days.",
        ),
    ],
)
def test_what_is_out_of_range_is_named_with_its_range(call, named):
    with pytest.raises(ValueError, match=named):
        call()
