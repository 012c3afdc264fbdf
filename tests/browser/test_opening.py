"""What a learner finds on opening JupyterLab: lessons as notebooks, nothing for instructors, no news."""

from __future__ import annotations

from pathlib import Path

import jupytext
import pytest
from live_page import double_click, in_front, show_files
from playwright.sync_api import expect

REPOSITORY = Path(__file__).resolve().parents[2]
LESSONS = sorted(f"lessons/{path.name}" for path in (REPOSITORY / "lessons").glob("*.md"))
FIRST = LESSONS[0]
PAGES = [
    path for path in LESSONS if not path.removeprefix("lessons/")[0].isdigit()
]  # lessons are walked through


def cells(place):
    return [(cell.cell_type, cell.source, cell.metadata) for cell in jupytext.read(place).cells]


@pytest.mark.parametrize("lesson", PAGES)
def test_opened_run_and_saved_no_cell_of_a_page_changes(reader, lesson):
    place = reader.lab.folder / lesson
    before = cells(place)
    reader.open(lesson)
    reader.run_all()
    # A change that is none, so that the file is written in any case.
    reader.page.evaluate("() => { window.jupyterapp.shell.currentWidget.context.model.dirty = true; }")
    written = place.stat().st_mtime_ns
    reader.save()
    assert place.stat().st_mtime_ns > written
    assert cells(place) == before
    assert not list(place.parent.glob("*.ipynb"))
    reader.screenshot(f"opening-{place.stem}")
    assert reader.complaints == []


def test_a_lesson_opens_as_a_notebook_by_double_click(reader):
    show_files(reader.page)
    double_click(reader.page, "lessons")
    double_click(reader.page, Path(FIRST).name)
    assert in_front(reader.page) == Path(FIRST).name
    assert reader.page.locator(".jp-MarkdownOutput:visible, .jp-Cell:visible").count() > 0
    reader.screenshot("opening-double-click")


def test_nothing_there_is_for_instructors(reader):
    reader.open(FIRST)
    commands = reader.page.evaluate("() => window.jupyterapp.commands.listCommands()")
    nbgrader = {name for name in commands if name.startswith("nbgrader:")}
    assert nbgrader == {"nbgrader:open-assignment-list"}
    reader.page.get_by_role("menuitem", name="Nbgrader").click()
    items = reader.page.locator(".lm-Menu-item:visible .lm-Menu-itemLabel").all_inner_texts()
    assert items == ["Assignment List"]
    reader.screenshot("opening-nbgrader-menu")
    reader.page.keyboard.press("Escape")
    page_text = reader.page.locator("body").inner_text()
    for words in ("Formgrader", "Create Assignment", "Course List"):
        assert words not in page_text


def test_no_news_are_offered_or_asked_for(fresh_reader):
    page, asked = fresh_reader.page, []
    page.on("request", lambda request: asked.append(request.url))
    fresh_reader.open(FIRST)
    # JupyterLab asks once its settings are there, which they are when a notebook stands open.
    page.wait_for_timeout(3000)
    unasked = ("/lab/api/news", "/lab/api/update", "/lab/api/build")
    assert not [address for address in asked if any(one in address for one in unasked)]
    assert "news" not in page.locator("body").inner_text().lower()
    ours = (f"http://127.0.0.1:{fresh_reader.lab.port}/", "data:", "blob:")
    assert all(address.startswith(ours) for address in asked)


def test_in_a_narrow_window_the_contents_do_not_take_the_lessons_place_however_they_lay(fresh_reader):
    page = fresh_reader.page
    course = page.get_by_role("region", name="Course")
    with page.expect_response(lambda answer: answer.request.method == "PUT" and "workspaces" in answer.url):
        fresh_reader.open(FIRST)
        expect(course).to_be_visible()
    page.set_viewport_size({"width": 390, "height": 844})
    fresh_reader.reload()
    expect(course).to_be_hidden()
    fresh_reader.screenshot("opening-390")
    assert page.locator(".jp-NotebookPanel:visible").bounding_box()["width"] > 250
