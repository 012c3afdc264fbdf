"""Exercises in the workbook: released once for each version, and the learner's own work kept."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from securebase.course.workbook import edition
from securebase.course.workbook.folder import fill


def exercise(source):
    cell = {
        "cell_type": "code",
        "id": "first",
        "metadata": {"nbgrader": {"points": 1}},
        "source": source,
        "outputs": [],
        "execution_count": None,
    }
    metadata = {"securebase": {"exercise": "01-one"}}
    content = {"cells": [cell], "metadata": metadata, "nbformat": 4, "nbformat_minor": 5}
    return json.dumps(content).encode()


@pytest.fixture
def with_exercise(course, monkeypatch):
    """Add an exercise and count how often it is released; the release itself has its own tests."""
    from securebase.course.grading import release

    source = course / "exercises/01-one/01-one.md"
    source.parent.mkdir(parents=True)
    source.write_text("first version")
    released = []

    def released_notebook(path):
        released.append(path)
        return exercise(path.read_text()).decode()

    monkeypatch.setattr(release, "released_notebook", released_notebook)
    return source, released


def test_an_exercise_is_released_again_only_when_its_source_changed(tmp_path, course, with_exercise):
    source, released = with_exercise
    place = tmp_path / "workbook/exercises/01-one/01-one.ipynb"
    said = []
    fill(tmp_path / "workbook", course, said.append)
    fill(tmp_path / "workbook", course, said.append)
    assert len(released) == 1
    assert said == ["Preparing exercise 01-one ..."]
    source.write_text("second version")
    fill(tmp_path / "workbook", course)
    assert len(released) == 2
    assert "second version" in place.read_text()
    assert len(list((tmp_path / "workbook/.securebase/released").iterdir())) == 1


@pytest.mark.parametrize(
    "what",
    [
        "questions",
        "nbgrader",
        "grading/release.py",
        "exercises/construct.py",
        "exercises/oracles/__init__.py",
    ],
)
def test_an_exercise_is_released_again_when_what_it_is_made_with_changed(
    tmp_path, course, with_exercise, monkeypatch, what
):
    source, released = with_exercise
    (source.parent / "questions.yml").write_text("one: 1")
    fill(tmp_path / "workbook", course)
    if what == "questions":
        (source.parent / "questions.yml").write_text("one: 2")
    elif what == "nbgrader":
        monkeypatch.setattr(edition, "version", lambda _: "another")
    else:
        real = Path.read_bytes
        monkeypatch.setattr(
            Path, "read_bytes", lambda place: b"changed" if place.match(what) else real(place)
        )
    fill(tmp_path / "workbook", course)
    assert len(released) == 2


def test_an_exercise_that_the_learner_worked_in_stays(tmp_path, course, with_exercise):
    source, _ = with_exercise
    folder = tmp_path / "workbook"
    fill(folder, course)
    place = folder / "exercises/01-one/01-one.ipynb"
    place.write_bytes(exercise("my answer"))
    source.write_text("second version")
    assert any("You changed exercises/01-one/01-one.ipynb" in one for one in fill(folder, course).sentences())
    assert "my answer" in place.read_text()


def test_answers_that_only_the_notebook_carries_outlive_a_new_version(tmp_path, course, with_exercise):
    source, _ = with_exercise
    folder = tmp_path / "workbook"
    fill(folder, course)
    place = folder / "exercises/01-one/01-one.ipynb"
    notebook = json.loads(place.read_text())
    notebook["metadata"]["securebase"]["kept"] = {"peak-minute": 23.8}
    place.write_text(json.dumps(notebook))
    source.write_text("second version")
    assert fill(folder, course).refreshed == ["exercises/01-one/01-one.ipynb"]
    notebook = json.loads(place.read_text())
    assert notebook["cells"][0]["source"] == "second version"
    assert notebook["metadata"]["securebase"]["kept"] == {"peak-minute": 23.8}
    assert fill(folder, course).refreshed == []


def test_the_real_exercises_are_released_without_solutions(tmp_path):
    fill(tmp_path / "workbook")
    exercises = list((tmp_path / "workbook/exercises").glob("*/*.ipynb"))
    assert exercises
    for place in exercises:
        assert "BEGIN SOLUTION" not in place.read_text()
        assert any("nbgrader" in cell["metadata"] for cell in json.loads(place.read_text())["cells"])
