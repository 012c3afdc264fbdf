"""What an earlier version of the course left on someone's disk: see tests/fixtures/README.md."""

from __future__ import annotations

import tarfile
from pathlib import Path

_PACKED = Path(__file__).parents[1] / "fixtures" / "version-0.1.0.tar.gz"


def unpack_earlier_version(into: Path) -> Path:
    """Unpack all of it below ``into`` and return the folder with ``workbook``, ``journal`` and ``course``."""
    with tarfile.open(_PACKED) as packed:
        packed.extractall(into, filter="data")
    return into / "version-0.1.0"
