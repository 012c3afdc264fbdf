"""Where the course's own files lie: the one place that knows."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def content_root() -> Path:
    """Return the folder that holds ``lessons``, ``exercises`` and ``assets``.

    An installed package carries them inside itself; in a clone they lie at the top of the repository.

    Raises
    ------
    FileNotFoundError
        If neither place holds them, which means that the installation is damaged.
    """
    for root in (_PACKAGE / "_content", _PACKAGE.parents[1]):
        if (root / "lessons").is_dir() and (root / "assets").is_dir():
            return root
    raise FileNotFoundError(
        f"The course's lessons and assets were not found beside {_PACKAGE}. "
        "Install Secure Base again; `securebase doctor` tells what else may be wrong."
    )
