"""A foreseen mistake explains what it makes of the right number, rounded or not, and no number beyond."""

from __future__ import annotations

import pytest

from securebase.exercises.marking import mark
from securebase.exercises.mistakes import mistake_from_data
from securebase.exercises.oracle import oracle
from securebase.exercises.sheet import question_from_data

TWO_AT_ONCE = "This fits two mistakes. Either: "


@pytest.fixture
def question(monkeypatch):
    """A question with foreseen mistakes: of each its hint, and how it is written or the number it takes."""

    def ask(right, tolerance, *mistakes, **more):
        monkeypatch.setitem(oracle("01-signal").quantities, "right here", lambda: right)
        named = []
        for hint, written in mistakes:
            if isinstance(written, float):
                monkeypatch.setitem(oracle("01-signal").quantities, hint, lambda written=written: written)
                written = {"instead": hint}  # noqa: PLW2901
            named.append({"hint": hint, **written})
        items = more.get("items", {})
        data = {
            "id": "q",
            "title": "Q",
            "points": 1,
            "nudge": "Not yet.",
            "kind": "numbers" if items else "number",
            "right": dict.fromkeys(items, "right here") if items else "right here",
            "tolerance": tolerance,
            "mistakes": named,
        }
        return question_from_data("01-signal", data | more)

    return ask


def said(question, number):
    earned = mark(question, number)
    return earned.points, *earned.sentences


@pytest.mark.parametrize(
    ("written", "made", "reach"),
    [
        ({"times": "1/60"}, 0.2, 0.5 / 60),
        ({"plus": 10}, 22, 0.5),
        ({"times": 2, "plus": -3}, 18, 1),
    ],
)
@pytest.mark.parametrize("side", [-1, 1])
def test_what_a_mistake_makes_of_any_right_answer_is_explained_and_nothing_beyond(written, made, reach, side):
    mistake = mistake_from_data("01-signal", {"hint": "Look again.", **written})
    assert mistake.explains(made + side * reach * 0.999, 12.0, 0.5)
    assert not mistake.explains(made + side * reach * 1.02, 12.0, 0.5)


def test_a_number_that_was_turned_upside_down_is_recognised_and_nothing_is_the_inverse_of_any():
    upside_down = mistake_from_data("01-signal", {"hint": "Look again.", "times": 100, "inverse": True})
    assert upside_down.explains(100 / 12.499, 12.0, 0.5)
    assert not upside_down.explains(100 / 12.51, 12.0, 0.5)
    assert not upside_down.explains(0, 12.0, 0.5)


COUNT, CHANCE, BIAS, SHARE = (65, 0.4), (0.12308, 0.0035), (-0.441, 0.01), (0.571, 0.005)


@pytest.mark.parametrize(
    ("right", "made", "number", "is_named"),
    [
        (COUNT, 68.0, 68, True),
        (COUNT, 68.0, 67, False),  # 10 + 57, and no rounding of 68
        (CHANCE, 8 / 68, 0.118, True),
        (CHANCE, 8 / 68, 0.1176, True),
        (CHANCE, 8 / 68, 0.119, False),  # 8 / 67
        (BIAS, -0.2203, -0.22, True),
        (BIAS, -0.2203, -0.2199, True),  # rounded on the way
        (BIAS, -0.2203, -0.2211, False),
        (BIAS, -0.2203, -0.226, False),
        (SHARE, 0.0769, 0.08, True),
        (SHARE, 92.31, 92, True),  # in percent nobody is asked for decimals
        (SHARE, 0.923, 1, False),
        ((15, 0.5), 3.75, 4, True),
        ((15, 0.5), 0.3, 0, False),
        (SHARE, 4737.0, 4700, True),
        (SHARE, 4737.0, 4750, False),
    ],
)
def test_a_mistake_is_named_for_its_own_number_as_it_was_rounded(question, right, made, number, is_named):
    assert said(question(*right, ("That one.", made)), number) == (0, "That one." if is_named else "Not yet.")


def test_where_two_mistakes_fit_both_are_named_and_where_only_one_does_only_that_one(question):
    asked = question(0.571, 0.005, ("Answers and silences.", 0.0769), ("One pull alone.", 0.08))
    assert said(asked, 0.08) == (0, f"{TWO_AT_ONCE}Answers and silences. Or: One pull alone.")
    assert said(asked, 0.077) == (0, "Answers and silences.")


def test_two_mistakes_with_one_hint_are_one(question):
    assert said(question(10, 0.5, ("Look.", {"times": 2}), ("Look.", {"plus": 10})), 20) == (0, "Look.")


def test_of_many_mistakes_that_fit_three_are_named(question):
    asked = question(10, 0.5, *((f"Way {number}.", {"values": [7]}) for number in range(1, 6)))
    assert said(asked, 7) == (
        0,
        "This fits several mistakes, for example these. Either: Way 1. Or: Way 2. Or: Way 3.",
    )


def test_what_counts_as_right_is_no_mistake_even_where_one_would_explain_it(question):
    assert said(question(10, 0.5, ("Wrong.", {"plus": 0.4})), 10.4)[0] == 1


def test_one_mistake_behind_two_numbers_is_preferred_to_a_different_one_behind_each(question):
    both = ("Doubled.", {"times": 2}), ("Ten more.", {"plus": 10})
    asked = question(10, 0.5, *both, items={"men": "Men", "women": "Women"})
    alone = f"Men: {TWO_AT_ONCE}Doubled. Or: Ten more."
    assert said(asked, {"men": 20, "women": 10})[1:] == (alone,)
    assert said(asked, {"men": 20, "women": 19.2})[1:] == ("Men; Women: Doubled.",)
    assert said(asked, {"men": 20, "women": 0.7})[1:] == (alone, "Women: Not yet.")


def test_where_numbers_are_measured_a_mistake_is_as_inexact_as_a_right_answer(question):
    asked = question(0.526, 0.02, ("Elsewhere.", 0.474), ("In percent.", 47.4), measured=True)
    assert said(asked, 0.4611) == (0, "Elsewhere.")
    assert said(asked, 48.9) == (0, "In percent.")
    assert said(asked, 0.4511) == (0, "Not yet.")
