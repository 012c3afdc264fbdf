"""The explorers of lesson 3 as a learner meets them: a guess first where one is asked, then the pictures."""

from __future__ import annotations

import itertools
import json

import pytest
from scipy.special import expit

from securebase.figures.hot_stove import LOWEST
from securebase.figures.style import LIGHT
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

GUESSED = [infant_patterns, learning_lab, old_expectation, hot_stove]


def opened(make, **message):
    box = make()
    box._hear(box.children[0], message or {"kind": "skip"}, [])
    return box.children[1]


def figure_of(make):
    return opened(make) if make in GUESSED else make()


def asked(make):
    return make().children[0].sheet["question"]


def drawn_guess(figure):
    """Return the line in the colour of a guess, and the words beside it; nothing if there is none."""
    axes = figure._stage.picture.figure.axes[0]
    lines = [line for line in axes.lines if line.get_color() == LIGHT.warm]
    words = [text.get_text() for text in axes.texts if text.get_color() == LIGHT.warm]
    return [(*line.get_xdata(), *line.get_ydata()) for line in lines], words


def tell(figure, **positions):
    sent = []
    figure.send = lambda content, _image=None: sent.append(content)
    figure._hear(figure, {"kind": "move", "positions": positions}, [])
    return sent[-1]["twin"]


def press(figure, label):
    return tell(figure, **next(one["positions"] for one in figure.presets if one["label"] == label))


@pytest.mark.parametrize(
    ("make", "answer"),
    [
        (infant_patterns, ["51.6", "52"]),
        (learning_lab, ["571", "0.57"]),
        (old_expectation, ["15", "3.75", "37.5"]),
        (hot_stove, ["0.4", "below"]),
    ],
)
def test_the_answer_is_nowhere_until_a_guess_is_made_or_skipped(make, answer):
    box = make()
    assert len(box.children) == 1
    bundle = box._repr_mimebundle_()
    del bundle["application/vnd.jupyter.widget-view+json"]  # a name by chance, which may hold any digits
    shown = json.dumps([box.children[0].sheet, bundle])
    assert [word for word in answer if word in shown] == []
    assert opened(make).remark == ""


def test_a_guess_is_told_how_far_off_it_was():
    assert "18 more" in opened(infant_patterns, kind="look", value=70).remark
    assert "23 above" in opened(learning_lab, kind="look", value=80).remark


def test_the_question_about_the_old_expectation_is_put_to_the_model_too():
    assert "expects an answer 2 times in 10" in asked(old_expectation)
    assert "counts as much as 20 remembered exchanges" in asked(old_expectation)
    assert "a person who answers 9 times in 10" in asked(old_expectation)
    assert "until they expect an answer 5 times in 10?" in asked(old_expectation)
    needed = expectations.interactions_until(0.5, 0.2, 20.0, 0.9)
    assert f"on average it takes {needed:g}" in old.remark(40)
    assert f"it takes {needed:g} exchanges to come to 0.5" in opened(old_expectation).frame()[1]


def test_the_question_about_staying_away_is_put_to_the_model_too():
    going = [round(100 * float(expit(2.0 * impression))) for impression in (1, -1)]
    said = f"At an impression of +1 people go near {going[0]} times in 100, at −1 only {going[1]} times"
    assert said in asked(hot_stove)
    assert "counts for half" in asked(hot_stove)
    bias = f"{expectations.hot_stove_bias(0.5, 2.0):.3f}".replace("-", "−")
    assert f"in the long run it is {bias}" in stove.remark(0.5)
    assert f"in the long run it is {bias}" in opened(hot_stove).frame()[1]


@pytest.mark.parametrize(
    ("guess", "said"),
    [
        (5, "which is 10 more. What counts as 20 exchanges does not give way"),
        (14, "You guessed 14; on average it takes 15. Near"),
        (20, "which is 5 fewer. After 20, old and new count the same"),
        (60, "which is 45 fewer. The old is firm, but 9 of 10"),
    ],
)
def test_a_guess_at_the_old_expectation_is_told_how_far_off_it_was_and_why(guess, said):
    assert said in opened(old_expectation, kind="look", value=guess).remark


def test_where_old_and_new_count_the_same_the_model_stands_where_the_remark_says():
    level = expectations.expected_level(20.0, prior=0.2, strength=20.0, reliability=0.9)
    assert f"to {10 * float(level):g} times in 10" in old.remark(20)


@pytest.mark.parametrize(
    ("guess", "said"),
    [
        (-1, "which is 0.56 higher. Below the truth it is"),
        (-0.4, "You guessed −0.40; in the long run it is −0.441. Near"),
        (-0.2, "which is 0.24 lower. Below the truth, as you said"),
        (0, "which is 0.44 lower. It would be 0, the truth, if"),
        (0.5, "which is 0.94 lower. Someone who thinks too well of it"),
    ],
)
def test_a_guess_at_staying_away_is_told_how_far_off_it_was_and_why(guess, said):
    assert said in opened(hot_stove, kind="look", value=guess).remark


def test_a_guess_stands_in_its_picture_and_none_does_where_it_was_skipped():
    lines, words = drawn_guess(opened(old_expectation, kind="look", value=30))
    assert [(line[0], words) for line in lines] == [(30, ["you guessed 30"])]
    lines, words = drawn_guess(opened(hot_stove, kind="look", value=-0.7))
    assert (lines[0][-1], words) == (-0.7, ["you guessed −0.70"])
    for make in (old_expectation, hot_stove):
        assert drawn_guess(opened(make)) == ([], [])


def test_what_opens_says_that_it_is_illustrative_and_in_which_unit():
    (source,) = opened(old_expectation).sources
    assert source["badge"] == "ILLUSTRATIVE"
    assert [control["words"][0] for control in opened(old_expectation).controls] == [
        "1 exchange",
        "0 of 10 answered",
        "10 of 100",
    ]
    (source,) = opened(hot_stove).sources
    assert source["badge"] == "ILLUSTRATIVE"
    assert "1 is the spread of single experiences" in source["sample"]


@pytest.mark.parametrize("make", [*GUESSED, two_hundred_children])
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
    figure = opened(old_expectation)
    for label, exchanges in (("Lightly held", "3.75"), ("Firmly held", "15"), ("Very firmly held", "37.5")):
        assert f"it takes {exchanges} exchanges to come to 0.5" in press(figure, label)
    lost = press(figure, "A trust that meets silence")
    assert lost.startswith("An old expectation of 0.9")
    assert "it takes 26.67 exchanges to come to 0.5" in lost


def test_no_position_of_the_old_expectation_is_refused_by_the_model():
    figure = opened(old_expectation)
    low, high = expectations.STRENGTH_RANGE
    assert low <= old.STRENGTHS[0] < old.STRENGTHS[-1] <= high
    last = [len(control["words"]) - 1 for control in figure.controls]
    for corner in itertools.product(*[(0, end) for end in last]):
        names = [control["name"] for control in figure.controls]
        assert "exchanges" in tell(figure, **dict(zip(names, corner, strict=True)))


def test_the_long_run_lies_inside_the_picture_of_staying_away_at_every_position():
    for sensitivity, rate in itertools.product(stove.SENSITIVITIES, stove.RATES):
        assert LOWEST < expectations.hot_stove_bias(rate, sensitivity) <= 0
    figure = opened(hot_stove)
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
