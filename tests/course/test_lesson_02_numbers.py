"""The numbers in lesson 2 are computed here again, so that text and model cannot drift apart."""

from __future__ import annotations

import jupytext
import numpy as np
import pytest

from securebase.content import content_root
from securebase.figures.attachment_plane import people_in_another_region
from securebase.models import scoring, stability
from securebase.widgets.explorers.attachment_plane import RETESTS


@pytest.fixture(scope="module")
def cells():
    return jupytext.read(content_root() / "lessons" / "02-map.md").cells


@pytest.fixture(scope="module")
def text(cells):
    return " ".join(cell.source.replace("\n", " ") for cell in cells)


def test_how_many_land_elsewhere_with_a_very_steady_instrument(text):
    steady = people_in_another_region(0.95)
    assert f"At .95, which would be a very steady instrument, it is still {steady}." in text
    assert 0.95 in RETESTS, "the handle can stand there"


def test_the_retest_correlations_are_those_of_the_model(text):
    assert (stability.ROMANTIC_RETEST, stability.PARENT_RETEST) == (0.65, 0.80)
    assert "about .65 for romantic partners and .80 for parents" in text


def test_near_the_middle_and_far_in_a_corner(text):
    """The places of the explorer's two presets."""
    near, far = (
        round(100 * (1 - stability.same_quadrant_probability_at(place, 0.65)))
        for place in ((0.15, -0.15), (1.75, 1.75))
    )
    assert f"she lands elsewhere {near} times in 100" in text
    assert f"and it is {far} times" in text


def test_noors_score(text):
    line = scoring.Key((1, 2, 3), frozenset({3}))
    sheet = scoring.Questionnaire(anxiety=scoring.Key((4,), frozenset()), avoidance=line)
    score = sheet.scores({1: 5, 2: 4, 3: 6, 4: 1}).avoidance
    assert sheet.turned(6) == 2
    assert f"The 6 becomes 2, and her score is (5 + 4 + 2) ÷ 3 = {score:.1f}" in text
    assert f"Without the turning it would be {np.mean([5, 4, 6]):.1f}" in text


def test_the_questionnaires_have_as_many_statements_as_it_says(text):
    sizes = [
        len(sheet.anxiety.statements) + len(sheet.avoidance.statements)
        for sheet in (scoring.ECR_R, scoring.ECR_S, scoring.ECR_RS)
    ]
    assert sizes == [36, 12, 9]
    assert "The questionnaires with 36, 12 and 9 statements" in text


@pytest.mark.parametrize(("border", "words"), [("0.0", "The cell gives .53"), ("1.0", "and .71 stay")])
def test_look_inside(cells, text, capsys, border, words):
    (code,) = [cell.source for cell in cells if cell.cell_type == "code" and "retest, border" in cell.source]
    exec(code.replace("0.65, 0.0", f"0.65, {border}"), {})  # noqa: S102 - the lesson's own cell
    assert words in text
    share = float(capsys.readouterr().out)
    assert f"{share:.2f}".lstrip("0") in words
