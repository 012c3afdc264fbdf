"""Exercise 2: its published figures, the sentence that counts people, and functions of many hands."""

from __future__ import annotations

import re

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from trying import marked

from securebase.exercises.retest_reader import count_out, retest_reader
from securebase.exercises.sheet import load_sheet
from securebase.models import stability

SHEET = load_sheet("02-map")
PART = SHEET.questions["score-code"]


def test_the_published_figures_are_what_is_right():
    assert SHEET.questions["same-region"].right == pytest.approx(0.526, abs=5e-4)
    assert SHEET.questions["same-region"].tolerance == 0.02
    assert SHEET.questions["two-scores"].right == pytest.approx({"avoidance": 3.0, "anxiety": 14 / 3})
    assert SHEET.points == 20


def test_the_sentence_counts_the_people_who_were_measured():
    both = stability.simulate_two_measurements(np.random.default_rng(3), 0.65, people=10_000)
    words = count_out(both, 0.65)
    people, same, other, anxiety, avoidance = (
        int(number.replace(",", "")) for number in re.findall(r"\b\d[\d,]*\d{2}\b", words.replace("0.65", ""))
    )
    assert same + other == people == 10_000
    assert same / people == pytest.approx(SHEET.questions["same-region"].right, abs=0.02)
    for side in (anxiety, avoidance):
        assert side / people == pytest.approx(0.725, abs=0.02)


def test_a_perfect_measure_moves_nobody():
    both = stability.simulate_two_measurements(np.random.default_rng(3), 1.0, people=100)
    assert "100 are in the same region both times and 0 in another" in count_out(both, 1.0)


def test_the_reader_counts_anew_for_each_crowd_and_is_silent_in_a_graded_run(monkeypatch):
    reader = retest_reader()
    assert "100 people measured twice, r = 0.65" in reader.said
    reader.positions = {**reader.positions, "people": 2}
    before = reader.said
    assert "10,000 people measured twice" in before
    reader.rounds += 1
    assert reader.said != before
    reader.positions = {**reader.positions, "retest": 16}
    assert "r = 0.80" in reader.said
    monkeypatch.setenv("NBGRADER_EXECUTION", "autograde")
    assert retest_reader() is None


def with_loop(answers, turned):
    total = 0
    for answer, turn in zip(answers, turned, strict=True):
        total += 8 - answer if turn else answer
    return total / len(answers)


def in_place(answers, turned):
    answers[turned] = 8 - answers[turned]
    return answers.mean()


@pytest.mark.parametrize("right", [with_loop, in_place, lambda a, t: sum((8 - a) * t + a * (1 - t)) / a.size])
def test_any_right_way_earns_everything(right):
    earned = marked(PART, right)
    assert (earned.points, earned.sentences) == (PART.points, (PART.insight,))


def mean(numbers):
    return sum(numbers) / len(numbers)


MISTAKES = {
    "unturned": lambda a, _: mean(a),
    "from-seven": lambda a, t: mean([7 - x if turn else x for x, turn in zip(a, t, strict=True)]),
    "minus": lambda a, t: mean([-x if turn else x for x, turn in zip(a, t, strict=True)]),
    "others-turned": lambda a, t: with_loop(a, [not turn for turn in t]),
    "all-turned": lambda a, _: 8 - mean(a),
    "only-turned": lambda a, t: mean([8 - x for x, turn in zip(a, t, strict=True) if turn]),
    "left-out": lambda a, t: mean([x for x, turn in zip(a, t, strict=True) if not turn]),
    "sum": lambda a, t: with_loop(a, t) * len(a),
    "middle": lambda a, t: float(np.median([8 - x if turn else x for x, turn in zip(a, t, strict=True)])),
}


@pytest.mark.parametrize("pattern", MISTAKES)
def test_each_foreseen_mistake_gets_its_own_hint_however_it_is_written(pattern):
    assert set(MISTAKES) == set(PART.trial.mistakes)
    earned = marked(PART, MISTAKES[pattern])
    assert earned.sentences == (PART.hints[pattern],)
    assert earned.points < PART.points


@given(st.lists(st.tuples(st.integers(1, 7), st.booleans()), min_size=1))
def test_the_right_score_lies_on_the_scale(rows):
    answers, turned = np.array(rows, dtype=float).T
    assert 1 <= PART.trial.right(answers, turned.astype(bool)) <= 7
