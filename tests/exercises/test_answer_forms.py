"""What an answer may be: whatever else is given gets a sentence and is kept nowhere."""

from __future__ import annotations

import json
import math
from decimal import Decimal
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from securebase.exercises.questions import Form, NotAcceptedError, form_from_data

OPTIONS = ("vagus", "cortisol", "glands")
FORMS = {
    "number": Form("number"),
    "numbers": Form("numbers", items=("men", "women")),
    "choice": Form("choice", options=OPTIONS),
    "choices": Form("choices", options=OPTIONS),
    "order": Form("order", options=OPTIONS),
    "match": Form("match", options=OPTIONS, items=("first", "second")),
    "attest": Form("attest"),
}
anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.sampled_from(OPTIONS),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.tuples(inner, inner)
        | st.dictionaries(st.sampled_from(["men", "women", "first", "second"]) | st.text(), inner, max_size=3)
    ),
    max_leaves=8,
)


def strings_in(answer):
    if isinstance(answer, str):
        return {answer}
    if isinstance(answer, dict):
        return set(answer).union(*map(strings_in, answer.values()))
    return set().union(*map(strings_in, answer)) if isinstance(answer, list) else set()


@given(kind=st.sampled_from(sorted(FORMS)), value=anything)
def test_an_accepted_answer_holds_only_the_questions_own_words_and_survives_json(kind, value):
    form = FORMS[kind]
    try:
        accepted = form.accept(value)
    except NotAcceptedError as error:
        sentence = str(error)
    else:
        sentence = "."
        assert strings_in(accepted) <= {*form.options, *form.items}
        assert form.accept(json.loads(json.dumps(accepted))) == accepted
    assert sentence.endswith(".")
    assert len(sentence) < 300


@pytest.mark.parametrize(
    "value",
    [
        "23.8",
        (23, 8),
        math.nan,
        math.inf,
        True,
        None,
        10**400,
        [23.8],
        2j,
        Decimal("sNaN"),
        Fraction(10**400),
    ],
)
def test_what_is_not_one_finite_number_is_refused(value):
    with pytest.raises(NotAcceptedError, match=r"number|point|finite"):
        FORMS["number"].accept(value)


@pytest.mark.parametrize(
    "value",
    [24, 23.8, np.float64(23.8), np.int32(24), np.float32(23.5), Fraction(8, 65), Decimal("-0.44")],
)
def test_every_kind_of_real_number_is_taken(value):
    assert FORMS["number"].accept(value) == pytest.approx(float(value))


def test_a_decimal_comma_is_told_apart_from_two_numbers():
    with pytest.raises(NotAcceptedError, match=r"with a point, as in 12\.5"):
        FORMS["number"].accept((23, 8))


def test_a_number_in_quotes_with_a_comma_is_told_both():
    with pytest.raises(NotAcceptedError, match="without them and with a point, as in 12"):
        FORMS["number"].accept("23,8")
    with pytest.raises(NotAcceptedError, match="without them, as in 12"):
        FORMS["number"].accept("23.8")
    with pytest.raises(NotAcceptedError, match="without them, as in 57 / 100"):
        FORMS["number"].accept("57 %")


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (["vagus"], r"This one has 1\.$"),
        (["vagus", "vagus", "glands"], r"This one has 3, one of them twice\.$"),
        (["vagus", "cortisol", "glands", "vagus"], r"This one has 4, one of them twice\.$"),
        ("vagus", "Write a list in square brackets, made of: "),
        ({"vagus": 1}, "Write a list in square brackets, made of: "),
    ],
)
def test_an_order_names_each_option_once(value, said):
    with pytest.raises(NotAcceptedError, match=said):
        FORMS["order"].accept(value)
    assert FORMS["order"].accept(("glands", "vagus", "cortisol")) == ["glands", "vagus", "cortisol"]


@pytest.mark.parametrize("given", [["glands", "vagus"], ("vagus", "glands", "vagus"), {"glands", "vagus"}])
def test_options_chosen_in_any_order_are_one_answer(given):
    assert FORMS["choices"].accept(given) == ["vagus", "glands"]


@pytest.mark.parametrize(
    ("kind", "value", "said"),
    [
        (
            "numbers",
            {"men": 1, "children": 2},
            '"children" is not part of this question. Its parts are: "men", "women".',
        ),
        ("numbers", {}, 'This question needs a number for each of: "men", "women".'),
        ("match", {}, 'This question needs an option for each of: "first", "second".'),
        (
            "match",
            {"first": 3},
            '3 is not an option. The options are: "vagus", "cortisol", "glands".',
        ),
        ("number", None, "What was given (NoneType) is not a number. Write one number, as in 12.5."),
        ("attest", 1, "The only answer to this step is True."),
    ],
)
def test_the_refusal_says_what_was_given_and_what_is_accepted(kind, value, said):
    with pytest.raises(NotAcceptedError) as refusal:
        FORMS[kind].accept(value)
    assert str(refusal.value) == said


def test_a_long_text_is_not_said_back():
    with pytest.raises(NotAcceptedError) as refusal:
        FORMS["choice"].accept("something very private " * 20)
    assert "private something" not in str(refusal.value)


@pytest.mark.parametrize("value", [False, 1, "true", None])
def test_the_reflection_step_takes_true_alone(value):
    with pytest.raises(NotAcceptedError):
        FORMS["attest"].accept(value)
    yes = True
    assert FORMS["attest"].accept(yes) is True


def test_a_form_comes_back_from_a_notebooks_metadata():
    for form in FORMS.values():
        assert form_from_data(json.loads(json.dumps(form.as_data()))) == form
