"""What a reader sees and reads of two nerves on one heart."""

from __future__ import annotations

import pytest

from securebase.figures.style import LIGHT
from securebase.widgets import two_branches

PRESETS = {preset["label"]: preset["positions"] for preset in two_branches().presets}


def said(**values):
    figure = two_branches()
    return figure._build(LIGHT, 720, 1.0).show(**values)


def at(name):
    figure = two_branches()
    return {one: figure._by_name[one].values[place] for one, place in PRESETS[name].items()}


@pytest.mark.parametrize(
    ("preset", "expected"),
    [
        ("At rest", "the heart beats 72 times a minute, as at rest"),
        ("Both let go", "the heart beats 103 times a minute, 32 more than at rest"),
        ("Both work harder", "pushes more than at rest: the heart beats 72 times a minute, as at rest"),
    ],
)
def test_a_heart_let_go_is_quicker_than_at_rest_and_one_beat_has_many_pairs(preset, expected):
    """Ursino 1998: without either branch the period is 0.58 s."""
    assert expected in said(**at(preset))


def test_every_pair_on_the_thick_line_gives_the_beat_that_is_said():
    picture = two_branches()._build(LIGHT, 720, 1.0)
    picture.show(**at("Both work harder"))
    line = picture.moving[0].get_xydata()
    assert len(line) > 20
    for vagus, push in line[::10]:
        assert "the heart beats 72 times a minute" in picture.show(vagus=vagus, push=push)
