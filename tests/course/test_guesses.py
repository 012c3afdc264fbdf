"""What a learner is asked to guess is told by the picture that opens, and by nothing they meet before."""

from __future__ import annotations

import re

import explorers
import pytest
from lesson_pages import before_and_around, everything, pieces

from securebase import widgets
from securebase.content import content_root
from securebase.models import cortisol, expectations

ASKED = [name for name in widgets.EXPLORERS if explorers.sheet(name)]
LESSONS = sorted((content_root() / "lessons").glob("[0-9]*.md"))
# What gives the answer of a sheet away, beside its number in all the ways to write it. Each sheet has a row.
OTHER_WORDS = {
    "attachment_plane": [
        "to a half",
        "half of people",
        "half of them",
        "nearly half",
        "24 of 100",
        "37 of 100",
    ],
    "cortisol_after_speech": [
        "24 minutes",
        "14 minutes after",
        "74 minutes",
        *(f"{cortisol.peak(sex=sex).ratio:.1f} times" for sex in ("male", "female")),
    ],
    "cue_reader": ["a quarter of", "one in four", "three in four"],
    "hot_stove": [
        "nothing new",
        "protects the belief",
        "hot-stove",
        "and finds out",
        f"{-expectations.hot_stove_bias(**expectations.HOT_STOVE_EXAMPLE):.3f}",
    ],
    "infant_patterns": ["half of them", "nearly half", "more than half"],
    "learning_lab": ["half of the time", "80 of 140", "less than they could"],
    "proximity_thermostat": ["halfway", "is not reached"],
    "stress_clock": ["half of what is", "every two minutes", "half-life"],
    "two_hundred_children": ["66", "34", "one child in three", "often repeats"],
}


def answers(name: str) -> list[str]:
    """Return what tells the answer of a sheet, as people may write it; its picture says one of these."""
    asked = explorers.sheet(name)
    answer = getattr(asked, "answer", None)
    if not isinstance(answer, int | float):
        return OTHER_WORDS[name]
    number, unit = abs(answer), asked.sheet["unit"]
    if unit.startswith("of 100"):
        ways = [f"{part:.0f} {of}" for part in (number, 100 - number) for of in ("of 100", "in 100", "%")]
        ways += [f"{number:.1f} %", f"{number / 100:.2f}", f"{number / 100:.3f}"]
    else:
        units = unit, unit.split(" of ")[0], unit.split()[-1]  # "% of its highest level", "of 80 exchanges"
        ways = [f"{number:.0f} {of}" for of in units]
        ways += [] if number == round(number) else [f"{number:.{1 if number >= 1 else 2}f}"]
    return [*ways, *OTHER_WORDS[name]]


def told(words: list[str], page: str) -> list[str]:
    """Return which of the words stand in a page; a number is not found within a longer one."""
    page = " ".join(page.split()).replace("\N{NO-BREAK SPACE}", " ")
    return [one for one in words if re.search(rf"(?<![\d.,]){re.escape(one)}(?!\d)", page, re.IGNORECASE)]


def sheets() -> list[tuple[str, str]]:
    """Return every sheet of the lessons that stand: the lesson's file name, and what its cell calls."""
    return [(path.name, piece.shows) for path in LESSONS for piece in pieces(path) if piece.shows in ASKED]


def test_every_sheet_of_the_kit_stands_in_a_lesson():
    assert {name for _, name in sheets()} == set(ASKED)


def test_every_sheet_says_which_words_would_give_its_answer_away():
    assert set(OTHER_WORDS) == set(ASKED), "add a row to OTHER_WORDS, or take one away"


@pytest.mark.parametrize(("lesson", "name"), sheets())
def test_nothing_on_the_page_tells_the_answer_up_to_the_end_of_the_sheets_section(lesson, name):
    assert told(answers(name), before_and_around(content_root() / "lessons" / lesson, name)) == []


@pytest.mark.parametrize(("lesson", "name"), sheets())
def test_no_earlier_lesson_tells_the_answer(lesson, name):
    found = {path.name: told(answers(name), everything(path)) for path in LESSONS if path.name < lesson}
    assert {page: words for page, words in found.items() if words} == {}


@pytest.mark.parametrize("name", ASKED)
def test_the_answer_is_nowhere_on_the_page_before_it_is_asked_for_and_in_the_picture_after(name):
    box = explorers.made(name)
    assert len(box.children) == 1
    bundle = {kind: held for kind, held in box._repr_mimebundle_().items() if "widget-view" not in kind}
    assert told(answers(name), f"{box.children[0].sheet} {bundle}") == []
    assert told(answers(name), explorers.shown(figure := explorers.opened(name), explorers.start(figure))[1])
