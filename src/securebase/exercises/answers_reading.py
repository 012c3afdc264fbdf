"""What a notebook's cells say about ``answers``, read in their order and without running anything.

What the reader is sure of is what running the cells in order gives. The rest it says in sentences, and keeps
what it can of it as doubtful, to be used where nothing else is known about a question.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from securebase.exercises.cache import accepted_answers
from securebase.exercises.cell_code import Code, code_of, entries, expression
from securebase.exercises.effects import NAME
from securebase.exercises.plain_values import Unread, value_or_unread
from securebase.exercises.statements import Followed, unread_in

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from securebase.exercises.questions import Answer, Form

_SHOWN = 60


@dataclass(frozen=True)
class Cell:
    """One cell of a notebook: its source, and whether it runs (a cell of text does not)."""

    source: str
    runs: bool = True


@dataclass(frozen=True)
class Reading:
    """What a notebook's cells say.

    Attributes
    ----------
    said : dict
        The answers that ``answers`` holds once all cells have run in order.
    doubtful : dict
        Those that it may hold, from cells with a mistake in them or with code that was not read.
    typed : dict
        Those given in calls such as ``answer("peak-minute", 23.8)``.
    sentences : tuple of str
        One for each answer that could not be read, and for each mistake that prevents reading.
    sets : tuple of bool
        For each cell, whether it sets answers.
    is_done : tuple of bool
        For each cell, whether all that it does was read.
    """

    said: dict[str, Answer]
    doubtful: dict[str, Answer]
    typed: dict[str, Answer]
    sentences: tuple[str, ...]
    sets: tuple[bool, ...]
    is_done: tuple[bool, ...]


def read_cells(cells: Iterable[Cell], forms: Mapping[str, Form]) -> Reading:
    """Return what cells say about the answers.

    Parameters
    ----------
    cells : iterable of Cell
        All of a notebook, in order.
    forms : mapping of str to Form
        The questions that may be answered.
    """
    reader = _Reader(forms)
    for cell in cells:
        reader.read(cell)
    return reader.reading()


@dataclass
class _Reader:
    forms: Mapping[str, Form]
    followed: Followed = field(default_factory=Followed)
    sentences: list[str] = field(default_factory=list)
    sets: list[bool] = field(default_factory=list)
    is_done: list[bool] = field(default_factory=list)

    def read(self, cell: Cell) -> None:
        code = code_of(cell.source)
        followed = self.followed
        followed.sets, followed.is_done = False, not code.magics
        if code.broken or not cell.runs:
            self._read_around(code)
        else:
            for statement in code.statements:
                followed.follow(statement)
        for magic in code.magics:
            if NAME in magic:
                followed.leave_out(magic)
                followed.doubt()
        self.sentences += [
            "Your answers are read without running the notebook, so what this does to them is not known: "
            f"{_short(text)} The answer last kept for each question is sent. To be sure, write the answers "
            f"themselves into {NAME}."
            for text in followed.not_run
        ]
        followed.not_run.clear()
        self.sets.append(followed.sets)
        self.is_done.append(followed.is_done)

    def reading(self) -> Reading:
        followed = self.followed
        said, doubtful = self._accepted(followed.answers), self._accepted(followed.doubtful)
        if followed.hidden:
            said, doubtful = {}, doubtful | said
        typed, _ = accepted_answers(followed.typed, self.forms, NAME)
        sentences = tuple(dict.fromkeys(self.sentences))
        return Reading(said, doubtful, typed, sentences, tuple(self.sets), tuple(self.is_done))

    def _accepted(self, found: Mapping[Any, Any]) -> dict[str, Answer]:
        readable: dict[Any, Any] = {}
        for question, value in found.items():
            unread = unread_in(value)
            if unread is None:
                readable[question] = value
            elif question in self.forms:
                self.sentences.append(
                    f"The answer to {question} could not be read, because it is not a plain value: "
                    f"{_short(unread.text)} Write {self.forms[question].wanted} instead. Until then, the "
                    "answer last kept for it is sent, if there is one."
                )
        accepted, refused = accepted_answers(readable, self.forms, f"the notebook's {NAME}")
        self.sentences += refused
        return accepted

    def _read_around(self, code: Code) -> None:
        """Read what can be read of a cell of which Python runs nothing."""
        fixed = {
            name: value for name, value in self.followed.names.items() if not isinstance(value, dict | list)
        }
        apart = Followed({**fixed, NAME: {}})
        for statement in code.statements:
            apart.follow(statement)
        found = {**apart.doubtful, **apart.answers}
        for piece in code.broken:
            for question, text in entries(piece, self.forms):
                node = expression(text)
                found[question] = Unread(text) if node is None else value_or_unread(node, apart.names)
        self.followed.doubtful |= found
        self.followed.typed |= apart.typed
        self.followed.sets = bool(found)
        self.followed.is_done &= not code.broken and apart.is_done
        if code.fault and (found or NAME in "".join(code.broken)):
            self.sentences.append(
                f"A cell with {NAME} in it has a mistake, so none of it ran. Look at this line and the one "
                f"above it: {_short(code.fault)} Its answers were read one by one, and an answer that you "
                "kept counts before them."
            )


def _short(text: str) -> str:
    shown = " ".join(text.split())
    return f"“{shown[:_SHOWN]}{'…' if len(shown) > _SHOWN else ''}”."
