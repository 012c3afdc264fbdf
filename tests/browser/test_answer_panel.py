"""The panel of a graded question: what is chosen is in the page, and Keep sends it whole, once."""

from __future__ import annotations

import pytest
from answering_by_hand import answer_by_hand
from own_kernel import show
from playwright.sync_api import expect

from securebase.exercises.exercise import Exercise
from securebase.exercises.sheet import load_sheet

SHEET = load_sheet("04-the-first-hour")
ASKED = [name for name, form in SHEET.forms.items() if form.kind != "attest"]


@pytest.fixture
def exercise(tmp_path):
    return Exercise(SHEET, {}, tmp_path)


@pytest.fixture
def ask(blank_page, exercise):
    return lambda name: show(blank_page, exercise.ask(name))


def press(panel, name):
    panel.get_by_role("button", name=name).click()


def said(panel):
    return panel.locator(".sb-panel-status").inner_text()


def fields(panel):
    return panel.evaluate(
        """panel => Array.from(panel.querySelectorAll('input, select, .sb-order-text'),
            ({ type, checked, value, textContent }) =>
            type === 'radio' || type === 'checkbox' ? checked : value ?? textContent)"""
    )


@pytest.mark.parametrize("name", ASKED)
def test_a_right_answer_goes_in_by_hand_earns_its_points_and_is_there_when_reopened(
    exercise, ask, blank_page, tmp_path, name
):
    right = SHEET.questions[name].right
    panel = ask(name)
    assert list(tmp_path.iterdir()) == []
    answer_by_hand(panel, SHEET.questions[name], right)
    assert "Changed." in said(panel)
    assert list(tmp_path.iterdir()) == []
    press(panel, "Keep this answer")
    panel.get_by_text("Kept: ").wait_for()
    assert blank_page.evaluate("() => window.sent") == 1
    assert exercise.check(name) == SHEET.questions[name].points
    shown = fields(panel)
    reopened = show(blank_page, Exercise(SHEET, {}, tmp_path).ask(name))
    assert fields(reopened) == shown
    assert "Kept: " in said(reopened)


@pytest.mark.parametrize("name", ["peak-minute", "peak-ratio", "badges"])
def test_an_empty_field_is_not_kept(ask, tmp_path, name):
    panel = ask(name)
    press(panel, "Keep this answer")
    assert "Not kept" in said(panel)
    assert list(tmp_path.iterdir()) == []


NUMBERS = [
    ("23.8", 23.8),
    (" 23,8 ", 23.8),
    ("−3", -3.0),
    ("1e1", 10.0),
    (".5", 0.5),
    ("24 minutes", 24.0),
    ("23,8\u202fmin.", 23.8),
]


def test_a_number_is_read_as_people_write_it(exercise, ask):
    panel = ask("peak-minute")
    for typed, kept in NUMBERS:
        panel.get_by_role("textbox").fill(typed)
        panel.get_by_role("textbox").press("Enter")
        panel.get_by_text(f"Kept: The minute of the peak: {kept:g} minutes.").wait_for()
        assert exercise.answers() == {"peak-minute": kept}


NO_NUMBERS = [
    "late",
    "nan",
    "<b>inf</b>",
    "1 2",
    "5 %",
    "8/65",
    "1.234,5",
    "2,5,1",
    "10 000",
    "24 m 2",
    "," * 99,
]


def test_quick_keys_all_count(exercise, ask, blank_page):
    panel = ask("badges")
    first = panel.get_by_role("combobox").first
    first.focus()
    for key in ("ArrowDown", "ArrowDown", "Tab", "ArrowDown", "Tab", "ArrowDown"):
        blank_page.keyboard.press(key)
    press(panel, "Keep this answer")
    panel.get_by_text("Kept: ").wait_for()
    options, items = list(SHEET.questions["badges"].options), list(SHEET.questions["badges"].items)
    assert exercise.answers() == {
        "badges": dict(zip(items, [options[1], options[0], options[0]], strict=False))
    }


def test_what_is_no_number_gets_a_sentence_and_is_sent_nowhere(ask, blank_page, tmp_path):
    panel = ask("peak-minute")
    for typed in NO_NUMBERS:
        panel.get_by_role("textbox").fill(typed)
        press(panel, "Keep this answer")
        assert f"Not kept. “{typed[:30]}" in said(panel)
        assert "cannot be read as one number" in said(panel)
        assert len(said(panel)) < 300
        expect(panel.get_by_role("textbox")).to_have_attribute("aria-invalid", "true")
    assert blank_page.evaluate("() => window.sent") == 0
    assert list(tmp_path.iterdir()) == []


def test_a_part_is_checked_in_its_panel_and_what_was_changed_is_kept_first(exercise, ask):
    panel = ask("peak-minute")
    field, found = panel.get_by_role("textbox"), panel.locator(".sb-panel-found")
    field.fill("33.8")
    press(panel, "Check this part")
    found.get_by_text("This clock starts ten minutes too early.").wait_for()
    assert exercise.answers() == {"peak-minute": 33.8}
    field.fill("23.8")
    expect(found).to_have_text("", use_inner_text=True)
    press(panel, "Check this part")
    found.get_by_text("2 of 2 points. 1 of 8 parts done.").wait_for()
    field.fill("24 %")
    press(panel, "Check this part")
    assert "Not kept." in said(panel)
    expect(found).to_have_text("", use_inner_text=True)


def test_a_check_leaves_the_focus_where_someone_types(ask, blank_page):
    panel = ask("peak-ratio")
    men, women = panel.get_by_role("textbox").all()
    men.fill("2,61")
    press(panel, "Check this part")
    women.focus()
    panel.get_by_text("Women: no number yet.").wait_for()
    blank_page.keyboard.type("1.8")
    expect(women).to_have_value("1.8")


def test_every_control_and_button_has_a_name_that_says_its_part(ask):
    for name in SHEET.forms:
        panel = ask(name)
        title = SHEET.questions[name].title
        expect(panel.page.get_by_role("group", name=title)).to_have_count(1)
        buttons = panel.locator(".sb-panel-buttons").get_by_role("button").all()
        assert all(title in one.get_attribute("aria-label") for one in buttons)


def test_the_reflection_is_one_button_that_records_true(exercise, ask):
    panel = ask("reflection")
    press(panel, "I took this step, or chose “not today”")
    panel.get_by_text("Kept: ").wait_for()
    assert exercise.answers() == {"reflection": True}
