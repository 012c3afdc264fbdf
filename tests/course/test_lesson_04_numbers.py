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
from securebase.widgets import stress_clock

TASK_MINUTES = 10


@pytest.fixture(scope="module")
def text():
    notebook = jupytext.read(content_root() / "lessons" / "04-the-first-hour.md")
    return " ".join(cell.source.replace("\n", " ") for cell in notebook.cells)


def test_the_peak_and_how_long_after_the_task(text):
    minute = round(cortisol.peak().minute)
    assert f"{minute} minutes after the task began, {minute - TASK_MINUTES} minutes after it was over" in text


def test_how_long_the_way_down_is(text):
    minutes = np.arange(cortisol.peak().minute, 180, 0.1)
    above = cortisol.saliva_after_tsst(minutes) > 1.1 * cortisol.baseline()
    assert not above[-1]
    last = minutes[above][-1]
    assert f"only after {last:.0f} minutes is the men's mean within a tenth of where it began" in text


def test_how_high_the_two_groups_rise(text):
    men, women = cortisol.peak().ratio, cortisol.peak(sex="female").ratio
    assert f"the men reached {men:.1f} times their starting level and the women {women:.1f} times" in text


def test_the_band_at_the_peak(text):
    low, high = cortisol.spread_between_people(np.array([cortisol.peak().minute]), coverage=0.8)
    assert f"80 of 100 men anywhere between {low[0]:.0f} and {high[0]:.0f} nmol/L" in text


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
    assert "Cortisol is still climbing then, although the task has been over for ten minutes" in text
    assert TASK_SECONDS + 600 == 1200
    later = courses(np.array([1200.0, 1260.0])).cortisol
    assert later[1] > later[0] > 0.9
    assert f"{100 * later[0]:.0f} %" not in text, "a guess asks for it"


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
