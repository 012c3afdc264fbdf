"""Tools that interrupt a journal's work at chosen steps, kill it, and look at what is left."""

from __future__ import annotations

import contextlib
import os
import signal
import time

from securebase.journal import Journal
from securebase.journal.errors import StorageError

# Every call by which the journal touches the disk.
STEPS = ("open", "write", "fsync", "link", "rename", "replace", "unlink", "mkdir", "rmdir", "close")


@contextlib.contextmanager
def at_step(number, act):
    """Call ``act`` just before the ``number``-th step on the disk; yield a list: whether it came so far."""
    real = {name: getattr(os, name) for name in STEPS}
    count = 0
    reached = []

    def counted(name):
        def step(*given, **named):
            nonlocal count
            count += 1
            if count != number:
                return real[name](*given, **named)
            reached.append(name)
            if name == "close":
                # A close that fails has closed all the same.
                real[name](*given, **named)
                act(name)
                return None
            act(name)
            return real[name](*given, **named)

        return step

    for name in STEPS:
        setattr(os, name, counted(name))
    try:
        yield reached
    finally:
        for name, function in real.items():
            setattr(os, name, function)


def die(_):
    """End this process as a power cut would."""
    os.kill(os.getpid(), signal.SIGKILL)


def refuse(number):
    """Return an act that fails as the system does, with this error number."""

    def act(name):
        raise OSError(number, os.strerror(number), name)

    return act


def check(folder, acknowledged):
    """See that every acknowledged entry is readable, in order, and that nothing half-written is shown."""
    reading = Journal(folder).read()
    assert reading.unreadable == (), reading.unreadable
    found = [entry.id for entry in reading.entries]
    assert found == sorted(found)
    lost = set(acknowledged) - set(found)
    assert not lost, f"{len(lost)} acknowledged entries were lost"
    assert all(entry.value == f"words of {entry.prompt}" for entry in reading.entries)
    return found


def keep(journal, name):
    """Keep an entry whose words follow from its prompt, so that anyone can check them."""
    return journal.write("01-x", name, f"words of {name}", kind="text").id


def child(work):
    """Run ``work(say)`` in a forked process; return its id and the pipe on which it says things."""
    reading, writing = os.pipe()
    process = os.fork()
    if process:
        os.close(writing)
        return process, reading
    try:
        os.close(reading)
        work(lambda word: os.write(writing, f"{word}\n".encode()))
    except BaseException as error:  # noqa: BLE001  # a forked child must not go on with its parent's program
        os.write(2, f"{type(error).__name__}: {error}\n".encode())
        os._exit(1)
    os._exit(0)


def killed(work, chance):
    """Let ``work`` get going, kill it within about two of its turns, and return what it had said."""
    began = time.monotonic()
    process, pipe = child(work)
    with os.fdopen(pipe) as heard:
        said = [heard.readline().strip()]
        time.sleep(chance.uniform(0, 2 * (time.monotonic() - began)))
        os.kill(process, signal.SIGKILL)
        os.waitpid(process, 0)
        return said + heard.read().split()


def words(pipe):
    """Return everything that a child said until its end."""
    with os.fdopen(pipe) as heard:
        return heard.read().split()


def refusal(work):
    """Return the sentence with which the journal refuses ``work``, or None if it was done."""
    try:
        work()
    except StorageError as error:
        return str(error)
    return None
