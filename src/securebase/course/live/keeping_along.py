"""The answers kept beside an exercise also go into its notebook at each save, so that it can travel alone."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from securebase.course.grading.submission import exercise_of, kept_answers
from securebase.exercises.cache import KEPT, OURS, SOLUTIONS, kept_from_data
from securebase.exercises.construct import answer_forms
from securebase.exercises.notebooks import cells_of, source_of


def keep_along(model: dict[str, Any], path: str, contents_manager: Any) -> None:
    """Write the kept answers into the metadata of one of our exercises that is about to be saved.

    They are numbers and choices, in the form that their questions take; nothing else passes. Those of an
    earlier save stay where the file beside the notebook is gone.

    Parameters
    ----------
    model
        What Jupyter's contents manager is about to write; changed in place if it is an exercise of ours.
    path
        Where, as the server names it.
    contents_manager
        The manager; one that keeps notebooks elsewhere than in a folder has nothing beside them.
    """
    content = model.get("content")
    root = getattr(contents_manager, "root_dir", None)
    if model.get("type") != "notebook" or not isinstance(content, dict) or not root:
        return
    if exercise_of(content) is None or any(SOLUTIONS in source_of(cell) for cell in cells_of(content)):
        return  # an author's notebook: what it carries would be released
    about = content["metadata"][OURS]
    try:
        forms = answer_forms(content)
    except (KeyError, TypeError, AttributeError):
        return  # metadata that somebody changed; that is no reason not to save
    beside, _ = kept_answers(content, Path(root) / path.lstrip("/"))
    kept = beside.over(kept_from_data(about.pop(KEPT, None), forms))
    if kept:
        about[KEPT] = kept.as_data()
