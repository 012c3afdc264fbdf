"""Bringing the entries of a backup into a journal: adding what is missing, overwriting nothing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from securebase.journal.entries import SUFFIX, Unreadable, parsed
from securebase.journal.errors import JournalError, StorageError
from securebase.journal.keys import sealed

if TYPE_CHECKING:
    from securebase.journal.archive import Archive
    from securebase.journal.keys import Key
    from securebase.journal.shelf import Shelf


@dataclass(frozen=True)
class Restored:
    """What a restore did: entries added, entries that were there already, and what could not be read."""

    added: int
    already_there: int
    unreadable: tuple[Unreadable, ...]


def restore_into(shelf: Shelf, archive: Archive, recipient: str) -> Restored:
    """Add the entries of a backup that are not there yet, encrypted to the journal's own key.

    Raises
    ------
    StorageError
        If the disk refuses; the entries added until then stay, and running it again adds the others.
    """
    added = 0
    unreadable = []
    for entry_id, data in archive.entries.items():
        try:
            done = _restore_one(shelf, archive.key, recipient, entry_id, data)
        except JournalError as error:
            fault = str(error)
            break
        if isinstance(done, Unreadable):
            unreadable.append(done)
        else:
            added += done
    else:
        return Restored(added, len(archive.entries) - added - len(unreadable), tuple(unreadable))
    raise StorageError(
        f"{fault} {added} of {len(archive.entries)} entries were restored; doing it again adds the others."
    )


def _restore_one(shelf: Shelf, key: Key, recipient: str, entry_id: str, data: bytes) -> bool | Unreadable:
    text = key.opened(data)
    if text is None:
        name = entry_id + SUFFIX
        return Unreadable(
            name, f"{name} is damaged in this backup. An older backup may hold the whole entry."
        )
    found = parsed(entry_id, text)
    if isinstance(found, Unreadable):
        return found
    same_key = key.recipient == recipient
    if shelf.has(entry_id):
        if not same_key or key.opened(shelf.read(entry_id) or b"") is not None:
            return False
        shelf.set_aside(entry_id)
    shelf.save(entry_id, data if same_key else sealed(text, recipient))
    return True
