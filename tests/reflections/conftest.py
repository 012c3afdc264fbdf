"""A page without a browser, and a journal of its own for each test."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field
from itertools import count

import comm
import pyrage
import pytest

from securebase.journal import Journal
from securebase.reflections import desk


@dataclass
class Answer:
    """What came back to the page: what may be logged, and what was in buffers."""

    content: dict
    letter: object = None
    files: list[bytes] = field(default_factory=list)

    @property
    def event(self):
        return self.content["event"]


class Page:
    """Stands in for the front end: asks by number, and hears everything."""

    def __init__(self):
        self.messages = []
        self._numbers = count(1)

    def ask(self, widget, name, value=None, *files):
        number = next(self._numbers)
        buffers = [json.dumps(value).encode(), *files] if value is not None or files else []
        message = {"data": {"method": "custom", "content": {"ask": name, "number": number}}}
        widget.comm.handle_msg({"content": message, "buffers": [memoryview(one) for one in buffers]})
        for content, held in reversed(self.messages):
            if content.get("number") == number:
                return Answer(content, json.loads(held[0]) if held else None, held[1:])
        raise AssertionError(f"no answer to {name}")

    @property
    def news(self):
        return [content for content, _held in self.messages if content.get("news")]

    def in_the_clear(self):
        """Everything that a log of messages would show."""
        return repr([content for content, _held in self.messages])


@pytest.fixture(autouse=True)
def page(monkeypatch):
    screen = Page()

    class Wire(comm.base_comm.BaseComm):
        def publish_msg(self, _kind, data=None, metadata=None, buffers=None, **_keys):  # noqa: ARG002
            content = data["content"] if data and data.get("method") == "custom" else data
            screen.messages.append((content or {}, [bytes(one) for one in buffers or []]))

    monkeypatch.setattr(comm, "create_comm", Wire)
    return screen


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    """Where this test's journal would be; it is not there yet."""
    for name in ("NBGRADER_EXECUTION", "SECUREBASE_JOURNAL_AGENT"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("SECUREBASE_JOURNAL", str(tmp_path / "journal"))
    desk.journal.cache_clear()
    desk.shown.clear()
    yield tmp_path / "journal"
    desk.journal.cache_clear()


@pytest.fixture(autouse=True)
def quick_lock(monkeypatch):
    """Age makes each guess at a passphrase slow; the journal's own tests use the real one."""
    head = b"age-encryption.org/v1\n-> scrypt quick 17\n"

    def seal(text, secret):
        return head + hashlib.sha256(secret.encode()).digest() + bytes(byte ^ 0x55 for byte in text)

    def unseal(data, secret):
        if data[: len(head) + 32] != head + hashlib.sha256(secret.encode()).digest():
            raise pyrage.DecryptError("Decryption failed")
        return bytes(byte ^ 0x55 for byte in data[len(head) + 32 :])

    monkeypatch.setattr(pyrage.passphrase, "encrypt", seal)
    monkeypatch.setattr(pyrage.passphrase, "decrypt", unseal)


@pytest.fixture(scope="session")
def passphrase():
    """Invented here."""
    return "velvet-otter-drum-8812"


@pytest.fixture
def open_journal(folder):
    journal = Journal(folder)
    journal.create(None)
    return journal


@pytest.fixture
def locked_journal(folder, passphrase):
    journal = Journal(folder)
    journal.create(passphrase)
    journal.lock()
    return journal
