"""What goes wrong on an ordinary day: two windows, a lost kernel, a restarted server, a laptop that slept.

After each, a picture moves again by one button at most, and nothing that was typed or kept is gone.
"""

from __future__ import annotations

import dataclasses
import json
import os
import signal
import time
from pathlib import Path

import pytest

START = "lessons/00-start-here.md"
EXERCISE = "exercises/04-the-first-hour/04-the-first-hour.ipynb"
IS = "state => window.jupyterapp.shell.currentWidget.node.dataset.securebase === state"
RESTART = "() => window.jupyterapp.shell.currentWidget.context.sessionContext.restartKernel()"
WORDS = "half a sentence about the harbour"
# The browser's and JupyterLab's own lines when a server does not answer, or has forgotten a kernel.
UNREACHABLE = (
    "net::ERR_",
    "WebSocket",
    "Failed to fetch",
    "Connection lost",
    "Kernel: ",
    "NetworkError",
    "/api/kernels/",
)
# JupyterLab's own lines about messages that a kernel took with it.
LEFT_OVER = ("Canceled future for ",)
# Keep the page's sockets at hand, so that a test can close them as a sleeping laptop does.
KEEP_SOCKETS = """() => {
    const Real = window.WebSocket;
    window.openSockets = new Set();
    window.WebSocket = class extends Real {
        constructor(...given) {
            super(...given);
            window.openSockets.add(this);
            this.addEventListener('close', () => window.openSockets.delete(this));
        }
    };
}"""


def front(page):
    """The notebook in front: JupyterLab keeps those behind it in the page."""
    return page.locator(".jp-NotebookPanel:visible")


def move_the_picture(place):
    """Move the first picture's handle by key, and wait until the sentence under it says something else."""
    live = place.locator(".sb-live").first
    handle = live.get_by_role("slider")
    said = live.locator(".sb-twin").inner_text()
    handle.focus()
    for key in ("PageUp", "ArrowRight", "ArrowRight"):
        handle.page.keyboard.press(key)
    handle.page.wait_for_function(
        "([element, said]) => element.innerText !== said",
        arg=[live.locator(".sb-twin").element_handle(), said],
        timeout=30_000,
    )


def box(place):
    return place.locator(".sb-private[data-prompt='00-what-brought-you']").locator("textarea")


def wake_up(page):
    front(page).get_by_role("button", name="Wake it up").click()
    page.wait_for_function(IS, arg="alive", timeout=60_000)
    assert not front(page).locator(".sb-notice-card").is_visible()


def ours(complaints):
    return [line for line in complaints if not any(known in line for known in UNREACHABLE + LEFT_OVER)]


def kernel_process(lab, path):
    """The process of the kernel behind an open notebook."""
    found = next(one["kernel"]["id"] for one in lab.api("sessions") if one["path"] == path)
    for place in Path("/proc").glob("[0-9]*"):
        try:
            line = (place / "cmdline").read_bytes()
        except OSError:
            continue
        if found.encode() in line:
            return int(place.name)
    raise AssertionError(f"no process has the connection file of {found}")


def kernels_of(lab, path):
    return [one["kernel"]["id"] for one in lab.api("sessions") if one["path"] == path]


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
    assert box(views.nth(0)).input_value() == WORDS
    for view in (views.nth(1), views.nth(0)):
        move_the_picture(view)
    start.screenshot("robust-two-views")
    start.command("application:close")
    page.wait_for_function("() => document.querySelectorAll('.jp-NotebookPanel').length === 1")
    page.wait_for_timeout(1000)
    assert page.locator(".jp-Dialog").count() == 0
    move_the_picture(front(page))
    assert start.complaints == []


def test_after_a_restart_one_button_and_half_a_sentence_is_still_in_its_box(start):
    page = start.page
    box(front(page)).fill(WORDS)
    page.evaluate(RESTART)
    front(page).get_by_role("status").filter(has_text="was restarted").wait_for()
    assert box(front(page)).input_value() == WORDS
    wake_up(page)
    page.wait_for_timeout(500)
    assert box(front(page)).input_value() == WORDS
    move_the_picture(front(page))
    assert ours(start.complaints) == []


def test_after_its_kernel_was_killed_a_lesson_says_what_to_do(start):
    page = start.page
    box(front(page)).fill(WORDS)
    os.kill(kernel_process(start.lab, START), signal.SIGKILL)
    front(page).get_by_role("status").filter(has_text="was restarted").wait_for(timeout=30_000)
    start.screenshot("robust-killed")
    for answer in page.locator(".jp-Dialog").get_by_role("button", name="Ok").all():
        answer.click()  # JupyterLab's own sentence about it
    wake_up(page)
    page.wait_for_timeout(500)
    assert box(front(page)).input_value() == WORDS
    move_the_picture(front(page))
    assert ours(start.complaints) == []


def test_after_a_reload_of_the_page_a_lesson_is_alive_where_it_was(start):
    page = start.page
    start.reload()
    assert page.evaluate(IS, "alive")
    move_the_picture(front(page))
    assert page.locator(".jp-Dialog").count() == 0
    assert ours(start.complaints) == []


