"""Backups: out of one journal, into another, and whatever somebody may put in their place."""

from __future__ import annotations

import contextlib
import io
import shutil
import stat
import subprocess
import zipfile
from datetime import UTC, datetime

import pyrage
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from securebase.journal import Journal, Private, archive, session
from securebase.journal.entries import next_id
from securebase.journal.errors import (
    BackupError,
    MissingKeyError,
    StorageError,
    UnsuitablePassphraseError,
    WrongPassphraseError,
)
from securebase.journal.keys import Key

ENTRY = "entries/20260301-120000-000000-0123456789abcdef.age"


def enclosed(desk, files):
    """Return a backup of the sealed journal's passphrase with any bytes inside."""
    return desk.wrapped(Private(files), Private("two kind words"))


def zipped(files, kind=stat.S_IFREG, compression=zipfile.ZIP_STORED):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", compression) as made:
        for name, data in files:
            member = zipfile.ZipInfo(name)
            member.external_attr = (kind | 0o600) << 16
            member.compress_type = compression
            made.writestr(member, data)
    return buffer.getvalue()


def snapshot(folder):
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file() and path.name != ".lock"}


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


def test_a_backup_that_would_miss_an_entry_is_not_made(journal, monkeypatch):
    kept = journal.write("01-x", "A prompt", "words", kind="text")
    monkeypatch.setattr("securebase.journal.shelf.Shelf.read", lambda *_: None)
    with pytest.raises(StorageError, match=f"no backup yet. The system refuses to read {kept.id}"):
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
            assert f"{partial.count()} of 2 entries were restored" in said
        assert partial.read().unreadable == ()
        done = partial.restore(sealed[2], passphrase)
        assert done.added + done.already_there == 2
        assert [entry.value for entry in partial.read().entries] == ["My grandmother, always.", 5]
    assert step > 10


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "not a backup"),
        (b"PK\x03\x04 a zip of something", "not a backup"),
        (archive.AGE + b"-> X25519 nothing", "is damaged"),
    ],
)
def test_what_is_no_backup_is_told(journal, data, sentence):
    before = snapshot(journal.folder)
    with pytest.raises(BackupError, match=sentence):
        journal.restore(data, "any words")
    assert snapshot(journal.folder) == before


def test_a_backup_cut_short_or_changed_is_told(journal, sealed, passphrase):
    before = snapshot(journal.folder)
    backup = sealed[2]
    with pytest.raises(BackupError, match="damaged"):
        journal.restore(backup[:-20] + bytes(20), passphrase)
    with pytest.raises(BackupError, match="damaged"):
        journal.restore(backup[:120], passphrase)
    with pytest.raises(WrongPassphraseError, match="does not open the backup"):
        journal.restore(backup, "other words")
    assert snapshot(journal.folder) == before


HOSTILE = {
    "an absolute path": [("/tmp/securebase-evil.age", b"x")],  # noqa: S108  # what a hostile archive may name
    "a path upwards": [("entries/../../evil.age", b"x")],
    "a path upwards in an entry's name": [("entries/../" + ENTRY, b"x")],
    "backslashes": [(ENTRY.replace("/", "\\"), b"x")],
    "a foreign file": [("entries/notes.txt", b"x")],
    "another key's folder": [("key/identity", b"x")],
    "the journal's own hidden files": [("entries/.saving-0123456789abcdef", b"x")],
    "a name in other digits": [(ENTRY.replace("2026", "２０２６"), b"x")],
}


