"""The plugin: lessons that wake up by themselves, the course at hand, and other notebooks left alone."""

from __future__ import annotations

import json
import re

import pytest
from playwright.sync_api import expect
from waiting import begins, eventually

from securebase.course.live.outline import minutes_said
from securebase.course.syllabus import load_syllabus

LESSON = "lessons/04-the-first-hour.md"
STATE = "() => window.jupyterapp.shell.currentWidget.node.dataset.securebase"
IS = "state => window.jupyterapp.shell.currentWidget.node.dataset.securebase === state"
DIRTY = "() => window.jupyterapp.shell.currentWidget.context.model.dirty"
FOCUSED = "() => document.activeElement.textContent"


@pytest.fixture(scope="module")
def lesson(shared_fresh_reader):
    place = shared_fresh_reader.lab.folder / LESSON
    before = place.read_bytes(), place.stat().st_mtime_ns
    (shared_fresh_reader.lab.folder / "progress.json").unlink(missing_ok=True)  # as if nobody had been here
    shared_fresh_reader.open(LESSON)
    shared_fresh_reader.before = before
    return shared_fresh_reader


def front(reader):
    """The notebook in front: JupyterLab keeps those behind it in the page."""
    return reader.page.locator(".jp-NotebookPanel:visible")


def open_the_clock(reader):
    """Skip the guess that stands before the stress clock in lesson 4."""
    guess = front(reader).locator(".sb-guess").first
    guess.get_by_role("button", name="Skip the prediction").click()
    the_clock(reader).wait_for()


def the_clock(reader):
    return (
        front(reader).locator(".sb-live").filter(has=reader.page.get_by_text("The stress clock", exact=True))
    )


def kept(reader):
    return json.loads((reader.lab.folder / "progress.json").read_text())


def wait_until_kept(reader, condition):
    for _ in range(50):
        if condition(kept(reader)):
            return
        reader.page.wait_for_timeout(100)
    pytest.fail(f"the progress stayed as {kept(reader)}")


def test_an_unchanged_lesson_runs_when_it_is_opened_and_nothing_is_written(lesson):
    page = lesson.page
    assert page.evaluate(STATE) == "alive"
    front(lesson).locator(".sb-guess").first.wait_for()
    assert front(lesson).get_by_text("Show the code").count() > 3
    expect(front(lesson).get_by_text("two_branches()").filter(visible=True)).to_have_count(0)
    expect(front(lesson).get_by_text("If you can read this line").filter(visible=True)).to_have_count(0)
    page.wait_for_timeout(2500)
    assert page.evaluate(DIRTY) is False
    place = lesson.lab.folder / LESSON
    assert (place.read_bytes(), place.stat().st_mtime_ns) == lesson.before
    lesson.screenshot("plugin-lesson")
    assert lesson.complaints == []


def test_code_unfolds_and_folds_by_key_and_that_is_written_nowhere(lesson):
    page = lesson.page
    fold = front(lesson).locator(".sb-fold").first
    fold.focus()
    page.keyboard.press("Enter")
    expect(fold).to_have_attribute("aria-expanded", "true")
    expect(front(lesson).get_by_text("two_branches()").filter(visible=True)).to_have_count(1)
    assert page.evaluate(FOCUSED) == "Hide the code"
    page.keyboard.press("Space")
    expect(fold).to_have_attribute("aria-expanded", "false")
    page.wait_for_timeout(300)
    assert page.evaluate(DIRTY) is False


def test_a_pause_is_one_key_away_even_from_inside_a_picture(lesson):
    page = lesson.page
    open_the_clock(lesson)
    handle = front(lesson).get_by_role("slider", name="Time since the task began")
    handle.focus()
    page.keyboard.press("F8")
    pause = page.get_by_role("dialog", name="Pause")
    pause.get_by_role("button", name=re.compile("Breathe slowly")).click()
    lesson.screenshot("plugin-pause")
    page.keyboard.press("Escape")  # back to the three ways ...
    expect(pause.get_by_role("button", name=re.compile("Breathe slowly"))).to_be_visible()
    page.keyboard.press("Escape")  # ... and back to the lesson, where one was
    pause.wait_for(state="detached")
    assert page.evaluate("() => document.activeElement.type") == "range"


