"""Notebooks as the front end sends them when they were opened, and what the server says of them."""

from __future__ import annotations

import copy
from functools import cache
from pathlib import PurePosixPath

import jupytext
import nbformat

from securebase.content import content_root
from securebase.course.grading.release import exercise_sources, released_notebook
from securebase.course.live.recognition import recognise

NUMBERED = sorted((content_root() / "lessons").glob("[0-9]*.md"))
LESSON = next(lesson for lesson in NUMBERED if lesson.stem == "04-the-first-hour")
EXERCISE = "04-the-first-hour"
NAMES = [path.stem for path in exercise_sources()]
HEADER = dict(jupytext.read(LESSON).metadata)


def read(lesson):
    """A lesson's cells, as the server hands them to the browser."""
    return [
        {"cell_type": cell.cell_type, "source": cell.source, "metadata": dict(cell.metadata)}
        for cell in jupytext.read(lesson).cells
    ]


@cache
def released_notebook_of(name):
    (source,) = [path for path in exercise_sources() if path.stem == name]
    return nbformat.reads(released_notebook(source), as_version=4)


def released(name=EXERCISE):
    """An exercise's cells as a learner has them: those to be solved hold whatever was written there."""
    return copy.deepcopy(released_notebook_of(name)["cells"])


def ask(cells, path=f"lessons/{LESSON.name}", metadata=HEADER):
    return recognise(PurePosixPath(path), cells, metadata)


def ask_exercise(cells, name=EXERCISE, **added):
    about = released_notebook_of(EXERCISE)["metadata"]["securebase"] | {"exercise": name}
    if name in NAMES:
        about = released_notebook_of(name)["metadata"]["securebase"]
    return ask(cells, f"exercises/{name}/{name}.ipynb", {"securebase": about | added})
