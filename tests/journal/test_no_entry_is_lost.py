"""What is acknowledged stays: kills, many writers, full disks, folders that refuse, clocks that jump."""

from __future__ import annotations

import errno
import shutil
import subprocess
import sys
import tempfile
from datetime import UTC, datetime, timedelta

import pytest

from securebase.journal import Journal, JournalError
from securebase.journal import journal as journal_module
from securebase.journal.disk import TEMPORARY
from securebase.journal.errors import MissingKeyError, NoJournalError, StorageError

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="kills, forks and modes of POSIX systems")


def test_no_acknowledged_entry_is_lost_when_a_save_is_killed_at_random(hire, tmp_path, repetitions):
    kills = repetitions(30, 400)
    assert int(hire("killed_saves", tmp_path / "journal", kills, 20)) > kills


def test_one_passphrase_opens_everything_when_a_change_is_killed_at_random(
    hire, locked, passphrase, repetitions
):
    now = hire("killed_key_changes", locked.folder, repetitions(10, 100), 21, passphrase).strip("\n")
    locked.unlock(now)
    assert locked.read().entries
    assert locked.read().unreadable == ()


def test_nothing_half_done_is_seen_when_killed_at_each_single_step(hire, tmp_path):
    assert hire("killed_at_each_step", tmp_path).split()[::2] == ["save", "key", "making", "deleting"]


def test_four_processes_writing_at_once_lose_nothing(hire, tmp_path, repetitions):
    each = repetitions(50, 250)
    assert int(hire("many_writers", tmp_path / "journal", 4, each)) == 4 * each


def test_of_four_processes_making_the_journal_at_once_one_does(hire, tmp_path, repetitions):
    for turn in range(repetitions(3, 50)):
        assert int(hire("made_at_once", tmp_path / str(turn), 4)) == 4


