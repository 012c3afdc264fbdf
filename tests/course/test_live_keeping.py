"""At each save an exercise's notebook takes along the answers kept beside it, so that it can travel alone."""

from __future__ import annotations

import copy
import json
from types import SimpleNamespace

import nbformat
import pytest

from securebase.course.grading.release import exercise_sources, released_notebook
from securebase.course.grading.submission import submission_from
from securebase.course.live.keeping_along import keep_along
from securebase.exercises.answers_cell import written_answers

NAME = "04-the-first-hour"


@pytest.fixture(scope="module")
def released():
    source = next(path for path in exercise_sources() if path.stem == NAME)
    return nbformat.reads(released_notebook(source), as_version=4)


@pytest.fixture
def save(tmp_path):
    """Save a notebook as JupyterLab would, under a name, and return it as it would be on the disk."""

    def run(notebook, name=f"{NAME}.ipynb"):
        model = {"type": "notebook", "content": json.loads(json.dumps(notebook))}
        keep_along(model=model, path=f"/{name}", contents_manager=SimpleNamespace(root_dir=str(tmp_path)))
        return model["content"]

    return run


def keep(folder, **answers):
    data = {"exercise": NAME, "answers": {name.replace("_", "-"): value for name, value in answers.items()}}
    (folder / f"{NAME}.answers.json").write_text(json.dumps(data), "utf-8")


def graded_alone(released, notebook, folder):
    """Return the answers that are graded when the notebook arrives with nothing beside it."""
    folder.mkdir()
    (folder / f"{NAME}.ipynb").write_text(json.dumps(notebook), "utf-8")
    submission = submission_from(released, folder / f"{NAME}.ipynb")
    return next(cell.source for cell in submission.notebook.cells if cell.id == "answers")


@pytest.mark.parametrize("name", [f"{NAME}.ipynb", f"{NAME}-Copy1.ipynb", "mine.ipynb"])
def test_a_notebook_that_travels_alone_is_graded_with_the_answers_kept_beside_it(
    released, save, tmp_path, name
):
    keep(tmp_path, peak_minute=23.8, near_rest=["vagus"])
    notebook = save(released, name)
    assert graded_alone(released, notebook, tmp_path / "sent") == written_answers(
        {"peak-minute": 23.8, "near-rest": ["vagus"]}
    )


def test_a_save_brings_newer_answers_and_keeps_the_older_ones_if_the_file_is_gone(released, save, tmp_path):
    keep(tmp_path, peak_minute=1)
    notebook = save(released)
    keep(tmp_path, peak_minute=2)
    assert save(notebook)["metadata"]["securebase"]["kept"] == {"peak-minute": 2.0}
    (tmp_path / f"{NAME}.answers.json").unlink()
    assert save(notebook)["metadata"]["securebase"]["kept"] == {"peak-minute": 1.0}


def test_nothing_but_the_answers_is_written_and_no_cell_changes(released, save, tmp_path):
    keep(tmp_path, peak_minute=23.8, diary="I keep thinking about Sunday")
    saved = save(released)
    assert saved["metadata"]["securebase"].pop("kept") == {"peak-minute": 23.8}
    assert saved == released


def test_an_authors_notebook_with_its_solutions_takes_no_answers_along(released, save, tmp_path):
    keep(tmp_path, peak_minute=23.8)
    authors = copy.deepcopy(released)
    authors.cells[-1].source = "### BEGIN SOLUTION\n1\n### END SOLUTION"
    assert save(authors) == authors


@pytest.mark.parametrize(
    "about",
    [
        {"exercise": "../../secret", "answers": {}},
        {"exercise": NAME, "answers": None},
        {"exercise": NAME, "answers": {"peak-minute": {}}},
        {"exercise": NAME},
        {"exercise": 3},
        [],
        "text",
    ],
)
def test_metadata_that_somebody_changed_keep_nobody_from_saving(released, save, tmp_path, about):
    keep(tmp_path, peak_minute=23.8)
    notebook = copy.deepcopy(released)
    notebook.metadata.securebase = about
    assert save(notebook) == notebook


@pytest.mark.parametrize("text", ["{half", "[]", ""])
def test_a_damaged_answers_file_keeps_nobody_from_saving(released, save, tmp_path, text):
    (tmp_path / f"{NAME}.answers.json").write_text(text)
    assert save(released) == released


def test_other_notebooks_and_other_files_are_saved_as_they_are(save, tmp_path):
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell("1")])
    assert save(notebook) == notebook
    model = {"type": "file", "content": "words"}
    keep_along(model=model, path="/words.txt", contents_manager=SimpleNamespace(root_dir=str(tmp_path)))
    assert model == {"type": "file", "content": "words"}
