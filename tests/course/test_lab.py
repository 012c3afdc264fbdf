"""`securebase lab`: a real server in a throw-away home, and what comes before it."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import urllib.error
import urllib.request
from importlib.metadata import version
from pathlib import Path

import pytest

from securebase.course.lab.server import LabError, _arguments, _has_browser, open_lab
from securebase.course.lab.settings import CONFIG, lab_environment

BIN = Path(sys.executable).parent
LESSON = "lessons/04-the-first-hour.md"


def an_author_of_jupytext_pairs(home):
    """Someone's own jupytext and JupyterLab settings, as they may be for their own notebooks."""
    (home / ".config" / "jupytext").mkdir(parents=True)
    (home / ".config" / "jupytext" / "jupytext.toml").write_text(
        'formats = "ipynb,md:myst"\ncell_metadata_filter = "-all"\n'
    )
    (home / ".ipython").mkdir()
    (home / ".jupyter" / "labconfig").mkdir(parents=True)
    (home / ".jupyter" / "labconfig" / "default_setting_overrides.json").write_text(
        '{"@jupyterlab/docmanager-extension:plugin": {"defaultViewers": {"markdown": "Markdown Preview"}}}'
    )
    (home / ".jupyter" / "jupyter_server_config.json").write_text('{"ServerApp": {"ip": "0.0.0.0"}}')


@pytest.fixture(scope="module")
def server(tmp_path_factory, lab_server):
    home = tmp_path_factory.mktemp("lab") / "home"
    one = lab_server(home, "--no-browser", "--folder", "my workbook", prepare=an_author_of_jupytext_pairs)
    yield one
    if one.process.poll() is None:
        one.stop()


def test_it_says_what_it_does_and_where_the_workbook_is(server):
    said = server.said()
    assert f"Your workbook is ready in {server.home / 'my workbook'}." in said
    assert f"http://127.0.0.1:{server.port}/?token={server.token}" in said
    assert "Traceback" not in said
    assert "[W " not in said


def test_a_lesson_is_served_as_a_notebook(server):
    lesson = server.notebook(LESSON)
    assert lesson["type"] == "notebook"
    assert {cell["cell_type"] for cell in lesson["content"]["cells"]} >= {"markdown", "code"}


def test_its_address_leads_to_the_first_lesson(server):
    with urllib.request.urlopen(f"http://127.0.0.1:{server.port}/?token={server.token}") as answer:
        assert answer.url.partition("?")[0].endswith("/lab/tree/lessons/00-start-here.md")


def test_saving_a_lesson_stores_no_output_and_no_second_file_whatever_jupytext_does_elsewhere(server):
    before = {path.name for path in (server.home / "my workbook").rglob("*") if path.is_file()}
    lesson = server.notebook(LESSON)
    cells = lesson["content"]["cells"]
    for cell in cells:
        if cell["cell_type"] == "code":
            cell["outputs"] = [{"output_type": "stream", "name": "stdout", "text": "an output of mine"}]
    server.ask(
        f"api/contents/{LESSON}", method="PUT", body={"type": "notebook", "content": lesson["content"]}
    )
    assert "an output of mine" not in (server.home / "my workbook" / LESSON).read_text()
    assert {path.name for path in (server.home / "my workbook").rglob("*") if path.is_file()} == before
    again = server.notebook(LESSON)["content"]["cells"]
    assert [(cell["source"], cell["metadata"].get("tags")) for cell in again] == [
        (cell["source"], cell["metadata"].get("tags")) for cell in cells
    ]


def test_text_notebooks_open_as_notebooks_and_no_news_are_fetched(server):
    documents = json.loads(server.ask("lab/api/settings/@jupyterlab/docmanager-extension:plugin"))
    assert documents["schema"]["properties"]["defaultViewers"]["default"]["markdown"] == "Jupytext Notebook"
    news = json.loads(server.ask("lab/api/settings/@jupyterlab/apputils-extension:notification"))
    assert news["schema"]["properties"]["fetchNews"]["default"] == "false"
    assert news["schema"]["properties"]["checkForUpdates"]["default"] is False


def test_the_instructors_panels_are_not_there(server):
    page = re.search(r'id="jupyter-config-data"[^>]*>(.*?)</script>', server.ask("lab"), re.DOTALL)
    disabled = json.loads(page[1])["disabledExtensions"]
    names = re.findall(
        r'"(@jupyter/nbgrader:[\w-]+)"',
        "".join(
            place.read_text()
            for place in Path(sys.prefix, "share/jupyter/labextensions/@jupyter/nbgrader/static").glob("*.js")
        ),
    )
    for panel in ("formgrader", "create-assignment", "course-list"):
        assert f"@jupyter/nbgrader:{panel}" in names, "nbgrader calls it so"
        assert f"@jupyter/nbgrader:{panel}" in disabled
    assert "@jupyter/nbgrader:assignment-list" not in disabled
    with pytest.raises(urllib.error.HTTPError, match="404"):
        server.ask("formgrader")
    assert json.loads(server.ask(f"nbgrader_version?version={version('nbgrader')}"))["success"]


def test_it_listens_on_this_computer_only(server):
    """Though the person's own settings say otherwise."""
    others = {entry[4][0] for entry in socket.getaddrinfo(socket.gethostname(), None, socket.AF_INET)}
    others -= {"127.0.0.1"}
    for address in others or {"127.0.0.2"}:
        with socket.socket() as caller:
            caller.settimeout(5)
            assert caller.connect_ex((address, server.port)) != 0


