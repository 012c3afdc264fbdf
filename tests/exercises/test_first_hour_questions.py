"""Exercise 4's checks: nothing for nothing, everything for what is right, a hint for each mistake."""

from __future__ import annotations

import dataclasses
import itertools
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from securebase.exercises.marking import mark
from securebase.exercises.quantities import quantity, quantity_names
from securebase.exercises.sheet import load_sheet

SHEET = load_sheet("04-the-first-hour")
PARTS = {part.id: part for part in SHEET.parts if part.form}
NUMBERS = [part for part in PARTS.values() if part.kind == "number"]
PAIRS = [part for part in PARTS.values() if part.kind == "numbers"]
SINGLE_MISTAKES = [(part, mistake) for part in NUMBERS for mistake in part.mistakes]
PAIR_MISTAKES = [(part, mistake, item) for part in PAIRS for mistake in part.mistakes for item in part.items]
within = st.floats(-0.97, 0.97)


def mistaken(mistake, right, part, share, item=""):
    """Make the mistake, starting from a number that would count as right."""
    if mistake.values:
        return mistake.values[0] + share * part.tolerance / 2
    if mistake.instead:
        return quantity(mistake.instead[item]) * (1 + 0.015 * share)
    near = right + share * part.tolerance + mistake.plus
    return mistake.times / near if mistake.inverse else mistake.times * near


def test_the_published_figures_are_what_is_right():
    assert PARTS["peak-minute"].right == pytest.approx(23.8, abs=0.1)
    assert PARTS["peak-minute"].tolerance == 0.5
    assert PARTS["peak-ratio"].right == pytest.approx({"men": 2.61, "women": 1.80}, abs=0.005)
    assert PARTS["added-minutes"].right == pytest.approx({"men": 55.74, "women": 27.8}, abs=0.05)
    assert PARTS["near-rest"].right == ["vagus", "sympathetic", "adrenaline"]
    assert PARTS["outside-band"].right == pytest.approx(20, abs=0.1)
    assert SHEET.points == 20


@pytest.mark.parametrize("part", PARTS.values(), ids=lambda part: part.id)
def test_no_answer_earns_nothing_and_the_right_one_everything(part):
    assert mark(part, None).points == 0
    earned = mark(part, part.form.accept(part.right))
    assert earned.points == part.points
    assert earned.sentences == (part.insight,)


@pytest.mark.parametrize(("part", "mistake"), SINGLE_MISTAKES)
@given(share=within)
def test_each_foreseen_mistake_in_a_number_gets_its_own_hint(part, mistake, share):
    earned = mark(part, mistaken(mistake, part.right, part, share))
    assert (earned.points, earned.sentences) == (0, (mistake.hint,))


@pytest.mark.parametrize(("part", "mistake", "item"), PAIR_MISTAKES)
@given(share=within)
def test_each_foreseen_mistake_in_one_of_two_numbers_gets_its_own_hint(part, mistake, item, share):
    answer = part.right | {item: mistaken(mistake, part.right[item], part, share, item)}
    earned = mark(part, answer)
    assert earned.sentences == (f"{part.items[item]}: {mistake.hint}",)
    assert earned.points == math.floor(part.points) / 2


@pytest.mark.parametrize("part", PAIRS, ids=lambda part: part.id)
@given(first=within, second=within)
def test_two_numbers_that_changed_places_are_recognised(part, first, second):
    (one, right_one), (other, right_other) = part.right.items()
    answer = {
        one: right_other + first * part.tolerance,
        other: right_one + second * part.tolerance,
    }
    earned = mark(part, answer)
    assert (earned.points, earned.sentences) == (0, (part.hints["swapped"],))


@pytest.mark.parametrize("part", NUMBERS, ids=lambda part: part.id)
@pytest.mark.parametrize("side", [-1, 1])
def test_the_tolerance_ends_where_it_says(part, side):
    assert mark(part, part.right + side * part.tolerance).points == part.points
    assert mark(part, part.right + side * (part.tolerance + 0.01)).points == 0


def test_a_hair_of_rounding_costs_nobody_a_point(monkeypatch):
    monkeypatch.setattr("securebase.exercises.sheet.quantity", lambda _name: 0.1)
    part = dataclasses.replace(PARTS["peak-minute"], tolerance=0.2)
    assert mark(part, 0.1 + 0.2).points == part.points  # which is 0.30000000000000004


@given(number=st.floats(allow_nan=False, allow_infinity=False))
def test_any_other_number_gets_a_hint_and_no_points(number):
    for part in NUMBERS:
        earned = mark(part, number)
        assert earned.sentences
        assert (earned.points == part.points) == (abs(number - part.right) <= part.tolerance)


@given(order=st.permutations(list(PARTS["time-scales"].options)))
def test_an_order_earns_by_its_pairs_and_names_one_that_is_crossed(order):
    part = PARTS["time-scales"]
    earned = mark(part, order)
    crossed = sum(order.index(a) > order.index(b) for a, b in itertools.combinations(part.right, 2))
    assert earned.points == math.floor(2 * part.points * max(0, 1 - crossed / 5)) / 2
    if order == part.right[::-1]:
        assert earned.sentences == (part.hints["reversed"],)
    elif crossed:
        early = next(a for a, b in itertools.combinations(part.right, 2) if order.index(a) > order.index(b))
        assert part.hints[early] in earned.sentences[0]


@given(ticked=st.sets(st.sampled_from(list(PARTS["near-rest"].options))))
def test_each_wrong_tick_and_each_missed_one_gets_its_hint(ticked):
    part = PARTS["near-rest"]
    earned = mark(part, part.form.accept(list(ticked)))
    right = set(part.right)
    assert earned.points == max(0, len(ticked & right) - len(ticked - right))
    if ticked != right:
        assert set(earned.sentences) == {part.hints[option] for option in ticked ^ right}


def test_ticking_everything_does_not_pay():
    part = PARTS["near-rest"]
    assert mark(part, list(part.options)).points == 1


@given(
    answer=st.dictionaries(st.sampled_from(list(PARTS["badges"].items)), st.sampled_from(["data", "model"]))
)
def test_a_match_earns_by_its_pairs(answer):
    part = PARTS["badges"]
    hits = sum(part.right[item] == given for item, given in answer.items())
    earned = mark(part, answer)
    assert earned.points == hits / 2
    assert earned.sentences


@pytest.mark.parametrize("pair", list(itertools.combinations(["data", "illustrative", "model"], 2)))
def test_two_badges_that_changed_places_are_recognised(pair):
    part = PARTS["badges"]
    change = dict(zip(pair, reversed(pair), strict=True))
    earned = mark(part, {item: change.get(badge, badge) for item, badge in part.right.items()})
    assert earned.sentences == (part.hints["-".join(pair)],)


@pytest.mark.parametrize("item", list(PARTS["badges"].items))
def test_one_wrong_badge_gets_the_hint_of_its_sentence(item):
    part = PARTS["badges"]
    wrong = next(badge for badge in part.options if badge != part.right[item])
    earned = mark(part, part.right | {item: wrong})
    assert earned.points == 2.5
    assert earned.sentences == (part.hints[item],)


def test_every_quantity_that_the_questions_name_exists():
    named = {
        name for part in PARTS.values() for mistake in part.mistakes for name in mistake.instead.values()
    }
    assert named <= quantity_names()
    with pytest.raises(KeyError, match="There are: "):
        quantity("no such thing")
