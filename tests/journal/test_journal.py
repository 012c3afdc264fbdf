"""The journal as one who keeps it meets it: making, keeping, reading, locking, deleting."""

from __future__ import annotations

import json
import os
import re
import shutil
import stat
import sys
from pathlib import Path

import pyrage
import pytest

from securebase.journal import Journal, JournalError
from securebase.journal.errors import (
    CountChangedError,
    DamagedKeyError,
    JournalExistsError,
    LockedError,
    MissingKeyError,
    NewerJournalError,
    NoJournalError,
    NoSuchEntryError,
    WrongPassphraseError,
)


def entry_files(journal):
    return sorted((journal.folder / "entries").iterdir())


def public_key(journal):
    return (journal.folder / "key" / "recipient.txt").read_text().split()[-1]


def opened(journal, kept):
    secret = (journal.folder / "key" / "identity").read_text().splitlines()[-1]
    data = (journal.folder / "entries" / f"{kept.id}.age").read_bytes()
    return pyrage.decrypt(data, [pyrage.x25519.Identity.from_str(secret)])


def change_recipient(journal, old, new):
    place = journal.folder / "key" / "recipient.txt"
    place.write_text(re.sub(old, new, place.read_text()))


def test_the_journal_is_where_the_variable_says_or_in_the_users_data(monkeypatch, tmp_path):
    monkeypatch.setenv("SECUREBASE_JOURNAL", str(tmp_path / "mine"))
    assert Journal().folder == tmp_path / "mine"
    monkeypatch.delenv("SECUREBASE_JOURNAL")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    assert Journal().folder.parts[-2:] == ("Secure Base", "journal")
    assert not Journal().folder.exists()


def test_from_first_use_to_reading_with_a_passphrase(tmp_path, locked, passphrase):
    assert Journal(tmp_path / "elsewhere").state == "none"
    assert locked.state == "locked"
    kept = locked.write("02-map", "Where are you now?", "Nearer than last year.", kind="text")
    assert locked.state == "locked"
    with pytest.raises(LockedError, match="Unlock it with its passphrase"):
        locked.read()
    with pytest.raises(WrongPassphraseError, match="Nothing was changed"):
        locked.unlock("two unkind words")
    assert locked.state == "locked"
    locked.unlock(passphrase)
    # Another journal object of the same process, as the next prompt of a lesson makes it, is unlocked too.
    again = Journal(locked.folder)
    assert (again.state, again.unlocked_for) == ("unlocked", "kernel")
    reading = again.read()
    assert [entry.value for entry in reading.entries] == [
        "My grandmother, always.",
        5,
        "Nearer than last year.",
    ]
    assert reading.entries[-1].id == kept.id
    assert reading.entries[-1].at == kept.at
    assert kept.at.utcoffset() is not None
    assert [entry.prompt for entry in again.read("01-calm").entries] == ["How calm are you?"]
    again.lock()
    assert locked.state == "locked"


def test_a_stray_half_of_an_emoji_in_a_file_of_other_software_stops_neither_reading_nor_export(journal):
    kept = journal.write("01-x", "A prompt", "words", kind="text")
    entry = json.loads(opened(journal, kept)) | {"value": "half \ud83d", "prompt": "half \ud83d"}
    recipient = pyrage.x25519.Recipient.from_str(public_key(journal))
    (file,) = entry_files(journal)
    file.write_bytes(pyrage.encrypt(json.dumps(entry).encode(), [recipient]))
    (found,) = journal.read().entries
    assert (found.prompt, found.value) == ("half \ufffd", "half \ufffd")
    assert b"half" in journal.as_markdown().encode()
    assert b"half" in journal.as_html().encode()


def test_damaged_swapped_newer_and_foreign_files_are_told_one_by_one_and_the_rest_is_read(journal):
    for name in ("whole", "damaged", "swapped", "swapped too", "newer", "foreign"):
        journal.write("01-x", name, name, kind="text")
    _, damaged, swapped, other, newer, foreign = entry_files(journal)
    damaged.write_bytes(damaged.read_bytes()[:-7])
    held = swapped.read_bytes()
    swapped.write_bytes(other.read_bytes())
    other.write_bytes(held)
    recipient = pyrage.x25519.Recipient.from_str(public_key(journal))
    text = json.dumps({"format": "Secure Base journal entry", "version": 2})
    newer.write_bytes(pyrage.encrypt(text.encode(), [recipient]))
    foreign.write_bytes(pyrage.encrypt(b"{}", [pyrage.x25519.Identity.generate().to_public()]))
    (journal.folder / "entries" / "notes.txt").write_text("somebody else's")

    reading = journal.read()
    assert [entry.value for entry in reading.entries] == ["whole"]
    assert [fault.name for fault in reading.unreadable] == [
        path.name for path in (damaged, swapped, other, newer, foreign)
    ]
    said = [fault.sentence for fault in reading.unreadable]
    assert "is damaged" in said[0]
    assert f"Rename it to {other.name}" in said[1]
    assert "newer version" in said[3]
    assert "another journal's key" in said[4]
    assert len(journal.read("01-y").unreadable) == 5


def test_a_journal_of_a_newer_version_is_told_and_left_alone(journal):
    journal.write("01-x", "A prompt", "words", kind="text")
    change_recipient(journal, "version 1", "version 7")
    before = {path: path.read_bytes() for path in journal.folder.rglob("*") if path.is_file()}
    for work in (
        journal.read,
        lambda: journal.write("01-x", "A prompt", "more", kind="text"),
        lambda: journal.change_passphrase(None, "new words"),
        lambda: journal.backup("new words"),
        lambda: journal.unlock("new words"),
    ):
        with pytest.raises(NewerJournalError, match="its format is 7"):
            work()
    assert {path: path.read_bytes() for path in journal.folder.rglob("*") if path.is_file()} == before


