"""Backups: out of one journal, and into another."""

from __future__ import annotations

import io
import shutil
import subprocess
import threading
import zipfile

import pyrage
import pytest
from backups import ENTRY, enclosed, snapshot, zipped

from securebase.journal import Journal, Private, archive, session
from securebase.journal.errors import (
    BackupError,
    CountChangedError,
    MissingKeyError,
    StorageError,
    UnsuitablePassphraseError,
    WrongPassphraseError,
)
from securebase.journal.keys import Key
from securebase.journal.shelf import Shelf


def test_a_backup_opens_on_another_computer_with_the_passphrase_alone(tmp_path, sealed, passphrase):
    other = Journal(tmp_path / "other")
    done = other.restore(sealed[2], passphrase)
    assert (done.added, done.already_there, done.unreadable) == (2, 0, ())
    assert other.state == "unlocked"
    other.lock()
    other.unlock(passphrase)
    assert [entry.value for entry in other.read().entries] == ["My grandmother, always.", 5]
    other.write("01-x", "A prompt", "words", kind="text")
    assert len(other.read().entries) == 3


def test_a_backup_is_an_age_file_with_a_zip_that_needs_no_code_of_ours(sealed, inside, tmp_path):
    with zipfile.ZipFile(io.BytesIO(inside)) as held:
        assert held.testzip() is None
        held.extractall(tmp_path)
    assert "age -d -i identity entries/NAME.age" in (tmp_path / "README.txt").read_text()
    identity = pyrage.x25519.Identity.from_str((tmp_path / "identity").read_text().splitlines()[-1])
    first = min((tmp_path / "entries").iterdir())
    assert b"My grandmother, always." in pyrage.decrypt(first.read_bytes(), [identity])
    assert b"entries" not in sealed[2]


@pytest.mark.skipif(shutil.which("age") is None, reason="the program age is not installed here")
def test_the_program_age_opens_an_entry_with_the_unpacked_key(inside, tmp_path):
    with zipfile.ZipFile(io.BytesIO(inside)) as held:
        held.extractall(tmp_path)
    first = min((tmp_path / "entries").iterdir())
    said = subprocess.run(
        ["age", "-d", "-i", tmp_path / "identity", first], capture_output=True, check=True, text=True
    )
    assert "My grandmother, always." in said.stdout


@pytest.mark.usefixtures("desk")
def test_a_backup_merges_into_a_journal_with_another_key(journal, sealed, passphrase):
    own = journal.write("01-x", "A prompt", "my own words", kind="text")
    before = snapshot(journal.folder)
    first = journal.restore(sealed[2], passphrase)
    again = journal.restore(sealed[2], passphrase)
    assert (first.added, first.already_there) == (2, 0)
    assert (again.added, again.already_there) == (0, 2)
    reading = journal.read()
    assert [entry.value for entry in reading.entries] == ["My grandmother, always.", 5, "my own words"]
    assert reading.unreadable == ()
    assert reading.entries[-1].id == own.id
    assert before.items() <= snapshot(journal.folder).items()
    assert journal.state == "open"


@pytest.mark.usefixtures("desk")
def test_a_restore_mends_a_damaged_entry_and_keeps_the_damaged_file(unlocked, sealed, passphrase):
    first, second = sorted((unlocked.folder / "entries").iterdir())
    first.write_bytes(first.read_bytes()[:100])
    untouched = second.read_bytes()
    done = unlocked.restore(sealed[2], passphrase)
    assert (done.added, done.already_there) == (1, 1)
    assert [entry.value for entry in unlocked.read().entries] == ["My grandmother, always.", 5]
    assert second.read_bytes() == untouched
    assert len(list((unlocked.folder / "entries").glob("*.damaged-*"))) == 1


@pytest.mark.usefixtures("desk")
def test_a_restore_mends_a_damaged_entry_that_came_from_another_journal_while_this_one_is_open(
    journal, sealed, passphrase
):
    journal.restore(sealed[2], passphrase)
    first = min((journal.folder / "entries").iterdir())
    first.write_bytes(first.read_bytes()[:100])
    (fault,) = journal.read().unreadable
    assert "restoring it brings the entry back" in fault.sentence
    done = journal.restore(sealed[2], passphrase)
    assert (done.added, done.already_there) == (1, 1)
    assert journal.read().unreadable == ()


def test_an_entry_that_newer_software_wrote_is_brought_back_and_waits(journal, desk):
    key = Key.new()
    recipient = pyrage.x25519.Recipient.from_str(key.recipient)
    newer = pyrage.encrypt(b'{"format": "Secure Base journal entry", "version": 2}', [recipient])
    done = journal.restore(
        enclosed(desk, zipped([("identity", key.text().reveal()), (ENTRY, newer)])), "two kind words"
    )
    assert (done.added, done.unreadable) == (1, ())
    (waits,) = journal.read().unreadable
    assert "Update it to read this entry" in waits.sentence


