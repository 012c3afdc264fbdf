"""Journals and a backup that an earlier version wrote are read, and written on."""

from __future__ import annotations

from earlier_version import unpack_earlier_version

from securebase.journal import Journal


def words(journal):
    return [entry.value for entry in journal.read().entries]


def test_a_locked_journal_opens_with_its_passphrase_and_takes_a_new_entry(tmp_path, passphrase):
    journal = Journal(unpack_earlier_version(tmp_path) / "journal")
    assert journal.state == "locked"
    journal.write("01-bond", "Who was there?", "A teacher.", kind="text")
    journal.unlock(passphrase)
    assert words(journal) == ["My grandmother, always.", 5, "A teacher."]


def test_an_open_journal_is_read(tmp_path):
    assert words(Journal(unpack_earlier_version(tmp_path) / "open-journal")) == ["A neighbour."]


def test_a_backup_is_restored(tmp_path, passphrase):
    journal = Journal(tmp_path / "new")
    journal.create(None)
    journal.restore((unpack_earlier_version(tmp_path) / "journal-backup.age").read_bytes(), passphrase)
    assert words(journal) == ["My grandmother, always.", 5]
