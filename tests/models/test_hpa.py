"""The stress axis: Karin et al. 2020, doi 10.15252/msb.20209510.

Constants as in Milo et al. 2025, doi 10.1038/s44320-024-00083-0.
"""

from __future__ import annotations

import dataclasses
import re

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.integrate import solve_ivp

from securebase.models import hpa
from securebase.models.steps import Steps

DAY = hpa.MINUTES_PER_DAY
BASAL = hpa.steady_state(1.0)
PARTS = [field.name for field in dataclasses.fields(hpa.HpaState)]

drives = st.floats(*hpa.DRIVE_RANGE)
thresholds = st.floats(*hpa.GR_THRESHOLD_RANGE)


def slope(state, drive, threshold):
    """Write the paper's five equations down once more, apart from the code."""
    x1, x2, x3, pituitary, adrenal = state
    free = 1 / (1 + (x3 / threshold) ** 3)
    turnover = np.log(2) / np.array([4, 20, 80, 20 * DAY, 30 * DAY])
    return turnover * np.array(
        [
            drive * free / x3 - x1,
            x1 * pituitary * free - x2,
            x2 * adrenal - x3,
            pituitary * (x1 - 1),
            adrenal * (x2 - 1),
        ]
    )


def levels(response):
    return np.array([getattr(response, part) for part in PARTS])


@pytest.fixture(scope="module")
def acute():
    """Drive ten times the basal one for 20 minutes."""
    return hpa.simulate(np.arange(-30.0, 361.0), Steps((0.0, 20.0), (1.0, 10.0, 1.0)))


@pytest.fixture(scope="module")
def chronic():
    """Drive twice the basal one for 90 days, then relief."""
    return hpa.simulate(np.arange(-10.0, 361.0, 0.5) * DAY, Steps((0.0, 90 * DAY), (1.0, 2.0, 1.0)))


def on_day(response, part, day):
    return np.interp(day * DAY, response.minutes, getattr(response, part))


def test_the_basal_state_is_the_published_one():
    assert dataclasses.astuple(BASAL) == pytest.approx((1, 1, 0.985, 1.015, 0.985), abs=5e-4)


@given(drive=drives, threshold=thresholds)
def test_a_steady_state_is_steady(drive, threshold):
    state = hpa.steady_state(drive, gr_threshold=threshold)
    residual = slope(dataclasses.astuple(state), drive, threshold)
    np.testing.assert_allclose(residual, 0, atol=1e-13)


@given(drive=drives, threshold=thresholds)
def test_crh_and_acth_adapt_exactly_and_cortisol_obeys_the_published_balance(drive, threshold):
    state = hpa.steady_state(drive, gr_threshold=threshold)
    assert (state.crh, state.acth) == (1.0, 1.0)
    assert state.cortisol * (1 + (state.cortisol / threshold) ** 3) == pytest.approx(drive, rel=1e-12)
    assert state.pituitary == pytest.approx(1 + (state.cortisol / threshold) ** 3)
    assert state.adrenal == state.cortisol


@given(drive=drives, threshold=thresholds)
def test_years_under_any_drive_end_in_its_steady_state(drive, threshold):
    response = hpa.simulate([0, 1200 * DAY], Steps((0.0,), (1.0, drive)), gr_threshold=threshold)
    end = levels(response)[:, -1]
    settled = hpa.steady_state(drive, gr_threshold=threshold)
    np.testing.assert_allclose(end, dataclasses.astuple(settled), rtol=1e-4)


def test_acute_stress_lifts_acth_four_and_a_half_fold_at_24_minutes(acute):
    ratio = acute.acth / BASAL.acth
    assert np.max(ratio) == pytest.approx(4.5, abs=0.05)
    assert acute.minutes[np.argmax(ratio)] == 24


def test_acute_stress_lifts_cortisol_1_83_fold_at_63_minutes_later_than_saliva_shows(acute):
    ratio = acute.cortisol / BASAL.cortisol
    assert np.max(ratio) == pytest.approx(1.83, abs=0.01)
    assert acute.minutes[np.argmax(ratio)] == 63


