"""The journal in a notebook, as a learner meets it: first use, keeping, reading back, locking, reloading."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect
from private_parts import (
    SAVE_WIDGET_STATE,
    box,
    focused,
    notebook_of,
    part,
    press,
    unlock,
    until_focused,
    wait_for,
)

from securebase.journal import Journal

PASSPHRASE = "velvet otter drum 8812"  # noqa: S105 - invented for this test
WORDS = "the stairs were cold, 20417"
IMPORTS = """
import os
os.environ["SECUREBASE_JOURNAL"] = {folder!r}
from securebase.reflections import before_and_after, check_in, journey, practice_log, reflect, timeline
steps = []
"""
CELLS = (
    "reflect('04-where', 'Where in your body does an alarm arrive first?', taken=lambda: steps.append(1))",
    "reflect('03-rule', 'Which rule did you learn early?', hard=True, taken=lambda: steps.append(1))",
    "check_in('mood', 'How are you now?', ends=('low', 'bright'))",
    "before_and_after('07-tense', 'How tense are you?', ends=('not at all', 'very'))",
    "timeline()",
    "practice_log()",
    "journey()",
)
COUNT = "len(steps)"


@pytest.fixture(scope="module")
def folder(lab):
    """Where the journal of this file's notebook is: not where other tests have theirs."""
    return lab.home / "journal of test_reflections"


@pytest.fixture(scope="module")
def notebook(lab, shared_reader, folder):
    """Open one notebook with every private component; the journal is not there yet."""
    path = lab.folder / "reflections-test.ipynb"
    notebook_of(path, IMPORTS.format(folder=str(folder)), *CELLS, COUNT)
    shared_reader.open(path.name)
    shared_reader.command(SAVE_WIDGET_STATE)
    shared_reader.run_all()
    box(shared_reader, "04-where").wait_for()
    yield shared_reader
    shared_reader.command(SAVE_WIDGET_STATE)
    path.unlink()


def count_steps(reader):
    """Run the last cell and return what it shows."""
    page = reader.page
    last = page.evaluate(
        "() => { const c = window.jupyterapp.shell.currentWidget.content;"
        " c.activeCellIndex = c.widgets.length - 1; return c.activeCellIndex; }"
    )
    reader.command("notebook:run-cell")
    page.wait_for_function(
        "() => window.jupyterapp.shell.currentWidget.context.sessionContext.session.kernel.status === 'idle'"
    )
    return page.locator(".jp-Cell").nth(last).locator(".jp-OutputArea-output").inner_text().strip()


def test_who_writes_first_and_then_keeps_loses_nothing_on_the_way_to_a_journal_by_keyboard_alone(
    notebook, folder
):
    page, first = notebook.page, box(notebook, "04-where")
    cells = page.evaluate("window.jupyterapp.shell.currentWidget.content.widgets.length")
    first.get_by_role("heading", name="First, a place for it: your journal").wait_for()
    expect(
        page.get_by_role("heading", name="First, a place"), "one panel, not one for each box"
    ).to_have_count(1)
    notebook.screenshot("1-first-use")
    assert not folder.exists()

    text = first.get_by_role("textbox", name="Where in your body")
    text.focus()
    page.keyboard.type(WORDS)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    first.get_by_text("What you wrote is still in the box below.").wait_for()
    assert focused(first.get_by_role("heading"))
    expect(text).to_have_value(WORDS)
    until_focused(page, first.get_by_label("A passphrase", exact=True))
    page.keyboard.type("dd" + PASSPHRASE)
    page.keyboard.press("Tab")
    page.keyboard.type(PASSPHRASE)
    page.keyboard.press("Enter")
    wait_for(first, "The two are not the same.")
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Control+a")
    page.keyboard.type(PASSPHRASE)
    page.keyboard.press("Tab")
    page.keyboard.press("Control+a")
    page.keyboard.type(PASSPHRASE)
    page.keyboard.press("Enter")
    wait_for(first, "Only you can read it.")
    assert focused(text)
    notebook.screenshot("2-kept")
    assert page.evaluate("window.jupyterapp.shell.currentWidget.content.widgets.length") == cells
    assert Journal(folder).count() == 1
    assert page.locator("input[type=password]").evaluate_all("all => all.every(one => !one.value)")


