"""Claims as cards: HTML for a page, the same in plain text for everyone else."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

from securebase.course.evidence import Claim, Grade

if TYPE_CHECKING:
    from collections.abc import Collection

    from securebase.course.references import Reference

_HERE = Path(__file__).resolve().parent
# Tokens and parts that every component of the course shares; the cards add their own rules.
_STYLES = (_HERE.parent / "widgets" / "static" / "kit.css", _HERE / "cards.css")

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


@dataclass(frozen=True)
class EvidenceCards:
    """Claims ready to be shown; a notebook asks for the HTML, a terminal for the text."""

    claims: tuple[Claim, ...]

    def __str__(self) -> str:
        return _page(self.claims)[1]

    def __repr__(self) -> str:
        return f"EvidenceCards({', '.join(str(claim.number) for claim in self.claims)})"

    def _repr_mimebundle_(
        self,
        include: Collection[str] | None = None,  # noqa: ARG002 - IPython's protocol
        exclude: Collection[str] | None = None,  # noqa: ARG002 - IPython's protocol
    ) -> dict[str, str]:
        html, text = _page(self.claims)
        return {"text/html": html, "text/plain": text}

    @property
    def html(self) -> str:
        """The cards as one piece of HTML that brings its style along."""
        return _page(self.claims)[0]


@lru_cache(maxsize=32)
def _page(claims: tuple[Claim, ...]) -> tuple[str, str]:
    """Return the cards as HTML and as text; the same for a cell that is run again: IPython keeps each."""
    count = "one claim" if len(claims) == 1 else f"{len(claims)} claims"
    cards = "".join(_html(claim) for claim in claims)
    html = (
        f"<style>{_style()}</style>"
        f'<section class="sb sb-evidence" aria-label="How sure are we: {count}">{cards}</section>'
    )
    return html, "\n\n".join(_text(claim) for claim in claims)


@cache
def _style() -> str:
    return "\n".join(file.read_text(encoding="utf-8") for file in _STYLES)


def _html(claim: Claim) -> str:
    # JupyterLab lists the headings of outputs in its table of contents unless they ask to be left out.
    return (
        f'<article class="sb-card sb-claim" aria-label="Claim {claim.number}, {claim.grade}">'
        f'<p class="sb-eyebrow">Claim {claim.number}, met in {escape(claim.met_in)}</p>'
        f'<h3 class="sb-title jp-toc-ignore">{escape(claim.text)}</h3>'
        '<p class="sb-graded">'
        f'<span class="sb-grade"><svg viewBox="0 0 16 16" aria-hidden="true">{_SIGNS[claim.grade]}</svg>'
        f"{escape(claim.grade.capitalize())}</span> "
        f'<span class="sb-quiet">{escape(claim.grade.meaning)}</span></p>'
        f"<p>{escape(_kept_together(claim.nuance))}</p>"
        f"{_sources_html(claim.references)}"
        "</article>"
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
