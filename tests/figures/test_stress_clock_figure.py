"""What a reader sees and reads of the stress clock."""

from __future__ import annotations

import numpy as np
import pytest

from securebase.figures.stress_clock import SECONDS, courses, say_time, stress_clock
from securebase.figures.style import LIGHT


def test_the_four_systems_arrive_one_after_another():
    """Each reaches half of its own height later than the one before it."""
    rows = courses(SECONDS).rows()
    half = [SECONDS[int(np.argmax(row >= 0.5))] for row in rows]
    assert half == sorted(half)
    assert half[0] < 2
    assert half[1] < 6
    assert 60 < half[2] < 240
    assert half[3] > 600


def test_twenty_minutes_on_the_fast_systems_are_back_and_cortisol_is_high():
    now = courses(np.array([1200.0]))
    assert float(now.vagal[0]) == pytest.approx(0, abs=0.01)
    assert float(now.sympathetic[0]) == pytest.approx(0, abs=0.01)
    assert float(now.adrenaline[0]) < 0.05
    assert float(now.cortisol[0]) > 0.9
    assert float(now.heart_rate[0]) == pytest.approx(71.8, abs=0.5)


def test_both_branches_together_raise_the_heart_rate_by_about_25_beats():
    """Ursino 1998, with resting and strained firing rates as chosen for the lesson."""
    now = courses(np.array([300.0]))
    assert float(now.heart_rate[0]) - 71.8 == pytest.approx(24.8, abs=1)


@pytest.mark.parametrize(
    ("seconds", "expected"),
    [
        (5.0, "5 s after the task began: the heart beats 93 times a minute, 21 above its resting rate"),
        (
            1200.0,
            "20 min after the task began, 10 min after its end: the heart beats 72 times a minute, at its",
        ),
        (1440.0, "cortisol in saliva at 100 % of its rise, at its peak"),
        (10800.0, "back where it began"),
    ],
)
def test_the_sentence_names_the_moment_and_the_levels(seconds, expected):
    assert expected in stress_clock(LIGHT, 720, 1.0).show(seconds=seconds, again=0.0)


@pytest.mark.parametrize(
    ("seconds", "words"), [(7, "7 s"), (60, "1 min"), (605, "10 min 5 s"), (5400, "1 h 30 min")]
)
def test_times_are_said_as_people_say_them(seconds, words):
    assert say_time(seconds) == words


def test_going_over_it_keeps_all_four_from_rest_until_it_ends():
    still, gone_over = (courses(np.array([1800.0]), again=again) for again in (0.0, 20.0))
    assert max(float(row[0]) for row in still.rows()[:3]) < 0.01
    assert min(float(row[0]) for row in gone_over.rows()[:3]) > 0.2
    assert gone_over.cortisol[0] > still.cortisol[0]
    after = courses(np.array([2400.0]), again=20.0)
    assert max(float(row[0]) for row in after.rows()[:3]) < 0.05
    said = stress_clock(LIGHT, 720, 1.0).show(seconds=1800.0, again=20.0)
    assert "20 min after its end and still gone over: the heart beats 77 times a minute, 6 above" in said


def test_a_quarter_of_the_strain_for_twice_as_long_adds_half_of_the_cortisol():
    """The share is our choice; that the areas add up is the published model's linearity."""
    minutes = np.arange(0.5, 235.0, 0.5)
    task, gone_over = (courses(60 * minutes, again=again).cortisol for again in (0.0, 20.0))
    assert np.trapezoid(gone_over, minutes) == pytest.approx(1.5 * np.trapezoid(task, minutes), rel=0.01)
