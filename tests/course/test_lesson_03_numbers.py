"""The numbers in lesson 3 are computed here again, so that text and model cannot drift apart."""

from __future__ import annotations

import re

import jupytext
import pytest
import yaml

from securebase import datasets
from securebase.content import content_root
from securebase.figures.two_hundred_children import POOLED, whole_rates
from securebase.models import expectations
from securebase.widgets import old_expectation


@pytest.fixture(scope="module")
def cells():
    return jupytext.read(content_root() / "lessons" / "03-history.md").cells


@pytest.fixture(scope="module")
def text(cells):
    words = " ".join(cell.source.replace("\n", " ") for cell in cells)
    assert words.count("0.571") == 1
    return words


@pytest.fixture(scope="module")
def quick_check():
    checks = yaml.safe_load((content_root() / "assets" / "quick-checks" / "03-history.yml").read_text())
    return str(checks["questions"])


def test_where_an_expectation_settles_when_a_silence_weighs_three_times(text, quick_check):
    settles = expectations.asymmetric_limit(0.8, 0.1, 0.3)
    assert f"at {settles:.3f}" in quick_check
    assert round(settles, 2) == 0.57
    blamed = expectations.two_expectation_limits(0.8, rise=0.1, fall=0.3, self_blame=1.0)
    reliable = f"{blamed.other:.3f}"
    assert f"wholly reliable, at {reliable}" in text
    assert "settles where the trust in the other had settled before" in text
    assert blamed.self_worth == pytest.approx(settles)


def test_how_long_an_old_expectation_holds(quick_check):
    lightly, firmly = (expectations.interactions_until(0.5, 0.2, strength, 0.9) for strength in (5.0, 20.0))
    assert f"{firmly:g} in place of {lightly:g}" in quick_check
    assert firmly / lightly == pytest.approx(4)


def test_the_five_minute_way_names_buttons_that_are_there(text):
    (way,) = re.findall(r"\*\*The five-minute way.*?That is the lesson\.", text)
    skip, *presets = re.findall("“([^”]+)”", way)
    box = old_expectation()
    assert f'"{skip}"' in str(box.children[0]._esm)
    box._hear(box.children[0], {"kind": "skip"}, [])
    assert set(presets) < {preset["label"] for preset in box.children[1].presets}


def test_a_correlation_as_two_rates(text, quick_check):
    columns = datasets.load("attachment_transmission").columns
    pooled, before = columns["r"][0], columns["earlier_r"][0]
    assert pooled == POOLED
    assert f"lesson 1: r = {pooled:.2f}, down from {before:.2f}, and".replace("0.", ".") in text
    with_it, without = whole_rates(POOLED)
    assert text.count(f"{with_it} of 100 against {without} of 100") == 2
    assert f"{with_it} of 100 against {without} of 100" in quick_check
    assert without == pytest.approx(100 / 3, abs=1)  # "in about one child of three it does not"


def test_look_inside(cells, text):
    code = next(cell.source for cell in cells if cell.source.startswith("expectation = 0.5"))
    (as_written,) = re.findall(r"ends at ([\d.]+), and not", text)
    ((silences_last, silences_first),) = re.findall(
        r"at the end of the ten, and it stops at ([\d.]+); put them first, and it is ([\d.]+)\.", text
    )
    assert last_printed(code) == float(as_written)
    assert last_printed(reordered(code, "1, 1, 1, 1, 1, 1, 1, 1, 0, 0")) == float(silences_last)
    assert last_printed(reordered(code, "0, 0, 1, 1, 1, 1, 1, 1, 1, 1")) == float(silences_first)


def reordered(code, answers):
    changed = re.sub(r"\[[^]]*\]", f"[{answers}]", code)
    assert changed != code
    return changed


def last_printed(code):
    names: dict[str, object] = {}
    exec(code.replace("print(", "last = ("), names)  # noqa: S102 - the lesson's own cell
    return names["last"]
