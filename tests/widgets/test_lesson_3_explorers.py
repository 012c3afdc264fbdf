"""The explorers of lesson 3 as a learner meets them: a guess first where one is asked, then the pictures."""

from __future__ import annotations

import itertools
import json

import pytest

from securebase.figures.hot_stove import LOWEST
from securebase.models import expectations
from securebase.widgets import (
    hot_stove,
    infant_patterns,
    learning_lab,
    old_expectation,
    two_hundred_children,
)
from securebase.widgets.explorers import hot_stove as stove
from securebase.widgets.explorers import learning_lab as lab
from securebase.widgets.explorers import old_expectation as old

GUESSED = [infant_patterns, learning_lab]
OPEN = [old_expectation, hot_stove, two_hundred_children]


def opened(make, **message):
    box = make()
    box._hear(box.children[0], message or {"kind": "skip"}, [])
    return box.children[1]


def figure_of(make):
    return opened(make) if make in GUESSED else make()


def tell(figure, **positions):
    sent = []
    figure.send = lambda content, _image=None: sent.append(content)
    figure._hear(figure, {"kind": "move", "positions": positions}, [])
    return sent[-1]["twin"]


def press(figure, label):
    return tell(figure, **next(one["positions"] for one in figure.presets if one["label"] == label))


@pytest.mark.parametrize(
    ("make", "answer"), [(infant_patterns, ["51.6", "52"]), (learning_lab, ["571", "0.57"])]
)
def test_the_answer_is_nowhere_until_a_guess_is_made_or_skipped(make, answer):
    box = make()
    assert len(box.children) == 1
    shown = json.dumps([box.children[0].sheet, box._repr_mimebundle_()], default=str)
    assert [word for word in answer if word in shown] == []
    assert opened(make).remark == ""


def test_a_guess_is_told_how_far_off_it_was():
    assert "18 more" in opened(infant_patterns, kind="look", value=70).remark
    assert "23 above" in opened(learning_lab, kind="look", value=80).remark


@pytest.mark.parametrize("make", [*GUESSED, *OPEN])
def test_each_explorer_invites_and_says_what_to_notice(make):
    invitations = figure_of(make).invitations
    assert 2 <= len(invitations) <= 3
    assert all("otice" in invitation for invitation in invitations)


def test_the_presets_of_the_lab_do_what_their_names_say():
    figure = opened(learning_lab)
    assert "settles at 0.571 on average" in figure.frame()[1]
    assert "which is what is true" in press(figure, "Both weigh the same")
    assert "“Am I worth answering?” settles at 0.571" in press(figure, "“It must be me”")
    rarely = press(figure, "Someone who rarely answers")
    assert rarely.startswith("30 % of bids are answered")
    assert "settles at 0.300 on average, which is what is true" in rarely
    assert "settles at 0.571 on average" in press(figure, "A silence weighs three times")


def test_no_position_of_the_lab_is_refused_by_the_model():
    figure = opened(learning_lab)
    last = [len(control["words"]) - 1 for control in figure.controls]
    for corner in itertools.product(*[(0, end) for end in last]):
        names = [control["name"] for control in figure.controls]
        assert "settles at" in tell(figure, **dict(zip(names, corner, strict=True)))
    assert expectations.RATE_RANGE[0] < lab.RATES[0]
    assert lab.RATES[-1] <= expectations.RATE_RANGE[1]


def test_the_presets_of_the_old_expectation_are_the_three_of_the_lesson_and_one_more():
    figure = old_expectation()
    for label, exchanges in (("Lightly held", "3.75"), ("Firmly held", "15"), ("Very firmly held", "37.5")):
        assert f"it takes {exchanges} exchanges to come to 0.5" in press(figure, label)
    lost = press(figure, "A trust that meets silence")
    assert lost.startswith("An old expectation of 0.9")
    assert "it takes 26.67 exchanges to come to 0.5" in lost


def test_no_position_of_the_old_expectation_is_refused_by_the_model():
    figure = old_expectation()
    low, high = expectations.STRENGTH_RANGE
    assert low <= old.STRENGTHS[0] < old.STRENGTHS[-1] <= high
    last = [len(control["words"]) - 1 for control in figure.controls]
    for corner in itertools.product(*[(0, end) for end in last]):
        names = [control["name"] for control in figure.controls]
        assert "exchanges" in tell(figure, **dict(zip(names, corner, strict=True)))


def test_the_long_run_lies_inside_the_picture_of_staying_away_at_every_position():
    for sensitivity, rate in itertools.product(stove.SENSITIVITIES, stove.RATES):
        assert LOWEST < expectations.hot_stove_bias(rate, sensitivity) <= 0
    figure = hot_stove()
    assert "in the long run it is −0.441" in figure.frame()[1]
    assert "in the long run it is 0.000" in press(figure, "Going near anyway")
    shut, little = (
        press(figure, "One bad evening shuts the door"),
        press(figure, "One evening counts for little"),
    )
    assert "in the long run it is −1.4" in shut
    assert "in the long run it is −0.0" in little


def test_the_presets_of_the_children_are_the_published_correlations():
    figure = two_hundred_children()
    assert "With r = 0.31, 66 of 100" in press(figure, "Parent and child, 95 samples")
    assert "With r = 0.47, 74 of 100" in press(figure, "Parent and child, as first reported")
    again = press(figure, "The same child, seen again")
    assert "With r = 0.28, 64 of 100 children who were classified secure the first time" in again
    assert "100 of 100" in press(figure, "If childhood decided")


def test_the_infants_can_be_looked_at_one_pattern_at_a_time():
    figure = opened(infant_patterns)
    (control,) = figure.controls
    assert control["words"] == ["all four", "secure", "avoidant", "resistant", "disorganised"]
    assert tell(figure, pattern=4).startswith("23.5 of 100 infants were classified disorganised")