def test_the_course_panel_leads_from_lesson_to_lesson_by_keyboard(lesson):
    page = lesson.page
    lesson.command("securebase:show-course")
    course = page.get_by_role("region", name="Course")
    assert re.match("Go on|Begin", page.evaluate(FOCUSED))
    here = course.locator("[aria-current=page]")
    expect(here).to_have_text(begins("4. The first minute to the first hour"), use_inner_text=True)
    expect(here).to_contain_text(f"{load_syllabus()[4].minutes} min", use_inner_text=True)
    # What is in front is not what comes next.
    card = course.locator(".sb-course-next").inner_text().split("\n")
    assert [line for line in card if line] == [
        "Next",
        "Exercise 4",
        f"about {minutes_said('04-the-first-hour')} minutes",
        "Begin",
    ]
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.evaluate(FOCUSED).startswith("Exercise 4"):
            break
    page.keyboard.press("Enter")
    page.wait_for_function(
        "() => window.jupyterapp.shell.currentWidget.context?.path.endsWith('04-the-first-hour.ipynb')"
    )
    page.wait_for_function(IS, arg="alive", timeout=60_000)
    assert front(lesson).get_by_text("The peak", exact=False).count() > 0
    expect(course.locator("[aria-current=page]")).to_have_text(begins("Exercise 4"), use_inner_text=True)
    front(lesson).get_by_role("button", name="Back to the lesson 4.").click()
    page.wait_for_function(
        "() => window.jupyterapp.shell.currentWidget.context?.path.endsWith('04-the-first-hour.md')"
    )
    assert lesson.complaints == []


def test_at_the_end_it_says_what_comes_next_and_a_lesson_is_finished_when_its_reader_says_so(lesson):
    page = lesson.page
    ending = front(lesson).get_by_role("navigation", name="Where to go from here")
    expect(ending.get_by_role("button", name=re.compile(r"^Previous\s*3\. History$"))).to_have_count(1)
    done = ending.get_by_role("button", name="I have finished this lesson")
    done.focus()
    page.keyboard.press("Enter")
    ending.get_by_role("button", name="Finished. Press to take it back.").wait_for()
    assert page.evaluate(FOCUSED) == "Finished ✓"
    course = page.get_by_role("region", name="Course")
    expect(course.get_by_role("button", name=re.compile(r"^4\."))).to_contain_text(
        "finished", use_inner_text=True
    )
    wait_until_kept(lesson, lambda progress: progress["lessons"]["04-the-first-hour"].get("finished"))
    lesson.screenshot("plugin-ending")
    page.keyboard.press("Enter")
    ending.get_by_role("button", name="I have finished this lesson").wait_for()


def test_a_pause_gives_the_focus_back_where_the_contents_were_drawn_anew_meanwhile(lesson):
    page = lesson.page
    lesson.command("securebase:show-course")
    pause = page.get_by_role("region", name="Course").get_by_role("button", name="Pause")
    pause.press("Enter")
    page.get_by_role("dialog", name="Pause").wait_for()
    ending = front(lesson).get_by_role("navigation", name="Where to go from here")
    finished = ending.locator("[aria-pressed]")
    for pressed in ("true", "false"):
        finished.evaluate("button => button.click()")
        expect(finished).to_have_attribute("aria-pressed", pressed)
    page.keyboard.press("Escape")
    expect(pause).to_be_focused()


