"""The code part of exercise 4: a learner's function, right or mistaken in each of the foreseen ways."""

from __future__ import annotations

import dataclasses
import logging
import math
import os
import sys
import warnings

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from securebase.exercises import functions
from securebase.exercises.functions import mark_function
from securebase.exercises.oracle import oracle
from securebase.exercises.sheet import load_sheet

PART = load_sheet("04-the-first-hour").questions["area-code"]


def with_loop(minutes, cortisol):
    total = 0.0
    for i in range(len(minutes) - 1):
        mean = (cortisol[i] - cortisol[0] + cortisol[i + 1] - cortisol[0]) / 2
        total += mean * (minutes[i + 1] - minutes[i])
    return total


def pieces(minutes, cortisol, height, width=lambda late, early: late - early):
    ends = zip(minutes, minutes[1:], cortisol - cortisol[0], cortisol[1:] - cortisol[0], strict=False)
    return sum(height(left, right) * width(late, early) for early, late, left, right in ends)


def mean_height(left, right):
    return (left + right) / 2


MISTAKES = {
    "ground": lambda m, c: with_loop(m, np.append(0, c)[1:]) + c[0] * (m[-1] - m[0]),
    "lowest": lambda m, c: with_loop(m, c) + (c[0] - min(c)) * (m[-1] - m[0]),
    "seconds": lambda m, c: with_loop(60 * m, c),
    "hours": lambda m, c: with_loop(m / 60, c),
    "thousand-times": lambda m, c: with_loop(m, 1000 * c),
    "thousandth": lambda m, c: with_loop(m, c / 1000),
    "sign": lambda m, c: pieces(m, c, mean_height, lambda late, early: early - late),
    "only-above": lambda m, c: with_loop(m, np.maximum(c, c[0])),
    "equal-steps": lambda m, c: pieces(m, c, mean_height, lambda *_: 1),
    "sum": lambda _, c: sum(level - c[0] for level in c),
    "left-ends": lambda m, c: pieces(m, c, lambda left, _: left),
    "right-ends": lambda m, c: pieces(m, c, lambda _, right: right),
    "not-halved": lambda m, c: pieces(m, c, lambda left, right: left + right),
    "divided": lambda m, c: with_loop(m, c) / c[0],
    "exchanged": lambda m, c: with_loop(c, m),
    "height": lambda _, c: max(c) - c[0],
}


@pytest.mark.parametrize(
    "right",
    [
        with_loop,
        lambda m, c: np.trapezoid(c - c[0], m),
        lambda m, c: np.trapezoid(c, m) - c[0] * (m[-1] - m[0]),
        lambda m, c: np.array(with_loop(list(m), list(c))),
    ],
)
def test_any_right_way_earns_everything(right):
    earned = mark_function(PART, right)
    assert earned.points == PART.points
    assert earned.sentences == (PART.insight,)


def test_each_foreseen_mistake_is_tried_here():
    assert set(MISTAKES) == set(PART.trial.mistakes) == set(PART.hints)


curves = st.integers(3, 9).flatmap(
    lambda n: st.tuples(
        st.lists(st.floats(0.5, 20), min_size=n, max_size=n).map(np.cumsum),
        st.lists(st.floats(1, 40), min_size=n, max_size=n).map(np.array),
    )
)


@pytest.mark.parametrize("pattern", MISTAKES)
@given(more=st.lists(curves, max_size=2))
def test_each_foreseen_mistake_gets_its_own_hint_whatever_the_curves(pattern, more):
    trial = PART.trial
    with pytest.MonkeyPatch.context() as patch:
        more_curves = dataclasses.replace(trial, cases=lambda: trial.cases() + more)
        patch.setitem(oracle(PART.exercise).trials, PART.function, more_curves)
        earned = mark_function(PART, MISTAKES[pattern])
    assert earned.sentences == (PART.hints[pattern],)
    assert earned.points < PART.points


