"""How much a real kernel grows when a lesson is opened in it again and again, each time by a page."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import jupytext
from benchmarks.timing import table
from jupyter_client.manager import start_new_kernel

from securebase.content import content_root

if TYPE_CHECKING:
    from jupyter_client.blocking import BlockingKernelClient

LESSON = "lessons/04-the-first-hour.md"
TIMES, WARM_UP = 50, 5
MOST_MEGABYTES = 5.0  # "a few"
# A page in light and in dark by turns, so that every picture is made once more than it was.
PAGE = {"kind": "view", "width": 760, "ratio": 2.0, "positions": {}}

MEASURE = """\
import gc, json, psutil
gc.collect()
print(json.dumps(psutil.Process().memory_info().rss / 1e6))
"""
CLOSE = """\
import ipywidgets
ipywidgets.Widget.close_all()
"""


def report() -> str:
    """Return a table: the kernel's resident memory before and after, in MB."""
    rows = []
    for name, between in (("run again, closing nothing", ""), ("closed before it is run again", CLOSE)):
        before, after = _grown(between)
        verdict = "met" if after - before <= MOST_MEGABYTES else "MISSED"
        rows.append([name, f"{before:.0f}", f"{after:.0f}", f"{after - before:.1f}", verdict])
    header = [f"lesson 4, {TIMES} times", "before, MB", "after, MB", "grown, MB", f"{MOST_MEGABYTES:g} MB"]
    return f"Memory of one kernel, after {WARM_UP} openings and after {TIMES} more\n" + table(header, rows)


def _grown(between: str) -> tuple[float, float]:
    """Return the kernel's resident memory before and after the openings, in MB."""
    cells = [cell.source for cell in jupytext.read(content_root() / LESSON).cells if cell.cell_type == "code"]
    manager, client = start_new_kernel()
    try:
        for turn in range(WARM_UP + TIMES):
            if turn == WARM_UP:
                before = float(_run(client, MEASURE))
            _run(client, between)
            for cell in cells:
                _run(client, cell, light=turn % 2 == 0)
        return before, float(_run(client, MEASURE))
    finally:
        client.stop_channels()
        manager.shutdown_kernel(now=True)


def _run(client: BlockingKernelClient, code: str, *, light: bool = True) -> str:
    """Run a cell as JupyterLab does, open what it shows as a page does, and return what it printed."""
    printed: list[str] = []
    opened: list[dict[str, Any]] = []

    def hear(message: dict[str, Any]) -> None:
        content = message["content"]
        if message["msg_type"] == "stream":
            printed.append(content["text"])
        if message["msg_type"] == "comm_open":
            opened.append(content)

    answer = client.execute_interactive(code, output_hook=hear, timeout=120)
    if answer["content"]["status"] != "ok":
        raise RuntimeError(f"A cell of the lesson failed: {json.dumps(answer['content'])}")
    while opened:
        widget = opened.pop()
        kind = widget["data"]["state"].get("_anywidget_id", "").rpartition(".")[2]
        if kind == "LiveFigure":
            _tell(client, widget, PAGE | {"light": light}, hear)
        elif kind in {"Prediction", "Guess"}:
            _tell(client, widget, {"kind": "skip"}, hear)
    return "".join(printed)


def _tell(client: BlockingKernelClient, widget: dict[str, Any], content: object, hear: Any) -> None:
    data = {"method": "custom", "content": content}
    message = client.session.msg("comm_msg", {"comm_id": widget["comm_id"], "data": data})
    client.shell_channel.send(message)
    while True:
        heard = client.get_iopub_msg(timeout=60)
        hear(heard)
        answered = heard["parent_header"].get("msg_id") == message["header"]["msg_id"]
        if answered and heard["content"].get("execution_state") == "idle":
            return
