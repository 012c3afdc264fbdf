"""The one cell in which a submission carries its answers, ``answers = {...}``: written and read here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from securebase.exercises.answers_reading import Cell, read_cells
from securebase.exercises.effects import NAME

if TYPE_CHECKING:
    from collections.abc import Mapping

    from securebase.exercises.questions import Answer, Form

__all__ = ["NAME", "read_answers", "written_answers"]


def written_answers(answers: Mapping[str, Answer]) -> str:
    """Return the cell's source: one line for each answer, in the order of their names."""
    lines = [f"    {name!r}: {_literal(answers[name])},\n" for name in sorted(answers)]
    return f"{NAME} = {{\n{''.join(lines)}}}"


def read_answers(source: str, forms: Mapping[str, Form]) -> dict[str, Answer]:
    """Return the answers that a cell's source holds; nothing is run.

    Parameters
    ----------
    source : str
        The text of the cell, whatever it is.
    forms : mapping of str to Form
        The questions that may be answered. Anything else is left out.
    """
    reading = read_cells([Cell(source)], forms)
    return {**reading.doubtful, **reading.said}


def _literal(answer: Answer) -> str:
    return repr(dict(sorted(answer.items())) if isinstance(answer, dict) else answer)
