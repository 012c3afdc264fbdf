"""Of several copies, the one that the learner worked in is sent and graded, and the others are named."""

from __future__ import annotations

import copy
import itertools
import json
import os

import nbformat
import pytest

from securebase.course.grading.release import exercise_sources, released_notebook
from securebase.course.grading.submission import SubmissionError
from securebase.course.grading.worked_in import submission_of

NAME = "04-the-first-hour"
FILE = f"{NAME}.ipynb"
CODE = "def area_above_start(minutes, cortisol):\n    return {0}"
COPIES = [f"{NAME}-Copy1.ipynb", f"{NAME} (1).ipynb", "my work.ipynb", "A.ipynb", "évaluation.ipynb"]


@pytest.fixture(scope="module")
def released():
    source = next(path for path in exercise_sources() if path.stem == NAME)
    return nbformat.reads(released_notebook(source), as_version=4)


@pytest.fixture
def put(tmp_path, released):
    """Put a copy into a folder, with code or without, saved at a time: ``put("a", FILE, 1, saved=3)``."""

    def save(folder, name, code=None, *, saved, answers=None):
        place = tmp_path / folder
        place.mkdir(exist_ok=True)
        notebook = copy.deepcopy(released)
        for cell in notebook.cells:
            if code is not None and cell.id == "area-code":
                cell.source = CODE.format(code)
        (place / name).write_text(json.dumps(notebook), "utf-8")
        os.utime(place / name, (saved, saved))
        if answers:
            beside = place / f"{NAME}.answers.json"
            beside.write_text(json.dumps({"exercise": NAME, "answers": answers}), "utf-8")
            os.utime(beside, (saved, saved))
        return place

    return save


def code_of(submission):
    return next(cell.source for cell in submission.notebook.cells if cell.id == "area-code")


def answers_of(submission):
    return next(cell.source for cell in submission.notebook.cells if cell.id == "answers")


@pytest.mark.parametrize("name", COPIES)
def test_work_in_a_copy_counts_with_the_answers_beside_it(put, released, name):
    folder = put("a", FILE, saved=9, answers={"peak-minute": 23.8})
    put("a", name, 1, saved=2)
    submission = submission_of(released, FILE, [folder])
    assert submission.source.name == name
    assert code_of(submission) == CODE.format(1)
    assert "'peak-minute': 23.8" in answers_of(submission)
    assert submission.sentences == ()


@pytest.mark.parametrize("name", COPIES)
@pytest.mark.parametrize(("original", "copied"), [(2, 1), (1, 2)])
def test_of_two_copies_with_work_the_one_saved_last_counts_and_the_other_is_named(
    put, released, name, original, copied
):
    folder = put("a", FILE, "the original", saved=original)
    put("a", name, "the copy", saved=copied)
    submission = submission_of(released, FILE, [folder])
    last, other = (FILE, name) if original > copied else (name, FILE)
    assert submission.source.name == last
    assert f"{other} holds other work, which is not sent. What is sent is {last}" in submission.sentences[-1]


def test_a_copy_that_says_the_same_is_not_mentioned(put, released):
    folder = put("a", FILE, 1, saved=1)
    put("a", COPIES[0], 1, saved=2)
    submission = submission_of(released, FILE, [folder])
    assert not [sentence for sentence in submission.sentences if "other work" in sentence]


@pytest.mark.parametrize("order", list(itertools.permutations(["a", "b"])))
def test_of_two_folders_the_one_with_work_counts_wherever_it_is_looked_for_first(put, released, order):
    put("a", FILE, saved=9)
    put("b", FILE, saved=1, answers={"peak-minute": 23.8})
    folders = [put("a", FILE, saved=9).parent / name for name in order]
    submission = submission_of(released, FILE, folders)
    assert submission.source.parent.name == "b"
    assert submission.sentences == ()


def test_of_two_folders_with_work_the_one_touched_last_counts_and_the_other_is_named(put, released):
    first = put("first", FILE, "a", saved=1)
    second = put("second", FILE, saved=2, answers={"peak-minute": 23.8})
    submission = submission_of(released, FILE, [first, second])
    assert submission.source.parent == second
    assert (
        f"first/{FILE} holds other work, which is not sent. What is sent is second/{FILE}"
        in submission.sentences[0]
    )


def test_where_nothing_was_done_the_first_is_sent_and_that_it_has_no_answers_is_said(put, released):
    folders = [put("a", FILE, saved=1), put("b", FILE, saved=2)]
    submission = submission_of(released, FILE, folders)
    assert submission.source == folders[0] / FILE
    assert submission.notebook == released
    assert len(submission.sentences) == 1
    assert (
        f"{FILE} contains no answers: none are written in it, and {NAME}.answers.json"
        in submission.sentences[0]
    )


def test_a_damaged_notebook_is_named_and_its_copy_sent(put, released):
    folder = put("a", COPIES[0], 1, saved=1)
    (folder / FILE).write_text("{half a notebook")
    submission = submission_of(released, FILE, [folder])
    assert code_of(submission) == CODE.format(1)
    assert f"{FILE} is damaged and does not open as a notebook." in submission.sentences


def test_notebooks_of_other_exercises_and_of_nobody_are_no_copies(put, released):
    folder = put("a", FILE, saved=1)
    other = json.loads((folder / FILE).read_text())
    other["metadata"]["securebase"]["exercise"] = "01-signal"
    for name, text in {"other": json.dumps(other), "list": "[]", "empty": "", "own": '{"cells": []}'}.items():
        (folder / f"{name}.ipynb").write_text(text)
    assert submission_of(released, FILE, [folder]).source.name == FILE


def test_where_there_is_no_copy_at_all_a_sentence_says_where_it_was_looked_for(released, tmp_path):
    with pytest.raises(SubmissionError, match=rf"{FILE} was not found in .*a or .*b\. Nothing was sent"):
        submission_of(released, FILE, [tmp_path / "a", tmp_path / "b"])
