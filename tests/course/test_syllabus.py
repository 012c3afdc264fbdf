"""The syllabus: thirteen lessons in order, and a fault is said in a sentence."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

import pytest
import yaml

from securebase.content import content_root
from securebase.course.content_error import ContentError
from securebase.course.syllabus import load_syllabus

ASSETS = content_root() / "assets"
SYLLABUS = load_syllabus()


def fault(change):
    """Return what is said of a copy of the syllabus after a change to its list of lessons."""
    with tempfile.TemporaryDirectory() as folder:
        assets = Path(folder, "assets")
        shutil.copytree(ASSETS / "schemas", assets / "schemas")
        lessons = yaml.safe_load((ASSETS / "syllabus.yml").read_text(encoding="utf-8"))["lessons"]
        change(lessons)
        (assets / "syllabus.yml").write_text(yaml.safe_dump({"lessons": lessons}), encoding="utf-8")
        with pytest.raises(ContentError) as caught:
            load_syllabus(assets)
        return str(caught.value)


def test_there_are_twelve_lessons_and_one_before_them():
    assert list(SYLLABUS) == list(range(13))


def test_the_fourth_lesson_keeps_the_name_that_its_file_has():
    assert (SYLLABUS[4].slug, SYLLABUS[4].title) == (
        "04-the-first-hour",
        "The first minute to the first hour",
    )


def test_every_written_lesson_has_the_name_that_the_syllabus_gives_it():
    slugs = {lesson.slug for lesson in SYLLABUS.values()}
    written = {file.stem for file in (content_root() / "lessons").glob("[0-9]*.md")}
    assert written <= slugs


def test_the_violence_gate_stands_before_the_lessons_on_living_together():
    assert [number for number, lesson in SYLLABUS.items() if lesson.violence_gate] == [8, 9, 10, 11]


@pytest.mark.parametrize("number", range(1, 13))
def test_every_lesson_but_the_first_has_three_objectives_or_more_and_something_to_check(number):
    lesson = SYLLABUS[number]
    assert len(lesson.objectives) >= 3
    assert lesson.checks
    assert 30 <= lesson.minutes <= 60


def test_slugs_and_titles_differ():
    assert len({lesson.slug for lesson in SYLLABUS.values()}) == 13
    assert len({lesson.title for lesson in SYLLABUS.values()}) == 13


@pytest.mark.parametrize(
    "field", ["slug", "title", "about", "minutes", "objectives", "violence_gate", "checks"]
)
def test_a_missing_field_is_named_with_file_and_lesson(field):
    said = fault(lambda lessons: lessons[7].pop(field))
    assert said.startswith(f"assets/syllabus.yml, lesson 7: the field '{field}' is missing. It holds ")


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("slug", "Breath"),
        ("slug", "08-breath"),
        ("title", "Breath."),
        ("about", "no full stop"),
        ("minutes", 0),
        ("minutes", "long"),
        ("objectives", ["only this one objective"]),
        ("violence_gate", "no"),
        ("checks", "one check"),
    ],
)
def test_a_wrong_value_is_named_with_file_lesson_and_field(field, value):
    said = fault(lambda lessons: lessons[7].update({field: value}))
    assert said.startswith(f"assets/syllabus.yml, lesson 7, field '{field}': ")
    assert "accepted is " in said


def test_lessons_out_of_order_are_refused():
    said = fault(lambda lessons: lessons.insert(3, lessons.pop(5)))
    assert said == "assets/syllabus.yml, lesson 5, field 'number': 5 is given where 3 is next."
