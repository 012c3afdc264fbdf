"""What a reader sees and reads in the pictures of lesson 3."""

from __future__ import annotations

import itertools
import re

import numpy as np
import pytest
from matplotlib.colors import to_rgba
from matplotlib.text import Text

from securebase import datasets
from securebase.figures import infant_patterns as infants
from securebase.figures._simulated_people import middle_band
from securebase.figures.hot_stove import hot_stove, lives, signed
from securebase.figures.learning_lab import compare, learning_lab
from securebase.figures.old_expectation import old_expectation
from securebase.figures.picture import Badge
from securebase.figures.style import DARK, LIGHT
from securebase.figures.two_hundred_children import two_hundred_children, whole_rates
from securebase.models import expectations
from securebase.widgets.explorers import hot_stove as stove_controls
from securebase.widgets.explorers import learning_lab as lab_controls
from securebase.widgets.explorers import old_expectation as old_controls
from securebase.widgets.explorers import two_hundred_children as children_controls

WORKED = {"reliability": 0.8, "rise": 0.1, "fall": 0.3, "self_blame": 0.0}


@pytest.fixture(scope="module")
def lab():
    return learning_lab(LIGHT, 720, 1.0)


@pytest.fixture(scope="module")
def old():
    return old_expectation(LIGHT, 720, 1.0)


@pytest.fixture(scope="module")
def stove():
    return hot_stove(LIGHT, 720, 1.0)


@pytest.fixture(scope="module")
def children():
    return two_hundred_children(LIGHT, 720, 1.0)


def average_line(picture, axes=0):
    """The thickest line of an axes is the average."""
    return max(picture.figure.axes[axes].lines, key=lambda line: line.get_linewidth())


def texts(picture):
    return [text.get_text() for axes in picture.figure.axes for text in axes.texts if text.get_visible()]


def test_a_hundred_dots_stand_for_a_hundred_infants_as_published():
    picture = infants.infant_patterns(LIGHT, 720, 1.0)
    counted = [len(line.get_xdata()) for line in picture.figure.axes[0].lines]
    assert counted == [52, 15, 10, 23]
    columns = datasets.load("infant_attachment").columns
    for dots, percent in zip(counted, columns["percent"], strict=True):
        assert abs(dots - percent) < 1
        assert f"   {percent:.1f} %" in texts(picture)
    words = picture.show(pattern="all")
    assert "51.6 % secure, 14.7 % avoidant, 10.2 % resistant and 23.5 % disorganised" in words


@pytest.mark.parametrize("pattern", list(infants.shares()))
def test_a_pattern_that_is_looked_at_stands_out_and_is_no_kind_of_person(pattern):
    picture = infants.infant_patterns(LIGHT, 720, 1.0)
    words = picture.show(pattern=pattern)
    solid = [line.get_alpha() == 1.0 for line in picture.figure.axes[0].lines]
    assert solid == [name == pattern for name in infants.shares()]
    assert words.endswith("some minutes with one caregiver, not a kind of person.")


@pytest.mark.parametrize(("expected", "said"), [(70, "18 more"), (30, "22 fewer"), (52, "close")])
def test_what_was_expected_is_drawn_and_compared(expected, said):
    picture = infants.infant_patterns(LIGHT, 720, 1.0, expected=expected)
    rings = [line for line in picture.figure.axes[0].lines if line.get_markerfacecolor() == "none"]
    assert [len(ring.get_xdata()) for ring in rings] == [expected]
    assert f"rings: the {expected} you expected" in texts(picture)
    assert said in infants.compare(expected)


@pytest.mark.parametrize(
    ("r", "rates"), [(0.31, (66, 34)), (0.47, (74, 26)), (0.28, (64, 36)), (0.0, (50, 50)), (1.0, (100, 0))]
)
def test_a_correlation_is_drawn_as_two_rates(children, r, rates):
    words = children.show(link="parent", r=r)
    assert whole_rates(r) == rates
    assert f"{rates[0]} of 100 children" in words
    filled = to_rgba(LIGHT.cool)
    drawn = [
        sum(tuple(colour) == filled for colour in group.get_facecolor())
        for group in children.figure.axes[0].collections
    ]
    assert tuple(drawn) == rates


