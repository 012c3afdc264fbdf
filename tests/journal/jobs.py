"""Jobs that need a process of their own: killed at random and at each step, many at once, on a full disk.

Run as ``python jobs.py JOB ARGUMENT ...``; a job that finds anything wrong ends with an assertion.
"""

from __future__ import annotations

import contextlib
import os
import random
import resource
import signal
import sys
from pathlib import Path

from crew import at_step, check, child, die, keep, killed, refusal, words

from securebase.journal import Journal, JournalError, disk, keyring, keys, session
from securebase.journal.errors import WrongPassphraseError
from securebase.journal.keyring import Keyring
from securebase.journal.private import Private


def killed_saves(folder, kills, seed):
    """Kill a writer at random moments, again and again."""
    chance = random.Random(int(seed))  # noqa: S311  # moments, no secrets
    acknowledged = []
    Journal(folder).create(None)

    def write_on(say):
        journal = Journal(folder)
        while True:
            say(keep(journal, "a"))

    for _ in range(int(kills)):
        acknowledged += killed(write_on, chance)
        check(folder, acknowledged)
    journal = Journal(folder)
    acknowledged.append(keep(journal, "after all"))
    check(folder, acknowledged)
    left = list((Path(folder) / "entries").glob(f"{disk.TEMPORARY}*"))
    assert not left, f"{left} were not tidied"
    print(len(acknowledged))


def killed_key_changes(folder, kills, seed, passphrase):
    """Kill a process that changes the passphrase back and forth while keeping entries.

    Wrapping a key costs a second on purpose. Here the two wrapped files are made beforehand, by the real
    functions, and handed out again; what a kill may break is what happens to the files.
    """
    chance = random.Random(int(seed))  # noqa: S311  # moments, no secrets
    journal = Journal(folder)
    journal.unlock(passphrase)
    identity = Keyring(Path(folder)).identity()
    text = session.recall(keyring.label(identity))
    keys._USUAL_WORK = range(64)
    files = {passphrase: identity.reveal(), "two": keys.wrapped(text, Private("two"))}
    for entry in journal.read().entries:
        journal.delete(entry.id)
    _hand_out(files, text)
    acknowledged = []

    def change_on(say):
        mine = Journal(folder)
        now = next(name for name, file in files.items() if Keyring(mine.folder).identity().reveal() == file)
        while True:
            now, old = (passphrase if now == "two" else "two"), now
            mine.change_passphrase(old, now)
            say(keep(mine, "b"))

    for _ in range(int(kills)):
        acknowledged += killed(change_on, chance)
        # One of the two, whole; the end of the test opens it in earnest.
        identity = Keyring(Path(folder)).identity()
        assert identity.reveal() in files.values()
        session.remember(keyring.label(identity), text)
        check(folder, acknowledged)
    assert len(acknowledged) >= int(kills)
    print(next(name for name, file in files.items() if Keyring(Path(folder)).identity().reveal() == file))


def _hand_out(files, text):
    def wrapped(_, passphrase):
        return files[passphrase.reveal()]

    def unwrapped(data, passphrase, _):
        if files[passphrase.reveal()] != data:
            raise WrongPassphraseError("another")
        return text

    keyring.wrapped, keyring.unwrapped = wrapped, unwrapped


def killed_at_each_step(folder):
    """Kill a save, a change of the key, the making and the deletion of a journal at each of their steps."""
    root = Path(folder)
    _each_step(root / "save", lambda journal: keep(journal, "c"), made=True)
    _each_step(root / "key", lambda journal: journal.change_passphrase(None, None), made=True)
    _each_step(root / "making", lambda journal: journal.create(None), made=False)
    _each_step(root / "deleting", lambda journal: journal.delete_all(2), made=True, whole=False)


def _each_step(root, work, *, made, whole=True):
    step, status = 0, 1
    while status:
        step += 1
        folder = root / str(step)
        journal = Journal(folder)
        kept = []
        if made:
            journal.create(None)
            kept = [keep(journal, "before"), keep(journal, "before")]
        process, pipe = child(lambda _, journal=journal, step=step: _until(step, lambda: work(journal)))
        _, status = os.waitpid(process, 0)
        words(pipe)
        _check_after(journal, kept, whole=whole)
    assert step > 5
    print(root.name, step - 1)


def _until(step, work):
    with at_step(step, die):
        work()


