"""Run a learner's function in a separate Python process, which can be stopped, and trust nothing it returns.

The other process is told the code and what to call it with, and never what is right. It answers with numbers
or a kind of failure, in one line of JSON. That line is taken for text by a stranger: it has to hold what was
asked for and a number that only this trial knows, or it counts as no answer. The number keeps out what code
writes to the wrong descriptor; it is no wall against code that looks for it in its own process.
"""

from __future__ import annotations

import contextlib
import json
import math
import os
import queue
import secrets
import signal
import subprocess
import sys
import tempfile
import threading
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from securebase.exercises.child import MOST

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

SECONDS = 5.0  # for the learner's code
TO_START = 60.0  # for Python and what the exercise imports, on a machine that is at work
QUIET = ("exercise", "answer", "display", "get_ipython")  # a notebook's own; a trial keeps and shows nothing
_LINE = 65_536  # bytes of an answer
_CHILD = Path(__file__).with_name("child.py")
_NOT_PASSED_ON = ("JPY_", "JUPYTER", "NBGRADER", "MPLBACKEND")


@dataclass(frozen=True)
class Failure:
    """Why there are no numbers.

    Attributes
    ----------
    kind : str
        As ``child.py`` names it, or ``slow``, ``ended`` or ``no start``.
    said : str
        What Python says of it, or the name or type concerned: printable, and at most 120 characters.
    in_cell : bool
        Whether the cell stopped before it had the function.
    """

    kind: str
    said: str = ""
    in_cell: bool = False


def run_apart(
    source: str, function: str, given: str, cases: Sequence[Sequence[Any]]
) -> list[float] | Failure:
    """Return what a function gives for each case.

    Parameters
    ----------
    source : str
        The Python that makes the function; at most about 100,000 characters.
    function : str
        Its name.
    given : str
        Lines of the course's own that run before it.
    cases : sequence
        The arguments of each call: numbers, lists, or arrays.

    Returns
    -------
    list of float or Failure
        A finite number for each case, or why there are none.
    """
    nonce = secrets.token_hex(16)
    asked = {
        "nonce": nonce,
        "seconds": math.ceil(2 * SECONDS),
        "quiet": QUIET,
        "given": given,
        "source": source,
        "function": function,
        "cases": [[_plain(each) for each in case] for case in cases],
    }
    try:
        with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder, _started(folder) as process:
            lines = _lines_of(process)
            with contextlib.suppress(BrokenPipeError), process.stdin as to_child:  # type: ignore[union-attr]
                to_child.write(json.dumps(asked | {"path": _path()}).encode())
            if not _is_ready(lines.get(timeout=TO_START), nonce):
                return Failure("no start")
            try:
                return _answer(lines.get(timeout=SECONDS), nonce, len(cases))
            except queue.Empty:
                return Failure("slow")
    except (OSError, queue.Empty):
        return Failure("no start")


def printable(text: object) -> str:
    """Return a stranger's words as one line that does nothing where it is shown."""
    shown = "".join(each if each.isprintable() else " " for each in str(text)[: 4 * MOST])
    return " ".join(shown.split())[:MOST]


@contextlib.contextmanager
def _started(folder: str) -> Iterator[subprocess.Popen[bytes]]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(_NOT_PASSED_ON)}
    process = subprocess.Popen(
        [sys.executable, "-I", str(_CHILD)],
        cwd=folder,
        # No widgets, no windows, and no pool of threads that takes longer to start than the work does.
        env=kept | {"NBGRADER_EXECUTION": "trial", "MPLBACKEND": "Agg", "OPENBLAS_NUM_THREADS": "1"},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        start_new_session=True,  # what it starts belongs to it, and ends with it
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),  # on Windows
    )
    try:
        yield process
    finally:
        _end(process)


def _end(process: subprocess.Popen[bytes]) -> None:
    if hasattr(os, "killpg"):
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
    else:
        end_all = ["taskkill", "/F", "/T", "/PID", str(process.pid)]
        subprocess.run(end_all, capture_output=True, check=False)
    process.kill()
    process.wait()


def _lines_of(process: subprocess.Popen[bytes]) -> queue.SimpleQueue[bytes]:
    """Return a queue of what a process says, which can be waited for on every system."""
    lines: queue.SimpleQueue[bytes] = queue.SimpleQueue()

    def read() -> None:
        with process.stdout as said:  # type: ignore[union-attr]
            for _ in ("ready", "answer"):
                lines.put(said.readline(_LINE))

    threading.Thread(target=read, daemon=True).start()
    return lines


def _path() -> list[str]:
    """Return where modules are imported from; never the notebook's folder."""
    return [place for place in sys.path if Path(place).is_absolute() and Path(place) != Path.cwd()]


def _plain(value: Any) -> Any:
    return {"array": value.tolist(), "dtype": str(value.dtype)} if hasattr(value, "dtype") else value


def _is_ready(line: bytes, nonce: str) -> bool:
    return _read(line, nonce).get("ready") is True


def _answer(line: bytes, nonce: str, count: int) -> list[float] | Failure:
    said = _read(line, nonce)
    numbers, kind = said.get("numbers"), said.get("failure")
    if isinstance(numbers, list) and len(numbers) == count and all(map(_is_finite, numbers)):
        return numbers
    if isinstance(kind, str):
        return Failure(kind, printable(said.get("said", "")), said.get("in_cell") is True)
    return Failure("ended")


def _is_finite(number: object) -> bool:
    return isinstance(number, float) and math.isfinite(number)


def _read(line: bytes, nonce: str) -> dict[str, Any]:
    """Return what a line says; nothing if it is not whole, or of somebody else."""
    try:
        said = json.loads(line)
    except (ValueError, RecursionError):
        return {}
    return said if isinstance(said, dict) and said.get("nonce") == nonce else {}
