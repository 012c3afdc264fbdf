"""What may run by itself when a notebook is opened, and what may not."""

from __future__ import annotations

import copy
import shutil

import nbformat
import pytest
from opened import EXERCISE, LESSON, NAMES, NUMBERED, ask, ask_exercise, read, released

from securebase.content import content_root
from securebase.course.grading.release import released_notebook
from securebase.course.live import recognition
from securebase.exercises.sheet import load_sheet


def grade_ids(cells, places):
    return [cells[place]["metadata"]["nbgrader"]["grade_id"] for place in places]


@pytest.mark.parametrize("lesson", NUMBERED, ids=lambda lesson: lesson.stem)
def test_every_lesson_of_the_course_runs_all_its_code(lesson):
    cells = read(lesson)
    found = ask(cells, f"some/where/lessons/{lesson.name}")
    assert (found.kind, found.name, found.unchanged) == ("lesson", lesson.stem, True)
    assert [cells[place]["cell_type"] for place in found.runs] == ["code"] * len(found.runs)
    assert len(found.runs) == sum(cell["cell_type"] == "code" for cell in cells)


def test_only_cells_that_the_author_hid_are_folded():
    cells = read(LESSON)
    folded = ask(cells).folds
    assert folded
    shown = [cell["source"] for place, cell in enumerate(cells) if place not in folded]
    assert any("replace(FIXED_EFFECTS" in source for source in shown), "a cell to change stays open"


@pytest.mark.parametrize("kind", ["code", "markdown"])
def test_a_lesson_in_which_one_letter_differs_does_not_run(kind):
    cells = read(LESSON)
    cell = next(cell for cell in cells if cell["cell_type"] == kind)
    cell["source"] += "x"
    found = ask(cells)
    assert (found.kind, found.unchanged, found.runs) == ("lesson", False, ())


def test_an_added_cell_keeps_a_lesson_from_running():
    cells = read(LESSON)
    cells.insert(3, {"cell_type": "code", "source": "import os", "metadata": {}})
    assert ask(cells).runs == ()


def test_what_a_save_changes_by_itself_does_not_count():
    cells = read(LESSON)
    cells[0]["source"] += "\n\n"
    cells.append({"cell_type": "code", "source": "", "metadata": {"trusted": True}})
    assert ask(cells).unchanged


def test_a_lesson_counts_under_another_name_and_a_changed_copy_is_a_notebook_like_any_other():
    cells = read(LESSON)
    assert ask(cells, "notes/my copy.md").unchanged
    cells[0]["source"] += "x"
    assert ask(cells, "notes/my copy.md").kind == "other"


def test_a_notebook_of_someone_else_is_not_ours():
    cells = [{"cell_type": "code", "source": "1 + 1", "metadata": {}}]
    assert ask(cells, "lessons/thoughts.md").kind == "other"
    assert ask(cells, "work/analysis.ipynb").kind == "other"


@pytest.mark.parametrize("name", NAMES)
def test_of_an_exercise_the_locked_cells_run_and_no_check_and_nothing_of_the_learners(name):
    cells = released(name)
    found = ask_exercise(cells, name)
    assert (found.kind, found.name, found.unchanged) == ("exercise", name, True)
    roles = [cells[place]["metadata"]["nbgrader"] for place in found.runs]
    assert roles
    assert all(role["locked"] and not role["grade"] and not role["solution"] for role in roles)
    assert grade_ids(cells, found.runs)[0] == "setup"
    assert found.folds == found.runs


@pytest.mark.parametrize("name", NAMES)
def test_checks_are_told_and_those_of_code_by_what_is_asked(name):
    cells = released(name)
    found = ask_exercise(cells, name)
    wanted = [
        place
        for place, cell in enumerate(cells)
        if cell["cell_type"] == "code" and cell["metadata"].get("nbgrader", {}).get("grade")
    ]
    assert list(found.checks) == wanted
    asked = load_sheet(name).questions
    of_code = {cells[place]["source"].split('"')[1] for place in found.code_checks}
    assert of_code == {part for part, question in asked.items() if question.kind == "function"}


