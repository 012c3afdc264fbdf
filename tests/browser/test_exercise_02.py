"""Exercise 2 in a real JupyterLab: people counted by keyboard, and a step that says nothing but taken."""

from __future__ import annotations

NAME = "02-map"
PATH = f"exercises/{NAME}/{NAME}.ipynb"


def test_people_are_counted_by_keyboard_and_the_step_is_recorded_without_a_word(reader, kept_answers):
    reader.open(PATH)
    reader.run_all()
    page = reader.page
    counted = page.get_by_text("100 people measured twice, r = 0.65")
    counted.wait_for(timeout=30_000)
    counted.scroll_into_view_if_needed()
    reader.screenshot("exercise-02-people")
    crowd = page.get_by_role("slider").first
    crowd.focus()
    for _ in range(2):
        page.keyboard.press("ArrowRight")
    page.get_by_text("10,000 people measured twice, r = 0.65").wait_for()
    reader.screenshots_of_parts("exercise-02", "Part 1", "Part 2", "Part 4", "Part 5")
    box = page.locator('[data-prompt="02-a-label-put-down"]')
    box.scroll_into_view_if_needed()
    box.get_by_role("button", name="Not today").click()
    box.get_by_text("That is an answer too.").wait_for()
    reader.wait_until(kept_answers.has("reflection"))
    reader.screenshot("exercise-02-not-today")
    assert kept_answers.now() == {"reflection": True}
    assert reader.complaints == []
