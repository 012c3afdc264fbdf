"""Whatever somebody puts in the place of a backup: nothing is lost, and nothing lands outside the journal."""

from __future__ import annotations

import contextlib
import io
import stat
import zipfile
from datetime import UTC, datetime

import pyrage
import pytest
from backups import ENTRY, enclosed, snapshot, zipped
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from securebase.journal import archive
from securebase.journal.entries import next_id
from securebase.journal.errors import (
    BackupError,
    WrongPassphraseError,
)
from securebase.journal.keys import Key


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
    for fault, said in zip(
        done.unreadable,
        [
            "holds something that is not an entry. A backup may hold the right one.",
            "is damaged in this backup. An older backup may hold the whole entry.",
            "holds another entry. Rename it to ",
            "is damaged in this backup.",
        ],
        strict=True,
    ):
        assert said in fault.sentence
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
