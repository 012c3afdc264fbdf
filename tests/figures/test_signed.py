"""Numbers with a minus sign."""

from __future__ import annotations

import pytest

from securebase.figures.signed import Signed


@pytest.mark.parametrize(
    ("number", "spec", "words"),
    [
        (-1.5162, "+.3f", "−1.516"),
        (1.1948, "+.3f", "+1.195"),
        (0.0, "+.2f", "0.00"),
        (-0.0001, ".3f", "0.000"),
        (0.25, ".2f", "0.25"),
        (-20, "g", "−20"),
    ],
)
def test_a_number_is_written_as_people_print_it(number, spec, words):
    assert format(Signed(number), spec) == words
