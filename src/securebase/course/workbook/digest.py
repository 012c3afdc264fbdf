"""What counts as the same file: for a notebook its cells, for anything else its bytes."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import PurePosixPath

Cells = list[dict[str, Any]]

_NOTEBOOKS = {".md", ".ipynb"}


def digest(path: PurePosixPath, data: bytes) -> str | None:
    """Return what identifies a file's content, or None for a notebook that cannot be read.

    In a notebook only the cells count, each by its type, its source and its tags: neither the header (kernel,
    jupytext version) nor outputs, execution counts and cell ids. Blank cells and blank lines around a cell's
    source do not count either: JupyterLab adds an empty cell when the last one is run, and jupytext drops
    such lines when it saves.

    Parameters
    ----------
    path
        The file's place in the workbook; its suffix says what kind of file it is.
    data
        The file's bytes.
    """
    if path.suffix not in _NOTEBOOKS:
        return "bytes:" + sha256(data)
    read = _read_json if path.suffix == ".ipynb" else _text_reader()
    try:
        return cells_digest(read(data.decode("utf-8")))
    except Exception:  # noqa: BLE001  # whatever is wrong with a learner's file, it counts as changed
        return None


def cells_digest(cells: Sequence[dict[str, Any]]) -> str:
    """Return what identifies a notebook's cells, given with ``cell_type``, ``source`` and ``metadata``."""
    return "cells:" + sha256(json.dumps(_identities(cells), ensure_ascii=False).encode())


def same_source(one: str, other: str) -> bool:
    """Whether two sources of a cell differ in nothing but blank lines around them."""
    if not one.strip() or not other.strip():
        return not one.strip() and not other.strip()
    return _without_blank_ends(one) == _without_blank_ends(other)


def sha256(data: bytes) -> str:
    """Return the SHA-256 of ``data`` in hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def _read_json(text: str) -> Cells:
    cells: Cells = json.loads(text)["cells"]
    return cells


def _text_reader() -> Callable[[str], Cells]:
    import jupytext  # noqa: PLC0415  # takes a second; needed only once there is a text notebook

    def read(text: str) -> Cells:
        cells: Cells = jupytext.reads(text, fmt="md").cells
        return cells

    return read


def _identities(cells: Sequence[dict[str, Any]]) -> list[tuple[str, str, list[str]]]:
    identities = []
    for cell in cells:
        source = cell["source"]
        source = "".join(source) if isinstance(source, list) else source
        if source.strip():
            tags = sorted(cell.get("metadata", {}).get("tags", []))
            identities.append((cell["cell_type"], _without_blank_ends(source), tags))
    return identities


def _without_blank_ends(source: str) -> str:
    lines = source.replace("\r\n", "\n").split("\n")
    filled = [number for number, line in enumerate(lines) if line.strip()]
    return "\n".join(lines[filled[0] : filled[-1] + 1])