def test_chronic_stress_holds_cortisol_up_while_acth_drifts_back(chronic):
    assert on_day(chronic, "cortisol", 60) / BASAL.cortisol == pytest.approx(1.87, abs=0.01)
    acth = [on_day(chronic, "acth", day) for day in (2, 20, 40, 60, 90)]
    assert np.all(np.diff(acth) < 0)
    assert 1 < acth[-1] < 1 + (acth[0] - 1) / 3


def test_after_relief_acth_is_blunted_long_after_cortisol_is_back(chronic):
    after = chronic.minutes > 91 * DAY
    lowest = np.argmin(chronic.acth[after])
    assert chronic.minutes[after][lowest] / DAY - 90 == pytest.approx(35, abs=1)
    assert chronic.acth[after][lowest] == pytest.approx(0.79, abs=0.006)
    assert on_day(chronic, "acth", 150) == pytest.approx(0.81, abs=0.006)
    assert on_day(chronic, "cortisol", 150) / BASAL.cortisol == pytest.approx(1.07, abs=0.006)


def test_full_normalisation_takes_about_six_months(chronic):
    away = np.max(np.abs(levels(chronic) / np.array(dataclasses.astuple(BASAL))[:, None] - 1), axis=0)
    last_away = chronic.minutes[away > 0.05][-1] / DAY - 90
    assert 150 < last_away < 200


def test_a_less_sensitive_receptor_lets_the_same_load_raise_cortisol_further():
    assert hpa.steady_state(2, gr_threshold=8).cortisol > hpa.steady_state(2, gr_threshold=2).cortisol


def tight(minutes, borders, drives, threshold):
    state = np.array(dataclasses.astuple(hpa.steady_state(drives[0], gr_threshold=threshold)))
    found = np.tile(state[:, None], minutes.size)
    for start, stop, drive in zip(borders, [*borders[1:], minutes[-1]], drives[1:], strict=True):
        here = (minutes > start) & (minutes <= stop)
        solved = solve_ivp(
            lambda _, y, drive=drive: slope(y, drive, threshold),
            (start, stop),
            state,
            method="Radau",
            rtol=1e-10,
            atol=1e-12,
            dense_output=True,
        )
        found[:, here] = solved.sol(minutes[here])
        state = solved.y[:, -1]
    return found


@pytest.mark.parametrize(
    ("minutes", "borders"),
    [(np.linspace(-10, 350, 400) * DAY, [0.0, 90 * DAY]), (np.linspace(-30, 360, 400), [0.0, 20.0])],
    ids=["a year", "six hours"],
)
@pytest.mark.parametrize(("drives", "threshold"), [((1, 2, 1), 4), ((1, 10, 1), 4), ((2, 0.2, 5), 1.5)])
def test_what_is_drawn_agrees_with_a_tight_solution(minutes, borders, drives, threshold):
    drawn = hpa.simulate(minutes, Steps(tuple(borders), drives), gr_threshold=threshold)
    np.testing.assert_allclose(levels(drawn), tight(minutes, borders, drives, threshold), rtol=1e-5)


def test_steps_array_and_function_say_the_same():
    minutes = np.linspace(-60, 600, 331)
    steps = hpa.simulate(minutes, Steps((0.0, 20.0), (1, 3, 1)))
    array = hpa.simulate(minutes, np.where((minutes >= 0) & (minutes < 20), 3.0, 1.0))
    function = hpa.simulate(minutes, lambda minute: 3.0 if 0 <= minute < 20 else 1.0)
    np.testing.assert_allclose(levels(array), levels(steps), rtol=1e-6)
    np.testing.assert_allclose(levels(function), levels(steps), rtol=2e-5)


