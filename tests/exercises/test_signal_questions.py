"""What is right in exercise 1, its wrong ideas, and its function as a learner would write it."""

from __future__ import annotations

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


def test_the_evenings_are_counted_as_the_worked_example_of_bayes_rule_counts_them():
    right = PARTS["evenings"].right
    assert right == pytest.approx(
        {"rejection": 10, "rejection-silent": 8, "other-silent": 57, "silent": 65, "of-100": 800 / 65}
    )


def test_the_silence_that_says_most_is_that_of_the_one_who_is_hardly_ever_silent_otherwise():
    times_as_often = {"ravi": 8 / 1, "ines": 18 / 6, "milo": 12 / 8, "bea": 18 / 18}
    assert PARTS["most"].right == sorted(times_as_often, key=times_as_often.get, reverse=True)


def test_wanting_more_brings_what_the_two_pulls_of_the_thermostat_make_of_it():
    settles = [(0.2 * wish + 0.3 * 4) / 0.5 for wish in (3, 10)]
    assert PARTS["wanting-more"].right == pytest.approx(settles[1] - settles[0])


@pytest.mark.parametrize("number", [12, 12.3, 12.31, 800 / 65])
def test_a_chance_rounded_to_whole_evenings_or_finer_counts(number):
    evenings = PARTS["evenings"]
    assert mark(evenings, evenings.right | {"of-100": number}).points == evenings.points


# Each wrong idea that a number may come from, worked out as learners would, and words of its hint.
WRONG_IDEAS = [
    ("evenings", "rejection", 5, "as if there were 100 evenings"),
    ("evenings", "rejection", 0.05, "a share of 1"),
    ("evenings", "rejection", 190, "all the other evenings"),
    ("evenings", "rejection", 8, "the silent ones among them"),
    ("evenings", "rejection-silent", 0.8 * 200, "8 in 10 of all 200"),
    ("evenings", "rejection-silent", 10 - 8, "on which an answer does come"),
    ("evenings", "rejection-silent", 10, "with an answer and without"),
    ("evenings", "rejection-silent", 4, "as if there were 100 evenings"),
    ("evenings", "other-silent", 0.3 * 200, "3 in 10 of all 200"),
    ("evenings", "other-silent", 65, "all silent evenings"),
    ("evenings", "other-silent", 190, "with an answer and without"),
    ("evenings", "other-silent", 190 - 57, "on which an answer does come"),
    ("evenings", "silent", 57, "the other evenings alone"),
    ("evenings", "silent", 8, "the evenings of rejection alone"),
    ("evenings", "silent", 8 + 60, "There are only 190 others"),
    ("evenings", "silent", 10 + 57, "all 10 evenings of rejection"),
    ("evenings", "silent", 10 + 60, "all evenings of rejection, and 3 in 10 of all 200"),
    ("evenings", "silent", 200 - 65, "on which an answer does come"),
    ("evenings", "of-100", 80, "how often silence means rejection"),
    ("evenings", "of-100", 5, "before the silence"),
    ("evenings", "of-100", 4, "of 100 evenings of any kind"),
    ("evenings", "of-100", 8, "How many is that of 100 silent ones"),
    ("evenings", "of-100", 30, "how often any other evening is silent"),
    ("evenings", "of-100", 32.5, "how many of the silent ones are rejection"),
    ("evenings", "of-100", 100 * 57 / 65, "something else"),
    ("evenings", "of-100", 100 * 8 / 57, "the other silent evenings alone"),
    ("evenings", "of-100", 100 * 8 / 68, "3 in 10 of all 200"),
    ("evenings", "of-100", 100 * 8 / 67, "Those with an answer are not silent"),
    ("evenings", "of-100", 100 * 10 / 65, "these are not like tonight"),
    ("evenings", "of-100", 100 * 10 / 67, "all evenings of rejection as silent"),
    ("evenings", "of-100", 100 * 10 / 70, "all evenings of rejection, and 3 in 10 of all 200"),
    ("evenings", "of-100", 100 * 0.8 / 1.1, "as common as everything else"),
    ("evenings", "of-100", 8 / 65, "a share of 1"),
    ("wanting-more", "", 10 - 3, "how much more he wants"),
    ("wanting-more", "", 3.5, "half of what he wants more"),
    ("wanting-more", "", 0, "his own wish is one of the two pulls"),
    ("wanting-more", "", 0.4, "one more step of his wish"),
    ("wanting-more", "", 0.8, "with a wish of 8"),
    ("wanting-more", "", 7 - 2.8, "the gap to his wish grows"),
    ("wanting-more", "", 6.4, "where he settles now"),
    ("wanting-more", "", 3.6, "in calm times, and as much is missing"),
    ("wanting-more", "", 6.4 - 4, "between his sister and where he settles"),
    ("wanting-more", "", 6.4 - 3, "begins at the 3"),
    ("wanting-more", "", -2.8, "above 0"),
]


@pytest.mark.parametrize(("part", "item", "wrong", "words"), WRONG_IDEAS)
@pytest.mark.parametrize("digits", [1, 2, 15])
def test_a_wrong_idea_earns_nothing_and_meets_the_hint_that_fits_it_alone(part, item, wrong, words, digits):
    question = PARTS[part]
    if abs(wrong) < 1:
        digits = max(digits, 3)
    wrong = round(wrong, digits)
    earned = mark(question, question.right | {item: wrong} if item else wrong)
    assert earned.points < question.points
    (sentence,) = earned.sentences
    assert words in sentence
    assert "This fits" not in sentence


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
    assert "is called with 3 values: prior, hit and false_alarm" in hint
