"""Cells of a notebook in whatever state: damaged, foreign, or written by an editor that we do not know."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping


def cells_of(notebook: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    """Yield a notebook's cells, leaving out whatever is not a cell."""
    cells = notebook.get("cells", [])
    return (cell for cell in cells if isinstance(cell, dict)) if isinstance(cells, list) else iter(())


def grade_id(cell: Mapping[str, Any]) -> str | None:
    """Return the name that nbgrader gave a cell, if it has one."""
    metadata = cell.get("metadata")
    marked = metadata.get("nbgrader") if isinstance(metadata, dict) else None
    name = marked.get("grade_id") if isinstance(marked, dict) else None
    return name if isinstance(name, str) else None


def is_solution(cell: Mapping[str, Any]) -> bool:
    """Tell whether a released cell is one in which the learner works."""
    return bool(cell.get("metadata", {}).get("nbgrader", {}).get("solution")) and grade_id(cell) is not None


def source_of(cell: Mapping[str, Any]) -> str:
    """Return a cell's source as text that can be written to a file, whatever it holds."""
    source = cell.get("source", "")
    if isinstance(source, list):
        source = "".join(part for part in source if isinstance(part, str))
    # Half of a surrogate pair is legal in JSON and cannot be encoded.
    return source.encode("utf-8", "replace").decode("utf-8") if isinstance(source, str) else ""
