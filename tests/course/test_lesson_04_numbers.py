"""The numbers in lesson 4 are computed here again, so that text and model cannot drift apart."""

from __future__ import annotations

import re
from dataclasses import replace

import jupytext
import numpy as np
import pytest

from securebase.content import content_root
from securebase.figures.stress_clock import TASK_SECONDS, courses
from securebase.models import cortisol
from securebase.widgets import cortisol_after_speech, stress_clock

TASK_MINUTES, PREPARATION_MINUTES = 10, 10


@pytest.fixture(scope="module")
def text():
    notebook = jupytext.read(content_root() / "lessons" / "04-the-first-hour.md")
    return " ".join(cell.source.replace("\n", " ") for cell in notebook.cells)


def explorer():
    box = cortisol_after_speech()
    box._hear(box.children[0], {"kind": "skip"}, [])
    return box.children[1]


def test_the_sentence_says_when_the_peak_is_and_how_long_the_way_down(text):
    """The lesson asks for both, and sends the reader to the sentence beneath the picture."""
    assert "The sentence beneath the picture says both" in text
    minutes = np.arange(cortisol.peak().minute, 180, 0.1)
    above = cortisol.saliva_after_tsst(minutes) > 1.1 * cortisol.baseline()
    assert not above[-1]
    peak, last = cortisol.peak().minute, minutes[above][-1]
    assert peak > TASK_MINUTES
    assert last - peak > peak - TASK_MINUTES, "the way down is longer"
    said = explorer().frame()[1]
    assert f"cortisol peaks {peak:.0f} minutes after the task began" in said
    assert f"by {last:.0f} minutes it is within a tenth of where it began" in said


def test_thirty_to_forty_minutes_is_another_clock(text):
    """Counted from the start of the preparation, ten minutes earlier."""
    assert "“30 to 40 minutes”" in text
    assert 30 < cortisol.peak().minute + PREPARATION_MINUTES < 40


def test_both_groups_share_most_of_the_band():
    """ "Most women and most men lie in a range that both groups share": people within the overlap."""
    minute = np.array([cortisol.peak().minute])
    men = cortisol.individuals_after_tsst(minute)[:, 0]
    women = cortisol.individuals_after_tsst(minute, sex="female")[:, 0]
    low, high = np.quantile(men, 0.1), np.quantile(women, 0.9)
    assert np.mean((men > low) & (men < high)) > 0.5
    assert np.mean((women > low) & (women < high)) > 0.5


def test_the_area_in_quiet_minutes(text):
    men, women = cortisol.stimulus(), cortisol.stimulus(sex="female")
    assert f"as these men make in {men:.0f} quiet minutes, and these women in {women:.0f}" in text


def test_twenty_minutes_on_the_stress_clock(text):
    now = courses(np.array([1200.0]))
    assert f"Adrenaline stands at {100 * float(now.adrenaline[0]):.0f} % of its highest level" in text
    assert float(now.heart_rate[0]) == pytest.approx(float(courses(np.array([0.01])).heart_rate[0]), abs=1)
    assert "which way it is going, although the task has been over for ten minutes" in text
    assert TASK_SECONDS + 600 == 1200
    later = courses(np.array([1200.0, 1260.0])).cortisol
    assert later[1] > later[0] > 0.9


def test_the_hard_days_way_leads_to_a_button_that_is_there(text):
    pressed = re.search(r"press “([^”]+)”, and read the sentence beneath the picture", text)
    assert pressed.group(1) in [preset["label"] for preset in stress_clock().presets]


def test_look_inside(text):
    assert "transit_rate=0.56" in text
    published, quicker = cortisol.FIXED_EFFECTS, replace(cortisol.FIXED_EFFECTS, transit_rate=0.56)
    assert published.transit_rate == 0.2803
    before, after = cortisol.peak(fit=published), cortisol.peak(fit=quicker)
    assert round(before.minute - after.minute) == 6
    assert after.level > before.level
    same = cortisol.area_above_baseline(fit=published)
    assert cortisol.area_above_baseline(fit=quicker) == pytest.approx(same)
