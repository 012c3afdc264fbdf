"""The controls of a question: they show what is kept, and their button alone writes."""

from __future__ import annotations

import html

import ipywidgets as widgets
import pytest

from securebase.exercises.exercise import Exercise
from securebase.exercises.sheet import load_sheet

SHEET = load_sheet("04-the-first-hour")
ASKED = [name for name, form in SHEET.forms.items() if form.kind != "attest"]


@pytest.fixture
def exercise(tmp_path):
    return Exercise(SHEET, {}, tmp_path)


def controls(panel):
    kinds = (widgets.Text, widgets.Checkbox, widgets.Dropdown, widgets.RadioButtons)
    return [child for child in panel.children if isinstance(child, kinds)]


def status(panel):
    return panel.children[-2].value


def found(panel):
    """What the check in the panel said last."""
    return panel.children[-1].value


@pytest.mark.parametrize("name", SHEET.forms)
def test_building_and_reopening_a_panel_writes_nothing(exercise, tmp_path, name):
    exercise.ask(name)
    exercise.ask(name)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ASKED)
def test_a_right_answer_goes_in_through_the_controls_and_is_there_when_reopened(exercise, tmp_path, name):
    right = SHEET.questions[name].right
    source = exercise.ask(name)
    source.show(SHEET.forms[name].accept(right))  # sets the controls as a hand would
    assert list(tmp_path.iterdir()) == []
    source.button.click()
    assert "Kept: " in status(source)
    assert exercise.check(name) == SHEET.questions[name].points
    reopened = Exercise(SHEET, {}, tmp_path).ask(name)
    assert [each.value for each in controls(reopened)] == [each.value for each in controls(source)]
    assert "Kept: " in status(reopened)


@pytest.mark.parametrize("name", ASKED)
def test_a_change_says_that_it_is_not_kept_yet(exercise, tmp_path, name):
    panel = exercise.ask(name)
    first = controls(panel)[0]
    first.value = {widgets.Text: "7", widgets.Checkbox: True}.get(
        type(first), first.options[-1][1] if hasattr(first, "options") else None
    )
    assert "Changed." in status(panel)
    assert list(tmp_path.iterdir()) == []


def test_an_empty_field_and_an_unfinished_order_are_not_kept(exercise, tmp_path):
    for name in ("peak-minute", "peak-ratio", "time-scales", "badges"):
        panel = exercise.ask(name)
        panel.button.click()
        assert "Not kept" in status(panel)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("23.8", 23.8),
        (" 23,8 ", 23.8),
        ("−3", -3.0),
        ("1e1", 10.0),
        (".5", 0.5),
        ("24 minutes", 24.0),
        ("23,8\u202fmin.", 23.8),
    ],
)
def test_a_number_is_read_as_people_write_it(exercise, typed, kept):
    panel = exercise.ask("peak-minute")
    controls(panel)[0].value = typed
    panel.button.click()
    assert exercise.answers() == {"peak-minute": kept}


@pytest.mark.parametrize(
    "typed",
    [
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
        "about 24",
        "," * 99,
    ],
)
def test_what_is_no_number_gets_a_sentence_in_the_panel(exercise, tmp_path, typed):
    panel = exercise.ask("peak-minute")
    controls(panel)[0].value = typed
    panel.button.click()
    said = html.unescape(status(panel))
    assert f"Not kept. “{typed[:30]}" in said
    assert "cannot be read as one number. Write digits alone, as in 12.5 or 12,5" in said
    assert "quotes" not in said  # nobody types any in a field
    assert "<b>" not in status(panel)
    assert len(said) < 300
    assert list(tmp_path.iterdir()) == []


def test_a_number_without_an_end_is_refused_in_the_panel_too(exercise, tmp_path):
    panel = exercise.ask("peak-minute")
    controls(panel)[0].value = "1e400"
    panel.button.click()
    assert "This is not a finite number." in status(panel)
    assert list(tmp_path.iterdir()) == []


def test_one_field_of_two_that_cannot_be_read_is_named_by_what_stands_in_it(exercise, tmp_path):
    panel = exercise.ask("peak-ratio")
    men, women = controls(panel)
    men.value, women.value = "2,61", "180 %"
    panel.button.click()
    assert "“180 %”" in status(panel)
    assert list(tmp_path.iterdir()) == []


def test_what_cannot_be_kept_is_not_checked_with_the_answer_from_before(exercise):
    panel = exercise.ask("peak-minute")
    (field,) = controls(panel)
    field.value = "23.8"
    panel.check.click()
    assert "2 of 2 points." in found(panel)
    field.value = "24 %"
    panel.check.click()
    assert "Not kept." in status(panel)
    assert found(panel) == ""


def test_every_control_has_a_label_and_the_status_is_announced(exercise):
    for name in SHEET.forms:
        panel = exercise.ask(name)
        labels = [each.description for each in controls(panel) if not isinstance(each, widgets.RadioButtons)]
        assert all(labels)
        assert len(set(labels)) == len(labels)
        assert 'role="status"' in status(panel)


def test_an_answer_typed_later_shows_in_the_open_panel(exercise):
    panel = exercise.ask("time-scales")
    exercise.answer("time-scales", SHEET.questions["time-scales"].right)
    assert [each.value for each in controls(panel)] == SHEET.questions["time-scales"].right
    assert "Kept: " in status(panel)


def test_without_controls_the_words_and_option_names_are_shown(exercise):
    words = exercise.ask("time-scales")._repr_mimebundle_()["text/plain"]
    assert "From the fastest to the slowest (time-scales)" in words
    assert "vagus: The vagus lets go of the heart" in words


def test_the_reflection_is_one_button_that_records_true(exercise):
    panel = exercise.ask("reflection")
    assert controls(panel) == []
    panel.button.click()
    assert exercise.answers() == {"reflection": True}
    assert panel.button.description == "I took this step, or chose “not today”"


def test_what_was_matched_is_said_by_number_and_not_all_over_again(exercise):
    said = exercise.wording("badges", {"men-at-20": "data", "band": "model"})
    assert said.endswith(": Sentence 1 → DATA; Sentence 4 → MODEL")


def test_a_part_is_checked_in_its_panel_and_what_was_changed_is_kept_first(exercise, capsys):
    panel = exercise.ask("peak-minute")
    (field,) = controls(panel)
    field.value = "33.8"
    panel.check.click()
    assert "This clock starts ten minutes too early." in found(panel)
    assert "0 of 2 points. 0 of 8 parts done." in found(panel)
    assert "33.8 minutes" in status(panel)
    field.value = "23.8"
    assert found(panel) == ""
    panel.check.click()
    assert "2 of 2 points. 1 of 8 parts done." in found(panel)
    assert 'role="status"' in found(panel)
    assert exercise.check("peak-minute") == 2
    assert "2 of 2 points. 1 of 8 parts done." in capsys.readouterr().out


def test_checking_what_nobody_touched_writes_nothing(exercise, tmp_path):
    exercise.ask("peak-minute").check.click()
    assert list(tmp_path.iterdir()) == []
