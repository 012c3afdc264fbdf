"""Writing a file so that, whatever happens, either the old or the new one is there, whole."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path


def write_atomically(path: Path, data: bytes, scratch: Path) -> None:
    """Write ``data`` to ``path``: temporary file, fsync, rename, fsync of the folder.

    Parameters
    ----------
    path
        Where the file goes; its folder must be there.
    data
        The file's bytes.
    scratch
        A folder on the same disk for the temporary file; a leftover then never lies among the learner's.

    Raises
    ------
    OSError
        If any step fails; ``path`` is then as it was before.
    """
    handle, name = tempfile.mkstemp(dir=scratch)
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        _open_to_the_usual_readers(temporary)
        os.replace(temporary, path)  # noqa: PTH105  # the one call that tests interrupt
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    """Make the names in ``folder`` durable, where the system can."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _open_to_the_usual_readers(path: Path) -> None:
    # mkstemp makes files that nobody else can read; a workbook is an ordinary folder.
    mask = os.umask(0)
    os.umask(mask)
    path.chmod(0o666 & ~mask)
