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


def restore_into(shelf: Shelf, archive: Archive, recipient: str, own: Key | None) -> Restored:
    """Add the entries of a backup that are not there yet, encrypted to the journal's own key.

    Parameters
    ----------
    shelf, archive
        To where, and from what.
    recipient
        The journal's public key.
    own
        Its key, if the journal is open: only then can be seen which of its files are damaged.

    Raises
    ------
    StorageError
        If the disk refuses; the entries added until then stay, and running it again adds the others.
    """
    added = 0
    unreadable = []
    for entry_id in archive.entries:
        try:
            done = _restore_one(shelf, archive, entry_id, recipient, own)
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


def _restore_one(
    shelf: Shelf, archive: Archive, entry_id: str, recipient: str, own: Key | None
) -> bool | Unreadable:
    key, data = archive.key, archive.entries[entry_id]
    text = key.opened(data)
    if text is None:
        name = entry_id + SUFFIX
        return Unreadable(
            name, f"{name} is damaged in this backup. An older backup may hold the whole entry."
        )
    found = parsed(entry_id, text)
    # An entry that newer software wrote is brought back too: once updated, it can be read.
    if isinstance(found, Unreadable) and not found.newer:
        return found
    same_key = key.recipient == recipient
    if shelf.has(entry_id):
        opener = key if same_key else own
        if opener is None or opener.opened(shelf.read(entry_id) or b"") is not None:
            return False
        shelf.set_aside(entry_id)
    shelf.save(entry_id, data if same_key else sealed(text, recipient))
    return True
