"""What a component needs to know of the course's claims, which are handed in from above."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence


class Source(Protocol):
    """A work that a claim rests on."""

    @property
    def label(self) -> str:
        """The text of a citation."""

    @property
    def title(self) -> str:
        """The work's title."""

    @property
    def url(self) -> str | None:
        """Its address by DOI, or None where no DOI is known."""


class Claim(Protocol):
    """A claim with its grade."""

    @property
    def number(self) -> int:
        """Its number in the ledger."""

    @property
    def text(self) -> str:
        """The claim itself."""

    @property
    def grade(self) -> str:
        """How well it is supported, in a word or two."""

    @property
    def nuance(self) -> str:
        """What is known."""

    @property
    def references(self) -> Sequence[Source]:
        """The works it rests on; may be empty."""


class Claims(Protocol):
    """Several claims."""

    @property
    def claims(self) -> Sequence[Claim]:
        """In the order asked for."""


class Evidence(Protocol):
    """What gives claims by their numbers: ``evidence_cards`` of the course."""

    def __call__(self, *numbers: int) -> Claims:
        """Return the claims of these numbers."""


def claim_as_data(claim: Claim) -> dict[str, Any]:
    """Return a claim as the page gets it."""
    return {
        "number": claim.number,
        "text": claim.text,
        "grade": str(claim.grade),
        "nuance": claim.nuance,
        "sources": [
            {"label": source.label, "title": source.title, "url": source.url} for source in claim.references
        ],
    }


def claim_as_html(claim: dict[str, Any]) -> str:
    """Return a claim from `claim_as_data` as escaped HTML, for places where no kernel runs."""
    sources = ", ".join(
        f'<a href="{escape(source["url"])}">{escape(source["label"])}</a>'
        if source["url"]
        else f"{escape(source['label'])}, {escape(source['title'])}"
        for source in claim["sources"]
    )
    said = f"{escape(claim['grade'].capitalize())}: {escape(claim['text'])} {escape(claim['nuance'])}"
    return f"{said} ({sources})" if sources else said
