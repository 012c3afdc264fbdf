"""The journal as this notebook's kernel holds it, and the widget through which a page asks for it."""

from __future__ import annotations

from contextlib import contextmanager
from datetime import datetime
from functools import cache
from typing import TYPE_CHECKING, Any
from weakref import WeakSet

from securebase.journal import Journal, JournalError
from securebase.reflections import wording
from securebase.reflections.machines import machine
from securebase.widgets.private_letters import PrivateWidget, RefusedError, Reply

if TYPE_CHECKING:
    from collections.abc import Iterator

    from securebase.journal import Entry, Reading
    from securebase.journal.journal import State
    from securebase.widgets.private_letters import Handler

_BOOKKEEPING = {"plan", "seed", "days"}

shown: WeakSet[JournalWidget] = WeakSet()
_told: dict[str, object] = {}  # what the page was last told of the journal


@cache
def journal() -> Journal:
    """Return the journal of this kernel: unlocked in one place, it is unlocked in all."""
    return Journal()


@contextmanager
def plainly() -> Iterator[None]:
    """Let the journal's own sentences reach the learner, and nothing of the error around them."""
    try:
        yield
    except JournalError as error:
        raise RefusedError(str(error)) from None


class JournalWidget(PrivateWidget):
    """Anything that writes to the journal or reads from it; setting up and unlocking happen in place."""

    def __init__(self, **fields: Any) -> None:
        super().__init__(**fields)
        shown.add(self)

    def handlers(self) -> dict[str, Handler]:
        """Answer what every such component may ask."""
        return super().handlers() | {
            "look": self._look,
            "create": self._create,
            "unlock": self._unlock,
            "lock": self._lock,
            "backup": self._backup,
            "restore": self._restore,
        }

    def _look(self, _nothing: None) -> Reply:
        return Reply("journal", _description())

    def _create(self, given: list[str | None]) -> Reply:
        with plainly():
            journal().create(given.pop())
        return tell_all()

    def _unlock(self, given: list[str]) -> Reply:
        with plainly():
            journal().unlock(given.pop())
        return tell_all()

    def _lock(self, _nothing: None) -> Reply:
        with plainly():
            journal().lock()
        return tell_all()

    def _backup(self, given: list[str]) -> Reply:
        with plainly():
            archive = journal().backup(given.pop())
        name = f"journal-backup-{datetime.now().astimezone():%Y-%m-%d-%H%M}.age"
        return Reply("file", {"name": name, "sentence": wording.backed_up(name)}, files=(archive,))

    def _restore(self, given: list[str], archive: bytes) -> Reply:
        with plainly():
            restored = journal().restore(archive, given.pop())
        tell_all()
        return Reply("restored", {"sentence": wording.restored(restored)})


def write(prompt_id: str, prompt: str, value: object, *, kind: str) -> str:
    """Keep a value in the journal and return the sentence that says so.

    Raises
    ------
    RefusedError
        With the journal's own sentence, if it could not be kept.
    """
    standing = state()
    with plainly():
        receipt = journal().write(prompt_id, prompt, value, kind=kind)  # type: ignore[arg-type]  # it checks
    if standing != _told.get("state"):
        tell_all()  # it was made, or given another lock, in another notebook or a terminal
    return wording.kept(receipt.at, standing, machine())


def read(prompt_id: str | None = None) -> Reading:
    """Return what the open journal holds.

    Raises
    ------
    RefusedError
        With the journal's own sentence, if it cannot be read.
    """
    with plainly():
        return journal().read(prompt_id)


def state() -> State:
    """Return how the journal stands.

    Raises
    ------
    RefusedError
        With the journal's own sentence, if it cannot be used: its key missing or damaged, or a newer version.
    """
    with plainly():
        journal().check()
        return journal().state


def closed() -> Reply | None:
    """Return what to answer when nothing can be read yet: there is no journal, or it is locked."""
    standing = state()
    if standing == "none":
        return Reply("no journal")
    return Reply("locked") if standing == "locked" else None


def entries(prompt_id: str | None = None) -> Reply:
    """Answer with what was kept, to one prompt or to all, the newest first."""
    reading = read(prompt_id)
    newest_first = sorted(reading.entries, key=lambda entry: entry.at, reverse=True)
    faults = [fault.sentence for fault in reading.unreadable]
    return Reply(
        "entries",
        {"unreadable": len(faults), "faults": faults},
        letter=[for_the_page(one) for one in newest_first],
    )


def for_the_page(entry: Entry) -> dict[str, object]:
    """Return an entry as the page shows it, without what a practice log keeps for its own use."""
    value = entry.value
    if isinstance(value, dict):
        value = {name: part for name, part in value.items() if name not in _BOOKKEEPING}
    return {
        "id": entry.id,
        "when": wording.moment(entry.at),
        "prompt_id": entry.prompt_id,
        "prompt": entry.prompt,
        "words": wording.in_words(value),
    }


def _description() -> dict[str, object]:
    folder = wording.place(journal().folder)
    where = machine()
    try:
        standing: str = state()
        words = wording.where_it_is_kept(standing, folder, where)
    except RefusedError as error:
        standing, words = "unusable", str(error)
    _told["state"] = standing
    return {
        "state": standing,
        "place": folder,
        "machine": where.value,
        "until": wording.unlocked_until(journal().unlocked_for),
        "whose": wording.whose_computer(where),
        "where": words,
    }


def tell_all() -> Reply:
    """Tell every component of this kernel how the journal stands now, and answer the same."""
    news = Reply("journal", _description())
    for widget in list(shown):
        if widget.comm is not None:
            widget.tell(news)
    return news
