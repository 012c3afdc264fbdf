"""A port for a server that a test starts, which nobody takes before the server does.

A port that the system gives away is free only for a moment: the next kernel or browser may get the same one.
These lie below that range (from 32768 on Linux, from 49152 elsewhere), and each worker of pytest-xdist has
its own.
"""

from __future__ import annotations

import itertools
import os
import random
import socket

FIRST, EACH = 20_000, 1_000
_turn = itertools.count(random.randrange(EACH))  # noqa: S311 - no secret; two runs at once begin elsewhere


def free_port() -> int:
    worker = int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw"))
    for turn in itertools.islice(_turn, EACH):
        port = FIRST + EACH * (worker % 10) + turn % EACH
        with socket.socket() as probe:
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
            return port
    raise AssertionError(f"None of {EACH} ports from {FIRST} is free.")
