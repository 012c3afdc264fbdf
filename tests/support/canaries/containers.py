"""What is inside a file: the bytes themselves, and those that a zip, gzip, zlib or SQLite file holds."""

from __future__ import annotations

import contextlib
import gzip
import io
import sqlite3
import tempfile
import zipfile
import zlib
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

DEEPEST = 4
ZLIB = (b"\x78\x01", b"\x78\x5e", b"\x78\x9c", b"\x78\xda")


def contents(name: str, data: bytes, depth: int = 0) -> Iterator[tuple[str, bytes]]:
    """Yield each layer of a file with words for where it was."""
    yield name, data
    if depth >= DEEPEST:
        return
    for place, part in unpacked(name, data):
        yield from contents(place, part, depth + 1)


def unpacked(name: str, data: bytes) -> Iterator[tuple[str, bytes]]:
    """Yield what the file holds, one layer down; a damaged one yields as much as can be read."""
    if data[:2] == b"\x1f\x8b":
        with contextlib.suppress(OSError, EOFError, zlib.error):
            yield f"{name} (gzip)", gzip.decompress(data)
    elif data[:2] in ZLIB:
        with contextlib.suppress(zlib.error):
            yield f"{name} (zlib)", zlib.decompressobj().decompress(data)
    elif data.startswith(b"SQLite format 3\0"):
        yield f"{name} (SQLite)", b"\n".join(rows(data))
    elif zipfile.is_zipfile(io.BytesIO(data)):
        with contextlib.suppress(zipfile.BadZipFile), zipfile.ZipFile(io.BytesIO(data)) as archive:
            for one in archive.infolist():
                with contextlib.suppress(zipfile.BadZipFile, RuntimeError, zlib.error, NotImplementedError):
                    yield f"{name} (zip): {one.filename}", one.filename.encode() + b"\n" + archive.read(one)


def rows(data: bytes) -> Iterator[bytes]:
    """Yield every value of a database: a long one is scattered over its file in pages."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "copy.sqlite"
        copy.write_bytes(data)
        # immutable: without it, a copy taken without its journal would want to write.
        connection = sqlite3.connect(f"file:{copy}?mode=ro&immutable=1", uri=True)
        connection.text_factory = bytes
        with contextlib.closing(connection), contextlib.suppress(sqlite3.Error):
            tables = connection.execute("select name from sqlite_master where type = 'table'").fetchall()
            for (table,) in tables:
                quoted = table.decode().replace('"', '""')
                for row in connection.execute(f'select * from "{quoted}"'):  # noqa: S608  a name from the file
                    yield from (str(one).encode() if not isinstance(one, bytes) else one for one in row)
