"""What a crash, a copy or a failing disk leaves behind is put in order, and nothing of the key lies about."""

from __future__ import annotations

import errno
import os
import stat
import sys
from pathlib import Path

import pytest

from securebase.journal import Journal, disk, session
from securebase.journal.disk import TEMPORARY
from securebase.journal.errors import StorageError, WrongPassphraseError

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="modes, locks and folders of POSIX systems")

LEFT = f"{TEMPORARY}0123456789abcdef"
WAYS = {
    "looking": lambda journal, _: journal.state,
    "keeping": lambda journal, _: journal.write("01-x", "A prompt", "words", kind="text"),
    "changing": lambda journal, passphrase: journal.change_passphrase(passphrase, "new words"),
}


@pytest.mark.usefixtures("desk")
@pytest.mark.parametrize("way", WAYS)
def test_a_key_without_a_passphrase_that_a_crash_left_beside_the_locked_one_is_removed(
    locked, sealed, passphrase, way
):
    left = locked.folder / "key" / LEFT
    left.write_bytes(sealed[1].reveal())
    WAYS[way](Journal(locked.folder), passphrase)
    assert not left.exists()
    assert not any(b"AGE-SECRET-KEY" in path.read_bytes() for path in (locked.folder / "key").iterdir())


def test_a_deletion_that_a_crash_interrupted_is_finished_by_looking(journal, crew):
    crew.keep(journal, "a")
    journal._cabinet.keys.folder.rename(journal.folder / ".deleted-0123456789abcdef")
    assert Journal(journal.folder).state == "none"
    assert [path for path in journal.folder.rglob("*") if path.is_file()] == []


@pytest.mark.usefixtures("desk")
def test_a_passphrase_is_the_one_that_the_journal_said_at_whatever_step_the_disk_fails(
    locked, passphrase, crew
):
    step, reached = 0, ["one"]
    now, other = passphrase, "new words"
    while reached:
        step += 1
        with crew.at_step(step, crew.refuse(errno.EIO)) as reached:
            said = crew.refusal(lambda: locked.change_passphrase(now, other))  # noqa: B023  # called at once
        if said is None:
            now, other = other, now
        locked.lock()
        with pytest.raises(WrongPassphraseError):
            locked.unlock(other)
        locked.unlock(now)
        assert len(locked.read().entries) == 2
    assert step > 8


@pytest.fixture
def on_disk(monkeypatch):
    """A function that sees a folder synced after each change of a name in it, and forgets them then."""
    done = []

    def watch(name, place):
        real = getattr(os, name)

        def step(*given, **named):
            answer = real(*given, **named)
            if not named.get("dir_fd"):  # what is left of a deleted key, whose names are of no use any more
                done.append(("changed", Path(given[place])))
            return answer

        monkeypatch.setattr(os, name, step)

    for name, place in (("mkdir", 0), ("link", 1), ("rename", 1), ("replace", 1), ("unlink", 0)):
        watch(name, place)
    sync = os.fsync

    def syncing(handle):
        done.append(("synced", Path(f"/proc/self/fd/{handle}").readlink()))
        sync(handle)

    monkeypatch.setattr(os, "fsync", syncing)

    def seen(leaving_out):
        changed = [(at, path) for at, (what, path) in enumerate(done) if what == "changed"]
        kept = [(at, path) for at, path in changed if not path.name.startswith(leaving_out)]
        for at, path in kept:
            assert ("synced", path.parent) in done[at:], path
        done.clear()
        return {path.name for _, path in kept}

    return seen


