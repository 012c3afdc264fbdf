"""A kernel that is restarted, killed, silent or at work for ever: a sentence, one button, nothing lost."""

from __future__ import annotations

import os
import signal

import pytest
from live_page import (
    EXERCISE,
    RESTART,
    START,
    WORDS,
    box,
    front,
    kernel_process,
    move_the_picture,
    ours,
    read_the_curve_further,
    stop_what_runs,
    told,
    until_it_rests,
    wake_up,
)
from playwright.sync_api import expect


@pytest.fixture(scope="module")
def start(shared_reader):
    """Lesson 0 open: a picture to move, and a box for oneself."""
    shared_reader.open(START)
    return shared_reader


def test_after_a_restart_one_button_and_half_a_sentence_is_still_in_its_box(start):
    page = start.page
    box(front(page)).fill(WORDS)
    page.evaluate(RESTART)
    front(page).get_by_role("status").filter(has_text="was restarted").wait_for()
    expect(box(front(page))).to_have_value(WORDS)
    wake_up(page)
    page.wait_for_timeout(500)
    expect(box(front(page))).to_have_value(WORDS)
    move_the_picture(front(page))
    assert ours(start.complaints) == []


def test_after_its_kernel_was_killed_a_lesson_says_what_to_do(start):
    page = start.page
    box(front(page)).fill(WORDS)
    os.kill(kernel_process(start.lab, START), signal.SIGKILL)
    front(page).get_by_role("status").filter(has_text="was restarted").wait_for(timeout=30_000)
    start.screenshot("robust-killed")
    expect(page.locator(".jp-Dialog")).to_have_count(0)  # JupyterLab's own would lie over the sentence
    wake_up(page)
    page.wait_for_timeout(500)
    expect(box(front(page))).to_have_value(WORDS)
    move_the_picture(front(page))
    assert ours(start.complaints) == []


def test_a_kernel_that_does_not_come_back_by_itself_is_replaced_by_one_button(own_lab, make_reader, tmp_path):
    config = tmp_path / "home" / ".jupyter" / "jupyter_server_config.json"
    config.parent.mkdir(parents=True)
    config.write_text('{"KernelRestarter": {"restart_limit": 0}}')
    person = make_reader(own_lab())
    person.open(START)
    page = person.page
    os.kill(kernel_process(person.lab, START), signal.SIGKILL)
    front(page).get_by_role("status").filter(has_text="has stopped").wait_for(timeout=30_000)
    person.screenshot("robust-dead")
    wake_up(page)
    move_the_picture(front(page))
    assert ours(person.complaints) == []


def test_a_kernel_that_nobody_watches_and_that_is_gone_is_noticed_when_it_does_not_answer(
    own_lab, make_reader, tmp_path
):
    config = tmp_path / "home" / ".jupyter" / "jupyter_server_config.json"
    config.parent.mkdir(parents=True)
    config.write_text('{"KernelManager": {"autorestart": false}}')
    person = make_reader(own_lab())
    page = person.page
    page.clock.install()
    person.open(START)
    move_the_picture(front(page))
    until_it_rests(page)  # a kernel that died at work looks like one that works
    kernel, said = kernel_process(person.lab, START), front(page).get_by_role("status")
    os.kill(kernel, signal.SIGSTOP)
    front(page).get_by_role("slider").first.press("ArrowRight")
    told(page, "does not answer")
    os.kill(kernel, signal.SIGCONT)
    said.filter(has_text="does not answer").wait_for(state="hidden", timeout=30_000)
    move_the_picture(front(page))
    until_it_rests(page)
    os.kill(kernel, signal.SIGKILL)
    front(page).get_by_role("slider").first.press("ArrowRight")
    told(page, "does not answer")
    wake_up(page)
    move_the_picture(front(page))
    assert ours(person.complaints) == []


def run_in_a_cell_of_ones_own(reader, code):
    """Write a cell above the first one and run it, as anyone may who tries something."""
    reader.page.evaluate(
        """async code => {
            const { content } = window.jupyterapp.shell.currentWidget;
            content.activeCellIndex = 0;
            await window.jupyterapp.commands.execute('notebook:insert-cell-above');
            content.activeCell.model.sharedModel.setSource(code);
            window.jupyterapp.commands.execute('notebook:run-cell');
        }""",
        code,
    )


@pytest.mark.parametrize("obeys", [True, False])
def test_a_loop_without_an_end_is_noticed_and_ended_by_a_button(fresh_reader, obeys):
    page = fresh_reader.page
    page.clock.install()
    fresh_reader.open(EXERCISE)
    deaf = "" if obeys else "import signal\nsignal.signal(signal.SIGINT, signal.SIG_IGN)\n"
    run_in_a_cell_of_ones_own(fresh_reader, deaf + "while True:\n    pass")
    stop_what_runs(page)
    if not obeys:
        told(page, "does not answer")
        wake_up(page)
    read_the_curve_further(page)
    expect(front(page).locator(".sb-notice-card")).to_be_hidden()
    assert ours(fresh_reader.complaints) == []
