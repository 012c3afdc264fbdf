"""Each exercise through stock nbgrader once: the author's solution earns every point, the stub none.

What may happen to a notebook on its way is tried with one exercise, in test_grading_gradebook.py.
"""

from __future__ import annotations

import copy
import json
import os
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest

from securebase.course.grading.nbgrader_course import init_course
from securebase.course.grading.release import exercise_sources, released_notebook
from securebase.course.grading.source import source_notebook
from securebase.exercises.answers_cell import written_answers
from securebase.exercises.sheet import load_sheet

SOURCES = exercise_sources()


def nbgrader(folder, *command):
    own = folder.parent / "jupyter"
    environment = os.environ | {
        "PATH": os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]]),
        **{f"JUPYTER_{kind}_DIR": str(own / kind) for kind in ("CONFIG", "DATA", "RUNTIME")},
        "IPYTHONDIR": str(own / "ipython"),
    }
    done = subprocess.run(
        [sys.executable, "-m", "nbgrader", *command],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stderr


def solved(released, source):
    """Put the right answers, as the models give them, and the author's code into the released notebook."""
    notebook, sheet = copy.deepcopy(released), load_sheet(source.stem)
    authors = {cell.id: cell.source for cell in source_notebook(source).cells}
    for cell in notebook.cells:
        if cell.id == "answers":
            right = {part.id: part.form.accept(part.right) for part in sheet.parts if part.form}
            cell.source = written_answers(right)
        elif cell.metadata.get("nbgrader", {}).get("solution"):
            cell.source = authors[cell.id]
    return notebook


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    folder = tmp_path_factory.mktemp("class") / "course"
    init_course(folder)
    return folder


@pytest.mark.parametrize("source", SOURCES, ids=lambda source: source.stem)
def test_the_gradebook_has_every_point_for_the_solution_and_none_for_the_stub(course, source):
    from nbgrader.api import Gradebook

    name, sheet = source.stem, load_sheet(source.stem)
    nbgrader(course, "generate_assignment", name)
    stock = (course / "release" / name / f"{name}.ipynb").read_text("utf-8")
    assert stock == released_notebook(source)
    released = nbformat.reads(stock, as_version=4)
    for learner, notebook in (("solved", solved(released, source)), ("untouched", released)):
        place = course / "submitted" / learner / name
        place.mkdir(parents=True)
        (place / f"{name}.ipynb").write_text(json.dumps(notebook), "utf-8")
    nbgrader(course, "autograde", name)
    with Gradebook(f"sqlite:///{course / 'gradebook.db'}") as gradebook:
        scores = {
            submission.student_id: {
                grade.name.removeprefix("check-"): grade.score
                for notebook in submission.notebooks
                for grade in notebook.grades
            }
            for submission in gradebook.assignment_submissions(name)
        }
    assert scores["solved"] == {part.id: part.points for part in sheet.parts}
    assert scores["untouched"] == dict.fromkeys(scores["solved"], 0)
