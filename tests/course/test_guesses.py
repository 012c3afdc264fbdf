"""What a learner is asked to guess is told by the picture that opens, and by no word around the sheet."""

from __future__ import annotations

import re

import explorers
import jupytext
import pytest

from securebase import widgets
from securebase.content import content_root
from securebase.models import cortisol
from securebase.widgets.guesses import Guess

ASKED = [name for name in widgets.EXPLORERS if explorers.sheet(name)]
LESSONS = sorted((content_root() / "lessons").glob("[0-9]*.md"))
# What gives the answer of a guess away beside the number itself.
OTHER_WORDS = {
    "attachment_plane": ["half", "quarter", "24 of 100", "37 of 100"],
    "infant_patterns": ["half of"],
    "learning_lab": ["half of the time"],
    "stress_clock": ["half of what is", "every two minutes", "half-life"],
    "cortisol_after_speech": ["24 minutes", "14 minutes after", "74 minutes"],
}


def answers(name: str) -> list[str]:
    """Return what tells the answer of a sheet, as people may write it; its picture says the first."""
    asked = explorers.sheet(name)
    if not isinstance(asked, Guess):
        ratios = [f"{cortisol.peak(sex=sex).ratio:.1f} times" for sex in ("male", "female")]
        return [*ratios, *OTHER_WORDS[name]]
    answer = abs(asked.answer)
    unit = asked.sheet["unit"].split(" of its")[0].split(" infants")[0]
    numbers = {
        "proximity_thermostat": [f"{answer:.1f}"],
        "cue_reader": [f"{answer:.0f} %"],
        "infant_patterns": [f"{answer:.1f} %", f"{100 - answer:.1f} %"],
        "learning_lab": [f"{answer / 100:.3f}"],
        "old_expectation": [f"{answer:g}"],
        "hot_stove": [f"{answer:.3f}", f"{answer:.1f}"],
    }
    return [*numbers.get(name, []), f"{answer:.0f} {unit}", *OTHER_WORDS.get(name, [])]


def sheets() -> list[tuple[str, str]]:
    """Return every sheet of the lessons that stand: the lesson's file name, and what its cell calls."""
    found = []
    for path in LESSONS:
        for cell in jupytext.read(path).cells:
            called = re.findall(r"^(\w+)\(\)$", cell.source, flags=re.MULTILINE)
            found += [(path.name, name) for name in called if name in ASKED]
    return found


def test_every_sheet_of_the_kit_stands_in_a_lesson():
    assert {name for _, name in sheets()} == set(ASKED)


@pytest.mark.parametrize(("lesson", "name"), sheets())
def test_no_word_of_the_lesson_tells_the_answer_up_to_the_end_of_the_sheets_section(lesson, name):
    page = "\n\n".join(cell.source for cell in jupytext.read(content_root() / "lessons" / lesson).cells)
    before, after = page.split(f"\n{name}()", 1)
    section = before + re.split(r"^## ", after, flags=re.MULTILINE)[0]
    told = [answer for answer in answers(name) if re.search(rf"(?<![\d.]){re.escape(answer)}", section)]
    assert told == []


@pytest.mark.parametrize("name", ASKED)
def test_the_answer_is_nowhere_on_the_page_before_it_is_asked_for_and_in_the_picture_after(name):
    box = explorers.made(name)
    assert len(box.children) == 1
    bundle = {kind: held for kind, held in box._repr_mimebundle_().items() if "widget-view" not in kind}
    page = f"{box.children[0].sheet} {bundle}"
    assert [answer for answer in answers(name) if re.search(rf"(?<![\d.]){re.escape(answer)}", page)] == []
    assert answers(name)[0] in explorers.shown(figure := explorers.opened(name), explorers.start(figure))[1]
