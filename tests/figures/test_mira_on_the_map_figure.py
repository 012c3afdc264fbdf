"""What a reader sees and reads of Mira on the map."""

from __future__ import annotations

import itertools

import pytest

from securebase.figures.mira_on_the_map import EVENTS, THOUGHTS, mira_on_the_map
from securebase.figures.style import LIGHT


@pytest.fixture(scope="module")
def picture():
    return mira_on_the_map(LIGHT, 760, 1.0)


def coloured(picture):
    """Return the names of the regions that are near."""
    names = {"secure", "anxious", "avoidant", "fearful"}
    return {text.get_text() for text in picture.moving[:4] if text.get_color() == LIGHT.warm} & names


@pytest.mark.parametrize(
    ("anxiety", "avoidance", "near"),
    [
        (0, 0, {"secure"}),
        (10, 0, {"anxious"}),
        (0, 10, {"avoidant"}),
        (10, 10, {"fearful"}),
        (5, 0, {"secure", "anxious"}),
        (10, 5, {"anxious", "fearful"}),
        (5, 10, {"avoidant", "fearful"}),
        (0, 5, {"secure", "avoidant"}),
        (5, 5, set()),
    ],
)
def test_the_regions_that_are_near_are_seen_and_named(picture, anxiety, avoidance, near):
    words = picture.show(event="silence", anxiety=anxiety, avoidance=avoidance)
    assert coloured(picture) == near
    assert all(name in words for name in near)


def test_she_thinks_something_else_in_every_third_of_the_map_and_at_every_event(picture):
    places = itertools.product(EVENTS, (0, 5, 10), (0, 5, 10))
    said = [
        picture.show(event=event, anxiety=anxiety, avoidance=avoidance)
        for event, anxiety, avoidance in places
    ]
    thoughts = {words.split("“")[1].split("”")[0] for words in said}
    assert thoughts == {thought for rows in THOUGHTS.values() for row in rows for thought in row}
    assert len(thoughts) == len(said) == 27