def test_no_correlation_is_said_to_decide_and_none_to_blame(children):
    for link, r in itertools.product(("parent", "again"), children_controls.CORRELATIONS):
        words = children.show(link=link, r=r).lower()
        assert not any(word in words for word in ("cause", "because", "fault", "inherit", "destin"))
    assert "No study has found anything near it" in children.show(link="parent", r=1.0)
    assert "tells nothing" in children.show(link="again", r=0.0)


def test_the_worked_example_settles_below_the_truth(lab):
    words = lab.show(**WORKED)
    assert "“Will they answer?” settles at 0.571 on average, 0.229 below the truth" in words
    assert {"0.571", "1.000", "truth 0.80"} <= set(texts(lab))
    assert average_line(lab).get_ydata()[-1] == pytest.approx(0.571, abs=0.001)


def test_equal_steps_lead_to_the_truth_whatever_it_is(lab):
    for reliability in lab_controls.RELIABILITIES:
        words = lab.show(reliability=reliability, rise=0.1, fall=0.1, self_blame=0.0)
        if reliability == 1.0:
            assert "settles at 1.000" in words
        else:
            assert f"settles at {reliability:.3f} on average, which is what is true" in words


def test_blaming_oneself_moves_the_low_expectation_to_the_other_half(lab):
    words = lab.show(**WORKED | {"self_blame": 1.0})
    assert "“Will they answer?” settles at 1.000" in words
    assert "“Am I worth answering?” settles at 0.571" in words
    assert average_line(lab, 1).get_ydata()[-1] == pytest.approx(0.571, abs=0.001)
    assert average_line(lab).get_ydata()[-1] == pytest.approx(1.0, abs=0.01)


def test_blame_shared_in_halves_leaves_both_expectations_alike(lab):
    assert "settles at 0.727 on average" in lab.show(**WORKED | {"self_blame": 0.5})
    ends = [average_line(lab, half).get_ydata()[-1] for half in (0, 1)]
    assert ends == pytest.approx([0.727, 0.727], abs=0.001)


@pytest.mark.parametrize("blame", [0.0, 1.0])
def test_the_band_that_is_said_is_that_of_the_half_that_moves(lab, blame):
    words = lab.show(**WORKED | {"self_blame": blame})
    low, high = (float(word) for word in re.findall(r"people lie between ([\d.]+) and (0\.\d+)", words)[0])
    assert low < 0.571 < high
    assert words.index("settles at 0.571") < words.index("people lie between")


def test_eighty_of_a_hundred_people_are_in_the_band():
    people = np.random.default_rng(1).uniform(size=(1000, 3))
    under, over = middle_band(people)
    inside = (people >= under) & (people <= over)
    assert inside.mean(axis=0) == pytest.approx([0.8] * 3, abs=0.005)


@pytest.mark.parametrize(("expected", "said"), [(0.57, "close"), (0.8, "23 above"), (0.3, "27 below")])
def test_an_expected_resting_place_is_drawn_and_compared(expected, said):
    picture = learning_lab(LIGHT, 720, 1.0, expected=expected)
    assert "you expected" in texts(picture)
    assert said in compare(expected)


@pytest.mark.parametrize("width", [300, 760])
@pytest.mark.parametrize(
    ("build", "guesses"), [(old_expectation, (1, 14, 40, 41, 80)), (hot_stove, (-1.5, -0.4, 0, 1.5))]
)
def test_the_words_beside_a_guess_stay_inside_and_meet_no_others(build, guesses, width, repetitions):
    for guess in guesses:
        picture = build(DARK, width, 1.0, guess=guess)
        assert any(words.startswith("you guessed") for words in texts(picture))
        labels_keep_apart(picture, states(build)[:: repetitions(9, 1)])


@pytest.mark.parametrize(("strength", "needed"), [(5.0, "3.75"), (20.0, "15"), (50.0, "37.5")])
def test_how_long_an_old_expectation_holds_is_marked_and_said(old, strength, needed):
    words = old.show(strength=strength, prior=0.2, reliability=0.9)
    assert f"it takes {needed} exchanges to come to 0.5" in words
    assert f"0.5 after {needed}" in texts(old)


def test_an_expectation_that_never_comes_to_the_level_has_no_mark(old):
    words = old.show(strength=20.0, prior=0.2, reliability=0.4)
    assert "never comes to 0.5" in words
    assert not any(text.startswith("0.5 after") for text in texts(old))
    assert "It begins at 0.5" in old.show(strength=20.0, prior=0.5, reliability=0.9)


