"""A lesson as a learner meets it: its text and the words of everything it shows, in order."""

from __future__ import annotations

import ast
import functools
import html
import re
from dataclasses import dataclass

import explorers as kit
import jupytext

from securebase import widgets
from securebase.course.lesson_minutes import calls
from securebase.widgets.card_files import load_deck
from securebase.widgets.questions import load_quick_check


@dataclass(frozen=True)
class Piece:
    """One cell.

    Attributes
    ----------
    shows
        The component that it shows; empty where it is text, or code to read.
    words
        What a learner can read in it, once it is opened, moved and answered.
    """

    shows: str
    words: str


@functools.cache
def pieces(path) -> tuple[Piece, ...]:
    return tuple(_piece(cell) for cell in jupytext.read(path).cells)


def before_and_around(path, name) -> str:
    """Return what can have been read when a sheet asks: all up to its section's end, and every heading."""
    page = pieces(path)
    place = next(at for at, piece in enumerate(page) if piece.shows == name)
    parts = [piece.words for piece in page[:place]]
    for piece in page[place + 1 :]:
        section, *later = re.split(r"^## ", piece.words, maxsplit=1, flags=re.MULTILINE)
        parts.append(section)
        if later and not piece.shows:
            break
    headings = [line for piece in page for line in piece.words.splitlines() if line.startswith("## ")]
    return "\n\n".join([*parts, *headings])


def everything(path) -> str:
    """Return what a learner can have read once the lesson is done."""
    return "\n\n".join(piece.words for piece in pieces(path))


def _piece(cell) -> Piece:
    if cell.cell_type == "markdown":
        return Piece("", re.sub(r"\]\([^)]*\)", "]", cell.source))
    called = list(calls(cell.source))
    if not called or not cell.metadata.get("jupyter", {}).get("source_hidden"):  # code to read: Look inside
        return Piece("", "")
    name, given = called[-1]
    return Piece(name, _shown(name, given, cell.source))


def _shown(name, given, code) -> str:
    if name in widgets.EXPLORERS:
        return explorer(name)
    if name == "quick_check":
        return _strings(load_quick_check(given[0]))
    if name == "sort_cards":
        return _strings(load_deck(given[0]))
    return _without_a_kernel(code)


@functools.cache
def explorer(name) -> str:
    """Return the words of a picture and of the sheet before it: as it opens, and by each of its buttons."""
    figure, asked = kit.opened(name), kit.sheet(name)
    settings = [kit.start(figure), *kit.presets(figure).values(), *kit.options(figure).values()]
    chosen = [control.words for control in kit.controls(figure) if control.kind == "choice"]
    parts = [
        asked.sheet if asked else {},
        [figure.title, figure.presets, figure.invitations, figure.sources, chosen],
        [control.label for control in kit.controls(figure)],
        [kit.shown(figure, values)[1] for values in settings],
    ]
    return _strings(parts)


def _without_a_kernel(code) -> str:
    """Return what a cell's component says where no kernel runs, which is all of it."""
    *first, last = ast.parse(code).body
    names = {}
    exec(compile(ast.Module(first, []), "cell", "exec"), names)  # noqa: S102 - the lesson's own cell
    made = eval(compile(ast.Expression(last.value), "cell", "eval"), names)  # noqa: S307 - as above
    bundle = made._repr_mimebundle_()
    shown = bundle[0] if isinstance(bundle, tuple) else bundle
    return html.unescape(re.sub(r"<[^>]+>", " ", shown.get("text/html", shown["text/plain"])))


def _strings(data) -> str:
    """Return every piece of text in data, however deep."""
    if isinstance(data, str):
        return data
    if isinstance(data, dict):
        return "\n".join(_strings(one) for one in data.values())
    if isinstance(data, list | tuple):
        return "\n".join(_strings(one) for one in data)
    return ""