def test_keep_pressed_again_keeps_nothing_twice(notebook, folder):
    first = box(notebook, "04-where")
    press(first, "Keep")
    wait_for(first, "This is kept already.")
    assert Journal(folder).count() == 1


def test_not_today_counts_like_a_written_answer_and_keeps_nothing(notebook, folder):
    assert count_steps(notebook) == "1"
    hard = box(notebook, "03-rule")
    expect(hard).to_contain_text("leave it for a day with someone beside you", use_inner_text=True)
    press(hard, "Not today")
    hard.get_by_text("That is an answer too.").wait_for()
    assert count_steps(notebook) == "2"
    assert Journal(folder).count() == 1


def test_locked_earlier_answers_open_with_the_passphrase_only_and_lock_takes_them_away(notebook):
    first = box(notebook, "04-where")
    press(first, "Earlier answers")
    first.get_by_role("listitem").get_by_text(WORDS).wait_for()
    notebook.screenshot("3-earlier")
    press(first, "Lock my journal")
    wait_for(first, "Locked.")
    expect(first.get_by_role("listitem")).to_have_count(0)
    press(first, "Earlier answers")
    first.get_by_label("Your passphrase").fill("velvet")
    press(first, "Open")
    wait_for(first, "This passphrase does not open")
    assert focused(first.get_by_label("Your passphrase"))
    notebook.screenshot("4-wrong-passphrase")
    unlock(first, PASSPHRASE)
    first.get_by_role("listitem").get_by_text(WORDS).wait_for()
    press(first, "Close")
    expect(first.get_by_role("listitem")).to_have_count(0)
    press(first, "Open the box again")
    expect(first.get_by_role("textbox")).to_have_value("")


def test_ratings_are_kept_and_drawn_on_a_line_that_is_gone_when_hidden(notebook):
    mood, pair, line = box(notebook, "mood"), box(notebook, "07-tense"), part(notebook, "timeline")
    mood.get_by_role("radio", name="5").check()
    press(mood, "Keep")
    wait_for(mood, "Only you can read it.")
    pair.get_by_role("group", name="Before").get_by_role("radio", name="7").check()
    press(pair, "Keep")
    pair.get_by_text("Now the practice, for as long as you like.").wait_for()
    notebook.screenshot("5-between")
    pair.get_by_role("group", name="After").get_by_role("radio", name="4").check()
    press(pair, "Keep")
    pair.get_by_text("Before 7, after 4.").wait_for()
    press(line, "Draw my timeline")
    picture = line.get_by_role("img")
    picture.wait_for()
    expect(picture).to_have_attribute(
        "alt", re.compile(re.escape("How are you now? Once: 5, on a scale from 1 to 7."))
    )
    expect(line).to_contain_text("lower afterwards once", use_inner_text=True)
    assert picture.evaluate("image => image.complete && image.naturalWidth > 200")
    line.scroll_into_view_if_needed()
    notebook.screenshot("6-timeline")
    press(line, "Hide my timeline")
    expect(line.get_by_role("img")).to_have_count(0)


def test_a_practice_log_begins_takes_a_number_and_shows_no_day_to_come(notebook):
    log = part(notebook, "practice-log")
    press(log, "Open my practice log")
    log.get_by_label("The practice", exact=True).fill("twelve plum stones")
    log.get_by_label("What you count or rate").fill("How tense was the evening?")
    press(log, "Draw the days, and begin today")
    wait_for(log, "Say when you stop in a few words")
    log.get_by_label("When you stop").fill("three bad nights")
    log.scroll_into_view_if_needed()
    notebook.screenshot("7-plan")
    press(log, "Draw the days, and begin today")
    log.get_by_role("heading", name="Day 1 of 14").wait_for()
    log.get_by_role("radio", name="8", exact=True).check()
    press(log, "Keep")
    log.get_by_role("cell", name="8", exact=True).wait_for()
    expect(log.get_by_role("row")).to_have_count(2)
    log.scroll_into_view_if_needed()
    notebook.screenshot("8-practice-log")
    press(log, "Hide my practice log")


