"""Which browser the browser tests get, on machines with none, one, several, or a broken one."""

from __future__ import annotations

import importlib.util
import subprocess
import sys
from pathlib import Path

import pytest

TOOL = Path(__file__).resolve().parents[1] / "tools" / "find_browser.py"
# What a browser does when it is asked to print a page: the page's text is in its last argument.
WORKING = '#!/bin/sh\nfor last do :; done\necho "<html>$last</html>"\n'
STUB = "#!/bin/sh\necho 'Please install another package first' >&2\nexit 1\n"
SILENT = "#!/bin/sh\nexit 0\n"
HANGING = "#!/bin/sh\nexec /bin/sleep 60\n"


def program(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    path.chmod(0o755)
    return path


@pytest.fixture
def path_folder(tmp_path, monkeypatch):
    """The only folder on PATH, empty at first; nothing is downloaded from anywhere."""
    folder = tmp_path / "a folder on PATH"
    folder.mkdir()
    monkeypatch.setenv("PATH", str(folder))
    monkeypatch.setenv("PLAYWRIGHT_BROWSERS_PATH", str(tmp_path / "downloads"))
    monkeypatch.setenv("PLAYWRIGHT_DOWNLOAD_HOST", "http://127.0.0.1:9")
    return folder


@pytest.fixture
def tool(tmp_path, monkeypatch):
    spec = importlib.util.spec_from_file_location("find_browser", TOOL)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    monkeypatch.setattr(module, "APPLICATIONS", (tmp_path / "Google Chrome.app" / "Google Chrome",))
    return module


@pytest.fixture
def downloaded(path_folder, tool):
    """Put a browser where playwright would have downloaded it."""

    def put(text: str) -> Path:
        asking = [sys.executable, "-c", tool.ASK_PLAYWRIGHT]
        answer = subprocess.run(asking, capture_output=True, text=True, check=True)
        path = Path(answer.stdout.strip())
        assert path_folder.parent in path.parents
        return program(path, text)

    return put


def test_the_headless_shell_is_taken_before_chromium_and_that_before_chrome(path_folder, tool):
    program(path_folder / "google-chrome", WORKING)
    chromium = program(path_folder / "chromium", WORKING)
    assert tool.find_browser() == chromium
    shell = program(path_folder / "chromium-headless-shell", WORKING)
    assert tool.find_browser() == shell


@pytest.mark.parametrize(
    "name", ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"]
)
def test_each_usual_name_is_found(path_folder, tool, name):
    browser = program(path_folder / name, WORKING)
    assert tool.find_browser() == browser


@pytest.mark.parametrize("broken", [STUB, SILENT, HANGING], ids=["stub", "silent", "hanging"])
def test_a_browser_that_does_not_start_is_passed_over(path_folder, tool, broken, monkeypatch):
    monkeypatch.setattr(tool, "START_SECONDS", 5)
    program(path_folder / "chromium", broken)
    chrome = program(path_folder / "google-chrome", WORKING)
    assert tool.find_browser() == chrome


def test_an_application_of_macos_is_found_after_path(path_folder, tool):
    application = program(tool.APPLICATIONS[0], WORKING)
    assert tool.find_browser() == application
    chrome = program(path_folder / "chrome", WORKING)
    assert tool.find_browser() == chrome


def test_the_browser_that_playwright_downloaded_comes_last(path_folder, tool, downloaded):
    own = downloaded(WORKING)
    assert tool.find_browser() == own
    chrome = program(path_folder / "chrome", WORKING)
    assert tool.find_browser() == chrome


def test_a_downloaded_browser_that_lacks_libraries_is_no_browser(tool, downloaded):
    downloaded(STUB)
    assert tool.find_browser() is None


def test_finding_installs_nothing(path_folder, tool, tmp_path):
    program(path_folder / "apt-get", f"#!/bin/sh\n: > '{tmp_path}/called'\n")
    assert tool.find_browser() is None
    assert not (tmp_path / "called").exists()


def run_tool(monkeypatch, tool, *options: str) -> int:
    monkeypatch.setattr(sys, "argv", ["find_browser.py", *options])
    return tool.main()


def test_debians_is_installed_when_playwright_cannot_download(
    path_folder, tool, tmp_path, monkeypatch, capsys
):
    program(path_folder / "sudo", '#!/bin/sh\n[ "$1" = -n ] && shift\nexec "$@"\n')
    program(path_folder / "true", "#!/bin/sh\n")
    program(tmp_path / "package", WORKING)
    program(
        path_folder / "apt-get",
        f"#!/bin/sh\necho \"$@\" >> '{tmp_path}/log'\n"
        "case \"$*\" in *headless-shell*) echo 'E: Unable to locate it'; exit 100;;\n"
        f"*install*) /bin/cp '{tmp_path}/package' '{path_folder}/chromium';; esac\n",
    )
    assert run_tool(monkeypatch, tool, "--install") == 0
    said = capsys.readouterr()
    assert said.out == f"{path_folder / 'chromium'}\n"
    assert "Playwright could not download it (Error: " in said.err
    assert "Installing Debian's chromium by apt" in said.err
    update, shell, install = (tmp_path / "log").read_text().splitlines()
    assert update.endswith("update")
    assert shell.endswith("install --yes --no-install-recommends chromium-headless-shell fonts-liberation")
    assert install.endswith("install --yes --no-install-recommends chromium fonts-liberation")


@pytest.mark.parametrize("machine", [(0, True), (0, False), (1000, True)])
def test_root_gets_the_headless_shell_beside_a_browser_where_apt_knows_it(
    path_folder, tool, monkeypatch, capsys, machine
):
    user, known = machine
    monkeypatch.setattr(tool.os, "geteuid", lambda: user)
    chromium = program(path_folder / "chromium", WORKING)
    package = program(path_folder.parent / "package", WORKING)
    shell = path_folder / "chromium-headless-shell"
    program(path_folder / "apt-cache", f"#!/bin/sh\nexit {0 if known else 100}\n")
    program(path_folder / "apt-get", f"#!/bin/sh\n/bin/cp '{package}' '{shell}'\n")
    assert run_tool(monkeypatch, tool, "--install") == 0
    assert capsys.readouterr().out == f"{shell if user == 0 and known else chromium}\n"


def test_apts_own_reason_is_told(path_folder, tool, capsys):
    program(path_folder / "sudo", '#!/bin/sh\n[ "$1" = -n ] && shift\nexec "$@"\n')
    program(path_folder / "true", "#!/bin/sh\n")
    program(path_folder / "apt-get", "#!/bin/sh\necho 'E: Unable to locate package chromium'\nexit 100\n")
    assert tool.install_from_debian() is None
    assert "Apt could not install it (E: Unable to locate package chromium)." in capsys.readouterr().err


def test_no_password_is_ever_asked_for(path_folder, tool, monkeypatch, capsys):
    monkeypatch.setattr(tool.os, "geteuid", lambda: 1000)
    program(path_folder / "apt-get", "#!/bin/sh\n")
    program(
        path_folder / "sudo", "#!/bin/sh\n[ \"$1\" = -n ] || exit 0\necho 'a password is required'\nexit 1\n"
    )
    assert tool.install_from_debian() is None
    assert "needs root, or a sudo that asks for no password" in capsys.readouterr().err


@pytest.mark.usefixtures("path_folder")
def test_where_none_can_be_had_one_sentence_says_what_to_do(tool, monkeypatch, capsys):
    assert run_tool(monkeypatch, tool) == 1
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err == (
        "No Chromium or Chrome that starts was found, so the browser tests will fail: "
        "install one of them (on Debian: apt install chromium), then run make test again.\n"
    )
