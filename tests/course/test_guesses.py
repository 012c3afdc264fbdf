"""What a learner is asked to guess is told by the picture that opens, and by no word around the sheet."""

from __future__ import annotations

import re

import jupytext
import numpy as np
import pytest

from securebase import widgets
from securebase.content import content_root
from securebase.figures.attachment_plane import people_in_another_region
from securebase.figures.infant_patterns import shares
from securebase.figures.stress_clock import courses
from securebase.models import cortisol, couples, expectations, inference
from securebase.widgets.prediction import PredictThenLook

LESSONS = sorted((content_root() / "lessons").glob("[0-9]*.md"))


def answers() -> dict[str, list[str]]:
    """Return for each sheet what its picture says, as people may write it."""
    settled = expectations.asymmetric_limit(0.8, 0.1, 0.3)
    elsewhere = people_in_another_region(0.65)
    clock = 100 * float(courses(np.array([1200.0])).cortisol[0])
    return {
        "proximity_thermostat": [f"{couples.closeness_reached(alarm=5.0, answer=0.0):.1f}"],
        "cue_reader": [f"{100 * inference.posterior(0.05, 0.8, 0.3):.0f} %", "12 of 100"],
        "attachment_plane": [f"{elsewhere} of 100", "half"],
        "infant_patterns": [f"{shares()['secure']:.1f} %", f"{100 - shares()['secure']:.1f} %", "half of"],
        "learning_lab": [f"{settled:.3f}", f"{100 * settled:.0f} of 100", "half of the time"],
        "old_expectation": [f"{expectations.interactions_until(0.5, 0.2, 20.0, 0.9):g}"],
        "hot_stove": [f"{abs(expectations.hot_stove_bias(0.5, 2.0)):.1f}"],
        "stress_clock_after_a_guess": [f"{clock:.0f} %", "at its height", "still climbing"],
        "cortisol_after_speech": [
            *(f"{cortisol.peak(sex=sex).ratio:.1f} times" for sex in ("male", "female")),
            *("24 minutes", "14 minutes after", "74 minutes"),
        ],
    }


def sheets() -> list[tuple[str, str]]:
    """Return every sheet of the lessons that stand: the lesson's file name, and what its cell calls."""
    found = []
    for path in LESSONS:
        for cell in jupytext.read(path).cells:
            called = re.findall(r"^(\w+)\(\)$", cell.source, flags=re.MULTILINE)
            found += [(path.name, name) for name in called if name in answers()]
    return found


def opened(name: str):
    box = getattr(widgets, name)()
    assert isinstance(box, PredictThenLook)
    box._hear(box.children[0], {"kind": "skip"}, [])
    return box.children[1]


def test_every_sheet_of_the_kit_is_looked_after():
    made = {name for name in widgets.__all__ if isinstance(_made(name), PredictThenLook)}
    assert made == set(answers())
    assert {name for _, name in sheets()} == made


def _made(name: str):
    explorer = widgets._HOMES[name].startswith("explorers.")
    return getattr(widgets, name)() if explorer else None


@pytest.mark.parametrize(("lesson", "name"), sheets())
def test_no_word_of_the_lesson_tells_the_answer_up_to_the_end_of_the_sheets_section(lesson, name):
    page = "\n\n".join(cell.source for cell in jupytext.read(content_root() / "lessons" / lesson).cells)
    before, after = page.split(f"\n{name}()", 1)
    section = before + re.split(r"^## ", after, flags=re.MULTILINE)[0]
    told = [answer for answer in answers()[name] if re.search(rf"(?<![\d.]){re.escape(answer)}", section)]
    assert told == []


@pytest.mark.parametrize("name", answers())
def test_the_picture_that_opens_says_it(name):
    assert answers()[name][0] in opened(name).frame()[1]
