"""Remembering the unlocked key: in the JupyterLab session's agent where there is one, else in this process.

The agent (:mod:`securebase.journal.agent`) listens on a socket whose path stands in an environment variable;
the path is no secret. Nothing here touches the disk.
"""

from __future__ import annotations

import json
import os
import socket
import stat
import struct
from pathlib import Path
from typing import Any, Literal

from securebase.journal.private import Private

VARIABLE = "SECUREBASE_JOURNAL_AGENT"
LONGEST_MESSAGE = 4096
PATIENCE = 5.0  # seconds

_held: dict[str, Private[bytes]] = {}


def reach() -> Literal["session", "kernel"]:
    """Whether one unlocking serves every notebook of this JupyterLab session, or this process only."""
    return "kernel" if _ask(Private({"do": "greet"})) is None else "session"


def remember(label: str, key: Private[bytes]) -> None:
    """Keep the text of a key in memory under ``label`` until it is forgotten."""
    request: Private[dict[str, str]] = Private(
        {"do": "put", "label": label, "key": key.reveal().decode("ascii")}
    )
    if _ask(request) is None:
        _held[label] = key


def recall(label: str) -> Private[bytes] | None:
    """Return the text of the key kept under ``label``, or None."""
    answer = _ask(Private({"do": "get", "label": label}))
    if answer is not None and isinstance(answer.reveal().get("key"), str):
        return Private(answer.reveal()["key"].encode("ascii", "replace"))
    return _held.get(label)


def remembers(label: str) -> bool:
    """Whether a key is kept under ``label``; the key itself does not travel."""
    answer = _ask(Private({"do": "has", "label": label}))
    return label in _held or (answer is not None and answer.reveal().get("has") is True)


def forget(label: str) -> None:
    """Forget the key kept under ``label``, for every notebook of the session."""
    _held.pop(label, None)
    _ask(Private({"do": "forget", "label": label}))


def same_user(connection: socket.socket) -> bool:
    """Whether the other end belongs to this account; where no system call says, the folder's mode decides."""
    if not hasattr(socket, "SO_PEERCRED"):
        return True
    size = struct.calcsize("3i")
    _, user, _ = struct.unpack("3i", connection.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, size))
    return bool(user == os.geteuid())


def _ask(request: Private[dict[str, str]]) -> Private[dict[str, Any]] | None:
    """Return the agent's answer, or None where there is no agent that can be trusted."""
    place = os.environ.get(VARIABLE)
    if not place or not hasattr(socket, "AF_UNIX") or not _is_ours(Path(place)):
        return None
    try:
        return _exchanged(place, request)
    except (OSError, ValueError):
        return None


def _exchanged(place: str, request: Private[dict[str, str]]) -> Private[dict[str, Any]] | None:
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as connection:
        connection.settimeout(PATIENCE)
        connection.connect(place)
        if not same_user(connection):
            return None
        connection.sendall(json.dumps(request.reveal()).encode("ascii") + b"\n")
        with connection.makefile("rb") as answers:
            answer = Private(json.loads(answers.readline(LONGEST_MESSAGE)))
    return answer if isinstance(answer.reveal(), dict) else None


def _is_ours(place: Path) -> bool:
    try:
        found = place.parent.lstat()
    except OSError:
        return False
    return stat.S_ISDIR(found.st_mode) and found.st_uid == os.geteuid() and not found.st_mode & 0o077
