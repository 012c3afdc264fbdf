"""Where a workbook is: around a place, or a little below it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from securebase.course.workbook.folder import OWN, RECORD

if TYPE_CHECKING:
    from pathlib import Path


def workbooks_near(place: Path) -> list[Path]:
    """Return the workbook folder around ``place``; if there is none, those at most two folders below it."""
    for folder in (place, *place.parents):
        if (folder / OWN / RECORD).is_file():
            return [folder]
    below = (place.glob(f"{depth}/{OWN}/{RECORD}") for depth in ("*", "*/*"))
    return [record.parents[1] for records in below for record in sorted(records)]
