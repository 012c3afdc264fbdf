"""The numbers in lessons 0 and 1 are computed or looked up here again, so that nothing drifts apart."""

from __future__ import annotations

import contextlib
import io
import re

import jupytext
import pytest

from securebase.content import content_root
from securebase.course.evidence import Grade, load_evidence
from securebase.figures.picture import Badge
from securebase.models.inference import SILENCE_EXAMPLE, posterior
from securebase.widgets import cue_reader
from securebase.widgets.card_files import load_deck


def read(slug):
    return jupytext.read(content_root() / "lessons" / f"{slug}.md")


def words(notebook):
    return " ".join(cell.source.replace("\n", " ") for cell in notebook.cells)


@pytest.fixture(scope="module")
def lesson():
    return read("01-signal")


@pytest.fixture(scope="module")
def text(lesson):
    return words(lesson)


def test_three_silences_after_a_quarrel(lesson, text):
    (cell,) = (cell for cell in lesson.cells if "for evening in" in cell.source)
    printed = {}
    for false_alarm in ("0.3", "0.6"):
        out = io.StringIO()
        with contextlib.redirect_stdout(out):
            exec(cell.source.replace("false_alarm=0.3", f"false_alarm={false_alarm}"), {})  # noqa: S102 - the lesson's own cell
        printed[false_alarm] = re.findall(r"evening \d: (\d+) of 100", out.getvalue())
    assert f"the chance climbs from 20 to {printed['0.3'][-1]} of 100" in text
    assert f"In a busy week it comes to {printed['0.6'][-1]}." in text
    assert "with 20 of 100 to start from, and three silent evenings" in text
    assert "belief = 0.2" in cell.source


def test_the_answer_to_the_guess_is_nowhere_on_the_page(text):
    right = 100 * posterior(**SILENCE_EXAMPLE)
    assert re.findall(rf"\b(?:{right:.0f}|{right:.1f})(?: %| of 100)|\.123|8 of (?:these )?65", text) == []
    assert cue_reader().children[1:] == ()


@pytest.mark.parametrize(
    ("claim", "figures"),
    [
        (9, ["r = .25", "22,914 pairs of child and caregiver"]),
        (1, ["r = .31", ".47 first reported"]),
        (4, ["In 16 women", "110 people"]),
    ],
)
def test_figures_of_studies_are_those_of_the_evidence_file(text, claim, figures):
    nuance = load_evidence()[claim].nuance
    for figure in figures:
        assert figure in text
        number = re.search(r"[\d.,]*\d", figure)[0]
        assert number in nuance, figure


def test_as_many_scenes_and_scenes_that_fit_twice_as_the_lesson_says(text):
    cards = load_deck("secure-base-safe-haven")["cards"]
    assert len(cards) == 12
    assert "Here are twelve scenes" in text
    assert sum(len(card["fits"]) == 2 for card in cards) == 2
    assert "Two of the scenes fit in two places." in text


def test_lesson_0_explains_every_badge_and_every_grade_in_the_words_of_the_code():
    start = words(read("00-start-here"))
    for grade in Grade:
        assert f"**{grade.capitalize()}**: {grade.meaning}." in start
    shown = re.search(r"badge\(([^)]*)\)", start)[1]
    assert re.findall(r'"(\w+)"', shown) == [badge.name for badge in Badge]