def _check_after(journal, kept, *, whole):
    journal = Journal(journal.folder)
    if whole and (kept or journal.state != "none"):
        check(journal.folder, kept)
    elif kept and journal.state == "none":
        # The key went first: nothing can be read from then on, and a new journal holds nothing of the old.
        assert not list(journal.folder.glob("key/identity"))
    if journal.state == "none":
        journal.create(None)
        assert journal.read().entries == ()
        assert not list(journal.folder.glob(".deleted-*")) + list(journal.folder.glob(".making-*"))
    after = keep(journal, "after")
    check(journal.folder, [after])
    left = list(journal.folder.rglob(f"{disk.TEMPORARY}*"))
    assert not left, f"{left} were not tidied"


def many_writers(folder, writers, each):
    """Let several processes write at once, and see that all is there and nobody's order is lost."""
    Journal(folder).create(None)

    def write(say):
        journal = Journal(folder)
        for _ in range(int(each)):
            say(keep(journal, "d"))

    children = [child(write) for _ in range(int(writers))]
    heard = [words(pipe) for _, pipe in children]
    assert all(os.waitpid(process, 0)[1] == 0 for process, _ in children)
    found = check(folder, [name for said in heard for name in said])
    assert all(said == sorted(said) for said in heard)
    print(len(found))


def made_at_once(folder, makers):
    """Let several processes make the journal at once: one does, the others are told so, and all can write."""

    def make(say):
        journal = Journal(folder)
        try:
            journal.create(None)
            say("made")
        except JournalError as error:
            say(type(error).__name__)
        say(keep(journal, "e"))

    children = [child(make) for _ in range(int(makers))]
    heard = [words(pipe) for _, pipe in children]
    assert all(os.waitpid(process, 0)[1] == 0 for process, _ in children)
    assert sorted(said[0] for said in heard) == ["JournalExistsError"] * (int(makers) - 1) + ["made"]
    print(len(check(folder, [said[1] for said in heard])))


def full_disk(folder):
    """Write until the small disk mounted at ``folder`` is full, then make room and go on."""
    journal = Journal(Path(folder) / "journal")
    journal.create(None)
    ballast = Path(folder) / "ballast"
    ballast.write_bytes(b"x" * 2**15)
    kept = []
    said = None
    while said is None:
        said = refusal(lambda: kept.append(keep(journal, "f")))
    assert "is full" in said, said
    assert "words of" not in said
    assert kept
    assert check(journal.folder, kept) == kept
    _change_on_a_full_disk(journal)
    ballast.unlink()
    kept.append(keep(journal, "g"))
    assert check(journal.folder, kept) == kept
    print(len(kept))


def _change_on_a_full_disk(journal):
    # What is left of the disk is less than a block; a new identity needs one.
    with contextlib.suppress(OSError), (journal.folder.parent / "rest").open("wb") as rest:
        while True:
            rest.write(b"x" * 4096)
            rest.flush()
    assert "is full" in refusal(lambda: journal.change_passphrase(None, None))
    (journal.folder.parent / "rest").unlink()


def limited_file_size(folder):
    """Keep an entry where no file may grow beyond 300 bytes: the system cuts a write short, then refuses."""
    journal = Journal(folder)
    journal.create(None)
    kept = [keep(journal, "h")]
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (300, resource.RLIM_INFINITY))
    assert "is full" in refusal(lambda: keep(journal, "i"))
    resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
    assert check(folder, kept) == kept
    kept.append(keep(journal, "j"))
    assert check(folder, kept) == kept
    print(len(kept))


def read_only(folder):
    """Keep, delete and change in a folder that this account may only read."""
    journal = Journal(folder)
    journal.create(None)
    kept = [keep(journal, "k")]
    check(folder, kept)
    if os.geteuid() == 0:
        # For this account no folder is read-only. What Python loads lazily is loaded by now.
        for path in [Path(folder), *Path(folder).rglob("*")]:
            os.chown(path, 65534, 65534)
        os.setgid(65534)
        os.setuid(65534)
    folders = [journal.folder, journal.folder / "entries", journal.folder / "key"]
    for path in folders:
        path.chmod(0o500)
    for work in (
        lambda: keep(journal, "l"),
        lambda: journal.delete(kept[0]),
        lambda: journal.delete_all(1),
        lambda: journal.change_passphrase(None, None),
    ):
        assert "may not read or write" in refusal(work)
        assert check(folder, kept) == kept
    for path in folders:
        path.chmod(0o700)
    kept.append(keep(journal, "m"))
    assert check(folder, kept) == kept
    print(len(kept))


if __name__ == "__main__":
    globals()[sys.argv[1]](*sys.argv[2:])
