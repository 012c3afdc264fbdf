"""What Binder would do with this repository: which image it builds, and what a visitor then finds.

No Docker is needed: repo2docker prints the image's recipe, and what the recipe runs after installing the
locked versions (`postBuild`, the server) is run here in a fresh environment with a throw-away home. Only
conda's own part, Python and the server's base packages, is not repeated.
"""

from __future__ import annotations

import http.client
import json
import os
import re
import secrets
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from dataclasses import dataclass
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).resolve().parents[2]
BINDER_PYTHON = "3.12"
FIRST_LESSON = "workbook/lessons/00-start-here.md"
UV = (sys.executable, "-m", "uv")
# Nothing of the machine that runs the tests may help: no settings, no tokens, no other environment.
FOREIGN = ("JUPYTER", "IPYTHON", "XDG_", "SECUREBASE", "VIRTUAL_ENV", "PYTHON", "CONDA")


def run(*command: str | Path, **options) -> str:
    done = subprocess.run(command, capture_output=True, text=True, check=False, **options)
    assert done.returncode == 0, f"{command} ended with status {done.returncode}:\n{done.stdout}{done.stderr}"
    return done.stdout + done.stderr


@pytest.fixture(scope="module")
def clone(tmp_path_factory):
    """What a clone of the repository would hold, not yet committed files included, and nothing else."""
    folder = tmp_path_factory.mktemp("binder") / "a clone"
    listed = run("git", "ls-files", "-z", "--cached", "--others", "--exclude-standard", cwd=REPOSITORY)
    for name in filter(None, listed.split("\0")):
        if (REPOSITORY / name).is_file():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(REPOSITORY / name, folder / name)
    return folder


@pytest.fixture(scope="module")
def recipe(clone):
    """The Dockerfile that repo2docker writes."""
    tool = [sys.executable, "-m", "repo2docker", "--debug", "--no-build"]
    return run(*tool, "--user-id", "1000", "--user-name", "jovyan", ".", cwd=clone)


def test_the_conda_build_pack_is_chosen_and_reads_our_python(clone):
    # A process of its own: repo2docker looks at its current folder, and its import warns.
    choosing = (
        "from repo2docker.app import Repo2Docker; app = Repo2Docker(); "
        "packs = (pack(app.base_image) for pack in app.buildpacks); "
        "chosen = next(pack for pack in packs if pack.detect()); "
        "print(type(chosen).__name__, chosen.python_version)"
    )
    answer = run(sys.executable, "-W", "ignore", "-c", choosing, cwd=clone)
    assert answer.strip() == f"CondaBuildPack {BINDER_PYTHON}"


def test_installed_packages_are_cached_until_environment_yml_changes(recipe):
    environment_copied = recipe.index("COPY --chown=1000:1000 src/environment.yml ")
    installed = recipe.index("env update -p ${NB_PYTHON_PREFIX} --file")
    repository_copied = recipe.index("COPY --chown=1000:1000 src/ ${REPO_DIR}/")
    assert environment_copied < installed < repository_copied


def test_our_script_runs_after_the_repository_is_there(recipe):
    steps = [line for line in recipe.splitlines() if "postBuild" in line and line.startswith("RUN")]
    assert steps == ["RUN chmod +x postBuild", "RUN ./postBuild"]
    assert recipe.index("src/ ${REPO_DIR}/") < recipe.index("RUN ./postBuild")


def test_our_script_stops_at_its_first_error():
    script = REPOSITORY / "postBuild"
    assert os.access(script, os.X_OK)
    lines = script.read_text().splitlines()
    assert lines[0] == "#!/bin/bash"
    assert next(line for line in lines[1:] if not line.startswith("#")) == "set -e"


@pytest.mark.parametrize("name", ["binder", ".binder"])
def test_no_folder_makes_binder_ignore_the_root(clone, name):
    assert not (clone / name).exists()


# The server


@dataclass
class Server:
    """The server that a visitor of Binder gets."""

    folder: Path
    python: Path
    variables: dict[str, str]
    built: str
    port: int = 0
    token: str = ""

    def get(self, path: str) -> str:
        request = urllib.request.Request(
            f"http://127.0.0.1:{self.port}/{path}", headers={"Authorization": f"token {self.token}"}
        )
        with urllib.request.urlopen(request, timeout=60) as answer:
            return answer.read().decode()


def python_like_binders() -> str:
    """Binder's version of Python where this machine has it, else the one that runs the tests."""
    command = [*UV, "python", "find", "--no-python-downloads", "--no-project", "--system", BINDER_PYTHON]
    found = subprocess.run(command, capture_output=True, text=True, check=False)
    return found.stdout.strip() or sys.executable


