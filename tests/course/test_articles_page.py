"""A reader who comes from the articles finds each statement, how sure anyone can be, and the lesson."""

from __future__ import annotations

import re
import shutil

import pytest

from securebase.content import content_root
from securebase.course.articles_page import PAGE, articles_page
from securebase.course.coverage import Judgement, load_coverage
from securebase.course.evidence import load_evidence
from securebase.course.syllabus import load_syllabus


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    """Make a course with our assets, in which only lessons 3 and 12 are written."""
    root = tmp_path_factory.mktemp("course")
    shutil.copytree(content_root() / "assets", root / "assets")
    (root / "lessons").mkdir()
    for number in (3, 12):
        (root / "lessons" / f"{load_syllabus()[number].slug}.md").write_text("# Here\n", encoding="utf-8")
    return root


@pytest.fixture(scope="module")
def page(course):
    return articles_page(course)


def lines_of_rows(page):
    """Return the lines of the page's tables below the first, without their heads."""
    lines = page.split("## Article A", 1)[1].splitlines()
    return [line for line in lines if line.startswith("| ") and not line.startswith("| What it says")]


def test_every_row_has_its_line_in_the_order_of_the_articles(page):
    lines = lines_of_rows(page)
    rows = load_coverage()
    assert len(lines) == len(rows)
    for line, row in zip(lines, rows, strict=True):
        assert line.startswith(f"| {row.statement} | "), row.id


LABELS = {Judgement.DEFINITION: "A definition", Judgement.VALUE: "A value"}


def how_sure(line):
    return line.split(" | ")[1]


def test_a_statement_shows_its_own_judgement_then_why_then_the_nearest_claim(page):
    evidence = load_evidence()
    for line, row in zip(lines_of_rows(page), load_coverage(), strict=True):
        judged = evidence[row.claim].grade if row.judged is Judgement.AS_CLAIM else row.judged
        label = LABELS.get(judged, str(judged).capitalize())
        assert how_sure(line).startswith(f"**{label}.** {row.note}"), row.id
        if row.claim is not None:
            claim = evidence[row.claim]
            other_grade = "" if claim.grade is judged else f" ({claim.grade})"
            assert how_sure(line).endswith(f"*{claim.text}*{other_grade}"), row.id


def test_a_claim_that_is_graded_anew_takes_along_only_the_statements_that_say_the_same(
    course, tmp_path, page
):
    shutil.copytree(course, tmp_path, dirs_exist_ok=True)
    file = tmp_path / "assets" / "evidence.yml"
    text = file.read_text(encoding="utf-8")
    file.write_text(re.sub(r"(number: 1\n.*\n.*\n    grade: ).*", r"\1contested", text), encoding="utf-8")
    anew = zip(load_coverage(), lines_of_rows(page), lines_of_rows(articles_page(tmp_path)), strict=True)
    moved = {row.id for row, before, after in anew if how_sure(before)[:9] != how_sure(after)[:9]}
    rows = load_coverage()
    assert moved == {row.id for row in rows if row.claim == 1 and row.judged is Judgement.AS_CLAIM}
    assert moved < {row.id for row in rows if row.claim == 1}


def test_lessons_that_are_written_are_linked_and_the_others_named(page):
    for line, row in zip(lines_of_rows(page), load_coverage(), strict=True):
        cell = line.rsplit(" | ", 1)[1]
        for number in (row.lesson, *row.also):
            lesson = load_syllabus()[number]
            link = f"[{number} {lesson.title}]({lesson.slug}.md)"
            assert (link in cell) == (number in {3, 12}), row.id
            assert f"{number} {lesson.title}" in cell, row.id


def test_every_link_leads_to_a_file(course, page):
    links = re.findall(r"\]\(([^)]+)\)", page)
    assert links
    assert [link for link in set(links) if not (course / "lessons" / link).is_file()] == []


@pytest.mark.parametrize(("heading", "named"), [("Here", True), ("What a child learns", False)])
def test_a_heading_is_named_beside_its_lesson_if_the_lesson_has_it(course, tmp_path, heading, named):
    shutil.copytree(course, tmp_path, dirs_exist_ok=True)
    file = tmp_path / "assets" / "coverage.yml"
    row_of_lesson_3 = r"(lesson: 3\n(?: +also: .*\n)? +heading: ).*"
    text = re.sub(row_of_lesson_3, rf"\1{heading}", file.read_text(encoding="utf-8"), count=1)
    file.write_text(text, encoding="utf-8")
    title = load_syllabus()[3].title
    line = f"[3 {title}]({load_syllabus()[3].slug}.md): {heading}"
    assert (line in articles_page(tmp_path)) == named


def test_the_page_beside_the_lessons_is_what_the_coverage_file_makes():
    """If this fails, run: python -m securebase.course.articles_page"""
    assert (content_root() / "lessons" / PAGE).read_text(encoding="utf-8") == articles_page()


def test_the_first_lesson_leads_to_the_page():
    start = (content_root() / "lessons" / f"{load_syllabus()[0].slug}.md").read_text(encoding="utf-8")
    assert f"[If you came from the articles]({PAGE})" in start


def test_the_parts_stand_under_the_headings_of_their_article(page):
    headings = [line for line in page.splitlines() if line.startswith("#")]
    titles = [line for line in headings if not line.startswith("###")]
    assert titles == [
        "# If you came from the articles",
        "## Article A: love, independence and the nervous system",
        "## Article B: the neurobiology of attachment",
        "## What neither article spells out",
    ]
    sections = dict.fromkeys((row.article, row.section) for row in load_coverage())
    assert [line[4:] for line in headings if line.startswith("### ")] == [name for _, name in sections]


def test_each_judgement_is_explained_and_counted(page):
    head = page.split("## Article A", 1)[0]
    counts = dict(re.findall(r"^\| ([A-Z][a-z ]+) \| .+ \| (\d+) \|$", head, re.MULTILINE))
    grades = ["Strong", "Moderate", "Mixed", "Contested", "Clinical wisdom"]
    assert list(counts) == [*grades, "Goes further", "A definition", "A value", "No claim"]
    lines = lines_of_rows(page)
    assert sum(map(int, counts.values())) == len(lines)
    for label, count in counts.items():
        assert int(count) == sum(how_sure(line).startswith(f"**{label}.**") for line in lines)


def test_every_line_of_a_table_has_as_many_cells_as_its_head(page):
    for table in re.findall(r"(?:^\|.*\n)+", page, re.MULTILINE):
        assert len({len(re.findall(r"(?<!\\)\|", line)) for line in table.splitlines()}) == 1
