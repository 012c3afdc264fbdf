"""A Jupyter server extension that keeps an unlocked journal's key in memory, for one JupyterLab session.

A kernel that unlocks the journal leaves the key here; the session's other kernels, of the same account, ask
for it over a Unix socket in a folder that only this account can open. The key is gone when someone locks the
journal and when the server ends; it is never on disk. Where there are no such sockets, the extension does
nothing and each kernel asks for the passphrase itself.
"""

from __future__ import annotations

import atexit
import contextlib
import json
import os
import shutil
import socket
import socketserver
import sys
import tempfile
import threading
from pathlib import Path
from typing import Any

from securebase.journal.private import Private
from securebase.journal.session import LONGEST_MESSAGE, PATIENCE, VARIABLE, same_user


def _jupyter_server_extension_points() -> list[dict[str, str]]:
    return [{"module": __name__}]


def _load_jupyter_server_extension(server: Any) -> None:  # Jupyter's application has no types
    try:
        start()
    except OSError as error:
        server.log.warning(
            "You will be asked for the journal's passphrase once in each notebook instead of only once: "
            "the agent could not start (%s).",
            error.strerror,
        )


if sys.platform != "win32":

    class _Agent(socketserver.ThreadingUnixStreamServer):
        daemon_threads = True

        def __init__(self, place: str) -> None:
            super().__init__(place, _Conversation)
            self.keys: dict[str, Private[str]] = {}

        def handle_error(self, request: Any, client_address: Any) -> None:
            """Say nothing: what was being said is nobody else's business."""

    class _Conversation(socketserver.StreamRequestHandler):
        timeout = PATIENCE

        def handle(self) -> None:
            if not same_user(self.connection):
                return
            with contextlib.suppress(OSError, ValueError):
                request = Private(json.loads(self.rfile.readline(LONGEST_MESSAGE)))
                assert isinstance(self.server, _Agent)  # noqa: S101  # for the type checker
                answer = _answer(self.server.keys, request)
                self.wfile.write(json.dumps(answer.reveal()).encode("ascii") + b"\n")


def start() -> Path | None:
    """Start the agent, name its socket in the environment of coming kernels, and return the socket's path."""
    if sys.platform == "win32" or not hasattr(socket, "AF_UNIX"):
        return None
    folder = Path(tempfile.mkdtemp(prefix="securebase-", dir=_runtime_folder()))
    try:
        agent = _Agent(str(folder / "journal"))
    except OSError:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    threading.Thread(target=agent.serve_forever, name="journal agent", daemon=True).start()
    os.environ[VARIABLE] = str(folder / "journal")
    atexit.register(_stop, agent, folder)
    return folder / "journal"


def _stop(agent: Any, folder: Path) -> None:  # the class is not there on Windows
    agent.keys.clear()
    agent.shutdown()
    agent.server_close()
    shutil.rmtree(folder, ignore_errors=True)
    if os.environ.get(VARIABLE) == str(folder / "journal"):
        del os.environ[VARIABLE]


def _runtime_folder() -> str | None:
    given = os.environ.get("XDG_RUNTIME_DIR")
    return given if given and os.access(given, os.W_OK | os.X_OK) else None


def _answer(keys: dict[str, Private[str]], request: Private[Any]) -> Private[dict[str, Any]]:
    what, label = request.reveal().get("do"), str(request.reveal().get("label"))
    if what == "put" and isinstance(request.reveal().get("key"), str):
        keys[label] = Private(request.reveal()["key"])
    elif what == "get" and label in keys:
        return Private({"key": keys[label].reveal()})
    elif what == "has":
        return Private({"has": label in keys})
    elif what == "forget":
        keys.pop(label, None)
    return Private({})