@pytest.fixture(scope="module")
def built(clone, tmp_path_factory):
    """A fresh environment of the locked versions and nothing else, in which `postBuild` has run."""
    place = tmp_path_factory.mktemp("image")
    environment, home = place / "environment", place / "home"
    home.mkdir()
    run(*UV, "venv", "--quiet", "--seed", "--no-project", "--python", python_like_binders(), environment)
    python = environment / "bin" / "python"
    # uv keeps what it has once fetched, so that only the first run on a machine downloads.
    run(*UV, "pip", "install", "--quiet", "--python", python, "--requirement", clone / "requirements.lock")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(FOREIGN)}
    variables = kept | {"HOME": str(home), "PATH": os.pathsep.join([str(python.parent), kept["PATH"]])}
    said = run("./postBuild", cwd=clone, env=variables)
    return Server(clone, python, variables, said)


@pytest.fixture(scope="module")
def server(built, recipe, tmp_path_factory):
    """The server, started by the command of the recipe, at the top of the repository."""
    built.token = secrets.token_hex(12)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        built.port = probe.getsockname()[1]
    command = json.loads(re.search(r"^CMD (\[.*\])$", recipe, re.MULTILINE)[1])
    assert command[-2:] == ["--ip", "0.0.0.0"]  # noqa: S104  # Binder's; here it listens to this machine alone
    command[-1] = "127.0.0.1"
    log = tmp_path_factory.mktemp("server") / "log"
    with log.open("wb") as output:
        process = subprocess.Popen(
            [*command, "--no-browser", "--allow-root", f"--port={built.port}", "--ServerApp.port_retries=0"],
            cwd=built.folder,
            env=built.variables | {"JUPYTER_TOKEN": built.token},
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
        )
    try:
        wait_for(built, process, log)
        yield built
    finally:
        process.terminate()
        process.wait(30)


def wait_for(server: Server, process: subprocess.Popen, log: Path) -> None:
    for _ in range(1200):
        try:
            server.get("api/status")
        except (OSError, http.client.HTTPException):
            assert process.poll() is None, f"the server ended:\n{log.read_text()}"
            time.sleep(0.1)
        else:
            return
    pytest.fail(f"the server did not answer within two minutes:\n{log.read_text()}")


def test_building_says_that_the_workbook_is_ready(built):
    assert f"Your workbook is ready in {built.folder / 'workbook'}." in built.built


def test_the_course_is_installed_and_does_not_depend_on_the_clone(built):
    where = "import securebase.content as c; print(c.content_root())"
    root = run(built.python, "-c", where, cwd=built.folder.parent, env=built.variables).strip()
    assert Path(root).is_relative_to(built.python.parents[1])


def test_the_first_lesson_is_served_as_a_notebook(server):
    lesson = json.loads(server.get(f"api/contents/{FIRST_LESSON}?type=notebook"))
    kinds = {cell["cell_type"] for cell in lesson["content"]["cells"]}
    assert kinds == {"markdown", "code"}
    assert lesson["content"]["metadata"]["kernelspec"]["name"] == "python3"


def test_lessons_open_as_notebooks_and_no_news_pop_up(server):
    settings = json.loads(server.get("lab/api/settings"))["settings"]
    schema = {one["id"]: one["schema"].get("properties") for one in settings}
    viewers = schema["@jupyterlab/docmanager-extension:plugin"]["defaultViewers"]["default"]
    assert viewers["markdown"] == viewers["myst"] == "Jupytext Notebook"
    assert schema["@jupyterlab/apputils-extension:notification"]["fetchNews"]["default"] == "false"


def test_the_instructors_panels_are_hidden(server):
    page = server.get("lab")
    config = json.loads(
        re.search(r'<script id="jupyter-config-data"[^>]*>(.*?)</script>', page, re.DOTALL)[1]
    )
    assert "@jupyter/nbgrader:formgrader" in config["disabledExtensions"]
    extensions = {one["name"] for one in config["federated_extensions"]}
    assert {"jupyterlab-jupytext", "@jupyter-widgets/jupyterlab-manager", "anywidget"} <= extensions


def test_the_lesson_runs_from_the_locked_versions_alone(built):
    command = [built.python, "-m", "jupytext", "--to", "ipynb", "--execute", "--output", "-"]
    notebook = run(*command, built.folder / FIRST_LESSON, cwd=built.folder, env=built.variables)
    assert '"cells"' in notebook


def test_the_badge_in_the_readme_opens_the_first_lesson(built):
    badge = re.search(
        r"\(https://mybinder\.org/v2/[^)]*\?urlpath=([^)]*)\)", (REPOSITORY / "README.md").read_text()
    )
    assert badge is not None, "README.md has no badge of Binder"
    assert badge[1] == f"lab/tree/{FIRST_LESSON}"
    assert (built.folder / FIRST_LESSON).is_file()
