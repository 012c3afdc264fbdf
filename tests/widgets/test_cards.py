"""Cards outside the browser: what their models and bundles hold, and what a lesson hands in."""

from __future__ import annotations

from html import escape

import anywidget
import pytest

from securebase.course.evidence import evidence_cards
from securebase.widgets import situation, sort_cards
from securebase.widgets.card_files import load_situation


@pytest.fixture
def deck():
    return sort_cards("secure-base-safe-haven")


@pytest.fixture
def story():
    return situation("the-closed-door", evidence=evidence_cards)


def test_the_models_hold_the_cards_and_no_place_for_an_answer(deck, story):
    inherited = set(anywidget.AnyWidget().get_state())
    assert set(deck.get_state()) - inherited == {"title", "question", "before", "piles", "cards", "_css"}
    assert set(story.get_state()) - inherited == {
        *("title", "scene", "question", "choices", "evidence", "fear", "does_not_hold", "_css")
    }


def test_what_the_page_sends_changes_nothing_in_the_models(deck, story):
    update = {"content": {"data": {"method": "update", "state": {"answer": "x"}, "buffer_paths": []}}}
    custom = {"content": {"data": {"method": "custom", "content": {"answer": "x"}}}}
    for widget in (deck, story):
        before = widget.get_state()
        for message in (update, custom):
            widget.comm.handle_msg(message | {"buffers": []})
        assert widget.get_state() == before


def test_without_a_kernel_the_scenes_can_be_read_and_the_answers_cannot(deck):
    data, _metadata = deck._repr_mimebundle_()
    for pile in deck.piles:
        assert f"{pile['name']}</strong>: {escape(pile['meaning'])}" in data["text/html"]
    for card in deck.cards:
        assert escape(card["scene"]) in data["text/html"]
        for word in card["feedback"].values():
            assert escape(word) not in data["text/html"]
    assert data["text/plain"] == "Cards to sort: Near, comforted, on the way (12 cards, 3 piles)"


def test_without_a_kernel_a_situation_is_read_to_its_end_with_limits_and_sources(story):
    data, _metadata = story._repr_mimebundle_()
    html = data["text/html"]
    for text in (story.scene, story.fear, story.does_not_hold):
        assert escape(text) in html
    for choice in story.choices:
        assert f"<summary>{escape(choice['text'])}</summary><p>{escape(choice['then'])}</p>" in html
    assert '<a href="https://doi.org/10.1080/03637751.2013.813632">Schrodt' in html
    assert data["text/plain"] == "Situation: The closed door (3 ways to go on)"


def test_a_situation_shows_the_claims_of_the_ledger_in_the_order_its_file_names_them(story):
    numbers = load_situation("the-closed-door")["claims"]
    assert [claim["number"] for claim in story.evidence] == numbers
    for shown, claim in zip(story.evidence, evidence_cards(*numbers).claims, strict=True):
        assert (shown["text"], shown["grade"], shown["nuance"]) == (claim.text, claim.grade, claim.nuance)
        assert [source["url"] for source in shown["sources"]] == [one.url for one in claim.references]


def test_a_claim_without_a_source_is_shown_with_its_grade_alone():
    """Claim 32 is clinical wisdom that nobody has measured."""
    story = situation("a-message-unanswered", evidence=evidence_cards)
    (bare,) = [claim for claim in story.evidence if claim["number"] == 32]
    assert bare["sources"] == []
    html = story._repr_mimebundle_()[0]["text/html"]
    assert f"<li>Clinical wisdom: {bare['text']} {bare['nuance']}</li>" in html


def test_the_note_on_fear_stands_where_the_file_asks_for_it():
    noted = {
        name: bool(situation(name, evidence=evidence_cards).fear)
        for name in ("the-closed-door", "a-message-unanswered", "four-months-apart")
    }
    assert noted == {name: load_situation(name)["could_be_fear"] for name in noted}
    assert set(noted.values()) == {True, False}
