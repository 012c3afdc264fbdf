"""Twelve statements for two people, in lesson 2: counted in the page, and kept nowhere."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

LESSON = "lessons/02-map.md"
CANARY = "kestrel"


@pytest.fixture(scope="module")
def opened(shared_reader):
    shared_reader.open(LESSON)
    shared_reader.run_all()
    return shared_reader


@pytest.fixture
def lesson(opened):
    opened.complaints.clear()
    return opened


def test_two_relationships_are_answered_in_the_page_alone(lesson):
    page = lesson.page
    card = page.locator('[data-prompt="02-two-relationships"]')
    card.scroll_into_view_if_needed()
    card.get_by_label("First relationship").fill(CANARY)
    picks = card.get_by_role("combobox")
    expect(picks).to_have_count(24)
    first = card.get_by_role(
        "combobox", name=f"When a reply takes a long time, I keep looking at my phone. {CANARY}"
    )
    first.focus()
    page.keyboard.press("ArrowDown")
    expect(first).to_have_value("1")
    # Half of each six are turned: who answers 7 to everything, or 1, comes out in the middle.
    for at in range(24):
        picks.nth(at).select_option("1" if at % 2 else "7")
    worry = card.locator(".sb-two-line").first
    assert worry.locator(".sb-two-said").all_text_contents() == ["4.0", "4.0"]
    for at in range(0, 24, 4):  # all statements about worry, for the first relationship
        picks.nth(at).select_option("1" if at in (4, 12, 20) else "7")
    assert worry.locator(".sb-two-said").all_text_contents() == ["7.0", "4.0"]
    lesson.screenshots("lesson-02-statements", card)
    assert CANARY not in lesson.stored()
    card.get_by_role("button", name="Not today").click()
    card.get_by_text("That is an answer too.").wait_for()
    assert lesson.complaints == []


def test_a_turned_statement_lowers_the_point(lesson):
    page = lesson.page
    card = page.locator('[data-prompt="02-two-relationships"]')
    card.get_by_role("button", name="Open the box again").click()
    said = card.locator(".sb-two-said").first
    before = float(said.text_content())
    turned = card.get_by_role("combobox", name="When we disagree, I go to sleep sure").first
    turned.select_option("1")
    high = float(said.text_content())
    turned.select_option("7")
    assert float(said.text_content()) == pytest.approx(high - 1, abs=0.05)
    assert high >= before
    for pick in card.get_by_role("combobox").all()[::2]:
        pick.select_option("")
    expect(said).to_have_text("not enough answers yet")


def test_axe_finds_nothing_serious(lesson, serious_findings):
    page = lesson.page
    page.set_viewport_size({"width": 1280, "height": 2600})
    page.locator('[data-prompt="02-two-relationships"]').scroll_into_view_if_needed()
    assert serious_findings(page) == []
    lesson.use_theme("dark")
    assert serious_findings(page, "color-contrast") == []
