"""An author edits the coverage file: what is wrong is said in a sentence, and open headings are listed."""

from __future__ import annotations

import shutil

import pytest
import yaml

from securebase.content import content_root
from securebase.course.content_error import ContentError
from securebase.course.coverage import CoverageRow, Judgement, headings_report, load_coverage, open_headings
from securebase.course.evidence import Grade

ROW = {
    "id": "A-01",
    "article": "A",
    "section": "Opening",
    "statement": "Nearness soothes.",
    "claim": 4,
    "judged": "as claim",
    "lesson": 3,
    "heading": None,
}

LESSON = """---
# a comment in the front matter
title: History
---

# History

Text with `# no heading`.

```{code-cell} ipython3
# a comment in code
print("x")
```

## What a child learns ##

### How *sure* are we?
"""


@pytest.fixture
def course(tmp_path):
    """Make a course of one lesson, number 3, with the rows given."""

    def make(*changes):
        ours = content_root() / "assets"
        shutil.copytree(ours / "schemas", tmp_path / "assets" / "schemas")
        shutil.copy(ours / "syllabus.yml", tmp_path / "assets")
        rows = [
            {
                name: value
                for name, value in (ROW | {"id": f"A-{place:02d}"} | change).items()
                if value != "gone"
            }
            for place, change in enumerate(changes, 1)
        ]
        (tmp_path / "assets" / "coverage.yml").write_text(yaml.safe_dump({"rows": rows}), encoding="utf-8")
        (tmp_path / "lessons").mkdir()
        (tmp_path / "lessons" / "03-history.md").write_text(LESSON, encoding="utf-8")
        return tmp_path

    return make


def test_a_row_comes_back_as_it_stands_in_the_file(course):
    own = {"judged": "mixed", "note": "A reason.", "also": [4, 1], "heading": "History"}
    graded, bare = load_coverage(course(own, {}) / "assets")
    assert graded == CoverageRow(**(ROW | own | {"judged": Grade.MIXED, "also": (4, 1)}))
    assert bare == CoverageRow(**(ROW | {"id": "A-02", "judged": Judgement.AS_CLAIM, "also": (), "note": ""}))


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (
            {"claim": "four"},
            "assets/coverage.yml, row A-01, field 'claim': \"four\" is given; accepted is the",
        ),
        ({"claim": 0}, "row A-01, field 'claim': 0 is given"),
        (
            {"judged": "gone"},
            "row A-01: the field 'judged' is missing. It holds as claim where the statement",
        ),
        ({"judged": "good"}, "row A-01, field 'judged': \"good\" is given; accepted is as claim where"),
        (
            {"judged": "mixed"},
            "row A-01: the field 'note' is missing. It holds one or two sentences on why the",
        ),
        ({"note": "It says a little more."}, "row A-01, field 'note': \"It says a little more.\" is given"),
        ({"claim": None}, "row A-01, field 'claim': null is given; accepted is the number of the nearest"),
        ({"claim": None, "judged": "goes further", "note": "A reason."}, "row A-01, field 'claim': null"),
        ({"claim": "gone"}, "row A-01: the field 'claim' is missing"),
        (
            {"lesson": 13},
            "row A-01, field 'lesson': 13 is given; accepted is the number of a lesson, 0 to 12",
        ),
        ({"also": [4, 4]}, "row A-01, field 'also': [4, 4] is given"),
        ({"also": [4, 13]}, "row A-01, field 'also': 13 is given"),
        (
            {"article": "B"},
            "row A-01, field 'article': \"B\" is given; accepted is the article that the id names",
        ),
        (
            {"id": "A-1"},
            "row A-1, field 'id': \"A-1\" is given; accepted is A, B or T, a hyphen and a number",
        ),
        ({"id": "gone"}, "row number 1: the field 'id' is missing"),
        ({"statement": "nearness soothes"}, "row A-01, field 'statement': \"nearness soothes\" is given"),
        (
            {"heading": "## History"},
            "row A-01, field 'heading': \"## History\" is given; accepted is a heading",
        ),
        ({"lessons": [3]}, "row A-01: 'lessons' is not a field here. Accepted fields: id, article, section"),
    ],
)
def test_a_fault_is_said_with_file_row_and_field(course, change, sentence):
    with pytest.raises(ContentError) as caught:
        load_coverage(course(change) / "assets")
    assert "coverage.yml" in str(caught.value)
    assert sentence in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("heading", ["History", "What a child learns", "How *sure* are we?"])
def test_a_heading_of_the_lesson_closes_its_row(course, heading):
    assert open_headings(course({"heading": heading})) == ()


@pytest.mark.parametrize(
    "heading", ["a comment in the front matter", "a comment in code", "no heading", "Histor"]
)
def test_what_is_no_heading_of_the_lesson_leaves_its_row_open(course, heading):
    assert [row.id for row in open_headings(course({"heading": heading}))] == ["A-01"]


def test_a_row_without_a_heading_is_open_once_its_lesson_is_written(course):
    assert [row.id for row in open_headings(course({}, {"lesson": 4}))] == ["A-01"]


def test_a_heading_in_a_lesson_that_is_not_written_is_open(course):
    assert [row.id for row in open_headings(course({"lesson": 4, "heading": "Soon"}))] == ["A-01"]


def test_the_report_says_what_is_open_lesson_by_lesson(course):
    root = course({}, {"heading": "History"}, {"lesson": 4}, {"heading": "Nowhere"}, {})
    assert headings_report(root) == (
        "2 of 5 rows name a heading.\n"
        "Lesson 3 is written; still without a heading: A-01, A-05.\n"
        "Row A-04: lesson 3 has no heading 'Nowhere'."
    )
