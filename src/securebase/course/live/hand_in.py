"""What a learner hands in, as the page shows it: what travels, what it earns, what stays, and the file.

Before: a button on each exercise's page asks. Afterwards: nbgrader's Submit has sent something, and every
open page of this server hears of it. The event holds no more than a token: a server may log its events.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import secrets
import signal
import sys
from collections import OrderedDict
from functools import lru_cache
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any

import nbformat
from jupyter_server.base.handlers import APIHandler
from jupyter_server.utils import url_path_join
from tornado import web

from securebase.course.grading import exchange_places, handing_in
from securebase.course.grading.handing_in import HandedIn, what_travels
from securebase.course.grading.release import exercise_sources, released_notebook
from securebase.course.grading.source import notebook_json
from securebase.course.grading.submission import SubmissionError, exercise_of, submission_from
from securebase.exercises.sheet import load_sheet

if TYPE_CHECKING:
    from nbformat.notebooknode import NotebookNode

    from securebase.course.grading.submission import Submission

EVENT = {
    "$id": "urn:securebase:handed-in",
    "version": "1",
    "title": "An exercise was handed in",
    "personal-data": False,
    "type": "object",
    "required": ["token"],
    "properties": {"token": {"type": "string", "description": "What the page asks with for what was sent."}},
}
SECONDS = 90  # for a whole notebook: a run that has not ended by then says nothing about the points
_KEPT = 16  # how many are remembered

_Report = dict[str, Any]


class HandIns:
    """What was shown or sent lately, by token, and the notebook of each."""

    def __init__(self) -> None:
        self._reports: OrderedDict[str, tuple[_Report, str]] = OrderedDict()

    def add(self, released: NotebookNode, submission: Submission, root: Path, **more: object) -> _Report:
        """Remember one and return what the page is told of it; places are said as from ``root``."""
        text = notebook_json(submission.notebook)
        name = exercise_of(released) or ""
        token = secrets.token_hex(8)
        report = {
            "token": token,
            "title": load_sheet(name).title,
            "source": os.path.relpath(submission.source, root),
            "travels": what_travels(released, submission.notebook),
            "stays": list(submission.sentences),
            "file": f"{name}.ipynb",
            "notebook": text,
            **more,
        }
        self._reports[token] = report, text
        while len(self._reports) > _KEPT:
            self._reports.popitem(last=False)
        return report

    def report(self, token: object) -> _Report:
        """Return what the page is told.

        Raises
        ------
        tornado.web.HTTPError
            404 if it is not remembered.
        """
        return self._of(token)[0]

    def notebook(self, token: object) -> str:
        """Return the notebook; raises as :meth:`report`."""
        return self._of(token)[1]

    def _of(self, token: object) -> tuple[_Report, str]:
        found = self._reports.get(token) if isinstance(token, str) else None
        if found is None:
            raise web.HTTPError(404, "Nothing is remembered under this token. Ask again with the path.")
        return found


HAND_INS = HandIns()


class HandInHandler(APIHandler):
    """What would be handed in of an exercise, or what was."""

    @web.authenticated
    async def post(self) -> None:
        """Answer for the notebook at ``path``, or for the ``token`` of an event."""
        body = _object(self.get_json_body())
        if "token" in body:
            self.finish(json.dumps(HAND_INS.report(body["token"])))
            return
        path, root = body.get("path"), getattr(self.contents_manager, "root_dir", None)
        inside = PurePosixPath(path.lstrip("/")) if isinstance(path, str) else PurePosixPath("..")
        if not root or ".." in inside.parts or inside.suffix != ".ipynb":
            raise web.HTTPError(400, "What is handed in is asked for by the path of a notebook.")
        loop = asyncio.get_running_loop()
        self.finish(json.dumps(await loop.run_in_executor(None, _look, Path(root), inside)))


class ScoreHandler(APIHandler):
    """What a notebook that was shown or sent earns."""

    @web.authenticated
    async def post(self) -> None:
        """Run it in a process of its own and answer with its points; the server goes on meanwhile."""
        text = HAND_INS.notebook(_object(self.get_json_body()).get("token"))
        self.finish(json.dumps(await _score(text)))


def handlers(base_url: str) -> list[tuple[str, type[APIHandler]]]:
    """Return our addresses under the server's own with their handlers."""
    named = {"hand-in": HandInHandler, "score": ScoreHandler}
    return [(url_path_join(base_url, "securebase", name), handler) for name, handler in named.items()]


