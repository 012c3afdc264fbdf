"""Lesson 3 as a learner meets it: four guesses by keyboard, five pictures moved, in both themes."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

LESSON = "lessons/03-history.md"


@pytest.fixture(scope="module")
def opened(shared_reader):
    shared_reader.open(LESSON)
    shared_reader.run_all()
    return shared_reader


@pytest.fixture
def lesson(opened):
    opened.complaints.clear()
    return opened


def all_that_stands_there(lesson) -> str:
    """Return what is kept, and what can be read."""
    return lesson.stored() + lesson.page.locator("body").inner_text()


def figure(lesson, title):
    """Return a live picture by its heading, in view and drawn."""
    found = lesson.page.locator(".sb-live").filter(has=lesson.page.get_by_role("heading", name=title))
    found.wait_for()
    found.scroll_into_view_if_needed()
    lesson.page.wait_for_function(
        "element => element.querySelector('img').naturalWidth > 0", arg=found.element_handle()
    )
    return found


def says(lesson, found, words):
    twin = found.locator(".sb-twin").element_handle()
    lesson.page.wait_for_function("([e, words]) => e.textContent.includes(words)", arg=[twin, words])


def guess(lesson, number, title, value):
    sheet = lesson.page.locator(".sb-guess").nth(number)
    sheet.scroll_into_view_if_needed()
    lesson.screenshots(f"lesson-03-guess-{number}", sheet)
    sheet.get_by_role("textbox").focus()
    lesson.page.keyboard.type(value)
    lesson.page.keyboard.press("Enter")
    return figure(lesson, title)


def test_the_infants_come_after_a_guess_that_stands_among_them(lesson):
    assert "14.7 % avoidant" not in lesson.stored()
    shown = guess(lesson, 0, "A hundred infants", "70")
    expect(shown.locator(".sb-live-remark")).to_contain_text("you had 18 more")
    says(lesson, shown, "51.6 % secure")
    shown.get_by_label("disorganised").check()
    says(lesson, shown, "23.5 of 100 infants")
    lesson.screenshots("lesson-03-infants", shown)
    assert lesson.complaints == []


def test_the_lab_learns_after_a_guess_and_follows_keys_and_presets(lesson):
    shown = guess(lesson, 1, "The learning lab", "80")
    expect(shown.locator(".sb-live-remark")).to_contain_text("you were 23 above")
    says(lesson, shown, "settles at 0.571 on average")
    lesson.screenshots("lesson-03-lab", shown)
    shown.get_by_role("slider", name="A silence moves it").focus()
    for _ in range(4):
        lesson.page.keyboard.press("ArrowLeft")
    says(lesson, shown, "which is what is true")
    shown.get_by_role("button", name="“It must be me”").press("Enter")
    says(lesson, shown, "“Am I worth answering?” settles at 0.571")
    lesson.screenshots("lesson-03-lab-me", shown)
    assert lesson.complaints == []


def test_how_long_the_old_holds_is_shown_after_a_guess(lesson):
    assert "takes 15" not in all_that_stands_there(lesson)
    old = guess(lesson, 2, "How long an old expectation holds", "30")
    expect(old.locator(".sb-live-remark")).to_contain_text("on average it takes 15, which is 15 fewer")
    says(lesson, old, "it takes 15 exchanges")
    lesson.screenshots("lesson-03-old", old)
    old.get_by_role("button", name="Very firmly held").press("Enter")
    says(lesson, old, "it takes 37.5 exchanges")
    assert lesson.complaints == []


def test_where_staying_away_leads_is_shown_after_a_guess_that_may_lie_below_0(lesson):
    assert "0.44" not in all_that_stands_there(lesson)
    sheet = lesson.page.locator(".sb-guess").nth(3)
    sheet.scroll_into_view_if_needed()
    sheet.get_by_role("textbox").fill("−2")
    sheet.get_by_role("button", name="Look").press("Enter")
    sheet.get_by_text("“−2” is no number from −1.5 to 1.5.").wait_for()
    sheet.get_by_role("slider").focus()
    for _ in range(5):
        lesson.page.keyboard.press("ArrowLeft")
    expect(sheet.get_by_role("textbox")).to_have_value("−0.25")
    sheet.get_by_role("textbox").fill("")
    stove = guess(lesson, 3, "Staying away keeps a belief safe", "−0,2")
    sheet.get_by_text("You guessed −0.2 on this scale. The picture is below.").wait_for()
    expect(stove.locator(".sb-live-remark")).to_contain_text("which is 0.24 lower")
    says(lesson, stove, "in the long run it is −0.441")
    lesson.screenshots("lesson-03-stove", stove)
    stove.get_by_role("slider", name="How strongly a bad impression keeps away").focus()
    lesson.page.keyboard.press("Home")
    says(lesson, stove, "in the long run it is 0.000")
    assert lesson.complaints == []


def test_the_two_hundred_children_are_moved_by_keyboard(lesson):
    children = figure(lesson, "Two hundred children")
    says(lesson, children, "With r = 0.31, 66 of 100")
    lesson.screenshots("lesson-03-children", children)
    children.get_by_role("button", name="If childhood decided").press("Enter")
    says(lesson, children, "No study has found anything near it")
    assert lesson.complaints == []


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_finds_nothing_serious_in_the_pictures(lesson, serious_findings, theme):
    lesson.use_theme(theme)
    lesson.page.set_viewport_size({"width": 1280, "height": 2600})
    try:
        for title in ("The learning lab", "Two hundred children"):
            figure(lesson, title)
            assert serious_findings(lesson.page) == []
    finally:
        lesson.page.set_viewport_size({"width": 1280, "height": 900})
        lesson.use_theme("light")


def test_the_page_reads_well(lesson):
    """Keep pictures of the practice and the private questions, for a person to look at."""
    practice = lesson.page.get_by_role("heading", name="Try it: name, origin, new response")
    practice.scroll_into_view_if_needed()
    assert lesson.page.get_by_role("button", name="Begin").count() >= 1
    lesson.screenshots("lesson-03-practice", practice)
    question = lesson.page.locator('[data-prompt="03-rule-and-evidence"]')
    question.scroll_into_view_if_needed()
    lesson.screenshots("lesson-03-question", question)
    assert lesson.complaints == []
