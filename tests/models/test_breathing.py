"""Breathing and the heart: deBoer et al. 1987, doi 10.1152/ajpheart.1987.253.3.H680."""

from __future__ import annotations

import re

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from securebase.models import breathing

QUARTERS = np.arange(3.0, 20.0, 0.25)


def beat_by_beat(rates, *, beats, mean_rr=800.0, gain=9.0):
    """Run the paper's recurrence as it stands there, from rest; return the intervals, (beats, rates)."""
    slow_heart = np.array([0, 1, 2, 3, 2, 1.0])
    slow_vessels = 2 * slow_heart
    felt = np.full((beats + 6, rates.size), 120.0)
    pressure = felt[0]
    interval = np.full(rates.size, mean_rr)
    runoff = np.full(rates.size, 1425.0)
    clock = np.zeros(rates.size)
    found = np.empty((beats, rates.size))
    for beat in range(beats):
        clock += interval
        diastolic = 75 / (120 * np.exp(-mean_rr / 1425)) * pressure * np.exp(-interval / runoff)
        push = 3 * np.sin(2 * np.pi * rates / 60_000 * clock)
        pressure = diastolic + 0.016 * interval + (120 - 75 - 0.016 * mean_rr) + push
        before = felt[beat : beat + 6][::-1]
        felt[beat + 6] = 120 + 18 * np.arctan((pressure - 120) / 18)
        rest = gain * 120 + 120 * slow_heart.sum()
        interval = mean_rr - rest + gain * felt[beat + 6] + slow_heart @ before
        runoff = 1425 + 120 * slow_vessels.sum() - slow_vessels @ before
        found[beat] = interval
    return found


def swing_of(intervals):
    """Take the swing with a smooth window, for which the count of whole breaths does not matter."""
    place = (np.arange(len(intervals)) + 1) / (len(intervals) + 1)
    weight = np.exp(-1 / (place * (1 - place)))
    weight /= weight.sum()
    return 2 * np.sqrt(2 * weight @ (intervals - weight @ intervals) ** 2)


def test_the_swing_is_greatest_at_six_and_a_half_breaths_a_minute():
    swing = breathing.rr_swing(QUARTERS)
    assert QUARTERS[np.argmax(swing)] == 6.5
    assert np.max(swing) == pytest.approx(222, abs=1)
    assert np.max(swing) / breathing.rr_swing(15.0) == pytest.approx(4.4, abs=0.05)


def test_the_resonance_frequency_is_near_a_tenth_of_a_hertz():
    assert breathing.resonance() / 60 == pytest.approx(0.108, abs=0.003)


@pytest.mark.parametrize(("mean_rr", "rate"), [(700, 7.5), (900, 5.75)])
def test_the_resonance_moves_with_the_mean_interval(mean_rr, rate):
    swing = breathing.rr_swing(QUARTERS, mean_rr_ms=mean_rr)
    assert QUARTERS[np.argmax(swing)] == rate
    assert breathing.resonance(mean_rr_ms=mean_rr) == pytest.approx(rate, abs=0.125)


@given(mean_rr=st.floats(*breathing.MEAN_RR_MS_RANGE))
def test_a_slower_heart_resonates_with_slower_breathing_and_the_resonance_is_a_maximum(mean_rr):
    rate = breathing.resonance(mean_rr_ms=mean_rr)
    around = breathing.rr_swing([rate - 0.2, rate - 0.02, rate, rate + 0.02, rate + 0.2], mean_rr_ms=mean_rr)
    assert np.argmax(around) == 2
    if mean_rr < 900:
        assert breathing.resonance(mean_rr_ms=mean_rr + 10) < rate


