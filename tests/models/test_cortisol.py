"""Salivary cortisol after the TSST: Miller et al. 2018, doi 10.1016/j.psyneuen.2017.12.019."""

from __future__ import annotations

import dataclasses
import re

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.integrate import solve_ivp

from securebase import datasets
from securebase.models import cortisol
from securebase.models.cortisol_fits import FIXED_EFFECTS, POPULATION, StructuralFit

rates = st.floats(0.06, 0.6)
fits = st.builds(
    StructuralFit,
    stimulus=st.floats(5, 120),
    drive_rate=rates,
    transit_rate=rates,
    secretion_rate=st.floats(0.1, 1.0),
    elimination_rate=rates,
    site=st.floats(-1, 1),
    sex_difference=st.floats(-1, 1),
)
amplitudes = st.floats(*cortisol.AMPLITUDE_RANGE)
sexes = st.sampled_from(cortisol.SEXES)


def integrated(minutes, fit, strength):
    """Solve the paper's five equations as they stand there, tightly."""

    def slope(minute, state):
        b1, b2, b3, drive, level = state
        pulse = fit.drive_rate * strength * (0 <= minute < 1)
        return [
            pulse - fit.transit_rate * b1,
            fit.transit_rate * (b1 - b2),
            fit.transit_rate * (b2 - b3),
            fit.transit_rate * b3 - fit.drive_rate * drive + fit.drive_rate,
            fit.secretion_rate * drive - fit.elimination_rate * level,
        ]

    state = [0, 0, 0, 1, fit.secretion_rate / fit.elimination_rate]
    levels = np.full(minutes.shape, state[4])
    for begin, end in ((0.0, 0.9999999999), (1.0, float(minutes[-1]))):
        here = (minutes >= begin) & (minutes <= end)
        solved = solve_ivp(
            slope, (begin, end), state, dense_output=True, method="DOP853", rtol=1e-11, atol=1e-12
        )
        levels[here] = solved.sol(minutes[here])[4]
        state = solved.y[:, -1]
    return np.exp(fit.site) * levels


def test_the_constants_are_those_that_the_authors_archived():
    assert dataclasses.astuple(FIXED_EFFECTS) == (55.74, 0.0925, 0.2803, 0.3878, 0.0925, 0.897, 0.6954)
    structure = (40.9, 0.208, 0.219, 0.384, 0.0895, 0.771, 0.641)
    assert dataclasses.astuple(POPULATION) == (*structure, 0.574, 0.103, 0.082, 0.178)


@pytest.mark.parametrize(("sex", "group", "published"), [("male", "men", 0.23), ("female", "women", 0.19)])
def test_the_curve_lies_on_the_dresden_group_means(sex, group, published):
    means = datasets.load("tsst_group_means").columns
    drawn = cortisol.saliva_after_tsst(means["minute"], sex=sex)
    error = np.sqrt(np.mean((drawn - means[group]) ** 2))
    assert error < 0.30
    assert error == pytest.approx(published, abs=0.005)


@pytest.mark.parametrize(("sex", "ratio"), [("male", 2.61), ("female", 1.80)])
def test_it_peaks_just_before_24_minutes_at_the_published_ratio(sex, ratio):
    peak = cortisol.peak(sex=sex)
    assert peak.minute == pytest.approx(23.8, abs=0.1)
    assert peak.ratio == pytest.approx(ratio, abs=0.01)
    assert peak.level == pytest.approx(peak.ratio * cortisol.baseline())


def test_the_peak_is_found_to_within_a_thousandth_of_a_minute():
    minutes = np.arange(23.0, 25.0, 0.0002)
    highest = minutes[np.argmax(cortisol.saliva_after_tsst(minutes))]
    assert cortisol.peak().minute == pytest.approx(highest, abs=1e-3)


def test_the_excess_falls_to_a_quarter_by_55_minutes_and_a_twelfth_by_70():
    top = cortisol.peak()
    excess = cortisol.saliva_after_tsst([55, 70]) - cortisol.baseline()
    np.testing.assert_allclose(excess / (top.level - cortisol.baseline()), [0.25, 0.085], atol=0.005)
    assert cortisol.saliva_after_tsst(70) / cortisol.baseline() == pytest.approx(1.14, abs=0.005)


def test_men_are_back_within_a_tenth_of_their_start_at_74_minutes():
    minute = cortisol.minutes_until_near_start(0.1)
    assert minute == pytest.approx(74, abs=0.5)
    near = cortisol.saliva_after_tsst([minute - 0.1, minute + 0.1]) / cortisol.baseline() - 1
    assert near[0] > 0.1 > near[1]


def test_the_stressor_adds_56_minutes_of_secretion_in_men_and_28_in_women():
    assert cortisol.stimulus() == pytest.approx(56, abs=0.5)
    assert cortisol.stimulus(sex="female") == pytest.approx(28, abs=0.5)


