"""What a reader sees and reads in the pictures of lesson 3."""

from __future__ import annotations

import itertools
import re

import numpy as np
import pytest
from matplotlib.colors import to_rgba

from securebase import datasets
from securebase.figures import infant_patterns as infants
from securebase.figures._simulated_people import middle_band
from securebase.figures.care_and_pattern import care_and_pattern, links
from securebase.figures.hot_stove import hot_stove, lives
from securebase.figures.learning_lab import learning_lab
from securebase.figures.style import LIGHT
from securebase.figures.two_hundred_children import two_hundred_children, whole_rates
from securebase.models import expectations
from securebase.widgets.explorers import learning_lab as lab_controls
from securebase.widgets.explorers import two_hundred_children as children_controls


@pytest.fixture(scope="module")
def lab():
    return learning_lab(LIGHT, 720, 1.0)


@pytest.fixture(scope="module")
def stove():
    return hot_stove(LIGHT, 720, 1.0)


@pytest.fixture(scope="module")
def children():
    return two_hundred_children(LIGHT, 720, 1.0)


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


def test_silences_that_count_like_answers_lead_to_the_truth_whatever_it_is(lab):
    for reliability in lab_controls.RELIABILITIES:
        words = lab.show(reliability=reliability)
        assert f"settles at {reliability:.3f}, which is what is true" in words


@pytest.mark.parametrize(("weight", "exchanges"), [(1, 20), (3, 60)])
def test_the_lab_marks_after_how_many_exchanges_an_old_distrust_has_passed_the_middle(lab, weight, exchanges):
    words = lab.show(**expectations.COUNTING_EXAMPLE, silence_weight=weight)
    assert f"It passes 0.5 after {exchanges} exchanges" in words
    assert f"0.5 after {exchanges}" in texts(lab)


def test_the_lab_says_where_a_heavy_silence_leads_and_between_what_people_lie(lab):
    words = lab.show(**expectations.HEAVY_SILENCE_EXAMPLE)
    assert "settles at 0.571, 0.229 below the truth" in words
    low, high = (float(word) for word in re.findall(r"people lie between ([\d.]+) and (0\.\d+)", words)[0])
    assert low < 0.571 < high
    assert "settles 0.571" in texts(lab)


def test_links_between_care_and_pattern_stand_where_they_were_published_and_what_is_derived_is_hollow():
    picture = care_and_pattern(LIGHT, 720, 1.0)
    found = links()
    assert found["sensitive", "secure"].r == 0.25
    assert found["frightening", "disorganized"].r == 0.34
    harm = found["maltreated", "disorganized"]
    assert (harm.d, harm.r) == (2.19, pytest.approx(2.19 / np.hypot(2.19, 2)))
    dots = [line for line in picture.figure.axes[0].lines if line.get_marker() == "o"]
    places = sorted(float(dot.get_xdata()[0]) for dot in dots)
    assert places == pytest.approx(sorted(link.r for link in found.values()))
    hollow = [dot.get_xdata()[0] for dot in dots if dot.get_markerfacecolor() == LIGHT.ground]
    assert sorted(hollow) == pytest.approx(sorted(link.r for link in found.values() if link.d > 0))
    assert "derived from published differences, d = 1.20 and 2.19" in picture.show(group="harm")


def test_eighty_of_a_hundred_people_are_in_the_band():
    people = np.random.default_rng(1).uniform(size=(1000, 3))
    under, over = middle_band(people)
    inside = (people >= under) & (people <= over)
    assert inside.mean(axis=0) == pytest.approx([0.8] * 3, abs=0.005)


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
