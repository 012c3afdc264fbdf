"""Unlocking once for a whole JupyterLab session, with the key in memory only."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import socket
import stat
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from securebase.journal import Private, agent, session
from securebase.journal.keyring import Keyring, label

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="no Unix sockets in Python there")

KERNEL = "from securebase.journal import Journal; j = Journal(); "


@pytest.fixture
def running(monkeypatch, tmp_path):
    """Start the agent as JupyterLab's server does, in this process; end it as the server's end does."""
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    ends = []
    monkeypatch.setattr(agent.atexit, "register", lambda *work: ends.append(work))
    server = SimpleNamespace(log=SimpleNamespace(warning=lambda *said: pytest.fail(str(said))))
    agent._load_jupyter_server_extension(server)
    place = Path(os.environ[session.VARIABLE])
    yield place
    for work, *given in ends:
        work(*given)
    assert not place.parent.exists()
    assert session.VARIABLE not in os.environ


def kernel(code):
    """Run code in another process, as another notebook's kernel would."""
    done = subprocess.run([sys.executable, "-c", KERNEL + code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def test_the_extension_is_where_the_settings_say(running):
    settings = Path(agent.__file__).parents[1] / "labextension/config/jupyter_server_config.d/securebase.json"
    named = json.loads(settings.read_text())["ServerApp"]["jpserver_extensions"]
    module = agent._jupyter_server_extension_points()[0]["module"]
    assert named[module] is True
    assert sys.modules[module] is agent
    assert running.is_socket()


@pytest.mark.usefixtures("running")
def test_one_unlocking_serves_every_notebook_and_locking_locks_them_all(locked, sealed):
    assert (locked.state, locked.unlocked_for) == ("locked", "session")
    session.remember(label(Keyring(locked.folder).identity()), sealed[1])
    assert session._held == {}
    assert kernel("print(j.state, j.unlocked_for, *(entry.value for entry in j.read().entries))") == (
        "unlocked session My grandmother, always. 5"
    )
    assert kernel("j.lock(); print(j.state)") == "locked"
    assert locked.state == "locked"


def test_nothing_of_the_key_is_on_disk_or_in_the_environment(running, locked, sealed, tmp_path):
    session.remember(label(Keyring(locked.folder).identity()), sealed[1])
    assert locked.state == "unlocked"
    secret = sealed[1].reveal().splitlines()[-1]
    assert running.parent.parent == tmp_path
    held = [path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()]
    assert not any(secret in data for data in held)
    assert secret.decode() not in repr(dict(os.environ))
    assert stat.S_IMODE(running.parent.stat().st_mode) == 0o700


def test_when_the_session_ends_nothing_is_remembered(running, locked, sealed):
    session.remember(label(Keyring(locked.folder).identity()), sealed[1])
    os.environ[session.VARIABLE] = str(running.with_name("gone"))
    assert (locked.state, locked.unlocked_for) == ("locked", "kernel")
    os.environ[session.VARIABLE] = str(running)


def test_a_folder_that_others_can_enter_is_not_trusted_with_a_key(running, locked, sealed):
    running.parent.chmod(0o755)
    session.remember(label(Keyring(locked.folder).identity()), sealed[1])
    assert locked.unlocked_for == "kernel"
    running.parent.chmod(0o700)
    assert kernel("print(j.state)") == "locked"


def test_another_account_gets_nothing(running, monkeypatch):
    """The system says whose process is at the other end; the agent takes itself for someone else's here."""
    session.remember("a label", Private(b"AGE-SECRET-KEY-OF-A-TEST"))

    def asked():
        with socket.socket(socket.AF_UNIX) as caller:
            caller.connect(str(running))
            with contextlib.suppress(ConnectionError):
                caller.sendall(b'{"do": "get", "label": "a label"}\n')
                return caller.recv(100)
            return b""

    assert json.loads(asked()) == {"key": "AGE-SECRET-KEY-OF-A-TEST"}
    someone_else = os.geteuid() + 1
    with monkeypatch.context() as patched:
        patched.setattr(os, "geteuid", lambda: someone_else)
        assert asked() == b""


@pytest.mark.usefixtures("running")
def test_an_agent_of_another_account_gets_no_key(monkeypatch):
    monkeypatch.setattr(session, "same_user", lambda _: False)
    session.remember("a label", Private(b"AGE-SECRET-KEY-OF-A-TEST"))
    assert session.reach() == "kernel"
    monkeypatch.undo()
    assert session.recall("a label") is None


def test_nonsense_on_the_socket_is_survived_in_silence(running, capfd):
    for said in (
        b"",
        b"\n",
        b"nonsense\n",
        b"[1]\n",
        b'{"do": "put"}\n',
        b'{"do": "get", "label": 5}\n',
        b"x" * 9999,
    ):
        with socket.socket(socket.AF_UNIX) as caller:
            caller.connect(str(running))
            caller.sendall(said)
            # Hanging up on a caller who talks too long is an answer too.
            with contextlib.suppress(ConnectionError):
                caller.shutdown(socket.SHUT_WR)
                assert b"SECRET" not in caller.recv(100)
    assert session.reach() == "session"
    assert capfd.readouterr() == ("", "")


def test_where_the_system_names_no_folder_that_is_there_a_temporary_one_serves(monkeypatch, tmp_path):
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path / "gone"))
    monkeypatch.setattr(agent.tempfile, "tempdir", str(tmp_path))
    ends = []
    monkeypatch.setattr(agent.atexit, "register", lambda *work: ends.append(work))
    place = agent.start()
    assert place.parent.parent == tmp_path
    assert session.reach() == "session"
    for work, *given in ends:
        work(*given)