def test_the_journey_is_read_taken_along_and_deleted_with_its_number(notebook, folder):
    page, whole = notebook.page, part(notebook, "journey")
    press(whole, "Read my journey")
    whole.get_by_role("heading", name="6 entries").wait_for()
    expect(whole.get_by_role("listitem").first.get_by_text(WORDS)).to_be_visible()
    whole.scroll_into_view_if_needed()
    notebook.screenshot("9-journey")
    whole.get_by_role("button", name="Delete the entry of").last.click()
    press(whole.get_by_role("listitem").last, "Delete it")
    wait_for(whole, "Deleted.")
    assert Journal(folder).count() == 5

    whole.get_by_text("Take it with you").click()
    with page.expect_download() as download:
        press(whole, "Plain text (Markdown)")
    assert WORDS in download.value.path().read_text()
    press(whole, "Encrypted backup")
    whole.get_by_label("Your passphrase").fill(PASSPHRASE)
    with page.expect_download(timeout=60_000) as download:
        press(whole, "Make the backup")
    backup = download.value.path().read_bytes()
    assert backup.startswith(b"age-encryption.org/v1")
    assert WORDS.encode() not in backup
    press(whole, "Done")

    whole.get_by_text("Delete everything", exact=True).first.click()
    press(whole, "Delete all 5 entries")
    wait_for(whole, "Nothing was deleted. To delete, type 5 in the field.")
    notebook.screenshot("10-delete")
    assert Journal(folder).count() == 5


def test_nothing_serious_is_found_by_axe_and_nothing_is_cut_off(notebook, serious_findings):
    page = notebook.page
    press(part(notebook, "practice-log"), "Open my practice log")
    part(notebook, "practice-log").get_by_role("table").wait_for()
    press(part(notebook, "timeline"), "Draw my timeline")
    part(notebook, "timeline").get_by_role("img").wait_for()
    page.set_viewport_size({"width": 1280, "height": 5200})
    wide = part(notebook, "timeline").get_by_role("img").bounding_box()["width"]
    for theme, rules in {"light": [], "dark": ["color-contrast"]}.items():
        notebook.use_theme(theme)
        assert serious_findings(page, *rules) == [], theme
        assert part(notebook, "timeline").get_by_role("img").bounding_box()["width"] == wide
        notebook.screenshot(f"11-whole-{theme}")
    notebook.use_theme("light")
    notebook.command("application:toggle-left-area")
    page.set_viewport_size({"width": 800, "height": 900})
    page.wait_for_timeout(300)
    cut = page.locator(".sb-private").evaluate_all(
        """found => found.flatMap(one => {
            const edge = one.getBoundingClientRect().right + 1;
            return [...one.querySelectorAll('*')]
                .filter(e => e.clientWidth && !e.closest('select'))
                .filter(e => e.getBoundingClientRect().right > edge || e.scrollWidth > e.clientWidth + 1)
                .map(e => e.outerHTML.slice(0, 120));
        })"""
    )
    assert cut == []
    page.set_viewport_size({"width": 1280, "height": 900})


def test_the_saved_notebook_holds_no_word_of_it_even_with_widget_state_saved(notebook, lab):
    notebook.save()
    saved = (lab.folder / "reflections-test.ipynb").read_text()
    assert "Where in your body" in saved
    assert '"widgets"' in saved, "widget state was not saved"
    for secret in (WORDS, PASSPHRASE, "twelve plum stones", "three bad nights"):
        assert secret not in saved


def test_after_a_reload_the_boxes_are_alive_empty_and_closed(notebook):
    notebook.reload()
    first = box(notebook, "04-where")
    first.wait_for()
    expect(first.get_by_role("textbox")).to_have_value("")
    expect(notebook.page.get_by_text(WORDS)).to_have_count(0)
    first.get_by_text("only your passphrase opens it").wait_for()
    press(first, "Earlier answers")
    first.get_by_role("listitem").get_by_text(WORDS).wait_for()


def test_when_the_kernel_is_gone_the_words_stay_and_the_box_says_what_to_do(notebook, folder):
    first = box(notebook, "04-where")
    first.get_by_role("textbox").fill("a second thought")
    notebook.page.evaluate("window.jupyterapp.shell.currentWidget.context.sessionContext.shutdown()")
    notebook.page.wait_for_timeout(1000)
    press(first, "Keep")
    wait_for(first, "The notebook has not answered yet, so this is not kept so far.")
    expect(first.get_by_role("textbox")).to_have_value("a second thought")
    assert Journal(folder).count() == 5
