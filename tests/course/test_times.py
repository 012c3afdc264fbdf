"""Every lesson and every exercise says honestly how long it takes."""

from __future__ import annotations

from typing import get_args

import pytest

from securebase import reflections, widgets
from securebase.content import content_root
from securebase.course.exercise_minutes import EITHER_SIDE, PLACE, exercise_minutes
from securebase.course.lesson_minutes import (
    EVIDENCE,
    UnknownComponentError,
    lesson_minutes,
    report,
    steps,
    words,
)
from securebase.course.live.outline import minutes_said
from securebase.course.syllabus import load_syllabus
from securebase.exercises.questions import Kind

LESSONS = sorted((content_root() / "lessons").glob("[0-9]*.md"))
EXERCISES = sorted(folder.parent.name for folder in (content_root() / "exercises").glob("*/questions.yml"))
GIVEN = {
    EVIDENCE: "1, 2",
    "quick_check": '"01-signal"',
    "sort_cards": '"secure-base-safe-haven"',
}


def lesson_of(tmp_path, text):
    path = tmp_path / "99-made-up.md"
    header = LESSONS[0].read_text("utf-8").split("# 0.")[0]
    path.write_text(header + text)
    return path


def done(path):
    """Return what there is to do in a lesson, beside reading: minutes, and whether it is optional."""
    return [(step.minutes, step.optional) for step in steps(path) if step.what != "words"]


def cell(name, where="widgets"):
    called = f"{name}({GIVEN.get(name, '')})"
    return f"```{{code-cell}} ipython3\nfrom securebase.{where} import {name}\n\n{called}\n```\n"


@pytest.mark.parametrize("path", LESSONS, ids=lambda path: path.stem)
def test_a_lesson_says_the_minutes_that_its_words_and_its_things_to_do_come_to(path):
    entry = next(lesson for lesson in load_syllabus().values() if lesson.slug == path.stem)
    minutes = lesson_minutes(path)
    assert f"**Time:** about {minutes} minutes" in path.read_text("utf-8"), report(path)
    assert entry.minutes == minutes, f"assets/syllabus.yml says {entry.minutes}.\n{report(path)}"


@pytest.mark.parametrize("slug", EXERCISES)
def test_an_exercise_and_its_lesson_say_how_long_it_takes(slug):
    minutes = exercise_minutes(slug)
    assert minutes_said(slug) == f"{minutes - EITHER_SIDE} to {minutes + EITHER_SIDE}"
    lesson = (content_root() / "lessons" / f"{slug}.md").read_text("utf-8")
    assert f"{slug}.ipynb), about {minutes} minutes" in lesson


@pytest.mark.parametrize(
    ("where", "name"),
    [("widgets", name) for name in widgets.__all__]
    + [("reflections", name) for name in reflections.__all__]
    + [("course.evidence", EVIDENCE)],
)
def test_everything_that_a_lesson_can_show_has_minutes(tmp_path, where, name):
    assert sum(minutes for minutes, _ in done(lesson_of(tmp_path, cell(name, where)))) > 0


def test_what_has_no_minutes_is_refused_with_what_to_do(tmp_path):
    said = r"calls paper_boat\(\), .* Add a line to MINUTES in .*, with its reason"
    with pytest.raises(UnknownComponentError, match=said):
        steps(lesson_of(tmp_path, cell("paper_boat")))


def test_every_kind_of_question_in_an_exercise_has_minutes():
    assert set(PLACE) == set(get_args(Kind)) - {"attest"}


def test_reading_leaves_out_code_addresses_and_marks():
    said = "## Two words\n\n- *One* [link, two](https://doi.org/10.1/x) | 3 |\n"
    assert words(said) == 2 + 3 + 1


def test_a_practice_takes_as_long_as_it_says_and_look_inside_is_optional(tmp_path):
    text = f"## Try it: once\n\nA practice of two or four minutes.\n\n{cell('grounding')}\n"
    inside = f"## Look inside\n\nOptional.\n\n{cell('badge')}"
    assert done(lesson_of(tmp_path, text + inside)) == [(4, False), (3.0, True)]
