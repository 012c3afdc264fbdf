"""Handing in, in JupyterLab: what the learner worked in is what is sent, and the page says all of it."""

from __future__ import annotations

import contextlib
import json
import shutil
from typing import TYPE_CHECKING

import nbformat
import pytest
from handing_in import COURSE, EXERCISE, NAME, cell, handed_in, make_exchange, press_submit, sent, submit
from open_window import end_sessions
from playwright.sync_api import expect
from real_hub import start_hub
from real_lab import start_lab
from waiting import ends

from securebase.exercises.answers_cell import written_answers

if TYPE_CHECKING:
    from pathlib import Path

# What a learner's cell waits for, so that a test knows the run is still going on.
WAITING = """\
import pathlib, time
while not pathlib.Path({flag!r}).exists():
    time.sleep(0.05)

def area_above_start(minutes, cortisol):
    return np.trapezoid(cortisol - cortisol[0], minutes)
"""


@pytest.fixture
def exchange(tmp_path):
    """An exchange for learners whose JupyterLab this test starts."""
    return make_exchange(tmp_path)


@pytest.fixture(scope="module")
def learners_place(tmp_path_factory):
    """The place of a learner in a course, for all tests of this file."""
    place = tmp_path_factory.mktemp("learner")
    make_exchange(place)
    lab = start_lab(place / "home" / "workbook", place / "home")
    yield place, lab
    lab.stop()


@pytest.fixture
def learners(learners_place):
    """Their JupyterLab and exchange, with nothing worked in and nothing sent."""
    place, lab = learners_place
    work = lab.folder / EXERCISE
    exchange = place / "exchange"
    untouched = {path: path.read_bytes() for path in work.parent.iterdir()}
    yield lab, exchange
    end_sessions(lab)
    shutil.rmtree(work.parent)
    work.parent.mkdir()
    for path, content in untouched.items():
        path.write_bytes(content)
    for arrived in (exchange / COURSE / "inbound").iterdir():
        shutil.rmtree(arrived)


def edit(path: Path, **sources):
    notebook = nbformat.read(path, as_version=4)
    for one in notebook.cells:
        name = one.metadata.get("nbgrader", {}).get("grade_id", "").replace("-", "_")
        one.source = sources.get(name, one.source)
    nbformat.write(notebook, path)


def type_code(person, source):
    person.page.evaluate(
        """source => {
            const { widgets } = window.jupyterapp.shell.currentWidget.content;
            const cell = widgets.find(one => one.model.getMetadata('nbgrader')?.grade_id === 'area-code');
            cell.model.sharedModel.setSource(source);
        }""",
        source,
    )


@contextlib.contextmanager
def held_back(page, address, method):
    """Hold what the page sends there until the end, and a moment longer than an answer would need."""
    held, holds = [], True
    page.route(
        address,
        lambda route: held.append(route) if holds and route.request.method == method else route.fallback(),
    )
    yield
    page.wait_for_timeout(1_000)
    assert held, "nothing was sent there"
    holds = False
    for route in held:
        route.continue_()


def test_submit_sends_what_the_learner_worked_in_and_the_page_says_so_while_the_server_goes_on(
    learners, make_reader, tmp_path
):
    lab, exchange = learners
    flag = tmp_path / "go on"
    work = lab.folder / EXERCISE
    edit(work, answers=written_answers({"peak-minute": 23.8}))
    (work.parent / "diary.txt").write_text("I keep thinking about Sunday")
    person = make_reader(lab)
    person.open(EXERCISE)
    type_code(person, WAITING.format(flag=str(flag)))  # and do not save
    with held_back(person.page, "**/api/contents/**", "PUT"):
        press_submit(person)
    window = handed_in(person)
    assert cell(sent(exchange)[-1], "answers") == written_answers({"peak-minute": 23.8})
    window.get_by_text("The minute of the peak: 23.8 minutes.").wait_for()
    expect(window.get_by_text("Your own code, 5 lines")).to_have_count(1)
    expect(window.get_by_text(f"Sent to the course {COURSE}")).to_have_count(1)
    person.screenshot("hand-in-running")

    # The learner's cell is still at work, and the server answers.
    expect(window.get_by_role("status")).to_contain_text("being run from the start")
    assert lab.api("status")["kernels"] == 1  # the page's own; the run has another
    flag.touch()
    window.get_by_text("6 of 20 points").wait_for(timeout=60_000)
    person.screenshot("hand-in")
    expect(window.get_by_role("listitem").filter(has_text="The minute of the peak").first).to_have_text(
        ends("2 of 2")
    )

    # No second, empty exercise was made, and nothing else of the folder travelled.
    assert not (lab.folder / NAME).exists()
    assert {path.name for path in (exchange / COURSE / "inbound").glob("*/*")} == {
        f"{NAME}.ipynb",
        "timestamp.txt",
        "submission_secret.txt",
    }
    person.page.keyboard.press("Escape")
    expect(window).to_have_count(0)
    assert person.complaints == []