def test_a_check_that_someone_changed_stays_in_the_open():
    cells = released()
    first, *others = ask_exercise(cells).checks
    cells[first]["source"] = "1 + 1"
    assert list(ask_exercise(cells).checks) == others


def test_what_the_learner_wrote_and_added_does_not_count():
    cells = released()
    for cell in cells:
        if cell["metadata"].get("nbgrader", {}).get("solution"):
            cell["source"] = "answers = {'peak-minute': 1}"
    cells.insert(0, {"cell_type": "code", "source": "open('x', 'w')", "metadata": {}})
    found = ask_exercise(cells)
    assert found.unchanged
    assert 0 not in found.runs


def test_a_locked_cell_that_was_changed_keeps_the_exercise_from_running():
    cells = released()
    setup = next(c for c in cells if c["metadata"].get("nbgrader", {}).get("grade_id") == "setup")
    setup["source"] += "\nimport os"
    found = ask_exercise(cells)
    assert (found.kind, found.unchanged, found.runs) == ("exercise", False, ())


def test_a_second_cell_under_the_name_of_a_locked_one_does_not_run():
    cells = released()
    copied = copy.deepcopy(cells[ask_exercise(cells).runs[-1]])
    copied["source"] = "open('x', 'w')"
    wanted = ask_exercise(cells).runs
    cells.append(copied)
    assert ask_exercise(cells).runs == wanted


def test_a_deleted_locked_cell_keeps_the_exercise_from_running():
    cells = released()
    del cells[ask_exercise(cells).runs[1]]
    assert ask_exercise(cells).runs == ()


@pytest.mark.parametrize("name", ["", "99-none", "../lessons", "04-the-first-hour/04-the-first-hour", ".."])
def test_an_exercise_of_no_or_another_course_is_not_ours(name):
    assert ask_exercise(released(), name).kind == "other"


@pytest.fixture
def another_course(tmp_path, monkeypatch):
    """A course of one exercise, whose text may be changed: ``another_course("locked: true", "...")``."""
    place = tmp_path / "exercises" / EXERCISE
    shutil.copytree(content_root() / "exercises" / EXERCISE, place)

    def change(old, new):
        text = place / f"{EXERCISE}.md"
        assert old in text.read_text()
        text.write_text(text.read_text().replace(old, new, 1))
        monkeypatch.setattr(recognition, "content_root", lambda: tmp_path)
        return place

    return change


def test_a_notebook_cannot_vouch_for_itself_by_a_path(another_course):
    place = another_course("import numpy as np", "import os")
    for name in (f"{place}/{EXERCISE}", f"../../..{place}/{EXERCISE}"):
        assert ask_exercise(released(), name).kind == "other"


@pytest.mark.parametrize(
    ("role", "runs"), [("locked: true", True), ("locked: true, grade: true, points: 1", False)]
)
def test_a_locked_cell_runs_and_a_locked_check_does_not(another_course, role, runs):
    place = another_course("grade_id: setup, locked: true", f"grade_id: setup, {role}")
    content = nbformat.reads(released_notebook(place / f"{EXERCISE}.md"), as_version=4)
    found = ask(content["cells"], f"{EXERCISE}.ipynb", content["metadata"])
    assert found.unchanged
    assert ("setup" in grade_ids(content["cells"], found.runs)) is runs


def test_a_new_version_of_a_lesson_is_seen_without_a_restart(tmp_path, monkeypatch):
    (tmp_path / "lessons").mkdir()
    place = tmp_path / "lessons" / "01-one.md"
    place.write_text("# One\n")
    monkeypatch.setattr(recognition, "content_root", lambda: tmp_path)
    cells = [{"cell_type": "markdown", "source": "# One, corrected", "metadata": {}}]
    assert not ask(cells, "lessons/01-one.md").unchanged
    place.write_text("# One, corrected\n")
    assert ask(cells, "lessons/01-one.md").unchanged
