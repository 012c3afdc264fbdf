"""Effect sizes in other words: Cohen (1988), McGraw & Wong (1992), Rosenthal & Rubin (1982)."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import norm

from securebase.models import effects

differences = st.floats(-6.0, 6.0)
correlations = st.floats(-0.999, 0.999)


def test_an_effect_of_0_44_is_a_better_outcome_in_622_of_1000_pairs():
    assert effects.probability_of_superiority(0.44) == pytest.approx(0.622, abs=5e-4)


def test_superiority_is_what_comparing_random_pairs_gives(repetitions):
    pairs = repetitions(200_000, 2_000_000)
    rng = np.random.default_rng(12)
    better = rng.normal(0.44, 1, pairs) > rng.normal(0, 1, pairs)
    assert effects.probability_of_superiority(0.44) == pytest.approx(better.mean(), abs=0.006)


@given(d=differences)
def test_superiority_of_the_one_is_what_the_other_lacks(d):
    total = effects.probability_of_superiority(d) + effects.probability_of_superiority(-d)
    assert total == pytest.approx(1.0)


@given(d=differences)
def test_overlap_is_the_area_under_the_lower_of_the_two_curves(d):
    grid = np.linspace(-15, 15, 6001)
    shared = np.minimum(norm.pdf(grid), norm.pdf(grid - d)).sum() * (grid[1] - grid[0])
    assert effects.overlap(d) == pytest.approx(shared, abs=1e-4)


def test_nothing_in_common_and_everything_in_common():
    assert effects.overlap(0.0) == 1.0
    assert effects.overlap(20.0) < 1e-20
    assert effects.probability_of_superiority(0.0) == 0.5
    assert effects.share_above_the_other_mean(0.0) == 0.5


def test_a_large_effect_lifts_79_of_100_above_the_other_mean():
    assert effects.share_above_the_other_mean(0.8) == pytest.approx(0.788, abs=5e-4)


@given(r=correlations)
def test_d_and_r_turn_into_each_other_and_back(r):
    assert effects.r_from_d(effects.d_from_r(r)) == pytest.approx(r, abs=1e-12)


def test_the_correlation_of_two_equal_groups_is_the_one_computed_from_their_data(repetitions):
    people = repetitions(200_000, 2_000_000)
    rng = np.random.default_rng(3)
    group = np.repeat([0.0, 1.0], people // 2)
    outcome = rng.normal(0.8 * group, 1.0)
    assert effects.r_from_d(0.8) == pytest.approx(np.corrcoef(group, outcome)[0, 1], abs=0.006)


@given(r=st.floats(-1.0, 1.0))
def test_the_two_success_rates_differ_by_the_correlation_and_average_one_half(r):
    with_it, without_it = effects.success_rates(r)
    assert with_it - without_it == pytest.approx(r)
    assert with_it + without_it == pytest.approx(1.0)


def test_the_rates_of_a_yes_or_no_table_have_that_correlation():
    with_it, without_it = effects.success_rates(0.32)
    table = np.array([[with_it, 1 - with_it], [without_it, 1 - without_it]]) / 2
    phi = (table[0, 0] * table[1, 1] - table[0, 1] * table[1, 0]) / math.sqrt(
        np.prod(table.sum(axis=0)) * np.prod(table.sum(axis=1))
    )
    assert phi == pytest.approx(0.32)


def test_a_correlation_of_0_3_shares_nine_per_cent_of_variance():
    assert effects.shared_variance(0.3) == pytest.approx(0.09)


def test_one_number_gives_a_plain_number_and_an_array_an_array():
    assert type(effects.overlap(0.5)) is float
    assert type(effects.probability_of_superiority(1)) is float
    assert effects.shared_variance(np.array([[0.1, 0.2]])).shape == (1, 2)


@pytest.mark.parametrize(
    ("call", "named"),
    [
        (lambda: effects.overlap(math.nan), "d must hold finite numbers only; it holds nan"),
        (lambda: effects.shared_variance(1.2), "r must be from -1 to 1; 1.2 was given"),
        (lambda: effects.shared_variance([0.5, -1.01]), "r must be from -1 to 1; -1.01 was given"),
        (lambda: effects.success_rates(1.01), "r must be from -1 to 1; 1.01 was given"),
        (
            lambda: effects.d_from_r([0.5, 1.0]),
            "r must lie between -1 and 1, the ends excluded.* 1 was given",
        ),
        (lambda: effects.d_from_r(-1.0), "r must lie between -1 and 1, the ends excluded.*-1 was given"),
    ],
)
def test_what_is_out_of_range_is_named_with_its_range(call, named):
    with pytest.raises(ValueError, match=named):
        call()
