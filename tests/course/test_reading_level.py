"""Lessons and exercises read as easily as a good newspaper, and say nothing that labels a person."""

from __future__ import annotations

import re
from statistics import median

import jupytext
import pytest
import textstat

from securebase.content import content_root

LESSONS = sorted((content_root() / "lessons").glob("[0-9]*.md"))
EXERCISES = sorted((content_root() / "exercises").glob("*/*.md"))
NEWSPAPER = 9.0  # Flesch–Kincaid grade: about what quality newspapers come to
HARDEST = 12.0

# Words that diagnose, rank or mend people. A pattern can be distant; a person is not "an avoidant".
LABELS = re.compile(
    r"\b(?:an? (?:avoidant|anxious|secure|insecure|fearful|disorgani[sz]ed)s?"
    r"(?=[.,;:)]|\s+(?:is|are|will|who|tends?)\b)"
    r"|avoidants|anxious(?:ly)? attached (?:man|woman|person|people|partner)"
    r"|(?:is|are|was|were) (?:codependent|borderline|a narcissist|damaged|broken|dysfunctional|unlovable)"
    r"|attachment (?:disorder|issues)|trust issues|red flags?|emotionally unavailable|love addict\w*"
    r"|you (?:suffer from|are (?:avoidant|anxious|insecure|disorgani[sz]ed|securely attached))"
    r"|heal your|fix (?:yourself|your partner)|the right partner|soul ?mates?)\b",
    re.IGNORECASE,
)


def name(path):
    return path.stem


def markdown(path) -> str:
    cells = jupytext.read(path).cells
    return "\n\n".join(cell.source for cell in cells if cell.cell_type == "markdown")


def sentences(text: str) -> str:
    """Return running text: no headings, tables, addresses or marks; every list item ends as a sentence."""
    kept = []
    for line in re.sub(r"\]\([^)]*\)", "]", text).splitlines():
        bare = re.sub(r"^\s*(?:[-*>]|\d+\.)\s+", "", line)
        if not line.strip() or line.lstrip().startswith(("#", "|", "+++", "```", "![", "(")):
            kept.append("\n")
            continue
        starts_item = bare != line
        kept.append(("\n" if starts_item else " ") + re.sub(r"[*_`\[\]“”]", "", bare))
    blocks = [block.strip() for block in "".join(kept).split("\n")]
    return "\n".join(block if block.endswith((".", "?", ":")) else block + "." for block in blocks if block)


def grade(text: str) -> float:
    return textstat.flesch_kincaid_grade(sentences(text))


def without_look_inside(text: str) -> str:
    return re.sub(r"^## Look inside.*?(?=^## |\Z)", "", text, flags=re.MULTILINE | re.DOTALL)


def test_the_median_lesson_reads_no_harder_than_a_newspaper():
    grades = [grade(without_look_inside(markdown(lesson))) for lesson in LESSONS]
    assert median(grades) <= NEWSPAPER, grades


@pytest.mark.parametrize("page", LESSONS + EXERCISES, ids=name)
def test_no_section_is_harder_than_a_newspaper_at_its_hardest(page):
    sections = re.split(r"^(?=## )", without_look_inside(markdown(page)), flags=re.MULTILINE)
    hard = {
        section.splitlines()[0]: grade(section)
        for section in sections
        if len(section.split()) >= 60 and grade(section) > HARDEST  # a grade of a few words says nothing
    }
    assert hard == {}


@pytest.mark.parametrize("page", LESSONS + EXERCISES, ids=name)
def test_nobody_is_labelled_or_diagnosed(page):
    # A phrase that a lesson examines stands in quotation marks.
    unquoted = re.sub(r"[\"“][^\"”]{0,120}[\"”]", "", sentences(markdown(page)))
    assert [found.group(0) for found in LABELS.finditer(unquoted)] == []


@pytest.mark.parametrize("page", LESSONS + EXERCISES, ids=name)
def test_every_image_has_words_for_those_who_do_not_see_it(page):
    images = re.findall(r"!\[([^\]]*)\]\(", markdown(page)) + re.findall(
        r"<img\b(?![^>]*\balt=\"[^\"]{10,}\")[^>]*>", markdown(page)
    )
    assert [alt for alt in images if len(alt) < 10 or alt.startswith("<img")] == []


def test_the_grade_tells_easy_from_hard():
    easy = "The door is open. She waits. He comes in and sits down. They drink tea. It is late now."
    hard = (
        "Physiological synchronization, notwithstanding considerable methodological heterogeneity across "
        "longitudinal investigations, demonstrates inconsistent associations with relational functioning."
    )
    assert grade(easy) < 3 < HARDEST < grade(hard)


@pytest.mark.parametrize(
    "sentence",
    [
        "He is an avoidant.",
        "Anxiously attached people call.",
        "You are insecure.",
        "She was damaged.",
        "A red flag.",
    ],
)
def test_a_label_is_found(sentence):
    assert LABELS.search(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "When someone leans on distance, they wait.",
        "You may feel anxious about it.",
        "A secure base is a person.",
    ],
)
def test_a_pattern_is_no_label(sentence):
    assert LABELS.search(sentence) is None