def test_staying_away_is_said_with_what_it_does_to_the_average(stove):
    words = stove.show(sensitivity=2.0, rate=0.5)
    assert "in the long run it is −0.441" in words
    assert "−0.441" in texts(stove)
    free = stove.show(sensitivity=0.0, rate=0.5)
    assert "whatever they think" in free
    assert "in the long run it is 0.000" in free


def test_who_ended_low_had_fewer_chances_than_who_ended_high(stove):
    words = stove.show(sensitivity=2.0, rate=0.5)
    low, high = lives(0.5, 2.0).approached.sum(axis=1)
    assert low < high
    assert f"One who ended low went near {low} times, one who ended high {high} times" in words
    assert {f"{low} of 100", f"{high} of 100"} <= set(texts(stove))


def test_the_simulated_average_comes_near_the_formula():
    for rate in (0.2, 0.5):
        late = lives(rate, 1.0).impressions[:, -20:].mean()
        assert late == pytest.approx(expectations.hot_stove_bias(rate, 1.0), abs=0.08)


def test_minus_signs_are_minus_signs():
    assert (signed(-0.4405), signed(0.25, 2), signed(-0.0001)) == ("−0.441", "0.25", "0.000")


@pytest.mark.parametrize(
    ("build", "badges"),
    [
        (infants.infant_patterns, [Badge.DATA, Badge.DATA]),
        (two_hundred_children, [Badge.DATA, Badge.DATA, Badge.ILLUSTRATIVE]),
        (learning_lab, [Badge.ILLUSTRATIVE]),
        (old_expectation, [Badge.ILLUSTRATIVE]),
        (hot_stove, [Badge.ILLUSTRATIVE]),
    ],
)
def test_nothing_invented_is_called_data_or_model(build, badges):
    assert [source.badge for source in build(LIGHT, 720, 1.0).sources] == badges


def states(build):
    if build is infants.infant_patterns:
        return [{"pattern": name} for name in (infants.ALL, *infants.shares())]
    if build is two_hundred_children:
        return [{"link": link, "r": r} for link in ("parent", "again") for r in (0.0, 0.31, 1.0)]
    if build is learning_lab:
        return [
            {"reliability": one, "rise": 0.1, "fall": fall, "self_blame": blame}
            for one in lab_controls.RELIABILITIES[::3]
            for fall in (0.02, 0.1, 0.3)
            for blame in (0.0, 0.5)
        ]
    if build is old_expectation:
        return [
            {"strength": strength, "prior": prior, "reliability": one}
            for strength in old_controls.STRENGTHS[::3]
            for prior in (0.0, 0.2, 0.9)
            for one in (0.1, 0.5, 0.9, 1.0)
        ]
    return [
        {"sensitivity": one, "rate": rate}
        for one in stove_controls.SENSITIVITIES[::4]
        for rate in (0.1, 0.5, 0.7)
    ]


@pytest.mark.parametrize(
    "build", [infants.infant_patterns, two_hundred_children, learning_lab, old_expectation, hot_stove]
)
@pytest.mark.parametrize("width", [300, 519, 520, 760])
def test_no_label_leaves_the_picture_or_meets_another(build, width, repetitions):
    labels_keep_apart(build(DARK, width, 1.0), states(build)[:: repetitions(5, 1)])


def labels_keep_apart(picture, shown):
    picture.figure.canvas.draw()
    frame = picture.figure.bbox
    fixed = [
        label
        for axes in picture.figure.axes
        for label in (axes.xaxis.label, *axes.get_xticklabels(), *axes.get_yticklabels())
    ]
    for state in shown:
        picture.show(**state)
        moving = [text for axes in picture.figure.axes for text in axes.texts]
        labels = [text for text in (*moving, *fixed) if text.get_visible() and text.get_text()]
        boxes = [Text.get_window_extent(text).padded(-1) for text in labels]
        for label, box in zip(labels, boxes, strict=True):
            assert frame.x0 - 1 <= box.x0, (state, label.get_text())
            assert box.x1 <= frame.x1 + 1, (state, label.get_text())
            assert frame.y0 - 1 <= box.y0, (state, label.get_text())
            assert box.y1 <= frame.y1 + 1, (state, label.get_text())
        for (one, box), (two, other) in itertools.combinations(zip(labels, boxes, strict=True), 2):
            assert not box.overlaps(other), (state, one.get_text(), two.get_text())