@given(fit=fits, sex=sexes, amplitude=amplitudes)
def test_the_area_above_baseline_is_baseline_times_stimulus(fit, sex, amplitude):
    minutes = np.linspace(0, 480, 1921)
    levels = cortisol.saliva_after_tsst(minutes, sex=sex, amplitude=amplitude, fit=fit)
    area = np.trapezoid(levels - cortisol.baseline(fit=fit), minutes)
    expected = cortisol.baseline(fit=fit) * cortisol.stimulus(sex=sex, amplitude=amplitude, fit=fit)
    assert area == pytest.approx(expected, rel=1e-4, abs=1e-9)
    assert cortisol.area_above_baseline(sex=sex, amplitude=amplitude, fit=fit) == pytest.approx(expected)


@given(sex=sexes, amplitude=amplitudes)
def test_a_smaller_stimulus_scales_the_whole_excess_and_moves_no_minute(sex, amplitude):
    minutes = np.linspace(-20, 100, 61)
    whole = cortisol.saliva_after_tsst(minutes, sex=sex) - cortisol.baseline()
    scaled = cortisol.saliva_after_tsst(minutes, sex=sex, amplitude=amplitude) - cortisol.baseline()
    np.testing.assert_allclose(scaled, amplitude * whole, atol=1e-12)
    assert cortisol.peak(sex=sex, amplitude=amplitude).minute == cortisol.peak().minute


@given(fit=fits)
def test_it_agrees_with_the_papers_equations_solved_tightly(fit):
    minutes = np.concatenate([np.linspace(0, 0.99, 12), np.linspace(1, 120, 239)])
    drawn = cortisol.saliva_after_tsst(minutes, fit=fit)
    np.testing.assert_allclose(drawn, integrated(minutes, fit, fit.stimulus), rtol=1e-8)


@pytest.mark.parametrize("gap", [0.0, 1e-15, 1e-9, 1e-4])
def test_equal_and_nearly_equal_rates_are_solved_as_well_as_any(gap):
    fit = dataclasses.replace(FIXED_EFFECTS, drive_rate=0.2803, elimination_rate=0.2803 * (1 + gap))
    minutes = np.linspace(0.5, 120, 240)
    expected = integrated(minutes, fit, fit.stimulus)
    np.testing.assert_allclose(cortisol.saliva_after_tsst(minutes, fit=fit), expected, rtol=1e-8)


def test_rates_far_faster_than_the_published_ones_are_solved_as_well():
    fit = dataclasses.replace(FIXED_EFFECTS, drive_rate=4.0)
    minutes = np.array([0.5, 20.0, 60.0, 240.0, 480.0])
    expected = integrated(minutes, fit, fit.stimulus)
    np.testing.assert_allclose(cortisol.saliva_after_tsst(minutes, fit=fit), expected, rtol=1e-8)
    np.testing.assert_allclose(cortisol.saliva_after_tsst(minutes[:3], fit=fit), expected[:3], rtol=1e-8)


def test_nothing_happens_before_the_task():
    np.testing.assert_allclose(cortisol.saliva_after_tsst([-20, -5, 0]), cortisol.baseline())


def test_the_shape_of_the_minutes_is_kept_and_their_order_does_not_matter():
    minutes = np.array([[40.0, 20.0], [-5.0, 30.0]])
    np.testing.assert_allclose(
        cortisol.saliva_after_tsst(minutes)[0, 1], cortisol.saliva_after_tsst(20.0), rtol=1e-12
    )
    low, high = cortisol.spread_between_people(minutes)
    assert low.shape == high.shape == minutes.shape


def test_without_a_stressor_the_curve_is_flat_and_says_so():
    assert cortisol.peak(amplitude=0).ratio == 1.0
    assert cortisol.minutes_until_near_start(amplitude=0) == 0.0


@given(count=st.integers(20, 3000))
def test_people_differ_as_much_as_the_published_variances_say(count):
    people = cortisol.individuals_after_tsst([-20.0, -5.0], count=count)
    np.testing.assert_array_equal(people[:, 0], people[:, 1])
    spread = np.log(people[:, 1])
    middle = POPULATION.site + np.log(POPULATION.secretion_rate / POPULATION.elimination_rate)
    assert np.mean(spread) == pytest.approx(middle, abs=np.sqrt(POPULATION.initial_variance / count))
    assert np.var(spread) == pytest.approx(POPULATION.initial_variance, rel=6 / np.sqrt(count))


def test_the_tenth_most_and_tenth_least_stimulated_differ_seven_fold():
    minutes = np.linspace(-5, 480, 971)
    same = dataclasses.replace(
        POPULATION, elimination_variance=0.0, transit_variance=0.0, initial_variance=0.0
    )
    people = cortisol.individuals_after_tsst(minutes, fit=same)
    areas = np.trapezoid(people - people[:, :1], minutes, axis=1)
    low, high = np.quantile(areas, [0.1, 0.9])
    assert high / low == pytest.approx(np.exp(2 * 1.28155 * np.sqrt(0.574)), rel=0.01)
    assert high / low == pytest.approx(7, abs=0.1)


