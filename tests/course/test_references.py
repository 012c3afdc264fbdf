"""The bibliography: every entry can be read, cited and told apart, and a fault is said in a sentence."""

from __future__ import annotations

import re
import tempfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from securebase.content import content_root
from securebase.course.content_error import ContentError
from securebase.course.references import load_references

REFERENCES = load_references()

ARTICLE = """\
@article{rivers2020,
  author  = {Rivers, A. B. and van der Meer, C.},
  year    = {2020},
  title   = {Two rivers},
  journal = {Journal of Water},
  volume  = {3},
  pages   = {10--12},
  doi     = {10.1000/rivers.3},
  note    = {plausible: made up for a test},
}
"""
OTHER = ARTICLE.replace("rivers2020", "brooks2021").replace("rivers.3", "brooks.1")


def load(bibtex):
    with tempfile.TemporaryDirectory() as folder:
        assets = Path(folder, "assets")
        assets.mkdir()
        (assets / "references.bib").write_text(bibtex, encoding="utf-8")
        return load_references(assets)


def fault(bibtex):
    with pytest.raises(ContentError) as caught:
        load(bibtex)
    return str(caught.value)


@pytest.mark.parametrize("reference", REFERENCES.values(), ids=REFERENCES)
def test_every_work_has_authors_year_title_and_a_place_to_be_found(reference):
    assert reference.authors
    assert all(re.fullmatch(r"[\w'’ -]+", author.family) for author in reference.authors)
    assert all(re.fullmatch(r"(\w\.[ -]?)+", author.initials) for author in reference.authors)
    assert 1960 <= reference.year <= 2026
    assert reference.title[0].isupper()
    assert reference.container
    assert not set("{}\\") & set(reference.full)
    assert reference.full.startswith(reference.authors[0].family)


def test_dois_are_well_formed_and_no_two_works_share_one():
    dois = [reference.doi.lower() for reference in REFERENCES.values() if reference.doi]
    assert len(dois) == len(set(dois))
    assert all(re.fullmatch(r"10\.\d{4,5}/[^\s\"<>]+", doi) for doi in dois)


def test_a_reference_without_a_doi_says_so_in_its_note_and_has_no_link():
    without = [reference for reference in REFERENCES.values() if reference.doi is None]
    assert without
    for reference in without:
        assert re.search(r"no DOI (found|needed)", reference.note), reference.key
        assert reference.url is None


def test_every_label_begins_with_the_first_author_and_no_two_works_share_one():
    labels = [reference.label for reference in REFERENCES.values()]
    assert len(labels) == len(set(labels))
    for reference in REFERENCES.values():
        assert reference.label.startswith(reference.authors[0].family)


@pytest.mark.parametrize(
    ("key", "label"),
    [
        ("feldman2017", "Feldman, 2017"),
        ("simpson2014", "Simpson & Overall, 2014"),
        ("miller2018", "Miller et al., 2018"),
        ("grossman2026", "Grossman et al., 2026"),
        ("vondawans2012", "von Dawans et al., 2012"),
        ("teding2016", "Teding van Berkhout & Malouff, 2016"),
        ("fraley2011ecrrs", "Fraley, Heffernan, et al., 2011"),
        ("fraley2011patterns", "Fraley, Vicary, et al., 2011"),
    ],
)
def test_a_label_names_the_authors_as_a_citation_does(key, label):
    assert REFERENCES[key].label == label


def test_a_full_reference_reads_as_in_a_list_of_references():
    assert REFERENCES["kuhfuss2021"].full == (
        "Kuhfuß, M., Maldei, T., Hetmanek, A., & Baumann, N. (2021). Somatic experiencing – effectiveness "
        "and key factors of a body-oriented trauma therapy: a scoping literature review. European Journal of "
        "Psychotraumatology, 12(1), 1929023. https://doi.org/10.1080/20008198.2021.1929023"
    )


def test_a_chapter_names_its_book_with_editors_and_publisher():
    assert "Handbook of Closeness and Intimacy (D. J. Mashek & A. P. Aron, Eds.; Erlbaum), 201–225" in (
        REFERENCES["reis2004"].full
    )


def test_works_that_share_authors_and_year_name_more_authors_until_they_differ():
    third = ARTICLE.replace("and van der Meer, C.", "and Ash, C. and Oak, D.")
    fourth = OTHER.replace("and van der Meer, C.", "and Ash, C. and Elm, D.")
    loaded = load(third + fourth)
    assert {key: reference.label for key, reference in loaded.items()} == {
        "rivers2020": "Rivers, Ash, & Oak, 2020",
        "brooks2021": "Rivers, Ash, & Elm, 2020",
    }


