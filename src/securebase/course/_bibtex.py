"""From BibTeX to references, with errors as plain sentences."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from bibtexparser import middlewares
from bibtexparser.entrypoint import parse_string
from bibtexparser.model import DuplicateBlockKeyBlock, DuplicateFieldKeyBlock, Entry, ImplicitComment

from securebase.course.content_error import ContentError, shown
from securebase.course.references import Author, Reference

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from bibtexparser.library import Library
    from bibtexparser.model import Block, Field

# What holds an entry of each type: the field that names it.
_CONTAINER = {"article": "journal", "incollection": "booktitle", "book": "publisher"}
_FIELDS = {"author", "year", "title", "doi", "note", "keywords", "volume", "number", "pages"}
_OPTIONAL_FIELDS = {"incollection": {"editor", "publisher"}}
_USE = re.compile(r"model|data|lesson (1?[0-9])")
_DOI = re.compile(r"10\.\d{4,9}/\S+")
_LATEX = re.compile(r"[\\{}$~]|--")
_STATUS = re.compile(r"(confirmed|plausible): \S")


class _LatexWhereItIs(middlewares.BlockMiddleware):
    """The library's decoding of LaTeX, where there is some: decoding every value takes half a second."""

    def __init__(self) -> None:
        super().__init__(allow_inplace_modification=True)
        self._decoding = middlewares.LatexDecodingMiddleware(keep_braced_groups=False)

    def transform_entry(self, entry: Entry, library: Library) -> Entry:
        holding = [field for field in entry.fields if _LATEX.search(str(field.value))]
        self._decoding.transform_entry(Entry(entry.entry_type, entry.key, holding), library)
        return entry


def read_bibtex(path: Path) -> dict[str, Reference]:
    """Read every entry of a BibTeX file.

    Raises
    ------
    ContentError
        At the first fault: a sentence that names file, entry and field.
    """
    library = _parse(path)
    entries = {entry.key: _without_label(entry, path) for entry in library.entries}
    _dois_differ(entries.values(), path)
    labels = _labels(entries.values(), path)
    return {key: Reference(**{**vars(entry), "label": labels[key]}) for key, entry in entries.items()}


def _parse(path: Path) -> Library:
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        raise ContentError(f"{shown(path)} is missing. Install Secure Base again.") from None
    except UnicodeDecodeError as fault:
        raise ContentError(
            f"{shown(path)} is not UTF-8 text (byte {fault.start}). Save it as UTF-8."
        ) from None
    names = (middlewares.SeparateCoAuthors(), middlewares.SplitNameParts())
    library = parse_string(text, append_middleware=[_LatexWhereItIs(), *names])
    for failed in library.failed_blocks:
        raise ContentError(f"{shown(path)}, {_what_failed(failed)}")
    if not library.entries:
        raise ContentError(f"{shown(path)} holds no entry.")
    first = _line(library.entries[0])
    for block in library.blocks:
        # A lost @ or a brace too many would otherwise turn an entry into a remark, and nobody would know.
        if isinstance(block, ImplicitComment) and _line(block) > first:
            raise ContentError(
                f"{shown(path)}, line {_line(block)}: this text stands outside every entry. "
                "Remarks are accepted at the head of the file only; look for a lost @ or a brace too many."
            )
    return library


def _line(block: Block) -> int:
    return (block.start_line or 0) + 1


def _what_failed(block: Block) -> str:
    line = _line(block)
    if isinstance(block, DuplicateBlockKeyBlock):
        return f"entry {block.key}, line {line}: the key is already taken. Give each work its own key."
    if isinstance(block, DuplicateFieldKeyBlock):
        twice = ", ".join(f"'{name}'" for name in sorted(block.duplicate_keys))
        return f"the entry in line {line}: the field {twice} stands twice. Keep one of the two."
    return (
        f"line {line}: this entry cannot be read as BibTeX. "
        "Look for a brace, a comma or an equals sign that is missing."
    )


