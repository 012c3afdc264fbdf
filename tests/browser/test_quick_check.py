"""The quick check as a learner meets it: by keyboard alone, in a real JupyterLab, with nothing kept."""

from __future__ import annotations

import nbformat
import pytest
from playwright.sync_api import expect
from waiting import ends

NUMBERS = {
    "": "Write a number of minutes first",
    "soon": "“soon” cannot be read as one number",
    "24 hours": "“24 hours” cannot be read as one number. The unit here is: minutes.",
    "1428": "1428 is out of range. This question takes 0 to 120 minutes.",
    "−5": "-5 is out of range",
    "33.8": "ten minutes of preparation",
    "33,8": "ten minutes of preparation",
    "10": "Earlier than it is",
    "60": "Later than it is",
    "20.8": "Right.",
    "26,8": "Right.",
    "20.7": "Earlier than it is",
}
CELLS = ["from securebase.widgets import quick_check", "quick_check('04-the-first-hour')"]


@pytest.fixture
def questions(lab, reader):
    """Open a notebook with the quick check of lesson 4; return what finds its questions by their ids."""
    notebook = nbformat.v4.new_notebook(
        cells=[nbformat.v4.new_code_cell(source) for source in CELLS],
        metadata={"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}},
    )
    path = lab.folder / "quick-check-test.ipynb"
    nbformat.write(notebook, path)
    reader.open(path.name)
    reader.run_all()
    reader.page.locator(".sb-quick-check").wait_for()
    yield lambda name: reader.page.locator(f"[data-question='{name}']")
    path.unlink()


def tab_to(page, target, limit=40):
    """Press Tab until an element has the focus, as someone without a pointer does."""
    for _ in range(limit):
        if target.evaluate("element => element === document.activeElement"):
            return
        page.keyboard.press("Tab")
    pytest.fail(f"Tab did not come to {target}")


def check(page, question):
    tab_to(page, question.get_by_role("button", name="Check"))
    page.keyboard.press("Enter")
    return question.get_by_role("status")


def judged(question):
    question.get_by_role("button", name="Check").click()
    return question.get_by_role("status").inner_text()


def shown(question):
    return [text for text in question.locator(".sb-remark").all_inner_texts() if text]


def cells_of(reader):
    return reader.page.evaluate("window.jupyterapp.shell.currentWidget.content.widgets.length")


def test_all_five_questions_are_solved_by_keyboard_alone(reader, questions):
    page = reader.page
    cells = cells_of(reader)
    question = questions("what-arrives-first")
    question.get_by_role("button", name="Move up: Adrenaline").focus()

    # Order: the vagus nerve up one, then the sympathetic nerves up two.
    tab_to(page, question.get_by_role("button", name="Move up: The vagus"))
    page.keyboard.press("Enter")
    expect(question.get_by_role("status")).to_have_text(ends("now 1 of 4."), use_inner_text=True)
    tab_to(page, question.get_by_role("button", name="Move up: Sympathetic"))
    page.keyboard.press("Space")
    page.keyboard.press("Space")
    status = check(page, question)
    expect(status).to_contain_text("Right.", use_inner_text=True)
    assert [text.split(".")[0] for text in shown(question)] == [
        "A second or two",
        "Seconds to a minute",
        "Minutes",
        "About 24 minutes after the speaking begins",
    ]

    question = questions("what-model-means")
    tab_to(page, question.get_by_role("radio").first)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(question.get_by_role("status")).to_contain_text("Right.", use_inner_text=True)
    assert shown(question)[0].startswith("Yes. The band comes from")

    question = questions("after-a-time-out")
    for name in ("The nerves' push on the heart", "Adrenaline"):
        tab_to(page, question.get_by_role("checkbox", name=name))
        page.keyboard.press("Space")
    expect(check(page, question)).to_contain_text("Right.", use_inner_text=True)
    assert len(shown(question)) == 4

    question = questions("when-cortisol-peaks")
    tab_to(page, question.get_by_role("textbox"))
    page.keyboard.type("24,5 min")
    page.keyboard.press("Enter")
    expect(question.get_by_role("status")).to_contain_text("Right.", use_inner_text=True)

    question = questions("what-a-pause-does")
    for row, key in enumerate(["L", "G", "C", "G"]):
        tab_to(page, question.get_by_role("combobox").nth(row))
        page.keyboard.type(key)
    expect(check(page, question)).to_contain_text("Right.", use_inner_text=True)
    assert cells_of(reader) == cells, "a key pressed in the quick check changed the notebook"


def test_keys_pressed_in_it_are_not_shortcuts_of_the_notebook(reader, questions):
    """Two d's delete a cell in JupyterLab, b adds one, and an arrow leaves it."""
    cells = cells_of(reader)
    questions("what-model-means").get_by_role("radio").first.focus()
    for key in ("d", "d", "b", "a", "x", "ArrowDown", "ArrowUp"):
        reader.page.keyboard.press(key)
    questions("what-model-means").get_by_role("button", name="Check").focus()
    for key in ("d", "d", "b"):
        reader.page.keyboard.press(key)
    reader.page.wait_for_timeout(300)
    assert cells_of(reader) == cells
    expect(reader.page.locator(".sb-quick-check")).to_be_visible()


def test_ctrl_s_in_it_still_saves_the_notebook(reader, questions):
    dirty = "window.jupyterapp.shell.currentWidget.context.model.dirty"
    reader.save()
    reader.page.evaluate(f"{dirty} = true")
    questions("when-cortisol-peaks").get_by_role("textbox").press("Control+s")
    reader.wait_until(lambda: not reader.page.evaluate(dirty))
    assert not reader.page.evaluate(dirty), "it was saved, and stays saved"


def test_every_choice_is_answered_with_a_word_of_its_own(questions):
    """One page for all kinds: opening a notebook takes longer than all of these."""
    question = questions("what-model-means")
    words = set()
    for radio in question.get_by_role("radio").all():
        radio.check()
        assert shown(question) == [], "a remark on the last choice was left standing"
        question.get_by_role("button", name="Check").click()
        words |= set(shown(question))
    assert len(words) == 4

    question = questions("after-a-time-out")
    question.get_by_role("checkbox", name="Cortisol").check()
    said = judged(question)
    assert "One of your choices does not belong here. Two that belong are still missing." in said
    assert len(shown(question)) == 1, "remarks on choices that were not made would give the answer away"

    question = questions("what-arrives-first")
    assert "None of four is in the right place." in judged(question)
    assert shown(question) == [
        "Later than this.",
        "Earlier than this.",
        "Later than this.",
        "Earlier than this.",
    ]

    question = questions("what-a-pause-does")
    question.get_by_role("combobox").first.select_option(label="Gone over again")
    assert "3 of 4 have none yet" in judged(question)
    for box in question.get_by_role("combobox").all():
        box.select_option(label="Gone over again")
    assert "Two of four fit." in judged(question)
    assert len(set(shown(question))) == 4

    question = questions("when-cortisol-peaks")
    number = question.get_by_role("textbox")
    for typed, said in NUMBERS.items():
        number.fill(typed)
        assert said in judged(question), f"after typing {typed!r}"

    question.get_by_role("button", name="Try again").click()
    expect(number).to_have_value("")
    expect(number).to_be_focused()
    assert shown(question) == []
    expect(question.get_by_role("status")).to_have_text("", use_inner_text=True)
    expect(question.get_by_role("button", name="Try again")).to_be_hidden()


def test_nothing_is_sent_while_answering_and_nothing_is_kept(lab, reader, questions):
    sent = []

    def hear(frame):
        sent.append(str(frame))

    reader.page.on("websocket", lambda socket: socket.on("framesent", hear))
    reader.save()
    reader.reload()
    reader.page.locator(".sb-quick-check").wait_for()
    reader.page.wait_for_timeout(500)
    assert any("comm_" in frame for frame in sent), "the test does not hear the page and the kernel"
    sent.clear()
    questions("when-cortisol-peaks").get_by_role("textbox").fill("101.25")
    questions("when-cortisol-peaks").get_by_role("textbox").press("Enter")
    questions("what-model-means").get_by_role("radio").nth(2).check()
    reader.page.wait_for_timeout(500)
    assert not [frame for frame in sent if "comm_msg" in frame]
    reader.save()
    saved = (lab.folder / "quick-check-test.ipynb").read_text()
    assert "101.25" not in saved
    assert "Set the clock to zero" in saved, "without a kernel the questions can still be read"
    assert "23.8" not in saved
    reader.reload()
    reader.page.locator(".sb-quick-check").wait_for()
    expect(questions("when-cortisol-peaks").get_by_role("textbox")).to_have_value("")
    expect(questions("what-model-means").locator("input:checked")).to_have_count(0)
