"""A live picture and its sheet: in two views of one notebook, read aloud, moved, and with a busy kernel."""

from __future__ import annotations

import jupytext
import nbformat
import numpy as np
import pytest
from playwright.sync_api import expect
from waiting import eventually

PAGE = "lessons/two-views.md"
CLOCK = "from securebase.widgets import stress_clock\nstress_clock().opened(None)"
SHEET = "from securebase.widgets import stress_clock\nstress_clock()"
CURVE = "from securebase.widgets import cortisol_after_speech\ncortisol_after_speech()"
TIME = "Time since the task began"
HANDLE = 16  # pixels, of Chromium's own

# For each column of a picture, how many of its pixels are as dark as ink.
INK = """image => {
    const canvas = document.createElement('canvas');
    [canvas.width, canvas.height] = [image.naturalWidth, image.naturalHeight];
    const pen = canvas.getContext('2d');
    pen.drawImage(image, 0, 0);
    const { data } = pen.getImageData(0, 0, canvas.width, canvas.height);
    const found = new Array(canvas.width).fill(0);
    for (let at = 0; at < data.length; at += 4)
        if (data[at] < 70 && data[at + 1] < 70 && data[at + 2] < 80) found[(at / 4) % canvas.width] += 1;
    return found;
}"""


def notebook() -> str:
    cells = [nbformat.v4.new_markdown_cell("# Two views")]
    cells += [nbformat.v4.new_code_cell(source) for source in (CLOCK, SHEET, CURVE)]
    kernel = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
    return jupytext.writes(nbformat.v4.new_notebook(cells=cells, metadata=kernel), "md:myst")


@pytest.fixture(scope="module")
def opened(lab, shared_reader):
    path = lab.folder / PAGE
    path.write_text(notebook(), encoding="utf-8")
    shared_reader.open(PAGE)
    yield shared_reader
    path.unlink()


@pytest.fixture
def reader(opened):
    """The notebook run anew."""
    opened.complaints.clear()
    opened.run_all()
    drawn(opened.page)
    return opened


def drawn(place):
    """Return the clock in a view, once its picture is there."""
    figure = place.locator(".sb-live").first
    figure.locator("img[src^=data]").wait_for()
    return figure


def says(figure, words):
    figure.page.wait_for_function(
        "([e, words]) => e.textContent.startsWith(words)",
        arg=[figure.locator(".sb-twin").element_handle(), words],
    )


def test_a_sheet_says_that_its_picture_is_there_only_when_it_is(reader):
    page = reader.page
    reader.page.evaluate(
        """() => {
            const { sessionContext } = window.jupyterapp.shell.currentWidget.context;
            sessionContext.session.kernel.requestExecute({ code: 'import time; time.sleep(3)' });
        }"""
    )
    before = page.locator(".sb-live").count()
    sheet = page.locator(".sb-guess")
    sheet.get_by_role("button", name="Skip the prediction").click()
    page.wait_for_timeout(500)
    expect(page.locator(".sb-live")).to_have_count(before)
    expect(sheet.get_by_role("status")).not_to_contain_text("below")
    sheet.get_by_text("The picture is below.").wait_for()
    expect(page.locator(".sb-live")).to_have_count(before + 1)


def test_a_picture_is_read_aloud_when_it_was_moved_and_not_when_it_is_only_shown(reader):
    figure = drawn(reader.page)
    spoken = figure.get_by_role("status").last
    reader.page.wait_for_timeout(1500)
    expect(spoken).to_have_text("")
    reader.use_theme("dark")
    reader.page.wait_for_timeout(1500)
    reader.use_theme("light")
    reader.page.wait_for_timeout(1500)
    expect(spoken).to_have_text("")
    figure.get_by_role("button", name="The task ends").click()
    reader.page.wait_for_function("e => e.textContent.startsWith('10 min')", arg=spoken.element_handle())


def test_the_handle_stands_under_the_line_that_it_moves(reader):
    figure = drawn(reader.page)
    figure.scroll_into_view_if_needed()
    slider = figure.get_by_role("slider", name=TIME)
    image = figure.locator("img")
    slider.focus()
    for keys in (["Home"], ["PageUp"], ["PageUp"], ["PageUp"], ["End", "ArrowLeft"]):
        for key in keys:
            reader.page.keyboard.press(key)
        says(figure, slider.get_attribute("aria-valuetext"))
        box, left = slider.bounding_box(), image.bounding_box()["x"]
        first = round(box["x"] - left)
        ink = image.evaluate(INK)[first : first + round(box["width"])]  # not the words beside the axis
        line = left + first + int(np.argmax(ink)) + 0.5
        share = float(slider.input_value()) / float(slider.get_attribute("max"))
        handle = box["x"] + HANDLE / 2 + share * (box["width"] - HANDLE)
        assert handle == pytest.approx(line, abs=1.5), keys
    # By pointer, on the track: the picture's line comes to the place that was pressed.
    pressed = box["x"] + 0.4 * box["width"]
    reader.page.mouse.click(pressed, box["y"] + box["height"] / 2)

    def line_in_the_picture():
        ink = image.evaluate(INK)[first : first + round(box["width"])]
        return left + first + int(np.argmax(ink))

    there = pytest.approx(pressed, abs=20)
    assert eventually(reader.page, line_in_the_picture, there) == there


