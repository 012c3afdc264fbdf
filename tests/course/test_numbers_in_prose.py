"""The numbers in the lessons are computed again, so that text and model cannot drift apart."""

from __future__ import annotations

import pytest
from prose_numbers import FOLDER, Prose, as_written, faults, read

from securebase.content import content_root

LESSONS = sorted((content_root() / "lessons").glob("[0-9]*.md"))
ROWS = [
    pytest.param(prose, row, id=f"{prose.lesson.stem}: {row.get('says') or row.get('never')}")
    for prose in map(read, LESSONS)
    for row in prose.rows
]
LESSON = next(lesson for lesson in LESSONS if lesson.stem == "01-signal")


@pytest.mark.parametrize(("prose", "row"), ROWS)
def test_what_a_lesson_says_in_numbers_is_what_comes_out(prose, row):
    if found := faults(prose, row):
        pytest.fail("\n".join(found), pytrace=False)


def test_each_lesson_but_the_first_has_its_numbers_and_each_file_its_lesson():
    assert sorted(file.stem for file in FOLDER.glob("*.yml")) == [lesson.stem for lesson in LESSONS[1:]]


SAYS = "the chance climbs from 20 to {83} of 100"


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ({"says": SAYS, "is": "82.4"}, "of 100” says 83, and computed it is 82: 82.4 = 82.4."),
        ({"says": SAYS.replace("20", "30"), "is": "83"}, "should stand there 1 time(s) and stands there 0."),
        (
            {"says": "climbs from {30} to 83", "is": "30"},
            "should stand there 1 time(s) and stands there 0. There stands: “climbs from 20 to 83”.",
        ),
        ({"says": "the", "holds": "True"}, "should stand there 1 time(s)"),
        ({"says": SAYS, "is": ["83", "20"]}, "has 1 numbers in braces, and `is` computes others."),
        ({"says": SAYS, "is": "83", "holds": "1 > 2"}, "says what no longer holds: 1 > 2."),
        ({"says": SAYS, "claim": 9}, "says 83, which claim 9 of the evidence does not say"),
        ({"never": "{many:.0f} of 100"}, "“83 of 100” stands there and should not"),
        ({"says": SAYS, "is": "1 / 0"}, "cannot be computed: ZeroDivisionError: division by zero."),
        ({"says": SAYS, "is": "open('x')"}, "cannot be computed: NameError: name 'open' is not defined."),
        ({"says": SAYS}, "a row has `says` with `is`, `holds` or `claim`"),
        ({"says": SAYS, "is": "83", "wheer": "lesson"}, "Not known: ['wheer']."),
    ],
)
def test_a_number_that_drifted_is_named_with_its_sentence(row, said):
    (fault,) = faults(Prose(LESSON, {"let": {"many": "83"}}), row)
    assert said in fault


@pytest.mark.parametrize(
    ("number", "like"),
    [
        (0.5264, ".53"),
        (0.5714, "0.571"),
        (22914, "22,914"),
        (12, "twelve"),
        (2, "Two"),
        (-0.441, "−0.44"),
        (-0.2, "0"),
        (3.75, "3.75"),
    ],
)
def test_a_number_is_compared_as_it_is_written(number, like):
    assert as_written(number, like) == like