def test_without_a_journal_each_command_says_so(tmp_path):
    journal = Journal(tmp_path / "journal")
    for work in (
        journal.read,
        lambda: journal.write("01-x", "A prompt", "words", kind="text"),
        lambda: journal.unlock("words"),
        lambda: journal.change_passphrase(None, "words"),
        lambda: journal.delete_all(0),
        lambda: journal.backup("words"),
        journal.as_markdown,
    ):
        with pytest.raises(NoJournalError, match="There is no journal in"):
            work()
    journal.lock()
    assert journal.count() == 0
    assert not journal.folder.exists()


def test_a_second_journal_is_never_made_over_the_first(journal):
    identity = (journal.folder / "key" / "identity").read_bytes()
    with pytest.raises(JournalExistsError, match="It was left as it is"):
        journal.create("other words")
    assert (journal.folder / "key" / "identity").read_bytes() == identity


def test_one_entry_is_deleted_for_good_and_the_others_stay(journal):
    ids = [journal.write("01-x", name, name, kind="text").id for name in "abc"]
    journal.delete(ids[1])
    assert [entry.value for entry in journal.read().entries] == ["a", "c"]
    for unknown in (ids[1], "../key/identity", "", "identity"):
        with pytest.raises(NoSuchEntryError, match="No entry has the id"):
            journal.delete(unknown)
    assert journal.state == "open"


def test_all_is_deleted_only_for_the_number_that_was_agreed_and_nothing_else_with_it(journal):
    journal.write("01-x", "A prompt", "words", kind="text")
    (journal.folder / "entries" / "letter.txt").write_text("put here by the learner")
    with pytest.raises(CountChangedError, match="now holds 1 entries, not 2"):
        journal.delete_all(2)
    assert len(journal.read().entries) == 1
    journal.delete_all(1)
    assert journal.state == "none"
    assert [path.name for path in journal.folder.rglob("*") if path.is_file()] == ["letter.txt"]
    journal.create(None)
    assert journal.read().entries == ()


def test_after_a_deletion_a_copy_of_the_journal_asks_for_its_passphrase(unlocked, tmp_path):
    shutil.copytree(unlocked.folder, tmp_path / "copy")
    unlocked.delete_all(2)
    (tmp_path / "copy").rename(unlocked.folder)
    assert unlocked.state == "locked"


@pytest.mark.skipif(sys.platform == "win32", reason="there the user's folder is private by its access list")
def test_only_this_account_can_open_anything(locked):
    os.umask(0o000)
    try:
        fresh = Journal(locked.folder.with_name("fresh"))
        fresh.create(None)
        fresh.write("01-x", "A prompt", "words", kind="text")
        fresh.change_passphrase(None, None)
        locked.write("01-x", "A prompt", "words", kind="text")
    finally:
        os.umask(0o022)
    for root in (fresh.folder, locked.folder):
        for path in [root, *root.rglob("*")]:
            assert stat.S_IMODE(path.stat().st_mode) == (0o700 if path.is_dir() else 0o600), path


def test_an_entry_opens_with_pyrage_and_json_alone(unlocked, passphrase):
    """No code of ours from here on; the docs give the same with the program `age`."""
    folder = Path(unlocked.folder)
    text = pyrage.passphrase.decrypt((folder / "key" / "identity").read_bytes(), passphrase).decode()
    identity = pyrage.x25519.Identity.from_str(text.splitlines()[-1])
    first = min((folder / "entries").glob("*.age"))
    entry = json.loads(pyrage.decrypt(first.read_bytes(), [identity]))
    assert entry["value"] == "My grandmother, always."
    assert entry["prompt"] == "Who was there?"
    assert first.stem == entry["id"]
    assert (folder / "key" / "recipient.txt").read_text().splitlines()[-1] == str(identity.to_public())


def test_nothing_of_an_entry_stands_in_the_clear(locked):
    locked.write("09-secret-prompt", "An unusual question?", "An unusual answer.", kind="text")
    held = b"".join(path.read_bytes() for path in locked.folder.rglob("*") if path.is_file())
    names = " ".join(path.name for path in locked.folder.rglob("*"))
    for word in ("unusual", "09-secret", "grandmother", "rating"):
        assert word.encode() not in held
        assert word not in names


def test_a_folder_that_was_there_keeps_what_is_in_it_and_its_mode(tmp_path):
    folder = tmp_path / "journal"
    folder.mkdir(mode=0o755)
    (folder / "mine.txt").write_text("mine")
    journal = Journal(folder)
    journal.create(None)
    journal.write("01-x", "A prompt", "words", kind="text")
    journal.delete_all(1)
    assert [path.name for path in folder.iterdir()] == ["mine.txt"]


def test_what_stands_in_the_way_of_every_use_is_told_before_anything_is_asked(journal):
    journal.check()
    Journal(journal.folder.with_name("none")).check()
    journal.write("01-x", "A prompt", "words", kind="text")
    change_recipient(journal, "version 1", "version 7")
    with pytest.raises(NewerJournalError):
        journal.check()
    change_recipient(journal, "version 7", "version 1")
    (journal.folder / "key" / "identity").write_bytes(b"")
    with pytest.raises(DamagedKeyError, match="no entry can be opened"):
        journal.check()
    (journal.folder / "key" / "identity").unlink()
    with pytest.raises(MissingKeyError, match="the key that opens them is gone"):
        journal.check()


def test_every_fault_is_a_journal_error():
    from securebase.journal import errors

    named = [found for name, found in vars(errors).items() if name.endswith("Error")]
    assert len(named) > 10
    assert all(issubclass(found, JournalError) for found in named)
