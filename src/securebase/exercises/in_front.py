"""The notebook in front of a learner, as its kernel knows it: the cells that ran, and the file on the disk.

A check tries the text of a solution cell, the very one that is handed in. JupyterLab sends a cell's metadata
along as the cell runs, so the kernel knows to which solution cell a text belongs, also that of halves and
copies. Where the file was saved later than a cell ran, the file counts: it is what would be handed in.
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
        self._by_id: dict[str, Cell] = {}  # in the order in which they last ran
        self._deleted: dict[object, float] = {}  # when the kernel heard of it
        self._nameless: list[Cell] = []

    def note(self, source: str, metadata: Mapping[str, Any] | None = None) -> None:
        """Take note of a cell that is about to run.

        Parameters
        ----------
        source : str
            Its text.
        metadata : mapping, optional
            What the front end says of it: JupyterLab sends the cell's own metadata, its id as ``cellId``, and
            as ``deletedCells`` which are gone. nbclient, which runs notebooks for nbgrader, says nothing.
        """
        said, now = dict(metadata or {}), time.time()
        cell: Cell = {"cell_type": "code", "source": source, "metadata": said, "at": now}
        deleted = said.get("deletedCells")
        self._deleted |= dict.fromkeys(deleted if isinstance(deleted, list) else (), now)
        for each in self._deleted.keys() & self._by_id.keys():
            del self._by_id[each]
        name = said.get("cellId")
        if isinstance(name, str):
            self._by_id.pop(name, None)
            self._by_id[name] = cell | {"id": name}
        else:
            self._nameless.append(cell)

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
            The function that it is to make. Of a cell that ran without a name, this is all that tells it.
        """
        cells = [dict(cell) for cell in cells_of(saved) if self._deleted.get(cell.get("id"), 0) <= saved_at]
        place = len(cells)
        for ran in reversed(self._by_id.values()):
            if ran["at"] <= saved_at:
                continue
            there = [number for number, cell in enumerate(cells) if cell.get("id") == ran["id"]]
            if there:
                place = there[0]
                cells[place]["source"] = ran["source"]
            else:
                cells.insert(place, ran)  # a new one stands before the one that ran after it
        for cell in reversed(self._nameless):
            if cell["at"] > saved_at and function in names_made(cell["source"]):
                others = [each for each in cells if name not in (grade_id(each), each.get("id"))]
                return {"cells": [*others, cell | {"metadata": {"nbgrader": {"grade_id": name}}}]}
        return {"cells": cells}


_OF_THIS_KERNEL = RanCells()


def ran_in_this_kernel() -> RanCells:
    """Return the cells that run in this kernel from the first call on; none where there is no kernel."""
    ipython = sys.modules.get("IPython")  # where nobody imported it, no notebook runs
    shell = ipython.get_ipython() if ipython else None
    if shell is not None and _note not in shell.events.callbacks["pre_run_cell"]:
        shell.events.register("pre_run_cell", _note)
    return _OF_THIS_KERNEL


def _note(about: Any) -> None:
    parent: Any = getattr(sys.modules["IPython"].get_ipython(), "get_parent", dict)()
    metadata = parent.get("metadata") if isinstance(parent, dict) else None
    _OF_THIS_KERNEL.note(about.raw_cell, metadata if isinstance(metadata, dict) else None)
