"""nbgrader's Assignment List for learners: our exercises lie in the workbook, so nothing needs fetching.

Other courses' assignments stay where nbgrader puts them. A module for nbgrader's own process: a learner's
settings name these classes, and it imports nbgrader.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from nbgrader.exchange.default import ExchangeFetchAssignment, ExchangeFetchFeedback, ExchangeList

from securebase.course.grading.submission import exercise_of, read_released
from securebase.course.workbook.finding import workbooks_near

if TYPE_CHECKING:
    from collections.abc import Iterable

    from nbformat.notebooknode import NotebookNode
    from nbgrader.exchange.default import Exchange

EXERCISES = "exercises"
_served: list[Path] = []  # what a server in this process shows, which need not be where it was started


class ListWithWorkbook(ExchangeList):
    """List our assignments as fetched: they lie in the workbook."""

    def parse_assignments(self) -> list[dict[str, Any]]:
        """Return what nbgrader would, with our assignments' places in the workbook."""
        every: list[str] = self.assignments  # type: ignore[has-type] # nbgrader has no types
        stock: tuple[str, bool] = self.assignment_dir, self.path_includes_course  # type: ignore[has-type]
        found: list[dict[str, Any]] = []
        for ours in (False, True):
            self.assignments = [path for path in every if bool(our_notebooks(Path(path))) is ours]
            if ours:
                settle(self)
            found += super().parse_assignments()
        self.assignments, (self.assignment_dir, self.path_includes_course) = every, stock
        return found


class FetchIntoWorkbook(ExchangeFetchAssignment):
    """Fetch our assignments into the workbook; there is something to fetch only if its folder was deleted."""

    def init_dest(self) -> None:
        """Choose the folder to copy to."""
        if our_notebooks(Path(self.src_path)):
            settle(self)
        super().init_dest()


class FeedbackIntoWorkbook(ExchangeFetchFeedback):
    """Fetch feedback to where the exercise lies."""

    def init_dest(self) -> None:
        """Choose the folder to copy to."""
        handed_in = Path(self.cache_path).glob(f"*+{self.coursedir.assignment_id}+*")
        if any(our_notebooks(path) for path in handed_in):
            settle(self)
        super().init_dest()


def our_notebooks(folder: Path) -> dict[Path, NotebookNode]:
    """Return the notebooks of this course's exercises in a folder of the exchange."""
    found = {}
    for path in sorted(folder.glob("*.ipynb")):
        try:
            notebook = read_released(path)
        except Exception:  # noqa: BLE001, S112 - whatever is wrong with a file there, it is none that we released
            continue
        if exercise_of(notebook):
            found[path] = notebook
    return found


def places_of(exchange: Exchange, released: Iterable[NotebookNode]) -> list[Path]:
    """Return the folders in which a learner may have worked on released notebooks, the most likely first.

    The workbook's comes first, then the one that nbgrader's own Fetch makes, where an earlier version of the
    course let learners work.
    """
    assignment = exchange.coursedir.assignment_id
    names = dict.fromkeys(name for one in released if (name := exercise_of(one)))
    if not names:
        return []
    places = [book / EXERCISES / name for book in _workbooks(exchange) for name in (*names, assignment)]
    course = exchange.coursedir.course_id if exchange.path_includes_course else ""
    places += [place / course / assignment for place in _around(exchange)]
    return list(dict.fromkeys(place for place in places if place.is_dir()))


def settle(exchange: Exchange) -> None:
    """Let an exchange work in the workbook near its folder for assignments, if there is one."""
    books = _workbooks(exchange)
    if books:
        exchange.assignment_dir = str(books[0] / EXERCISES)
        exchange.path_includes_course = False


def look_below(root: Path) -> None:
    """Let this process look for workbooks in ``root`` too, the folder that its server shows."""
    _served.append(root)


def _workbooks(exchange: Exchange) -> list[Path]:
    return list(dict.fromkeys(book for place in _around(exchange) for book in workbooks_near(place)))


def _around(exchange: Exchange) -> list[Path]:
    return [*_served, Path(exchange.assignment_dir).absolute()]