@pytest.mark.usefixtures("desk")
def test_a_restore_brings_a_lost_key_back(unlocked, sealed, passphrase):
    shutil.rmtree(unlocked.folder / "key")
    assert unlocked.restore(sealed[2], passphrase).already_there == 2
    assert len(unlocked.read().entries) == 2


@pytest.mark.usefixtures("desk")
def test_a_backup_of_another_journal_is_not_put_beside_entries_without_a_key(journal, sealed, passphrase):
    journal.write("01-x", "A prompt", "words", kind="text")
    (journal.folder / "key").rename(journal.folder.with_name("elsewhere"))
    before = snapshot(journal.folder)
    with pytest.raises(MissingKeyError):
        journal.restore(sealed[2], passphrase)
    assert snapshot(journal.folder) == before


@pytest.mark.usefixtures("desk")
def test_a_backup_takes_the_journals_own_passphrase_and_no_other(locked):
    with pytest.raises(WrongPassphraseError, match="does not open the journal's key"):
        locked.backup("other words")
    with pytest.raises(UnsuitablePassphraseError):
        locked.backup("")


@pytest.mark.usefixtures("desk")
def test_a_journal_without_a_passphrase_has_a_backup_with_one(journal, tmp_path):
    journal.write("01-x", "A prompt", "words of mine", kind="text")
    backup = journal.backup("for the road")
    assert b"AGE-SECRET-KEY" not in backup
    other = Journal(tmp_path / "other")
    other.restore(backup, "for the road")
    assert other.read().entries == journal.read().entries


@pytest.mark.usefixtures("desk")
def test_a_deletion_waits_for_a_restore_and_leaves_no_entries_without_their_key(
    journal, sealed, passphrase, monkeypatch
):
    done = []
    save = Shelf.save

    def delete():
        try:
            Journal(journal.folder).delete_all(1)
        except CountChangedError:
            done.append("told that there is more now")

    deleting = threading.Thread(target=delete)

    def save_slowly(*given):
        save(*given)
        if deleting.ident is None:
            deleting.start()
            deleting.join(0.5)

    monkeypatch.setattr(Shelf, "save", save_slowly)
    (journal.folder / "mine.txt").write_text("keeps the folder where it is")
    journal.restore(sealed[2], passphrase)
    deleting.join()
    assert done == ["told that there is more now"]
    assert len(journal.read().entries) == 2


def test_a_backup_that_would_miss_an_entry_is_not_made(journal, monkeypatch):
    kept = journal.write("01-x", "A prompt", "words", kind="text")
    monkeypatch.setattr("securebase.journal.shelf.Shelf.read", lambda *_: None)
    with pytest.raises(StorageError, match=f"no backup yet. The system refused to read {kept.id}"):
        journal.backup("for the road")


def test_a_backup_that_could_not_be_brought_back_is_not_made(journal, monkeypatch):
    journal.write("01-x", "A prompt", "words " * 2000, kind="text")
    monkeypatch.setattr(archive, "LARGEST_BACKUP", 10_000)
    with pytest.raises(BackupError, match=r"too large for one backup file\. Copy its whole folder"):
        journal.backup("for the road")


@pytest.mark.usefixtures("desk")
def test_a_restore_on_a_failing_disk_says_how_far_it_came_and_goes_on_later(
    journal, sealed, passphrase, crew
):
    step, reached, done = 0, ["one"], None
    while reached:
        step += 1
        copy = journal.folder.with_name(f"copy{step}")
        shutil.copytree(journal.folder, copy)
        partial = Journal(copy)
        with crew.at_step(step, crew.refuse(28)) as reached:
            said = crew.refusal(lambda: partial.restore(sealed[2], passphrase))  # noqa: B023  # called at once
        if said is not None:
            assert "is full" in said
            begun = f"{partial.count()} of 2 entries were restored" in said
            assert begun or (partial.count() == 0 and "The backup was not restored" in said)
        assert partial.read().unreadable == ()
        done = partial.restore(sealed[2], passphrase)
        assert done.added + done.already_there == 2
        assert [entry.value for entry in partial.read().entries] == ["My grandmother, always.", 5]
    assert step > 10


@pytest.mark.usefixtures("desk")
def test_a_restored_journal_stays_locked_elsewhere(tmp_path, sealed, passphrase, monkeypatch):
    other = Journal(tmp_path / "other")
    other.restore(sealed[2], Private(passphrase))
    monkeypatch.setattr(session, "_held", {})
    assert other.state == "locked"
