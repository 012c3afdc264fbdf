"""Lesson 4 as a learner meets it: opened by its address, run, moved by keyboard, reloaded."""

from __future__ import annotations

import base64
import io
import re
from itertools import product

import numpy as np
import pytest
from PIL import Image
from playwright.sync_api import expect
from waiting import begins

LESSON = "lessons/04-the-first-hour.md"

# The colour of a picture's upper left corner, as the browser decoded it.
CORNER = """image => {
    const canvas = document.createElement('canvas');
    canvas.width = canvas.height = 1;
    const drawing = canvas.getContext('2d');
    drawing.drawImage(image, 0, 0, 1, 1, 0, 0, 1, 1);
    return [...drawing.getImageData(0, 0, 1, 1).data];
}"""


@pytest.fixture(scope="module")
def opened(shared_reader):
    shared_reader.open(LESSON)
    return shared_reader


@pytest.fixture
def lesson(opened):
    """The lesson, run anew from top to bottom, in one browser page for all tests of this file."""
    opened.complaints.clear()
    opened.use_theme("light")
    opened.run_all()
    return opened


def clock(page):
    """Bring the stress clock into view, its guess skipped, and wait for its picture."""
    guess = page.locator(".sb-guess").first
    guess.scroll_into_view_if_needed()
    skip = guess.get_by_role("button", name="Skip the prediction")
    if skip.is_visible():
        skip.click()
    figure = page.locator(".sb-live").first
    figure.scroll_into_view_if_needed()
    page.wait_for_function(
        "element => element.querySelector('img').naturalWidth > 0", arg=figure.element_handle()
    )
    return figure


def sheet(page):
    prediction = page.locator(".sb-prediction")
    prediction.scroll_into_view_if_needed()
    return prediction


def outputs(page) -> str:
    """Return everything that the notebook's outputs and the kernel's widget states hold, as text."""
    return page.evaluate("""async () => {
        const panel = window.jupyterapp.shell.currentWidget;
        return JSON.stringify(panel.context.model.toJSON());
    }""")


def test_the_clock_is_entered_by_a_guess_and_its_answer_is_nowhere_before(lesson, keyboard):
    page = lesson.page
    guess = page.locator(".sb-guess").first
    guess.scroll_into_view_if_needed()
    everything = page.locator("body").inner_text() + outputs(page)
    assert [answer for answer in ("is 95 %", "at 95 %") if answer in everything] == []
    expect(page.locator(".sb-live")).to_have_count(0)

    keyboard.press(keyboard.into(guess).get_by_role("button", name="Look"))
    page.get_by_text("Move the handle or type a number first.").first.wait_for()
    page.keyboard.press("Shift+Tab")
    page.keyboard.type("30")
    lesson.screenshot("stress-clock-guess")
    page.keyboard.press("Enter")
    figure = page.locator(".sb-live").filter(has_text="You guessed 30 % of its rise; in the model it is 95 %")
    figure.wait_for()
    figure.scroll_into_view_if_needed()
    page.wait_for_function(
        "e => e.querySelector('.sb-twin').textContent.includes('cortisol in saliva at 95 % of its rise')",
        arg=figure.element_handle(),
    )
    expect(guess.get_by_role("button", name="Look")).to_be_hidden()
    lesson.screenshot("stress-clock-guessed")
    assert lesson.complaints == []


def test_the_stress_clock_follows_the_keyboard(lesson):
    figure = clock(lesson.page)
    image, words = figure.locator("img"), figure.locator(".sb-twin")
    figure.get_by_role("button", name="The first breath").click()
    lesson.page.wait_for_function("e => e.textContent.startsWith('4 s after')", arg=words.element_handle())
    before = image.get_attribute("src")
    expect(image).to_have_attribute("alt", words.text_content())
    figure.get_by_role("slider", name="Time since the task began").focus()
    for _ in range(4):
        lesson.page.keyboard.press("ArrowRight")
    lesson.page.wait_for_function(
        "words => words.textContent.startsWith('15 s after the task began')", arg=words.element_handle()
    )
    expect(image).not_to_have_attribute("src", before)
    expect(image).to_have_attribute("alt", words.text_content())
    lesson.screenshot("stress-clock")
    # Said to a screen reader once the handle rests.
    spoken = figure.get_by_role("status").last
    lesson.page.wait_for_function("e => e.textContent.startsWith('15 s')", arg=spoken.element_handle())
    assert lesson.complaints == []


