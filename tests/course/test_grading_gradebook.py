"""A whole course through stock nbgrader's own commands: the right score, whatever was sent."""

from __future__ import annotations

import copy
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest
from earlier_version import unpack_earlier_version

from securebase.course.grading.nbgrader_course import CourseFolderError, init_course
from securebase.course.grading.release import exercise_sources, released_notebook
from securebase.exercises.answers_cell import written_answers
from securebase.exercises.sheet import load_sheet

NAME = "04-the-first-hour"
RIGHT_FUNCTION = """\
def area_above_start(minutes, cortisol):
    above = cortisol - cortisol[0]
    return np.sum((above[1:] + above[:-1]) / 2 * np.diff(minutes))
"""
NOISY_FUNCTION = """\
import logging, os, sys, warnings
logging.basicConfig()
logger = logging.getLogger("mine")

def area_above_start(minutes, cortisol):
    print("I am here", file=sys.stderr)
    warnings.warn("careful")
    logger.warning("careful")
    os.system("echo from another program >&2")
    above = cortisol - cortisol[0]
    return np.sum((above[1:] + above[:-1]) / 2 * np.diff(minutes))
"""
SHEET = load_sheet(NAME)
RIGHT = {part.id: part.form.accept(part.right) for part in SHEET.parts if part.form}
WRONG = {
    "peak-minute": 33.8,
    "peak-ratio": {"men": 0.24, "women": 0.38},
    "time-scales": RIGHT["time-scales"][::-1],
    "near-rest": ["cortisol", "glands"],
    "added-minutes": {"men": 573.0, "women": 286.0},
    "reports": {
        item: "against" if said == "follows" else "follows" for item, said in RIGHT["reports"].items()
    },
    "outside-band": 80.0,
}
HALF = {
    "peak-minute": 24.2,
    "peak-ratio": {"men": 4.2},
    "near-rest": RIGHT["near-rest"],
    "outside-band": 20.0,
}
HALF_SCORES = {"peak-minute": 2, "peak-ratio": 1, "near-rest": 3, "outside-band": 1}


def nbgrader(folder, *command):
    """Run one of nbgrader's commands as an instructor does, and return what it said."""
    own = folder.parent / "jupyter"
    outside_of_tests = {name: value for name, value in os.environ.items() if name != "PYTEST_CURRENT_TEST"}
    environment = outside_of_tests | {  # with it, a kernel would not listen to what other programs print
        "PATH": os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]]),
        **{f"JUPYTER_{kind}_DIR": str(own / kind) for kind in ("CONFIG", "DATA", "RUNTIME")},
        "IPYTHONDIR": str(own / "ipython"),
    }
    return subprocess.run(
        [sys.executable, "-m", "nbgrader", *command],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )


def cell_named(notebook, name):
    return next(cell for cell in notebook.cells if cell.metadata.get("nbgrader", {}).get("grade_id") == name)


def answered(released, answers, function=None):
    notebook = copy.deepcopy(released)
    if answers:
        cell_named(notebook, "answers").source = written_answers(answers)
    if function:
        cell_named(notebook, "area-code").source = function
    return notebook


def without_tests(notebook):
    for name in ("check-peak-minute", "check-reports", "setup"):
        notebook.cells.remove(cell_named(notebook, name))
    return notebook


def with_copies(notebook):
    for number, name in enumerate(("area-code", "check-near-rest", "answers")):
        notebook.cells.append(copy.deepcopy(cell_named(notebook, name)) | {"id": f"copy-{number}"})
    cell_named(notebook, "check-reports").cell_type = "markdown"
    cell_named(notebook, "progress").metadata.nbgrader.schema_version = 99
    return notebook


def calculating(released):
    """Answers that are no literals, all of them right, and one that only running could tell."""
    notebook = answered(released, {})
    cell_named(notebook, "answers").source = """\
answers = {
    "peak-minute": 20 + 3.8,
    "peak-ratio": dict(men=np.float64(4.216), women=round(25.97 / 9.98, 2)),
    "near-rest": ("vagus", "sympathetic", "adrenaline"),
    "added-minutes": {"men": 27.9, "women": float(women[3])},
}
answers["outside-band"] = 10 + 10
"""
    return notebook


