"""What is right in exercise 1, and its function as a learner would write it, rightly or not."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st
from trying import marked, tried

from securebase.exercises.marking import mark
from securebase.exercises.sheet import load_sheet

SHEET = load_sheet("01-signal")
PARTS = SHEET.questions
RULE = PARTS["rule"]


def by_counting(prior, hit, false_alarm):
    evenings = 1_000_000
    silent_rejections = evenings * prior * hit
    silent_others = (evenings - evenings * prior) * false_alarm
    return silent_rejections / (silent_rejections + silent_others)


def test_the_numbers_of_the_syllabus_are_what_is_right():
    assert PARTS["chance"].right == pytest.approx(0.123, abs=0.0005)
    assert PARTS["evenings"].right == {
        "rejection": 10,
        "rejection-silent": 8,
        "other-silent": 57,
        "silent": 65,
    }
    assert PARTS["weeks"].right == pytest.approx({"busy": 0.0656, "quarrel": 0.4}, abs=0.0005)
    assert PARTS["thermostat"].right == pytest.approx((0.2 * 10 + 0.3 * 4) / 0.5)


def test_twelve_scenes_four_of_each_and_ten_are_enough():
    scenes = PARTS["scenes"]
    assert Counter(scenes.right.values()) == {"proximity": 4, "haven": 4, "base": 4}
    assert scenes.enough == 10


@pytest.mark.parametrize(("wrong", "points"), [(1, 5), (2, 5), (3, 4.5), (12, 0)])
def test_two_scenes_may_go_elsewhere(wrong, points):
    scenes = PARTS["scenes"]
    other = {"proximity": "haven", "haven": "base", "base": "proximity"}
    answer = dict(scenes.right)
    for item in list(answer)[:wrong]:
        answer[item] = other[answer[item]]
    earned = mark(scenes, answer)
    assert earned.points == points
    told = [sentence for sentence in earned.sentences if sentence in scenes.hints.values()]
    assert len(told) == wrong


@pytest.mark.parametrize("digits", [2, 3, 4])
def test_a_chance_rounded_to_two_decimals_or_more_counts(digits):
    assert mark(PARTS["chance"], round(PARTS["chance"].right, digits)).points == 3


@pytest.mark.parametrize(
    ("part", "item", "wrong"),
    [
        ("chance", "", 8 / 68),  # 3 in 10 of all 200, in place of the 190
        ("chance", "", 8 / 57),
        ("weeks", "busy", 8 / 128),
        ("weeks", "busy", 8 / 114),
        ("weeks", "busy", 8 / 14),
        ("weeks", "quarrel", 32 / 92),
        ("weeks", "quarrel", 32 / 89),  # the 190 others of the ordinary week
        ("weeks", "quarrel", 32 / 48),
        ("weeks", "quarrel", 8 / 11),
        ("evenings", "silent", 68),
        ("thermostat", "", 5.6),
    ],
)
@pytest.mark.parametrize("digits", [3, 15])
def test_a_wrong_idea_is_not_near_enough_and_has_a_hint(part, item, wrong, digits):
    question = PARTS[part]
    wrong = round(wrong, digits)
    earned = mark(question, question.right | {item: wrong} if item else wrong)
    assert earned.points < question.points
    assert question.nudge not in earned.sentences[0]


MISTAKES = {
    "prior": lambda p, _h, _f: p,
    "hit": lambda _p, h, _f: h,
    "both": lambda p, h, _f: h * p,
    "silence": lambda p, h, f: p * h + f - p * f,
    "no-prior": lambda _p, h, f: 1 / (1 + f / h),
    "no-complement": lambda p, h, f: p * h / (p * h + f),
    "odds": lambda p, h, f: (p * h) / (f - p * f),
    "complement": lambda p, h, f: by_counting(1 - p, f, h),
    "percent": lambda p, h, f: by_counting(p, h, f) * 100,
    "exchanged": lambda p, h, f: by_counting(p, f, h),
    "no-brackets": lambda p, h, f: p * h / p * h + (1 - p) * f,
    "hundredths": lambda p, h, f: round(by_counting(p, h, f), 2),
    "thousandths": lambda p, h, f: round(by_counting(p, h, f), 3),
}


def test_each_foreseen_mistake_is_tried_here():
    assert set(MISTAKES) == set(RULE.hints)


@pytest.mark.parametrize("pattern", MISTAKES)
def test_each_mistake_as_a_learner_would_write_it_gets_its_own_hint(pattern):
    earned = marked(RULE, MISTAKES[pattern])
    assert earned.sentences == (RULE.hints[pattern],)
    assert earned.points < RULE.points


def test_any_right_way_earns_everything():
    assert marked(RULE, by_counting).points == RULE.points


@given(offset=st.floats(1e-3, 1.0))
def test_a_mistake_that_nobody_foresaw_is_shown_on_one_case(offset):
    (hint,) = marked(RULE, lambda p, h, f: by_counting(p, h, f) + offset).sentences
    assert "For prior 0.05, hit 0.8 and false_alarm 0.3 it gives" in hint
    assert "0.123077 is right." in hint


def test_a_function_with_too_few_arguments_is_told_what_it_gets():
    (hint,) = tried("01-signal", "def chance_of_rejection(prior):\n    return prior").sentences
    assert "is called with 3 things, prior, hit and false_alarm" in hint