def tell_pages(server: Any) -> None:
    """Let every page of a server hear of what nbgrader's Submit sends from this process."""
    server.event_logger.register_event_schema(EVENT)
    root = Path(server.root_dir)
    exchange_places.look_below(root)

    async def report(handed_in: HandedIn) -> None:
        def add() -> _Report:
            return HAND_INS.add(handed_in.released, handed_in.submission, root, course=handed_in.course)

        with contextlib.suppress(LookupError):  # an exercise that this installation does not have
            added = await asyncio.get_running_loop().run_in_executor(None, add)
            server.event_logger.emit(schema_id=EVENT["$id"], data={"token": added["token"]})

    handing_in.listen(lambda handed_in: server.io_loop.add_callback(report, handed_in))
    _speak_plainly(server.web_app.settings.get("assignment_list_manager"))


def _speak_plainly(manager: Any) -> None:
    """Let nbgrader's Assignment List show a sentence of ours in place of a traceback."""
    if manager is None:
        return
    submit = manager.submit_assignment

    def submit_assignment(*given: object) -> dict[str, Any]:
        said: dict[str, Any] = submit(*given)
        last = str(said.get("value", "")).strip().rpartition("\n")[2]
        kind, _, sentence = last.partition(": ")
        return said if said["success"] or not kind.endswith("ExchangeError") else said | {"value": sentence}

    manager.submit_assignment = submit_assignment


def _look(root: Path, inside: PurePosixPath) -> _Report:
    notebook = root / inside
    try:
        name = exercise_of(nbformat.reads(notebook.read_text("utf-8"), as_version=4))
    except Exception:  # noqa: BLE001 - the sentence of `submission_from` says what is wrong with it
        name = notebook.stem
    sources = {source.stem: source for source in exercise_sources()}
    source = sources.get(name or "")
    if source is None:
        return {"trouble": f"{notebook.name} is no exercise of this course."}
    try:
        released = _released(source, source.stat().st_mtime_ns)
        return HAND_INS.add(released, submission_from(released, notebook), root)
    except SubmissionError as error:
        return {"trouble": error.fault}


@lru_cache(maxsize=16)
def _released(source: Path, _changed: int) -> NotebookNode:
    return nbformat.reads(released_notebook(source), as_version=4)


async def _score(text: str) -> _Report:
    """Return the points of each part, or why there are none."""
    running = await asyncio.create_subprocess_exec(
        *(sys.executable, "-P", "-m", "securebase.course.grading.preview"),
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        said, _ = await asyncio.wait_for(running.communicate(text.encode()), SECONDS)
        earned = json.loads(said)
    except TimeoutError:
        return {"trouble": f"It was still running after {SECONDS} seconds, so its points are not known yet."}
    except ValueError:
        return {"trouble": "It could not be run on this computer, so its points are not known yet."}
    finally:
        if running.returncode is None:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(running.pid, signal.SIGKILL)
    titles = {part.id: part.title for part in load_sheet(_exercise_in(text)).parts}
    return {
        "points": sum(each["points"] or 0 for each in earned),
        "most": sum(each["most"] for each in earned),
        "parts": [{**each, "title": _title(each["name"], titles)} for each in earned],
    }


def _exercise_in(text: str) -> str:
    return exercise_of(json.loads(text)) or ""


def _title(name: str, titles: dict[str, str]) -> str:
    part = name.removeprefix("check-")
    return titles.get(part, part)


def _object(body: object) -> dict[str, Any]:
    if not isinstance(body, dict):
        raise web.HTTPError(400, "What is asked is an object in JSON.")
    return body
