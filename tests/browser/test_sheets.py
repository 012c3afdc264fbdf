"""Saying what one expects: a number by handle or field; a curve by keys, by pointer or by fields."""

from __future__ import annotations

import pytest
from own_kernel import show
from playwright.sync_api import expect

from securebase.widgets import cortisol_after_speech, cue_reader, hot_stove
from securebase.widgets.guesses import Guess


@pytest.fixture
def sheet_of(blank_page):
    """Show the sheet of a picture: ``sheet_of(box)``."""
    return lambda box: show(blank_page, box.children[0])


def test_handle_and_field_of_a_guess_follow_each_other(sheet_of):
    sheet = sheet_of(cue_reader())
    handle, field = sheet.get_by_role("slider"), sheet.get_by_role("textbox")
    expect(handle).to_have_attribute("aria-valuetext", "no guess yet")
    handle.press("ArrowRight")
    assert (handle.get_attribute("aria-valuetext"), field.input_value()) == ("51 of 100", "51")
    field.fill("80")
    expect(handle).to_have_attribute("aria-valuetext", "80 of 100")
    field.fill("")
    expect(handle).to_have_attribute("aria-valuetext", "no guess yet")


@pytest.mark.parametrize(
    ("picture", "typed", "said"),
    [
        (cue_reader, "two hundred", "“two hundred” cannot be read as one number."),
        (cue_reader, "101", "“101” is not from 0 to 100."),
        (cue_reader, "", "Move the handle or type a number first."),
    ],
)
def test_a_guess_that_is_no_number_of_the_scale_gets_a_sentence_and_opens_nothing(
    sheet_of, picture, typed, said
):
    box = picture()
    sheet = sheet_of(box)
    sheet.get_by_role("textbox").fill(typed)
    sheet.get_by_role("button", name="Look").press("Enter")
    expect(sheet.get_by_role("status")).to_contain_text(said, use_inner_text=True)
    assert len(box.children) == 1


def below_zero():
    """Return a sheet for a number that may lie below zero; no lesson asks for one at present."""
    words = dict.fromkeys(("title", "question", "label", "told", "if_near", "if_more", "if_fewer"), "Where?")
    return Guess(unit="on this scale", span=(-1.5, 1.5, 0.05), answer=0, near=0.1, **words)


def test_a_guess_below_zero_by_comma_and_either_minus(blank_page):
    for typed in ("−0,2", "-0.2"):
        sheet = show(blank_page, below_zero())
        sheet.get_by_role("textbox").fill(typed)
        sheet.get_by_role("textbox").press("Enter")
        sheet.get_by_text("You guessed −0.2 on this scale.").wait_for()


def test_a_handle_below_zero_is_written_with_a_true_minus(blank_page):
    sheet = show(blank_page, below_zero())
    for _ in range(5):
        sheet.get_by_role("slider").press("ArrowLeft")
    expect(sheet.get_by_role("textbox")).to_have_value("−0.25")


def test_a_choice_is_made_by_keys_and_only_then_opens_the_picture(sheet_of):
    box = hot_stove()
    sheet = sheet_of(box)
    sheet.get_by_role("button", name="Look").press("Enter")
    expect(sheet.get_by_role("status")).to_have_text("Choose one first. A guess that misses is fine.")
    assert len(box.children) == 1
    sheet.get_by_role("radio", name="Below the truth").focus()
    sheet.page.keyboard.press("Space")
    sheet.page.keyboard.press("ArrowDown")
    expect(sheet.get_by_role("radio", name="At the truth")).to_be_checked()
    sheet.get_by_role("button", name="Look").press("Enter")
    sheet.get_by_text("The picture is below.").wait_for()
    assert "for those who go on having them" in box.children[1].remark
    expect(sheet.get_by_role("radio", name="At the truth")).to_be_hidden()


@pytest.mark.parametrize("picture", [cue_reader, hot_stove, cortisol_after_speech])
def test_a_prediction_can_be_skipped_and_then_nothing_is_said_to_it(sheet_of, picture):
    box = picture()
    sheet = sheet_of(box)
    sheet.get_by_role("button", name="Skip the prediction").press("Enter")
    sheet.get_by_text("below.").wait_for()
    expect(sheet.get_by_role("button", name="Skip the prediction")).to_be_hidden()
    assert box.children[1].remark == ""


def test_a_curve_is_drawn_by_keys(sheet_of):
    box = cortisol_after_speech()
    sheet = sheet_of(box)
    handle = sheet.get_by_role("slider", name="20 minutes")
    for _ in range(4):
        handle.press("PageUp")
    expect(handle).to_have_attribute("aria-valuetext", "3.0 times the start")
    handle.press("ArrowRight")
    assert sheet.evaluate("() => document.activeElement.getAttribute('aria-label')") == "30 minutes"
    sheet.get_by_role("button", name="Look at the data").press("Enter")
    sheet.get_by_text("The data are below.").wait_for()
    assert "You placed the peak at 20 minutes, close to where the data have it" in box.children[1].remark
    assert "You expected 3.0 times the starting level; the men reached 2.6 times" in box.children[1].remark


def test_a_curve_is_drawn_by_pointer_or_typed(sheet_of):
    sheet = sheet_of(cortisol_after_speech())
    mouse, drawing = sheet.page.mouse, sheet.locator("svg")
    drawing.scroll_into_view_if_needed()
    box = drawing.bounding_box()
    mouse.move(box["x"] + 0.2 * box["width"], box["y"] + 0.4 * box["height"])
    mouse.down()
    mouse.move(box["x"] + 0.98 * box["width"], box["y"] + 0.4 * box["height"], steps=6)
    mouse.up()
    heights = {handle.get_attribute("aria-valuetext") for handle in sheet.get_by_role("slider").all()[3:8]}
    assert len(heights) == 1
    assert heights != {"1.0 times the start"}
    sheet.get_by_text("Type the numbers instead").click()
    field = sheet.get_by_role("spinbutton", name="45 minutes")
    field.fill("9")
    field.blur()
    expect(field).to_have_value("6.0")  # the sheet's highest
    field.fill("2.4")
    field.blur()
    handle = sheet.get_by_role("slider", name="45 minutes")
    expect(handle).to_have_attribute("aria-valuetext", "2.4 times the start")
