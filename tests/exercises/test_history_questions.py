"""What is right in exercise 3 is what was published; how it is marked stands in test_proof_table.py."""

from __future__ import annotations

import pytest
from trying import marked

from securebase.exercises.marking import mark
from securebase.exercises.sheet import load_sheet
from securebase.figures.hot_stove import lives
from securebase.figures.two_hundred_children import POOLED, whole_rates

SHEET = load_sheet("03-history")
PARTS = SHEET.questions


def test_the_published_figures_are_what_is_right():
    assert PARTS["settles"].right == pytest.approx(0.571, abs=0.0005)
    assert PARTS["exchanges"].right == pytest.approx({"firmly": 15, "very": 37.5})
    assert PARTS["bias"].right == pytest.approx(-0.441, abs=0.0005)
    assert PARTS["infants"].right == pytest.approx(0.235 * 300)
    assert PARTS["two-rates"].right == pytest.approx({"with": 65.5, "without": 34.5})
    assert SHEET.points == 20


@pytest.mark.parametrize(
    ("part", "answer", "hint"),
    [
        ("settles", 0.923, "The two steps have changed places"),
        ("settles", 0.8, "how often his grandmother answers"),
        ("settles", 0.0769, "Answers and silences have changed places"),
        ("settles", 57.1, "percentage"),
        ("exchanges", {"firmly": 0.75, "very": 0.75}, "leaves out what the old expectation counts as"),
        ("exchanges", {"firmly": 35, "very": 87.5}, "counts the remembered exchanges, too"),
        ("exchanges", {"firmly": 13.5, "very": 33.75}, "only the bids that were answered"),
        ("exchanges", {"firmly": 25, "very": 62.5}, "starts from 0"),
        ("bias", 0.441, "sign is turned round"),
        ("bias", 0, "This is the truth"),
        ("infants", 23.5, "of 100 infants"),
        ("infants", 154.8, "classified secure"),
        ("two-rates", {"with": 73.5, "without": 26.5}, "as first reported"),
        ("two-rates", {"with": 81, "without": 19}, "the whole correlation"),
    ],
)
def test_a_slip_that_can_be_worked_out_by_hand_meets_its_hint(part, answer, hint):
    earned = mark(PARTS[part], PARTS[part].form.accept(answer))
    assert earned.points == 0
    assert all(hint in sentence for sentence in earned.sentences)


@pytest.mark.parametrize("answer", [0.57, 0.571, 0.5714])
def test_two_decimals_are_enough_where_two_are_asked_for(answer):
    assert abs(answer - PARTS["settles"].right) <= PARTS["settles"].tolerance


@pytest.mark.parametrize("answer", [37, 37.5, 38])
def test_exchanges_may_be_rounded_either_way(answer):
    assert abs(answer - PARTS["exchanges"].right["very"]) <= PARTS["exchanges"].tolerance


def test_the_dots_of_the_lesson_are_an_answer_to_the_question_about_children():
    for dots, right in zip(whole_rates(POOLED), PARTS["two-rates"].right.values(), strict=True):
        assert abs(dots - right) <= PARTS["two-rates"].tolerance


def test_the_hint_about_the_picture_knows_where_its_people_stand():
    (foreseen,) = (
        mistake.values[0]
        for mistake in PARTS["bias"].mistakes
        if mistake.values and "simulated people" in mistake.hint
    )
    assert lives(0.5, 2.0).impressions[:, -1].mean() == pytest.approx(foreseen, abs=0.005)


def by_a_loop(answers, start, rise, fall):
    expectation = start
    for answered in answers:
        expectation += (rise if answered else fall) * (answered - expectation)
    return expectation


def by_cases(answers, start, rise, fall):
    for answer in answers:
        if answer == 1:
            start += rise * (1 - start)
            continue
        start *= 1 - fall
    return start


def by_recursion(answers, start, rise, fall):
    if not answers:
        return start
    step = rise if answers[0] else fall
    return by_recursion(answers[1:], start + step * (answers[0] - start), rise, fall)


@pytest.mark.parametrize("function", [by_a_loop, by_cases, by_recursion])
def test_the_learner_may_be_written_in_more_than_one_way(function):
    part = PARTS["learner-code"]
    assert marked(part, function).points == part.points


def returns_too_early(answers, start, rise, fall):
    for answered in answers:
        step = rise if answered else fall
        start += step * (answered - start)
        return start
    return start


def forgets_in_each_round(answers, start, rise, fall):
    for answered in answers:
        step = rise if answered else fall
        expectation = start + step * (answered - start)
    return expectation


@pytest.mark.parametrize(
    ("function", "pattern"), [(returns_too_early, "first-only"), (forgets_in_each_round, "last-only")]
)
def test_a_slip_in_the_loop_is_recognised(function, pattern):
    part = PARTS["learner-code"]
    assert marked(part, function).sentences == (part.hints[pattern],)


def test_each_of_the_four_reasons_keeps_somebody_where_they_are():
    assert set(PARTS["reasons"].right.values()) == set(PARTS["reasons"].options)
