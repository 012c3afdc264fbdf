"""The one error for a fault in the course's own files: a sentence for the author who can fix it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


class ContentError(ValueError):
    """A file of the course is not as it should be; the message names file, entry and field."""


def shown(path: Path) -> str:
    """Return how a message names a file: its folder and its name, such as ``assets/evidence.yml``."""
    return "/".join(path.parts[-2:])
