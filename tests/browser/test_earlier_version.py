"""The workbook that the version before left, opened in a JupyterLab of today and handed in."""

from __future__ import annotations

from earlier_version import unpack_earlier_version
from handing_in import EXERCISE, cell, make_exchange, sent, submit
from playwright.sync_api import expect

LESSON = "lessons/04-the-first-hour.md"
STATE = "() => window.jupyterapp.shell.currentWidget.node.dataset.securebase"


def test_it_opens_with_its_answers_and_what_was_worked_in_is_sent(own_lab, make_reader, tmp_path):
    exchange = make_exchange(tmp_path)
    person = make_reader(own_lab(folder=unpack_earlier_version(tmp_path / "before") / "workbook"))
    person.open(LESSON)
    assert person.page.evaluate(STATE) == "alive"
    # The learner's own exercise stays as it was, and today's asks something else: nothing in it runs unasked.
    person.open(EXERCISE)
    assert person.page.evaluate(STATE) == "changed"
    person.page.get_by_text("from an earlier version of the course").wait_for()
    person.page.get_by_role("button", name="Run all of it").click()
    person.page.get_by_text("Kept: The minute of the peak: 23.8").first.wait_for()
    peak = person.page.locator(".jp-OutputArea-output").filter(has_text="The minute of the peak")
    expect(peak.get_by_role("textbox")).to_have_value("23.8")

    window = submit(person)
    window.get_by_text(f"from {EXERCISE}").wait_for()
    assert "'peak-minute': 23.8" in cell(sent(exchange)[-1], "answers")
    person.page.keyboard.press("Escape")
    window = submit(person, "02-map")
    window.get_by_text("from 02-map/02-map.ipynb").wait_for()
    assert "'same-region'" in cell(sent(exchange, "02-map")[-1], "answers")
    assert person.complaints == []