def test_a_preset_and_reset_move_the_handle(lesson):
    figure = clock(lesson.page)
    handle = figure.get_by_role("slider")
    figure.get_by_role("button", name="The task ends").click()
    expect(handle).to_have_attribute("aria-valuetext", "10 min")
    figure.get_by_role("button", name="Reset").click()
    expect(handle).to_have_attribute("aria-valuetext", "20 min")


def test_after_a_fast_drag_the_picture_shows_the_last_position(lesson):
    figure = clock(lesson.page)
    handle = figure.get_by_role("slider")
    last = int(handle.get_attribute("max"))
    handle.evaluate(
        """(input, last) => {
        for (let at = 0; at <= last; at += 1) {
            input.value = at;
            input.dispatchEvent(new Event('input', { bubbles: true }));
        }
    }""",
        last,
    )
    words = figure.locator(".sb-twin")
    lesson.page.wait_for_function("e => e.textContent.startsWith('3 h after')", arg=words.element_handle())
    expect(handle).to_have_attribute("aria-valuetext", "3 h")
    assert lesson.complaints == []


def test_reloading_leaves_no_dead_widget_and_no_error(lesson):
    clock(lesson.page)
    lesson.save()
    lesson.reload()
    text = lesson.page.locator(".jp-Notebook").text_content()
    assert "Error displaying widget" not in text
    assert "Loading widget" not in text
    lesson.run_all()
    expect(clock(lesson.page).locator(".sb-twin")).to_have_text(begins("20 min after the task began"))
    assert lesson.complaints == []


def test_the_data_stay_away_until_a_prediction_is_made(lesson):
    page = lesson.page
    prediction = sheet(page)
    published = re.compile(r"25\.6|18\.1|17\.3|group means of 100")
    assert not published.search(outputs(page))
    expect(page.locator(".sb-live")).to_have_count(0)
    expect(page.get_by_text("mean of 100 men")).to_have_count(0)

    # By keyboard alone: to the handle at 20 minutes, up to three times the start, and look.
    handle = prediction.get_by_role("slider", name="20 minutes")
    handle.focus()
    for _ in range(4):
        page.keyboard.press("PageUp")
    expect(handle).to_have_attribute("aria-valuetext", "3.0 times the start")
    page.keyboard.press("ArrowRight")
    assert page.evaluate("() => document.activeElement.getAttribute('aria-label')") == "30 minutes"
    lesson.screenshot("prediction")
    prediction.get_by_role("button", name="Look at the data").focus()
    page.keyboard.press("Enter")

    shown = page.locator(".sb-live").first
    shown.wait_for()
    remark = shown.locator(".sb-live-remark").text_content()
    assert "You placed the peak at 20 minutes, close to where the data have it" in remark
    assert "You expected 3.0 times the starting level; the men reached 2.6 times" in remark
    shown.scroll_into_view_if_needed()
    page.wait_for_function("e => e.textContent.includes('peaks 24 minutes')", arg=shown.element_handle())
    lesson.screenshot("cortisol-after-prediction")
    shown.get_by_label("100 women").check()
    page.wait_for_function(
        "e => e.textContent.includes('1.8 times its starting level')", arg=shown.element_handle()
    )
    assert lesson.complaints == []


def test_a_prediction_can_be_drawn_by_pointer_or_typed(lesson):
    page = lesson.page
    prediction = sheet(page)
    drawing = prediction.locator("svg")
    drawing.scroll_into_view_if_needed()
    box = drawing.bounding_box()
    page.mouse.move(box["x"] + 0.2 * box["width"], box["y"] + 0.4 * box["height"])
    page.mouse.down()
    page.mouse.move(box["x"] + 0.98 * box["width"], box["y"] + 0.4 * box["height"], steps=6)
    page.mouse.up()
    heights = {
        handle.get_attribute("aria-valuetext") for handle in prediction.get_by_role("slider").all()[3:8]
    }
    assert len(heights) == 1
    assert heights != {"1.0 times the start"}
    prediction.get_by_text("Type the numbers instead").click()
    field = prediction.get_by_role("spinbutton", name="45 minutes")
    field.fill("9")
    field.blur()
    expect(field).to_have_value("6.0")  # the sheet's highest
    field.fill("2.4")
    field.blur()
    expect(prediction.get_by_role("slider", name="45 minutes")).to_have_attribute(
        "aria-valuetext", "2.4 times the start"
    )