def test_a_full_disk_loses_nothing_and_says_so(hire, tmp_path):
    """A disk of 256 KiB in memory, mounted for this process alone; it is gone with it."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = f'mount -t tmpfs -o size=256k tmpfs {disk} && exec "$@"'
    before = ["unshare", "--mount", "--map-root-user", "sh", "-c", mount, "sh"]
    possible = shutil.which("unshare") and subprocess.run([*before, "true"], check=False, capture_output=True)
    if not possible or possible.returncode:
        pytest.skip("nobody may mount a small disk here; the limit on file sizes is tested all the same")
    assert int(hire("full_disk", disk, before=before)) > 10


def test_a_limit_on_file_sizes_loses_nothing_and_says_so(hire, tmp_path):
    """Where no disk can be mounted: the system itself accepts a part of the bytes and refuses the rest."""
    assert int(hire("limited_file_size", tmp_path / "journal")) == 2, "one kept before, one after"


def test_a_read_only_folder_changes_nothing_and_says_so(hire):
    # Outside pytest's own folder, which other accounts cannot enter: as root, this runs as nobody.
    folder = tempfile.mkdtemp(prefix="securebase-test-")
    try:
        assert int(hire("read_only", folder)) == 2, "one kept before, one after"
    finally:
        shutil.rmtree(folder)


@pytest.mark.parametrize("fault", ["ENOSPC", "EIO", "EACCES"])
def test_a_save_that_fails_at_any_step_leaves_all_as_it_was_and_can_be_repeated(journal, crew, fault):
    kept = [crew.keep(journal, "a")]
    step, reached = 0, ["one"]
    refused = 0
    while reached:
        step += 1
        with crew.at_step(step, crew.refuse(getattr(errno, fault))) as reached:
            said = crew.refusal(lambda: kept.append(crew.keep(journal, "a")))
        refused += said is not None
        assert "was not kept" in (said or "was not kept")
        assert crew.check(journal.folder, kept) == kept
        kept.append(crew.keep(journal, "again"))
        assert crew.check(journal.folder, kept) == kept
    assert refused >= 5
    crew.keep(Journal(journal.folder), "a")
    assert not list((journal.folder / "entries").glob("[!2]*"))


@pytest.mark.parametrize("fault", ["ENOSPC", "EIO"])
def test_a_key_change_or_a_first_use_that_fails_at_any_step_leaves_all_as_it_was(tmp_path, crew, fault):
    step, reached = 0, ["one"]
    while reached:
        step += 1
        journal = Journal(tmp_path / str(step))
        with crew.at_step(step, crew.refuse(getattr(errno, fault))) as reached:
            said = crew.refusal(lambda: journal.create(None))  # noqa: B023  # called at once
        assert str(journal.folder) in (said or str(journal.folder))
        if journal.state == "none":
            journal.create(None)
        kept = [crew.keep(journal, "a")]
        with crew.at_step(step, crew.refuse(getattr(errno, fault))):
            said = crew.refusal(lambda: journal.change_passphrase(None, None))  # noqa: B023  # called at once
        assert "The passphrase was not changed" in (said or "The passphrase was not changed")
        assert crew.check(journal.folder, kept) == kept
    assert step > 10


def test_a_half_written_file_of_a_crash_is_not_shown_and_is_tidied_later(journal, crew):
    left = journal.folder / "entries" / f"{TEMPORARY}0123456789abcdef"
    left.write_bytes(b"age-encryption.org/v1\n-> X255")
    kept = [crew.keep(journal, "a")]
    assert crew.check(journal.folder, kept) == kept
    assert not left.exists()


def test_a_file_that_another_process_is_writing_is_not_tidied_away(journal, crew):
    import fcntl

    others = journal.folder / "entries" / f"{TEMPORARY}0123456789abcdef"
    with others.open("wb") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        crew.keep(journal, "a")
        assert others.exists()


def test_a_clock_that_jumps_back_overwrites_nothing_and_keeps_the_order(journal, crew, monkeypatch):
    now = datetime(2026, 3, 1, 12, tzinfo=UTC)
    jumps = [timedelta(0), timedelta(hours=-3), timedelta(days=-20_000), timedelta(0), timedelta(0)]
    kept = []
    for jump in [*jumps, timedelta(days=2_900_000), timedelta(0)]:
        clock = type("Clock", (), {"now": staticmethod(lambda jump=jump: now + jump)})
        monkeypatch.setattr(journal_module, "datetime", clock)
        kept.append(crew.keep(journal, "a"))
    assert crew.check(journal.folder, kept) == kept
    assert len(set(kept)) == len(kept)


def test_two_entries_never_share_a_file_even_if_chance_repeats_itself(journal, crew, monkeypatch):
    first = crew.keep(journal, "first")
    monkeypatch.setattr(journal_module, "next_id", lambda *_: first)
    with pytest.raises(StorageError, match="was not kept"):
        crew.keep(journal, "second")
    assert [entry.prompt for entry in journal.read().entries] == ["first"]


def test_a_disk_without_hard_links_overwrites_nothing_either(journal, crew, monkeypatch):
    refuse = crew.refuse(errno.EOPNOTSUPP)
    monkeypatch.setattr("os.link", lambda *_, **__: refuse("link"))
    kept = [crew.keep(journal, "a"), crew.keep(journal, "b")]
    assert crew.check(journal.folder, kept) == kept
    monkeypatch.setattr(journal_module, "next_id", lambda *_: kept[0])
    with pytest.raises(StorageError):
        crew.keep(journal, "c")
    assert [entry.prompt for entry in journal.read().entries] == ["a", "b"]


def test_a_folder_deleted_while_open_is_told_and_not_made_again(journal, crew):
    crew.keep(journal, "a")
    shutil.rmtree(journal.folder)
    for work in (
        lambda: crew.keep(journal, "b"),
        journal.read,
        lambda: journal.change_passphrase(None, None),
    ):
        with pytest.raises(NoJournalError, match="There is no journal in"):
            work()
    assert journal.state == "none"
    assert not journal.folder.exists()


def test_a_folder_that_goes_between_looking_and_saving_is_told(journal, crew):
    for step in range(1, 9):
        copy = journal.folder.with_name(f"copy{step}")
        shutil.copytree(journal.folder, copy)
        with (
            crew.at_step(step, lambda _, copy=copy: shutil.rmtree(copy)),
            pytest.raises(JournalError, match=r"not kept|no journal"),
        ):
            crew.keep(Journal(copy), "a")
        assert not copy.exists()


def test_a_save_during_a_deletion_acknowledges_nothing_that_nobody_can_read(journal, crew, monkeypatch):
    real = journal_module.sealed

    def deleted_meanwhile(text, recipient):
        Journal(journal.folder).delete_all(0)
        Journal(journal.folder).create(None)
        return real(text, recipient)

    monkeypatch.setattr(journal_module, "sealed", deleted_meanwhile)
    with pytest.raises(StorageError, match="deleted or replaced"):
        crew.keep(journal, "a")
    assert journal.count() == 0


def test_entries_without_their_key_are_told_and_left_alone(journal, crew):
    kept = crew.keep(journal, "a")
    key = journal.folder / "key"
    key.rename(journal.folder.with_name("elsewhere"))
    for work in (journal.read, lambda: crew.keep(journal, "b"), lambda: journal.create(None)):
        with pytest.raises(MissingKeyError, match="the key that opens them is gone"):
            work()
    journal.folder.with_name("elsewhere").rename(key)
    assert crew.check(journal.folder, [kept]) == [kept]


def test_a_deletion_that_was_interrupted_is_finished_by_the_next(journal, crew):
    crew.keep(journal, "a")
    journal._cabinet.keys.discard()
    assert journal.state == "none"
    journal.delete_all(0)
    assert not journal.folder.exists()