@pytest.mark.parametrize("members", HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_name_in_a_backup_restores_nothing(journal, passphrase, desk, members, tmp_path):
    before = snapshot(tmp_path)
    identity = ("identity", Key.new().text().reveal())
    with pytest.raises(BackupError, match="no part of a journal"):
        journal.restore(enclosed(desk, zipped([identity, *members])), passphrase)
    assert snapshot(tmp_path) == before


def test_links_doubles_bombs_and_missing_keys_in_a_backup_restore_nothing(
    journal, passphrase, desk, tmp_path
):
    before = snapshot(tmp_path)
    key = Key.new()
    identity = ("identity", key.text().reveal())
    entry = (ENTRY, pyrage.encrypt(b"{}", [pyrage.x25519.Recipient.from_str(key.recipient)]))
    with pytest.warns(UserWarning, match="Duplicate name"):
        double = zipped([identity, entry, entry])
    small = zipped([identity, (ENTRY, b"\0" * 100)])
    swollen = small.replace((100).to_bytes(4, "little") * 2, (10**9).to_bytes(4, "little") * 2)
    assert swollen != small
    for hostile, sentence in [
        (zipped([identity, (ENTRY, b"/etc/passwd")], kind=stat.S_IFLNK), "something other than plain files"),
        (zipped([identity, (ENTRY, b"")], kind=stat.S_IFDIR), "something other than plain files"),
        (
            zipped([identity, (ENTRY, b"\0" * 10**7)], compression=zipfile.ZIP_DEFLATED),
            "other than plain files",
        ),
        (double, "two of its files have the same name"),
        (swollen, "larger than they can be"),
        (zipped([entry]), "the journal's key is missing"),
        (zipped([("identity", b"AGE-SECRET-KEY-1NONSENSE"), entry]), "the journal's key is missing"),
        (zipped([identity, entry])[:-9], "damaged inside"),
        (b"no zip at all", "damaged inside"),
    ]:
        with pytest.raises(BackupError, match=sentence):
            journal.restore(enclosed(desk, hostile), passphrase)
        assert snapshot(tmp_path) == before


def test_what_cannot_be_read_in_a_backup_is_told_and_the_rest_is_restored(journal, desk, sealed, inside):
    key = sealed[1]
    with zipfile.ZipFile(io.BytesIO(inside)) as held:
        files = [(name, held.read(name)) for name in held.namelist()]
    recipient = pyrage.x25519.Recipient.from_str(Key.from_text(key).recipient)
    strangers = pyrage.x25519.Identity.generate().to_public()
    files += [
        (ENTRY, pyrage.encrypt(b"{}", [recipient])),
        (ENTRY.replace("2026", "2027"), pyrage.encrypt(b"{}", [strangers])),
        (ENTRY.replace("2026", "2028"), files[-1][1]),
        (ENTRY.replace("2026", "2029"), b"x" * 3_000_000),
    ]
    done = journal.restore(enclosed(desk, zipped(files)), "two kind words")
    assert (done.added, len(done.unreadable)) == (2, 4)
    assert all(fault.sentence.endswith(".") for fault in done.unreadable)
    assert len(journal.read().entries) == 2
    assert journal.read().unreadable == ()


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_whatever_a_backup_holds_nothing_is_lost_and_nothing_lands_outside(
    journal, desk, inside, tmp_path, data
):
    whole = bytearray(inside)
    how = data.draw(st.sampled_from(["flip", "cut", "swap", "noise", "names"]))
    if how == "flip":
        for place in data.draw(st.lists(st.integers(0, len(whole) - 1), min_size=1, max_size=9)):
            whole[place] ^= data.draw(st.integers(1, 255))
    elif how == "cut":
        del whole[data.draw(st.integers(0, len(whole) - 1)) :]
    elif how == "swap":
        middle = data.draw(st.integers(1, len(whole) - 1))
        whole = whole[middle:] + whole[:middle]
    elif how == "noise":
        whole = data.draw(st.binary(max_size=300))
    else:
        names = st.text(st.characters(codec="utf-8", exclude_characters="\0"), min_size=1, max_size=40)
        files = data.draw(st.dictionaries(names | st.just(ENTRY), st.binary(max_size=50), max_size=3))
        whole = zipped([("identity", Key.new().text().reveal()), *files.items()])
    before = snapshot(tmp_path)
    with contextlib.suppress(BackupError):
        journal.restore(enclosed(desk, bytes(whole)), "two kind words")
    after = snapshot(tmp_path)
    assert before.items() <= after.items()
    assert all(path.parent == journal.folder / "entries" for path in after.keys() - before.keys())
    assert journal.read().unreadable == ()


def test_an_id_from_the_end_of_time_does_not_stop_the_journal():
    last = next_id(["99991231-235959-999999-0123456789abcdef"], datetime(2026, 1, 1, tzinfo=UTC))
    assert last.startswith("99991231-235959-999999-")


@pytest.mark.usefixtures("desk")
def test_a_restored_journal_stays_locked_elsewhere(tmp_path, sealed, passphrase, monkeypatch):
    other = Journal(tmp_path / "other")
    other.restore(sealed[2], Private(passphrase))
    monkeypatch.setattr(session, "_held", {})
    assert other.state == "locked"
