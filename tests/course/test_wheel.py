"""The built wheel, installed where there is no clone."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import sysconfig
import venv
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def installed(tmp_path_factory):
    """An environment with the wheel in it; everything else it borrows from this one."""
    root = tmp_path_factory.mktemp("wheel")
    run(sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", root, REPOSITORY)
    (wheel,) = root.glob("securebase-*.whl")
    venv.create(root / "env", with_pip=False, symlinks=os.name != "nt")
    python = next(root.glob("env/bin/python")) if os.name != "nt" else root / "env/Scripts/python.exe"
    packages = run(python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))").strip()
    # Not a site folder, so that its own .pth files, the clone among them, are not followed.
    Path(packages, "borrowed.pth").write_text(sysconfig.get_path("purelib") + "\n")
    for room in ("share", "etc"):
        (root / "env" / room).symlink_to(Path(sys.prefix) / room)
    (python.parent / "alembic").symlink_to(Path(sys.executable).parent / "alembic")
    run(sys.executable, "-m", "pip", "--python", python, "install", "--no-deps", "--no-index", wheel)
    return python.parent / "securebase"


def run(*command, **options):
    options = {"cwd": "/"} | options
    ended = subprocess.run([*map(str, command)], capture_output=True, text=True, check=False, **options)
    assert ended.returncode == 0, ended.stdout + ended.stderr
    return ended.stdout


def test_lab_fills_the_home_and_serves_a_lesson_as_a_notebook(installed, tmp_path, lab_server):
    home = tmp_path / "home"
    lab = lab_server(home, "--no-browser", command=(str(installed),))
    try:
        lesson = lab.notebook("lessons/04-the-first-hour.md")
        exercise = lab.notebook("exercises/04-the-first-hour/04-the-first-hour.ipynb")
        plugin = lab.ask("lab/extensions/securebase/plugin/remoteEntry.js")
        verdict = lab.ask(
            "securebase/recognise",
            method="POST",
            body={
                "path": "lessons/04-the-first-hour.md",
                "cells": lesson["content"]["cells"],
                "metadata": lesson["content"]["metadata"],
            },
        )
    finally:
        lab.stop()
    assert "_JUPYTERLAB.securebase" in plugin
    assert json.loads(verdict)["unchanged"]
    assert lesson["type"] == exercise["type"] == "notebook"
    assert f"Your workbook is ready in {home / 'Secure Base'}." in lab.said()


def test_it_is_the_wheel_that_runs_and_not_the_clone(installed):
    where = run(installed.parent / "python", "-c", "import securebase; print(securebase.__file__)")
    assert str(REPOSITORY / "src") not in where
    assert str(installed.parents[1]) in where


def test_doctor_finds_it_well(installed, tmp_path):
    (tmp_path / "home").mkdir()
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("JUPYTER", "XDG_"))}
    path = f"{installed.parent}{os.pathsep}{os.environ['PATH']}"
    said = run(installed, "doctor", cwd=tmp_path, env=kept | {"HOME": str(tmp_path / "home"), "PATH": path})
    assert said == "All is well: `securebase lab` opens the workbook.\n"
