"""Files that are there whole or not at all, and never over one another."""

from __future__ import annotations

import errno
import os
import secrets
import sys
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from securebase.journal.errors import StorageError

if sys.platform != "win32":
    import fcntl

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from securebase.journal.private import Private

TEMPORARY = ".saving-"
_LOCK = ".lock"
_NO_LINKS = {errno.EPERM, errno.ENOSYS, errno.EOPNOTSUPP, errno.ENOTSUP, errno.EMLINK}
_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG} if sys.platform != "win32" else {errno.ENOSPC, errno.EFBIG}
_FORBIDDEN = {errno.EACCES, errno.EPERM, errno.EROFS}
_GONE = {errno.ENOENT, errno.ENOTDIR, errno.ESTALE} if sys.platform != "win32" else {errno.ENOENT}


@contextmanager
def in_words(what: str, folder: Path) -> Iterator[None]:
    """Turn the system's errors into one sentence: ``what`` could not be done, why, and what to do.

    Raises
    ------
    StorageError
        Whenever the block raises an ``OSError``.
    """
    try:
        yield
    except OSError as error:
        raise StorageError(f"{what}: {_reason(error, folder)}") from None


def _reason(error: OSError, folder: Path) -> str:
    if error.errno in _FULL:
        return f"the disk that holds {folder} is full. Free some space there and try again."
    if error.errno in _FORBIDDEN:
        return f"this account may not read or write in {folder}. Allow it to write there, and try again."
    if error.errno in _GONE:
        return f"{folder} is no longer complete; it was moved or deleted. Put it back and try again."
    return f"the system refused at {folder} ({error.strerror or type(error).__name__}). Try again."


def private_folder(folder: Path) -> None:
    """Make a folder that only this account can open, with those above it; what is there stays as it is."""
    if not folder.parent.exists():
        private_folder(folder.parent)
    private_part(folder)


def private_part(folder: Path) -> None:
    """Make a folder in one that must be there; when this returns, its name is on disk."""
    try:
        folder.mkdir(mode=0o700)
    except FileExistsError:
        return
    sync_folder(folder.parent)


def close_to_others(folder: Path) -> None:
    """Take every right from other accounts: copying a folder about may have given them some."""
    if sys.platform == "win32":
        return
    with suppress(OSError):
        mode = folder.stat().st_mode
        if mode & 0o077:
            folder.chmod(mode & 0o700)


def save_new(folder: Path, name: str, data: Private[bytes]) -> None:
    """Write a new file and return when it is on disk: temporary file, fsync, a name of its own, fsync.

    Parameters
    ----------
    folder
        Where the file goes; it must be there.
    name
        The file's name.
    data
        The file's bytes.

    Raises
    ------
    FileExistsError
        If the name is taken; what is there stays as it is.
    OSError
        If any step fails; then no file of this name was made.
    """
    final = folder / name
    with _temporary(folder, data) as temporary:
        _name_without_overwriting(temporary, final)
        try:
            sync_folder(folder)
        except BaseException:
            _unlink_quietly(final)
            raise


def replace(path: Path, data: Private[bytes]) -> None:
    """Put ``data`` in the place of a file in one step: at any moment the old or the new one is there, whole.

    Parameters
    ----------
    path
        The file; its folder must be there.
    data
        Its new bytes.

    Raises
    ------
    OSError
        If any step before the last fails; the file is then as it was.
    """
    with _temporary(path.parent, data) as temporary:
        temporary.replace(path)
        sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    """Make the names in ``folder`` durable, where the system can."""
    if sys.platform == "win32":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        _sync(handle)
    finally:
        _close_quietly(handle)


def tidy(folder: Path) -> None:
    """Remove temporary files whose process has died; those still being written are locked and stay."""
    with suppress(OSError):
        for path in folder.glob(f"{TEMPORARY}*"):
            _remove_if_abandoned(path)


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """Wait until no other process changes the key of the journal in ``folder``, and keep others waiting."""
    handle = _lock_handle(folder / _LOCK)
    try:
        yield
    finally:
        _close_quietly(handle)


def remove_lock(folder: Path) -> None:
    """Remove the lock's file; only while holding it."""
    _unlink_quietly(folder / _LOCK)


def _lock_handle(path: Path) -> int:
    while True:
        handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            _lock(handle, wait=True)
            if _is_at(path, handle):
                return handle
        except BaseException:
            _close_quietly(handle)
            raise
        # Whoever held the lock removed its file together with the journal.
        _close_quietly(handle)


def _is_at(path: Path, handle: int) -> bool:
    try:
        return path.stat().st_ino == os.fstat(handle).st_ino
    except FileNotFoundError:
        return False


def _lock(handle: int, *, wait: bool) -> bool:
    """Lock a file and say whether it worked; a network disk without locks counts as free."""
    if sys.platform == "win32":
        return True
    try:
        fcntl.flock(handle, fcntl.LOCK_EX if wait else fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError as error:
        if error.errno in {errno.ENOLCK, errno.EBADF, errno.EOPNOTSUPP, errno.ENOSYS}:
            return wait
        raise
    return True


@contextmanager
def _temporary(folder: Path, data: Private[bytes]) -> Iterator[Path]:
    handle, path = _claim(folder)
    try:
        _write_all(handle, data)
        _sync(handle)
        if sys.platform == "win32":
            # An open file cannot be renamed there.
            os.close(handle)
            handle = -1
        yield path
    finally:
        if handle >= 0:
            _close_quietly(handle)
        _unlink_quietly(path)


def _claim(folder: Path) -> tuple[int, Path]:
    """Make a temporary file and lock it, so that nobody tidies it away while it is being written."""
    while True:
        path = folder / f"{TEMPORARY}{secrets.token_hex(8)}"
        handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600)
        _lock(handle, wait=False)
        # Another process may have tidied it between these two lines.
        if sys.platform == "win32" or os.fstat(handle).st_nlink:
            return handle, path
        _close_quietly(handle)


def _remove_if_abandoned(path: Path) -> None:
    if sys.platform == "win32":
        # Without such locks nobody can tell a file that is being written from one that was left.
        return
    handle = os.open(path, os.O_RDWR | os.O_NOFOLLOW)
    try:
        if _lock(handle, wait=False):
            path.unlink()
    finally:
        _close_quietly(handle)


def _sync(handle: int) -> None:
    """Return when the disk itself has it; on macOS, fsync alone leaves it in the disk's own memory."""
    if sys.platform == "darwin":
        with suppress(OSError):  # not every disk can
            fcntl.fcntl(handle, fcntl.F_FULLFSYNC)
            return
    os.fsync(handle)


def _write_all(handle: int, data: Private[bytes]) -> None:
    left = memoryview(data.reveal())
    while left:
        left = left[os.write(handle, left) :]


def _name_without_overwriting(temporary: Path, final: Path) -> None:
    if sys.platform == "win32":
        temporary.rename(final)  # refuses a name that is taken
        return
    try:
        final.hardlink_to(temporary)
    except OSError as error:
        if error.errno not in _NO_LINKS:
            raise
        # A disk without hard links. The name holds 64 random bits, so that nobody takes it in between.
        if os.path.lexists(final):
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(final)) from None
        temporary.rename(final)


def _close_quietly(handle: int) -> None:
    # What was written was synced before; a handle is gone even if closing it reports an error.
    with suppress(OSError):
        os.close(handle)


def _unlink_quietly(path: Path) -> None:
    with suppress(OSError):
        path.unlink()
