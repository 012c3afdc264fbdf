"""Evidence cards in a live notebook: each asks how sure anyone is, and then says how it is graded."""

from __future__ import annotations

import pytest
from own_kernel import show
from playwright.sync_api import expect

from securebase.course.cards import EvidenceCards
from securebase.course.evidence import Grade, evidence_cards, load_evidence

CLAIMS = load_evidence()
# One claim of each grade.
NUMBERS = {
    grade: next(number for number, claim in CLAIMS.items() if claim.grade == grade and claim.references)
    for grade in Grade
}
STRONG, MODERATE, MIXED, CONTESTED = (
    NUMBERS[grade] for grade in (Grade.STRONG, Grade.MODERATE, Grade.MIXED, Grade.CONTESTED)
)


@pytest.fixture
def cards_of(blank_page):
    """Show claims, closed: ``cards_of(13, 14)`` returns the card of each."""

    def cards(*numbers):
        place = show(blank_page, evidence_cards(*numbers).asking())
        found = [place.get_by_role("article").filter(has_text=CLAIMS[number].text) for number in numbers]
        for card in found:
            expect(card.get_by_text("met in")).to_be_hidden()
        return found

    return cards


def words(card):
    return card.inner_text()


def test_a_card_tells_its_grade_to_nobody_before_it_is_asked_for(cards_of):
    (card,) = cards_of(MIXED)
    claim = CLAIMS[MIXED]
    names = [grade.capitalize() for grade in Grade]
    assert words(card).split("\n") == [claim.text, *names, "Skip"]
    expect(card).to_have_attribute("aria-label", f"Claim {MIXED}")
    group = card.get_by_role("group", name="How sure is anyone of this?")
    expect(group).to_have_accessible_description(claim.text)
    assert group.get_by_role("button").all_inner_texts() == [*names, "Skip"]


@pytest.mark.parametrize(
    ("said", "graded", "line"),
    [
        ("Mixed", Grade.MIXED, "You said mixed, and that is how it is graded."),
        ("Strong", Grade.MIXED, "You said strong; it is graded mixed: the evidence does not go that far."),
        ("Contested", Grade.MODERATE, "You said contested; it is graded moderate: there is more behind it"),
        ("Strong", Grade.WISDOM, "You said strong; it is graded clinical wisdom: many people work with it"),
        ("Clinical wisdom", Grade.STRONG, "You said clinical wisdom; it is graded strong: there is research"),
    ],
)
def test_whoever_says_a_grade_by_keyboard_hears_the_difference_and_reads_on_from_there(
    cards_of, keyboard, said, graded, line
):
    claim = CLAIMS[NUMBERS[graded]]
    (card,) = cards_of(claim.number)
    keyboard.press(card.get_by_role("button", name=said))
    told = card.get_by_text("You said")
    expect(told).to_be_focused()
    assert told.inner_text().startswith(line)
    assert claim.nuance in words(card).replace("\N{NO-BREAK SPACE}", " ")
    expect(card).to_have_attribute("aria-label", f"Claim {claim.number}, {graded}")
    expect(card.get_by_role("link").first).to_be_visible()
    expect(card.get_by_role("button")).to_have_count(0)


def test_skipping_opens_one_card_without_a_remark_and_leaves_the_others_closed(cards_of):
    first, second = cards_of(MIXED, STRONG)
    first.get_by_role("button", name="Skip").press("Enter")
    expect(first.locator(".sb-graded")).to_be_focused()
    expect(first.locator(".sb-graded")).to_contain_text(Grade.MIXED.meaning, use_inner_text=True)
    expect(first.get_by_text("You said")).to_have_count(0)
    expect(second.get_by_role("button", name="Skip")).to_be_visible()


def test_all_are_opened_by_the_first_button_that_tab_comes_to(cards_of, blank_page):
    cards = cards_of(STRONG, CONTESTED)
    blank_page.keyboard.press("Tab")
    button = blank_page.get_by_role("button", name="Open all")
    expect(button).to_be_focused()
    blank_page.keyboard.press("Enter")
    for card in cards:
        expect(card.get_by_text("met in")).to_be_visible()
        expect(card.get_by_role("button")).to_have_count(0)
    expect(button, "it keeps its place and the focus, and says that nothing is left to open").to_be_focused()
    expect(button).to_have_attribute("aria-disabled", "true")


def test_on_paper_all_stand_open_and_nothing_waits_for_a_hand(cards_of, blank_page):
    cards = cards_of(STRONG, CONTESTED)
    blank_page.emulate_media(media="print")
    for card in cards:
        expect(card.get_by_text("met in")).to_be_visible()
    expect(blank_page.get_by_role("button")).to_have_count(0)
    blank_page.emulate_media(media="screen")


def test_exported_pages_hold_the_same_cards_open(blank_page):
    blank_page.set_content(EvidenceCards((CLAIMS[MIXED],)).html)
    expect(blank_page.get_by_text("met in")).to_be_visible()
    expect(blank_page.get_by_text(Grade.MIXED.meaning)).to_be_visible()