def carrying(released):
    notebook = copy.deepcopy(released)
    notebook.metadata.securebase.kept = HALF
    return notebook


def split(released):
    notebook = answered(released, {}, "\n".join(RIGHT_FUNCTION.splitlines()[:2]))
    place = notebook.cells.index(cell_named(notebook, "area-code"))
    rest = copy.deepcopy(notebook.cells[place]) | {"id": "rest", "source": RIGHT_FUNCTION.splitlines()[2]}
    notebook.cells.insert(place + 1, rest)
    return notebook


def loaded_by(page):
    return re.findall(r"""<(?:script|link|img)[^>]*(?:src|href)=["'](http[^"']+)""", page)


def send(folder, learner, text, **beside):
    place = folder / "submitted" / learner / NAME
    place.mkdir(parents=True)
    (place / f"{NAME}.ipynb").write_text(text, "utf-8")
    for name, content in beside.items():
        (place / name.replace("__", ".")).write_text(content, "utf-8")


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    """A course in which twelve invented learners have handed in, and which has been graded once."""
    folder = tmp_path_factory.mktemp("class") / "course"
    init_course(folder)
    generated = nbgrader(folder, "generate_assignment", NAME)
    assert generated.returncode == 0, generated.stderr
    released = nbformat.read(folder / "release" / NAME / f"{NAME}.ipynb", as_version=4)
    right = answered(released, RIGHT, RIGHT_FUNCTION)
    learners = {
        "all-right": right,
        "all-wrong": answered(released, WRONG, "def area_above_start(m, c):\n    return 1 / 0"),
        "untouched": released,
        "deleted-tests": without_tests(copy.deepcopy(right)),
        "copied-cells": with_copies(copy.deepcopy(right)),
        "stray-stderr": answered(released, RIGHT, NOISY_FUNCTION),
        "calculates": calculating(released),
        "came-alone": carrying(released),
        "split-a-cell": split(released),
        "worked-in-a-copy": released,
    }
    for learner, notebook in learners.items():
        send(folder, learner, json.dumps(notebook))
    in_copy = json.dumps(right)
    (folder / "submitted" / "worked-in-a-copy" / NAME / f"{NAME}-Copy1.ipynb").write_text(in_copy, "utf-8")
    kept = json.dumps({"format": 1, "exercise": NAME, "answers": HALF})
    send(folder, "half-done", json.dumps(released), **{f"{NAME}__answers__json": kept, "numpy__py": "boom"})
    send(folder, "broken", "{this is no notebook")
    graded = nbgrader(folder, "autograde", NAME)
    feedback = nbgrader(folder, "generate_feedback", NAME)
    assert feedback.returncode == 0, feedback.stderr
    return folder, graded


@pytest.fixture(scope="module")
def scores(course):
    """Each learner's score for each graded cell, as the gradebook has it."""
    from nbgrader.api import Gradebook

    with Gradebook(f"sqlite:///{course[0] / 'gradebook.db'}") as gradebook:
        return {
            submission.student_id: {
                grade.name.removeprefix("check-"): grade.score
                for notebook in submission.notebooks
                for grade in notebook.grades
            }
            for submission in gradebook.assignment_submissions(NAME)
        }


def test_the_released_notebook_is_what_stock_nbgrader_makes(course):
    stock = (course[0] / "release" / NAME / f"{NAME}.ipynb").read_text("utf-8")
    source = next(path for path in exercise_sources() if path.stem == NAME)
    assert released_notebook(source) == stock
    assert "np.trapezoid(c" not in stock
    assert '"peak-minute": 23.8' not in stock
    assert "BEGIN SOLUTION" not in stock


@pytest.mark.parametrize(
    "learner", ["all-right", "deleted-tests", "copied-cells", "stray-stderr", "worked-in-a-copy"]
)
def test_whoever_has_everything_right_has_every_point_whatever_happened_to_the_notebook(scores, learner):
    assert scores[learner] == {part.id: part.points for part in SHEET.parts}


@pytest.mark.parametrize("learner", ["untouched", "all-wrong", "broken"])
def test_nothing_and_everything_wrong_have_no_points_in_any_check(scores, learner):
    assert scores[learner] == dict.fromkeys((part.id for part in SHEET.parts), 0)


