"""Scoring of questionnaires with two dimensions: published keys, and answers that are turned."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from securebase.models.scoring import ECR_R, ECR_RS, ECR_S, Key, Questionnaire

ALL = {"ECR-R": ECR_R, "ECR-RS": ECR_RS, "ECR-S": ECR_S}
questionnaires = pytest.mark.parametrize("sheet", ALL.values(), ids=ALL)
TWO = Questionnaire(anxiety=Key((1, 2), frozenset({2})), avoidance=Key((3,), frozenset()))


def all_answers(sheet, answer):
    return dict.fromkeys((*sheet.anxiety.statements, *sheet.avoidance.statements), answer)


def test_the_published_keys():
    """Fraley et al. (2000), Fraley et al. (2011) and Wei et al. (2007): statements, and those turned."""
    sizes = {
        name: [(len(key.statements), len(key.reversed)) for key in (sheet.anxiety, sheet.avoidance)]
        for name, sheet in ALL.items()
    }
    assert sizes == {"ECR-R": [(18, 2), (18, 12)], "ECR-RS": [(3, 0), (6, 4)], "ECR-S": [(6, 1), (6, 3)]}
    assert sorted(ECR_R.anxiety.reversed | ECR_R.avoidance.reversed) == [
        *(9, 11, 20, 22, 26, 27, 28, 29, 30, 31, 33, 34, 35, 36)
    ]
    assert sorted(ECR_RS.avoidance.reversed) == [1, 2, 3, 4]
    assert sorted(ECR_S.anxiety.reversed | ECR_S.avoidance.reversed) == [1, 5, 8, 9]
    assert [ECR_R.anxiety.statements[-1], ECR_RS.anxiety.statements[0]] == [18, 7]
    assert sorted(ECR_S.anxiety.statements) == [2, 4, 6, 8, 10, 12]


@questionnaires
def test_every_statement_counts_for_one_dimension(sheet):
    both = sorted((*sheet.anxiety.statements, *sheet.avoidance.statements))
    assert both == list(range(1, len(both) + 1))


def test_a_turned_answer_is_eight_minus_it_and_a_score_is_a_mean():
    scores = TWO.scores({1: 6, 2: 2, 3: 5})
    assert (scores.anxiety, scores.avoidance) == (6.0, 5.0)


@questionnaires
@given(data=st.data())
def test_agreeing_more_raises_a_score_or_lowers_it_where_the_statement_is_turned(sheet, data):
    answers = {one: data.draw(st.integers(1, 6)) for one in all_answers(sheet, 1)}
    one = data.draw(st.sampled_from(sorted(answers)))
    before, after = sheet.scores(answers), sheet.scores(answers | {one: answers[one] + 1})
    for key, was, now in (
        (sheet.anxiety, before.anxiety, after.anxiety),
        (sheet.avoidance, before.avoidance, after.avoidance),
    ):
        step = 0 if one not in key.statements else -1 if one in key.reversed else 1
        assert now - was == pytest.approx(step / len(key.statements))
        assert 1 <= now <= 7


@questionnaires
def test_answering_the_middle_everywhere_gives_the_middle(sheet):
    scores = sheet.scores(all_answers(sheet, 4))
    assert (scores.anxiety, scores.avoidance) == (4.0, 4.0)


@given(answer=st.integers(1, 7))
def test_turning_twice_gives_back_the_answer(answer):
    assert TWO.turned(TWO.turned(answer)) == answer


@pytest.mark.parametrize(
    ("answers", "said"),
    [
        ({1: 4, 2: 4}, "Statement 3 has no answer; 1 missing in all"),
        ({1: 4, 2: 4, 3: 4, 4: 4}, "There is no statement 4; there are 1 to 3"),
        ({1: 8, 2: 4, 3: 4}, "The answer to statement 1 must be from 1 to 7; 8 was given"),
        ({1: 4, 2: 4.5, 3: 4}, "The answer to statement 2 must be a whole number from 1 to 7; 4.5 was given"),
        ({1: 4, 2: math.nan, 3: 4}, "The answer to statement 2 must be a finite number"),
        ({1: True, 2: 4, 3: 4}, "The answer to statement 1 must be a whole number from 1 to 7; True was"),
        ({1: "4", 2: 4, 3: 4}, "The answer to statement 1 must be a whole number from 1 to 7; '4' was given"),
    ],
)
def test_what_cannot_be_scored_is_named(answers, said):
    with pytest.raises(ValueError, match=said):
        TWO.scores(answers)


@pytest.mark.parametrize(("statements", "turned"), [((1, 2), {3}), ((1, 1), set()), ((), set())])
def test_a_key_that_cannot_be_right_is_refused(statements, turned):
    with pytest.raises(ValueError, match="A key names each of its statements once"):
        Key(statements, frozenset(turned))
