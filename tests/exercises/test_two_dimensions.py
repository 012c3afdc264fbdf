"""Exercise 2: its published figures, the sentence that counts people, and functions of many hands."""

from __future__ import annotations

import re

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from trying import marked

from securebase.exercises.marking import mark
from securebase.exercises.retest_reader import count_out, retest_reader
from securebase.exercises.sheet import load_sheet
from securebase.models import stability

SHEET = load_sheet("02-map")
PART = SHEET.questions["score-code"]


SCORES, TYPES = SHEET.questions["two-scores"], SHEET.questions["same-region"]

# What someone may give, with the words by which the hint is known; "Not yet" is the nudge.
IDEAS = {
    "avoidance": [
        (22 / 6, "No answer has been turned"),
        (12 / 6, "7 minus the answer"),
        (32 / 6, "The other answers"),
        (26 / 6, "All answers of this line"),
        (13 / 4, "Only statements 1 to 4"),
        (3 / 2, "Only statements 5 and 6"),
        (16, "This is the sum"),
        (16 / 9, "divided by all nine"),
        (2.5, "This is the median"),
        (31 / 9, "All nine statements"),
        (13 / 6, "Not yet"),  # statements 5 and 6 left out, and still divided by six
        (3.0, "Not yet"),  # one of the four forgotten, or what an earlier version of the exercise asked
        (20 / 6, "Not yet"),  # 9 minus the answer
        (3, "Not yet"),  # rounded to a whole number
    ],
    "anxiety": [
        (3, "All answers of this line"),
        (15, "This is the sum"),
        (15 / 9, "divided by all nine"),
        (6, "This is the median"),
        (31 / 9, "All nine statements"),
        (2, "Not yet"),  # 7 minus the answer
        (6.5, "Not yet"),  # statement 9 left out
        (15 / 6, "Not yet"),
    ],
}
CHANCES = [
    (0.53, "with two lines"),
    (0.725, "one line alone"),
    (0.62, "to get another type"),
    (0.47, "elsewhere with two lines"),
    (2.18, "adds up"),
    (0.65, "retest correlation alone"),
    (0.42, "retest correlation alone"),  # .65 twice
    (0.342, "times .65"),
    (0.2746, "takes too much away"),  # .65 three times
    (0.277, "takes too much away"),  # .526 twice
    (0.263, "takes too much away"),  # half of .526
    (0.125, "chance alone"),
    (38, "percentage"),
    (3811, "number of people"),
    (0.58, "Not yet"),
    (0.24, "Not yet"),
    (0.31, "Not yet"),
    (0.9, "Not yet"),
]


def test_the_published_figures_are_what_is_right():
    assert TYPES.right == pytest.approx(0.725**3, abs=1e-3)
    assert SCORES.right == pytest.approx({"avoidance": 16 / 6, "anxiety": 5.0})
    assert SHEET.points == 20


@pytest.mark.parametrize(
    ("item", "given", "hint"), [(i, *idea) for i, ideas in IDEAS.items() for idea in ideas]
)
def test_no_wrong_idea_of_a_score_passes_and_each_hint_fits_it(item, given, hint):
    earned = mark(SCORES, SCORES.right | {item: round(given, 2)})
    assert earned.points == SCORES.points / 2
    assert hint in " ".join(earned.sentences)


@pytest.mark.parametrize(("given", "hint"), CHANCES)
def test_no_wrong_idea_of_the_chance_passes_and_each_hint_fits_it(given, hint):
    earned = mark(TYPES, given)
    assert earned.points == 0
    assert hint in " ".join(earned.sentences)


def test_what_the_website_reports_comes_of_itself_when_nobody_changes():
    both = stability.simulate_two_measurements(np.random.default_rng(1), 0.65, people=100_000)
    before, after = both.first[:, 0], both.second[:, 0]
    chosen = before > np.quantile(before, 2 / 3)
    spread = (5.1 - 3.6) / before[chosen].mean()
    assert 3.6 + spread * after[chosen].mean() == pytest.approx(4.6, abs=0.05)
    assert 100 * np.mean(after[chosen] < 0) == pytest.approx(20, abs=1)


def test_the_sentence_counts_the_people_who_were_measured():
    both = stability.simulate_two_measurements(np.random.default_rng(3), 0.65, people=10_000)
    words = count_out(both, 0.65)
    people, same, other, anxiety, avoidance = (
        int(number.replace(",", "")) for number in re.findall(r"\b\d[\d,]*\d{2}\b", words.replace("0.65", ""))
    )
    assert same + other == people == 10_000
    assert same / people == pytest.approx(0.526, abs=0.02)
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
