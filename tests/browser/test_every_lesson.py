"""Every lesson in a real JupyterLab, walked through from top to bottom by someone who uses no pointer.

A lesson is walked through as soon as its file is there. What its pictures say, and whether the page tells an
answer in other words, is tested without a browser.
"""

from __future__ import annotations

import json
import re

import jupytext
import pytest
from answering_by_hand import solve_by_hand
from playwright.sync_api import expect

from securebase.content import content_root
from securebase.widgets.questions import load_quick_check

LESSONS = sorted(path.stem for path in (content_root() / "lessons").glob("[0-9]*.md"))
START = LESSONS[0]

# What can be moved in a picture, as it stands now.
STANDS = """e => JSON.stringify([...e.querySelectorAll('input')].map(
    one => one.type === 'radio' ? one.checked : one.getAttribute('aria-valuetext')))"""
SAYS_ANOTHER = "([e, before]) => ![before, ''].includes(e.querySelector('.sb-twin').textContent)"
SAYS = "([e, words]) => e.querySelector('.sb-twin').textContent === words"


@pytest.fixture(params=LESSONS)
def slug(request):
    return request.param


def everything(reader) -> str:
    """Return all that can be read on the page, and all that a saved file would hold."""
    return reader.stored() + reader.page.locator("body").inner_text()


def nothing_went_wrong(reader) -> None:
    """Look for an error in the outputs, for a widget without its Python, and in the browser's console."""
    outputs = [out for cell in json.loads(reader.stored())["cells"] for out in cell.get("outputs", [])]
    assert [out for out in outputs if out["output_type"] == "error" or out.get("name") == "stderr"] == []
    page = reader.page.locator(".jp-Notebook").text_content()
    assert [dead for dead in ("Error displaying widget", "Loading widget") if dead in page] == []
    assert reader.complaints == []


def all_there(page) -> None:
    """Wait until each widget of the page shows something: its view comes after its cell has run."""
    page.wait_for_function(
        """() => {
            const panel = window.jupyterapp.shell.currentWidget;
            const outputs = panel.content.widgets.flatMap((cell) => cell.model.outputs?.toJSON() ?? []);
            const widgets = outputs.filter(({ data }) => data?.['application/vnd.jupyter.widget-view+json']);
            const shown = [...panel.node.querySelectorAll('.jp-OutputArea-output.lm-Panel')];
            return shown.length === widgets.length
                && shown.every((one) => one.querySelector('.sb, .widget-interact'));
        }""",
        timeout=60_000,
    )


def drawn(figure):
    """Bring a live picture into view, wait until it is there with its sentence, and return the sentence."""
    figure.wait_for()
    figure.scroll_into_view_if_needed()
    figure.page.wait_for_function(
        "e => e.querySelector('img').naturalWidth > 0 && e.querySelector('.sb-twin').textContent",
        arg=figure.element_handle(),
    )
    words = figure.locator(".sb-twin").text_content()
    expect(figure.locator("img")).to_have_attribute("alt", words)
    return words


def guess_by_hand(sheet, place_on_page: int) -> None:
    """Type one of the lowest numbers that the sheet takes, another on each sheet; look without any before."""
    low, step = (float(sheet.get_by_role("slider").get_attribute(name)) for name in ("min", "step"))
    sheet.get_by_role("button", name="Look").press("Enter")
    sheet.get_by_text("Move the handle or type a number first.").wait_for()
    sheet.get_by_role("textbox").focus()
    sheet.page.keyboard.type(f"{low + place_on_page * step:g}")
    sheet.page.keyboard.press("Enter")


def choose_by_hand(sheet) -> None:
    """Take the last choice; look without any before."""
    sheet.get_by_role("button", name="Look").press("Enter")
    sheet.get_by_text("Choose one first.").wait_for()
    sheet.get_by_role("radio").last.press("Space")
    sheet.get_by_role("button", name="Look").press("Enter")


def draw_by_hand(sheet) -> None:
    """Lift one point of the curve, and look."""
    handle = sheet.get_by_role("slider").nth(1)
    before = handle.get_attribute("aria-valuetext")
    handle.press("PageUp")
    expect(handle).not_to_have_attribute("aria-valuetext", before)
    sheet.get_by_role("button", name="Look at the data").press("Enter")


