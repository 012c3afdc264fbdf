"""The private box as a learner meets it: what is written stays in the page or goes where it is kept."""

from __future__ import annotations

import ast
import json
from urllib.parse import quote

import pytest
from playwright.sync_api import expect
from private_parts import SAVE_WIDGET_STATE, focused, notebook_of, press, wait_for

WORDS = "the blue kettle and my sister, 84613"
SETUP = """
from securebase.widgets import private_box
kept = []
def keep(prompt_id, value):
    kept.append(prompt_id)
    return "Kept in this test."
def refuse(prompt_id, value):
    raise OSError(f"No room for {value}")
WHERE = "Kept in a list. Only this test can read it."
"""
BOXES = {
    "plain": "private_box('plain', 'Where did you notice it first?')",
    "kept": "private_box('kept', 'What helped?', save=keep, where=WHERE)",
    "refused": "private_box('refused', 'What did not help?', save=refuse, where=WHERE)",
    "rating": (
        "private_box('rating', 'How near?', kind='rating', ends=('far', 'near'), save=keep, where=WHERE)"
    ),
}
# Counts what in the kernel still holds the words; they are spelt backwards so as not to count this cell.
# `planted` shows that the count would find them.
SCAN = f"""
import gc
def scan():
    words = {WORDS[::-1]!r}[::-1]
    gc.collect()
    planted = [words + "!"]
    found = {{
        id(held): repr(held).replace(words, "THE WORDS")[:300]
        for thing in gc.get_objects()
        for held in gc.get_referents(thing)
        if held is not words
        and ((isinstance(held, str) and words in held)
             or (isinstance(held, (bytes, bytearray)) and words.encode() in held))
    }}
    return len(found), list(found.values())
scan()
"""


@pytest.fixture
def boxes(lab, reader):
    """Open a notebook with a box of each sort; return what finds them by their prompt's id."""
    path = lab.folder / "private-box-test.ipynb"
    notebook_of(path, SETUP, *BOXES.values(), SCAN)
    reader.open(path.name)
    reader.run_all()
    find = finder(reader)
    find("rating").wait_for()
    yield find
    path.unlink()


def finder(reader):
    return lambda name: reader.page.locator(f".sb-private[data-prompt='{name}']")


def test_tab_goes_through_the_box_and_no_key_is_eaten(reader, boxes):
    page, box = reader.page, boxes("kept")
    cells = page.evaluate("window.jupyterapp.shell.currentWidget.content.widgets.length")
    text = box.get_by_role("textbox", name="What helped?")
    text.focus()
    page.keyboard.type("dd, ab, x\nand a second line. ")
    page.keyboard.press("Shift+Enter")
    page.keyboard.press("Escape")
    page.keyboard.type("zz")
    expect(text).to_have_value("dd, ab, x\nand a second line. \nzz")
    page.keyboard.press("Control+z")
    expect(text, "undo reached another place than the text").not_to_have_value(
        "dd, ab, x\nand a second line. \nzz"
    )
    page.keyboard.press("Control+a")
    page.keyboard.press("Delete")
    expect(text).to_have_value("")
    for name in ("Keep", "Not today", "Close"):
        page.keyboard.press("Tab")
        assert focused(box.get_by_role("button", name=name))
    page.keyboard.press("Shift+Tab")
    assert focused(box.get_by_role("button", name="Not today"))
    page.keyboard.press("Enter")
    box.get_by_text("That is an answer too.").wait_for()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert focused(text)
    assert page.evaluate("window.jupyterapp.shell.currentWidget.content.widgets.length") == cells


