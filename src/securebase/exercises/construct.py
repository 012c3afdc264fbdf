"""A submission is constructed, not redacted: the released notebook, with the learner's work in its own cells.

Of a learner's notebook only two things travel: the text of its solution cells, and the answers, wherever they
stand. Outputs, widgets, attachments, metadata, and cells that were added, retyped or deleted stay behind.
"""

from __future__ import annotations

import copy
import re
from typing import TYPE_CHECKING, Any

from securebase.exercises.answers_cell import NAME as ANSWERS
from securebase.exercises.answers_cell import written_answers
from securebase.exercises.answers_reading import Cell, Reading, read_cells
from securebase.exercises.cache import KEPT, OURS, accepted_answers, kept_from_data
from securebase.exercises.kept import Kept, answers_that_count
from securebase.exercises.notebooks import cells_of, grade_id, is_solution, source_of
from securebase.exercises.questions import form_from_data
from securebase.exercises.solution_cells import cells_named, cells_sent, is_untouched, names_made, text_sent

if TYPE_CHECKING:
    from collections.abc import Mapping

    from nbformat.notebooknode import NotebookNode

    from securebase.exercises.questions import Answer, Form

__all__ = ["OURS", "answer_forms", "construct", "is_ours", "left_behind"]


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
        The learner's notebook, in whatever state. Nothing of it is changed or run.
    answers : mapping of str to Answer
        Those kept beside the notebook, best as a :class:`~securebase.exercises.kept.Kept`. What the notebook
        itself newly says comes first, as in the learner's checks. For questions that are in neither come what
        the notebook's metadata carry, what is doubtful in its cells, and calls of ``answer``.

    Returns
    -------
    NotebookNode
        A new notebook. Constructing from it again gives the same.
    """
    submission = copy.deepcopy(released)
    forms = answer_forms(released)
    for cell in submission["cells"]:
        if not is_solution(cell):
            continue
        name = grade_id(cell)
        if name == ANSWERS and forms:
            all_answers = _answers_sent(learner, answers, forms)
            cell["source"] = written_answers(all_answers) if all_answers else cell["source"]
        else:
            text = text_sent(learner, str(name), cell.get("id"), cell["source"])
            cell["source"] = cell["source"] if text is None else text
    return submission


def left_behind(released: NotebookNode, learner: Mapping[str, Any]) -> list[str]:
    """Return a sentence for each piece of work in ``learner`` that :func:`construct` does not take along.

    Parameters
    ----------
    released, learner
        As for :func:`construct`.
    """
    forms = answer_forms(released)
    cells = _readable_cells(learner)
    reading = _read(cells, forms)
    sentences = list(reading.sentences)
    taken: set[int] = set()
    for cell in filter(is_solution, released["cells"]):
        name = str(grade_id(cell))
        found = cells_named(learner, name, cell.get("id"))
        taken |= {id(each) for each in cells_of(learner) if grade_id(each) == name}
        taken |= {id(each) for each in found}
        if not found:
            sentences.append(_missing(name, has_answers=bool(forms)))
        elif name != ANSWERS or not forms:
            sentences += _copies(found, name, cell["source"])
    known = {source_of(cell).strip() for cell in released["cells"]}
    names = [str(grade_id(cell)) for cell in filter(is_solution, released["cells"])]
    where = " or ".join(name for name in names if name != ANSWERS) or ANSWERS
    code = "\n".join(source_of(cell) for cell in cells if id(cell) in taken and grade_id(cell) != ANSWERS)
    for cell, sets, is_read in zip(cells, reading.sets, reading.is_done, strict=True):
        if id(cell) in taken or cell.get("cell_type") != "code":
            continue
        if not _is_idle(source_of(cell), known) and not (is_read and not _is_needed(source_of(cell), code)):
            what = (
                "Of a cell that you added, only the answers are" if sets else "A cell that you added is not"
            )
            sentences.append(
                f"{what} sent. It begins with: {_beginning(cell)} "
                f"If your work needs the rest, move it into the cell {where}."
            )
    return sentences


def answer_forms(released: Mapping[str, Any]) -> dict[str, Form]:
    """Return what the answers of a released exercise may be; none for a notebook that is not ours."""
    if not is_ours(released):
        return {}
    return {name: form_from_data(data) for name, data in released["metadata"][OURS]["answers"].items()}


def _answers_sent(
    learner: Mapping[str, Any], answers: Mapping[str, Answer], forms: Mapping[str, Form]
) -> dict[str, Answer]:
    reading = _read(_readable_cells(learner), forms)
    said = answers.said if isinstance(answers, Kept) else {}
    kept = Kept(accepted_answers(answers, forms, ANSWERS)[0], said)
    metadata = learner.get("metadata")
    ours = metadata.get(OURS) if isinstance(metadata, dict) else None
    carried = kept_from_data(ours.get(KEPT) if isinstance(ours, dict) else None, forms)
    return answers_that_count(reading.said, kept.over(carried).over(Kept(reading.typed | reading.doubtful)))


def _readable_cells(learner: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """Return the cells that may say something about answers: code, and what became of the answers cell."""
    return [
        cell for cell in cells_of(learner) if cell.get("cell_type") == "code" or grade_id(cell) == ANSWERS
    ]


def _read(cells: list[Mapping[str, Any]], forms: Mapping[str, Form]) -> Reading:
    return read_cells((Cell(source_of(cell), cell.get("cell_type") == "code") for cell in cells), forms)


def _missing(name: str, *, has_answers: bool) -> str:
    if name == ANSWERS and has_answers:
        return f"The cell {name} is missing. The answers that you kept, and those in other cells, are sent."
    return f"The cell {name} is missing. It is sent as it was when you started."


def _copies(found: list[Mapping[str, Any]], name: str, released: str) -> list[str]:
    sent = cells_sent(found, released)
    texts = {source_of(cell) for cell in sent}
    return [
        f"There is more than one cell {name}. Sent: the one that begins with {_beginning(sent[-1])} "
        f"Not sent: the one that begins with {_beginning(other)}"
        for other in found
        if source_of(other) not in texts and not is_untouched(source_of(other), released)
    ]


def _is_idle(source: str, known: set[str]) -> bool:
    """Tell whether leaving a cell out loses nothing: released text, comments, or only calls of ``answer``."""
    lines = [line.strip() for line in source.splitlines()]
    said = [line for line in lines if line and not line.startswith("#")]
    return source.strip() in known or all(line.startswith(("answer(", "exercise.")) for line in said)


def _is_needed(source: str, code: str) -> bool:
    """Tell whether the learner's code uses a name that an added cell makes."""
    return any(re.search(rf"\b{re.escape(name)}\b", code) for name in names_made(source) - {ANSWERS})


def _beginning(cell: Mapping[str, Any]) -> str:
    lines = [line.strip() for line in source_of(cell).splitlines() if line.strip()]
    return f"{lines[0][:60]!r}." if lines else "nothing."
