"""A backup: one age file that opens with a passphrase; inside, a zip of the key and of the entries' files."""

from __future__ import annotations

import io
import stat
import zipfile
from dataclasses import dataclass
from typing import TYPE_CHECKING

from securebase.journal.entries import SUFFIX, is_id
from securebase.journal.errors import BackupError, DamagedKeyError
from securebase.journal.keys import AGE, Key, unwrapped, wrapped
from securebase.journal.private import Private

if TYPE_CHECKING:
    from collections.abc import Mapping

LARGEST_BACKUP = 2**29
_ROOM = 1024  # bytes, more than a zip and age add to each file
_ENTRIES = "entries/"
_README = b"""A backup of a Secure Base journal.

identity   the secret key: whoever has it can read the entries
entries/   one file for each entry, in the standard age format

Secure Base reads the backup itself: securebase journal restore FILE
Without it, the program age (age-encryption.org) opens an entry:

    age -d -i identity entries/NAME.age

What comes out is JSON: when it was written, the prompt, and what you wrote.
Delete the unpacked files when you have read them; they are no longer protected.
"""


@dataclass(frozen=True)
class Archive:
    """What a backup holds: the key of its journal, and the age file of each entry by id."""

    key: Key
    entries: Mapping[str, bytes]


def packed(key: Key, entries: Mapping[str, bytes], passphrase: Private[str]) -> bytes:
    """Return a backup that opens with ``passphrase``.

    Raises
    ------
    BackupError
        If it would be too large to be brought back.
    """
    if sum(map(len, entries.values())) > LARGEST_BACKUP - _ROOM * (len(entries) + 1):
        raise BackupError(
            "The journal is too large for one backup file. Copy its whole folder to a safe place instead: "
            "the copy opens as the journal does."
        )
    return wrapped(_zipped(key, entries), passphrase)


def unpacked(data: bytes, passphrase: Private[str]) -> Archive:
    """Return what a backup holds, in memory; nothing is written anywhere.

    Raises
    ------
    BackupError
        If the file is no backup, or damaged, or holds anything that a backup does not hold.
    WrongPassphraseError
        If the passphrase is another.
    """
    if not data.startswith(AGE):
        raise BackupError(
            "This file is not a backup of a journal. Nothing was changed. "
            "Choose a file made by `securebase journal backup` or in the journal's panel."
        )
    if len(data) > LARGEST_BACKUP:
        raise BackupError("This file is larger than any backup of a journal. Nothing was changed.")
    try:
        text = unwrapped(data, passphrase, "the backup")
    except DamagedKeyError as error:
        fault = str(error)
    else:
        return _checked(_unzipped(text))
    raise BackupError(fault)


def _zipped(key: Key, entries: Mapping[str, bytes]) -> Private[bytes]:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as archive:
        _add(archive, "README.txt", _README)
        _add(archive, "identity", key.text().reveal())
        for entry_id, data in entries.items():
            _add(archive, f"{_ENTRIES}{entry_id}{SUFFIX}", data)
    return Private(buffer.getvalue())


def _add(archive: zipfile.ZipFile, name: str, data: bytes) -> None:
    member = zipfile.ZipInfo(name)
    member.external_attr = (stat.S_IFREG | 0o600) << 16
    archive.writestr(member, data)


def _unzipped(text: Private[bytes]) -> dict[str, Private[bytes]] | str:
    """Return the files of a zip by name, or a word on what is wrong with it."""
    try:
        with zipfile.ZipFile(io.BytesIO(text.reveal())) as archive:
            members = archive.infolist()
            fault = _fault(members, len(text.reveal()))
            return fault or {member.filename: Private(archive.read(member)) for member in members}
    except Exception:  # noqa: BLE001  # a damaged or hostile archive makes zipfile raise errors of many kinds
        return "it is damaged inside"


def _fault(members: list[zipfile.ZipInfo], size: int) -> str | None:
    names = [member.filename for member in members]
    if len(set(names)) < len(names):
        return "two of its files have the same name"
    if any(not _belongs(name) for name in names):
        return "it holds files that are no part of a journal"
    kinds = {stat.S_IFMT(member.external_attr >> 16) for member in members}
    if kinds - {0, stat.S_IFREG} or any(member.compress_type != zipfile.ZIP_STORED for member in members):
        return "it holds something other than plain files"
    # Members that share bytes are how a small archive without compression swells.
    if sum(member.file_size for member in members) > size:
        return "its files are larger than they can be"
    return None


def _belongs(name: str) -> bool:
    entry_id = name.removeprefix(_ENTRIES).removesuffix(SUFFIX)
    return name in {"identity", "README.txt"} or (is_id(entry_id) and name == f"{_ENTRIES}{entry_id}{SUFFIX}")


def _checked(files: dict[str, Private[bytes]] | str) -> Archive:
    key = None if isinstance(files, str) or "identity" not in files else Key.from_text(files["identity"])
    if isinstance(files, str) or key is None:
        fault = files if isinstance(files, str) else "the journal's key is missing from it"
        raise BackupError(f"This file cannot be restored: {fault}. Nothing was changed. Try another backup.")
    entries = {
        name.removeprefix(_ENTRIES).removesuffix(SUFFIX): held.reveal()
        for name, held in files.items()
        if name.startswith(_ENTRIES)
    }
    return Archive(key, entries)
