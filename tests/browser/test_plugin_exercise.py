"""An exercise on another day: alive when opened, the answers in place, nothing written by opening it."""

from __future__ import annotations

import json

import pytest
from playwright.sync_api import expect

NAME = "04-the-first-hour"
EXERCISE = f"exercises/{NAME}/{NAME}.ipynb"
DIRTY = "() => window.jupyterapp.shell.currentWidget.context.model.dirty"


def part(page, title):
    return page.locator(".jp-OutputArea-output").filter(has_text=title)


RIGHT = "def area_above_start(minutes, cortisol):\n    return np.trapezoid(cortisol - cortisol[0], minutes)"


def write_code(reader, source):
    reader.page.evaluate(
        """source => {
            const { widgets } = window.jupyterapp.shell.currentWidget.content;
            const cell = widgets.find(one => one.model.getMetadata('nbgrader')?.grade_id === 'area-code');
            cell.model.sharedModel.setSource(source);
        }""",
        source,
    )


def files(folder):
    return {
        path.name: (path.read_bytes(), path.stat().st_mtime_ns) for path in folder.iterdir() if path.is_file()
    }


@pytest.mark.usefixtures("kept_answers")
def test_on_another_day_an_exercise_is_alive_with_its_answers(lab, reader):
    place = lab.folder / EXERCISE
    reader.open(EXERCISE)
    reader.run_all()
    number = part(reader.page, "The minute of the peak").get_by_role("textbox")
    number.fill("23.8")
    part(reader.page, "The minute of the peak").get_by_role("button", name="Keep this answer").click()
    reader.page.get_by_text("Kept: The minute of the peak: 23.8").first.wait_for()
    write_code(reader, RIGHT)
    reader.save()
    outputs = [out for cell in json.loads(place.read_text())["cells"] for out in cell.get("outputs", [])]
    assert outputs
    assert not [out for out in outputs if "application/vnd.jupyter.widget-view+json" in out.get("data", {})]
    reader.close()
    before = files(place.parent)

    reader.open(EXERCISE)
    page = reader.page
    page.get_by_text("Kept: The minute of the peak: 23.8").first.wait_for()
    expect(part(page, "The minute of the peak").get_by_role("textbox")).to_have_value("23.8")
    expect(page.get_by_text("Error displaying widget")).to_have_count(0)
    page.wait_for_timeout(3000)
    assert page.evaluate(DIRTY) is False
    assert files(place.parent) == before
    reader.screenshot("plugin-exercise")

    # Of the learner's own code nothing ran by itself. One button runs and checks it; the check stays folded.
    expect(page.locator(".jp-InputArea-editor:visible").filter(has_text="exercise.check(")).to_have_count(0)
    page.locator(".sb-check-button").click()
    check = page.locator(".sb-has-fold").filter(has=page.locator(".sb-check-button"))
    check.locator(".jp-OutputArea").get_by_text("4 of 4 points").wait_for(timeout=30_000)
    expect(check.get_by_role("status")).to_contain_text("4 of 4 points")
    assert page.evaluate("() => document.activeElement.textContent") == "Check this part"
    reader.screenshot("plugin-exercise-code")

    # And it answers: what is kept now is kept. Who types while a check runs goes on typing.
    number = part(page, "The minute of the peak").get_by_role("textbox")
    found = check.get_by_role("status")
    page.locator(".sb-check-button").click()
    number.focus()
    number.fill("")
    page.wait_for_function("element => element.textContent.includes('4 of 4')", arg=found.element_handle())
    page.keyboard.type("24")
    expect(number).to_have_value("24")
    part(page, "The minute of the peak").get_by_role("button", name="Keep this answer").click()
    page.get_by_text("Kept: The minute of the peak: 24").first.wait_for()

    # What is not saved yet is tried, too.
    write_code(reader, RIGHT.replace("cortisol - cortisol[0]", "cortisol"))
    page.locator(".sb-check-button").click()
    check.locator(".jp-OutputArea").get_by_text("0 of 4 points").wait_for(timeout=30_000)
    assert reader.complaints == []