@pytest.mark.parametrize("learner", ["half-done", "came-alone"])
def test_half_done_has_its_half_from_the_answers_beside_or_in_the_notebook(scores, learner):
    assert scores[learner] == dict.fromkeys((part.id for part in SHEET.parts), 0) | HALF_SCORES


def test_answers_that_can_be_read_count_and_the_other_is_named_to_the_instructor(course, scores):
    earned = {"peak-minute": 2, "peak-ratio": 2, "near-rest": 3, "outside-band": 1}
    assert scores["calculates"] == dict.fromkeys((part.id for part in SHEET.parts), 0) | earned
    assert f"calculates, {NAME}: The answer to added-minutes could not be read" in course[1].stderr


def test_a_function_that_was_split_in_two_cells_is_graded_whole(scores):
    assert scores["split-a-cell"] == dict.fromkeys((part.id for part in SHEET.parts), 0) | {"area-code": 4}


def test_a_notebook_without_answers_is_said_to_both_sides(course):
    folder, graded = course
    assert f"untouched, {NAME}: {NAME}.ipynb contains no answers" in graded.stderr
    assert f"all-right, {NAME}: {NAME}.ipynb contains no answers" not in graded.stderr
    said = "This notebook came without any answers."
    for learner, is_said in (("untouched", True), ("all-right", False)):
        page = (folder / "feedback" / learner / NAME / f"{NAME}.html").read_text("utf-8")
        assert (said in page) is is_said


def test_a_broken_notebook_is_named_and_stops_nobody(course, scores):
    folder, graded = course
    assert graded.returncode == 1
    assert f"There was an error processing assignment '{NAME}' for student 'broken'" in graded.stderr
    assert len(re.findall("There was an error processing assignment '", graded.stderr)) == 1
    assert {path.name for path in (folder / "autograded").iterdir()} == set(scores) - {"broken"}


def test_what_was_sent_beside_the_exercise_is_kept_out_of_its_run_and_left_where_it_was(course):
    folder, _ = course
    ran = {path.name for path in (folder / "autograded" / "half-done" / NAME).iterdir()}
    assert ran == {f"{NAME}.ipynb"}
    assert (folder / "submitted" / "half-done" / NAME / "numpy.py").read_text() == "boom"


def test_graded_notebooks_hold_no_widgets(course):
    for path in (course[0] / "autograded").glob("*/*/*.ipynb"):
        assert "widget" not in path.read_text("utf-8").replace("widgets-", "")


def test_feedback_shows_points_and_hints_and_loads_nothing_from_the_internet(course):
    page = (course[0] / "feedback" / "all-wrong" / NAME / f"{NAME}.html").read_text("utf-8")
    assert "This clock starts ten minutes too early." in page
    assert "(Score: 0.0 / 20.0)" in page
    for feedback in (course[0] / "feedback").glob("*/*/*.html"):
        assert loaded_by(feedback.read_text("utf-8")) == []


def test_a_course_of_the_earlier_version_still_grades_and_makes_feedback_that_loads_nothing(tmp_path):
    folder = unpack_earlier_version(tmp_path) / "course"
    for command in ("autograde", "generate_feedback"):
        ended = nbgrader(folder, command, NAME, "--force")
        assert ended.returncode == 0, ended.stderr
    for learner in ("ada", "ben"):
        page = (folder / "feedback" / learner / NAME / f"{NAME}.html").read_text("utf-8")
        # It had 12; of these, 2 were for a part that now asks about another response.
        assert "(Score: 10.0 / 20.0)" in page
        assert loaded_by(page) == []


def test_a_course_is_never_made_over_another(course):
    folder, _ = course
    before = (folder / "nbgrader_config.py").read_bytes()
    with pytest.raises(CourseFolderError, match="already holds a course"):
        init_course(folder)
    assert (folder / "nbgrader_config.py").read_bytes() == before


def test_a_course_needs_a_folder_that_can_be_written(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(CourseFolderError, match="could not be written"):
        init_course(tmp_path / "file" / "course")


@pytest.mark.parametrize("name", ["spring [new]", "what?", "*"])
def test_a_course_is_not_made_where_nbgrader_could_not_find_its_files(tmp_path, name):
    with pytest.raises(CourseFolderError, match="Name a folder without them"):
        init_course(tmp_path / name / "course")
    assert list(tmp_path.iterdir()) == []