def test_axe_finds_nothing_serious_in_what_the_plugin_adds(lesson, serious_findings):
    page = lesson.page
    page.evaluate("() => window.jupyterapp.shell.currentWidget.context.sessionContext.restartKernel()")
    front(lesson).locator(".sb-notice-card").wait_for()
    page.set_viewport_size({"width": 1280, "height": 2600})
    ending = front(lesson).get_by_role("navigation", name="Where to go from here")
    for _ in range(5):  # cells far down get their height when they come into view
        ending.evaluate("e => e.scrollIntoView()")
        page.wait_for_timeout(200)
    try:
        assert serious_findings(page) == []
        lesson.screenshot("plugin-light")
        lesson.use_theme("dark")
        assert serious_findings(page, "color-contrast") == []
        lesson.screenshot("plugin-dark")
    finally:
        page.set_viewport_size({"width": 1280, "height": 900})
        lesson.use_theme("light")
        front(lesson).get_by_role("button", name="Wake it up").click()
        page.wait_for_function(IS, arg="alive", timeout=60_000)


def test_a_kernel_that_was_restarted_gets_a_sentence_and_one_button(lesson):
    page = lesson.page
    page.evaluate("() => window.jupyterapp.shell.currentWidget.context.sessionContext.restartKernel()")
    notice = front(lesson).get_by_role("status").filter(has_text="was restarted")
    notice.wait_for()
    expect(notice).to_contain_text("What you kept is safe", use_inner_text=True)
    # Its button may lie a hundred controls away; it has a key, which works from inside our controls too.
    expect(notice.get_by_role("button", name="Wake it up")).to_have_attribute("aria-keyshortcuts", "Shift+F8")
    front(lesson).locator(".sb-guess").first.get_by_role("button", name="Skip the prediction").focus()
    page.keyboard.press("Shift+F8")
    page.wait_for_function(IS, arg="alive", timeout=60_000)
    expect(notice).to_be_hidden()
    open_the_clock(lesson)
    clock = the_clock(lesson)
    clock.get_by_role("slider", name="Time since the task began").focus()
    page.keyboard.press("End")
    page.wait_for_function(
        "e => e.textContent.startsWith('3 h')", arg=clock.locator(".sb-twin").element_handle()
    )


def test_a_restart_from_another_window_is_told_in_this_one(lesson):
    other = lesson.page.context.new_page()
    other.goto(lesson.lab.url(LESSON))
    other.wait_for_function(
        "() => window.jupyterapp?.shell.currentWidget?.node.dataset.securebase === 'alive'", timeout=60_000
    )
    other.evaluate("() => window.jupyterapp.shell.currentWidget.context.sessionContext.restartKernel()")
    other.get_by_role("status").filter(has_text="was restarted").wait_for()
    other.close()
    notice = front(lesson).get_by_role("status").filter(has_text="was restarted")
    notice.get_by_role("button", name="Wake it up").click()
    lesson.page.wait_for_function(IS, arg="alive", timeout=60_000)
    expect(notice).to_be_hidden()


def test_the_place_is_remembered(lesson):
    page = lesson.page
    heading = front(lesson).get_by_role("heading", name="How sure are we?")
    heading.evaluate("e => e.scrollIntoView({block: 'start'})")
    page.mouse.move(600, 500)
    page.mouse.wheel(0, 1)
    wait_until_kept(
        lesson, lambda progress: progress["lessons"]["04-the-first-hour"].get("place", {}).get("cell", 0) > 5
    )
    page.wait_for_timeout(1500)
    lesson.open(LESSON)
    panel = front(lesson).locator(".jp-WindowedPanel-outer")

    def where():
        return heading.bounding_box()["y"] - panel.bounding_box()["y"]

    there = pytest.approx(0, abs=120)
    assert eventually(page, where, there) == there