def test_the_median_person_is_the_one_with_the_published_constants():
    minutes = np.linspace(-5, 100, 43)
    nobody_differs = dataclasses.replace(
        POPULATION,
        stimulus_variance=0.0,
        elimination_variance=0.0,
        transit_variance=0.0,
        initial_variance=0.0,
    )
    people = cortisol.individuals_after_tsst(minutes, count=3, fit=nobody_differs)
    expected = cortisol.saliva_after_tsst(minutes, fit=POPULATION)
    np.testing.assert_allclose(people, np.tile(expected, (3, 1)), rtol=1e-10)


@pytest.mark.parametrize(("sex", "group"), [("male", "men"), ("female", "women")])
def test_the_population_fit_reproduces_the_group_means_that_it_was_not_asked_to_draw(sex, group):
    means = datasets.load("tsst_group_means").columns
    people = cortisol.individuals_after_tsst(means["minute"], sex=sex)
    np.testing.assert_allclose(np.mean(people, axis=0), means[group], rtol=0.11)


@pytest.mark.parametrize(("sex", "ratio", "responders"), [("male", 2.39, 0.895), ("female", 1.77, 0.787)])
def test_what_the_population_fit_says_of_single_people(sex, ratio, responders):
    # The archived samples, with their noise, give 2.88 and 1.69, and 93 % and 72 %: the fit does not
    # reproduce them, and these are its own values, computed once over 65,536 people.
    people = cortisol.individuals_after_tsst(np.arange(-5.0, 91.0), sex=sex)
    highest = np.max(people, axis=1)
    assert np.median(highest / people[:, 0]) == pytest.approx(ratio, rel=0.01)
    assert np.mean(highest - people[:, 0] >= cortisol.RESPONSE_NMOL) == pytest.approx(responders, abs=0.01)


@pytest.mark.parametrize("sex", cortisol.SEXES)
def test_the_band_holds_the_share_of_people_that_it_names_and_the_group_mean(sex):
    minutes = np.linspace(-20, 100, 61)
    low, high = cortisol.spread_between_people(minutes, sex=sex, coverage=0.8)
    people = cortisol.individuals_after_tsst(minutes, sex=sex, count=20000)
    inside = np.mean((people >= low) & (people <= high), axis=0)
    np.testing.assert_allclose(inside, 0.8, atol=0.01)
    mean = cortisol.saliva_after_tsst(minutes, sex=sex)
    assert np.all((low < mean) & (mean < high))
    wider = cortisol.spread_between_people(minutes, sex=sex, coverage=0.9)
    assert np.all((wider[0] < low) & (wider[1] > high))


def test_the_same_call_draws_the_same_band():
    first = cortisol.spread_between_people([0, 24, 70])
    np.random.default_rng(1).random(5)
    np.testing.assert_array_equal(first, cortisol.spread_between_people([0, 24, 70]))


@pytest.mark.parametrize(
    ("call", "sentence"),
    [
        (
            lambda: cortisol.saliva_after_tsst([0, 900]),
            "minutes must be from -120 to 480 min; 900 was given.",
        ),
        (
            lambda: cortisol.saliva_after_tsst([0, np.nan]),
            "minutes must hold finite numbers only; it holds nan.",
        ),
        (
            lambda: cortisol.saliva_after_tsst(0, sex="men"),
            "sex must be one of 'male', 'female'; 'men' was given.",
        ),
        (lambda: cortisol.peak(amplitude=-0.1), "amplitude must be from 0 to 3; -0.1 was given."),
        (
            lambda: cortisol.spread_between_people(0, coverage=80),
            "coverage must be from 0.05 to 0.95; 80 was given.",
        ),
        (
            lambda: cortisol.individuals_after_tsst([0], count=0),
            "count must be from 1 to 65536; 0 was given.",
        ),
        (lambda: cortisol.minutes_until_near_start(0), "fraction must be from 0.01 to 1; 0 was given."),
        (
            lambda: cortisol.minutes_until_near_start(
                amplitude=3, fit=dataclasses.replace(FIXED_EFFECTS, elimination_rate=0.002)
            ),
            "The curve is not back within 0.1 of its baseline by 480 min.",
        ),
        (
            lambda: dataclasses.replace(FIXED_EFFECTS, elimination_rate=-0.1),
            "elimination_rate must be greater than 0; -0.1 was given.",
        ),
        (
            lambda: dataclasses.replace(POPULATION, stimulus_variance=-1),
            "stimulus_variance must be at least 0; -1 was given.",
        ),
    ],
)
def test_what_the_model_cannot_take_is_refused_by_name(call, sentence):
    with pytest.raises(ValueError, match=f"^{re.escape(sentence)}$"):
        call()