def test_where_no_socket_can_be_made_each_notebook_unlocks_by_itself(monkeypatch, tmp_path):
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    monkeypatch.setattr(agent.tempfile, "mkdtemp", lambda **_: str(tmp_path / ("long" * 50)))
    said = []
    agent._load_jupyter_server_extension(
        SimpleNamespace(log=SimpleNamespace(warning=lambda *words: said.append(words[0])))
    )
    assert "once in each notebook" in said[0]
    assert session.reach() == "kernel"


def test_a_real_server_with_the_courses_settings_runs_the_agent_and_ends_it(tmp_path):
    config = Path(agent.__file__).parents[1] / "labextension" / "config"
    script = (
        "import os, sys; from jupyter_server.serverapp import ServerApp\n"
        "app = ServerApp.instance()\n"
        "app.initialize(argv=['--allow-root', '--ServerApp.ip=127.0.0.1', '--no-browser'])\n"
        "app.io_loop.add_callback(lambda: print(os.environ['SECUREBASE_JOURNAL_AGENT'], flush=True))\n"
        "app.start()\n"
    )
    environment = os.environ | {
        "JUPYTER_CONFIG_PATH": str(config),
        "JUPYTER_CONFIG_DIR": str(tmp_path / "own"),
        "JUPYTER_RUNTIME_DIR": str(tmp_path / "runtime"),
        "XDG_RUNTIME_DIR": str(tmp_path),
        "HOME": str(tmp_path),
    }
    server = subprocess.Popen(
        [sys.executable, "-c", script], env=environment, cwd=tmp_path, text=True,
        stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        place = Path(server.stdout.readline().strip())
        assert place.is_socket()
        assert place.parent.parent == tmp_path
        os.environ[session.VARIABLE] = str(place)
        session.remember("a label", Private(b"AGE-SECRET-KEY-OF-A-TEST"))
        assert session._held == {}
        assert session.remembers("a label")
    finally:
        os.environ.pop(session.VARIABLE, None)
        server.send_signal(signal.SIGTERM)
        server.communicate(timeout=60)
    assert not place.parent.exists()
