"""The web of citations: whoever cites, cites a work of the bibliography, and every work is cited by somebody.

The rule, for each entry of references.bib. Either a claim of evidence.yml cites it, or its keywords say what
it serves, and then it is found there: named by DOI, or by first author and year, in the models, figures or
data; or cited by its label in the lesson that the keyword names, as soon as that lesson is written.
"""

from __future__ import annotations

import re
from urllib.parse import unquote

import pytest
from markdown_it import MarkdownIt

from securebase.content import content_root
from securebase.course.evidence import load_evidence
from securebase.course.references import load_references
from securebase.course.syllabus import load_syllabus

ROOT = content_root()
REFERENCES = load_references()
BY_URL = {unquote(work.url): work for work in REFERENCES.values() if work.url}
CITED_BY_CLAIMS = {work.key for claim in load_evidence().values() for work in claim.references}
LESSONS = {file.stem: file.read_text(encoding="utf-8") for file in sorted((ROOT / "lessons").glob("*.md"))}
DOI = re.compile(r"10\.\d{4,9}/[^\s\"'<>`,;\\]+")


def without_punctuation(doi):
    """Take the sentence's own signs off a DOI's end; a bracket stays if the DOI itself opens it."""
    doi = doi.rstrip(".:")
    while doi.endswith(")") and doi.count(")") > doi.count("("):
        doi = doi[:-1].rstrip(".:")
    return doi


def texts(*patterns):
    files = [file for pattern in patterns for file in sorted(ROOT.glob(pattern))]
    return {file.relative_to(ROOT).as_posix(): file.read_text(encoding="utf-8") for file in files}


SCIENCE = texts("src/securebase/models/**/*.py", "src/securebase/figures/**/*.py")
DATA = texts("assets/data/**/*.csv")


def names(work, text):
    author_and_year = rf"\b{re.escape(work.authors[0].family)}\b[^\n]{{0,120}}\b{work.year}\b"
    return (work.doi is not None and work.doi.lower() in text.lower()) or re.search(author_and_year, text)


def doi_links(markdown):
    """Return address and words of each link to a DOI, as a Markdown parser sees them."""
    found = []
    for block in MarkdownIt().parse(markdown):
        parts = block.children or []
        for at, part in enumerate(parts):
            if part.type == "link_open" and "doi.org/" in part.attrs["href"]:
                end = next(i for i in range(at, len(parts)) if parts[i].type == "link_close")
                found.append((unquote(part.attrs["href"]), "".join(p.content for p in parts[at:end])))
    return found


@pytest.mark.parametrize("key", REFERENCES)
def test_every_work_is_cited_by_somebody(key):
    work = REFERENCES[key]
    assert key in CITED_BY_CLAIMS or work.used_for, f"{key}: no claim cites it and its keywords name no use"
    for use in work.used_for:
        if use == "model":
            assert any(names(work, text) for text in SCIENCE.values()), f"{key}: no model or figure names it"
        elif use == "data":
            assert any(names(work, text) for text in DATA.values()), f"{key}: no data file names it"
        else:
            slug = load_syllabus()[int(use.removeprefix("lesson "))].slug
            links = [work.label for _, words in doi_links(LESSONS.get(slug, "")) if words == work.label]
            assert slug not in LESSONS or links or work.label in LESSONS[slug], (
                f"{key}: {slug} does not cite it"
            )


@pytest.mark.parametrize("lesson", LESSONS)
def test_in_a_lesson_a_citation_is_a_link_from_the_label_to_the_doi(lesson):
    for address, words in doi_links(LESSONS[lesson]):
        assert address in BY_URL, f"{lesson}: [{words}]({address}) is not in references.bib"
        assert words == BY_URL[address].label, f"{lesson}: {address} is cited as {BY_URL[address].label}"


@pytest.mark.parametrize("lesson", LESSONS)
def test_in_a_lesson_no_doi_stands_outside_a_citation(lesson):
    linked = {address.removeprefix("https://doi.org/") for address, _ in doi_links(LESSONS[lesson])}
    assert {without_punctuation(found) for found in DOI.findall(LESSONS[lesson])} == linked


@pytest.mark.parametrize("file", [*SCIENCE, *DATA])
def test_every_doi_in_models_figures_and_data_is_in_the_bibliography(file):
    known = {work.doi.lower() for work in REFERENCES.values() if work.doi}
    found = {without_punctuation(doi).lower() for doi in DOI.findall((SCIENCE | DATA)[file])}
    assert found <= known


def shown_in(lesson):
    calls = re.findall(r"\b(?:evidence_cards|claim_card)\(([\d, \n]+)\)", LESSONS[lesson])
    return {int(number) for call in calls for number in re.findall(r"\d+", call)}


@pytest.mark.parametrize("number", range(1, 13))
def test_a_written_lesson_shows_cards_of_claims_that_name_it(number):
    slug = load_syllabus()[number].slug
    if slug not in LESSONS:
        return
    shown = shown_in(slug)
    assert shown, f"{slug} shows no evidence card"
    for claim in shown:
        assert number in load_evidence()[claim].lessons, f"{slug} shows claim {claim}, which does not name it"


@pytest.mark.parametrize("number", load_evidence())
def test_a_claim_whose_lessons_are_all_written_is_shown_in_one_of_them(number):
    slugs = [load_syllabus()[lesson].slug for lesson in load_evidence()[number].lessons]
    if all(slug in LESSONS for slug in slugs):
        assert any(number in shown_in(slug) for slug in slugs)
