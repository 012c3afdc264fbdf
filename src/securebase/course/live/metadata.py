"""What a notebook's metadata hold beyond the released one's, apart from what editors and kernels write."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from securebase.exercises.construct import OURS

if TYPE_CHECKING:
    from collections.abc import Mapping

    Marks = Mapping[str, "Marks | None"]

# Each name with the names in it that may be added; None where it may hold anything.
_NOTEBOOK: Marks = {
    "kernelspec": None,  # another name of a kernel is another computer's
    "language_info": None,
    "orig_nbformat": None,
    "trusted": None,
    "vscode": None,
    "jupytext": {"text_representation": None, "main_language": None, "default_lexer": None},
    OURS: {"kept": None},  # answers, which are looked at where they are read
}
_CELL: Marks = dict.fromkeys(
    (
        *("collapsed", "scrolled", "autoscroll", "trusted", "execution", "ExecuteTime", "id", "tags"),
        *("editable", "deletable", "slideshow", "heading_collapsed", "vscode"),
        *("skipline", "noskipline", "cell_marker", "lines_to_next_cell", "lines_to_end_of_cell_marker"),
    )
) | {
    "jupyter": {"source_hidden": None, "outputs_hidden": None},
    "nbgrader": {"checksum": None, "cell_type": None},  # added as an exercise is released
}


def notebook_adds(metadata: Mapping[str, Any], released: Mapping[str, Any]) -> bool:
    """Tell whether a notebook's metadata hold something that the course did not put there."""
    return _adds(metadata, released, _NOTEBOOK)


def cell_adds(metadata: Mapping[str, Any], released: Mapping[str, Any]) -> bool:
    """Tell whether a cell's metadata hold something that the course did not put there.

    Tags are not looked at: learners give them to cells of their own, and in a lesson they count as text does.
    """
    return _adds(metadata, released, _CELL)


def _adds(given: Mapping[str, Any], released: Mapping[str, Any], marks: Marks) -> bool:
    for name, value in given.items():
        inside = marks.get(name, {})
        if inside is None or (name in released and released[name] == value):
            continue
        if not inside or not isinstance(value, dict):
            return True
        if _adds(value, released.get(name, {}), inside):
            return True
    return False
