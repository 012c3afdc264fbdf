"""The way through Binder: what `postBuild` leaves, JupyterLab as Binder starts it, a visitor's first hour.

`postBuild` writes into the environment that it runs in. Here the same function writes into a throw-away one,
which JupyterLab is pointed to. What this cannot show is the image itself: conda's packages and Binder's proxy
(tests/course/test_binder.py builds the environment, without a browser).
"""

from __future__ import annotations

import json
import os
import re
import secrets
from pathlib import Path

import pytest
from free_ports import free_port
from playwright.sync_api import expect
from real_lab import Lab, launch
from real_reader import Reader

from securebase.course.lab.hub import prepare_server

REPOSITORY = Path(__file__).resolve().parents[2]
NAME = "04-the-first-hour"
EXERCISE = f"workbook/exercises/{NAME}/{NAME}.ipynb"
STATE = "() => window.jupyterapp.shell.currentWidget?.node.dataset.securebase"
IS = "state => window.jupyterapp?.shell.currentWidget?.node.dataset.securebase === state"
PATH = "() => window.jupyterapp.shell.currentWidget.context.path"
PASSPHRASE = "copper lantern 77 moss"  # noqa: S105  # invented for this test


@pytest.fixture(scope="module")
def binder(tmp_path_factory):
    """JupyterLab in the repository's folder, below an address of the visitor's own, as on a hub."""
    place = tmp_path_factory.mktemp("binder")
    repository, home, environment = place / "repository", place / "home", place / "environment"
    for folder in (repository, home):
        folder.mkdir()
    prepare_server(repository / "workbook", environment / "etc" / "jupyter")
    visitor = "/user/owner-secure-base-x1y2z3/"
    port, token = free_port(), secrets.token_hex(12)
    lab = Lab(repository, home, port, token, None, home / "lab.log", visitor)
    command = [
        "jupyter-lab",
        "--ip=127.0.0.1",
        f"--port={port}",
        "--ServerApp.port_retries=0",
        "--no-browser",
    ]
    command.append(f"--ServerApp.base_url={visitor}")
    if os.geteuid() == 0:
        command.append("--allow-root")
    variables = {
        "JUPYTER_CONFIG_PATH": str(environment / "etc" / "jupyter"),
        "JUPYTER_PATH": str(environment / "share" / "jupyter"),
        "BINDER_SERVICE_HOST": "203.0.113.7",
        "BINDER_LAUNCH_HOST": "https://binder.example/",
        "BINDER_REPO_URL": "https://example.org/owner/secure-base",
        "JUPYTERHUB_USER": "owner-secure-base-x1y2z3",
    }
    yield launch(command, lab, repository, variables)
    lab.stop()


@pytest.fixture(scope="module")
def visitor(binder, chromium):
    """A visitor who followed the badge, by the address behind it."""
    badge = re.search(
        r"\(https://mybinder\.org/v2/[^)]*\?urlpath=([^)]*)\)", (REPOSITORY / "README.md").read_text()
    )
    context = chromium.new_context(viewport={"width": 1280, "height": 900})
    person = Reader(binder, context.new_page())
    person.listen()
    person.page.goto(binder.address(f"{badge[1]}?token={binder.token}"))
    person.page.wait_for_function(IS, arg="alive", timeout=120_000)
    yield person
    context.close()


def front(page):
    return page.locator(".jp-NotebookPanel:visible")


def go_to(person, words):
    """Follow a line of the course's panel."""
    line = re.compile(f"^{re.escape(words)}")  # and not the button of what comes next, "Begin: ..."
    person.page.get_by_role("region", name="Course").get_by_role("button", name=line).click()
    person.page.wait_for_function(f"number => ({PATH})().includes(number)", arg=words[-1])
    person.page.wait_for_function(IS, arg="alive", timeout=120_000)


def test_the_badge_opens_start_here_alive_and_without_code(visitor):
    page = visitor.page
    assert page.evaluate(PATH) == "workbook/lessons/00-start-here.md"
    live = front(page).locator(".sb-live").first
    live.locator("img").wait_for()
    expect(page.locator(".jp-InputArea-editor:visible")).to_have_count(0)
    said = live.locator(".sb-twin").inner_text()
    live.get_by_role("slider").focus()
    page.keyboard.press("PageUp")
    page.wait_for_function(
        "([element, said]) => element.innerText !== said",
        arg=[live.locator(".sb-twin").element_handle(), said],
    )
    expect(page.locator(".jp-Dialog")).to_have_count(0)
    visitor.screenshot("binder-start")
    assert visitor.complaints == []


def test_the_journal_says_whose_computer_this_is_and_offers_the_backup(visitor):
    page = visitor.page
    box = front(page).locator(".sb-private[data-prompt='00-what-brought-you']")
    panel = box.locator(".sb-desk-panel")
    panel.get_by_text("This computer is borrowed for an hour or so").wait_for()
    expect(panel).to_contain_text("Download your backup before you leave")
    box.locator("textarea").fill("a friend")
    panel.get_by_label("A passphrase", exact=True).fill(PASSPHRASE)
    panel.get_by_label("The same again").fill(PASSPHRASE)
    panel.get_by_role("button", name="Make my journal").click()
    box.get_by_role("button", name="Keep", exact=True).click()
    box.get_by_role("status").filter(has_text="on this borrowed computer").wait_for(timeout=60_000)
    backup = box.get_by_role("button", name="Download a backup")
    backup.click()
    asked = box.get_by_role("region", name="A backup to download")
    visitor.screenshot("binder-backup")
    asked.get_by_label("Your passphrase").fill(PASSPHRASE)
    with page.expect_download() as given:
        asked.get_by_role("button", name="Make the backup").click()
    assert Path(given.value.path()).read_bytes().startswith(b"age-encryption.org/v1")
    assert visitor.complaints == []


def test_lesson_4_is_alive_and_exercise_4_is_answered_and_checked(visitor):
    page = visitor.page
    go_to(visitor, "4.")
    front(page).get_by_role("button", name="Skip the prediction").first.click()
    front(page).locator(".sb-live img").first.wait_for()
    visitor.screenshot("binder-lesson-4")

    go_to(visitor, "Exercise 4")
    field = page.get_by_role("group", name="The minute of the peak").get_by_role("textbox")
    field.fill("23.8")
    field.press("Tab")
    page.keyboard.press("Enter")
    page.get_by_text("Kept: The minute of the peak: 23.8 minutes.").wait_for()
    page.get_by_role("button", name="Check this part").first.click()
    page.get_by_text("2 of 2 points. 1 of 8 parts done.").wait_for()
    page.get_by_role("region", name="Course").get_by_text("1 of 8 parts done").wait_for()
    answers = (visitor.lab.folder / EXERCISE).with_name(f"{NAME}.answers.json")
    assert json.loads(answers.read_text())["answers"] == {"peak-minute": 23.8}
    visitor.screenshot("binder-exercise-4")
    assert visitor.complaints == []
