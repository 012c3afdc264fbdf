"""Exercise 1 in a real JupyterLab: scenes placed by keyboard, and a hint for the question turned round.

Arrow keys in a list of options are JupyterLab's shortcut to the next cell, unless the panel keeps its keys.
"""

from __future__ import annotations

from securebase.exercises.sheet import load_sheet

NAME = "01-signal"
PATH = f"exercises/{NAME}/{NAME}.ipynb"
SCENES = load_sheet(NAME).questions["scenes"]


def keep_until_all_is_kept(reader, is_kept):
    """Press Enter on Keep, and again where the panel says "Changed".

    A control tells the kernel of quick changes one by one, and this hand is quicker than any.
    """
    for _ in range(20):
        reader.page.keyboard.press("Enter")
        reader.page.wait_for_timeout(1000)
        if is_kept():
            return
    raise AssertionError("what was chosen was not kept within twenty presses of Keep")


def choose_by_keyboard(control, place):
    """Press the arrow until the list stands at a place.

    One press a place is not always enough: these lists of ipywidgets at times miss the first key, as whoever
    looks can see.
    """
    control.focus()
    for _ in range(2 * place):
        if control.evaluate("list => list.selectedIndex") == place:
            return
        control.page.keyboard.press("ArrowDown")
    assert control.evaluate("list => list.selectedIndex") == place


def test_scenes_are_placed_by_keyboard_and_ten_of_twelve_are_enough(reader, kept_answers):
    reader.open(PATH)
    reader.run_all()
    page = reader.page
    page.get_by_label("Scene 1", exact=True).wait_for(timeout=60_000)
    options, placed = list(SCENES.options), {}
    for number, item in enumerate(SCENES.items, 1):
        right = options.index(SCENES.right[item])
        chosen = right if number <= 10 else (right + 1) % 3  # the last two go elsewhere
        placed[item] = options[chosen]
        choose_by_keyboard(page.get_by_label(f"Scene {number}", exact=True), chosen + 1)
    page.keyboard.press("Tab")
    keep_until_all_is_kept(reader, lambda: kept_answers.now().get("scenes") == placed)
    page.get_by_text("Kept: Seeking, haven or base:").wait_for()
    reader.screenshot("exercise-01-scenes")
    reader.run_cell_with('check("scenes")')
    page.get_by_text("5 of 5 points. 1 of 7 parts done.").wait_for()
    page.get_by_text("Scene 11: no alarm this time.").wait_for()

    field = page.get_by_label("Your number (as a number from 0 to 1)")
    field.fill("0,8")
    field.press("Tab")
    page.keyboard.press("Enter")
    page.get_by_text("Kept: The chance that this silence is rejection: 0.8").wait_for()
    reader.run_cell_with('check("chance")')
    page.get_by_text("asks how often silence means").wait_for()
    reader.screenshot("exercise-01-turned-round")

    box = page.locator('[data-prompt="01-before-the-silence"]')
    box.scroll_into_view_if_needed()
    box.get_by_role("button", name="Not today").click()
    box.get_by_text("That is an answer too.").wait_for()
    reader.wait_until(kept_answers.has("reflection"))
    answers = kept_answers.now()
    assert answers["reflection"] is True
    assert set(answers) == {"scenes", "chance", "reflection"}
    assert reader.complaints == []
