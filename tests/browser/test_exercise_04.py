"""Exercise 4 in a real JupyterLab: answered by keyboard, kept, checked, and there again."""

from __future__ import annotations

from playwright.sync_api import expect

NAME = "04-the-first-hour"
PATH = f"exercises/{NAME}/{NAME}.ipynb"


def test_an_answer_goes_in_by_keyboard_earns_its_points_and_is_there_after_a_reload(reader, kept_answers):
    reader.open(PATH)
    reader.run_all()
    assert not kept_answers.path.exists()
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
    reader.run_cell_with('check("peak-minute")')
    page.get_by_text("This clock starts ten minutes too early.").wait_for()

    field.fill("23,8")
    field.press("Tab")
    page.get_by_role("button", name="Keep this answer").first.press("Enter")
    page.get_by_text("Kept: The minute of the peak: 23.8 minutes.").wait_for()
    reader.run_cell_with('check("peak-minute")')
    page.get_by_text("2 of 2 points. 1 of 8 parts done.").wait_for()
    reader.screenshot("exercise-04-checked")
    assert kept_answers.now() == {"peak-minute": 23.8}

    for part in ("time-scales", "near-rest", "badges"):
        reader.run_cell_with(f'ask("{part}")')
        page.get_by_role("button", name="Keep this answer").first.wait_for()
        page.wait_for_timeout(300)
        reader.screenshot(f"exercise-04-{part}")

    page.evaluate("() => { window.jupyterapp.shell.currentWidget.context.model.dirty = false; }")
    reader.reload()
    reader.run_all()
    page.get_by_label("Your number (minutes)").wait_for(timeout=30_000)
    expect(page.get_by_label("Your number (minutes)")).to_have_value("23.8")
    page.get_by_text("2 of 2 points. 1 of 8 parts done.").wait_for()
    assert reader.complaints == []
