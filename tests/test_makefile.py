"""`make` on a machine with no Python, an old one or a broken one; and run again when nothing has changed."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).resolve().parents[1]
MAKE = shutil.which("make")
# What the Makefile needs besides make, a shell and a Python.
TOOLS = ("rm", "touch")


def program(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"#!/bin/sh\n{text}\n")
    path.chmod(0o755)
    return path


@pytest.fixture
def clone(tmp_path):
    """The files that make looks at, in a folder whose name has a space and an apostrophe."""
    folder = tmp_path / "a reader's clone"
    folder.mkdir()
    for name in ("Makefile", "pyproject.toml", "requirements.lock", "requirements-dev.lock", "tools"):
        source = REPOSITORY / name
        (shutil.copytree if source.is_dir() else shutil.copy)(source, folder / name)
    return folder


@pytest.fixture
def path_folder(tmp_path):
    """The only folder on PATH."""
    folder = tmp_path / "path"
    folder.mkdir()
    for tool in TOOLS:
        (folder / tool).symlink_to(shutil.which(tool))
    return folder


@pytest.fixture
def make(clone, path_folder):
    def run(*words: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [MAKE, *words],
            cwd=clone,
            env={"PATH": str(path_folder), "HOME": str(clone)},
            capture_output=True,
            text=True,
            check=False,
        )

    return run


@pytest.fixture
def installed(clone):
    """An environment that is set up, with a `securebase` that says how it was called."""
    commands = clone / ".venv" / "bin"
    commands.mkdir(parents=True)
    (commands / "python").symlink_to(sys.executable)
    program(commands / "securebase", 'echo "called: $@"; echo "PATH: $PATH"')
    for stamp in ("runtime.done", "dev.done"):
        (clone / ".venv" / stamp).touch()
    return commands


def test_without_a_python_one_sentence_says_what_is_needed(make):
    done = make("lab")
    assert done.returncode != 0
    assert "Secure Base needs Python 3.11 or newer, and none was found." in done.stdout
    assert "make lab PYTHON=/path/to/python3" in done.stdout


def test_a_python_that_is_too_old_is_named(make, tmp_path, clone):
    old = program(tmp_path / "old pythons" / "python3.9", "exit 1")
    done = make("lab", f"PYTHON={old}")
    assert done.returncode != 0
    assert f"Secure Base needs Python 3.11 or newer, and {old} is not one." in done.stdout
    assert not (clone / ".venv").exists()


def test_an_old_python3_is_passed_over_for_a_newer_one_beside_it(make, path_folder, tmp_path):
    program(path_folder / "python3", "exit 1")
    program(path_folder / "python3.12", f'[ "$1" = -c ] && exit 0; echo "$@" > "{tmp_path}/asked"; exit 1')
    make("lab")
    assert (tmp_path / "asked").read_text() == "-m venv --clear .venv\n"


def test_a_python_without_venv_leaves_nothing_behind_and_its_mend_is_told(make, path_folder, clone):
    program(path_folder / "python3", '[ "$1" = -c ] && exit 0; echo "No module named venv" >&2; exit 1')
    done = make("lab")
    assert done.returncode != 0
    assert "No module named venv" in done.stderr
    assert "apt install python3-venv" in done.stdout
    assert not (clone / ".venv").exists()


def test_run_again_it_installs_nothing_and_only_starts(make, installed):
    done = make("lab", "LAB=--no-browser --port 9000")
    assert done.returncode == 0, done.stderr
    called, path = done.stdout.splitlines()
    assert called == "called: lab --no-browser --port 9000"
    assert path.startswith(f"PATH: {installed}{os.pathsep}")


@pytest.mark.parametrize("changed", ["requirements.lock", "pyproject.toml"])
def test_after_an_update_it_installs_before_it_starts(make, installed, clone, changed):
    (installed / "python").unlink()
    program(installed / "python", 'echo "python: $@"')
    os.utime(installed / "python", (0, 0))
    newer = (clone / ".venv" / "runtime.done").stat().st_mtime + 10
    os.utime(clone / changed, (newer, newer))
    done = make("lab")
    assert done.stdout.splitlines()[:4] == [
        "Installing the exact versions in requirements.lock ...",
        "python: tools/install.py requirements.lock",
        "python: -m pip install -qq --no-deps --editable .",
        "called: lab",
    ]


def test_after_its_python_was_uninstalled_the_environment_is_made_anew(make, installed, path_folder):
    (installed / "python").unlink()
    (installed / "python").symlink_to(path_folder / "a python that was here")
    program(path_folder / "python3", '[ "$1" = -c ] && exit 0; echo "python3: $@"; exit 1')
    assert "python3: -m venv --clear .venv" in make("lab").stdout


def test_a_failed_installation_is_not_taken_for_a_finished_one(make, installed, clone):
    (clone / ".venv" / "runtime.done").unlink()
    (installed / "python").unlink()
    program(installed / "python", "echo 'no network'; exit 1")
    assert make("lab").returncode != 0
    assert not (clone / ".venv" / "runtime.done").exists()
