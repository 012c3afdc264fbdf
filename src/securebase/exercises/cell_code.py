"""The statements of a code cell, and what can be read around a mistake in it. Nothing is run."""

from __future__ import annotations

import ast
import re
import textwrap
import warnings
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from securebase.exercises.questions import Form

MOST = 100_000  # characters in a cell that is read

_FAULTS = (SyntaxError, ValueError, RecursionError, MemoryError)
_RUNS_HERE = re.compile(r"%%(time|capture|prun)\b[^\n]*(\n|\Z)")  # the cell's own names stay after these
_MAGIC = re.compile(r"^([ \t]*)(?:[%!?].*|.*\?|[\w, \t]+=[ \t]*[%!].*)$", re.MULTILINE)
_NEW_CHUNK = re.compile(r"^(?=[^\s)\]}#])", re.MULTILINE)
_TOKEN = re.compile(
    r"""#[^\n]*|'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"|[\[\](){}\n]|[^\s'"#\[\](){}]+|['"]"""
)
_COMMENT = re.compile(r"""('(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*")|#[^\n]*""")
_TYPED = str.maketrans({"“": '"', "”": '"', "„": '"', "‘": "'", "’": "'", "−": "-", "–": "-"})


@dataclass(frozen=True)
class Code:
    """What was found in a cell.

    Attributes
    ----------
    statements : tuple of ast.stmt
        All of them, or those outside the mistakes.
    magics : tuple of str
        Lines in IPython's own words, which are not read; nor is a cell that is too long.
    broken : tuple of str
        Pieces that are not Python. With one of them Python runs nothing of the cell.
    text : str
        The whole text, with nothing in place of the magics; empty if there are mistakes in it.
    fault : str
        The line in which Python finds its first mistake; empty if there is none.
    """

    statements: tuple[ast.stmt, ...] = ()
    magics: tuple[str, ...] = ()
    broken: tuple[str, ...] = ()
    text: str = ""
    fault: str = ""


def code_of(source: str) -> Code:
    """Return what a code cell holds.

    Parameters
    ----------
    source : str
        The cell's text, whatever it is.
    """
    if len(source) > MOST:
        return Code(magics=(source,))
    text = without_cell_magic(source)
    if text.startswith("%%"):
        return Code(magics=(text,))
    if text[:1].isspace():
        text = textwrap.dedent(text)  # as IPython does
    statements = _statements(text)
    if statements is not None:
        return Code(statements, text=text)
    magics = tuple(found[0].strip() for found in _MAGIC.finditer(text))
    plain = _MAGIC.sub(r"\1pass", text)
    statements = _statements(plain)
    if statements is not None:
        return Code(statements, magics, text=plain)
    return _around_mistakes(plain, magics)


def without_cell_magic(source: str) -> str:
    """Return the source without a first line such as ``%%time``, which runs the rest as any other cell."""
    return (
        _RUNS_HERE.sub("", source.lstrip("\n"), count=1) if source.lstrip("\n").startswith("%%") else source
    )


def entries(text: str, forms: Mapping[str, Form]) -> Iterator[tuple[str, str]]:
    """Yield each question that a piece of broken text names, with the text after it.

    ``"peak-minute": 23,8`` spoils its own entry and no other, and so does a comma that was forgotten.

    Parameters
    ----------
    text : str
        Part of ``answers = {...}``, or lines such as ``answers["peak-minute"] = 23.8``.
    forms : mapping of str to Form
        The questions that may be answered.
    """
    text = text.translate(_TYPED)
    question, begin, depth, own_depth, to_line_end = "", 0, 0, 0, False
    for token in _TOKEN.finditer(text):
        piece = token[0]
        depth += (piece in "[({") - (piece in ")]}") if len(piece) == 1 else 0
        is_over = depth < own_depth or (piece == "\n" and to_line_end and depth <= own_depth)
        if question and is_over:
            yield question, _tidy(text[begin : token.start()])
            question = ""
        name = piece[1:-1] if piece[0] in "'\"" else ""
        is_item = question and depth > own_depth and name in forms[question].items
        if name not in forms or is_item:
            continue
        behind = re.compile(r"\s*(:|\]\s*=(?!=))\s*").match(text, token.end())
        if behind:
            if question:
                yield question, _tidy(text[begin : token.start()])
            to_line_end = behind[1] != ":"
            question, begin, own_depth = name, behind.end(), depth - to_line_end
    if question:
        yield question, _tidy(text[begin:])


def expression(text: str) -> ast.expr | None:
    """Return a piece of text as an expression; None if it is none."""
    try:
        return cast("ast.expr", _parsed(f"({text}\n)", mode="eval").body)
    except _FAULTS:
        return None


def _statements(text: str) -> tuple[ast.stmt, ...] | None:
    try:
        return tuple(_parsed(text).body)
    except _FAULTS:
        return None


def _parsed(text: str, mode: str = "exec") -> Any:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # Python warns of `"1" is 1` as it reads it
        return ast.parse(text, mode=mode)


def _around_mistakes(text: str, magics: tuple[str, ...]) -> Code:
    statements: list[ast.stmt] = []
    broken = [""]
    for chunk in _NEW_CHUNK.split(text):
        found = _statements(chunk)
        if found is None:
            broken[-1] += chunk
        elif found:
            statements += found
            broken.append("")
    pieces = tuple(filter(None, broken)) or ("",)
    return Code(tuple(statements), magics, pieces, fault=_line_of_fault(text))


def _line_of_fault(text: str) -> str:
    lines = text.splitlines() or [""]
    try:
        _parsed(text)
    except SyntaxError as error:
        return lines[min(error.lineno or 1, len(lines)) - 1].strip() or lines[0].strip()
    except _FAULTS:
        pass
    return lines[0].strip()


def _tidy(text: str) -> str:
    return _COMMENT.sub(lambda found: found[1] or "", text).strip().rstrip(", \t\n;")
