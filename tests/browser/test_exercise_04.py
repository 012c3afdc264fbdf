"""Exercise 4 in a real JupyterLab: answered by keyboard, kept, checked, and there again."""

from __future__ import annotations

import json

import pytest

NAME = "04-the-first-hour"
PATH = f"exercises/{NAME}/{NAME}.ipynb"


@pytest.fixture
def kept(lab):
    """The file of answers; gone again afterwards."""
    path = (lab.folder / PATH).with_name(f"{NAME}.answers.json")
    path.unlink(missing_ok=True)
    yield path
    path.unlink(missing_ok=True)


def run_cell_with(reader, text):
    """Select the cell that holds ``text`` and run it, as a learner does with Shift and Enter."""
    reader.page.evaluate(
        """text => {
            const notebook = window.jupyterapp.shell.currentWidget.content;
            notebook.activeCellIndex = notebook.widgets.findIndex(
                cell => cell.model.type === 'code' && cell.model.sharedModel.getSource().includes(text));
        }""",
        text,
    )
    reader.command("notebook:run-cell")


def test_an_answer_goes_in_by_keyboard_earns_its_points_and_is_there_after_a_reload(reader, kept):
    reader.open(PATH)
    reader.run_all()
    assert not kept.exists()
    page = reader.page
    field = page.get_by_label("Your number (minutes)")
    field.wait_for(timeout=30_000)
    slider = page.get_by_role("slider").first
    slider.focus()
    page.keyboard.press("ArrowRight")
    page.get_by_text("0.5 minutes after the task began").wait_for()
    reader.screenshot("exercise-04-top")

    field.focus()
    page.keyboard.type("33.8")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.get_by_text("Kept: The minute of the peak: 33.8 minutes.").wait_for()
    run_cell_with(reader, 'check("peak-minute")')
    page.get_by_text("This clock starts ten minutes too early.").wait_for()

    field.fill("23,8")
    field.press("Tab")
    page.get_by_role("button", name="Keep this answer").first.press("Enter")
    page.get_by_text("Kept: The minute of the peak: 23.8 minutes.").wait_for()
    run_cell_with(reader, 'check("peak-minute")')
    page.get_by_text("2 of 2 points. 1 of 8 parts done.").wait_for()
    reader.screenshot("exercise-04-checked")
    assert json.loads(kept.read_text())["answers"] == {"peak-minute": 23.8}

    for part in ("time-scales", "near-rest", "badges"):
        run_cell_with(reader, f'ask("{part}")')
        page.get_by_role("button", name="Keep this answer").first.wait_for()
        page.wait_for_timeout(300)
        reader.screenshot(f"exercise-04-{part}")

    page.evaluate("() => { window.jupyterapp.shell.currentWidget.context.model.dirty = false; }")
    reader.reload()
    reader.run_all()
    page.get_by_label("Your number (minutes)").wait_for(timeout=30_000)
    assert page.get_by_label("Your number (minutes)").input_value() == "23.8"
    page.get_by_text("2 of 2 points. 1 of 8 parts done.").wait_for()
    assert reader.complaints == []
