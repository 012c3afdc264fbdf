"""The works that the course cites, from ``assets/references.bib``."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import quote

from securebase.content import content_root

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path


class Author(NamedTuple):
    """One author: family name and initials."""

    family: str
    initials: str


@dataclass(frozen=True, kw_only=True)
class Reference:
    """One work.

    Attributes
    ----------
    key
        The name by which claims, models and lessons cite it.
    authors
        In the order of the title page.
    and_others
        True when the entry names only the first authors of many.
    container
        The journal, the book that a chapter stands in, or a book's publisher.
    issue_and_pages
        Volume, number and pages, such as ``90, 194–210``; empty where there are none.
    doi
        Without ``https://doi.org/``; None where no DOI is known.
    note
        How sure we are of the entry: begins with ``confirmed`` or ``plausible``.
    used_for
        What it serves besides the claims of the evidence file: ``model``, ``data``, or a lesson such as
        ``lesson 5``.
    label
        The text of a citation, such as ``Miller et al., 2018``; no two works share one.
    """

    key: str
    authors: tuple[Author, ...]
    and_others: bool
    year: int
    title: str
    container: str
    issue_and_pages: str
    doi: str | None
    note: str
    used_for: tuple[str, ...]
    label: str

    @property
    def url(self) -> str | None:
        """The work's address, or None where no DOI is known."""
        return f"https://doi.org/{quote(self.doi, safe='/:;()._-')}" if self.doi else None

    @property
    def full(self) -> str:
        """The whole reference as one line of plain text."""
        names = [f"{author.family}, {author.initials}" for author in self.authors]
        if self.and_others:
            names.append("et al.")
        elif len(names) > 1:
            names[-1] = f"& {names[-1]}"
        end = "" if self.title.endswith("?") else "."
        place = f"{self.container}, {self.issue_and_pages}" if self.issue_and_pages else self.container
        line = f"{', '.join(names)} ({self.year}). {self.title}{end} {place}."
        return f"{line} {self.url}" if self.url else line


def load_references(assets: Path | None = None) -> Mapping[str, Reference]:
    """Return every work that the course cites, by key.

    Parameters
    ----------
    assets
        The folder that holds ``references.bib``; the course's own if not given.

    Raises
    ------
    ContentError
        If the file has a fault: a sentence that names file, entry and field.
    """
    return _load(assets or content_root() / "assets")


@cache
def _load(assets: Path) -> Mapping[str, Reference]:
    from securebase.course._bibtex import read_bibtex  # noqa: PLC0415 - the parser is slow to import

    return MappingProxyType(read_bibtex(assets / "references.bib"))
