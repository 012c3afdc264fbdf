"""Lesson 0's two crowds: the dots are a hundred people each, and say the same as the sentence."""

from __future__ import annotations

import numpy as np
import pytest

from securebase.figures.style import LIGHT
from securebase.figures.two_crowds import AVERAGE, MOST, PEOPLE, SPREAD, crowd, pairs_won, two_crowds


def test_a_crowd_is_a_hundred_people_around_its_average_and_no_two_stand_in_one_place():
    away, place = crowd()
    assert len(set(zip(away, place, strict=True))) == PEOPLE
    assert away.mean() == pytest.approx(0, abs=1e-9)
    assert away.std() == pytest.approx(SPREAD, rel=0.02)


@pytest.mark.parametrize("difference", [-MOST, -3, 0, 5, MOST])
def test_the_pairs_that_are_said_are_those_that_the_dots_would_give(difference):
    words = two_crowds(LIGHT, 720, 1.0).show(difference=float(difference))
    won = pairs_won(difference)
    assert f"{AVERAGE + difference:.0f} steps a minute on average" in words
    assert f"faster in about {won}, and the other in about {PEOPLE - won}." in words
    away, _ = crowd()
    gaps = away[:, None] + difference - away[None, :]  # every pair that can be drawn
    dots = 100 * ((gaps > 0).mean() + (gaps == 0).mean() / 2)
    assert won == pytest.approx(dots, abs=1)
    assert np.sign(won - 50) == np.sign(difference)