def test_an_array_holds_each_level_from_its_own_minute_beginning_with_the_first():
    minutes = np.arange(0.0, 61.0, 10.0)
    array = hpa.simulate(minutes, [3.0, 1.0, 1.0, 2.0, 2.0, 5.0, 4.0])
    steps = hpa.simulate(minutes, Steps((10.0, 30.0, 50.0, 60.0), (3.0, 1.0, 2.0, 5.0, 4.0)))
    np.testing.assert_allclose(levels(array), levels(steps), rtol=1e-9)
    assert levels(array)[:, 0] == pytest.approx(dataclasses.astuple(hpa.steady_state(3.0)))


def test_a_short_stress_in_a_long_timeline_is_not_stepped_over():
    minutes = np.linspace(-10, 350, 400) * DAY
    drive = Steps((200 * DAY, 201 * DAY), (1.0, 5.0, 1.0))
    response = hpa.simulate(minutes, drive)
    shortly_after = (minutes > 200 * DAY) & (minutes < 202 * DAY)
    assert np.max(response.cortisol[shortly_after]) > 1.5 * BASAL.cortisol


def test_a_jump_at_the_first_minute_starts_from_the_state_before_it():
    response = hpa.simulate([0.0, 60.0], Steps((0.0,), (1.0, 3.0)))
    assert levels(response)[:, 0] == pytest.approx(dataclasses.astuple(BASAL))
    assert response.cortisol[1] > BASAL.cortisol


def test_what_the_drive_was_before_the_first_minute_and_is_after_the_last_changes_nothing():
    response = hpa.simulate([10.0, 60.0], Steps((0.0, 5.0, 100.0), (1.0, 2.0, 3.0, 9.0)))
    np.testing.assert_array_equal(levels(response), levels(hpa.simulate([10.0, 60.0], 3.0)))


def test_a_run_can_be_taken_up_where_another_ended():
    whole = hpa.simulate(np.arange(0, 121.0), Steps((10.0,), (1.0, 4.0)))
    middle = hpa.HpaState(*levels(whole)[:, 60])
    second = hpa.simulate(np.arange(60, 121.0), 4.0, initial=middle)
    np.testing.assert_allclose(levels(second), levels(whole)[:, 60:], rtol=1e-5)


def test_a_single_minute_is_the_steady_state():
    response = hpa.simulate([5.0], 2.0)
    assert levels(response)[:, 0] == pytest.approx(dataclasses.astuple(hpa.steady_state(2.0)))


@pytest.mark.parametrize(
    ("call", "sentence"),
    [
        (lambda: hpa.steady_state(0), "drive must be from 0.05 to 20; 0 was given."),
        (lambda: hpa.steady_state(np.nan), "drive must be a finite number; nan was given."),
        (
            lambda: hpa.steady_state(1, gr_threshold=0.5),
            "gr_threshold must be from 1 to 20; 0.5 was given.",
        ),
        (lambda: hpa.simulate([0, 1], [1, -1]), "drive must be from 0.05 to 20; -1 was given."),
        (lambda: hpa.simulate([0, 1], Steps((0,), (1, 30))), "drive must be from 0.05 to 20; 30 was given."),
        (lambda: hpa.simulate([0, 1], lambda _: 50), "drive must be from 0.05 to 20; 50 was given."),
        (
            lambda: hpa.simulate([0, 1], [1, 1, 1]),
            "drive must hold one number for each of the minutes; its shape was (3,) and theirs (2,).",
        ),
        (
            lambda: hpa.simulate([2, 1], 1),
            "minutes must increase from each number to the next; 1 follows 2.",
        ),
        (
            lambda: hpa.simulate([0, 1e9], 1),
            "minutes must be from -2.628e+06 to 2.628e+06 min; 1e+09 was given.",
        ),
        (lambda: hpa.HpaState(1, 1, -1, 1, 1), "cortisol must be from 0.001 to 1000; -1 was given."),
    ],
)
def test_what_the_model_cannot_take_is_refused_by_name(call, sentence):
    with pytest.raises(ValueError, match=f"^{re.escape(sentence)}$"):
        call()
