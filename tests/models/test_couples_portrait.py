"""The map of a couple with two valleys: Liebovitch et al. 2008."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from securebase.models import couples

KINDNESS = st.floats(-1.0, 1.0)
FEELING = st.floats(-4.0, 4.0)


@given(kindness=KINDNESS, one=FEELING, other=FEELING)
def test_a_course_in_equal_steps_is_near_the_exact_one(kindness, one, other):
    time = np.linspace(0, 6, 25)
    numbers = {"kindness": kindness, "influence": 2.0}
    exact = couples.feelings_over_time(time, start=(one, other), **numbers)
    drawn = couples.courses((one, other), duration=6.0, steps=24, **numbers)
    # On the watershed itself both go their own way in the end.
    side = couples.courses((one + 0.02, other + 0.02), duration=6.0, steps=24, **numbers)
    assume(np.max(np.abs(side[-1] - drawn[-1])) < 0.2)
    assert np.allclose(drawn, np.column_stack([exact.first, exact.second]), atol=0.02)


def test_many_couples_go_as_each_would_alone():
    starts = np.array([[-3.0, 0.1, 2.0], [1.0, -0.4, -2.0]])
    numbers = {"duration": 5.0, "steps": 30, "kindness": 0.3, "influence": 2.0}
    together = couples.courses(starts, **numbers)
    assert together.shape == (31, 2, 3)
    for couple in range(3):
        assert np.allclose(together[:, :, couple], couples.courses(starts[:, couple], **numbers))


@given(kindness=st.floats(-0.53, 0.53), place=st.integers(0, 1000), off=st.sampled_from([-0.01, 0.01]))
def test_a_hair_beside_the_watershed_decides_the_valley(kindness, place, off):
    line = couples.watershed(kindness, 2.0, reach=4.0)
    start = line[:, place % line.shape[1]] + off
    end = couples.feelings_over_time([0.0, 200.0], start=start, kindness=kindness, influence=2.0)
    states = couples.equilibria(kindness, 2.0)
    valley = states[0 if off < 0 else -1].feeling
    assert end.first[-1] == pytest.approx(valley, abs=0.01)
    assert end.second[-1] == pytest.approx(valley, abs=0.01)


@given(kindness=st.floats(-0.53, 0.53), reach=st.floats(1.0, 8.0))
def test_the_watershed_mirrors_itself_at_the_ridge_and_reaches_far_enough(kindness, reach):
    one, other = couples.watershed(kindness, 2.0, reach=reach)
    assert np.array_equal(one, other[::-1])
    assert np.all(np.diff(one) > 0)
    assert one[one.size // 2] == couples.equilibria(kindness, 2.0)[1].feeling
    assert max(abs(one[-1]), abs(other[-1])) >= reach


def test_without_kindness_the_watershed_is_where_the_two_feel_opposite():
    one, other = couples.watershed(0.0, 2.0)
    assert np.allclose(one, -other)


@pytest.mark.parametrize(("kindness", "influence"), [(0.6, 2.0), (-0.6, 2.0), (0.1, 0.9)])
def test_one_valley_has_no_watershed(kindness, influence):
    assert couples.watershed(kindness, influence).shape == (2, 0)


@pytest.mark.parametrize(
    ("changes", "complaint"),
    [
        ({"steps": 5}, "steps must be at least 24 for this duration, inertia and influence; 5 was given"),
        ({"steps": 23}, "steps must be at least 24 for this duration, inertia and influence; 23 was given"),
        ({"influence": 11.0}, "influence must be from 0 to 10"),
        ({"inertia": 0.0}, "inertia must be from 0.1 to 10"),
        ({"starts": [1.0, 2.0, 3.0]}, r"a feeling of each of the two; its shape was \(3,\)"),
        ({"starts": [201.0, 0.0]}, "starts must be from -200 to 200"),
        ({"kindness": 9.0}, "kindness must be from -5 to 5"),
        ({"duration": -1.0}, "duration must be from 0 to 1000"),
    ],
)
def test_courses_refuse_what_they_cannot_draw(changes, complaint):
    numbers = {"starts": (0.0, 1.0), "duration": 6.0, "steps": 30, "kindness": 0.3, "influence": 2.0}
    with pytest.raises(ValueError, match=complaint):
        couples.courses(**(numbers | changes))
