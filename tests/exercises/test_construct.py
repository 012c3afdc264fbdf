"""A submission is constructed: whatever was done to a notebook, it comes out whole and says no more."""

from __future__ import annotations

import copy
import json

import nbformat
import pytest
from hypothesis import given
from hypothesis import strategies as st

from securebase.course.grading.release import exercise_sources, released_notebook
from securebase.exercises.answers_cell import read_answers, written_answers
from securebase.exercises.construct import answer_forms, construct, is_ours, left_behind
from securebase.exercises.sheet import load_sheet

PRIVATE = "Between us it was never the bill"
RIGHT = {
    name: question.form.accept(question.right)
    for name, question in load_sheet("04-the-first-hour").questions.items()
    if question.form and question.points
}


@pytest.fixture(scope="module")
def released():
    source = next(path for path in exercise_sources() if path.stem == "04-the-first-hour")
    return nbformat.reads(released_notebook(source), as_version=4)


def solution_cells(notebook):
    return {
        cell.metadata.nbgrader.grade_id: cell
        for cell in notebook.cells
        if cell.metadata.get("nbgrader", {}).get("solution")
    }


def locked_cells(notebook):
    return [cell for cell in notebook.cells if not cell.metadata.get("nbgrader", {}).get("solution")]


def cell_named(notebook, name):
    return next(cell for cell in notebook.cells if cell.metadata.get("nbgrader", {}).get("grade_id") == name)


def copied(cells, at, more):
    cells.insert(more % (len(cells) + 1), copy.deepcopy(cells[at]) | {"id": f"copy-{more}"})


def split(cells, at, _more):
    cells.insert(at, copy.deepcopy(cells[at]) | {"source": "half"})


def moved(cells, at, more):
    cells.insert(more % len(cells), cells.pop(at))


def inserted(cells, at, more):
    cells.insert(at, new_cell(KINDS[more % 3]))


def retyped(cells, at, more):
    cells[at]["cell_type"] = KINDS[more % 3]


def edited(cells, at, more):
    cells[at]["source"] = SOURCES[more % len(SOURCES)]


def run(cells, at, _more):
    cells[at]["outputs"] = [{"output_type": "stream", "name": "stdout", "text": PRIVATE}]
    cells[at]["attachments"] = {"image.png": {"image/png": PRIVATE}}
    cells[at]["metadata"] = cells[at]["metadata"] | {"mood": PRIVATE}


def regraded(cells, at, more):
    name = GRADE_IDS[more % len(GRADE_IDS)]
    cells[at]["metadata"] = {"nbgrader": {"grade_id": name, "schema_version": 99, "solution": True}}


KINDS = ("code", "markdown", "raw")
SOURCES = (
    "",
    "x = 1",
    "half of a pair: \ud800",
    "answers = {1: 2}",
    "answers = {'peak-minute': 1e400}",
    "\x00",
)
GRADE_IDS = (None, 7, "", "check-reports", "area-code", "nothing", [1])
OPERATIONS = (
    *(copied, split, moved, inserted, retyped, edited, run, regraded),
    lambda cells, at, _more: cells.pop(at),
    lambda cells, at, _more: cells[at].update(metadata={"tags": [PRIVATE]}),
    lambda cells, at, more: cells[at].update(id=f"id-{more}"),
)
places = st.integers(0, 10**4)
operations = st.lists(st.tuples(st.sampled_from(OPERATIONS), places, places), max_size=12)


def work_on(notebook, steps):
    """Do to a notebook what people, editors and accidents do."""
    for operation, place, more in steps:
        operation(notebook["cells"], place % len(notebook["cells"]), more)
    notebook["metadata"]["widgets"] = {"state": PRIVATE}


def new_cell(kind):
    return {"cell_type": kind, "id": "new", "metadata": {}, "source": PRIVATE}


@given(steps=operations)
def test_whatever_was_done_the_submission_is_a_whole_nbgrader_notebook(released, steps):
    from nbgrader.nbgraderformat import MetadataValidator

    learner = copy.deepcopy(released)
    work_on(learner, steps)
    before = copy.deepcopy(learner)
    submission = construct(released, learner, {"peak-minute": 23.8})
    nbformat.validate(submission)
    MetadataValidator().validate_nb(submission)
    assert json.dumps(locked_cells(submission)) == json.dumps(locked_cells(released))
    assert [cell.id for cell in submission.cells] == [cell.id for cell in released.cells]
    assert submission.metadata == released.metadata
    for name, cell in solution_cells(submission).items():
        assert {**cell, "source": ""} == {**solution_cells(released)[name], "source": ""}
    assert PRIVATE not in json.dumps(submission)
    assert learner == before


@given(steps=operations)
def test_constructing_from_a_submission_again_changes_nothing(released, steps):
    learner = copy.deepcopy(released)
    work_on(learner, steps)
    once = construct(released, learner, RIGHT)
    assert construct(released, once, {}) == once
    assert construct(released, once, RIGHT) == once
    nbformat.writes(once).encode("utf-8")


@given(steps=operations)
def test_what_is_left_behind_is_said_in_sentences(released, steps):
    learner = copy.deepcopy(released)
    work_on(learner, steps)
    for sentence in left_behind(released, learner):
        assert sentence.endswith(".")
        assert "\n" not in sentence


@pytest.mark.parametrize(
    "learner", [{}, {"cells": None}, {"cells": [3, None, {}]}, {"cells": [{"metadata": 1}]}]
)
def test_from_next_to_nothing_comes_the_exercise_as_released(released, learner):
    assert construct(released, learner, {}) == released