@pytest.mark.skipif(not Path("/proc/self/fd").is_dir(), reason="needs /proc, which only Linux has")
def test_every_name_that_is_made_or_deleted_is_on_disk_before_the_journal_says_so(tmp_path, on_disk):
    """A temporary file that a crash leaves is tidied away later, so its end need not be on disk."""
    temporary = (".saving-", ".making-")
    journal = Journal(tmp_path / "share" / "Secure Base" / "journal")
    journal.create(None)
    assert on_disk(temporary) >= {"share", "Secure Base", "journal", "key", "entries"}
    kept = journal.write("01-x", "A prompt", "words", kind="text")
    assert on_disk(temporary) == {f"{kept.id}.age"}
    journal.delete(kept.id)
    assert on_disk(temporary) == {f"{kept.id}.age"}
    kept = journal.write("01-x", "A prompt", "words", kind="text")
    journal.delete_all(1)
    assert on_disk((*temporary, ".lock")) >= {f"{kept.id}.age", "identity"}


FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
FORBIDDEN = (errno.EACCES, errno.EPERM, errno.EROFS)
GONE = (errno.ENOENT, errno.ENOTDIR, errno.ESTALE)


@pytest.mark.parametrize(
    ("number", "said"),
    [
        *((number, r"the disk that holds .*journal is full\. Free some space") for number in FULL),
        *((number, r"may not read or write in .*journal\. Allow it to write there") for number in FORBIDDEN),
        *((number, r"no longer complete; it was moved or deleted\. Put it back") for number in GONE),
        (errno.EIO, r"the system refused at .*journal \(Input/output error\)\. Try again\."),
    ],
)
def test_each_refusal_of_the_disk_says_what_to_do(journal, monkeypatch, crew, number, said):
    monkeypatch.setattr(os, "fsync", lambda _: crew.refuse(number)("fsync"))
    with pytest.raises(StorageError, match=f"^The entry was not kept: .*{said}"):
        journal.write("01-x", "A prompt", "words", kind="text")


def test_another_notebook_that_tidies_up_leaves_what_is_just_being_saved(journal, monkeypatch):
    sync = os.fsync

    def meanwhile(handle):
        assert Journal(journal.folder).state == "open"
        sync(handle)

    monkeypatch.setattr(os, "fsync", meanwhile)
    journal.write("01-x", "A prompt", "words", kind="text")
    assert [entry.value for entry in journal.read().entries] == ["words"]


def test_on_macos_a_save_asks_the_disk_itself_to_write(journal, monkeypatch):
    asked, synced = [], []
    sync = os.fsync
    monkeypatch.setattr(os, "fsync", lambda handle: synced.append(handle) or sync(handle))
    monkeypatch.setattr(disk.sys, "platform", "darwin")
    monkeypatch.setattr(disk.fcntl, "F_FULLFSYNC", 51, raising=False)
    monkeypatch.setattr(disk.fcntl, "fcntl", lambda _, what: asked.append(what))
    journal.write("01-x", "A prompt", "words", kind="text")
    assert asked == [51, 51]
    assert synced == []

    def cannot(*_):
        raise OSError(errno.ENOTSUP, "a disk that does not know this")

    monkeypatch.setattr(disk.fcntl, "fcntl", cannot)
    journal.write("01-x", "A prompt", "words", kind="text")
    assert len(synced) == 2


def test_no_other_account_can_move_the_journal_away_whatever_the_umask_is(tmp_path):
    before = os.umask(0o000)
    try:
        Journal(tmp_path / "share" / "Secure Base" / "journal").create(None)
    finally:
        os.umask(before)
    for folder in (tmp_path / "share", tmp_path / "share" / "Secure Base"):
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_a_copy_that_other_accounts_could_open_is_closed_to_them_when_it_is_used(journal):
    folders = [journal.folder / "key", journal.folder / "entries"]
    for folder in folders:
        folder.chmod(0o755)
    assert Journal(journal.folder).state == "open"
    assert [stat.S_IMODE(folder.stat().st_mode) for folder in folders] == [0o700, 0o700]


@pytest.mark.usefixtures("desk")
def test_a_locked_journal_has_nothing_in_memory_after_a_change_that_failed(locked, passphrase, crew):
    with crew.at_step(3, crew.refuse(errno.EIO)):
        assert crew.refusal(lambda: locked.change_passphrase(passphrase, None))
    assert (locked.state, session._held) == ("locked", {})
