"""The claims: graded, referenced, taught somewhere, in the course's voice; faults are said in sentences."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from securebase.content import content_root
from securebase.course.content_error import ContentError
from securebase.course.evidence import Grade, load_evidence
from securebase.course.references import load_references
from securebase.course.syllabus import load_syllabus

ASSETS = content_root() / "assets"
CLAIMS = load_evidence()

# Voice: no word that makes a hard thing sound easy, no exclamation mark, nobody reduced to a pattern.
UNWANTED = re.compile(
    r"!|\b(simply|just|of course|obviously|merely|hijack\w*|lights? up|narcissis\w*|toxic)\b"
    r"|\b(an?|the|your) (avoidant|anxious|disorgani[sz]ed|insecure)s?\b(?! (pattern|style|attachment|one))",
    re.IGNORECASE,
)

# Three claims are enough to break: they keep a copy small.
SMALL = yaml.safe_load((ASSETS / "evidence.yml").read_text(encoding="utf-8"))["claims"][:3]
FIELDS = ["number", "claim", "met_in", "grade", "nuance", "references", "lessons", "last_checked"]
WRONG = {
    "number": [0, -1, "one", 2.5, None],
    "claim": ["", "No full stop", 7, ["A sentence in a list."], None],
    "met_in": ["", "A phrase with a full stop.", 7, None],
    "grade": ["good", "Strong", "", 1, None],
    "nuance": ["", "Short.", 7, None],
    "references": ["coan2006", ["nobody1900"], ["coan2006", "coan2006"], [7], [], None],
    "lessons": [[], [99], [1, 1], ["1"], 1, None],
    "last_checked": ["yesterday", "2026-13-01", "2026-02-30", 2026, None],
}


@pytest.fixture(scope="module")
def small_bibliography():
    """The part of references.bib that the three claims cite, which is quick to read."""
    text = (ASSETS / "references.bib").read_text(encoding="utf-8")
    keys = "|".join(key for claim in SMALL for key in claim["references"])
    return "\n".join(re.findall(rf"^@\w+\{{(?:{keys}),.*?^\}}", text, re.MULTILINE | re.DOTALL))


def load(text, bibliography):
    with tempfile.TemporaryDirectory() as folder:
        assets = Path(folder, "assets")
        shutil.copytree(ASSETS / "schemas", assets / "schemas")
        shutil.copy(ASSETS / "syllabus.yml", assets)
        (assets / "references.bib").write_text(bibliography, encoding="utf-8")
        (assets / "evidence.yml").write_text(text, encoding="utf-8")
        return load_evidence(assets)


def written(claims):
    return yaml.safe_dump({"claims": claims}, allow_unicode=True, sort_keys=False)


def fault(text, bibliography):
    with pytest.raises(ContentError) as caught:
        load(text, bibliography)
    return str(caught.value)


def test_the_claims_are_numbered_from_one_without_a_gap():
    assert list(CLAIMS) == list(range(1, 69))
    assert all(claim.number == number for number, claim in CLAIMS.items())


def test_no_grade_stands_without_a_reference_except_clinical_wisdom():
    bare = [claim for claim in CLAIMS.values() if not claim.references]
    assert {claim.grade for claim in bare} == {Grade.WISDOM}


def test_every_claim_names_lessons_of_the_syllabus_and_never_the_one_before_the_course():
    for claim in CLAIMS.values():
        assert claim.lessons
        assert set(claim.lessons) <= set(load_syllabus()) - {0}, claim.number


@pytest.mark.parametrize("lesson", range(1, 13))
def test_every_lesson_teaches_at_least_one_claim(lesson):
    assert any(lesson in claim.lessons for claim in CLAIMS.values())


def test_every_grade_is_used_and_says_what_it_means():
    assert {claim.grade for claim in CLAIMS.values()} == set(Grade)
    assert len({grade.meaning for grade in Grade}) == len(Grade)


def test_no_two_claims_say_the_same():
    assert len({claim.text for claim in CLAIMS.values()}) == len(CLAIMS)


@pytest.mark.parametrize("claim", CLAIMS.values(), ids=[f"claim {number}" for number in CLAIMS])
def test_a_claim_keeps_to_the_voice_of_the_course(claim):
    for words in (claim.text, claim.met_in, claim.nuance):
        assert not UNWANTED.search(words)
        assert words == " ".join(words.split())


def test_a_grade_is_that_of_the_whole_sentence_and_the_nuance_keeps_it_for_no_part():
    for claim in CLAIMS.values():
        kept_for_a_part = rf"\bgrad(e|es|ed)\b|\b{claim.grade}\b"
        assert not re.search(kept_for_a_part, claim.nuance), f"claim {claim.number}: {claim.nuance}"


# Words by which a nuance admits that something in the claim was not looked at.
NOT_LOOKED_AT = re.compile(
    r"\bnot (itself )?(what|among|been shown)\b|\bnot (its|their) subject\b|\bhardly been tested\b"
    r"|\bnobody has\b|\bis a guess\b|\ba larger word\b|\bhas weak support\b|\bmore to be tested\b",
    re.IGNORECASE,
)


def test_a_claim_of_which_a_part_was_not_looked_at_is_not_graded_strong_or_moderate():
    well_supported = [claim for claim in CLAIMS.values() if claim.grade in {Grade.STRONG, Grade.MODERATE}]
    assert [claim.number for claim in well_supported if NOT_LOOKED_AT.search(claim.nuance)] == []


# What was found wrong or one-sided when references were checked, and must stay right.
@pytest.mark.parametrize(
    ("number", "words"),
    [
        (9, "22,914"),
        (13, "replied in the same issue"),
        (16, "not itself a test of steadiness"),
        (20, "less so after purely social stress"),
        (3, "by one group"),
        (4, "a friend's"),
        (5, "between a quarter and a half"),
        (17, "not comparable"),
        (18, "20 of them"),
        (22, "the slow one no more than the other"),
        (25, "What they were compared with varies"),
        (33, "no better than exercise"),
        (47, "bred without its receptor bonded"),
        (61, "Objective tests showed more gain than self-reports"),
        (61, "0.51"),
        (64, "in both directions"),
    ],
)
def test_a_correction_to_an_earlier_reading_is_in(number, words):
    assert words in CLAIMS[number].nuance


def test_both_sides_of_the_polyvagal_debate_are_cited():
    assert {"grossman2023", "grossman2026", "porges2026"} == {work.key for work in CLAIMS[13].references}


def test_the_two_studies_of_stress_and_generosity_are_cited_together():
    assert {"vondawans2012", "vondawans2018"} <= {work.key for work in CLAIMS[20].references}


def test_a_claim_carries_the_references_themselves():
    assert CLAIMS[21].references == (load_references()["randall2009"], load_references()["neff2009"])


@pytest.mark.parametrize(
    ("place", "field", "value"),
    [(at % 3, field, value) for field, values in WRONG.items() for at, value in enumerate(values)],
)
def test_a_wrong_value_is_named_with_file_claim_and_field(small_bibliography, place, field, value):
    claims = [{**claim, field: value} if at == place else claim for at, claim in enumerate(SMALL)]
    said = fault(written(claims), small_bibliography)
    number = value if field == "number" else place + 1
    named = f"claim {number}" if isinstance(number, int) else f"the entry in place {place + 1}"
    assert said.startswith(f"assets/evidence.yml, {named}, field '{field}': ")


@pytest.mark.parametrize(
    ("field", "value", "accepted"),
    [
        ("grade", "good", "one of strong, moderate, mixed, contested, clinical wisdom"),
        ("last_checked", "yesterday", "a day as year-month-day, such as 2026-11-21"),
        ("lessons", [], "a list of lesson numbers of syllabus.yml, at least one, each once"),
    ],
)
def test_what_was_given_and_what_is_accepted_stand_side_by_side(small_bibliography, field, value, accepted):
    said = fault(written([{**SMALL[0], field: value}]), small_bibliography)
    given_value = f'"{value}"' if isinstance(value, str) else str(value)
    assert (
        said
        == f"assets/evidence.yml, claim 1, field '{field}': {given_value} is given; accepted is {accepted}."
    )


@pytest.mark.parametrize(
    ("field", "value", "missing"),
    [
        ("references", ["nobody1900"], "references.bib has no entry 'nobody1900'"),
        ("lessons", [99], "no lesson 99"),
    ],
)
def test_a_name_that_leads_nowhere_is_named(small_bibliography, field, value, missing):
    assert missing in fault(written([{**SMALL[0], field: value}]), small_bibliography)


@given(place=st.integers(0, 2), field=st.sampled_from(FIELDS))
def test_a_missing_field_is_named_with_file_and_claim(small_bibliography, place, field):
    claims = [dict(claim) for claim in SMALL]
    del claims[place][field]
    named = f"the entry in place {place + 1}" if field == "number" else f"claim {place + 1}"
    said = fault(written(claims), small_bibliography)
    assert said.startswith(f"assets/evidence.yml, {named}: the field '{field}' is missing. It holds ")


@given(place=st.integers(0, 2), name=st.text("abcdefgh_", min_size=1, max_size=12))
def test_a_field_that_does_not_exist_is_named_with_file_and_claim(small_bibliography, place, name):
    claims = [{**claim, name: "something"} if at == place else claim for at, claim in enumerate(SMALL)]
    said = fault(written(claims), small_bibliography)
    assert said.startswith(f"assets/evidence.yml, claim {place + 1}: '{name}' is not a field here.")


@given(st.data())
def test_whatever_is_cut_out_of_the_file_it_loads_or_is_named(small_bibliography, data):
    text = written(SMALL)
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, min(len(text), start + 60)))
    try:
        load(text[:start] + text[end:], small_bibliography)
    except ContentError as said:
        assert str(said).startswith("assets/evidence.yml")  # noqa: PT017 - it may also load


def test_every_fault_of_a_file_is_said_at_once(small_bibliography):
    claims = [{**claim, "grade": "good"} for claim in SMALL]
    assert fault(written(claims), small_bibliography).count("field 'grade'") == 3


@pytest.mark.parametrize("order", [[0, 2], [0, 0, 1], [1, 0, 2]])
def test_numbers_that_skip_repeat_or_turn_round_are_refused(small_bibliography, order):
    said = fault(written([SMALL[place] for place in order]), small_bibliography)
    assert re.match(r"assets/evidence\.yml, claim \d, field 'number': \d is given where \d is next\.", said)


def test_a_field_that_stands_twice_is_refused_with_its_line(small_bibliography):
    text = written(SMALL).replace("  grade: moderate\n", "  grade: moderate\n  grade: strong\n", 1)
    line = text.splitlines().index("  grade: strong") + 1
    said = fault(text, small_bibliography)
    assert said == f"assets/evidence.yml, line {line}: the field 'grade' stands twice in the same entry."


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "null is given where fields are expected: claims."),
        ("claims: []", "field 'claims': [] is given; accepted is a list of claims."),
        ("claim: []", "the field 'claims' is missing."),
        ("claims:\n- just words\n", '"just words" is given where fields are expected: number, claim'),
        ("claims: [", "line 1: this is not YAML"),
        ("? [a, b]\n: c\n", "line 1: a field's name is a word"),
    ],
)
def test_a_file_that_is_something_else_is_named(small_bibliography, text, said):
    message = fault(text, small_bibliography)
    assert message.startswith("assets/evidence.yml")
    assert said in message


def test_a_missing_file_is_named(tmp_path):
    assets = tmp_path / "assets"
    shutil.copytree(ASSETS, assets, ignore=shutil.ignore_patterns("evidence.yml", "fonts", "images"))
    with pytest.raises(ContentError, match=r"assets/evidence\.yml is missing"):
        load_evidence(assets)


def test_a_lesson_that_imports_the_evidence_pays_only_for_what_it_shows():
    heavy = [
        "yaml",
        "jsonschema",
        "bibtexparser",
        "matplotlib",
        "nbgrader",
        "numpy",
        "ipywidgets",
        "anywidget",
    ]
    asked = f"import sys, securebase.course.evidence; print([m for m in {heavy} if m in sys.modules])"
    run = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"
