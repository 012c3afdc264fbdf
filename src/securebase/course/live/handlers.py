"""What the front-end plugin may ask the server, and the answers."""

from __future__ import annotations

import asyncio
import json
from dataclasses import asdict, replace
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any

from jupyter_server.base.handlers import APIHandler
from jupyter_server.utils import url_path_join
from tornado import web

import securebase.widgets
from securebase.course.live.neighbours import importable
from securebase.course.live.outline import outline, workbook_of
from securebase.course.live.progress import ProgressError, change_progress, read_progress
from securebase.course.live.recognition import recognise

if TYPE_CHECKING:
    from collections.abc import Callable

_KIT = Path(securebase.widgets.__file__).with_name("static") / "kit.css"
ROOM = "securebase"  # our part of the server's addresses


class _Handler(APIHandler):
    """Answers in JSON; what takes time happens beside the server's loop."""

    def _root(self) -> Path | None:
        root = getattr(self.contents_manager, "root_dir", None)
        return Path(root) if root else None

    def _workbook(self, path: str) -> Path | None:
        root = self._root()
        if root is None:
            return None
        inside = PurePosixPath(path.lstrip("/"))
        # A path may name what is not there yet, but nothing above the folder that the server shows.
        return None if ".." in inside.parts else workbook_of(root / inside, root)

    def _place_of(self, workbook: Path) -> str:
        root = self._root()
        relative = workbook.relative_to(root) if root else workbook
        return "" if relative == Path() else relative.as_posix()

    async def _answer(self, work: Callable[[], dict[str, Any]]) -> None:
        loop = asyncio.get_running_loop()
        self.finish(json.dumps(await loop.run_in_executor(None, work)))


def _is_cell(cell: object) -> bool:
    return (
        isinstance(cell, dict)
        and isinstance(cell.get("cell_type"), str)
        and isinstance(cell.get("source"), str)
        and isinstance(cell.get("metadata", {}), dict)
    )


class RecogniseHandler(_Handler):
    """Whether an open notebook is ours and unchanged, and which of its cells may run by themselves."""

    @web.authenticated
    async def post(self) -> None:
        """Answer for one notebook; see :func:`recognise`."""
        body = self.get_json_body() or {}
        path, cells, metadata = body.get("path"), body.get("cells"), body.get("metadata")
        if not isinstance(path, str) or not isinstance(cells, list) or not isinstance(metadata, dict):
            raise web.HTTPError(400, "A notebook is recognised by its path, its cells and its metadata.")
        if not all(map(_is_cell, cells)):
            raise web.HTTPError(400, "A cell has a cell_type and a source, which are text, and metadata.")
        root = self._root()

        def work() -> dict[str, Any]:
            found = recognise(PurePosixPath(path), cells, metadata)
            beside = importable((root / path.lstrip("/")).parent) if root and found.unchanged else ()
            if beside:
                found = replace(found, unchanged=False, runs=())
            return asdict(found) | {"beside": beside}

        await self._answer(work)


class CourseHandler(_Handler):
    """The lessons of a workbook, and how far the learner is."""

    @web.authenticated
    async def get(self) -> None:
        """Answer for the workbook around a file, or for the only one there is."""
        workbook = self._workbook(self.get_query_argument("path", ""))
        if workbook is None:
            await self._answer(lambda: {"workbook": None, "lessons": [], "progress": None})
            return
        place = self._place_of(workbook)
        await self._answer(
            lambda: {
                "workbook": place,
                "lessons": outline(workbook),
                "progress": read_progress(workbook),
            }
        )

    @web.authenticated
    async def post(self) -> None:
        """Add a change to the progress and answer with the whole; see :func:`change_progress`."""
        body = self.get_json_body() or {}
        path, change = body.get("path"), body.get("change")
        workbook = self._workbook(path) if isinstance(path, str) else None
        if workbook is None or not isinstance(change, dict):
            raise web.HTTPError(400, "Progress is kept for a file of a workbook, and takes a change.")

        def work() -> dict[str, Any]:
            try:
                return {"progress": change_progress(workbook, change)}
            except ProgressError as error:
                return {"progress": None, "trouble": str(error)}

        await self._answer(work)


class PauseHandler(_Handler):
    """The pause corner's own page, which needs no kernel."""

    @web.authenticated
    async def get(self) -> None:
        """Answer with its module, its style and its words."""

        def work() -> dict[str, Any]:
            from securebase.widgets.pause_corners import pause_corner_page  # noqa: PLC0415  # only who pauses waits

            return pause_corner_page()

        await self._answer(work)


class LookHandler(_Handler):
    """The style that every component shares, for the plugin's own parts."""

    @web.authenticated
    def get(self) -> None:
        """Answer with the stylesheet."""
        self.finish(_KIT.read_bytes(), set_content_type="text/css; charset=utf-8")


def handlers(base_url: str) -> list[tuple[str, type[_Handler]]]:
    """Return our addresses under the server's own with their handlers."""
    named = {
        "recognise": RecogniseHandler,
        "course": CourseHandler,
        "pause": PauseHandler,
        "look": LookHandler,
    }
    return [(url_path_join(base_url, ROOM, name), handler) for name, handler in named.items()]
