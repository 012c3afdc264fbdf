"""No passphrase, no key and no entry in tracebacks, displays, arguments, environments or logs."""

from __future__ import annotations

import contextlib
import io
import logging
import os
import pickle
import shutil
import traceback

import pytest
from IPython.core.interactiveshell import InteractiveShell
from traitlets.config import Config

from securebase.journal import Journal, JournalError, Private, archive, session

CANARY = "kestrel 4711 over the marsh"
NUMBER = 8315.0625

# Each line as a widget's handler would run it: the words come out of a call and stand in no variable.
FAILING = {
    "a full disk while keeping": "journal.write('01-x', 'A prompt', words(), kind='text')",
    "a value that does not fit": "journal.write('01-x', 'A prompt', [words(), 3], kind='text')",
    "a prompt that does not fit": "journal.write('01-x', '', words(), kind='text')",
    "a wrong passphrase": "locked.unlock(words())",
    "a wrong passphrase for a change": "locked.change_passphrase(words(), words())",
    "an unsuitable new passphrase": "locked.change_passphrase(None, words() + chr(9))",
    "an unsuitable first passphrase": "new.create(words() + chr(9))",
    "a full disk while making": "new.create(words())",
    "a wrong passphrase for a backup": "locked.backup(words())",
    "something that is no backup": "journal.restore(b'nothing', words())",
    "a damaged backup": "journal.restore(damaged, words())",
}
BROKEN = {
    "shelf.save_new": "journal.write('01-x', 'A prompt', words(), kind='text')",
    "journal.sealed": "journal.write('01-x', 'A prompt', words(), kind='text')",
    "journal.encoded": "journal.write('01-x', 'A prompt', words(), kind='text')",
    "cabinet.parsed": "journal.read()",
    "journal.page": "journal.as_html()",
    "keyring.replace": "journal.change_passphrase(None, words())",
    "session.remember": "journal.change_passphrase(None, words())",
    "journal.packed": "journal.backup(words())",
    "archive.wrapped": "journal.backup(words())",
    "journal.unpacked": "journal.restore(b'x', words())",
    "keyring.save_new": "new.create(words())",
}


@pytest.fixture(scope="module")
def shell():
    """Return IPython as a kernel has it, without a history that would be kept."""
    return InteractiveShell(config=Config(HistoryManager={"enabled": False}))


@pytest.fixture
def shown(shell, journal, sealed, tmp_path):
    """Run a line with the most talkative tracebacks that a notebook has; return all that it shows."""
    shutil.copytree(sealed[0], tmp_path / "sealed")
    journal.write("01-x", "A prompt", CANARY, kind="text")
    shell.push({
        "journal": journal,
        "locked": Journal(tmp_path / "sealed"),
        "new": Journal(tmp_path / "new"),
        "words": lambda: CANARY,
        "damaged": archive.AGE + b"-> nothing",
    })  # fmt: skip

    def run(line):
        screen = io.StringIO()
        with contextlib.redirect_stdout(screen), contextlib.redirect_stderr(screen):
            shell.run_line_magic("xmode", "Verbose")
            assert shell.run_cell(line).error_in_exec is not None
        return screen.getvalue()

    return run


@pytest.mark.usefixtures("desk")
@pytest.mark.parametrize("what", FAILING)
def test_no_traceback_shows_words_or_passphrases(shown, crew, monkeypatch, what):
    if "full disk" in what:
        monkeypatch.setattr("os.fsync", lambda _: crew.refuse(28)("fsync"))
    screen = shown(FAILING[what])
    assert "Error" in screen
    assert "securebase/journal" in screen
    assert CANARY not in screen
    assert "AGE-SECRET-KEY" not in screen


@pytest.mark.usefixtures("desk")
@pytest.mark.parametrize("place", BROKEN)
def test_an_unforeseen_error_deep_inside_shows_nothing_either(shown, monkeypatch, place):
    """A fault in our own code, while a passphrase, the key or an entry is in its hands."""

    def broken(*_):
        raise ZeroDivisionError

    monkeypatch.setattr(f"securebase.journal.{place}", broken)
    screen = shown(BROKEN[place])
    assert "ZeroDivisionError" in screen
    assert CANARY not in screen
    assert "AGE-SECRET-KEY" not in screen


def test_the_error_itself_holds_nothing_that_a_reporter_could_send(journal):
    with pytest.raises(JournalError) as raised:
        journal.write("01-x", "A prompt", [CANARY, 3], kind="text")
    error = raised.value
    frames = [frame for frame, _ in traceback.walk_tb(error.__traceback__)]
    ours = [frame.f_locals for frame in frames if "securebase" in frame.f_code.co_filename]
    assert ours
    assert CANARY not in repr([ours, error, error.__context__, error.__cause__])


def test_what_is_private_shows_itself_nowhere(unlocked):
    secret = Private(CANARY)
    assert CANARY not in f"{secret} {secret!r} {[secret]}"
    with pytest.raises(TypeError, match="not written anywhere"):
        pickle.dumps(secret)
    unlocked.write("01-x", "A prompt", CANARY, kind="text")
    unlocked.write("01-x", "A prompt", NUMBER, kind="rating")
    reading = unlocked.read()
    screen = f"{reading} {reading.entries[-2]} {reading.entries[-1]!r} {unlocked!r} {session._held}"
    assert CANARY not in screen
    assert str(NUMBER) not in screen
    assert "AGE-SECRET-KEY" not in screen
    assert [entry.value for entry in reading.entries[-2:]] == [CANARY, NUMBER]


@pytest.mark.usefixtures("desk")
def test_nothing_is_logged_and_nothing_is_put_into_the_environment(
    unlocked, passphrase, caplog, capfd, tmp_path
):
    caplog.set_level(logging.DEBUG)
    before = dict(os.environ)
    unlocked.write("01-x", "A prompt", CANARY, kind="text")
    backup = unlocked.backup(passphrase)
    Journal(tmp_path / "other").restore(backup, passphrase)
    unlocked.change_passphrase(passphrase, CANARY)
    unlocked.lock()
    unlocked.unlock(CANARY)
    assert unlocked.read().entries
    assert caplog.text == ""
    assert capfd.readouterr() == ("", "")
    assert dict(os.environ) == before
