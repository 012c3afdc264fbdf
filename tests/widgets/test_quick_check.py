"""The quick check outside the browser: what its model and its bundle hold."""

from __future__ import annotations

import anywidget

from securebase.widgets import quick_check


def test_the_model_holds_the_questions_and_no_place_for_an_answer():
    check = quick_check("04-the-first-hour")
    inherited = set(anywidget.AnyWidget().get_state())
    assert set(check.get_state()) - inherited == {"title", "questions", "_css"}


def test_what_the_page_sends_changes_nothing_in_the_model():
    check = quick_check("04-the-first-hour")
    before = check.get_state()
    update = {"content": {"data": {"method": "update", "state": {"answer": "x"}, "buffer_paths": []}}}
    custom = {"content": {"data": {"method": "custom", "content": {"answer": "x"}}}}
    for message in (update, custom):
        check.comm.handle_msg(message | {"buffers": []})
    assert check.get_state() == before


def test_without_a_kernel_the_questions_can_be_read_and_the_answers_cannot():
    check = quick_check("04-the-first-hour")
    data, _metadata = check._repr_mimebundle_()
    for question in check.questions:
        assert question["question"] in data["text/html"]
        for choice in question.get("choices", []):
            assert choice["text"].replace("'", "&#x27;") in data["text/html"]
            assert choice["feedback"] not in data["text/html"]
    assert "23.8" not in data["text/html"]
    assert data["text/plain"] == "Quick check: The first minute to the first hour (5 questions)"
