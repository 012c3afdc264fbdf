"""Which files were written between two moments, and what the processes in between were told."""

from __future__ import annotations

import contextlib
import os
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

# Windows into the kernel, not files; /dev/shm is memory that programs write files to, and stays in.
NOT_FILES = ("/proc", "/sys", "/dev")
MEMORY = "/dev/shm"  # noqa: S108  it is looked through, nothing is put there

Snapshot = dict[str, tuple[int, int, int, int]]


def snapshot(*roots: Path | str) -> Snapshot:
    """Return size, times and number of every file below these folders."""
    seen: Snapshot = {}
    folders = [str(root) for root in roots]
    while folders:
        with contextlib.suppress(OSError), os.scandir(folders.pop()) as entries:
            for entry in entries:
                with contextlib.suppress(OSError):
                    if entry.is_dir(follow_symlinks=False):
                        if entry.path not in NOT_FILES:
                            folders.append(entry.path)
                    elif entry.is_symlink() or entry.is_file(follow_symlinks=False):
                        state = entry.stat(follow_symlinks=False)
                        seen[entry.path] = (state.st_size, state.st_mtime_ns, state.st_ctime_ns, state.st_ino)
    return seen


def files_changed(before: Snapshot, after: Snapshot, since: int) -> list[Path]:
    """Return the files that are new, or look other than before, or were touched since a moment (nanoseconds).

    The first look may be taken beside the work: what it came to too late was touched since the beginning.
    That time of a file (its ctime) is the system's own, which no program can set.
    """
    return sorted(
        Path(path) for path, state in after.items() if before.get(path) != state or state[2] >= since
    )


class Watch:
    """Looks at every file below some folders from now on, and names those that were written."""

    def __init__(self, *roots: Path | str) -> None:
        self._roots = roots
        # Systems keep the times of files to a few milliseconds, and late.
        self._since = time.time_ns() - 50_000_000
        self._looking = ThreadPoolExecutor(1)
        self._before = self._looking.submit(snapshot, *roots)

    def written(self) -> list[Path]:
        """Return the files that were written since the watch began."""
        before = self._before.result()
        self._looking.shutdown()
        return files_changed(before, snapshot(*self._roots), self._since)


def processes_of(parent: int) -> dict[str, bytes]:
    """Return arguments and environment of a process and of all that came from it."""
    parents = {}
    for folder in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError, IndexError):
            parents[int(folder.name)] = int((folder / "stat").read_text().rsplit(")", 1)[1].split()[1])
    family = {parent}
    while grown := {pid for pid, above in parents.items() if above in family} - family:
        family |= grown
    told = {}
    for pid in family:
        for what in ("cmdline", "environ"):
            with contextlib.suppress(OSError):
                told[f"{what} of process {pid}"] = Path(f"/proc/{pid}/{what}").read_bytes()
    return told
