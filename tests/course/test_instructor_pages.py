"""The pages for instructors: each is in the index, leads somewhere, and keeps the promises of the course."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from securebase.course.syllabus import load_syllabus
from securebase.exercises.sheet import load_sheet

FOLDER = Path(__file__).resolve().parents[2] / "docs" / "instructors"
INDEX = FOLDER / "README.md"
PAGES = sorted(page for page in FOLDER.glob("*.md") if page != INDEX)


def test_the_index_leads_to_every_page_by_its_title():
    linked = dict(re.findall(r"\[([^]]+)\]\(([\w-]+\.md)\)", INDEX.read_text("utf-8")))
    assert sorted(linked.values()) == [page.name for page in PAGES]
    titles = {f"{lesson.slug}.md": lesson.title for lesson in load_syllabus().values()}
    assert {titles[name]: name for name in linked.values()} == linked


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_a_page_has_minutes_what_may_come_up_and_questions(page):
    text = page.read_text("utf-8")
    headings = re.findall(r"^## (.+)$", text, re.MULTILINE)
    assert any(re.search("fifty minutes", heading, re.IGNORECASE) for heading in headings)
    assert any("may come up" in heading for heading in headings)
    assert any("disclosure" in heading for heading in headings)
    ends = [int(end) for end in re.findall(r"^\| *\d+(?:–| to )(\d+) *\|", text, re.MULTILINE)]
    assert ends[-1] == 50
    assert ends == sorted(ends)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_the_points_of_its_exercise_are_those_of_the_exercise(page):
    text = " ".join(page.read_text("utf-8").split())
    sheet = load_sheet(page.stem)
    told = re.search(r"(\d+) points,? (?:in \w+ parts, )?(?:and )?complete with (\d+)", text)
    if told:
        assert [int(number) for number in told.groups()] == [sheet.points, sheet.complete]