def _without_label(entry: Entry, path: Path) -> Reference:
    """Turn one parsed entry into a reference whose label is still empty."""
    where = f"{shown(path)}, entry {entry.key}"
    kind = entry.entry_type.lower()
    if kind not in _CONTAINER:
        raise ContentError(f"{where}: its type is @{kind}; accepted are @{', @'.join(_CONTAINER)}.")
    container = _CONTAINER[kind]
    accepted = _FIELDS | {container} | _OPTIONAL_FIELDS.get(kind, set())
    fields = entry.fields_dict
    for name in fields:
        if name not in accepted:
            known = ", ".join(sorted(accepted))
            raise ContentError(
                f"{where}, field '{name}': a @{kind} has no such field here. Accepted: {known}."
            )
    for name in ("author", "year", "title", container, "note"):
        if name not in fields or not fields[name].value:
            raise ContentError(f"{where}: the field '{name}' is missing or empty.")
    text = {name: " ".join(str(field.value).split()) for name, field in fields.items()}
    authors = [Author(" ".join([*a.von, *a.last, *a.jr]), " ".join(a.first)) for a in fields["author"].value]
    return Reference(
        key=entry.key,
        authors=tuple(author for author in authors if author.family != "others"),
        and_others=any(author.family == "others" for author in authors),
        year=int(
            _matched(text["year"], re.compile(r"(18|19|20)\d\d"), "a year of four digits", where, "year")
        ),
        title=text["title"],
        container=_chapter_in(fields, text) if kind == "incollection" else text[container],
        issue_and_pages=_issue_and_pages(text),
        doi=_matched(text["doi"], _DOI, "a DOI such as 10.1037/a0033056", where, "doi")
        if "doi" in text
        else None,
        note=_note(text["note"], where),
        used_for=_uses(text.get("keywords", ""), where),
        label="",
    )


def _chapter_in(fields: dict[str, Field], text: dict[str, str]) -> str:
    """Return the book of a chapter, with its editors and its publisher."""
    made_by = []
    if "editor" in fields:
        editors = [" ".join([*editor.first, *editor.von, *editor.last]) for editor in fields["editor"].value]
        made_by.append(f"{' & '.join(editors)}, Eds.")
    if "publisher" in text:
        made_by.append(text["publisher"])
    return f"{text['booktitle']} ({'; '.join(made_by)})" if made_by else text["booktitle"]


def _matched(value: str, pattern: re.Pattern[str], accepted: str, where: str, field: str) -> str:
    if not pattern.fullmatch(value):
        raise ContentError(f"{where}, field '{field}': {value!r} is given; accepted is {accepted}.")
    return value


def _note(value: str, where: str) -> str:
    if not _STATUS.match(value):
        raise ContentError(
            f"{where}, field 'note': {value!r} is given; accepted is 'confirmed: ...' with how it was "
            "checked, or 'plausible: ...' with what is still open."
        )
    return value


def _uses(value: str, where: str) -> tuple[str, ...]:
    uses = tuple(use.strip() for use in value.split(",")) if value else ()
    for use in uses:
        _matched(use, _USE, "model, data, or a lesson such as lesson 5, joined by commas", where, "keywords")
    return uses


def _issue_and_pages(text: dict[str, str]) -> str:
    issue = text.get("volume", "")
    if "number" in text:
        issue += f"({text['number']})"
    return ", ".join(part for part in (issue, text.get("pages", "")) if part)


def _dois_differ(entries: Iterable[Reference], path: Path) -> None:
    seen: dict[str, str] = {}
    for entry in entries:
        if entry.doi is None:
            continue
        # DOIs do not tell capitals from small letters.
        doi = entry.doi.lower()
        if doi in seen:
            raise ContentError(
                f"{shown(path)}, entry {entry.key}, field 'doi': {entry.doi} already belongs to {seen[doi]}."
            )
        seen[doi] = entry.key


def _labels(entries: Iterable[Reference], path: Path) -> dict[str, str]:
    """Label each work; two that would share a label name as many authors as tell them apart."""
    open_entries = list(entries)
    labels: dict[str, str] = {}
    named = 1
    while open_entries:
        tried = {entry.key: _label(entry, named) for entry in open_entries}
        count = Counter(tried.values())
        labels |= {key: label for key, label in tried.items() if count[label] == 1}
        open_entries = [entry for entry in open_entries if count[tried[entry.key]] > 1]
        named += 1
        if open_entries and named > max(len(entry.authors) for entry in open_entries):
            same = " and ".join(entry.key for entry in open_entries)
            raise ContentError(
                f"{shown(path)}: {same} have the same authors and year, so no label tells them apart."
            )
    return labels


def _label(entry: Reference, named: int) -> str:
    """Return the citation with the first ``named`` authors; two authors alone are always both named."""
    families = [author.family for author in entry.authors]
    if len(families) == 1 and not entry.and_others:
        names = families[0]
    elif len(families) == 2 and not entry.and_others:
        names = " & ".join(families)
    elif named == 1:
        names = f"{families[0]} et al."
    elif named < len(families) or entry.and_others:
        names = f"{', '.join(families[:named])}, et al."
    else:
        names = f"{', '.join(families[:-1])}, & {families[-1]}"
    return f"{names}, {entry.year}"
