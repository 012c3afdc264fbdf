"""An exercise as a learner answers it in a kernel, and as the gradebook counts it."""

from __future__ import annotations

import contextlib
import copy
import functools
import io
import json
import os
import tempfile
import types
from pathlib import Path
from unittest.mock import patch

import nbformat
from IPython.core.interactiveshell import InteractiveShell
from traitlets.config import Config

from securebase.course.grading.release import exercise_sources, released_notebook
from securebase.exercises.cache import read_answer_file
from securebase.exercises.construct import answer_forms, construct
from securebase.exercises.exercise import Exercise
from securebase.exercises.in_front import RanCells
from securebase.exercises.notebooks import grade_id
from securebase.exercises.sheet import load_sheet

EXERCISES = [path.stem for path in exercise_sources()]


@functools.cache
def released_of(name):
    """Return an exercise as it is released, to be read and not changed."""
    source = next(path for path in exercise_sources() if path.stem == name)
    return nbformat.reads(released_notebook(source), as_version=4)


@functools.cache
def sheet_of(name):
    """Return an exercise's questions."""
    return load_sheet(name)


def right_answers(name):
    """Return what earns everything that is no code."""
    questions = sheet_of(name).questions
    return {each.id: each.form.accept(each.right) for each in questions.values() if each.form and each.points}


@functools.cache
def _shell():
    # IPython keeps a folder of its own; this one is thrown away with the process.
    folder = tempfile.TemporaryDirectory()
    shell = InteractiveShell(ipython_dir=folder.name, config=Config({"HistoryManager": {"enabled": False}}))
    shell.thrown_away = folder
    shell.ast_node_interactivity = "none"  # nobody looks at what a line is worth
    shell.showtraceback = shell.showsyntaxerror = lambda *_args, **_options: None
    return shell


class Notebook:
    """A notebook in front of a learner: cells that run in IPython, checks, and a button that keeps an answer.

    Its cells are the exercise's, with the learner's own after them, where they may use what the course made.
    """

    def __init__(self, name, folder):
        self.name, self.folder = name, Path(folder)
        self.released = released_of(name)
        self.cells = []  # the learner's own
        self.restart()

    def restart(self):
        """Begin with a new kernel."""
        self.module = types.ModuleType("__main__")
        self.names = vars(self.module)
        self.exercise = Exercise(sheet_of(self.name), self.names, self.folder, RanCells())
        exec("import decimal, fractions, math, numpy\nimport numpy as np", self.names)  # noqa: S102 - a kernel's own business
        self.names.update({"exercise": self.exercise, "answer": self.exercise.answer})

    def run(self, source):
        """Run a cell, and tell whether it came to its end."""
        shell = _shell()
        shell.user_ns, shell.user_module = self.names, self.module
        with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
            return shell.run_cell(source, store_history=False).success

    def add(self, *sources):
        """Type cells at the end and run each."""
        self.cells += sources
        return [self.run(source) for source in sources].count(False) == 0

    def run_all(self):
        """Run all of the learner's cells in order."""
        return [self.run(source) for source in self.cells].count(False) == 0

    def keep(self, question, value):
        """Press a question's button."""
        self.exercise.keep(question, value)

    def points(self):
        """Check every part and return its points."""
        return _checked(self.exercise)

    def saved(self):
        """Return the notebook as its file holds it."""
        saved = copy.deepcopy(self.released)
        own = [
            {"cell_type": "code", "id": f"own-{place}", "metadata": {}, "source": source, "outputs": []}
            for place, source in enumerate(self.cells)
        ]
        saved["cells"] += [nbformat.from_dict(cell | {"execution_count": None}) for cell in own]
        return saved

    def kept(self):
        """Return what lies beside the notebook."""
        path = self.folder / f"{self.name}.answers.json"
        return read_answer_file(path, answer_forms(self.released))[0]

    def graded(self, folder):
        """Return the points that the gradebook counts for what is handed in now."""
        return graded(construct(self.released, self.saved(), self.kept()), folder)


def graded(submission, folder):
    """Return the points of a constructed notebook: its answers are run, and each part is checked."""
    names, ran = {}, RanCells()
    for cell in submission.cells:
        if cell.cell_type == "code":
            ran.note(cell.source)
        if grade_id(cell) == "answers":
            exec(cell.source, names)  # noqa: S102 - as grading does
    with patch.dict(os.environ, {"NBGRADER_EXECUTION": "autograde"}):
        return _checked(Exercise(sheet_of(submission.metadata.securebase.exercise), names, folder, ran))


def _checked(exercise):
    with contextlib.redirect_stdout(io.StringIO()):
        return {part.id: exercise.check(part.id) for part in exercise.sheet.parts}


def as_file(notebook, place, kept=None):
    """Write a notebook to a file, with answers in its metadata as JupyterLab's server puts them there."""
    data = json.loads(nbformat.writes(notebook))
    if kept is not None:
        data["metadata"]["securebase"]["kept"] = kept
    place.write_text(json.dumps(data), "utf-8")
