"""Backups made to order, with anything inside, and what a folder held before one was brought back."""

from __future__ import annotations

import io
import stat
import zipfile

from securebase.journal import Private

ENTRY = "entries/20260301-120000-000000-0123456789abcdef.age"


def enclosed(desk, files):
    """Return a backup of the sealed journal's passphrase with any bytes inside."""
    return desk.wrapped(Private(files), Private("two kind words"))


def zipped(files, kind=stat.S_IFREG, compression=zipfile.ZIP_STORED):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", compression) as made:
        for name, data in files:
            member = zipfile.ZipInfo(name)
            member.external_attr = (kind | 0o600) << 16
            member.compress_type = compression
            made.writestr(member, data)
    return buffer.getvalue()


def snapshot(folder):
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file() and path.name != ".lock"}
