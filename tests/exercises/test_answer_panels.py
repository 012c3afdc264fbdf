"""What stands behind a question's panel: it shows what is kept, and writes only what Keep sends."""

from __future__ import annotations

import json

import pytest
from answering import EXERCISES

from securebase.exercises.exercise import Exercise
from securebase.exercises.sheet import load_sheet

SHEET = load_sheet("04-the-first-hour")


@pytest.fixture
def exercise(tmp_path):
    return Exercise(SHEET, {}, tmp_path)


def press(panel, button, value=None):
    """Send what the page sends, and return what it hears."""
    heard = []
    panel.send = lambda message, _buffers: heard.append(message)
    letter = [] if value is None else [json.dumps(value).encode()]
    panel._receive(panel, {"ask": button, "number": 1}, letter)
    return heard[0]


@pytest.mark.parametrize("name", SHEET.forms)
def test_showing_and_reopening_a_panel_writes_nothing(exercise, tmp_path, name):
    exercise.ask(name)
    exercise.ask(name)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("value", [1e400, "23.8", [23.8], {"minute": 23.8}, True])
def test_what_the_question_does_not_take_is_refused_with_a_sentence(exercise, tmp_path, value):
    said = press(exercise.ask("peak-minute"), "keep", value)
    assert said["event"] == "failed"
    assert said["sentence"].startswith("Not kept. ")
    assert list(tmp_path.iterdir()) == []


def test_what_is_shown_after_keep_was_read_from_the_disk(exercise, tmp_path):
    panel = exercise.ask("reports")
    press(panel, "keep", {"band": "follows", "quarrel": "beyond"})
    assert panel.answer == Exercise(SHEET, {}, tmp_path).answers()["reports"]
    assert panel.said.startswith(
        "Kept: What follows from the picture: Report 1 → It follows from the picture;"
    )
    assert "; Report 3 → It may be so" in panel.said


def test_checking_what_nobody_touched_writes_nothing(exercise, tmp_path):
    assert press(exercise.ask("peak-minute"), "check")["sentences"][-1] == "0 of 2 points. 0 of 8 parts done."
    assert list(tmp_path.iterdir()) == []


def test_an_answer_typed_later_shows_in_the_open_panel(exercise):
    panel = exercise.ask("time-scales")
    right = SHEET.questions["time-scales"].right
    exercise.answer("time-scales", right)
    assert panel.answer == right
    assert panel.said.startswith("Kept: ")


def test_without_a_page_the_words_and_option_names_are_shown(exercise):
    words = exercise.ask("time-scales")._repr_mimebundle_()[0]["text/plain"]
    assert "From the fastest to the slowest (time-scales)" in words
    assert "vagus: The vagus lets go of the heart" in words


@pytest.mark.parametrize("name", EXERCISES)
def test_the_order_in_which_options_are_first_shown_earns_nothing(name, tmp_path):
    sheet = load_sheet(name)
    exercise = Exercise(sheet, {}, tmp_path)
    for question in sheet.parts:
        if question.kind == "order":
            press(exercise.ask(question.id), "keep", list(question.options))
            assert exercise.checked(question.id)[0] == 0