def test_the_foot_of_an_exercise_shows_all_of_it_before_and_gives_a_file_that_carries_the_answers(
    learners, make_reader, keyboard, serious_findings
):
    lab, _exchange = learners
    person = make_reader(lab)
    work = lab.folder / EXERCISE
    beside = work.with_name(f"{NAME}.answers.json")
    beside.write_text(json.dumps({"exercise": NAME, "answers": {"peak-minute": 23.8}}), "utf-8")
    edit(work, area_code="half = 1")
    page = person.page
    hand_in = page.get_by_role("button", name="Hand in …")
    window = page.get_by_role("dialog", name="Hand in: ")
    with held_back(page, "**/securebase/course*", "POST"):  # the foot is drawn anew while the window is open
        person.open(EXERCISE)
        hand_in.focus()
        page.keyboard.press("Enter")
        window.get_by_text("2 of 20 points").wait_for(timeout=60_000)
    expect(window.get_by_text("The minute of the peak: 23.8 minutes.")).to_have_count(1)
    assert serious_findings(page) == []
    for width in (1280, 390):
        page.set_viewport_size({"width": width, "height": 844})
        box = window.bounding_box()
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= width
        person.screenshot(f"hand-in-before-{width}")
    page.set_viewport_size({"width": 1280, "height": 900})
    with page.expect_download() as saving:
        keyboard.press(window.get_by_role("button", name="Save the file to hand in"))
    file = saving.value
    assert file.suggested_filename == f"{NAME}.ipynb"
    notebook = nbformat.read(file.path(), as_version=4)
    assert cell(notebook, "answers") == written_answers({"peak-minute": 23.8})
    assert cell(notebook, "area-code") == "half = 1"
    page.keyboard.press("Escape")
    expect(window).to_have_count(0)
    expect(hand_in).to_be_focused()
    assert person.complaints == []


def test_what_cannot_be_handed_in_is_said_in_a_sentence_and_not_in_a_traceback(learners, make_reader):
    lab, exchange = learners
    (lab.folder / EXERCISE).write_text("{half a notebook")
    person = make_reader(lab)
    page = person.page
    page.goto(lab.url())
    page.wait_for_function("() => window.jupyterapp?.restored")
    person.command("nbgrader:open-assignment-list")
    row = page.locator("#fetched_assignments_list .list_item").filter(has_text=NAME)
    row.get_by_role("button", name="Submit").click()
    said = page.locator("#submission-message")
    said.get_by_text(f"{NAME}.ipynb is damaged and does not open as a notebook. Nothing was sent.").wait_for()
    expect(said).not_to_contain_text("Traceback")
    assert sent(exchange) == []


@pytest.mark.usefixtures("kept_answers")
def test_a_kept_answer_is_in_the_notebook_at_once_and_goes_on_with_it_on_another_computer(
    lab, reader, learners, make_reader
):
    person = reader
    person.open(EXERCISE)
    page = person.page
    parts = page.locator(".jp-OutputArea-output")
    keep = parts.filter(has_text="The minute of the peak").get_by_role("button", name="Keep this answer")
    parts.filter(has_text="The minute of the peak").get_by_role("textbox").fill("23.8")
    written = []  # the first save, once the server has done it; the page does not hear of it yet

    def hold_first_save(route):
        if route.request.method == "PUT" and not written:
            written.append((route, route.fetch()))
        else:
            route.continue_()

    page.route("**/api/contents/**", hold_first_save)
    keep.click()
    person.wait_until(lambda: bool(written))
    work = lab.folder / EXERCISE
    assert '"peak-minute": 23.8' in work.read_text("utf-8")
    # A second save, by the reader's own hand, while the first is under way: it waits for its turn.
    page.keyboard.press("Control+s")
    page.wait_for_timeout(1_000)
    expect(page.get_by_text("File Changed")).to_have_count(0)
    route, response = written[0]
    route.fulfill(response=response)
    page.wait_for_function("() => !window.jupyterapp.shell.currentWidget.context.model.dirty")
    assert person.complaints == []

    # The notebook alone, in another workbook.
    other, _exchange = learners
    (other.folder / EXERCISE).write_bytes(work.read_bytes())
    person = make_reader(other)
    person.open(EXERCISE)
    person.page.get_by_text("Kept: The minute of the peak: 23.8").first.wait_for()
    assert not (other.folder / EXERCISE).with_name(f"{NAME}.answers.json").exists()
    part = person.page.locator(".jp-OutputArea-output").filter(has_text="People outside the band")
    part.get_by_role("textbox").fill("20")
    part.get_by_role("button", name="Keep this answer").click()
    beside = (other.folder / EXERCISE).with_name(f"{NAME}.answers.json")
    person.wait_until(beside.exists)
    assert json.loads(beside.read_text())["answers"] == {"peak-minute": 23.8, "outside-band": 20.0}
    assert person.complaints == []


def test_on_a_hub_the_page_says_it_too_and_another_courses_submit_stays_as_it_is(
    make_reader, exchange, tmp_path
):
    other = exchange / "statistics" / "outbound" / "week-1"
    other.mkdir(parents=True)
    (other.parents[1] / "inbound").mkdir()
    (other.parents[1] / "inbound").chmod(0o777)
    text = json.dumps(nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell("1", id="one")]))
    (other / "week-1.ipynb").write_text(text, "utf-8")
    shutil.copytree(other, tmp_path / "home" / "week-1")
    hub = start_hub(tmp_path / "home")
    try:
        edit(hub.folder / "workbook" / EXERCISE, area_code="half = 1")
        person = make_reader(hub)
        page = person.page
        page.goto(hub.url())
        page.wait_for_function("() => window.jupyterapp?.restored")
        window = submit(person)
        window.get_by_text(f"from workbook/{EXERCISE}").wait_for()
        window.get_by_text("Your own code, one line, beginning with “half = 1”.").wait_for()
        expect(window.get_by_text("contains no answers")).to_have_count(1)
        page.keyboard.press("Escape")
        page.locator("#course_list_dropdown").click()
        page.locator("#course_list").get_by_text("statistics").click()
        row = page.locator("#fetched_assignments_list .list_item").filter(has_text="week-1")
        row.get_by_role("button", name="Submit").click()
        page.locator("#submitted_assignments_list").get_by_text("week-1").first.wait_for()
        expect(page.get_by_role("dialog")).to_have_count(0)
        assert (next((exchange / "statistics" / "inbound").iterdir()) / "week-1.ipynb").read_text(
            "utf-8"
        ) == text
    finally:
        hub.stop()
