"""The one cell in which a submission carries its answers, ``answers = {...}``: written and read here."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from securebase.exercises.cache import accepted_answers

if TYPE_CHECKING:
    from collections.abc import Mapping

    from securebase.exercises.questions import Answer, Form

NAME = "answers"  # the cell's grade_id, and the name in it


def written_answers(answers: Mapping[str, Answer]) -> str:
    """Return the cell's source: one line for each answer, in the order of their names."""
    lines = [f"    {name!r}: {_literal(answers[name])},\n" for name in sorted(answers)]
    return f"{NAME} = {{\n{''.join(lines)}}}"


def read_answers(source: str, forms: Mapping[str, Form]) -> dict[str, Answer]:
    """Return the answers that a cell's source holds; nothing is run.

    Parameters
    ----------
    source : str
        Whatever stands in the cell.
    forms : mapping of str to Form
        The questions that may be answered. Anything else is left out.
    """
    try:
        statements = ast.parse(source).body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return {}
    for statement in reversed(statements):
        match statement:
            case ast.Assign(targets=[ast.Name(id=name)], value=value) if name == NAME:
                try:
                    held = ast.literal_eval(value)
                except (ValueError, TypeError, SyntaxError, RecursionError, MemoryError):
                    return {}
                return accepted_answers(held, forms, NAME)[0] if isinstance(held, dict) else {}
    return {}


def _literal(answer: Answer) -> str:
    return repr(dict(sorted(answer.items())) if isinstance(answer, dict) else answer)
