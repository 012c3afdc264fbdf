"""The learner's text for each solution cell: of one cell, of halves that were split, and of copies.

What counts is what the page has once all cells of that name have run in their order. Halves are therefore
joined, and of copies the last one holds.
"""

from __future__ import annotations

import ast
import symtable
import warnings
from typing import TYPE_CHECKING, Any

from securebase.exercises.cell_code import code_of, without_cell_magic
from securebase.exercises.notebooks import cells_of, grade_id, source_of
from securebase.exercises.plain_values import written

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    Cell = Mapping[str, Any]


def text_sent(learner: Mapping[str, Any], name: str, cell_id: object, released: str) -> str | None:
    """Return the one text that a learner's cells of a name make; None if there is no such cell.

    Parameters
    ----------
    learner, name, cell_id
        As for :func:`cells_named`.
    released : str
        The cell's source as it was at the beginning.
    """
    found = cells_named(learner, name, cell_id)
    return joined(cells_sent(found, released)) if found else None


def cells_named(learner: Mapping[str, Any], name: str, cell_id: object) -> list[Cell]:
    """Return the learner's cells of a name, in order: code if there is any, else a cell of another kind.

    Parameters
    ----------
    learner : mapping
        The learner's notebook.
    name : str
        The solution cell's grade_id.
    cell_id : object
        Its id, which a cell keeps in editors that lose nbgrader's metadata.
    """
    named = [cell for cell in cells_of(learner) if grade_id(cell) == name]
    code = [cell for cell in named if cell.get("cell_type") == "code"]
    nameless = (cell for cell in cells_of(learner) if grade_id(cell) is None and cell_id)
    return code or named[:1] or [cell for cell in nameless if cell.get("id") == cell_id][:1]


def cells_sent(cells: Sequence[Cell], released: str) -> list[Cell]:
    """Return those of a name's cells that are sent.

    Parameters
    ----------
    cells : sequence of mapping
        As :func:`cells_named` gave them.
    released : str
        The cell's source as it was at the beginning: an untouched copy is no work.
    """
    work = [cell for cell in cells if not is_untouched(source_of(cell), released)]
    running = [cell for cell in work if _runs(source_of(cell))]
    if len(running) < len(work) and _runs(joined(work)):
        return work  # a function that was split in its middle
    sent: list[Cell] = []
    for cell in reversed(running):
        if not _is_replaced(cell, sent):
            sent.insert(0, cell)
    if len(sent) > 1 and not _runs(joined(sent)):
        sent = sent[-1:]
    return sent or work[:1] or list(cells[:1])


def is_untouched(source: str, released: str) -> bool:
    """Tell whether a cell holds nothing, or what it held at the beginning."""
    return source.strip() in ("", released.strip())


def joined(cells: Sequence[Cell]) -> str:
    """Return the text of cells as that of one."""
    first, *others = [source_of(cell) for cell in cells]
    return "\n\n".join([first, *map(without_cell_magic, others)])


def names_made(source: str) -> set[str]:
    """Return the names that a cell's text makes; none if it does not run."""
    return _names(source)[0] if _runs(source) else set()


def names_used(source: str) -> set[str]:
    """Return the names that a piece of Python takes from outside, its functions' among them.

    Without those of a text that does not run.
    """
    if not _runs(source):
        return set()

    outermost = symtable.symtable(source, "cell", "exec")
    scopes, used = [outermost], _names(source)[1]
    for scope in scopes:
        scopes += scope.get_children()
        used |= {each.get_name() for each in scope.get_symbols() if each.is_global() and each.is_referenced()}
    return used


def _runs(source: str) -> bool:
    """Tell whether Python takes a cell's text; nothing of it is run."""
    code = code_of(source)
    if code.broken:
        return False
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            compile(code.text, "cell", "exec", ast.PyCF_ALLOW_TOP_LEVEL_AWAIT, dont_inherit=True)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return False
    return True


def _is_replaced(cell: Cell, later: Sequence[Cell]) -> bool:
    """Tell whether all names that a cell makes are made again by later ones, and not needed before that."""
    left, _ = _names(source_of(cell))
    made = bool(left)
    for other in later:
        made_anew, needed = _names(source_of(other))
        if left & needed:
            return False
        left -= made_anew
    return made and not left


def _names(source: str) -> tuple[set[str], set[str]]:
    """Return the names that a cell makes, and those that it needs from before as it runs.

    The body of a function is needed only when the function is called, and by then all cells have run.
    """
    made: set[str] = set()
    needed: set[str] = set()
    for statement in code_of(source).statements:
        symbols = symtable.symtable(written(statement), "cell", "exec").get_symbols()
        parts = list(ast.walk(statement))
        # To the symbol table these two make a name like any other.
        changed = [each.target for each in parts if isinstance(each, ast.AugAssign)]
        changed += [each for each in parts if isinstance(each, ast.Name) and isinstance(each.ctx, ast.Del)]
        used = {each.id for each in changed if isinstance(each, ast.Name)}
        needed |= (used | {each.get_name() for each in symbols if each.is_referenced()}) - made
        made |= {each.get_name() for each in symbols if each.is_assigned() or each.is_imported()}
    return made, needed
