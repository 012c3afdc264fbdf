"""The twelve statements: what they are, and that what is answered goes to the journal or nowhere."""

from __future__ import annotations

import itertools
import json
import re

import jsonschema
import pytest

from securebase.content import content_root
from securebase.journal import Journal
from securebase.reflections import two_relationships
from securebase.reflections.statements import PROMPT_ID, statements

CANARY = "canary-behind-the-stove-8812"
SHEET = statements()


def test_they_are_six_for_each_line_and_half_of_each_six_are_turned():
    jsonschema.validate(
        SHEET, json.loads((content_root() / "assets" / "schemas" / "statements.schema.json").read_text())
    )
    lines = [line["id"] for line in SHEET["lines"]]
    counted = [(one["line"], one["turned"]) for one in SHEET["statements"]]
    assert {(line, turned): 3 for line in lines for turned in (True, False)} == {
        each: counted.count(each) for each in counted
    }
    assert len({one["id"] for one in SHEET["statements"]}) == 12


def test_neighbouring_statements_do_not_ask_about_the_same_line():
    asked = [one["line"] for one in SHEET["statements"]]
    assert all(one != following for one, following in itertools.pairwise(asked))


@pytest.mark.parametrize("statement", [one["text"] for one in SHEET["statements"]])
def test_a_statement_is_about_one_person_and_names_no_type(statement):
    assert re.search(r"\b(they|them|us|this person|I)\b", statement)
    assert not re.search(r"\b(anxious|avoidant|secure|insecure|attach\w*|partner|always|never)\b", statement)


def test_showing_them_touches_no_disk_and_holds_no_answer(folder, page):
    card = two_relationships()
    shown = repr(card) + repr(card._repr_mimebundle_())
    assert "Two relationships, side by side" in shown
    assert page.ask(card, "look").event == "journal"
    assert not folder.exists()


@pytest.mark.usefixtures("open_journal")
def test_what_is_kept_goes_to_the_journal_as_lines_and_stays_nowhere_else(folder, page):
    card = two_relationships()
    lines = [f"First: {CANARY}", "Worry about the bond: 3.2 and 5.0"]
    assert page.ask(card, "keep", lines).event == "kept"
    (entry,) = Journal(folder).read().entries
    assert (entry.prompt_id, entry.kind, entry.value) == (PROMPT_ID, "statements", lines)
    assert (
        CANARY
        not in repr(card) + repr(card.get_state()) + repr(card._repr_mimebundle_()) + page.in_the_clear()
    )


@pytest.mark.usefixtures("open_journal")
def test_not_today_counts_as_much_as_an_answer(page):
    steps = []
    card = two_relationships(taken=lambda: steps.append("taken"))
    page.ask(card, "not today")
    page.ask(card, "keep", ["First: no word given"])
    assert steps == ["taken", "taken"]


def test_in_a_graded_run_nobody_is_asked(folder, monkeypatch):
    monkeypatch.setenv("NBGRADER_EXECUTION", "autograde")
    assert "Nothing of your answer is in this file" in repr(two_relationships()._repr_mimebundle_())
    assert not folder.exists()
