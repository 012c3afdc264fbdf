"""Evidence cards where nobody is asked: the same words for the eye, the screen reader and the terminal."""

from __future__ import annotations

import re
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest

import securebase
from securebase.course.cards import EvidenceCards
from securebase.course.evidence import Grade, claim_card, evidence_cards, load_evidence

CLAIMS = load_evidence()
ALL = [pytest.param(claim, id=f"claim {number}") for number, claim in CLAIMS.items()]
PACKAGE = Path(securebase.__file__).parent


class Page(HTMLParser):
    """What a browser makes of a card: words, links, labels; and every tag closed."""

    VOID = frozenset({"circle", "path"})

    def __init__(self, html):
        super().__init__()
        self.words, self.links, self.labels, self.tags, self.open = [], [], [], [], []
        self.feed(html)
        assert self.open == []

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        self.tags.append(tag)
        if tag not in self.VOID:
            self.open.append(tag)
        if tag == "a":
            self.links.append([attrs["href"], ""])
        if "aria-label" in attrs:
            self.labels.append(attrs["aria-label"])

    def handle_startendtag(self, tag, _):
        self.tags.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        if "style" in self.open:
            return
        self.words.append(data)
        if "a" in self.open:
            self.links[-1][1] += data

    @property
    def text(self):
        return " ".join(" ".join(self.words).split())


def bundle(*numbers):
    return evidence_cards(*numbers)._repr_mimebundle_()[0]


@pytest.mark.parametrize("claim", ALL)
def test_the_page_and_the_text_say_the_same(claim):
    shown = bundle(claim.number)
    page = Page(shown["text/html"])
    for words in (claim.text, claim.grade.meaning, claim.nuance, claim.met_in):
        assert words in page.text
        assert words in shown["text/plain"]
    assert claim.grade in page.text.lower()
    assert claim.grade in shown["text/plain"]
    for work in claim.references:
        assert work.label in page.text
        assert work.label in shown["text/plain"]


@pytest.mark.parametrize("claim", ALL)
def test_every_work_with_a_doi_is_linked_by_its_label(claim):
    links = [[work.url, work.label] for work in claim.references if work.url]
    assert Page(bundle(claim.number)["text/html"]).links == links


def test_a_work_without_a_doi_is_named_by_its_title():
    shown = bundle(42)
    for text in (Page(shown["text/html"]).text, shown["text/plain"]):
        assert "Reis et al., 2004" in text
        assert "Perceived partner responsiveness as an organizing construct" in text


def test_a_claim_without_references_shows_no_empty_list_of_sources():
    shown = bundle(24)
    assert "ul" not in Page(shown["text/html"]).tags
    assert "Sources" not in shown["text/plain"]


def test_cards_stand_in_the_order_asked_for():
    text = Page(bundle(41, 13, 20)["text/html"]).text
    places = [text.index(CLAIMS[number].text) for number in (41, 13, 20)]
    assert places == sorted(places)


def test_one_card_is_the_same_as_a_set_of_one():
    assert claim_card(13).html == evidence_cards(13).html


def test_words_are_shown_and_never_run():
    nasty = '<script>alert("1 & 2")</script>'
    work = replace(CLAIMS[14].references[0], label=nasty, title=nasty, doi='10.1000/"onclick=x')
    claim = replace(
        CLAIMS[14], text=nasty, met_in=nasty, nuance=nasty, references=(work, replace(work, doi=None))
    )
    cards = EvidenceCards((claim,))
    page = Page(cards.html)
    assert "script" not in page.tags
    assert page.text.count(nasty) == 6
    assert page.links == [["https://doi.org/10.1000/%22onclick%3Dx", nasty]]
    assert nasty in str(cards)


def test_a_screen_reader_hears_what_each_card_is():
    page = Page(bundle(13, 24)["text/html"])
    assert page.labels == [
        "How sure are we: 2 claims",
        "Claim 13, contested",
        "Sources",
        "Claim 24, clinical wisdom",
    ]
    assert page.tags.count("article") == page.tags.count("h3") == 2


def test_the_headings_of_cards_stay_out_of_the_lesson_s_table_of_contents():
    html = bundle(13, 24)["text/html"]
    assert re.findall(r"<h3 class=\"([^\"]*)\"", html) == ["sb-title jp-toc-ignore"] * 2


def test_what_a_reader_says_of_a_claim_reaches_no_kernel_and_no_saved_state():
    cards = evidence_cards(13).asking()
    assert cards._msg_callbacks.callbacks == []
    assert not re.search(r"model\.(send|set|save_changes)", cards._esm)


def test_each_grade_has_a_sign_of_its_own_shape_and_one_colour():
    signs = set()
    for grade in Grade:
        number = next(number for number, claim in CLAIMS.items() if claim.grade == grade)
        sign = re.search(r"<svg[^>]*>(.*?)</svg>", bundle(number)["text/html"])[1]
        assert set(re.findall(r"(?:fill|stroke)=\"([^\"]*)\"", sign)) <= {"currentColor", "none"}
        signs.add(sign)
    assert len(signs) == len(Grade)


def test_a_number_stays_on_one_line_with_its_sign():
    html = bundle(9)["text/html"]
    assert "r\N{NO-BREAK SPACE}=\N{NO-BREAK SPACE}.25" in html
    assert "95\N{NO-BREAK SPACE}%" in html


def test_the_representation_of_cards_is_short():
    assert repr(evidence_cards(13, 14)) == "EvidenceCards(13, 14)"


@pytest.mark.parametrize("number", [0, 69, -1, "13", None])
def test_a_number_that_no_claim_has_is_named_with_what_is_accepted(number):
    with pytest.raises(ValueError, match=r"There is no claim .*\. Claims have the numbers 1 to 68\."):
        evidence_cards(13, number)


def test_no_number_at_all_is_answered_with_what_is_accepted():
    with pytest.raises(ValueError, match="Give the number of at least one claim, 1 to 68"):
        evidence_cards()


def luminance(colour):
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("words", ["ink", "quiet", "accent"])
def test_words_on_a_card_have_contrast_enough_in_both_themes(theme, words):
    kit = (PACKAGE / "widgets" / "static" / "kit.css").read_text(encoding="utf-8")
    light, dark = re.findall(r"\.sb \{([^}]*--sb-card[^}]*)\}", kit)
    tokens = dict(re.findall(r"--sb-([\w-]+): (#[0-9a-f]{6});", light if theme == "light" else dark))
    bright, dim = sorted((luminance(tokens[words]), luminance(tokens["card"])), reverse=True)
    assert (bright + 0.05) / (dim + 0.05) >= 4.5


def test_cards_bring_no_colour_of_their_own():
    css = (PACKAGE / "widgets" / "static" / "evidence_cards.css").read_text(encoding="utf-8")
    assert not re.search(r"#[0-9a-f]{3,8}\b|rgb|hsl", css)
