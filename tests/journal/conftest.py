"""Journals to test with, never the one of the person who runs the tests.

A passphrase costs about a second by design, so one sealed journal and one backup are made for all tests and
copied. Where a test needs it unlocked without caring how, the key is put into the process's memory.
"""

from __future__ import annotations

import importlib.util
import shutil
import subprocess
import sys
from pathlib import Path

import pyrage
import pytest

from securebase.journal import Journal, Private, archive, keyring, keys, session
from securebase.journal.errors import DamagedKeyError, WrongPassphraseError
from securebase.journal.keyring import Keyring, label
from securebase.journal.keys import AGE

PASSPHRASE = "two kind words"  # noqa: S105  # of journals that live for a test
HERE = Path(__file__).parent


@pytest.fixture(scope="session", autouse=True)
def whatever_work():
    """Take each passphrase's work as it comes: choosing costs more than all tests on a busy computer."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(keys, "_USUAL_WORK", range(64))
        yield


@pytest.fixture(autouse=True)
def own_journal(tmp_path, monkeypatch):
    """Keep every test away from a real journal, a real session, and other tests' unlocked keys."""
    monkeypatch.setenv("SECUREBASE_JOURNAL", str(tmp_path / "journal"))
    monkeypatch.delenv(session.VARIABLE, raising=False)
    monkeypatch.setattr(session, "_held", {})


@pytest.fixture(scope="session")
def passphrase():
    """Return the passphrase of the sealed journal and of its backup."""
    return PASSPHRASE


@pytest.fixture
def journal(tmp_path):
    """Return a journal without a passphrase."""
    journal = Journal(tmp_path / "journal")
    journal.create(None)
    return journal


@pytest.fixture(scope="session")
def sealed(tmp_path_factory, whatever_work):  # noqa: ARG001  # before the first passphrase
    """Return a journal with a passphrase and two entries, its key, and a backup; for copies only."""
    folder = tmp_path_factory.mktemp("sealed") / "journal"
    journal = Journal(folder)
    journal.create(PASSPHRASE)
    key = session.recall(label(Keyring(folder).identity()))
    journal.write("01-bond", "Who was there?", "My grandmother, always.", kind="text")
    journal.write("01-calm", "How calm are you?", 5, kind="rating")
    backup = journal.backup(PASSPHRASE)
    journal.lock()
    return folder, key, backup


@pytest.fixture
def locked(tmp_path, sealed):
    """Return a copy of the sealed journal."""
    shutil.copytree(sealed[0], tmp_path / "journal")
    return Journal(tmp_path / "journal")


@pytest.fixture
def unlocked(locked, sealed):
    """Return a copy of the sealed journal, unlocked without the second that the passphrase takes."""
    session.remember(label(Keyring(locked.folder).identity()), sealed[1])
    return locked


class Desk:
    """Wraps and unwraps with a passphrase without the second that it takes; only it opens what it made."""

    def __init__(self, known):
        self._known = dict(known)

    def wrapped(self, text, secret):
        data = AGE + f"made at the desk, {len(self._known)}".encode()
        self._known[data] = (secret.reveal(), text.reveal())
        return data

    def unwrapped(self, data, secret, name):
        if data not in self._known:
            raise DamagedKeyError(f"{name} is damaged.")
        opens_with, text = self._known[data]
        if secret.reveal() != opens_with:
            raise WrongPassphraseError(f"This passphrase does not open {name}.")
        return Private(text)


@pytest.fixture(scope="session")
def inside(sealed, passphrase):
    """Return what the sealed journal's backup holds: a zip."""
    return pyrage.passphrase.decrypt(sealed[2], passphrase)


@pytest.fixture
def desk(monkeypatch, sealed, inside, passphrase):
    """Let passphrases take no time, for tests of what happens around them."""
    folder, key, backup = sealed
    identity = Keyring(folder).identity().reveal()
    desk = Desk({identity: (passphrase, key.reveal()), backup: (passphrase, inside)})
    for module in (archive, keyring):
        monkeypatch.setattr(module, "wrapped", desk.wrapped)
        monkeypatch.setattr(module, "unwrapped", desk.unwrapped)
    return desk


@pytest.fixture(scope="session")
def crew():
    """Return the module that interrupts a journal's work at chosen steps."""
    spec = importlib.util.spec_from_file_location("crew", HERE / "crew.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="session")
def hire():
    """Run a job of jobs.py in a process of its own, which may fork and kill; fail with what it says."""

    def run(job, *arguments, before=()):
        command = [*before, sys.executable, str(HERE / "jobs.py"), job, *map(str, arguments)]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    return run
