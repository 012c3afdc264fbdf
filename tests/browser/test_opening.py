"""What a learner finds on opening JupyterLab: lessons as notebooks, nothing for instructors, no news."""

from __future__ import annotations

from pathlib import Path

import jupytext
import pytest
from playwright.sync_api import expect

REPOSITORY = Path(__file__).resolve().parents[2]
LESSONS = sorted(f"lessons/{path.name}" for path in (REPOSITORY / "lessons").glob("*.md"))
FIRST = LESSONS[0]
PAGES = [
    path for path in LESSONS if not path.removeprefix("lessons/")[0].isdigit()
]  # lessons are walked through


def cells(place):
    return [(cell.cell_type, cell.source, cell.metadata) for cell in jupytext.read(place).cells]


def in_front(page):
    """The name on the tab in front, once a notebook is there."""
    page.locator(".jp-Notebook:visible").first.wait_for(timeout=60_000)
    return page.locator("#jp-main-dock-panel .lm-TabBar-tab.jp-mod-current").inner_text().strip()


def show_files(page):
    """Bring the file browser to the front: the course's own panel is there first."""
    page.get_by_role("region", name="Course").wait_for(timeout=60_000)
    page.get_by_role("tab", name="File Browser").click()


def double_click(page, name):
    page.locator(".jp-DirListing-item").get_by_text(name, exact=True).dblclick()


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


@pytest.fixture
def newcomer(chromium):
    """A page in a fresh browser profile."""
    context = chromium.new_context(viewport={"width": 1280, "height": 900})
    yield context.new_page()
    context.close()


def come_back(page, lab):
    """Open the address that `securebase lab` prints; return the name on the tab in front."""
    page.goto(f"http://127.0.0.1:{lab.port}/?token={lab.token}")
    return in_front(page)


def leave(page, lab):
    page.goto("about:blank")
    lab.stop()


def test_it_opens_the_first_lesson_and_later_where_the_learner_was_unless_that_is_gone(own_lab, newcomer):
    lab = own_lab()
    assert come_back(newcomer, lab) == Path(FIRST).name
    (lab.folder / "lessons/my notes.md").write_text("# My notes\n")
    show_files(newcomer)
    newcomer.get_by_role("button", name="Refresh the file browser").click()
    with newcomer.expect_response(
        lambda answer: "/lab/api/workspaces" in answer.url and "my notes" in (answer.request.post_data or "")
    ):
        double_click(newcomer, "my notes.md")
    leave(newcomer, lab)

    lab = own_lab()
    assert come_back(newcomer, lab) == "my notes.md"
    leave(newcomer, lab)

    (lab.folder / "lessons/my notes.md").unlink()
    lab = own_lab()
    assert come_back(newcomer, lab) == Path(FIRST).name
    newcomer.wait_for_timeout(1000)
    expect(newcomer.locator(".jp-Dialog")).to_have_count(0)