def test_submit_sends_the_constructed_notebook(server):
    asking = (
        "from nbgrader.server_extensions.assignment_list.handlers import AssignmentList as A; "
        "a = A(); a.root_dir = '.'; print(a.load_config().ExchangeFactory.submit)"
    )
    settings = lab_environment(server.home / "my workbook", {"PATH": os.environ["PATH"]})
    answer = subprocess.run(
        [sys.executable, "-c", asking],
        env=os.environ | settings,
        cwd=server.home,
        capture_output=True,
        text=True,
        check=True,
    )
    assert answer.stdout.strip() == "securebase.course.grading.exchange_submit.ConstructedSubmit"


def test_nothing_of_the_persons_own_settings_is_written(server):
    """Last of this server: it is ended, too."""
    dark = {"raw": '{"theme": "JupyterLab Dark"}'}
    server.ask("lab/api/settings/@jupyterlab/apputils-extension:themes", method="PUT", body=dark)
    own = {str(path.relative_to(server.home / ".jupyter")) for path in (server.home / ".jupyter").rglob("*")}
    assert server.stop() == 0
    assert own == {
        "labconfig",
        "labconfig/default_setting_overrides.json",
        "jupyter_server_config.json",
    }
    assert f"JupyterLab has stopped. Your workbook is in {server.home / 'my workbook'}." in server.said()


@pytest.mark.skipif(not Path("/proc").is_dir(), reason="children are looked up in /proc")
@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM])
def test_it_starts_with_no_browser_to_open_and_ends_cleanly_with_its_kernels(tmp_path, lab_server, how):
    one = lab_server(tmp_path / "home", "--folder", str(tmp_path / "home" / "book"))
    one.start_kernel()
    children = Path(f"/proc/{one.process.pid}/task/{one.process.pid}/children").read_text().split()
    assert children
    assert one.stop(how) == 0
    assert not [child for child in children if Path("/proc", child).exists()]
    assert not list((tmp_path / "home" / ".local/share/jupyter/runtime").glob("jpserver-*"))
    assert "Traceback" not in one.said()
    assert "[C " not in one.said()


# JupyterLab is stopped in the middle of an answer for which a thread read a file: that waits for more to do.
IN_THE_MIDDLE = """
import asyncio
import anyio
from securebase.course.lab.server import _end_what_waits

async def answer(loop):
    await anyio.to_thread.run_sync(str)
    loop.stop()
    await asyncio.Event().wait()

loop = asyncio.new_event_loop()
under_way = loop.create_task(answer(loop))
loop.run_forever()
_end_what_waits(loop)
assert under_way.cancelled()
"""


def test_it_ends_also_in_the_middle_of_an_answer():
    ended = subprocess.run(
        [sys.executable, "-c", IN_THE_MIDDLE], timeout=120, capture_output=True, text=True, check=False
    )
    assert ended.returncode == 0, ended.stderr


@pytest.mark.parametrize(
    ("variables", "platform", "opens"),
    [
        ({}, "linux", False),
        ({"DISPLAY": ":0"}, "linux", True),
        ({"WAYLAND_DISPLAY": "wayland-0"}, "linux", True),
        ({"BROWSER": "firefox"}, "linux", True),
        ({}, "darwin", True),
        ({}, "win32", True),
    ],
)
def test_a_browser_is_opened_only_where_there_is_a_screen(monkeypatch, variables, platform, opens):
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "BROWSER"):
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(sys, "platform", platform)
    assert _has_browser() is opens


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="Windows has no root")
@pytest.mark.parametrize(("user", "allowed"), [(0, True), (1000, False)])
def test_only_root_is_told_to_jupyter_as_root(tmp_path, monkeypatch, user, allowed):
    monkeypatch.setattr(os, "geteuid", lambda: user)
    assert ("--allow-root" in _arguments(tmp_path, None, "token", browser=False)) is allowed


def test_a_port_in_use_gets_a_sentence_before_anything_is_filled(tmp_path):
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        with pytest.raises(LabError, match=f"Port {port} was given, but another program is using it.*--port"):
            open_lab(tmp_path / "workbook", port, browser=False)
    assert not (tmp_path / "workbook").exists()


def test_a_port_that_is_not_allowed_gets_a_sentence(tmp_path, monkeypatch):
    """Simulated: as root every port is allowed."""

    def refuse(*_):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(socket.socket, "bind", refuse)
    with pytest.raises(LabError, match=r"Port 80 was given.*may not listen on it.*1024 to 65535"):
        open_lab(tmp_path / "workbook", 80, browser=False)


def test_the_environments_commands_come_first_for_the_server_and_its_kernels(tmp_path):
    path = lab_environment(tmp_path, {"PATH": "/usr/bin"})["PATH"]
    assert Path(shutil.which("alembic", path=path)).parent == BIN
    assert path.split(os.pathsep)[-1] == "/usr/bin"


def test_our_settings_lead_and_the_persons_own_are_still_read(tmp_path, monkeypatch):
    monkeypatch.setenv("HOME", str(tmp_path))
    given = lab_environment(tmp_path / "book", {})["JUPYTER_CONFIG_PATH"].split(os.pathsep)
    assert given == [str(CONFIG), str(tmp_path / ".jupyter")]
    given = lab_environment(
        tmp_path / "book", {"JUPYTER_CONFIG_PATH": "/site", "JUPYTER_CONFIG_DIR": "/mine"}
    )
    assert given["JUPYTER_CONFIG_PATH"].split(os.pathsep) == [str(CONFIG), "/site", "/mine"]
    assert given["JUPYTER_CONFIG_DIR"] == str(tmp_path / "book" / ".securebase" / "jupyter")