@pytest.mark.parametrize(
    ("mean_rr", "gain"), [(800, 9), (650, 9), (700, 9), (910, 9), (800, 7), (650, 15), (860, 12)]
)
def test_the_steady_answer_is_what_a_long_run_beat_by_beat_arrives_at(mean_rr, gain, repetitions):
    beats = repetitions(12_000, 48_000)
    rates = np.array([2.1, 3.3, 4.7, 5.9, 6.4, 6.9, 7.6, 8.8, 10.3, 13.1, 16.3, 19.9])
    long_run = swing_of(beat_by_beat(rates, beats=beats, mean_rr=mean_rr, gain=gain)[beats // 3 :])
    drawn = breathing.rr_swing(rates, mean_rr_ms=mean_rr, baroreflex_ms_per_mmhg=gain)
    np.testing.assert_allclose(drawn, long_run, rtol=1e-4)


def test_rates_at_which_a_breath_lasts_a_whole_number_of_beats_are_solved_like_their_neighbours():
    whole = 60_000 / 800 / np.array([4.0, 5.0, 6.0, 7.0, 8.0])
    at, near = breathing.rr_swing(whole), breathing.rr_swing(whole * 1.0005)
    np.testing.assert_allclose(at, near, rtol=2e-3)


@given(
    mean_rr=st.floats(*breathing.MEAN_RR_MS_RANGE),
    rate=st.floats(*breathing.BREATHS_RANGE),
    share=st.floats(0, 1),
)
def test_every_accepted_gain_has_an_answer(mean_rr, rate, share):
    lowest, highest = breathing.lowest_gain(mean_rr_ms=mean_rr), breathing.BAROREFLEX_RANGE[1]
    gain = lowest + share * (highest - lowest)
    swing = breathing.rr_swing(rate, mean_rr_ms=mean_rr, baroreflex_ms_per_mmhg=gain)
    assert 5 < swing < 300


def test_many_rates_at_once_give_what_each_gives_alone():
    rates = np.array([[3.0, 6.5], [12.0, 20.0]])
    alone = [[float(breathing.rr_swing(rate)) for rate in row] for row in rates]
    np.testing.assert_allclose(breathing.rr_swing(rates), alone, rtol=1e-6)


def test_the_sweep_for_a_live_figure_catches_the_peak_at_every_slider_position():
    sweep = np.array(breathing.SWEEP_BREATHS_PER_MINUTE)
    assert np.all(np.diff(sweep) > 0)
    for mean_rr in np.linspace(*breathing.MEAN_RR_MS_RANGE, 5):
        drawn = np.max(breathing.rr_swing(sweep, mean_rr_ms=mean_rr))
        top = breathing.rr_swing(breathing.resonance(mean_rr_ms=mean_rr), mean_rr_ms=mean_rr)
        assert drawn > 0.995 * top


def test_the_loop_runs_away_when_the_gain_is_too_low():
    assert breathing.persistence(baroreflex_ms_per_mmhg=5.9) > 1 > breathing.persistence()
    assert breathing.persistence(baroreflex_ms_per_mmhg=6.5) > breathing.LARGEST_PERSISTENCE
    barely_a_breath = np.array([1e-9])
    assert np.ptp(beat_by_beat(barely_a_breath, beats=4000, gain=5.0)[-50:]) > 90
    assert np.ptp(beat_by_beat(barely_a_breath, beats=4000, gain=9.0)[-50:]) < 1e-3


def test_what_persists_of_a_disturbance_is_what_the_recurrence_keeps_of_it():
    growing = np.abs(beat_by_beat(np.array([1e-9]), beats=800, gain=3.0)[:, 0] - 800)
    ratio = np.max(growing[600:800]) / np.max(growing[400:600])
    assert breathing.persistence(baroreflex_ms_per_mmhg=3.0) == pytest.approx(ratio ** (1 / 200), abs=2e-4)


TOO_LITTLE = (
    "baroreflex_ms_per_mmhg must be from {:g} to 15 ms/mmHg; {:g} was given. With less, at a mean_rr_ms "
    "of {:g}, the loop between blood pressure and heart runs away into a swing of its own, and the breath "
    "has no steady answer."
)


@pytest.mark.parametrize(
    ("call", "sentence"),
    [
        (lambda: breathing.rr_swing(1), "breaths_per_minute must be from 2 to 20; 1 was given."),
        (
            lambda: breathing.rr_swing(6, mean_rr_ms=500),
            "mean_rr_ms must be from 650 to 910 ms; 500 was given.",
        ),
        (
            lambda: breathing.resonance(baroreflex_ms_per_mmhg=16),
            "baroreflex_ms_per_mmhg must be from 7 to 15 ms/mmHg; 16 was given.",
        ),
        (
            lambda: breathing.rr_swing(6, baroreflex_ms_per_mmhg=6.4),
            TOO_LITTLE.format(7, 6.4, 800),
        ),
        (
            lambda: breathing.rr_swing(6, baroreflex_ms_per_mmhg=7, mean_rr_ms=900),
            TOO_LITTLE.format(8.71, 7, 900),
        ),
        (
            lambda: breathing.rr_swing(6, baroreflex_ms_per_mmhg=np.nan),
            "baroreflex_ms_per_mmhg must be a finite number; nan was given.",
        ),
        (lambda: breathing.persistence(mean_rr_ms=0), "mean_rr_ms must be greater than 0 ms; 0 was given."),
    ],
)
def test_what_the_model_cannot_take_is_refused_by_name(call, sentence):
    with pytest.raises(ValueError, match=f"^{re.escape(sentence)}$"):
        call()
