"""nbgrader's Submit: the constructed notebook and nothing else; other courses go as they always do."""

from __future__ import annotations

import copy
import json
import os
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest

from securebase.course.grading.preview import preview
from securebase.course.grading.release import exercise_sources, released_notebook
from securebase.course.grading.submission import SubmissionError, kept_answers, submission_from
from securebase.course.lab.settings import CONFIG
from securebase.exercises.construct import construct

NAME = "04-the-first-hour"
COURSE = "secure-base"


@pytest.fixture(scope="module")
def released():
    source = next(path for path in exercise_sources() if path.stem == NAME)
    return nbformat.reads(released_notebook(source), as_version=4)


@pytest.fixture
def learner(tmp_path, released):
    """A learner's folder: the exercise, two answers, work in the wrong cell, and nobody's business."""
    folder = tmp_path / "work" / NAME
    folder.mkdir(parents=True)
    notebook = copy.deepcopy(released)
    notebook.cells.append(nbformat.v4.new_code_cell("def helper():\n    return 1", id="mine"))
    notebook.cells.append(nbformat.v4.new_markdown_cell("I keep thinking about Sunday", id="note"))
    (folder / f"{NAME}.ipynb").write_text(json.dumps(notebook), "utf-8")
    answers = {"exercise": NAME, "answers": {"peak-minute": 23.8, "outside-band": 20}}
    (folder / f"{NAME}.answers.json").write_text(json.dumps(answers), "utf-8")
    (folder / "diary.txt").write_text("I keep thinking about Sunday", "utf-8")
    (folder / ".ipynb_checkpoints").mkdir()
    (folder / ".ipynb_checkpoints" / f"{NAME}-checkpoint.ipynb").write_text("{}", "utf-8")
    return folder


@pytest.fixture
def submit(tmp_path):
    """Run nbgrader's own Submit with a learner's settings, and return what was said and what was sent."""
    exchange = tmp_path / "exchange"
    learners = (CONFIG / "nbgrader_config.py").read_text("utf-8")
    settings = learners + f"c.Exchange.root = {str(exchange)!r}\nc.Exchange.cache = {str(tmp_path / 'c')!r}\n"

    def run(folder, course, outbound, beside=None):
        (exchange / course / "inbound").mkdir(parents=True)
        place = exchange / course / "outbound" / folder.name
        place.mkdir(parents=True)
        for name, text in {f"{folder.name}.ipynb": outbound, **(beside or {})}.items():
            (place / name).write_text(text, "utf-8")
        for open_to_all in (exchange, exchange / course / "inbound"):
            open_to_all.chmod(0o777)
        (folder.parent / "nbgrader_config.py").write_text(settings, "utf-8")
        own = {f"JUPYTER_{kind}_DIR": str(tmp_path / kind) for kind in ("CONFIG", "DATA", "RUNTIME")}
        said = subprocess.run(
            [sys.executable, "-m", "nbgrader", "submit", folder.name, "--course", course],
            cwd=folder.parent,
            env=os.environ | own | {"IPYTHONDIR": str(tmp_path / "ipython")},
            capture_output=True,
            text=True,
            timeout=300,
            check=False,
        )
        sent = list((exchange / course / "inbound").glob("*/**/*"))
        return said, {path.name: path for path in sent if path.is_file()}

    return run


def test_submit_sends_the_constructed_notebook_alone_and_says_what_it_earns(learner, submit, released):
    (learner / "survey.ipynb").write_text("the instructor's own", "utf-8")
    before = {path: path.read_bytes() for path in learner.rglob("*") if path.is_file()}
    said, sent = submit(learner, COURSE, json.dumps(released), beside={"survey.ipynb": "{}"})
    assert said.returncode == 0, said.stderr
    assert set(sent) == {f"{NAME}.ipynb", "survey.ipynb", "timestamp.txt", "submission_secret.txt"}
    assert sent["survey.ipynb"].read_text("utf-8") == "the instructor's own"
    notebook = nbformat.read(sent[f"{NAME}.ipynb"], as_version=4)
    assert notebook == construct(released, {}, {"peak-minute": 23.8, "outside-band": 20.0})
    assert "This is what your work earns when it is run from the start: 3 of 20 points." in said.stderr
    assert "'def helper():'. If your work needs the rest, move it into the cell area-code." in said.stderr
    assert "Sunday evening" in sent[f"{NAME}.ipynb"].read_text("utf-8")
    assert "thinking about" not in said.stderr + sent[f"{NAME}.ipynb"].read_text("utf-8")
    assert {path: path.read_bytes() for path in before} == before


def test_another_courses_assignment_is_sent_as_it_always_was(learner, submit):
    other = json.dumps(nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell("1", id="one")]))
    (learner / f"{NAME}.ipynb").write_text(other, "utf-8")
    said, sent = submit(learner, "statistics", other)
    assert said.returncode == 0, said.stderr
    assert {"diary.txt", f"{NAME}.answers.json", f"{NAME}.ipynb"} <= set(sent)
    assert sent[f"{NAME}.ipynb"].read_text("utf-8") == other
    assert "what your work earns" not in said.stderr


def test_a_damaged_notebook_is_not_sent_and_the_sentence_says_what_to_do(learner, submit, released):
    (learner / f"{NAME}.ipynb").write_text("{half a notebook", "utf-8")
    said, sent = submit(learner, COURSE, json.dumps(released))
    assert said.returncode != 0
    assert "does not open as a notebook. Nothing was sent." in said.stderr
    assert sent == {}


@pytest.mark.parametrize("text", ["", "[]", "3", '{"cells": 3}', '{"nbformat": 4}', "\x00"])
def test_whatever_is_no_notebook_gets_a_sentence(released, tmp_path, text):
    path = tmp_path / f"{NAME}.ipynb"
    path.write_text(text, "utf-8")
    with pytest.raises(
        SubmissionError,
        match=r"Nothing was sent\. Move it aside, .* the answers that you kept are still there\.",
    ):
        submission_from(released, path)


def test_a_missing_notebook_gets_a_sentence(released, tmp_path):
    with pytest.raises(SubmissionError, match="could not be read"):
        submission_from(released, tmp_path / f"{NAME}.ipynb")


def test_a_damaged_answer_file_is_left_where_it_is_and_said(released, tmp_path):
    path = tmp_path / f"{NAME}.answers.json"
    path.write_text("{half", "utf-8")
    answers, sentences = kept_answers(released, tmp_path / f"{NAME}.ipynb")
    assert answers == {}
    assert "damaged" in sentences[0]
    assert path.read_text("utf-8") == "{half"


def test_a_preview_shows_partial_points_and_writes_nowhere(released, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    work = construct(released, {}, {"peak-ratio": {"men": 4.22}})
    before = copy.deepcopy(work)
    earned = {each.name: each.points for each in preview(work)}
    assert earned.pop("check-peak-ratio") == 1
    assert set(earned.values()) == {0}
    assert work == before
    assert list(Path().iterdir()) == []
