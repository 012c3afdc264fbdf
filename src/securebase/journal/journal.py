"""The journal: one folder, one key, one encrypted file for each entry."""

from __future__ import annotations

import os
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Literal

import platformdirs

from securebase.journal import session
from securebase.journal.archive import packed, unpacked
from securebase.journal.cabinet import Cabinet
from securebase.journal.disk import alone, in_words, private_folder, remove_lock
from securebase.journal.entries import Entry, Kept, Unreadable, Value, encoded, is_id, next_id
from securebase.journal.errors import (
    CountChangedError,
    NoSuchEntryError,
    StorageError,
)
from securebase.journal.export import markdown, page
from securebase.journal.keyring import check_old, is_wrapped, label
from securebase.journal.keys import Key, sealed, suitable
from securebase.journal.private import Private, hidden, hidden_or_none
from securebase.journal.restoring import Restored, restore_into

VARIABLE = "SECUREBASE_JOURNAL"
State = Literal["none", "open", "locked", "unlocked"]


@dataclass(frozen=True)
class Reading:
    """What was read: the entries in the order of writing, and the files that could not be read."""

    entries: tuple[Entry, ...]
    unreadable: tuple[Unreadable, ...]


class Journal:
    """A learner's private journal.

    Every method that fails raises a :class:`JournalError`, whose message is one plain sentence or two: what
    happened, and what to do. It never holds an entry's words or a passphrase. Passphrases and values may be
    given in a :class:`Private` wrapper, so that they do not stand in the open in the caller's frame either.

    Parameters
    ----------
    folder
        Where the journal is; by default what the variable ``SECUREBASE_JOURNAL`` says, else a folder of this
        account's user data.
    """

    def __init__(self, folder: Path | str | None = None) -> None:
        self.folder = default_folder() if folder is None else Path(folder).expanduser().absolute()
        self._cabinet = Cabinet(self.folder)
        self._tidied = False

    def __repr__(self) -> str:
        return f"Journal({str(self.folder)!r})"

    @property
    def state(self) -> State:
        """Return "none" (no journal yet), "open" (without a passphrase), "locked" or "unlocked"."""
        self._tidy()
        identity = self._cabinet.keys.identity()
        if identity is None:
            return "none"
        if not is_wrapped(identity):
            return "open"
        return "unlocked" if session.remembers(label(identity)) else "locked"

    @property
    def unlocked_for(self) -> Literal["session", "kernel"]:
        """Whether unlocking serves every notebook of this JupyterLab session, or this notebook only."""
        return session.reach()

    def check(self) -> None:
        """Raise the JournalError that stands in the way of every use, if one does.

        Raises
        ------
        MissingKeyError, DamagedKeyError, NewerJournalError, StorageError
            If entries are here without their key, or the key is damaged, of a newer version, or refused.
        """
        self._cabinet.check()

    def count(self) -> int:
        """Return the number of entries, readable or not; this needs no passphrase."""
        return len(self._cabinet.shelf.ids())

    def create(self, passphrase: str | Private[str] | None) -> None:
        """Make the journal and its key; None means that it has no passphrase. It is then unlocked.

        Raises
        ------
        JournalExistsError
            If there is one already, also if another process made it at this moment; it stays as it is.
        MissingKeyError
            If entries are here whose key is gone.
        """
        passphrase = hidden_or_none(passphrase)
        secret = None if passphrase is None else suitable(passphrase)
        if self._cabinet.keys.identity() is not None:
            raise self._cabinet.present()
        with in_words("The journal could not be made", self.folder):
            private_folder(self.folder)
            with alone(self.folder):
                self._cabinet.install(Key.new(), secret)

    def write(self, prompt_id: str, prompt: str, value: Value | Private[Value], *, kind: str) -> Kept:
        """Keep an answer; when this returns, it is on disk. It needs no unlocking.

        Parameters
        ----------
        prompt_id, prompt
            The id and the words of the prompt.
        value
            Text, a finite number, a list of texts, or a table of texts and numbers.
        kind
            What kind of prompt it was, in one word.

        Returns
        -------
        Kept
            The entry's id and its moment in local time.

        Raises
        ------
        StorageError
            If it could not be kept: disk full, folder not writable or gone. Nothing else has changed then.
        NoJournalError, MissingKeyError, DamagedKeyError, NewerJournalError, UnsuitableValueError
            If there is nothing to keep it in, or nothing that can be kept.
        """
        value = hidden(value)
        recipient = self._cabinet.recipient()
        self._tidy()
        at = datetime.now().astimezone()
        kept = Kept(next_id(self._cabinet.shelf.ids(), at), at)
        self._cabinet.shelf.save(kept.id, sealed(encoded(kept, prompt_id, prompt, kind, value), recipient))
        if not self._cabinet.still_for(recipient):
            self._cabinet.shelf.delete(kept.id)
            raise StorageError(
                f"The entry was not kept: the journal in {self.folder} was deleted or replaced at this very "
                "moment. Save your words somewhere else, and then look at the journal."
            )
        return kept

    def unlock(self, passphrase: str | Private[str]) -> None:
        """Make entries readable until :meth:`lock` or the end of the session (:attr:`unlocked_for`).

        Raises
        ------
        WrongPassphraseError
            If the passphrase is another; nothing changes then.
        """
        passphrase = hidden(passphrase)
        secret = suitable(passphrase)
        identity = self._cabinet.identity()
        if is_wrapped(identity):
            self._cabinet.keys.unlocked(identity, secret)

    def lock(self) -> None:
        """Forget the key, for every notebook of this session."""
        identity = self._cabinet.keys.identity()
        if identity is not None:
            session.forget(label(identity))

    def read(self, prompt_id: str | None = None) -> Reading:
        """Return the entries, in the order of writing, of one prompt or of all.

        Raises
        ------
        LockedError
            If the journal must be unlocked first.
        """
        key = self._cabinet.keys.key(self._cabinet.identity())
        found = [
            one
            for entry_id in self._cabinet.shelf.ids()
            if (one := self._cabinet.one(entry_id, key)) is not None
        ]
        return Reading(
            tuple(one for one in found if isinstance(one, Entry) and prompt_id in {None, one.prompt_id}),
            tuple(one for one in found if isinstance(one, Unreadable)),
        )

    def delete(self, entry_id: str) -> None:
        """Delete one entry for good.

        Raises
        ------
        NoSuchEntryError
            If there is none of this id.
        """
        if not is_id(entry_id) or not self._cabinet.shelf.delete(entry_id):
            raise NoSuchEntryError(
                "No entry has the id that was given. `securebase journal list` shows them all."
            )

    def delete_all(self, expected_count: int) -> None:
        """Delete the journal for good, the key first, so that no entry can be read from then on.

        Parameters
        ----------
        expected_count
            How many entries the learner was told there are.

        Raises
        ------
        CountChangedError
            If there is another number by now; nothing is deleted then.
        """
        if self._cabinet.keys.identity() is None and not self._cabinet.keys.deletion_marks():
            raise self._cabinet.absent()
        with in_words("The journal was not deleted completely", self.folder), alone(self.folder):
            if self._cabinet.keys.identity() is not None:
                count = self.count()
                if count != expected_count:
                    raise CountChangedError(
                        f"The journal now holds {count} entries, not {expected_count}. Nothing was deleted. "
                        "Look again, then decide."
                    )
                self._cabinet.keys.discard()
            self._cabinet.finish_deletion()
            remove_lock(self.folder)
        with suppress(OSError):
            self.folder.rmdir()

    def change_passphrase(self, old: str | Private[str] | None, new: str | Private[str] | None) -> None:
        """Put another passphrase around the key, or none; the journal is then unlocked.

        Copies made before (of the folder, or by the disk itself) still open with the old one.

        Parameters
        ----------
        old
            The passphrase, or None if the journal has none.
        new
            The new one, or None for none.

        Raises
        ------
        WrongPassphraseError
            If ``old`` is not the passphrase; it still holds then.
        """
        old, new = hidden_or_none(old), hidden_or_none(new)
        before = None if old is None else suitable(old)
        after = None if new is None else suitable(new)
        self._cabinet.identity()
        with in_words("The passphrase was not changed", self.folder), alone(self.folder):
            identity = self._cabinet.identity()
            check_old(identity, before)
            key = (
                self._cabinet.keys.key(identity)
                if before is None
                else self._cabinet.keys.opened(identity, before)
            )
            self._cabinet.keys.change(identity, key, after)

    def backup(self, passphrase: str | Private[str]) -> bytes:
        """Return the whole journal as one age file that opens with a passphrase alone, on any computer.

        Parameters
        ----------
        passphrase
            The journal's own if it has one, so that there is only one to remember, and nobody leaves with
            a backup that they cannot open. For a journal without one: a passphrase for this backup.

        Raises
        ------
        WrongPassphraseError
            If the journal has another passphrase.
        """
        passphrase = hidden(passphrase)
        secret = suitable(passphrase)
        identity = self._cabinet.identity()
        key = (
            self._cabinet.keys.opened(identity, secret)
            if is_wrapped(identity)
            else self._cabinet.keys.key(identity)
        )
        return packed(key, self._cabinet.files(), secret)

    def restore(self, data: bytes, passphrase: str | Private[str]) -> Restored:
        """Add a backup's entries to this journal; what is here stays as it is.

        Where there is no journal, one is made with the backup's key, with the same passphrase.

        Parameters
        ----------
        data
            What :meth:`backup` returned.
        passphrase
            The passphrase of the backup.

        Raises
        ------
        BackupError, WrongPassphraseError
            If the backup cannot be opened, or holds anything strange; nothing changes then.
        StorageError
            If the disk refuses on the way; doing it again adds what is missing.
        """
        passphrase = hidden(passphrase)
        secret = suitable(passphrase)
        archive = unpacked(data, secret)
        with in_words("The backup was not restored", self.folder):
            if self._cabinet.keys.identity() is None:
                private_folder(self.folder)
            # Nobody deletes the journal meanwhile: entries without their key would be left.
            with alone(self.folder):
                if self._cabinet.keys.identity() is None:
                    self._cabinet.install(archive.key, secret)
                recipient, own = self._cabinet.recipient(), self._cabinet.open_key()
                return restore_into(self._cabinet.shelf, archive, recipient, own)

    def _tidy(self) -> None:
        if not self._tidied:
            self._tidied = True
            self._cabinet.finish_interrupted_work()

    def as_markdown(self) -> str:
        """Return the whole journey as Markdown; needs the journal unlocked."""
        reading = self.read()
        return markdown(reading.entries, reading.unreadable)

    def as_html(self) -> str:
        """Return the whole journey as one HTML page that loads nothing; needs the journal unlocked."""
        reading = self.read()
        return page(reading.entries, reading.unreadable)


def default_folder() -> Path:
    """Return where this account's journal is, whether it is there yet or not."""
    given = os.environ.get(VARIABLE)
    if given:
        return Path(given).expanduser().absolute()
    return platformdirs.user_data_path("Secure Base", appauthor=False) / "journal"
