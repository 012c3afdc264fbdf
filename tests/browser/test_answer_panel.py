"""The panel of a graded question: what is chosen is in the page, and Keep sends it whole, once."""

from __future__ import annotations

import math
from pathlib import Path

import pytest
from answering_by_hand import answer_by_hand
from own_kernel import show
from playwright.sync_api import expect

from securebase.exercises.exercise import Exercise
from securebase.exercises.sheet import load_sheet
from securebase.widgets import quick_checks

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


@pytest.mark.parametrize("name", ["peak-minute", "peak-ratio", "reports"])
def test_an_empty_field_is_not_kept(ask, tmp_path, name):
    panel = ask(name)
    press(panel, "Keep this answer")
    assert "Not kept" in said(panel)
    assert list(tmp_path.iterdir()) == []


SHARE, MINUTES, PEOPLE, EVENINGS = "as a number from 0 to 1", "minutes", "of 100 people", "of 200 evenings"
RATIO, SPREADS = "times the start", "spreads of a single experience"
READ = {
    ("23.8", MINUTES): 23.8,
    (" 23,8 ", MINUTES): 23.8,
    (".5", MINUTES): 0.5,
    (",5", MINUTES): 0.5,
    ("24.", MINUTES): 24,
    ("1e1", MINUTES): 10,
    ("~24", MINUTES): 24,
    ("= .57", SHARE): 0.57,
    ("0,123", SHARE): 0.123,  # a nought in front: no thousands
    ("5.260", MINUTES): 5.26,
    ("1234,567", MINUTES): 1234.567,
    ("57", SHARE): 57,  # a hint asks whether it is a percentage
    ("−3", MINUTES): -3,
    ("–0.44", SPREADS): -0.44,
    ("- 0.44", SPREADS): -0.44,
    ("+3", MINUTES): 3,
    ("24 minutes", MINUTES): 24,
    ("23,8\u202fmin.", MINUTES): 23.8,
    ("8 of 200", EVENINGS): 8,
    ("8 evenings", EVENINGS): 8,
    ("2.6 times", RATIO): 2.6,
    ("2.6×", RATIO): 2.6,
    ("12 of 100", PEOPLE): 12,
}
READ_AND_SAID = {
    ("8/65", SHARE): 8 / 65,
    ("4 / 7", SHARE): 4 / 7,
    ("26.0/9.98", RATIO): 26 / 9.98,
    ("½", SHARE): 0.5,
    ("3½ min", MINUTES): 3.5,
    ("−3 1/2", MINUTES): -3.5,
    ("12 of 100", SHARE): 0.12,
    ("3 in 10", SHARE): 0.3,
    ("57 %", SHARE): 0.57,
    ("57%", SHARE): 0.57,
    ("57 percent", SHARE): 0.57,
    ("57,1 per cent", SHARE): 0.571,
    ("57 %", PEOPLE): 57,
    ("1.234,5", MINUTES): 1234.5,
    ("1,234.5", MINUTES): 1234.5,
    ("1,234,567", MINUTES): 1_234_567,
    ("10 000", MINUTES): 10_000,
    ("10\u202f000 min", MINUTES): 10_000,
    ("10'000", MINUTES): 10_000,
}
COULD_MEAN = {
    ("5,260", MINUTES): "5.26 or 5260",
    ("−5,260", MINUTES): "-5.26 or -5260",
    ("5,260/2", MINUTES): "2.63 or 2630",
    ("0.57 %", SHARE): "0.0057 or 0.57",
}
A_PERCENTAGE = [("5 %", MINUTES), ("4 percent", EVENINGS), ("261 %", RATIO)]
NO_NUMBER = [
    *("late", "nan", "<b>inf</b>", "1 2", "2,5,1", "24 m 2", "24 hours", "20–30", "--5", "1e999", "5/0"),
    *("8/65/2", "5²", "24 1", "1,23,4", "," * 99),
]


def test_a_number_is_read_as_people_write_it_or_a_sentence_says_why_not(blank_page):
    asked = [*READ, *READ_AND_SAID, *COULD_MEAN, *A_PERCENTAGE, *((text, MINUTES) for text in NO_NUMBER)]
    script = f"""rows => {{
        {(Path(quick_checks.__file__).parent / "static" / "numbers.js").read_text("utf-8")}
        return rows.map(([text, unit]) => sbNumbers.read(text, unit));
    }}"""
    said = dict(zip(asked, blank_page.evaluate(script, [list(each) for each in asked]), strict=True))
    for written, value in READ.items():
        assert said[written] == {"value": value, "trouble": "", "note": ""}, written
    for written, value in READ_AND_SAID.items():
        assert said[written]["value"] == pytest.approx(value, rel=1e-15), written
        shown = value if value == int(value) else float(f"{value:.6g}")
        assert said[written]["note"] == f"“{written[0]}” is read as {shown:.12g}."
    for written, meanings in COULD_MEAN.items():
        trouble = f"“{written[0]}” could mean {meanings}. Write the one you mean."
        assert said[written]["trouble"] == trouble, written
        assert math.isnan(said[written]["value"])
    for text, unit in A_PERCENTAGE:
        assert f"“{text}” is a percentage" in said[text, unit]["trouble"]
    for text in NO_NUMBER:
        assert f"“{text[:30]}" in said[text, MINUTES]["trouble"]
        assert "cannot be read as one number" in said[text, MINUTES]["trouble"]
        assert len(said[text, MINUTES]["trouble"]) < 200
    assert said["24 hours", MINUTES]["trouble"].endswith("The unit here is: minutes.")


def test_what_was_read_is_said_and_what_was_typed_stays(exercise, ask):
    panel = ask("peak-minute")
    field = panel.get_by_role("textbox")
    for typed, kept, note in (
        ("23,8 min", 23.8, ""),
        ("47 1/2", 47.5, "“47 1/2” is read as 47.5. "),
    ):
        field.fill(typed)
        field.press("Enter")
        panel.get_by_text(f"{note}Kept: The minute of the peak: {kept:g} minutes.").wait_for()
        assert exercise.answers() == {"peak-minute": kept}
        assert field.input_value() == typed


def test_quick_keys_all_count(exercise, ask, blank_page):
    panel = ask("reports")
    first = panel.get_by_role("combobox").first
    first.focus()
    for key in ("ArrowDown", "ArrowDown", "Tab", "ArrowDown", "Tab", "ArrowDown"):
        blank_page.keyboard.press(key)
    press(panel, "Keep this answer")
    panel.get_by_text("Kept: ").wait_for()
    options, items = list(SHEET.questions["reports"].options), list(SHEET.questions["reports"].items)
    assert exercise.answers() == {
        "reports": dict(zip(items, [options[1], options[0], options[0]], strict=False))
    }


def test_what_is_no_number_gets_a_sentence_and_is_sent_nowhere(ask, blank_page, tmp_path):
    panel = ask("peak-minute")
    for typed, said_of_it in (
        ("late", "cannot be read"),
        ("5,260", "could mean"),
        ("5 %", "is a percentage"),
    ):
        panel.get_by_role("textbox").fill(typed)
        press(panel, "Keep this answer")
        assert f"Not kept. “{typed}” {said_of_it}" in said(panel)
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
