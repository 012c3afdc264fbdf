"""A submission is constructed, not redacted: the released notebook, with the learner's work in its own cells.

Of a learner's notebook only two things travel: the source of each solution cell, and the answers. Outputs,
widgets, attachments, metadata, and cells that were added, copied, retyped or deleted stay behind.
"""

from __future__ import annotations

import copy
from typing import TYPE_CHECKING, Any

from securebase.exercises.answers_cell import NAME as ANSWERS
from securebase.exercises.answers_cell import read_answers, written_answers
from securebase.exercises.cache import accepted_answers
from securebase.exercises.questions import form_from_data

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from nbformat.notebooknode import NotebookNode

    from securebase.exercises.questions import Answer, Form

OURS = "securebase"  # the key of our notebooks' metadata: which exercise, and what its answers may be


def is_ours(released: Mapping[str, Any]) -> bool:
    """Tell whether a released notebook is one of this course's exercises."""
    return isinstance(released.get("metadata", {}).get(OURS), dict)


def construct(
    released: NotebookNode, learner: Mapping[str, Any], answers: Mapping[str, Answer]
) -> NotebookNode:
    """Return the submission that a learner's notebook and answers make.

    Parameters
    ----------
    released : NotebookNode
        The exercise as nbgrader released it; the result has its cells and its metadata.
    learner : mapping
        The learner's notebook, in whatever state. Nothing of it is changed.
    answers : mapping of str to Answer
        Those kept beside the notebook. An answer that the learner's own answer cell holds comes first, as
        it does in the learner's checks.

    Returns
    -------
    NotebookNode
        A new notebook. Constructing from it again gives the same.
    """
    submission = copy.deepcopy(released)
    forms = answer_forms(released)
    for cell in submission["cells"]:
        name = _solution_name(cell)
        if name is None:
            continue
        chosen = _chosen(learner, name, cell.get("id"))
        source = _source(chosen) if chosen is not None else cell["source"]
        if name == ANSWERS and forms:
            counted = accepted_answers(dict(answers), forms, ANSWERS)[0] | read_answers(source, forms)
            source = written_answers(counted) if counted else cell["source"]
        cell["source"] = source
    return submission


def left_behind(released: NotebookNode, learner: Mapping[str, Any]) -> list[str]:
    """Return a sentence for each piece of work in ``learner`` that :func:`construct` does not take along.

    Parameters
    ----------
    released, learner
        As for :func:`construct`.
    """
    sentences = []
    taken: set[int] = set()
    for cell in released["cells"]:
        name = _solution_name(cell)
        if name is None:
            continue
        chosen = _chosen(learner, name, cell.get("id"))
        if chosen is None:
            sentences.append(f"The cell {name} is missing. It is sent as it was at the beginning.")
            continue
        copies = [each for each in _cells(learner) if _grade_id(each) == name]
        taken |= {id(each) for each in (chosen, *copies)}
        sentences += [
            f"The cell {name} is there more than once. Sent: the one that begins with {_beginning(chosen)} "
            f"Not sent: the one that begins with {_beginning(other)}"
            for other in copies
            if other is not chosen and _source(other) != _source(chosen)
        ]
    known = {_source(cell).strip() for cell in released["cells"]}
    names = [name for cell in released["cells"] if (name := _solution_name(cell)) and name != ANSWERS]
    for cell in _cells(learner):
        if id(cell) in taken or cell.get("cell_type") != "code" or _is_idle(_source(cell), known):
            continue
        sentences.append(
            f"A cell that you added is not sent. It begins with: {_beginning(cell)} "
            f"What your work needs of it belongs in the cell {' or '.join(names) or ANSWERS}."
        )
    return sentences


def answer_forms(released: Mapping[str, Any]) -> dict[str, Form]:
    """Return what the answers of a released exercise may be; none for a notebook that is not ours."""
    if not is_ours(released):
        return {}
    return {name: form_from_data(data) for name, data in released["metadata"][OURS]["answers"].items()}


def _chosen(learner: Mapping[str, Any], name: str, cell_id: object) -> Mapping[str, Any] | None:
    """Return the learner's cell of that name: the original before any copy, else the first copy."""
    named = [cell for cell in _cells(learner) if _grade_id(cell) == name]
    original = [cell for cell in named or _nameless(learner) if cell_id and cell.get("id") == cell_id]
    return next(iter(original or named), None)


def _nameless(learner: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """Return cells without nbgrader's metadata, which some editors lose; they may have kept their id."""
    return [cell for cell in _cells(learner) if _grade_id(cell) is None]


def _cells(notebook: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    cells = notebook.get("cells", [])
    return (cell for cell in cells if isinstance(cell, dict)) if isinstance(cells, list) else iter(())


def _grade_id(cell: Mapping[str, Any]) -> str | None:
    metadata = cell.get("metadata")
    marked = metadata.get("nbgrader") if isinstance(metadata, dict) else None
    name = marked.get("grade_id") if isinstance(marked, dict) else None
    return name if isinstance(name, str) else None


def _solution_name(cell: Mapping[str, Any]) -> str | None:
    marked = cell.get("metadata", {}).get("nbgrader", {})
    return _grade_id(cell) if marked.get("solution") else None


def _source(cell: Mapping[str, Any]) -> str:
    """Return a cell's source as text that can be written to a file, whatever stands in it."""
    source = cell.get("source", "")
    if isinstance(source, list):
        source = "".join(part for part in source if isinstance(part, str))
    # Half of a surrogate pair is legal in JSON and cannot be encoded.
    return source.encode("utf-8", "replace").decode("utf-8") if isinstance(source, str) else ""


def _is_idle(source: str, known: set[str]) -> bool:
    """Tell whether leaving a cell out loses nothing: released text, comments, or only calls of ``answer``."""
    lines = [line.strip() for line in source.splitlines()]
    said = [line for line in lines if line and not line.startswith("#")]
    return source.strip() in known or all(line.startswith(("answer(", "exercise.")) for line in said)


def _beginning(cell: Mapping[str, Any]) -> str:
    lines = [line.strip() for line in _source(cell).splitlines() if line.strip()]
    return f"{lines[0][:60]!r}." if lines else "nothing."
