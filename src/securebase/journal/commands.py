"""`securebase journal` in a terminal: what each command asks, does and says."""

from __future__ import annotations

import getpass
import os
import sys
from typing import TYPE_CHECKING

from securebase.journal.archive import LARGEST_BACKUP
from securebase.journal.disk import save_new
from securebase.journal.errors import BackupError, JournalError, StorageError, UnsuitablePassphraseError
from securebase.journal.journal import Journal
from securebase.journal.private import Private

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable
    from pathlib import Path

_STATES = {
    "none": "There is no journal here yet. The first lesson makes it, when you want one.",
    "open": "It has no passphrase: anyone who can use this account can read it.",
    "locked": "It has a passphrase and is locked.",
    "unlocked": "It has a passphrase and is unlocked in this JupyterLab session.",
}


def run(given: argparse.Namespace) -> int:
    """Run one command of `securebase journal`; return 0 if it was done and 1 if it could not be."""
    try:
        _COMMANDS[given.step](Journal(), given)
    except JournalError as error:
        print(error, file=sys.stderr)
        return 1
    except EOFError:
        print("\nNothing was typed, so nothing was done.", file=sys.stderr)
        return 1
    return 0


def _list(journal: Journal, _: argparse.Namespace) -> None:
    _unlock(journal)
    reading = journal.read()
    for entry in reading.entries:
        print(f"{entry.at:%Y-%m-%d %H:%M}  {entry.id}  {_printable(entry.prompt)}")
    for fault in reading.unreadable:
        print(fault.sentence)
    print(_counted(len(reading.entries)))


def _export(journal: Journal, given: argparse.Namespace) -> None:
    _check_free(given.file)
    _unlock(journal)
    text = Private((journal.as_html() if given.html else journal.as_markdown()).encode())
    _write(given.file, text)
    print(f"Your journal is in {given.file}. It is not encrypted: anyone who has the file can read it.")


def _backup(journal: Journal, given: argparse.Namespace) -> None:
    _check_free(given.file)
    if journal.state == "open":
        print("Your journal has no passphrase. A backup always has one, since it may leave this computer.")
        passphrase = _new_passphrase("A passphrase for this backup: ")
    else:
        passphrase = _asked("Your journal's passphrase: ")
    _write(given.file, Private(journal.backup(passphrase)))
    print(f"{_counted(journal.count())} The backup is in {given.file}. Only that passphrase opens it.")


def _restore(journal: Journal, given: argparse.Namespace) -> None:
    data = _content(given.file)
    done = journal.restore(data, _asked("The backup's passphrase: "))
    for fault in done.unreadable:
        print(fault.sentence)
    print(f"Added: {done.added}. Already here: {done.already_there}. Not readable: {len(done.unreadable)}.")


def _passphrase(journal: Journal, _: argparse.Namespace) -> None:
    has_one = journal.state in {"locked", "unlocked"}
    old = _asked("Your passphrase: ") if has_one else None
    if old is not None:
        journal.unlock(old)
    print(
        "Without a passphrase, anyone who can use this account can read your journal. Press Enter for none."
    )
    typed = _new_passphrase("The new passphrase: ")
    new = typed if typed.reveal() else None
    journal.change_passphrase(old, new)
    print(f"Your journal {'has no passphrase now' if new is None else 'opens with the new passphrase now'}.")
    print("Backups and copies made earlier still open with the old one.")


def _delete(journal: Journal, given: argparse.Namespace) -> None:
    if not given.all:
        journal.delete(given.id)
        print("The entry is deleted.")
        return
    count = journal.count()
    if journal.state != "none" and not _agreed(journal, count):
        print("Nothing was deleted.")
        return
    journal.delete_all(count)
    print("Your journal is deleted; its key went first.")


def _where(journal: Journal, _: argparse.Namespace) -> None:
    print(journal.folder)
    print(_STATES[journal.state])
    if journal.state != "none":
        print(_counted(journal.count()))


_COMMANDS: dict[str, Callable[[Journal, argparse.Namespace], None]] = {
    "list": _list,
    "export": _export,
    "backup": _backup,
    "restore": _restore,
    "passphrase": _passphrase,
    "delete": _delete,
    "where": _where,
}


def _unlock(journal: Journal) -> None:
    if journal.state == "locked":
        journal.unlock(_asked("Your passphrase: "))


def _asked(question: str) -> Private[str]:
    return Private(getpass.getpass(question))


def _new_passphrase(question: str) -> Private[str]:
    first = _asked(question)
    if first.reveal() and first.reveal() != _asked("The same again: ").reveal():
        raise UnsuitablePassphraseError("The two passphrases differ. Nothing was changed. Try again.")
    return first


def _agreed(journal: Journal, count: int) -> bool:
    print(f"This deletes the journal in {journal.folder} for good. {_counted(count)}")
    return input(f"To delete, type the number of entries ({count}): ").strip() == str(count)


def _printable(text: str) -> str:
    """Return text without characters that would steer the terminal; a foreign backup may hold some."""
    return "".join(letter if letter.isprintable() else "\ufffd" for letter in " ".join(text.split()))


def _counted(count: int) -> str:
    return "There is 1 entry." if count == 1 else f"There are {count} entries."


def _check_free(file: Path) -> None:
    if os.path.lexists(file):
        raise StorageError(f"{file} already exists and was left as it is. Give a name that is not taken.")


def _write(file: Path, data: Private[bytes]) -> None:
    fault = "it already exists and was left as it is. Give a name that is not taken"
    try:
        save_new(file.absolute().parent, file.name, data)
    except FileExistsError:
        pass
    except OSError as error:
        fault = f"{error.strerror}. Give a place where you may write and where there is space"
    else:
        return
    raise StorageError(f"{file} was not written: {fault}.")


def _content(file: Path) -> bytes:
    try:
        if file.stat().st_size <= LARGEST_BACKUP:
            return file.read_bytes()
        fault = "it is larger than any backup"
    except OSError as error:
        fault = f"{error.strerror}"
    raise BackupError(
        f"{file} cannot be read: {fault}. Give the file that `securebase journal backup` wrote."
    )