def test_the_learners_own_work_travels(released):
    learner = copy.deepcopy(released)
    cell_named(learner, "area-code")["source"] = "def area_above_start(m, c):\n    return 1"
    submission = construct(released, learner, RIGHT)
    assert cell_named(submission, "area-code").source.endswith("return 1")
    assert read_answers(cell_named(submission, "answers").source, answer_forms(released)) == RIGHT


def test_an_untouched_notebook_without_answers_is_sent_as_released(released):
    assert construct(released, copy.deepcopy(released), {}) == released
    assert left_behind(released, copy.deepcopy(released)) == []


def test_the_original_goes_before_its_copies_wherever_it_stands(released):
    learner = copy.deepcopy(released)
    original = cell_named(learner, "area-code")
    original["source"] = "original"
    learner["cells"].insert(0, copy.deepcopy(original) | {"id": "copied", "source": "a copy"})
    assert cell_named(construct(released, learner, {}), "area-code").source == "original"
    sentences = left_behind(released, learner)
    assert len(sentences) == 1
    assert "Sent: the one that begins with 'original'" in sentences[0]
    assert "Not sent: the one that begins with 'a copy'" in sentences[0]


def test_without_the_original_the_copies_are_sent_as_they_run_one_after_the_other(released):
    learner = copy.deepcopy(released)
    cell = cell_named(learner, "area-code")
    learner["cells"].remove(cell)
    learner["cells"][:0] = [cell | {"id": f"copy-{text}", "source": text} for text in ("first", "second")]
    assert cell_named(construct(released, learner, {}), "area-code").source == "first\n\nsecond"


def test_a_retyped_solution_cell_is_code_again_with_its_text(released):
    learner = copy.deepcopy(released)
    cell_named(learner, "area-code").update(
        cell_type="markdown", source="def area_above_start(m, c): return 2"
    )
    cell = cell_named(construct(released, learner, {}), "area-code")
    assert (cell.cell_type, cell.source) == ("code", "def area_above_start(m, c): return 2")


def test_a_cell_that_lost_its_metadata_is_known_by_its_id(released):
    learner = copy.deepcopy(released)
    cell_named(learner, "area-code").update(metadata={}, source="kept by its id")
    assert cell_named(construct(released, learner, {}), "area-code").source == "kept by its id"


def test_half_a_character_in_the_source_can_be_written_to_a_file(released):
    learner = copy.deepcopy(released)
    cell_named(learner, "area-code")["source"] = ["# half: \ud83d\n", "return_value = 1"]
    submission = construct(released, learner, {})
    assert nbformat.writes(submission).encode("utf-8")
    assert cell_named(submission, "area-code").source.endswith("\nreturn_value = 1")


def test_a_deleted_solution_cell_is_sent_as_it_was_and_said(released):
    learner = copy.deepcopy(released)
    learner["cells"].remove(cell_named(learner, "area-code"))
    assert construct(released, learner, {}) == released
    assert "The cell area-code is missing." in left_behind(released, learner)[0]


def test_work_in_an_added_cell_is_named_with_where_to_move_it(released):
    learner = copy.deepcopy(released)
    learner["cells"].append(new_cell("code") | {"source": "def helper(x):\n    return x"})
    sentence = left_behind(released, learner)[0]
    assert "'def helper(x):'" in sentence
    assert "move it into the cell area-code" in sentence


@pytest.mark.parametrize(
    "source", ["", "# a note", "aside = 3", 'answer("peak-minute", 23.8)', "\n  \nexercise.progress()"]
)
def test_an_added_cell_that_holds_no_work_is_not_mentioned(released, source):
    learner = copy.deepcopy(released)
    learner["cells"].append(new_cell("code") | {"source": source})
    assert left_behind(released, learner) == []


def test_answers_written_into_the_cell_come_before_those_beside_the_notebook(released):
    learner = copy.deepcopy(released)
    cell_named(learner, "answers")["source"] = "answers = {'peak-minute': 24, 'diary': 'dear diary'}"
    cell = cell_named(construct(released, learner, {"peak-minute": 3.0, "outside-band": 20.0}), "answers")
    assert read_answers(cell.source, answer_forms(released)) == {"peak-minute": 24.0, "outside-band": 20.0}
    assert "diary" not in cell.source


@pytest.mark.parametrize(
    "source",
    [
        "answers = {",
        "answers = open('x')",
        "answers = {[]: 1}",
        "answers = 3",
        "",
        "answers = " + "(" * 5000,
        "x = 1",
        "answers = {...}",
        "\x00",
    ],
)
def test_an_answer_cell_that_cannot_be_read_holds_no_answers_and_nothing_is_run(released, source):
    assert read_answers(source, answer_forms(released)) == {}


@given(answers=st.dictionaries(st.sampled_from(["peak-minute", "outside-band"]), st.floats(allow_nan=False)))
def test_what_is_written_into_the_answer_cell_is_read_from_it(released, answers):
    forms = answer_forms(released)
    finite = {name: number for name, number in answers.items() if abs(number) != float("inf")}
    assert read_answers(written_answers(finite), forms) == finite
    assert read_answers(written_answers(RIGHT), forms) == RIGHT


def test_a_notebook_of_another_course_is_not_ours(released):
    assert is_ours(released)
    assert not is_ours({"metadata": {}, "cells": []})
    assert answer_forms({"metadata": {}}) == {}
