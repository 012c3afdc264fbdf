"""Claims as cards: in a live notebook each asks first; everywhere else, and in plain text, all stand open."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from html import escape
from typing import TYPE_CHECKING, Any, NamedTuple

import traitlets

from securebase.course.evidence import Claim, Grade
from securebase.widgets._component import Component
from securebase.widgets._static import css, esm, with_fallback

if TYPE_CHECKING:
    from securebase.course.references import Reference

# One sign for each grade, told apart by shape alone: a disc that is full, three quarters full or half full; a
# disc in two parts that face each other; a ring of dashes.
_SIGNS = {
    Grade.STRONG: '<circle cx="8" cy="8" r="7" fill="currentColor"/>',
    Grade.MODERATE: '<circle cx="8" cy="8" r="6.4" fill="none" stroke="currentColor" stroke-width="1.2"/>'
    '<path d="M8 8V1a7 7 0 1 1-7 7z" fill="currentColor"/>',
    Grade.MIXED: '<circle cx="8" cy="8" r="6.4" fill="none" stroke="currentColor" stroke-width="1.2"/>'
    '<path d="M8 1a7 7 0 0 1 0 14z" fill="currentColor"/>',
    Grade.CONTESTED: '<path d="M6.6 1.1a7 7 0 0 0 0 13.8z" fill="currentColor"/>'
    '<path d="M9.4 2a6.2 6.2 0 0 1 0 12z" fill="none" stroke="currentColor" stroke-width="1.2"/>',
    Grade.WISDOM: '<circle cx="8" cy="8" r="6.4" fill="none" stroke="currentColor" stroke-width="1.4" '
    'stroke-dasharray="2.4 2.63"/>',
}


_GRADES = [
    {"name": str(grade), "meaning": grade.meaning, "sign": f'<svg viewBox="0 0 16 16">{sign}</svg>'}
    for grade, sign in _SIGNS.items()
]


class AskingCards(Component):
    """The open cards, which the page closes and asks about; what a reader says of a claim stays there."""

    _esm = esm("evidence_cards")
    _css = css("evidence_cards")

    cards = traitlets.Unicode().tag(sync=True)
    grades = traitlets.List(traitlets.Dict(), _GRADES).tag(sync=True)


@dataclass(frozen=True)
class EvidenceCards:
    """Claims ready to be shown; a live notebook makes a component of them, a terminal shows the text."""

    claims: tuple[Claim, ...]

    def __str__(self) -> str:
        return _written(self.claims).text

    def __repr__(self) -> str:
        return f"EvidenceCards({', '.join(str(claim.number) for claim in self.claims)})"

    def _repr_mimebundle_(self, **_options: object) -> tuple[dict[str, Any], dict[str, Any]]:
        """Ask in a live notebook; stand open wherever no kernel runs."""
        data, metadata = with_fallback(self.asking(), self.html)
        return data | {"text/plain": str(self)}, metadata

    def asking(self) -> AskingCards:
        """Return what a live notebook shows."""
        return AskingCards(cards=_written(self.claims).cards)

    @property
    def html(self) -> str:
        """The open cards as one piece of HTML that brings its style along."""
        return _written(self.claims).html


class _Written(NamedTuple):
    cards: str
    html: str
    text: str


@lru_cache(maxsize=32)
def _written(claims: tuple[Claim, ...]) -> _Written:
    """Return the cards in HTML without and with their style, and as text.

    They are the same objects for a cell that is run again, because IPython keeps what each run showed.
    """
    count = "one claim" if len(claims) == 1 else f"{len(claims)} claims"
    articles = "".join(_html(claim) for claim in claims)
    cards = f'<section class="sb sb-evidence" aria-label="How sure are we: {count}">{articles}</section>'
    html = f"<style>{css('evidence_cards')}</style>{cards}"
    return _Written(cards, html, "\n\n".join(_text(claim) for claim in claims))


def _html(claim: Claim) -> str:
    # JupyterLab lists the headings of outputs in its table of contents unless they ask to be left out.
    return (
        f'<article class="sb-card sb-claim" aria-label="Claim {claim.number}, {claim.grade}" '
        f'data-grade="{claim.grade}">'
        f'<p class="sb-eyebrow">Claim {claim.number}, met in {escape(claim.met_in)}</p>'
        f'<h3 class="sb-title jp-toc-ignore">{escape(claim.text)}</h3>'
        '<div class="sb-claim-rest">'
        '<p class="sb-graded">'
        f'<span class="sb-grade"><svg viewBox="0 0 16 16" aria-hidden="true">{_SIGNS[claim.grade]}</svg>'
        f"{escape(claim.grade.capitalize())}</span> "
        f'<span class="sb-quiet">{escape(claim.grade.meaning)}</span></p>'
        f"<p>{escape(_kept_together(claim.nuance))}</p>"
        f"{_sources_html(claim.references)}"
        "</div></article>"
    )


def _kept_together(prose: str) -> str:
    """Keep a number on one line with its sign: ``r = .31``, ``95 %``."""
    return re.sub(r" = | (?=%)", lambda found: found[0].replace(" ", "\N{NO-BREAK SPACE}"), prose)


def _sources_html(references: tuple[Reference, ...]) -> str:
    if not references:
        return ""
    items = "".join(f"<li>{_source_html(reference)}</li>" for reference in references)
    return f'<ul class="sb-sources sb-quiet" role="list" aria-label="Sources">{items}</ul>'


def _source_html(reference: Reference) -> str:
    if reference.url is None:
        # Without a link the reader needs the title to find the work.
        return f"{escape(reference.label)}, <cite>{escape(reference.title)}</cite>"
    return (
        f'<a href="{escape(reference.url)}" title="{escape(reference.full)}" target="_blank" rel="noopener">'
        f"{escape(reference.label)}</a>"
    )


def _text(claim: Claim) -> str:
    lines = [
        f"Claim {claim.number}, met in {claim.met_in}:",
        claim.text,
        f"Evidence: {claim.grade} ({claim.grade.meaning}).",
        claim.nuance,
    ]
    if claim.references:
        lines.append("Sources: " + "; ".join(_source_text(reference) for reference in claim.references) + ".")
    return "\n".join(lines)


def _source_text(reference: Reference) -> str:
    return f"{reference.label} ({reference.url or reference.title})"
