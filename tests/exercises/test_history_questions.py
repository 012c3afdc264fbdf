"""What is right in exercise 3 is what model and paper say; how it is marked stands in test_proof_table.py."""

from __future__ import annotations

import pytest
from scipy import stats
from trying import marked

from securebase.exercises.marking import mark
from securebase.exercises.oracles.exercise_03_history import ANSWERED, CALM, OTHER, SETTLED
from securebase.exercises.sheet import load_sheet
from securebase.figures.infant_patterns import shares
from securebase.models import effects, expectations

SHEET = load_sheet("03-history")
PARTS = SHEET.questions


def test_what_is_right_can_be_worked_out_by_hand():
    assert PARTS["weight"].right == pytest.approx(6)
    assert PARTS["exchanges"].right == pytest.approx({"firmly": 10, "very": 25})
    assert PARTS["headline"].right == pytest.approx(0.2)
    assert SHEET.points == 20


def test_what_is_right_is_what_the_models_of_the_lesson_give():
    assert expectations.settled_level(ANSWERED, PARTS["weight"].right) == pytest.approx(SETTLED)
    assert effects.success_rates(PARTS["headline"].right) == pytest.approx((CALM, OTHER))


@pytest.mark.parametrize(
    ("change", "model"),
    [
        ("regardless", {"rate": 0.5, "sensitivity": 0.0}),
        ("stronger", {"rate": 0.5, "sensitivity": 3.0}),
        ("smaller-step", {"rate": 0.3, "sensitivity": 2.0}),
        ("wilder", {"rate": 0.5, "sensitivity": 2.0, "sd": 1.5}),
    ],
)
def test_a_change_takes_the_average_impression_where_the_model_takes_it(change, model):
    before = expectations.hot_stove_bias(**expectations.HOT_STOVE_EXAMPLE)
    after = expectations.hot_stove_bias(**model)
    assert PARTS["away"].right[change] == ("nearer" if abs(after) < abs(before) else "further")


def test_two_groups_of_twenty_differ_by_four_about_once_in_four_times():
    secure = stats.binom(20, shares()["secure"] / 100).pmf(range(21))
    apart = sum(secure[i] * secure[j] for i in range(21) for j in range(21) if abs(i - j) >= 4)
    assert apart == pytest.approx(0.25, abs=0.025)


@pytest.mark.parametrize(
    ("part", "answer", "hint"),
    [
        ("weight", 4, "weighs the 4 expected silences"),
        ("weight", 1.5, "This is 9 over 6"),
        ("weight", 3, "9 answers of 12 would be expected"),
        ("weight", 15, "everything that counts"),
        ("weight", 9, "he would expect 5 in 10"),
        ("weight", 13.5, "odds were multiplied"),
        ("weight", 0.167, "the other way round"),
        ("exchanges", {"firmly": 0.5, "very": 0.5}, "leaves out what the old expectation counts as"),
        ("exchanges", {"firmly": 30, "very": 75}, "counts the remembered exchanges, too"),
        ("exchanges", {"firmly": 9, "very": 22.5}, "only the exchanges that were answered"),
        ("exchanges", {"firmly": 25, "very": 62.5}, "starts from 0"),
        ("exchanges", {"firmly": 8, "very": 20}, "divides by 0.5, the level itself"),
        ("exchanges", {"firmly": 6.7, "very": 16.7}, "the way from 0.3 to 0.9"),
        ("exchanges", {"firmly": 20, "very": 50}, "After as many new exchanges as old ones"),
        ("headline", 0.1, "how far one group lies from 50"),
        ("headline", 20, "divide by 100"),
        ("headline", 0.6, "the share in one group"),
        ("headline", 1.5, "as the headline does"),
        ("headline", 0.5, "the 50 % of the headline"),
        ("headline", 0.04, "the square of the correlation"),
    ],
)
def test_a_wrong_idea_that_can_be_worked_out_by_hand_meets_its_hint(part, answer, hint):
    earned = mark(PARTS[part], PARTS[part].form.accept(answer))
    assert earned.points == 0
    assert all(hint in sentence for sentence in earned.sentences)


def by_counting(answers, start, strength, weight):
    answered, counted = strength * start, strength
    for answer in answers:
        answered += answer
        counted += 1 if answer == 1 else weight
    return answered / counted


def by_halves(answers, start, strength, weight):
    for_it = strength * start + answers.count(1)
    against = strength * (1 - start) + weight * answers.count(0)
    return for_it / (for_it + against)


def step_by_step(answers, start, strength, weight):
    for answer in answers:
        step = 1 if answer else weight
        start = (strength * start + answer) / (strength + step)
        strength += step
    return start


@pytest.mark.parametrize("function", [by_counting, by_halves, step_by_step])
def test_the_learner_may_be_written_in_more_than_one_way(function):
    part = PARTS["learner-code"]
    assert marked(part, function).points == part.points


@pytest.mark.parametrize("part", ["away", "reasons"])
def test_each_option_of_a_match_is_somebodys(part):
    assert set(PARTS[part].right.values()) == set(PARTS[part].options)
