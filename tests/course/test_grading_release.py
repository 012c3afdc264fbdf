"""From an exercise's text to the learner's notebook: the same bytes everywhere, and it runs untouched."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys

import nbformat
import pytest

from securebase.course.grading.release import exercise_sources, released_notebook
from securebase.course.grading.source import ExerciseTextError, notebook_json, source_notebook
from securebase.exercises.sheet import load_sheet

SOURCES = exercise_sources()
FOURTH = next(source for source in SOURCES if source.stem.startswith("04"))
BUILD = """
import sys
from pathlib import Path
from securebase.course.grading.release import released_notebook
from securebase.course.grading.source import notebook_json, source_notebook
source = Path(sys.argv[1])
sys.stdout.buffer.write((notebook_json(source_notebook(source)) + released_notebook(source)).encode())
"""


@pytest.fixture
def exercise(tmp_path):
    """A copy of exercise 4 in another folder, to be changed."""
    shutil.copytree(FOURTH.parent, tmp_path / FOURTH.stem)
    return tmp_path / FOURTH.stem / FOURTH.name


def rewrite(path, before, after):
    text = path.read_text("utf-8")
    assert before in text
    path.write_text(text.replace(before, after, 1), "utf-8")


@pytest.mark.parametrize("source", SOURCES, ids=lambda source: source.stem)
def test_the_same_text_gives_the_same_bytes_in_any_folder_time_zone_and_language(source, tmp_path):
    elsewhere = tmp_path / "Ünïcode folder" / source.stem
    shutil.copytree(source.parent, elsewhere)
    other = {"TZ": "Asia/Kathmandu", "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONHASHSEED": "7"}
    built = subprocess.run(
        [sys.executable, "-c", BUILD, elsewhere / source.name],
        env=os.environ | other,
        cwd=tmp_path,
        capture_output=True,
        timeout=120,
        check=True,
    ).stdout
    assert built.decode() == notebook_json(source_notebook(source)) + released_notebook(source)


@pytest.mark.parametrize("source", SOURCES, ids=lambda source: source.stem)
def test_a_released_exercise_is_a_valid_notebook_without_solutions_or_traces_of_its_source(source):
    text = released_notebook(source)
    notebook = nbformat.reads(text, as_version=4)
    nbformat.validate(notebook)
    assert notebook.metadata.kernelspec.name == "python3"
    assert "jupytext" not in text
    assert "SOLUTION" not in text
    assert "NotImplementedError" not in text
    ids = [cell.id for cell in notebook.cells]
    assert len(set(ids)) == len(ids)
    graded = [cell for cell in notebook.cells if cell.metadata.get("nbgrader", {}).get("grade")]
    sheet = load_sheet(source.stem)
    assert sum(cell.metadata.nbgrader.points for cell in graded) == sheet.points
    assert f"{sheet.points:g} points" in notebook.cells[0].source
    assert f"complete with {sheet.complete:g}" in notebook.cells[0].source


@pytest.mark.parametrize("source", SOURCES, ids=lambda source: source.stem)
def test_a_released_exercise_runs_untouched_without_an_error_and_writes_nothing(source, tmp_path):
    from nbclient import NotebookClient

    notebook = nbformat.reads(released_notebook(source), as_version=4)
    NotebookClient(notebook, resources={"metadata": {"path": str(tmp_path)}}).execute()
    assert list(tmp_path.iterdir()) == []
    outputs = [output for cell in notebook.cells if cell.cell_type == "code" for output in cell.outputs]
    assert not [output for output in outputs if output.get("name") == "stderr"]
    checks = [cell for cell in notebook.cells if cell.id.startswith("check-")]
    assert [cell.outputs[-1].data["text/plain"] for cell in checks] == ["0"] * len(checks)


@pytest.mark.parametrize("source", SOURCES, ids=lambda source: source.stem)
def test_the_authors_own_solution_earns_every_point(source):
    from securebase.course.grading.preview import in_words, preview

    earned = preview(source_notebook(source))
    assert [each.points for each in earned] == [each.most for each in earned]
    sheet = load_sheet(source.stem)
    assert f"{sheet.points:g} of {sheet.points:g} points" in in_words(earned)[0]


def test_a_sentence_corrected_leaves_every_other_cell_as_it_was(exercise):
    before = source_notebook(exercise)
    rewrite(exercise, "Sunday evening", "Monday evening")
    after = source_notebook(exercise)
    changed = [one.id for one, other in zip(before.cells, after.cells, strict=True) if one != other]
    assert len(changed) == 1
    assert changed[0].startswith("text-")


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ("grade_id: check-reports, grade: true", "grade: true", "grade_id is None"),
        ("grade_id: check-reports", "grade_id: Check Reports", "small letters, digits and hyphens"),
        ("grade_id: check-reports", "grade_id: check-near-rest", "two cells have the grade_id"),
        ("grade_id: check-reports", "grade_id: marks-reports", "belongs to no question"),
        (
            "grade_id: check-reports, grade: true",
            "grade_id: show-reports, locked: true",
            "no cell checks reports",
        ),
    ],
)
def test_an_author_is_told_what_a_text_lacks(exercise, before, after, said):
    rewrite(exercise, before, after)
    with pytest.raises(ExerciseTextError, match=re.escape(said)):
        source_notebook(exercise)


def test_a_text_without_questions_is_refused_with_a_sentence(exercise):
    exercise.with_name("questions.yml").unlink()
    with pytest.raises(ExerciseTextError, match=r"has no questions\.yml beside it"):
        source_notebook(exercise)


def test_the_notebook_tells_construct_what_answers_may_be_and_nothing_of_what_is_right():
    metadata = json.loads(released_notebook(FOURTH))["metadata"]["securebase"]
    assert metadata["answers"]["peak-minute"] == {"kind": "number", "options": [], "items": []}
    assert "right" not in json.dumps(metadata)