def test_a_lesson_that_someone_changed_does_not_run_and_says_why(lesson):
    place = lesson.lab.folder / "lessons/01-signal.md"
    original = place.read_bytes()
    place.write_bytes(original + b"\n```{code-cell} ipython3\nopen('ran-by-itself', 'w').close()\n```\n")
    try:
        lesson.open("lessons/01-signal.md")
        page = lesson.page
        assert page.evaluate(STATE) == "changed"
        notice = front(lesson).get_by_role("status").filter(has_text="does not run by itself")
        expect(notice).to_contain_text("changed it", use_inner_text=True)
        page.wait_for_timeout(1500)
        assert not (place.parent / "ran-by-itself").exists()
        lesson.screenshot("plugin-changed")
        notice.get_by_role("button", name="Run all of it").click()
        for _ in range(300):
            if (place.parent / "ran-by-itself").exists():
                break
            page.wait_for_timeout(100)
        assert (place.parent / "ran-by-itself").exists()
    finally:
        place.write_bytes(original)
        (place.parent / "ran-by-itself").unlink(missing_ok=True)


def test_a_python_file_beside_a_lesson_does_not_run_with_it_by_itself(lesson):
    planted = lesson.lab.folder / "lessons/numpy.py"
    ran = lesson.lab.folder / "lessons/ran-by-itself"
    planted.write_text("open('ran-by-itself', 'w').close()\n")
    try:
        lesson.open("lessons/01-signal.md")
        notice = front(lesson).get_by_role("status").filter(has_text="numpy.py")
        expect(notice).to_contain_text("did not come with the course", use_inner_text=True)
        lesson.page.wait_for_timeout(1500)
        assert not ran.exists()
        lesson.screenshot("plugin-beside")
    finally:
        planted.unlink()
        ran.unlink(missing_ok=True)


def test_of_two_changes_of_the_progress_the_later_one_is_shown_whichever_answer_comes_first(lesson):
    shown = lesson.page.evaluate("""async () => {
        const { Progress } = await import('/lab/extensions/securebase/plugin/progress.js');
        const asked = [];
        const server = { ask: (_, body) => new Promise(answer => asked.push([body.change, answer])) };
        const progress = new Progress(server);
        progress.course = { progress: {} };
        progress.change('a', { last: 'first' });
        progress.change('a', { last: 'second' });
        for (let round = 0; round < 5; round += 1) {
            await new Promise(rest => setTimeout(rest));
            for (const [change, answer] of asked.splice(0).reverse()) answer({ progress: change });
        }
        return progress.course.progress.last;
    }""")
    assert shown == "second"


@pytest.mark.parametrize("name", ["mine.ipynb", "mine.md"])
def test_a_notebook_that_is_not_ours_stays_as_it_is(lesson, name):
    place = lesson.lab.folder / name
    cell = {
        "cell_type": "code",
        "id": "a",
        "source": "open('ran', 'w')",
        "metadata": {},
        "outputs": [],
        "execution_count": None,
    }
    kernel = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
    notebook = {"nbformat": 4, "nbformat_minor": 5, "metadata": kernel, "cells": [cell]}
    header = "---\nkernelspec:\n  name: python3\n  display_name: Python 3\n---\n\n"
    text = header + "```{code-cell}\nopen('ran', 'w')\n```\n"
    place.write_text(json.dumps(notebook) if name.endswith("ipynb") else text)
    asked = []
    listen = lambda request: asked.append(request.url)  # noqa: E731  # the same function is taken off again
    lesson.page.on("request", listen)
    try:
        lesson.open(name)
        lesson.page.wait_for_timeout(1000)
        expect(front(lesson).locator(".sb")).to_have_count(0)
        expect(front(lesson)).not_to_have_attribute("class", re.compile("sb-"))
        expect(front(lesson).locator(".jp-InputPrompt:visible")).to_have_count(1)
        assert not (lesson.lab.folder / "ran").exists()
        if name.endswith("ipynb"):
            assert not [address for address in asked if "securebase/recognise" in address]
    finally:
        lesson.page.remove_listener("request", listen)
        place.unlink()
