"""Notebooks that someone handed on in a real JupyterLab: what they bring along does not run in the page.

That it would is seen in another course's notebook on a hub, which is none of ours.
tests/course/test_live_handed_on.py asks the server alone, in more ways.
"""

from __future__ import annotations

import shutil

import nbformat
import pytest
from ipykernel.ipkernel import IPythonKernel
from open_window import OpenWindow
from playwright.sync_api import expect
from real_hub import start_hub
from stored_widget import header_with_widget, with_widget

from securebase.course.grading.source import KERNEL

NAME = "04-the-first-hour"
LESSON = f"lessons/{NAME}.md"
EXERCISE = f"exercises/{NAME}/{NAME}.ipynb"
STATE = "() => window.jupyterapp.shell.currentWidget.node.dataset.securebase"
DIRTY = "() => window.jupyterapp.shell.currentWidget.context.model.dirty"
RAN = "() => window.__ran === true"
# A cell of the reader's own: once its widget is seen, all that was stored would have been brought back.
LIVE = """# live
import anywidget
class Live(anywidget.AnyWidget):
    _esm = "export default { render({ el }) { el.textContent = 'made by a kernel'; } }"
Live()"""
HOSTILE = {
    "says that it ran": "window.__ran = true",
    "writes into the workbook": """
        window.__ran = true;
        const token = document.cookie.match(/_xsrf=([^;]+)/)[1];
        fetch("/api/contents/stolen.txt", {
            method: "PUT",
            headers: { "X-XSRFToken": token },
            body: JSON.stringify({ type: "file", format: "text", content: "all that you wrote" }),
        })""",
}


@pytest.fixture(scope="module")
def hub_window(tmp_path_factory, chromium):
    running = start_hub(tmp_path_factory.mktemp("hub"))
    window = OpenWindow(running, chromium)
    yield window
    window.close()
    running.stop()


@pytest.fixture
def on_the_hub(hub_window, request):
    """A reader on a hub, where the workbook is one folder among others."""
    yield from hub_window.lend(request)


def notebook_of_a_foreign_name():
    """One that names its kernel and language as JupyterLab would: it has nothing to write into it."""
    cells = [nbformat.v4.new_markdown_cell("Mine"), nbformat.v4.new_code_cell(LIVE)]
    metadata = {"kernelspec": KERNEL, "language_info": IPythonKernel.language_info}
    return nbformat.v4.new_notebook(cells=cells, metadata=metadata)


def put(place, content):
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_text(content if isinstance(content, str) else nbformat.writes(content), "utf-8")


def hand_on(workbook, what, place, code):
    """Put a notebook in a place as whoever wants to run something of theirs would hand it on."""
    if what == "lesson":
        put(place, header_with_widget((workbook / LESSON).read_text("utf-8"), code))
        return
    notebook = notebook_of_a_foreign_name()
    if what == "exercise":
        notebook = nbformat.read(workbook / EXERCISE, as_version=4)
        notebook.cells.append(nbformat.v4.new_code_cell(LIVE))
    put(place, with_widget(notebook, code))


def see_a_widget_of_the_kernels(person, what):
    if what == "lesson":  # its own pictures are such
        assert person.page.evaluate(STATE) == "alive"
        person.page.locator(".sb").first.wait_for()
        return
    person.run_cell_with("# live")
    person.page.get_by_text("made by a kernel", exact=True).wait_for()


@pytest.mark.parametrize("code", HOSTILE.values(), ids=HOSTILE)
@pytest.mark.parametrize(
    ("what", "path"),
    [
        ("exercise", "handed-on/exercise.ipynb"),
        ("lesson", "handed-on/lesson.md"),
        ("notebook", "handed-on/of a foreign name.ipynb"),
    ],
)
def test_a_widget_stored_in_a_notebook_does_not_run_in_the_lab(lab, reader, what, path, code):
    hand_on(lab.folder, what, lab.folder / path, code)
    try:
        reader.open(path)
        assert reader.page.evaluate(DIRTY) is False
        see_a_widget_of_the_kernels(reader, what)
        assert not reader.page.evaluate(RAN)
        assert not (lab.folder / "stolen.txt").exists()
        assert reader.complaints == []
    finally:
        shutil.rmtree(lab.folder / "handed-on")


@pytest.mark.parametrize(
    ("what", "path"),
    [
        ("exercise", "workbook/handed-on/exercise.ipynb"),
        ("exercise", "downloads/exercise.ipynb"),
        ("lesson", "downloads/lesson.md"),
        ("notebook", "workbook/handed-on/of a foreign name.ipynb"),
    ],
)
def test_nor_does_it_in_anything_of_ours_on_a_hub(on_the_hub, what, path):
    home = on_the_hub.lab.folder
    hand_on(home / "workbook", what, home / path, HOSTILE["says that it ran"])
    on_the_hub.open(path)
    see_a_widget_of_the_kernels(on_the_hub, what)
    assert not on_the_hub.page.evaluate(RAN)
    assert on_the_hub.complaints == []


def test_another_courses_notebook_on_a_hub_shows_the_widget_that_it_stored(on_the_hub):
    home = on_the_hub.lab.folder
    path = "downloads/another.ipynb"
    hand_on(home / "workbook", "notebook", home / path, HOSTILE["says that it ran"])
    on_the_hub.open(path)
    see_a_widget_of_the_kernels(on_the_hub, "notebook")
    assert on_the_hub.page.evaluate(RAN)
    on_the_hub.page.evaluate("() => { delete window.__ran; }")


def test_an_exercise_with_something_in_its_metadata_stays_asleep_and_says_why(lab, reader):
    notebook = nbformat.read(lab.folder / EXERCISE, as_version=4)
    notebook.metadata["init_cell"] = {"run_on_open": True}
    put(lab.folder / "handed-on/exercise.ipynb", notebook)
    try:
        reader.open("handed-on/exercise.ipynb")
        assert reader.page.evaluate(STATE) == "changed"
        notice = reader.page.get_by_role("status").filter(has_text="did not come with the course")
        expect(notice).to_contain_text("do not wake up by themselves", use_inner_text=True)
        reader.screenshot("handed-on-metadata")
    finally:
        shutil.rmtree(lab.folder / "handed-on")


def test_a_lesson_with_something_in_its_header_does_not_run_by_itself(lab, reader):
    text = (lab.folder / LESSON).read_text("utf-8")
    put(lab.folder / "handed-on/lesson.md", text.replace("---\n", "---\nrun_on_open: true\n", 1))
    try:
        reader.open("handed-on/lesson.md")
        assert reader.page.evaluate(STATE) == "changed"
        expect(reader.page.get_by_text("This lesson is not as the course made it")).to_be_visible()
    finally:
        shutil.rmtree(lab.folder / "handed-on")
