"""A notebook in two views, in two windows, read anew from its file, closed: nothing dead, nothing lost."""

from __future__ import annotations

import dataclasses
import json

import pytest
from live_page import (
    EXERCISE,
    IS,
    START,
    WORDS,
    box,
    front,
    keep_minute,
    kernels_of,
    minute,
    move_the_picture,
    ours,
    read_the_curve_further,
    wait_for,
    wake_up,
)
from playwright.sync_api import expect


@pytest.fixture(scope="module")
def start(shared_reader):
    """Lesson 0 open: a picture to move, and a box for oneself."""
    shared_reader.open(START)
    return shared_reader


def test_a_second_view_of_a_lesson_takes_nothing_from_the_first(start):
    page = start.page
    box(front(page)).fill(WORDS)
    start.command("docmanager:clone")
    views = page.locator(".jp-NotebookPanel")
    views.nth(1).wait_for()
    page.wait_for_function(
        "() => Array.from(document.querySelectorAll('.jp-NotebookPanel')).every("
        "view => view.dataset.securebase === 'alive')"
    )
    page.wait_for_timeout(1000)
    expect(box(views.nth(0))).to_have_value(WORDS)
    for view in (views.nth(1), views.nth(0)):
        move_the_picture(view)
    start.screenshot("robust-two-views")
    start.command("application:close")
    page.wait_for_function("() => document.querySelectorAll('.jp-NotebookPanel').length === 1")
    page.wait_for_timeout(1000)
    expect(page.locator(".jp-Dialog")).to_have_count(0)
    move_the_picture(front(page))
    assert start.complaints == []


def test_after_a_reload_of_the_page_a_lesson_is_alive_where_it_was(start):
    page = start.page
    start.reload()
    assert page.evaluate(IS, "alive")
    move_the_picture(front(page))
    expect(page.locator(".jp-Dialog")).to_have_count(0)
    assert ours(start.complaints) == []


def test_two_windows_share_a_lesson_and_closing_it_in_one_tells_the_other(start):
    page = start.page
    box(front(page)).fill(WORDS)
    other = dataclasses.replace(start, page=page.context.new_page(), complaints=[])
    other.listen()
    other.open(START)
    move_the_picture(front(other.page))
    move_the_picture(front(page))
    expect(box(front(page))).to_have_value(WORDS)
    assert len(kernels_of(start.lab, START)) == 1

    other.command("application:close")
    front(page).get_by_role("status").filter(has_text="has stopped").wait_for(timeout=30_000)
    assert other.page.locator(".jp-Dialog").count() == page.locator(".jp-Dialog").count() == 0
    assert kernels_of(start.lab, START) == []
    other.page.close()
    wake_up(page)
    page.wait_for_timeout(500)
    expect(box(front(page))).to_have_value(WORDS)
    move_the_picture(front(page))
    assert ours(start.complaints) == []
    assert ours(other.complaints) == []


def test_a_closed_lesson_leaves_no_kernel_behind_and_asks_nothing(start):
    page = start.page
    assert len(kernels_of(start.lab, START)) == 1
    start.command("application:close")
    wait_for(lambda: kernels_of(start.lab, START) == [])
    expect(page.locator(".jp-Dialog")).to_have_count(0)
    assert ours(start.complaints) == []


def test_an_exercise_read_anew_from_its_file_is_alive_with_what_another_window_saved(reader):
    """As by "Reload Notebook from Disk", or by taking the other window's version when both were saved."""
    place = reader.lab.folder / EXERCISE
    released = place.read_bytes()
    answers = place.with_name("04-the-first-hour.answers.json")
    reader.open(EXERCISE)
    page = reader.page
    folds = front(page).locator(".sb-fold").count()
    keep_minute(page, "23.8")
    minute(page).get_by_text("Kept: The minute of the peak: 23.8").wait_for()
    reader.save()  # with what Keep saves: from now on only the other window writes
    notebook = json.loads(released)
    scratch = next(cell for cell in notebook["cells"] if "".join(cell["source"]) == "# ... / ...")
    scratch["source"] = "26.9 / 10.3"
    place.write_text(json.dumps(notebook))
    try:
        page.evaluate("() => window.jupyterapp.shell.currentWidget.context.revert()")
        front(page).locator(".jp-InputArea-editor").filter(has_text="26.9 / 10.3").wait_for()
        page.wait_for_function(f"() => ({IS})('alive')", timeout=60_000)
        minute(page).get_by_text("Kept: The minute of the peak: 23.8").wait_for()
        read_the_curve_further(page)
        reader.wait_until(lambda: front(page).locator(".sb-fold").count() == folds)
        page.wait_for_timeout(2500)
        assert page.evaluate("() => window.jupyterapp.shell.currentWidget.context.model.dirty") is False
        reader.screenshot("robust-read-anew")
        assert ours(reader.complaints) == []
    finally:
        place.write_bytes(released)
        answers.unlink(missing_ok=True)