def test_each_box_says_where_it_keeps_and_one_that_keeps_nothing_has_no_keep(boxes):
    expect(boxes("plain")).to_contain_text("This box keeps nothing.", use_inner_text=True)
    expect(boxes("plain").get_by_role("button", name="Keep")).to_have_count(0)
    expect(boxes("kept")).to_contain_text("Kept in a list. Only this test can read it.", use_inner_text=True)

    press(boxes("kept"), "Keep")
    wait_for(boxes("kept"), "There is nothing in the box yet.")
    boxes("kept").get_by_role("textbox").fill(WORDS)
    press(boxes("kept"), "Keep")
    wait_for(boxes("kept"), "Kept in this test.")
    boxes("kept").get_by_role("textbox").press_sequentially("!")
    expect(boxes("kept").get_by_role("status"), "what was added since is not kept").to_have_text(
        "", use_inner_text=True
    )

    boxes("rating").get_by_role("radio", name="5").check()
    press(boxes("rating"), "Keep")
    wait_for(boxes("rating"), "Kept in this test.")
    press(boxes("rating"), "Close")
    expect(boxes("rating")).to_contain_text("what you kept is where you kept it", use_inner_text=True)

    boxes("refused").get_by_role("textbox").fill(WORDS)
    press(boxes("refused"), "Keep")
    wait_for(boxes("refused"), "This could not be kept (OSError). What you wrote is still in the box.")
    expect(boxes("refused").get_by_role("textbox")).to_have_value(WORDS)

    boxes("plain").get_by_role("textbox").fill(WORDS)
    press(boxes("plain"), "Close")
    expect(boxes("plain")).to_contain_text("still in the box until you leave this page", use_inner_text=True)
    press(boxes("plain"), "Open the box again")
    expect(boxes("plain").get_by_role("textbox")).to_have_value(WORDS)


def test_browsers_are_asked_to_remember_and_send_nothing(boxes):
    for name in ("plain", "kept", "refused"):
        text = boxes(name).get_by_role("textbox")
        wanted = {"autocomplete": "off", "spellcheck": "false", "autocorrect": "off", "name": None}
        assert {key: text.get_attribute(key) for key in wanted} == wanted


def test_what_is_written_is_in_no_file_and_not_in_the_kernel(lab, reader):
    path = lab.folder / "private-box-test.ipynb"
    notebook_of(
        path, SETUP, *BOXES.values(), "import ipywidgets; ipywidgets.Text('an ordinary box keeps this')", SCAN
    )
    reader.open(path.name)
    reader.command(SAVE_WIDGET_STATE)
    reader.run_all()
    find = finder(reader)
    for name in ("plain", "kept", "refused"):
        find(name).get_by_role("textbox").fill(WORDS)
    for name, said in {"kept": "Kept in this test.", "refused": "could not be kept"}.items():
        press(find(name), "Keep")
        wait_for(find(name), said)
    reader.page.evaluate("window.jupyterapp.shell.currentWidget.content.activeCellIndex = 6")
    reader.command("notebook:run-cell")
    reader.page.locator(".jp-Cell").nth(6).get_by_text("THE WORDS!").wait_for()
    reader.save()
    reader.command(SAVE_WIDGET_STATE)

    saved = json.loads(path.read_text())
    assert "an ordinary box keeps this" in json.dumps(saved["metadata"]["widgets"]), (
        "widget state was not saved"
    )
    (result,) = saved["cells"][6]["outputs"]
    count, held = ast.literal_eval("".join(result["data"]["text/plain"]))
    assert count == 1, f"besides what the test planted, the kernel still holds: {held}"
    files = [file for file in lab.home.rglob("*") if file.is_file()]
    assert path in files
    for file in files:
        content = file.read_bytes()
        for form in (WORDS.encode(), WORDS.encode("utf-16-le"), quote(WORDS).encode()):
            assert form not in content, f"{file} holds what was written"
    path.unlink()


def test_after_a_reload_the_box_is_alive_and_empty(reader, boxes):
    boxes("kept").get_by_role("textbox").fill(WORDS)
    reader.save()
    reader.reload()
    boxes("kept").wait_for()
    expect(boxes("kept").get_by_role("textbox")).to_have_value("")
    boxes("kept").get_by_role("textbox").fill(WORDS)
    press(boxes("kept"), "Keep")
    wait_for(boxes("kept"), "Kept in this test.")
    expect(reader.page.locator(".jp-Notebook")).not_to_contain_text(
        "Error displaying widget", use_inner_text=True
    )


def test_without_a_kernel_the_box_says_that_nothing_was_kept_and_keeps_the_text(reader, boxes):
    boxes("kept").get_by_role("textbox").fill(WORDS)
    reader.page.evaluate("window.jupyterapp.shell.currentWidget.context.sessionContext.shutdown()")
    reader.page.wait_for_timeout(1000)
    press(boxes("kept"), "Keep")
    wait_for(boxes("kept"), "The notebook has not answered yet, so this is not kept so far.")
    expect(boxes("kept").get_by_role("textbox")).to_have_value(WORDS)
