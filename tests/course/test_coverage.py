"""The articles, row by row: nothing is left out, and every row leads to a claim and a lesson that exist."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from securebase.course.coverage import Judgement, headings_report, load_coverage, open_headings
from securebase.course.evidence import Grade, load_evidence
from securebase.course.syllabus import load_syllabus

# Which claims of the evidence file each article makes, and which neither does: genes, harm, rumination.
MADE_BY_BOTH = {9, 10, 12, 22, 24, 33, 35, 36, 37, 42, 43, 44, 65}
NOT_IN_THE_ARTICLES = {66, 67, 68}
MADE_BY = {"A": {*range(1, 45), 65}, "B": {*MADE_BY_BOTH, *range(45, 65)}}

# Sentences and list items of each article that are no heading and no lead-in to a list. A sentence may need
# two rows and never goes without one.
SENTENCES = {"A": 173, "B": 87}


def rows_of(article):
    return [row for row in load_coverage() if row.article == article]


@pytest.mark.parametrize(("article", "letter"), [("A", "A"), ("B", "B"), ("both", "T")])
def test_rows_are_numbered_in_reading_order_without_a_gap(article, letter):
    rows = rows_of(article)
    assert [row.id for row in rows] == [f"{letter}-{place:02d}" for place in range(1, len(rows) + 1)]


def test_the_articles_stand_one_after_the_other():
    order = [row.article for row in load_coverage()]
    assert order == sorted(order, key=["A", "B", "both"].index)


@pytest.mark.parametrize("article", ["A", "B", "both"])
def test_each_part_of_an_article_stands_in_one_piece(article):
    sections = [row.section for row in rows_of(article)]
    pieces = [name for name, before in zip(sections, [None, *sections[:-1]], strict=True) if name != before]
    assert [name for name, count in Counter(pieces).items() if count > 1] == []


def test_no_statement_stands_twice():
    counts = Counter(re.sub(r"\W+", " ", row.statement.lower()).strip() for row in load_coverage())
    assert [statement for statement, count in counts.items() if count > 1] == []


@pytest.mark.parametrize("article", ["A", "B"])
def test_no_sentence_of_an_article_goes_without_a_row(article):
    assert len(rows_of(article)) >= SENTENCES[article]


@pytest.mark.parametrize("article", ["A", "B"])
def test_every_claim_that_an_article_makes_is_reached_from_it(article):
    assert MADE_BY[article] - {row.claim for row in rows_of(article)} == set()


def test_a_claim_of_the_evidence_file_is_made_by_an_article_or_is_what_both_leave_out():
    assert MADE_BY["A"] | MADE_BY["B"] | NOT_IN_THE_ARTICLES == set(load_evidence())


def test_every_row_rests_on_a_claim_that_exists():
    claims = {None, *load_evidence()}
    assert [row.id for row in load_coverage() if row.claim not in claims] == []


def test_a_row_leads_to_a_lesson_that_teaches_its_claim():
    evidence = load_evidence()
    for row in load_coverage():
        if row.claim is not None:
            assert {row.lesson, *row.also} & set(evidence[row.claim].lessons), row.id


def test_every_row_names_lessons_of_the_syllabus_each_once():
    numbers = set(load_syllabus())
    for row in load_coverage():
        lessons = [row.lesson, *row.also]
        assert set(lessons) <= numbers, row.id
        assert len(lessons) == len(set(lessons)), row.id


def test_no_lesson_goes_without_a_row():
    taught = {number for row in load_coverage() for number in (row.lesson, *row.also)}
    assert set(load_syllabus()) - taught == set()


def test_few_statements_of_the_articles_are_no_claim():
    # A title, advertisements, a promise, what is too general to be wrong; anything more is a claim avoided.
    assert sum(row.judged is Judgement.NO_CLAIM for row in load_coverage()) <= 10


def beginnings(text):
    """Return the first five letters of each longer word, which stay the same when a word is inflected."""
    return {word[:5] for word in re.findall(r"[a-z]{4,}", text.lower())}


def test_a_statement_that_is_graded_as_its_claim_says_the_same_in_some_of_its_words():
    borrowed = [
        f"{row.id}: {row.statement} / {claim.text}"
        for row in load_coverage()
        if row.judged is Judgement.AS_CLAIM
        and (claim := load_evidence()[row.claim])
        and len(beginnings(row.statement) & beginnings(claim.text)) < 2
    ]
    assert borrowed == []


# Words by which a note admits that a part of the statement is not covered.
NOT_COVERED = re.compile(
    r"\bnot (been )?(known|shown|measured|tested|asked|part|what|so)\b|\bsingled out\b|\ba step further\b"
    r"|\bless (certain|clear|well|evidence)\b|\bknown less\b|\bstudied (less|least)\b|\bhardly\b"
    r"|\bthere is less\b",
    re.IGNORECASE,
)


def test_a_statement_of_which_a_part_is_not_covered_is_not_graded_strong_or_moderate():
    well_supported = [row for row in load_coverage() if row.judged in {Grade.STRONG, Grade.MODERATE}]
    assert [(row.id, row.note) for row in well_supported if NOT_COVERED.search(row.note)] == []


def test_no_two_rows_give_the_same_reason():
    reasons = Counter(row.note for row in load_coverage() if row.judged is not Judgement.DEFINITION)
    assert [note for note, count in reasons.items() if note and count > 1] == []


def test_every_heading_that_a_row_names_is_in_its_lesson():
    print(headings_report())
    assert [(row.id, row.lesson, row.heading) for row in open_headings() if row.heading is not None] == []
