"""What is right in exercise 4 is what was published; how it is marked stands in test_proof_table.py."""

from __future__ import annotations

import pytest

from securebase.exercises.sheet import load_sheet

SHEET = load_sheet("04-the-first-hour")
PARTS = SHEET.questions


def test_the_published_figures_are_what_is_right():
    assert PARTS["peak-minute"].right == pytest.approx(23.8, abs=0.1)
    assert PARTS["peak-minute"].tolerance == 0.5
    assert PARTS["peak-ratio"].right == pytest.approx({"men": 2.61, "women": 1.80}, abs=0.005)
    assert PARTS["added-minutes"].right == pytest.approx({"men": 55.74, "women": 27.8}, abs=0.05)
    assert PARTS["near-rest"].right == ["vagus", "sympathetic", "adrenaline"]
    assert PARTS["outside-band"].right == pytest.approx(20, abs=0.1)
    assert SHEET.points == 20


def test_two_badges_that_changed_places_have_a_hint_of_their_own():
    assert {"data-model", "illustrative-model", "data-illustrative"} <= set(PARTS["badges"].hints)
