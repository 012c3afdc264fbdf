"""Whether a file on the server belongs to a workbook: by where it lies, which no file can say of itself."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

from securebase.course.workbook.folder import OWN, RECORD

if TYPE_CHECKING:
    from collections.abc import Callable


def in_workbook(server: Any) -> Callable[[str], bool]:  # Jupyter's application has no types
    """Return what tells of a path on this server whether it lies in a workbook, or is one.

    Under ``securebase lab`` the folder that the server shows is a workbook, and so everything lies in one.
    Of notebooks that a server keeps elsewhere than in folders, none does.
    """

    def lies_in_one(path: str) -> bool:
        shown: str | None = getattr(server.contents_manager, "root_dir", None)
        return shown is not None and _has_record_around(Path(shown) / path.strip("/"))

    return lies_in_one


def _has_record_around(named: Path) -> bool:
    # A link that leads into a workbook leads to its files, and a link in a workbook is one of its files.
    # os.path's functions say no where pathlib's raise: folders that may not be looked into, links in circles.
    meant = Path(os.path.realpath(named))
    around = (folder for place in (named, meant) for folder in (place, *place.parents))
    return any(os.path.isfile(folder / OWN / RECORD) for folder in around)  # noqa: PTH113