def test_a_small_step_of_a_screen_readers_own_gesture_comes_to_the_next_value(reader):
    slider = drawn(reader.page).get_by_role("slider", name=TIME)
    steps = []
    for sign in (1, 1, -1):
        slider.evaluate(
            """(input, sign) => {
                input.value = Number(input.value) + sign;
                input.dispatchEvent(new Event('input', { bubbles: true }));
            }""",
            sign,
        )
        steps.append(slider.get_attribute("aria-valuetext"))
    assert steps == ["22 min", "24 min", "22 min"]


def test_after_a_fast_drag_the_picture_shows_the_last_position(reader):
    figure = drawn(reader.page)
    handle = figure.get_by_role("slider", name=TIME)
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
    reader.page.wait_for_function("e => e.textContent.startsWith('3 h after')", arg=words.element_handle())
    expect(handle).to_have_attribute("aria-valuetext", "3 h")
    assert reader.complaints == []


def test_the_sentence_is_said_once_when_the_handle_rests(reader):
    figure = drawn(reader.page)
    handle = figure.get_by_role("slider", name=TIME)
    handle.focus()
    reader.page.wait_for_timeout(1000)
    figure.get_by_role("status").last.evaluate(
        """e => {
            window.heard = [];
            new MutationObserver(() => window.heard.push(e.textContent)).observe(e, { childList: true });
        }"""
    )
    for _ in range(20):
        reader.page.keyboard.press("ArrowRight")
        reader.page.wait_for_timeout(30)
    reader.page.wait_for_function("() => window.heard.length > 0")
    reader.page.wait_for_timeout(1500)
    words = figure.locator(".sb-twin").text_content()
    assert words.startswith(f"{handle.get_attribute('aria-valuetext')} after the task began")
    assert reader.page.evaluate("window.heard") == [words]


@pytest.fixture
def views(reader):
    """The notebook a second time beside itself, as New View for Notebook opens it; it stays open."""

    def beside():
        found = reader.page.locator(".jp-NotebookPanel")
        if found.count() == 1:
            reader.command("docmanager:clone")
        found.nth(1).locator(".sb-live img[src^=data]").first.wait_for()
        return found.nth(0), found.nth(1)

    return beside


def test_a_view_that_is_opened_or_moved_takes_the_other_along(reader, views):
    first = drawn(reader.page)
    first.get_by_role("button", name="After a 20-minute pause").click()
    says(first, "30 min after")
    one, other = (drawn(view) for view in views())
    for figure in (one, other):
        says(figure, "30 min after")
        expect(figure.get_by_role("slider", name=TIME)).to_have_attribute("aria-valuetext", "30 min")
    other.get_by_role("button", name="The task ends").click()
    for figure in (other, one):
        says(figure, "10 min after")
        expect(figure.get_by_role("slider", name=TIME)).to_have_attribute("aria-valuetext", "10 min")
    one.get_by_role("slider", name=TIME).focus()
    reader.page.keyboard.press("ArrowRight")
    for figure in (one, other):
        says(figure, "10 min 6 s after")
    # Each is drawn for its own width once the handle rests, and then they leave each other in peace.
    one.evaluate("e => { e.style.width = '420px'; }")
    for figure in (one, other):
        reader.page.wait_for_function(
            "e => Math.abs(e.querySelector('img').naturalWidth - e.clientWidth) <= 1",
            arg=figure.element_handle(),
        )
    sources = [figure.locator("img").get_attribute("src") for figure in (one, other)]
    reader.page.wait_for_timeout(2500)
    assert [figure.locator("img").get_attribute("src") for figure in (one, other)] == sources
    reader.screenshot("two-views")
    assert reader.complaints == []


def test_what_was_guessed_in_one_view_closes_the_sheet_in_the_other(reader, views):
    one, other = views()
    for kind in (".sb-guess", ".sb-prediction"):
        other.locator(kind).get_by_role("button", name="Skip the prediction").click()
        one.locator(kind).get_by_text("below.").wait_for()
        expect(one.locator(kind).get_by_role("button")).to_have_count(0)
    assert reader.complaints == []


def test_a_figure_whose_kernel_is_gone_says_what_to_do(reader):
    figure = drawn(reader.page)
    reader.page.evaluate("() => window.jupyterapp.shell.currentWidget.context.sessionContext.shutdown()")
    figure.get_by_role("slider", name=TIME).focus()
    reader.page.keyboard.press("ArrowRight")
    figure.get_by_role("alert").wait_for(state="visible")
    expect(figure.get_by_role("alert")).to_contain_text("Run All Cells")
