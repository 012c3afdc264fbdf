"""What a notebook's metadata hold beyond the released one's, apart from what editors and kernels write."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from securebase.exercises.cache import KEPT, OURS

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
    OURS: {KEPT: None, "answers": None},  # the first are looked at where they are read, the second below
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
    """Tell whether a notebook's metadata hold something that the course did not put there.

    What an exercise's answers may be is looked at for its form alone: of an exercise that was begun with an
    earlier version of the course, it is that version's.
    """
    about = metadata.get(OURS)
    forms = about.get("answers", {}) if isinstance(about, dict) else {}
    return _adds(metadata, released, _NOTEBOOK) or not _are_forms(forms)


def cell_adds(metadata: Mapping[str, Any], released: Mapping[str, Any]) -> bool:
    """Tell whether a cell's metadata hold something that the course did not put there.

    Tags are not looked at: learners give them to cells of their own, and in a lesson they count as text does.
    """
    return _adds(metadata, released, _CELL)


def _are_forms(answers: object) -> bool:
    if not isinstance(answers, dict) or not all(isinstance(form, dict) for form in answers.values()):
        return False
    return all(
        set(form) == {"kind", "options", "items"}
        and isinstance(form["kind"], str)
        and all(isinstance(names, list) for names in (form["options"], form["items"]))
        and all(isinstance(name, str) for name in (*form["options"], *form["items"]))
        for form in answers.values()
    )


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