def test_two_windows_share_a_lesson_and_closing_it_in_one_tells_the_other(start):
    page = start.page
    box(front(page)).fill(WORDS)
    other = dataclasses.replace(start, page=page.context.new_page(), complaints=[])
    other.listen()
    other.open(START)
    move_the_picture(front(other.page))
    move_the_picture(front(page))
    assert box(front(page)).input_value() == WORDS
    assert len(kernels_of(start.lab, START)) == 1

    other.command("application:close")
    front(page).get_by_role("status").filter(has_text="has stopped").wait_for(timeout=30_000)
    assert other.page.locator(".jp-Dialog").count() == page.locator(".jp-Dialog").count() == 0
    assert kernels_of(start.lab, START) == []
    other.page.close()
    wake_up(page)
    page.wait_for_timeout(500)
    assert box(front(page)).input_value() == WORDS
    move_the_picture(front(page))
    assert ours(start.complaints) == []
    assert ours(other.complaints) == []


def test_a_closed_lesson_leaves_no_kernel_behind_and_asks_nothing(start):
    page = start.page
    assert len(kernels_of(start.lab, START)) == 1
    start.command("application:close")
    wait_for(lambda: kernels_of(start.lab, START) == [])
    assert page.locator(".jp-Dialog").count() == 0
    assert ours(start.complaints) == []


def wait_for(condition):
    for _ in range(150):
        if condition():
            return
        time.sleep(0.1)
    raise AssertionError("what was waited for did not happen within 15 seconds")


# The socket and the server


def minute(page):
    """The exercise's field for a number, with its button and what was kept."""
    return page.locator(".jp-OutputArea-output").filter(has_text="The minute of the peak")


def keep_minute(page, number):
    minute(page).get_by_role("textbox").fill(number)
    minute(page).get_by_role("button", name="Keep this answer").click()


def read_the_curve_further(page):
    """Move the slider over the exercise's curve, and wait until the sentence under it follows."""
    sentence = page.get_by_text("minutes after the task began: men").first
    said = sentence.inner_text()
    page.get_by_role("slider").first.focus()
    page.keyboard.press("ArrowRight")
    wait_for(lambda: sentence.inner_text() != said)


def close_jupyterlabs_dialogs(page):
    """It says on its own that the server is away, and says so again until it is told that this was read."""
    dialog = page.locator(".jp-Dialog")
    while dialog.count():
        assert "Server Connection Error" in dialog.first.inner_text()
        dialog.first.get_by_role("button", name="Close").click()
        page.wait_for_timeout(300)


def test_after_a_sleep_all_goes_on_by_itself_and_what_was_pressed_meanwhile_is_kept(reader):
    page = reader.page
    page.add_init_script(f"({KEEP_SOCKETS})()")
    answers = (reader.lab.folder / EXERCISE).with_name("04-the-first-hour.answers.json")
    reader.open(EXERCISE)
    read_the_curve_further(page)
    page.context.set_offline(True)
    assert page.evaluate(
        "() => { window.openSockets.forEach(one => one.close()); return window.openSockets.size; }"
    )
    keep_minute(page, "23.8")
    away = front(page).get_by_role("status").filter(has_text="cannot be reached")
    away.wait_for(timeout=30_000)
    assert not answers.exists()
    reader.screenshot("robust-away")
    page.context.set_offline(False)
    away.wait_for(state="hidden", timeout=60_000)
    minute(page).get_by_text("Kept: The minute of the peak: 23.8").wait_for(timeout=30_000)
    assert json.loads(answers.read_text())["answers"] == {"peak-minute": 23.8}
    close_jupyterlabs_dialogs(page)
    read_the_curve_further(page)
    assert page.evaluate(IS, "alive")
    answers.unlink()
    assert ours(reader.complaints) == []


def test_after_a_restart_of_the_server_one_button_and_nothing_is_lost(own_lab, make_reader):
    lab = own_lab()
    person = make_reader(lab)
    person.open(EXERCISE)
    page = person.page
    keep_minute(page, "23.8")
    minute(page).get_by_text("Kept: The minute of the peak: 23.8").wait_for()
    reflection = front(page).locator(".sb-private textarea")
    reflection.fill(WORDS)
    lab.stop()
    front(page).get_by_role("status").filter(has_text="cannot be reached").wait_for(timeout=60_000)
    person.screenshot("robust-server-away")
    own_lab(again=lab)
    front(page).get_by_role("button", name="Wake it up").wait_for(timeout=90_000)
    person.screenshot("robust-server-back")
    close_jupyterlabs_dialogs(page)
    wake_up(page)
    minute(page).get_by_text("Kept: The minute of the peak: 23.8").wait_for()
    assert reflection.input_value() == WORDS
    read_the_curve_further(page)
    assert ours(person.complaints) == []


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
    person.open(START)
    page = person.page
    move_the_picture(front(page))
    page.wait_for_timeout(1000)  # until the kernel rests: one that died at work looks like one that works
    kernel, said = kernel_process(person.lab, START), front(page).get_by_role("status")
    os.kill(kernel, signal.SIGSTOP)
    front(page).get_by_role("slider").first.press("ArrowRight")
    said.filter(has_text="does not answer").wait_for(timeout=30_000)
    os.kill(kernel, signal.SIGCONT)
    said.filter(has_text="does not answer").wait_for(state="hidden", timeout=30_000)
    move_the_picture(front(page))
    page.wait_for_timeout(1000)
    os.kill(kernel, signal.SIGKILL)
    front(page).get_by_role("slider").first.press("ArrowRight")
    said.filter(has_text="does not answer").wait_for(timeout=30_000)
    wake_up(page)
    move_the_picture(front(page))
    assert ours(person.complaints) == []
