"""Handing in through nbgrader's own list: an exchange, Submit, what the page says, and what arrived."""

from __future__ import annotations

import os
from functools import cache
from typing import TYPE_CHECKING

import nbformat

from securebase.course.grading.release import exercise_sources, released_notebook

if TYPE_CHECKING:
    from pathlib import Path

NAME = "04-the-first-hour"
EXERCISE = f"exercises/{NAME}/{NAME}.ipynb"
COURSE = "autumn"


@cache
def released() -> dict[str, str]:
    return {
        source.stem: released_notebook(source)
        for source in exercise_sources()
        if source.stem in (NAME, "02-map")
    }


def make_exchange(place: Path) -> Path:
    """Make an exchange with two released exercises; the settings in ``place/home`` name it."""
    for name, notebook in released().items():
        outbound = place / "exchange" / COURSE / "outbound" / name
        outbound.mkdir(parents=True)
        (outbound / f"{name}.ipynb").write_text(notebook, "utf-8")
    exchange = place / "exchange"
    (exchange / COURSE / "inbound").mkdir()
    for folder in (exchange, exchange / COURSE / "inbound"):
        folder.chmod(0o777)
    settings = place / "home" / ".jupyter"
    settings.mkdir(parents=True)
    (settings / "nbgrader_config.py").write_text(
        f"c = get_config()\nc.Exchange.root = {str(exchange)!r}\n", "utf-8"
    )
    return exchange


def sent(exchange, name=NAME):
    """Return the notebooks that were handed in, the last one last."""
    found = sorted((exchange / COURSE / "inbound").glob(f"*/{name}.ipynb"), key=os.path.getmtime)
    return [nbformat.read(path, as_version=4) for path in found]


def cell(notebook, name):
    return next(
        one.source for one in notebook.cells if one.metadata.get("nbgrader", {}).get("grade_id") == name
    )


def press_submit(person, name=NAME):
    """Press Submit in nbgrader's own Assignment List."""
    person.command("nbgrader:open-assignment-list")
    page = person.page
    page.locator("#fetched_assignments_list").get_by_text(name, exact=True).first.wait_for(timeout=60_000)
    row = page.locator("#fetched_assignments_list .list_item").filter(has_text=name)
    row.get_by_role("button", name="Submit").click()


def handed_in(person):
    window = person.page.get_by_role("dialog", name="Handed in")
    window.wait_for(timeout=60_000)
    return window


def submit(person, name=NAME):
    press_submit(person, name)
    return handed_in(person)
