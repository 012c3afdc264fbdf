"""A lesson whose kernel is restarted, closed or silent while its cells run for the first time."""

from __future__ import annotations

import os
import signal

import pytest
from live_page import (
    IS,
    RESTART,
    START,
    front,
    kernel_process,
    kernels_of,
    move_the_picture,
    ours,
    stop_what_runs,
    told,
    wait_for,
    wake_up,
)
from playwright.sync_api import expect

# What IPython runs when a kernel starts: a cell says that it is at work, and waits for a file.
HELD = "held by the test"
WAIT = """
import pathlib, time
def wait(*_):
    if not pathlib.Path({go!r}).exists():
        print({held!r}, flush=True)
    while not pathlib.Path({go!r}).exists():
        time.sleep(0.02)
get_ipython().events.register("pre_run_cell", wait)
"""


@pytest.fixture
def go(lab, tmp_path):
    """Hold the first cell of every kernel that starts now, until the file that is given back exists."""
    start = lab.home / ".ipython" / "profile_default" / "startup" / "wait.py"
    start.parent.mkdir(parents=True, exist_ok=True)
    file = tmp_path / "go"
    start.write_text(WAIT.format(go=str(file), held=HELD))
    yield file
    start.unlink()


def open_until_it_runs(reader):
    """Open a lesson whose first cell is held, and go on when its kernel has said that it is at work."""
    assert kernels_of(reader.lab, START) == []  # a kernel that runs already would not be held
    reader.page.goto(reader.lab.url(START))
    said = front(reader.page).locator(".jp-OutputArea-output").filter(has_text=HELD)
    said.wait_for(state="attached", timeout=60_000)
    assert reader.page.evaluate(IS, "waking")


def test_a_restart_while_a_lesson_wakes_up_is_told_and_one_button_mends_it(fresh_reader, go):
    open_until_it_runs(fresh_reader)
    page = fresh_reader.page
    page.evaluate(RESTART)
    front(page).get_by_role("status").filter(has_text="was restarted").wait_for()
    go.touch()
    wake_up(page)
    move_the_picture(front(page))
    assert ours(fresh_reader.complaints) == []


@pytest.mark.usefixtures("go")
def test_a_lesson_that_is_closed_while_it_wakes_up_leaves_nothing_behind(fresh_reader):
    open_until_it_runs(fresh_reader)
    page = fresh_reader.page
    fresh_reader.command("application:close")
    wait_for(lambda: kernels_of(fresh_reader.lab, START) == [])
    fresh_reader.page.wait_for_timeout(2000)
    expect(page.locator(".jp-Dialog, .sb-notice-card:visible")).to_have_count(0)
    assert ours(fresh_reader.complaints) == []


def test_a_kernel_that_stands_still_while_a_lesson_wakes_up_is_noticed(fresh_reader, go):
    page = fresh_reader.page
    page.clock.install()
    open_until_it_runs(fresh_reader)
    os.kill(kernel_process(fresh_reader.lab, START), signal.SIGSTOP)
    go.touch()
    stop_what_runs(page)
    told(page, "does not answer")
    wake_up(page)
    move_the_picture(front(page))
    assert ours(fresh_reader.complaints) == []
