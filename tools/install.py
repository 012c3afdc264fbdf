"""Install the exact versions of a lock file with pip, and show how far it is: ``install.py LOCK``.

Uses the standard library only: it runs in an environment that holds nothing else yet.
"""

from __future__ import annotations

import queue
import subprocess
import sys
import threading
import time
from pathlib import Path

# How pip's lines show that it has taken up another package of the file itself, or left one out.
TAKEN_UP, LEFT_OUT = "(from -r ", "Ignoring "
FAILED = (
    "The packages of {lock} could not all be installed; pip's reason stands above. "
    "Look whether the internet can be reached and the disk has a gigabyte free, then run the command again."
)


def show(text: str, end: str = "\n") -> None:
    """Rewrite the current line on a terminal; elsewhere keep only whole lines."""
    if sys.stdout.isatty():
        print(f"\r{text:<60}", end=end, flush=True)
    elif end:
        print(text, flush=True)


def read_into(lines: queue.Queue[str | None], process: subprocess.Popen[str]) -> None:
    """Hand over each line of pip's output, and None at its end."""
    assert process.stdout is not None  # noqa: S101 - it was asked for as a pipe
    for line in process.stdout:
        lines.put(line)
    lines.put(None)


def follow(lines: queue.Queue[str | None], packages: int) -> list[str]:
    """Show the progress that pip's lines tell of, until their end; return them."""
    said: list[str] = []
    taken_up, unpacking_since = 0, None
    while True:
        try:
            line = lines.get(timeout=1)
        except queue.Empty:
            if unpacking_since:  # pip is silent here, for half of its time
                show(f"  Unpacking them ... {time.monotonic() - unpacking_since:.0f} s", end="")
            continue
        if line is None:
            show("", end="")
            return said
        said.append(line)
        if line.startswith(LEFT_OUT):
            packages -= 1
        elif TAKEN_UP in line:
            taken_up += 1
            show(f"  Fetching {taken_up} of {packages} packages", end="")
        elif line.startswith("Installing collected packages"):
            unpacking_since = time.monotonic()
            show(f"  Fetched all {taken_up} packages. Unpacking them ...")


def install(lock: Path) -> int:
    """Run pip and count along; return its exit status."""
    pins = [line for line in lock.read_text().splitlines() if line and not line.startswith("#")]
    command = [sys.executable, "-m", "pip", "install", "--progress-bar", "off", "--requirement", str(lock)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    lines: queue.Queue[str | None] = queue.Queue()
    threading.Thread(target=read_into, args=(lines, process), daemon=True).start()
    said = follow(lines, len(pins))
    status = process.wait()
    if status:
        print(*said[-20:], sep="")
        print(FAILED.format(lock=lock.name))
    return status


if __name__ == "__main__":
    sys.exit(install(Path(sys.argv[1])))
