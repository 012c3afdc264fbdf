"""The notebook in front of a learner, as its kernel knows it: the cells that ran, and the file on the disk.

A check tries the text of a solution cell, the very one that is handed in. JupyterLab sends a cell's metadata
along as the cell runs, so the kernel knows to which solution cell a text belongs, also that of halves and
copies. Where a front end says nothing of its cells, as nbclient and VS Code do, the last one that makes the
function is taken for it. Where the file was saved later than a cell ran, the file counts: it is what would be
handed in.
"""

from __future__ import annotations

import sys
import time
from typing import TYPE_CHECKING, Any

from securebase.exercises.notebooks import cells_of, grade_id
from securebase.exercises.solution_cells import names_made

if TYPE_CHECKING:
    from collections.abc import Mapping

    Cell = dict[str, Any]


class RanCells:
    """The code cells that ran in a kernel: of each the last text."""

    def __init__(self) -> None:
        self._cells: dict[object, Cell] = {}  # by id, in the order in which they last ran
        self._deleted: dict[object, float] = {}  # when the kernel heard of it

    def note(self, source: str, metadata: Mapping[str, Any] | None = None) -> None:
        """Take note of a cell that is about to run.

        Parameters
        ----------
        source : str
            Its text.
        metadata : mapping, optional
            What the front end says of it: JupyterLab sends the cell's own metadata, its id as ``cellId``, and
            as ``deletedCells`` which are gone.
        """
        said, now = dict(metadata or {}), time.time()
        deleted, identity = said.get("deletedCells"), said.get("cellId")
        self._deleted |= dict.fromkeys(deleted if isinstance(deleted, list) else (), now)
        identity = identity if isinstance(identity, str) else object()
        for gone in (*self._deleted, identity):
            self._cells.pop(gone, None)
        self._cells[identity] = {
            "cell_type": "code",
            "id": identity,
            "metadata": said,
            "source": source,
            "at": now,
        }

    def notebook(self, saved: Mapping[str, Any], saved_at: float, name: str, function: str) -> dict[str, Any]:
        """Return the notebook as it stands.

        Parameters
        ----------
        saved : mapping
            The one on the disk; an empty one if there is none.
        saved_at : float
            When it was saved, in seconds since the epoch.
        name : str
            The solution cell's grade_id.
        function : str
            The function that it is to make.
        """
        cells = [dict(cell) for cell in cells_of(saved) if self._deleted.get(cell.get("id"), 0) <= saved_at]
        since = [cell for cell in self._cells.values() if cell["at"] > saved_at]
        if not any(map(grade_id, self._cells.values())):
            made = [cell for cell in since if function in names_made(cell["source"])][-1:]
            others = [cell for cell in cells if not made or name not in (grade_id(cell), cell.get("id"))]
            return {
                "cells": others + [cell | {"metadata": {"nbgrader": {"grade_id": name}}} for cell in made]
            }
        place = len(cells)
        for ran in reversed(since):
            there = [number for number, cell in enumerate(cells) if cell.get("id") == ran["id"]]
            if there:
                place = there[0]
                cells[place]["source"] = ran["source"]
            else:
                cells.insert(place, ran)  # a new one stands before the one that ran after it
        return {"cells": cells}


_OF_THIS_KERNEL = RanCells()


def ran_in_this_kernel() -> RanCells:
    """Return the cells that run in this kernel from the first call on; none where there is no kernel."""
    ipython = sys.modules.get("IPython")  # where nobody imported it, no notebook runs
    shell = ipython.get_ipython() if ipython else None
    if shell is not None:
        shell.events.register("pre_run_cell", _note)  # once, however often it is asked for
    return _OF_THIS_KERNEL


def _note(about: Any) -> None:
    parent: Any = getattr(sys.modules["IPython"].get_ipython(), "get_parent", dict)()
    metadata = parent.get("metadata") if isinstance(parent, dict) else None
    _OF_THIS_KERNEL.note(about.raw_cell, metadata if isinstance(metadata, dict) else None)
