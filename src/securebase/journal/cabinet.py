"""The parts of a journal together: which key is for which entries, and what is missing."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from securebase.journal.disk import alone, close_to_others, private_part, remove_lock, tidy
from securebase.journal.entries import SUFFIX, Entry, Unreadable, parsed
from securebase.journal.errors import (
    JournalError,
    JournalExistsError,
    MissingKeyError,
    NoJournalError,
    StorageError,
)
from securebase.journal.keyring import Keyring, is_wrapped
from securebase.journal.shelf import Shelf

if TYPE_CHECKING:
    from pathlib import Path

    from securebase.journal.keys import Key
    from securebase.journal.private import Private


class Cabinet:
    """The key and the entries of the journal in ``folder``."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.keys = Keyring(folder)
        self.shelf = Shelf(folder)

    def files(self) -> dict[str, bytes]:
        """Return the file of every entry by its id, for a backup; none may be missing from it."""
        files = {}
        for entry_id in self.shelf.ids():
            data = self.shelf.read(entry_id)
            if data is not None:
                files[entry_id] = data
            elif self.shelf.has(entry_id):
                raise StorageError(f"There is no backup yet. {_refused(entry_id + SUFFIX)}")
        return files

    def one(self, entry_id: str, key: Key) -> Entry | Unreadable | None:
        """Return an entry, or why it cannot be read, or None if it was deleted meanwhile."""
        name = entry_id + SUFFIX
        data = self.shelf.read(entry_id)
        if data is None:
            return Unreadable(name, _refused(name)) if self.shelf.has(entry_id) else None
        text = key.opened(data)
        if text is None:
            return Unreadable(
                name,
                f"{name} is damaged, or was encrypted to another journal's key. If you have a backup, "
                "restoring it brings the entry back.",
            )
        return parsed(entry_id, text)

    def identity(self) -> Private[bytes]:
        """Return the identity file's text; raise a JournalError if there is none, or a newer one."""
        identity = self.keys.identity()
        if identity is None:
            raise self.absent()
        self.keys.check_version()
        return identity

    def recipient(self) -> str:
        """Return the public key to which entries are encrypted."""
        return self.keys.recipient(self.identity())

    def still_for(self, recipient: str) -> bool:
        """Whether an entry encrypted to ``recipient`` can be read here, now that it is on disk."""
        try:
            return self.recipient() == recipient
        except JournalError:
            return False

    def absent(self) -> JournalError:
        """Return the error that tells that there is no key."""
        if self.shelf.ids() and not self.keys.deletion_marks():
            return MissingKeyError(
                f"Entries are in {self.folder}, but the key that opens them is gone "
                f"({self.keys.folder}). Nothing was changed. Put the key back from a copy, or restore a "
                "backup of this journal. To start a new one, move the folder elsewhere first."
            )
        return NoJournalError(
            f"There is no journal in {self.folder}. Make one first, or put its folder back."
        )

    def install(self, key: Key, secret: Private[str] | None) -> None:
        """Put a key where there is none; not beside entries that it does not open."""
        if self.keys.identity() is not None:
            raise self.present()
        if self.keys.deletion_marks():
            self.finish_deletion()
        ids = self.shelf.ids()
        if ids and not any(key.opened(self.shelf.read(entry_id) or b"") for entry_id in ids):
            raise self.absent()
        self.keys.tidy()
        self.keys.install(key, secret)
        private_part(self.shelf.folder)

    def present(self) -> JournalError:
        """Return the error that tells that there is a journal already."""
        return JournalExistsError(f"There is already a journal in {self.folder}. It was left as it is.")

    def check(self) -> None:
        """Raise a JournalError if there is something here that cannot be used as it is."""
        identity = self.keys.identity()
        if identity is None:
            absent = self.absent()
            if isinstance(absent, MissingKeyError):
                raise absent
            return
        self.keys.check_version()
        if not is_wrapped(identity):
            self.keys.key(identity)

    def open_key(self) -> Key | None:
        """Return the key if it needs no passphrase now, else None."""
        try:
            return self.keys.key(self.identity())
        except JournalError:
            return None

    def finish_interrupted_work(self) -> None:
        """Put in order what a crash or a copy left; what cannot be done now is done the next time."""
        with suppress(OSError, JournalError):
            for folder in (self.keys.folder, self.shelf.folder):
                close_to_others(folder)
                tidy(folder)
            if self.keys.deletion_marks():
                with alone(self.folder):
                    if self.keys.identity() is None:
                        self.finish_deletion()
                        remove_lock(self.folder)

    def finish_deletion(self) -> None:
        """Delete what is left of a journal whose key is deleted."""
        self.shelf.clear()
        self.keys.remove_deletion_marks()


def _refused(name: str) -> str:
    return f"The system refused to read {name}. Make sure that you may read the file, and try again."
