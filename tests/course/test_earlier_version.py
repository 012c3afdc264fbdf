"""A workbook that an earlier version made goes on: nothing of the learner's is lost or changed."""

from __future__ import annotations

import json

import jupytext
from earlier_version import unpack_earlier_version

from securebase.course.grading.release import exercise_sources, released_notebook
from securebase.course.grading.submission import read_released
from securebase.course.grading.worked_in import submission_of
from securebase.course.live.progress import read_progress
from securebase.course.workbook.folder import fill
from securebase.exercises.sheet import load_sheet

# What the learner has done in it; the rest is the course's own.
THEIRS = (
    "exercises/04-the-first-hour/04-the-first-hour.answers.json",
    "exercises/04-the-first-hour/04-the-first-hour.ipynb",
    "exercises/01-signal/01-signal.ipynb",
    "02-map/02-map.answers.json",
    "02-map/02-map.ipynb",
    "lessons/02-map.md",
    "progress.json",
)


def test_a_new_version_fills_it_and_leaves_what_is_the_learners(tmp_path):
    workbook = unpack_earlier_version(tmp_path) / "workbook"
    before = {name: (workbook / name).read_bytes() for name in THEIRS}
    report = fill(workbook)
    assert {name: (workbook / name).read_bytes() for name in THEIRS} == before
    assert not report.record_lost
    assert report.blocked == []
    assert {*report.own, *report.outdated} == {
        "exercises/01-signal/01-signal.ipynb",
        "exercises/04-the-first-hour/04-the-first-hour.ipynb",
        "lessons/02-map.md",
    }
    assert read_progress(workbook)["exercises"]["04-the-first-hour"] == {"done": 5, "of": 8}


def test_a_lesson_of_it_that_stays_finds_whatever_it_calls_or_a_sentence_in_its_place(tmp_path):
    workbook = unpack_earlier_version(tmp_path) / "workbook"
    in_sight = [
        cell.source
        for lesson in sorted((workbook / "lessons").glob("[0-9]*.md"))
        for cell in jupytext.read(lesson).cells
        if cell.metadata.get("jupyter", {}).get("source_hidden")
    ]
    assert len(in_sight) > 30
    for source in in_sight:
        exec(source, {})  # noqa: S102 - the course's own cells


def test_every_answer_in_it_to_a_question_that_is_still_asked_is_handed_in(tmp_path):
    workbook = unpack_earlier_version(tmp_path) / "workbook"
    kept = {}
    for name, folder in (("04-the-first-hour", "exercises/04-the-first-hour"), ("02-map", "02-map")):
        kept[name] = json.loads((workbook / folder / f"{name}.answers.json").read_text("utf-8"))["answers"]
    kept["01-signal"] = ["evenings"]  # typed into the answers cell; its scenes are asked no more
    for source in exercise_sources():
        if source.stem not in kept:
            continue
        release = tmp_path / f"{source.stem}.ipynb"
        release.write_text(released_notebook(source), "utf-8")
        places = [workbook / "exercises" / source.stem, workbook / source.stem]
        submission = submission_of(
            read_released(release), release.name, [one for one in places if one.is_dir()]
        )
        cell = next(one.source for one in submission.notebook.cells if one.id == "answers")
        still_asked = [
            question for question in kept[source.stem] if question in load_sheet(source.stem).forms
        ]
        assert still_asked
        assert [question for question in still_asked if f"{question!r}: " not in cell] == []