@pytest.mark.parametrize(
    ("function", "said"),
    [
        (lambda _m, _c: None, "gives nothing back"),
        (lambda _m, _c: ..., "gives nothing back"),
        (lambda _m, _c: "573", "gives back text"),
        (lambda _m, c: c - c[0], "gives back 3 numbers. One is asked for. Add the pieces up."),
        (lambda _m, c: [c[0]], "without brackets around it"),
        (lambda _m, c: c if c > c[0] else -c, "asks a whole list at once"),
        (lambda _m, _c: math.nan, "not a finite number"),
        (lambda _m, c: c[0] / np.zeros(1)[0], "not a finite number"),
        (lambda _m, _c: True, "One number"),
        (lambda _m, _c: 2j, "One number"),
        (lambda _m, c: c[len(c)], "Between n points lie n - 1 gaps"),
        (lambda _m, _c: 1 / 0, "divided by zero"),
        (lambda _m: 1, "2 things, minutes and cortisol"),
        (lambda _m, _c: nump.sum(_c), "the name nump"),  # noqa: F821 - the mistake itself
        (lambda _m, _c: sys.exit(), "SystemExit"),
        (lambda _m, _c: {}["x"], "KeyError"),
        (None, "is not there yet"),
        (573.0, "not a function"),
    ],
)
def test_a_hint_comes_before_a_traceback(function, said, capfd):
    earned = mark_function(PART, function)
    assert earned.points == 0
    assert len(earned.sentences) == 1
    assert said in earned.sentences[0]
    assert "\n" not in earned.sentences[0]
    assert capfd.readouterr() == ("", "")


def test_an_unforeseen_mistake_is_shown_on_one_curve():
    earned = mark_function(PART, lambda m, c: with_loop(m, c) + 7)
    assert "[0, 10, 20]" in earned.sentences[0]
    assert "it gives 107; 100 is right" in earned.sentences[0]


def test_a_loop_without_an_end_is_stopped(monkeypatch):
    monkeypatch.setattr(functions, "SECONDS", 0.1)

    def endless(_minutes, _cortisol):
        while True:
            try:  # noqa: SIM105 - as a learner might
                sum(range(1000))
            except Exception:  # noqa: BLE001, S110 - as a learner might
                pass

    assert "Does its loop come to an end?" in mark_function(PART, endless).sentences[0]


def test_a_loop_without_an_end_is_stopped_though_it_catches_whatever_comes(monkeypatch):
    monkeypatch.setattr(functions, "SECONDS", 0.1)
    traced = sys.gettrace()

    def slow():
        return sum(number * number for number in range(1000))

    def endless(_minutes, _cortisol):
        while True:
            try:  # noqa: SIM105 - as a learner might
                slow()
            except:  # noqa: E722, S110 - as a learner might
                pass

    assert "Does its loop come to an end?" in mark_function(PART, endless).sentences[0]
    assert sys.gettrace() is traced
    assert mark_function(PART, with_loop).points == PART.points


def test_whatever_the_function_prints_or_warns_of_stays_unseen(capfd):
    handler = logging.StreamHandler(sys.stderr)
    logger = logging.getLogger("a learner's")
    logger.addHandler(handler)

    def noisy(minutes, cortisol):
        print("looking at", minutes)
        print("oh", file=sys.stderr)
        os.write(2, b"as another program would")
        warnings.warn("careful", stacklevel=1)
        return with_loop(minutes, cortisol)

    try:
        assert mark_function(PART, noisy).points == PART.points
    finally:
        logger.removeHandler(handler)
    assert capfd.readouterr() == ("", "")


def test_a_function_that_changes_what_it_is_given_harms_nothing():
    def greedy(minutes, cortisol):
        result = with_loop(minutes, cortisol)
        minutes[:] = 0
        cortisol[:] = 0
        return result

    assert mark_function(PART, greedy).points == PART.points
