"""Input that a model cannot take is refused in a sentence that names it, its value and what is accepted."""

from __future__ import annotations

import re

import numpy as np
import pytest

from securebase.models._checks import above, all_within, finite_array, increasing, one_of, whole, within


def test_a_number_inside_the_range_comes_back_as_given():
    assert (within("gain", 7, 7, 15), within("gain", 15, 7, 15)) == (7.0, 15.0)
    assert [whole("days", days, 1, 3) for days in (1, 2.0, 3)] == [1, 2, 3]
    np.testing.assert_array_equal(all_within("rate", [2, 30], 2, 30), [2.0, 30.0])
    assert above("half_life", 0.1, 0) == 0.1
    assert one_of("sex", "female", ("male", "female")) == "female"
    np.testing.assert_array_equal(increasing("minutes", [0, 1, 5]), [0.0, 1.0, 5.0])
    assert finite_array("minutes", 3).shape == ()


@pytest.mark.parametrize(
    ("call", "sentence"),
    [
        (lambda: within("gain", 6.2, 7, 15, "ms"), "gain must be from 7 to 15 ms; 6.2 was given."),
        (lambda: within("gain", float("nan"), 7, 15), "gain must be a finite number; nan was given."),
        (lambda: within("gain", "high", 7, 15, "ms"), "gain must be a number of ms; 'high' was given."),
        (lambda: within("lag", -1, 0, np.inf, "years"), "lag must be at least 0 years; -1 was given."),
        (lambda: within("slope", 2, -np.inf, 1), "slope must be at most 1; 2 was given."),
        (lambda: above("half_life", 0, 0, "min"), "half_life must be greater than 0 min; 0 was given."),
        (lambda: all_within("rate", [3, 31, 1], 2, 30, "Hz"), "rate must be from 2 to 30 Hz; 31 was given."),
        (lambda: all_within("rate", [3, 1, 31], 2, 30, "Hz"), "rate must be from 2 to 30 Hz; 1 was given."),
        (lambda: whole("days", 4, 1, 3), "days must be from 1 to 3; 4 was given."),
        (lambda: whole("days", 2.5, 1, 3, "d"), "days must be a whole number from 1 to 3 d; 2.5 was given."),
        (lambda: finite_array("t", [1, np.inf, np.nan]), "t must hold finite numbers only; it holds inf."),
        (lambda: finite_array("t", []), "t must hold at least one number; it was empty."),
        (
            lambda: finite_array("t", [[1], [2, 3]]),
            "t must be a number or an array of numbers of one shape; [[1], [2, 3]] was given.",
        ),
        (lambda: increasing("t", [0, 2, 2, 1]), "t must increase from each number to the next; 2 follows 2."),
        (lambda: increasing("t", [[0, 1]]), "t must be a one-dimensional array; its shape was (1, 2)."),
        (lambda: one_of("sex", "x", ("a", "b")), "sex must be one of 'a', 'b'; 'x' was given."),
    ],
)
def test_the_refusal_is_one_plain_sentence(call, sentence):
    with pytest.raises(ValueError, match=f"^{re.escape(sentence)}$"):
        call()
