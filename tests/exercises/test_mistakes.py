"""A foreseen mistake explains the numbers that it makes of the right one, and no number beyond them."""

from __future__ import annotations

import pytest

from securebase.exercises.mistakes import mistake_from_data
from securebase.exercises.oracle import oracle

RIGHT, TOLERANCE = 12.0, 0.5


@pytest.mark.parametrize(
    ("written", "made", "reach"),
    [
        ({"times": "1/60"}, RIGHT / 60, TOLERANCE / 60),
        ({"plus": 10}, RIGHT + 10, TOLERANCE),
        ({"times": 2, "plus": -3}, 2 * (RIGHT - 3), 2 * TOLERANCE),
        ({"values": [20, 45]}, 45, TOLERANCE / 2),
        ({"instead": "silence alone"}, 100.0, 2.0),
        ({"instead": "a small one"}, 1.0, TOLERANCE),
    ],
)
@pytest.mark.parametrize("side", [-1, 1])
def test_a_mistake_explains_what_it_makes_of_every_right_answer_and_nothing_beyond(
    written, made, reach, side, monkeypatch
):
    for name, quantity in (("silence alone", 100.0), ("a small one", 1.0)):
        monkeypatch.setitem(oracle("01-signal").quantities, name, lambda quantity=quantity: quantity)
    mistake = mistake_from_data("01-signal", {"hint": "Look again.", **written})
    assert mistake.explains(made + side * reach * 0.999, RIGHT, TOLERANCE)
    assert not mistake.explains(made + side * reach * 1.02, RIGHT, TOLERANCE)


def test_a_number_that_was_turned_upside_down_is_recognised_and_nothing_is_the_inverse_of_any():
    upside_down = mistake_from_data("01-signal", {"hint": "Look again.", "times": 100, "inverse": True})
    assert upside_down.explains(100 / 12.499, RIGHT, TOLERANCE)
    assert not upside_down.explains(100 / 12.51, RIGHT, TOLERANCE)
    assert not upside_down.explains(0, RIGHT, TOLERANCE)
