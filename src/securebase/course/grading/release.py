"""The learner's version of an exercise: what stock nbgrader would release, made in this process."""

from __future__ import annotations

from typing import TYPE_CHECKING

from securebase.course.grading.source import exercise_sources, notebook_json, source_notebook

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["CODE_STUB", "exercise_sources", "released_notebook"]

# Run untouched, it raises nothing and gives nothing: a learner who runs all cells first sees no error.
CODE_STUB = {"python": "..."}


def released_notebook(source: Path) -> str:
    """Return the released notebook of an exercise, as the text of its file.

    Parameters
    ----------
    source : Path
        ``NN-slug/NN-slug.md``, one of :func:`exercise_sources`.

    Returns
    -------
    str
        JSON, byte for byte what ``nbgrader generate_assignment`` makes in a course of ours.

    Raises
    ------
    ContentError
        If the text or its questions cannot become a notebook.
    """
    from nbgrader.converters.generate_assignment import GenerateAssignment  # noqa: PLC0415 - takes seconds
    from nbgrader.preprocessors import SaveCells  # noqa: PLC0415 - as above
    from traitlets.config import Config  # noqa: PLC0415 - as above

    config = Config({"ClearSolutions": {"code_stub": CODE_STUB}})
    notebook = source_notebook(source)
    resources: dict[str, object] = {}
    for preprocessor in GenerateAssignment.preprocessors.default_args[0]:
        if preprocessor is not SaveCells:  # it fills the instructor's gradebook, and there is none here
            notebook, resources = preprocessor(config=config).preprocess(notebook, resources)
    return notebook_json(notebook)