def test_works_that_no_label_tells_apart_are_refused():
    said = fault(ARTICLE + OTHER)
    assert "rivers2020 and brooks2021 have the same authors and year" in said


@pytest.mark.parametrize("field", ["author", "year", "title", "journal", "note"])
def test_a_missing_field_is_named_with_file_and_entry(field):
    said = fault(re.sub(rf"  {field} .*\n", "", ARTICLE))
    assert said == f"assets/references.bib, entry rivers2020: the field '{field}' is missing or empty."


@pytest.mark.parametrize(
    ("field", "value", "accepted"),
    [
        ("year", "20", "accepted is a year of four digits."),
        ("year", "in press", "accepted is a year of four digits."),
        ("doi", "https://doi.org/10.1000/rivers.3", "accepted is a DOI such as 10.1037/a0033056."),
        ("doi", "11.1000/rivers", "accepted is a DOI such as"),
        ("note", "sure", "accepted is 'confirmed: ...' with how it was checked, or 'plausible: ...'"),
        ("keywords", "modell", "accepted is model, data, or a lesson such as lesson 5, joined by commas."),
        ("keywords", "lesson", "accepted is model, data, or a lesson such as lesson 5"),
        ("journl", "Journal of Water", "Accepted: author, doi, journal, keywords, note, number"),
    ],
)
def test_a_wrong_value_is_named_with_file_entry_and_field(field, value, accepted):
    kept = re.sub(rf"  {field} .*\n", "", ARTICLE)
    said = fault(kept.replace("  title", f"  {field} = {{{value}}},\n  title"))
    assert said.startswith(f"assets/references.bib, entry rivers2020, field '{field}': ")
    assert accepted in said


def test_a_type_that_the_course_does_not_use_is_refused():
    assert "its type is @misc; accepted are @article" in fault(ARTICLE.replace("@article", "@misc"))


def test_a_doi_that_stands_twice_is_refused_with_both_keys():
    said = fault(ARTICLE + OTHER.replace("brooks.1", "RIVERS.3").replace("2020", "2019"))
    assert "entry brooks2021, field 'doi': 10.1000/RIVERS.3 already belongs to rivers2020" in said


def test_a_key_that_stands_twice_is_refused():
    assert "entry rivers2020, line 12: the key is already taken" in fault(f"{ARTICLE}\n{ARTICLE}")


def test_a_field_that_stands_twice_is_refused():
    said = fault(ARTICLE.replace("  year", "  year    = {2019},\n  year"))
    assert "the entry in line 1: the field 'year' stands twice" in said


@pytest.mark.parametrize(
    ("damaged", "look"),
    [
        (OTHER.replace("@", ""), "Remarks are accepted at the head of the file only; look for a lost @"),
        (OTHER.replace("@article{", "@article"), "look for a lost @ or a brace too many."),
        (OTHER.replace("{2020},", "{2020,"), "Look for a brace, a comma or an equals sign"),
    ],
)
def test_an_entry_that_would_be_read_as_a_remark_is_refused(damaged, look):
    said = fault(f"{ARTICLE}\n{damaged}")
    assert said.startswith(f"assets/references.bib, line {len(ARTICLE.splitlines()) + 2}: ")
    assert look in said


def test_remarks_at_the_head_of_the_file_are_welcome():
    assert list(load("What this file is.\n\n" + ARTICLE)) == ["rivers2020"]


def test_a_missing_file_is_named():
    with pytest.raises(ContentError, match=r"assets/references\.bib is missing"):
        load_references(Path("nowhere", "assets"))


def test_a_file_without_entries_is_refused():
    assert fault("") == "assets/references.bib holds no entry."


@given(st.data())
def test_whatever_is_cut_out_of_the_file_it_loads_or_is_named(data):
    text = ARTICLE + OTHER.replace("2020", "2021")
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, min(len(text), start + 80)))
    try:
        load(text[:start] + text[end:])
    except ContentError as said:
        assert str(said).startswith("assets/references.bib")  # noqa: PT017 - it may also load


def test_the_course_s_bibliography_holds_every_entry_that_its_text_starts():
    text = (content_root() / "assets" / "references.bib").read_text(encoding="utf-8")
    assert len(REFERENCES) == len(re.findall(r"^@\w+\{", text, re.MULTILINE))
