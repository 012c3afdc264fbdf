"""What someone does with an open lesson or exercise: find it, move it, wake it up, look for its kernel."""

from __future__ import annotations

import time
from pathlib import Path

from playwright.sync_api import expect

START = "lessons/00-start-here.md"
EXERCISE = "exercises/04-the-first-hour/04-the-first-hour.ipynb"
IS = "state => window.jupyterapp.shell.currentWidget.node.dataset.securebase === state"
RESTART = "() => window.jupyterapp.shell.currentWidget.context.sessionContext.restartKernel()"
RESTS = "() => window.jupyterapp.shell.currentWidget.sessionContext.session.kernel.status === 'idle'"
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
LEFT_OVER = ("Canceled future for ", "Comm not found for comm id")


def front(page):
    """The notebook in front: JupyterLab keeps those behind it in the page."""
    return page.locator(".jp-NotebookPanel:visible")


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


def until_it_rests(page):
    """Wait until the kernel has had nothing to do for a moment: one answer may be followed by a question."""
    for _ in range(100):
        page.wait_for_function(RESTS)
        page.wait_for_timeout(700)
        if page.evaluate(RESTS):
            return
    raise AssertionError("the kernel never rested")


def box(place):
    return place.locator(".sb-private[data-prompt='00-what-brought-you']").locator("textarea")


def wake_up(page):
    front(page).get_by_role("button", name="Wake it up").click()
    page.wait_for_function(IS, arg="alive", timeout=60_000)
    expect(front(page).locator(".sb-notice-card")).to_be_hidden()


def told(page, words):
    """Wait for a sentence at the foot of the page that comes after seconds of silence.

    The page's clock jumps ahead meanwhile; ``page.clock.install()`` comes before anything is opened.
    """
    notice = front(page).get_by_role("status").filter(has_text=words)
    for _ in range(100):
        if notice.is_visible():
            return notice
        page.clock.fast_forward(2000)
        page.wait_for_timeout(300)
    raise AssertionError(f"the page never said: {words}")


def stop_what_runs(page):
    """Wait for the sentence about a kernel that has been at work for long, and press its button."""
    told(page, "has been busy for a while").get_by_role("button", name="Stop it").click()


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


def wait_for(condition):
    for _ in range(150):
        if condition():
            return
        time.sleep(0.1)
    raise AssertionError("what was waited for did not happen within 15 seconds")


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
