"""Which files were written between two moments, and what the processes in between were told."""

from __future__ import annotations

import contextlib
import os
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


def files_changed(before: Snapshot, after: Snapshot) -> list[Path]:
    """Return the files that are new or were written."""
    return sorted(Path(path) for path, state in after.items() if before.get(path) != state)


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
