"""The record of what was ever filled into a workbook: how we know what the learner changed."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from securebase.course.atomic import write_atomically

if TYPE_CHECKING:
    from pathlib import Path

_FORMAT = 1


@dataclass
class Record:
    """What was filled, by path in the workbook.

    Attributes
    ----------
    digests
        For each path, every digest ever filled there. Written before the files are, so that an interrupted
        fill never makes an untouched file look changed.
    current
        For each path, the SHA-256 of the bytes that the last complete fill left there.
    damaged
        True if there was a record that could not be read; then nothing is known, and only files that
        equal the course's count as untouched.
    """

    digests: dict[str, set[str]] = field(default_factory=dict)
    current: dict[str, str] = field(default_factory=dict)
    damaged: bool = False

    def knows(self, path: str, digest: str | None) -> bool:
        """Whether ``digest`` was ever filled at ``path``."""
        return digest is not None and digest in self.digests.get(path, set())

    def add(self, path: str, digest: str | None) -> None:
        """Note that ``digest`` is about to be filled at ``path``."""
        if digest is not None:
            self.digests.setdefault(path, set()).add(digest)

    def save(self, path: Path, scratch: Path) -> None:
        """Write the record, whole or not at all."""
        content = {
            "format": _FORMAT,
            "digests": {place: sorted(known) for place, known in sorted(self.digests.items())},
            "current": dict(sorted(self.current.items())),
        }
        write_atomically(path, json.dumps(content, indent=1).encode(), scratch)


def load_record(path: Path) -> Record:
    """Read a workbook's record; an empty one if there is none, one marked damaged if it makes no sense."""
    try:
        content = json.loads(path.read_bytes())
        if content["format"] != _FORMAT:
            return Record(damaged=True)
        return Record(
            digests={str(place): set(known) for place, known in content["digests"].items()},
            current={str(place): str(digest) for place, digest in content["current"].items()},
        )
    except FileNotFoundError:
        return Record()
    except (ValueError, KeyError, TypeError, AttributeError):
        return Record(damaged=True)