def predict_then_look(reader, sheet, place_on_page: int) -> None:
    """Say what one expects; neither the picture nor what is said to it stands anywhere before."""
    sheet.scroll_into_view_if_needed()
    around = sheet.locator("xpath=ancestor::*[contains(@class, 'widget-vbox')][1]")
    expect(around.locator(".sb-live")).to_have_count(0)
    before = everything(reader)
    if "sb-prediction" in sheet.get_attribute("class"):
        draw_by_hand(sheet)
    elif sheet.get_by_role("radio").count():
        choose_by_hand(sheet)
    else:
        guess_by_hand(sheet, place_on_page)
    figure = around.locator(".sb-live")
    sentence = drawn(figure)
    sheet.get_by_text(re.compile("below|beneath")).first.wait_for()
    expect(sheet.get_by_role("button", name=re.compile("Look|Skip")).first).to_be_hidden()
    remark = figure.locator(".sb-live-remark").text_content()
    assert remark
    told = [words for words in re.split(r"(?<=[.;])\s", f"{sentence} {remark}") if re.search(r"\d", words)]
    assert told
    assert [words for words in told if words in before] == []


def move(figure) -> None:
    """Move a handle by a key, press each preset, and put all of it back; picture and sentence follow."""
    page, element = figure.page, figure.element_handle()
    image = figure.locator("img")

    def see(act) -> None:
        """Do something that may move a handle; if it did, wait for another sentence and another picture."""
        stands, words, source = figure.evaluate(STANDS), drawn(figure), image.get_attribute("src")
        act()
        if figure.evaluate(STANDS) != stands:
            page.wait_for_function(SAYS_ANOTHER, arg=[element, words])
            assert drawn(figure) != words
            expect(image).not_to_have_attribute("src", source)

    start, stands = drawn(figure), figure.evaluate(STANDS)
    handle = figure.get_by_role("slider").first
    if handle.count():
        see(lambda: handle.press("Home"))
        see(lambda: handle.press("End"))
        assert figure.evaluate(STANDS) != stands
    said = []
    for preset in figure.locator(".sb-presets .sb-button:not(.sb-button--plain)").all():
        see(lambda preset=preset: preset.press("Enter"))
        said.append(drawn(figure))
    assert len(set(said)) == len(said)
    figure.get_by_role("button", name="Reset").press("Enter")
    page.wait_for_function(SAYS, arg=[element, start])
    assert figure.evaluate(STANDS) == stands


def test_a_lesson_is_walked_through_without_a_pointer(reader, slug):
    page = reader.page
    place = reader.lab.folder / "lessons" / f"{slug}.md"
    cells = [(cell.source, cell.metadata) for cell in jupytext.read(place).cells]
    reader.open(f"lessons/{slug}.md")
    assert reader.ran_by_itself
    all_there(page)
    nothing_went_wrong(reader)

    sheets = page.locator(".sb-guess, .sb-prediction")
    closed = page.locator(".sb-live").count()
    assert sheets.count() or slug == START
    for place_on_page, sheet in enumerate(sheets.all()):
        reader.screenshots(f"{slug}-sheet-{place_on_page}", sheet)
        predict_then_look(reader, sheet, place_on_page)
    figures = page.locator(".sb-live")
    expect(figures).to_have_count(closed + sheets.count())
    for place_on_page, figure in enumerate(figures.all()):
        move(figure)
        reader.screenshots(f"{slug}-picture-{place_on_page}", figure)
    if slug != START:
        for question in load_quick_check(slug)["questions"]:
            solve_by_hand(page.locator(f"[data-question='{question['id']}']"), question)
    nothing_went_wrong(reader)

    # Saved and opened again, it is as it was: new, alive, and no cell of it is another one.
    reader.page.evaluate("() => { window.jupyterapp.shell.currentWidget.context.model.dirty = true; }")
    reader.save()
    assert [(cell.source, cell.metadata) for cell in jupytext.read(place).cells] == cells
    assert not list(place.parent.glob("*.ipynb"))
    reader.close()
    reader.open(f"lessons/{slug}.md")
    assert reader.ran_by_itself
    all_there(page)
    nothing_went_wrong(reader)
    expect(page.locator(".sb-live")).to_have_count(closed)


def test_the_first_page_begins_with_a_picture_and_leads_to_those_who_come_from_the_articles(reader):
    page = reader.page
    reader.open(f"lessons/{START}.md")
    figure = page.locator(".sb-live").first
    drawn(figure)
    page.locator(".jp-WindowedPanel-outer:visible").first.evaluate("e => e.scrollTo(0, 0)")
    assert figure.bounding_box()["y"] < 900, "it stands on the first screen"
    expect(page.locator(".jp-CodeCell .cm-content").filter(visible=True)).to_have_count(0)
    reader.screenshot("lesson-0-top")
    page.get_by_role("link", name="If you came from the articles").first.press("Enter")
    page.get_by_role("heading", name="If you came from the articles").first.wait_for()
    page.get_by_role("columnheader", name="How sure").first.wait_for()
    reader.screenshot("from-the-articles")
    assert reader.complaints == []
