"""Exercise 3 in a real JupyterLab: a mistake met by its hint, six people matched, a step recorded."""

from __future__ import annotations

NAME = "03-history"
PATH = f"exercises/{NAME}/{NAME}.ipynb"


def test_a_mistake_meets_its_hint_and_the_step_is_recorded_without_a_word(reader, kept_answers):
    reader.open(PATH)
    reader.run_all()
    page = reader.page
    field = page.get_by_label("Your number (from 0 to 1)")
    field.wait_for(timeout=30_000)
    field.focus()
    page.keyboard.type("0,923")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.get_by_text("Kept: Where the expectation settles: 0.923 from 0 to 1.").wait_for()
    reader.run_cell_with('check("settles")')
    page.get_by_text("The two steps have changed places.").wait_for()
    reader.screenshot("exercise-03-hint")
    field.fill("0.571")
    field.press("Enter")
    page.get_by_role("button", name="Keep this answer").first.press("Enter")
    page.get_by_text("Kept: Where the expectation settles: 0.571 from 0 to 1.").wait_for()
    reader.run_cell_with('check("settles")')
    page.get_by_text("2 of 2 points. 1 of 8 parts done.").wait_for()
    reader.screenshots_of_parts("exercise-03", "Part 2", "Part 3", "Part 5", "Part 6", "Part 7", "Part 8")
    box = page.locator('[data-prompt="03-rule-and-evidence"]')
    box.scroll_into_view_if_needed()
    box.get_by_role("button", name="Not today").click()
    box.get_by_text("That is an answer too.").wait_for()
    reader.wait_until(kept_answers.has("reflection"))
    reader.screenshot("exercise-03-not-today")
    assert kept_answers.now() == {"settles": 0.571, "reflection": True}
    assert reader.complaints == []
