"""Lessons 0 and 1 as a learner meets them: a curve to move at once, a guess before a picture, by keyboard."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

START, LESSON = "lessons/00-start-here.md", "lessons/01-signal.md"


@pytest.fixture(scope="module")
def start(shared_reader):
    shared_reader.open(START)
    shared_reader.run_all()
    return shared_reader


@pytest.fixture(scope="module")
def lesson(start):
    """The reader of lesson 0, gone on to lesson 1: what is asked of the start comes first in this file."""
    start.page.set_viewport_size({"width": 1280, "height": 900})
    start.open(LESSON)
    start.run_all()
    return start


def in_view(locator):
    locator.first.wait_for(timeout=60_000)
    locator.first.scroll_into_view_if_needed()
    return locator.first


def outputs(page) -> str:
    return page.evaluate("() => JSON.stringify(window.jupyterapp.shell.currentWidget.context.model.toJSON())")


def test_the_first_thing_on_the_first_page_is_a_curve_to_move(start, keyboard):
    page = start.page
    figure = in_view(page.locator(".sb-live"))
    assert figure.bounding_box()["y"] < 900, "it stands on the first screen"
    handle = figure.get_by_role("slider", name="Time since the task began")
    keyboard.tab_to(handle)
    for _ in range(3):
        page.keyboard.press("ArrowRight")
    words = figure.locator(".sb-twin")
    page.wait_for_function("e => e.textContent.startsWith('15 s after')", arg=words.element_handle())
    start.screenshot("lesson-0-top")
    assert start.complaints == []


def test_no_code_is_in_sight_on_the_first_page(start):
    expect(start.page.locator(".jp-CodeCell .cm-content").filter(visible=True)).to_have_count(0)


def test_the_start_leads_to_the_page_for_those_who_come_from_the_articles(start):
    page = start.page
    link = in_view(page.get_by_role("link", name="If you came from the articles"))
    link.click()
    in_view(page.get_by_role("heading", name="If you came from the articles"))
    page.get_by_text("How sure, and of what").first.wait_for()
    start.screenshot("from-the-articles")
    assert start.complaints == []


THERMOSTAT = {
    "title": "How near does the alarm bring them?",
    "guess": "8",
    "remark": "You guessed 8; the model comes to 5.6.",
    "twin": "has come to 5.6",
    "answers": ["come to 5.6", "comes to 5.6"],
}
CUES = {
    "title": "No answer tonight: how often is it rejection?",
    "guess": "80",
    "remark": "You guessed 80 of 100; here it is 12.",
    "twin": "On 8 of these 65",
    "answers": ["8 of these 65", "12 %", "here it is 12"],
}


@pytest.mark.parametrize("asked", [THERMOSTAT, CUES], ids=["thermostat", "cue-reader"])
def test_a_guess_by_keyboard_opens_its_picture_and_nothing_stands_there_before(lesson, keyboard, asked):
    page = lesson.page
    guess = page.locator(".sb-guess").filter(has_text=asked["title"])
    in_view(guess)
    everything = page.locator("body").inner_text() + outputs(page)
    assert [answer for answer in asked["answers"] if answer in everything] == []

    keyboard.press(keyboard.into(guess).get_by_role("button", name="Look"))
    page.get_by_text("Move the handle or type a number first.").first.wait_for()
    field = guess.get_by_role("textbox")
    page.keyboard.press("Shift+Tab")
    expect(field).to_be_focused()
    page.keyboard.type(asked["guess"])
    page.keyboard.press("Enter")
    shown = page.locator(".sb-live").filter(has_text=asked["remark"])
    in_view(shown)
    page.wait_for_function(
        "([e, words]) => e.querySelector('.sb-twin').textContent.includes(words)",
        arg=[shown.element_handle(), asked["twin"]],
    )
    expect(guess.get_by_role("slider")).to_be_hidden()
    expect(guess.get_by_role("button", name="Look")).to_be_hidden()
    lesson.screenshot(f"lesson-1-guess-of-{asked['guess']}")
    assert lesson.complaints == []


def test_a_number_that_is_none_is_answered_with_a_sentence(lesson):
    lesson.run_all()
    page = lesson.page
    guess = page.locator(".sb-guess").filter(has_text="No answer tonight")
    in_view(guess)
    guess.get_by_role("textbox").fill("two hundred")
    guess.get_by_role("button", name="Look").click()
    guess.get_by_text("“two hundred” is no number from 0 to 100.").wait_for()
    guess.get_by_role("slider").focus()
    page.keyboard.press("ArrowRight")
    expect(guess.get_by_role("slider")).to_have_attribute("aria-valuetext", "51 of 100")
    expect(guess.get_by_role("textbox")).to_have_value("51")


def test_a_guess_can_be_skipped_and_axe_finds_nothing_serious(lesson, serious_findings):
    page = lesson.page
    lesson.run_all()
    for title in ("How near does the alarm", "No answer tonight"):
        guess = page.locator(".sb-guess").filter(has_text=title)
        in_view(guess).get_by_role("button", name="Skip the prediction").click()
        guess.get_by_text("The picture is below.").wait_for()
    page.set_viewport_size({"width": 1280, "height": 12_000})
    page.locator(".sb-live").nth(1).wait_for()
    assert serious_findings(page) == []
    lesson.use_theme("dark")
    assert serious_findings(page) == []
    assert lesson.complaints == []
