"""What the server tells of a hand-in: what travels, what it earns, and what stays."""

from __future__ import annotations

import asyncio
import json
from types import SimpleNamespace

import nbformat
import pytest
from coroutines import result_of
from tornado import web

from securebase.course.grading import handing_in
from securebase.course.grading.release import exercise_sources, released_notebook
from securebase.course.grading.submission import Submission
from securebase.course.lab.settings import EXTENSIONS
from securebase.course.live import hand_in
from securebase.exercises.sheet import load_sheet

NAME = "04-the-first-hour"
FILE = f"{NAME}.ipynb"


@pytest.fixture(scope="module")
def released():
    source = next(path for path in exercise_sources() if path.stem == NAME)
    return nbformat.reads(released_notebook(source), as_version=4)


@pytest.fixture
def worked_in(tmp_path, released):
    """A learner's workbook with one answer kept and a line of code."""
    place = tmp_path / "exercises" / NAME
    place.mkdir(parents=True)
    notebook = nbformat.from_dict(json.loads(nbformat.writes(released)))
    next(cell for cell in notebook.cells if cell.id == "area-code").source = "half = 1"
    nbformat.write(notebook, place / FILE)
    (place / f"{NAME}.answers.json").write_text(
        json.dumps({"exercise": NAME, "answers": {"peak-minute": 23.8}}), "utf-8"
    )
    return place / FILE


@pytest.fixture
def page(tmp_path, monkeypatch):
    """A server whose pages hear of what is sent: what it was told, and nbgrader's list of assignments."""
    told = []
    monkeypatch.setattr(handing_in, "_listeners", [])
    answers = SimpleNamespace(submit_assignment=lambda *_: dict(answers.said))
    server = SimpleNamespace(
        root_dir=str(tmp_path),
        event_logger=SimpleNamespace(
            register_event_schema=told.append, emit=lambda **event: told.append(event["data"])
        ),
        io_loop=SimpleNamespace(add_callback=lambda work, *given: result_of(work(*given))),
        web_app=SimpleNamespace(settings={"assignment_list_manager": answers}),
    )
    hand_in.tell_pages(server)
    return SimpleNamespace(told=told, answers=answers)


def look(folder, place):
    return hand_in._look(folder, place.relative_to(folder))


def test_before_it_is_handed_in_the_page_shows_all_of_it_and_what_it_earns(tmp_path, worked_in):
    report = look(tmp_path, worked_in)
    assert report["source"] == f"exercises/{NAME}/{FILE}"
    assert report["file"] == FILE
    assert report["title"] == load_sheet(NAME).title
    assert "The minute of the peak: 23.8 minutes." in report["travels"]
    assert "Your own code, one line, beginning with “half = 1”." in report["travels"]
    assert report["stays"] == []
    assert hand_in.HAND_INS.report(report["token"]) == report
    score = result_of(hand_in._score(hand_in.HAND_INS.notebook(report["token"])))
    assert (score["points"], score["most"]) == (2, 20)
    earned = {part["title"]: (part["points"], part["most"]) for part in score["parts"]}
    assert earned["The minute of the peak"] == (2, 2)
    assert sum(most for _, most in earned.values()) == 20


def test_a_run_that_does_not_end_is_ended_and_one_that_breaks_is_told(monkeypatch):
    """The first process is at work forever, the second says nothing that could be points."""
    real = asyncio.create_subprocess_exec
    running = []

    def instead(code):
        async def start(*command, **streams):
            running.append(await real(command[0], "-c", code, **streams))
            return running[-1]

        return start

    monkeypatch.setattr(hand_in, "SECONDS", 0.1)
    monkeypatch.setattr(asyncio, "create_subprocess_exec", instead("import time; time.sleep(600)"))

    async def score():
        said = await hand_in._score("{}")
        return said, await asyncio.wait_for(running[-1].wait(), 30)

    said, ended = result_of(score())
    assert "still running after 0.1 seconds" in said["trouble"]
    assert ended < 0
    monkeypatch.setattr(hand_in, "SECONDS", 60)
    monkeypatch.setattr(asyncio, "create_subprocess_exec", instead("print('Traceback')"))
    assert "could not be run on this computer" in result_of(score())[0]["trouble"]


def test_what_cannot_be_handed_in_is_told_in_a_sentence(tmp_path, worked_in):
    stranger = tmp_path / "shopping.ipynb"
    stranger.write_text("{}")
    assert look(tmp_path, stranger) == {"trouble": "shopping.ipynb is no exercise of this course."}
    worked_in.write_text("{half a notebook")
    assert "is damaged and does not open as a notebook." in look(tmp_path, worked_in)["trouble"]


def test_only_what_was_asked_for_last_is_remembered(tmp_path, released, monkeypatch):
    monkeypatch.setattr(hand_in, "_KEPT", 2)
    kept = hand_in.HandIns()
    submission = Submission(released, (), tmp_path / FILE)
    oldest, *others = [kept.add(released, submission, tmp_path)["token"] for _ in range(3)]
    for token in (oldest, "never given", None, 5):
        with pytest.raises(web.HTTPError, match="Ask again with the path") as refusal:
            kept.report(token)
        assert refusal.value.status_code == 404
    assert [kept.report(token)["token"] for token in others] == others


def test_what_nbgraders_submit_sends_is_told_to_the_pages_by_a_token_alone(page, tmp_path, released):
    assert handing_in.somebody_listens(), "so that nothing is said in the terminal"
    submission = Submission(released, ("One cell stays here.",), tmp_path / FILE)
    handing_in.tell(handing_in.HandedIn("autumn", released, submission))
    schema, event = page.told
    plugin = EXTENSIONS / "securebase" / "plugin" / "hand_in.js"
    assert f'"{schema["$id"]}"' in plugin.read_text("utf-8"), "what the page listens to"
    assert list(event) == list(schema["properties"]) == ["token"]
    report = hand_in.HAND_INS.report(event["token"])
    assert (report["course"], report["source"]) == ("autumn", FILE)
    assert report["stays"] == ["One cell stays here."]
    unknown = nbformat.from_dict(json.loads(nbformat.writes(released)))
    unknown.metadata.securebase.exercise = "99-not-here"
    handing_in.tell(handing_in.HandedIn("autumn", unknown, submission))
    assert len(page.told) == 2


def test_the_assignment_list_shows_our_sentence_in_place_of_a_traceback(page):
    ours = "securebase.ExchangeError: The notebook is damaged. Nothing was sent."
    for value, success, shown in [
        (f"Traceback …\n  File …\n{ours}\n", False, "The notebook is damaged. Nothing was sent."),
        ("Traceback …\nKeyError: 'x'", False, "Traceback …\nKeyError: 'x'"),
        (ours, True, ours),
    ]:
        page.answers.said = {"success": success, "value": value}
        assert page.answers.submit_assignment("autumn", NAME) == {"success": success, "value": shown}
