"""The folder ``key`` of a journal: ``identity`` (the secret key) and ``recipient.txt`` (its public half).

It is made in one step, by renaming a finished folder, and a passphrase is changed in one step, by replacing
``identity``. At any moment the one or the other is there, whole.
"""

from __future__ import annotations

import hashlib
import re
import secrets
import shutil
from contextlib import suppress
from typing import TYPE_CHECKING

from securebase.journal import session
from securebase.journal.disk import in_words, private_part, replace, save_new, sync_folder, tidy
from securebase.journal.errors import (
    DamagedKeyError,
    JournalExistsError,
    LockedError,
    NewerJournalError,
    WrongPassphraseError,
)
from securebase.journal.keys import AGE, Key, public_key, unwrapped, wrapped
from securebase.journal.private import Private

if TYPE_CHECKING:
    from pathlib import Path

VERSION = 1
_MAKING = ".making-"
_DELETED = ".deleted-"
_VERSION = re.compile(r"^# Secure Base journal, version (\d{1,9})$", re.MULTILINE)
_RECIPIENT = re.compile(r"^age1[0-9a-z]+$", re.MULTILINE)


class Keyring:
    """The key of the journal in ``folder``."""

    def __init__(self, folder: Path) -> None:
        self._root = folder
        self.folder = folder / "key"
        self._identity = self.folder / "identity"
        self._recipient = self.folder / "recipient.txt"

    def identity(self) -> Private[bytes] | None:
        """Return the identity file's text, or None if there is none."""
        with in_words("The journal's key could not be read", self._root):
            try:
                return Private(self._identity.read_bytes())
            except (FileNotFoundError, NotADirectoryError):
                return None

    def check_version(self) -> None:
        """Raise a NewerJournalError if newer software made the journal."""
        found = _VERSION.search(self._recipient_text())
        if found is not None and int(found[1]) > VERSION:
            raise NewerJournalError(
                f"This journal was made by a newer version of Secure Base (its format is {found[1]}, and "
                f"this version knows {VERSION}). Nothing was changed. Update Secure Base to use it."
            )

    def recipient(self, identity: Private[bytes]) -> str:
        """Return the public key to which entries are encrypted."""
        if is_wrapped(identity) and (spelt := self._spelt_recipient()) is not None:
            return spelt
        try:
            return self.key(identity).recipient
        except LockedError:
            pass
        raise DamagedKeyError(
            f"The journal's public key ({self._recipient}) is missing or damaged, so nothing can be added. "
            "Unlock the journal once; that repairs it."
        )

    def key(self, identity: Private[bytes]) -> Key:
        """Return the key if it needs no passphrase or is unlocked; else raise a LockedError."""
        if not is_wrapped(identity):
            return self._valid(identity)
        text = session.recall(label(identity))
        if text is None:
            raise LockedError("The journal is locked. Unlock it with its passphrase to read it.")
        return self._valid(text)

    def unlocked(self, identity: Private[bytes], passphrase: Private[str]) -> Key:
        """Return the key that the passphrase opens, remember it, and mend the public half if need be."""
        key = self.opened(identity, passphrase)
        session.remember(label(identity), key.text())
        if self._spelt_recipient() != key.recipient:
            # On a disk that cannot be written to, the journal can still be read.
            with suppress(OSError):
                replace(self._recipient, _recipient_file(key))
        return key

    def opened(self, identity: Private[bytes], passphrase: Private[str]) -> Key:
        """Return the key that the passphrase opens."""
        return self._valid(unwrapped(identity.reveal(), passphrase, "the journal's key"))

    def install(self, key: Key, passphrase: Private[str] | None) -> None:
        """Put a key where there is none; of two who try at once, one gets a JournalExistsError."""
        identity = _identity_file(key, passphrase)
        making = self._root / f"{_MAKING}{secrets.token_hex(8)}"
        with in_words("The journal could not be made", self._root):
            try:
                private_part(making)
                save_new(making, "identity", identity)
                save_new(making, "recipient.txt", _recipient_file(key))
                self._name(making)
            finally:
                shutil.rmtree(making, ignore_errors=True)
            sync_folder(self._root)
        if is_wrapped(identity):
            session.remember(label(identity), key.text())

    def change(self, identity: Private[bytes], key: Key, passphrase: Private[str] | None) -> None:
        """Put another passphrase, or none, around the key."""
        new = _identity_file(key, passphrase)
        if passphrase is not None and self.opened(new, passphrase).recipient != key.recipient:
            raise DamagedKeyError(
                "The new passphrase could not be set; the old one is still in use. Try again."
            )
        with in_words("The passphrase was not changed", self._root):
            # A crash may have left a copy of the key without a passphrase.
            tidy(self.folder)
            self._exchange(identity, new)
        session.forget(label(identity))
        if is_wrapped(new):
            session.remember(label(new), key.text())

    def discard(self) -> None:
        """Delete the key: first out of its place in one step, then for good."""
        identity = self.identity()
        with in_words("The journal was not deleted", self._root):
            gone = self._root / f"{_DELETED}{secrets.token_hex(8)}"
            self.folder.rename(gone)
            (gone / "identity").unlink(missing_ok=True)
            sync_folder(gone)
            sync_folder(self._root)
        if identity is not None:
            session.forget(label(identity))

    def deletion_marks(self) -> list[Path]:
        """Return what an unfinished deletion left in place of the key."""
        return sorted(self._root.glob(f"{_DELETED}*"))

    def remove_deletion_marks(self) -> None:
        """Remove what a deletion put aside, once everything else is gone."""
        for left in self.deletion_marks():
            shutil.rmtree(left)
        sync_folder(self._root)

    def tidy(self) -> None:
        """Remove what the making of a key left behind; only while holding the journal's lock."""
        for left in self._root.glob(f"{_MAKING}*"):
            shutil.rmtree(left, ignore_errors=True)
        if self.folder.is_dir() and not self._identity.exists():
            shutil.rmtree(self.folder, ignore_errors=True)

    def _exchange(self, old: Private[bytes], new: Private[bytes]) -> None:
        try:
            replace(self._identity, new)
        except OSError:
            # If the last step failed, the new file is there: back to what the error's sentence will say.
            with suppress(OSError):
                replace(self._identity, old)
            if old.reveal() == new.reveal() or self._identity.read_bytes() != new.reveal():
                raise

    def _name(self, making: Path) -> None:
        try:
            making.rename(self.folder)
        except OSError:
            if not self._identity.exists():
                raise
        else:
            return
        raise JournalExistsError(f"There is already a journal in {self._root}. It was left as it is.")

    def _valid(self, text: Private[bytes]) -> Key:
        key = Key.from_text(text)
        if key is None:
            raise DamagedKeyError(
                f"The journal's key ({self._identity}) is damaged, so no entry can be opened. Nothing was "
                "changed. Put the file back from a copy, or restore a backup of the journal."
            )
        return key

    def _recipient_text(self) -> str:
        try:
            return self._recipient.read_bytes()[:4096].decode("ascii", "replace")
        except OSError:
            return ""

    def _spelt_recipient(self) -> str | None:
        found = _RECIPIENT.search(self._recipient_text())
        return found[0] if found is not None and public_key(found[0]) is not None else None


def is_wrapped(identity: Private[bytes]) -> bool:
    """Whether the identity file opens with a passphrase."""
    return identity.reveal().startswith(AGE)


def label(identity: Private[bytes]) -> str:
    """Return the name under which a session remembers the key: another passphrase gives another name."""
    return hashlib.sha256(identity.reveal()).hexdigest()


def check_old(identity: Private[bytes], passphrase: Private[str] | None) -> None:
    """Raise a WrongPassphraseError if a passphrase is given to a journal without one, or the reverse."""
    if is_wrapped(identity) == (passphrase is not None):
        return
    has = (
        "has a passphrase, and none was given"
        if passphrase is None
        else "has no passphrase, and one was given"
    )
    raise WrongPassphraseError(f"The journal {has}. Nothing was changed.")


def _identity_file(key: Key, passphrase: Private[str] | None) -> Private[bytes]:
    return key.text() if passphrase is None else Private(wrapped(key.text(), passphrase))


def _recipient_file(key: Key) -> Private[bytes]:
    return Private(f"# Secure Base journal, version {VERSION}\n{key.recipient}\n".encode("ascii"))