def test_a_prediction_can_be_skipped(lesson):
    sheet(lesson.page).get_by_role("button", name="Skip the prediction").click()
    shown = lesson.page.locator(".sb-live").first
    shown.wait_for()
    expect(shown.locator(".sb-live-remark")).to_be_hidden()


def picture(reader, devtools, ratio):
    """Return the picture of the clock as it was sent, and the same place of the screen."""
    image = clock(reader.page).locator("img")
    address = image.evaluate(
        """image => {
            const canvas = document.createElement('canvas');
            [canvas.width, canvas.height] = [image.naturalWidth, image.naturalHeight];
            canvas.getContext('2d').drawImage(image, 0, 0);
            return canvas.toDataURL();
        }"""
    )
    screen = devtools.send("Page.captureScreenshot")["data"]  # in device pixels
    sent, screen = (
        np.asarray(Image.open(io.BytesIO(base64.b64decode(one))).convert("RGB"), dtype=float)
        for one in (address.partition(",")[2], screen)
    )
    box = image.bounding_box()
    left, top = round(box["x"] * ratio), round(box["y"] * ratio)
    # The browser moves a picture that would begin within a pixel to the pixel before or after.
    high, wide = sent.shape[:2]
    starts = product((top - 1, top, top + 1), (left - 1, left, left + 1))
    places = [screen[y : y + high, x : x + wide] for y, x in starts]
    return sent, min(places, key=lambda place: np.abs(place - sent).mean())


def test_a_picture_is_drawn_anew_for_a_finer_screen(lesson):
    devtools = lesson.page.context.new_cdp_session(lesson.page)
    coarse, on_screen = picture(lesson, devtools, 1)
    assert np.abs(coarse - on_screen).mean() < 0.5, "what was drawn stands on the screen pixel for pixel"
    # Wider too: without that the tools tell a page of no change.
    finer = {"width": 1290, "height": 900, "deviceScaleFactor": 2, "mobile": False}
    devtools.send("Emulation.setDeviceMetricsOverride", finer)
    try:
        image = clock(lesson.page).locator("img").element_handle()
        lesson.page.wait_for_function("e => e.naturalWidth === 2 * e.clientWidth", arg=image)
        fine, on_screen = picture(lesson, devtools, 2)
    finally:
        devtools.send("Emulation.clearDeviceMetricsOverride")
    assert fine.shape[:2] == (2 * coarse.shape[0], 2 * coarse.shape[1])
    assert np.abs(fine - on_screen).mean() < 0.5
    enlarged = np.repeat(np.repeat(coarse, 2, axis=0), 2, axis=1)
    assert np.abs(fine - enlarged).mean() > 1, "the same pixels, only larger"


def test_the_sentence_is_said_once_when_the_handle_rests(lesson):
    figure = clock(lesson.page)
    figure.get_by_role("slider").focus()
    lesson.page.wait_for_timeout(1000)
    figure.get_by_role("status").last.evaluate(
        """e => {
            window.heard = [];
            new MutationObserver(() => window.heard.push(e.textContent)).observe(e, { childList: true });
        }"""
    )
    for _ in range(20):
        lesson.page.keyboard.press("ArrowLeft")
        lesson.page.wait_for_timeout(30)
    lesson.page.wait_for_function("() => window.heard.length > 0")
    lesson.page.wait_for_timeout(1500)
    words = figure.locator(".sb-twin").text_content()
    assert words.startswith("1 min 30 s after the task began")
    assert lesson.page.evaluate("window.heard") == [words]


def test_pictures_are_drawn_again_for_the_dark_theme(lesson):
    image = clock(lesson.page).locator("img")
    assert image.evaluate(CORNER)[:3] == [255, 255, 255]
    lesson.use_theme("dark")
    lesson.page.wait_for_function(f"image => ({CORNER})(image)[0] === 17", arg=image.element_handle())
    lesson.screenshot("stress-clock-dark")
    lesson.use_theme("light")
    lesson.page.wait_for_function(f"image => ({CORNER})(image)[0] === 255", arg=image.element_handle())


def test_a_figure_whose_kernel_is_gone_says_what_to_do(lesson):
    figure = clock(lesson.page)
    lesson.page.evaluate("() => window.jupyterapp.shell.currentWidget.context.sessionContext.shutdown()")
    figure.get_by_role("slider").focus()
    lesson.page.keyboard.press("ArrowRight")
    figure.get_by_role("alert").wait_for(state="visible")
    expect(figure.get_by_role("alert")).to_contain_text("Run All Cells")
