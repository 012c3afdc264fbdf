"""Every exercise in a real JupyterLab: answered by keyboard, checked, and there again after a reload."""

from __future__ import annotations

import json

import pytest
from answering import EXERCISES, sheet_of
from answering_by_hand import answer_by_hand
from playwright.sync_api import expect


@pytest.fixture(params=EXERCISES)
def exercise(request, lab):
    """The questions of one exercise; what is answered is gone afterwards, from its notebook too."""
    sheet = sheet_of(request.param)
    notebook = lab.folder / "exercises" / sheet.exercise / f"{sheet.exercise}.ipynb"
    released = notebook.read_bytes()
    yield sheet
    notebook.with_name(f"{sheet.exercise}.answers.json").unlink(missing_ok=True)
    notebook.write_bytes(released)


def panel_of(page, question):
    return page.locator(f".sb-panel[data-question='{question.id}']:visible")


def too_wide(page):
    """Name what of ours is wider than the place that it stands in."""
    return page.evaluate("""() => Array.from(document.querySelectorAll('.jp-NotebookPanel .sb'))
        .filter(one => one.offsetParent !== null && one.scrollWidth > one.clientWidth + 1)
        .map(one => [one.className, one.scrollWidth, one.clientWidth, one.textContent.slice(0, 80)])""")


def test_an_exercise_is_answered_checked_and_there_again(reader, exercise, serious_findings):
    path = f"exercises/{exercise.exercise}/{exercise.exercise}.ipynb"
    kept = reader.lab.folder / path.replace(".ipynb", ".answers.json")
    reader.open(path)
    page = reader.page
    expect(page.get_by_text("Validate", exact=True).filter(visible=True)).to_have_count(0)
    asked = [one for one in exercise.parts if one.form]
    for question in asked:
        panel = panel_of(page, question)
        answer_by_hand(panel, question, question.right)
        panel.get_by_role("button", name=f"Check this part: {question.title}").press("Enter")
        panel.get_by_text(f"{question.points:g} of {question.points:g} points.").wait_for()
        reader.screenshot(f"{exercise.exercise}-{question.id}")
    box = page.locator(".sb-private")
    box.get_by_role("button", name="Not today").press("Enter")
    box.get_by_text("That is an answer too.").wait_for()
    reader.wait_until(lambda: json.loads(kept.read_text())["answers"].get("reflection") is True)

    answers = json.loads(kept.read_text())["answers"]
    assert set(answers) == {one.id for one in asked} | {"reflection"}
    reader.save()
    reader.close()
    reader.open(path)
    for question in asked:
        panel_of(page, question).get_by_text("Kept: ").wait_for()
    assert json.loads(kept.read_text())["answers"] == answers

    page.set_viewport_size({"width": 1280, "height": 12_000})
    assert serious_findings(page) == []
    page.set_viewport_size({"width": 390, "height": 844})
    page.locator(f".sb-course-panel [data-path='{path}']").click()  # and the contents make room for it
    page.locator(".sb-course-panel").wait_for(state="hidden")
    page.wait_for_timeout(500)
    reader.screenshot(f"{exercise.exercise}-390")
    assert too_wide(page) == []
    page.locator(".jp-Toolbar-responsive-opener:visible").click()
    expect(page.get_by_text("Validate", exact=True).filter(visible=True)).to_have_count(0)
    assert reader.complaints == []
