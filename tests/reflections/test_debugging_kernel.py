"""A real kernel that is asked to log and to show everything: what is private is in none of it."""

from __future__ import annotations

import json
import os
import secrets

import pytest
from jupyter_client.manager import KernelManager

WORDS = "the ladder behind the shed, 60318"
SETUP = """
%xmode Verbose
import logging
logging.basicConfig(level=logging.DEBUG)
from securebase.reflections import journey, reflect
box = reflect("04-x", "Where?")
whole = journey()
print("PAGE", box.comm.comm_id, whole.comm.comm_id)
"""
# Whatever the last errors and displays left behind would be in one of these.
AFTERMATH = """
import gc, sys
print("LEFT", [repr(getattr(sys, name, None)) for name in ("last_value", "last_traceback")])
print(repr(box), box.get_state(), vars(box), repr(whole), sorted(globals()))
%history -g -n
"""


@pytest.fixture
def kernel(folder, tmp_path):
    """Start a kernel that logs at debug level."""
    manager = KernelManager(kernel_name="python3")
    log = tmp_path / "kernel.log"
    environment = os.environ | {
        "SECUREBASE_JOURNAL": str(folder),
        "IPYTHONDIR": str(tmp_path / "ipython"),
        "PYDEVD_DISABLE_FILE_VALIDATION": "1",
    }
    with log.open("wb") as output:
        manager.start_kernel(
            env=environment, cwd=str(tmp_path), stdout=output, stderr=output,
            extra_arguments=["--debug"],
        )  # fmt: skip
        client = manager.client()
        client.start_channels()
        client.wait_for_ready(timeout=60)
        yield client, log
        client.stop_channels()
        manager.shutdown_kernel(now=True)


def heard(client, message_id):
    """Return every message of one request, without buffers, and the buffers of those that have some."""
    texts, buffers = [], []
    while True:
        message = client.get_iopub_msg(timeout=60)
        buffers += [bytes(one) for one in message.pop("buffers", None) or []]
        texts.append(repr(message))
        same = message["parent_header"].get("msg_id") == message_id
        if same and message["content"].get("execution_state") == "idle":
            return "".join(texts), buffers


def ask(client, comm_id, name, value):
    """Send what the page sends."""
    content = {
        "comm_id": comm_id,
        "data": {"method": "custom", "content": {"ask": name, "number": secrets.randbelow(10**9)}},
    }
    message = client.session.msg("comm_msg", content)
    letter = json.dumps(value).encode()
    client.session.send(client.shell_channel.socket, message, buffers=[memoryview(letter)])
    return heard(client, message["header"]["msg_id"])


def test_a_kernel_at_debug_level_with_verbose_tracebacks_shows_no_word(kernel, folder):
    client, log = kernel
    said, _ = heard(client, client.execute(SETUP))
    box, whole = said.split("PAGE ")[1].split("\\n")[0].split()[:2]
    texts = [said]
    for comm_id, name, value in (
        (box, "keep", WORDS),  # no journal yet
        (box, "create", [None]),
        (box, "keep", WORDS),
        (box, "keep", {"not": [WORDS]}),  # of a kind that the journal refuses
        (box, "unlock", {"of another kind": WORDS}),
        (whole, "delete", [WORDS]),
        (whole, "change", [WORDS, WORDS]),
    ):
        text, buffers = ask(client, comm_id, name, value)
        texts.append(text)
        assert buffers == []
    text, buffers = ask(client, whole, "read", [])
    texts.append(text)
    assert WORDS.encode() in b"".join(buffers)
    left, _ = heard(client, client.execute(AFTERMATH))
    assert "LEFT" in left
    texts.append(left)

    written = log.read_bytes()
    assert b"comm_msg" in written, "this kernel did not log its messages"
    assert WORDS.encode() not in written
    assert WORDS not in "".join(texts)
    for path in folder.parent.rglob("*"):
        assert path.is_dir() or WORDS.encode() not in path.read_bytes(), path
