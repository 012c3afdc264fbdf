"""The folder ``entries`` of a journal: one age file for each entry, named by its id."""

from __future__ import annotations

import secrets
from contextlib import suppress
from typing import TYPE_CHECKING

from securebase.journal.disk import in_words, private_part, save_new, sync_folder, tidy
from securebase.journal.entries import SUFFIX, is_id
from securebase.journal.private import Private

if TYPE_CHECKING:
    from pathlib import Path

_DAMAGED = ".damaged-"


class Shelf:
    """The entries' files of the journal in ``root``; what is in them is none of its business."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self.folder = root / "entries"

    def ids(self) -> list[str]:
        """Return the ids of all entries in the order in which they were written."""
        with in_words("The journal could not be read", self._root):
            try:
                names = [path.name for path in self.folder.iterdir()]
            except FileNotFoundError:
                return []
        found = (name.removesuffix(SUFFIX) for name in names if name.endswith(SUFFIX))
        return sorted(entry_id for entry_id in found if is_id(entry_id))

    def read(self, entry_id: str) -> bytes | None:
        """Return an entry's file, or None if it was deleted meanwhile or the system refuses it."""
        try:
            return self._path(entry_id).read_bytes()
        except OSError:
            return None

    def has(self, entry_id: str) -> bool:
        """Whether an entry's file is there."""
        return self._path(entry_id).exists()

    def save(self, entry_id: str, data: bytes) -> None:
        """Write an entry's file; when this returns, it is on disk."""
        with in_words("The entry was not kept", self._root):
            private_part(self.folder)
            save_new(self.folder, entry_id + SUFFIX, Private(data))

    def delete(self, entry_id: str) -> bool:
        """Delete an entry's file and say whether it was there."""
        with in_words("The entry was not deleted", self._root):
            try:
                self._path(entry_id).unlink()
            except FileNotFoundError:
                return False
            sync_folder(self.folder)
        return True

    def set_aside(self, entry_id: str) -> None:
        """Give a damaged file another name, so that the whole entry can take its place."""
        with in_words("A damaged entry was not repaired", self._root):
            path = self._path(entry_id)
            path.rename(path.with_name(f"{path.name}{_DAMAGED}{secrets.token_hex(4)}"))

    def clear(self) -> None:
        """Delete everything that the journal ever put here, and the folder if nothing else is in it."""
        if not self.folder.exists():
            return
        tidy(self.folder)
        for path in self.folder.iterdir():
            entry_id, found, rest = path.name.partition(SUFFIX)
            if found and is_id(entry_id) and (not rest or rest.startswith(_DAMAGED)):
                path.unlink()
        sync_folder(self.folder)
        with suppress(OSError):
            self.folder.rmdir()

    def _path(self, entry_id: str) -> Path:
        return self.folder / (entry_id + SUFFIX)
