"""The whole journey to read: as Markdown, or as one page that needs nothing else."""

from __future__ import annotations

import html
import itertools
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from securebase.journal.entries import Entry, Unreadable, Value

_TITLE = "My journal"
_WARNING = "Anyone who has this file can read it. Keep it where only you can open it."
_EMPTY = "There are no entries yet."
_FAULTS = "What could not be read"
_STYLE = """
:root { color-scheme: light dark; }
body { font: 1.05rem/1.6 system-ui, sans-serif; max-width: 40rem; margin: 2rem auto; padding: 0 1rem; }
h1, h2, h3 { line-height: 1.3; }
h2 { margin-top: 2.5rem; border-bottom: 1px solid; padding-bottom: .25rem; }
h3 { font-size: 1.05rem; margin-bottom: .25rem; }
time { opacity: .8; }
.answer { white-space: pre-wrap; overflow-wrap: anywhere; margin: .25rem 0 1.5rem; }
@media print { h3 { break-after: avoid; } }
"""


def markdown(entries: Sequence[Entry], unreadable: Sequence[Unreadable]) -> str:
    """Return all entries as Markdown, by day; what the learner wrote is quoted, as it was typed."""
    parts = [f"# {_TITLE}", _WARNING, *([] if entries else [_EMPTY])]
    for day, group in _by_day(entries):
        parts.append(f"## {_day(day)}")
        for entry in group:
            parts.append(f"### {entry.at:%H:%M} · {_one_line(entry.prompt)}")
            parts.append("\n".join(f"> {line}".rstrip() for line in _lines(entry.value)))
    if unreadable:
        parts += [f"## {_FAULTS}", "\n".join(f"- {fault.sentence}" for fault in unreadable)]
    return "\n\n".join(parts) + "\n"


def page(entries: Sequence[Entry], unreadable: Sequence[Unreadable]) -> str:
    """Return all entries as one HTML page, by day; it loads nothing and runs nothing."""
    parts = [f"<h1>{_TITLE}</h1>", f"<p>{_WARNING}</p>", *([] if entries else [f"<p>{_EMPTY}</p>"])]
    for day, group in _by_day(entries):
        parts.append(f"<h2>{_day(day)}</h2>")
        parts += [_article(entry) for entry in group]
    if unreadable:
        faults = "".join(f"<li>{html.escape(fault.sentence)}</li>" for fault in unreadable)
        parts.append(f"<h2>{_FAULTS}</h2><ul>{faults}</ul>")
    body = "\n".join(parts)
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta http-equiv="Content-Security-Policy" '
        "content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{_TITLE}</title>\n<style>{_STYLE}</style>\n</head>\n"
        f"<body>\n<main>\n{body}\n</main>\n</body>\n</html>\n"
    )


def _by_day(entries: Sequence[Entry]) -> Iterator[tuple[date, Iterator[Entry]]]:
    return itertools.groupby(entries, key=lambda entry: entry.at.date())


def _day(day: date) -> str:
    return f"{day:%A}, {day.day} {day:%B} {day.year}"


def _article(entry: Entry) -> str:
    answer = "\n".join(_lines(entry.value))
    return (
        f'<article><h3><time datetime="{entry.at.isoformat()}">{entry.at:%H:%M}</time> · '
        f"{html.escape(_one_line(entry.prompt))}</h3>"
        f'<p class="answer" dir="auto">{html.escape(answer)}</p></article>'
    )


def _lines(value: Value) -> list[str]:
    if isinstance(value, dict):
        parts = [f"{name}: {item}" for name, item in value.items()]
    else:
        parts = value if isinstance(value, list) else [str(value)]
    return [line for part in parts for line in part.splitlines() or [""]] or [""]


def _one_line(text: str) -> str:
    return " ".join(text.split())
