"""What a learner writes about themselves is in their journal, encrypted, and nowhere else on the computer.

A learner fills every private input of the course with sentences and numbers that stand nowhere else in the
world, keeps them, reads them back, provokes errors and hands in; an instructor grades. Then every file that
anything wrote in the meantime is searched, and so are arguments and environment of every process.
docs/what-is-kept.md lists the places.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import nbformat
import pytest
from canaries import Watch, find, sentence_canary
from canaries.learner import Learner

from securebase.content import content_root

PAGES = {  # name: its file in the workbook; found by walking, so that later ones are swept too
    **{path.stem: f"lessons/{path.name}" for path in sorted((content_root() / "lessons").glob("*.md"))},
    **{
        f"exercise {path.stem}": f"exercises/{path.stem}/{path.stem}.ipynb"
        for path in sorted((content_root() / "exercises").glob("*/*.md"))
    },
}
HANDED_IN = "04-the-first-hour"
COURSE = "secure-base"

# What logs messages, keeps widget state and shows every variable: the worst that settings can do.
TALKATIVE = {
    # Not jupyter_lab_config: that one the test's own JupyterLab writes anew.
    ".jupyter/jupyter_server_config.json": {
        "Application": {"log_level": "DEBUG"},
        "Session": {"debug": True},
    },
    ".ipython/profile_default/ipython_kernel_config.json": {
        "Application": {"log_level": "DEBUG"},
        "InteractiveShell": {"xmode": "Verbose"},
    },
}
CONTROL = """
import ipywidgets
ipywidgets.Text(description="control")
"""

# Every private component there is, for those that no lesson uses yet.
KIT = """
from securebase.reflections import *
body_cues()
check_in("kit-mood", "How are you?", ends=("low", "high"))
before_and_after("kit-tension", "How tense are you?", ends=("not at all", "very"))
practice_log()
reflect("kit-words", "What would you like to say?")
reflect("kit-several", "What helps?", kind="several", choices=("tea", "a walk"))
two_relationships()
timeline()
journey()
"""


def personal_pages() -> list[str]:
    """Return the lessons and exercises that ask something personal."""
    texts = {name: content_root() / "lessons" / f"{name}.md" for name in PAGES}
    texts |= {
        name: content_root() / "exercises" / stem / f"{stem}.md"
        for name in PAGES
        if (stem := name.removeprefix("exercise ")) != name
    }
    asks = [name for name, path in texts.items() if "securebase.reflections" in path.read_text("utf-8")]
    assert f"exercise {HANDED_IN}" in asks
    return asks


def notebook_of(lab, name: str, code: str) -> None:
    """Put a notebook into the workbook, with a cell for each line that is not an import."""
    imports, *cells = code.strip().split("\n")
    made = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(f"{imports}\n{cell}") for cell in cells])
    made.metadata["kernelspec"] = {"name": "python3", "display_name": "Python 3", "language": "python"}
    nbformat.write(made, lab.folder / name)


@pytest.fixture
def home(tmp_path):
    home = tmp_path / "home"
    for name, settings in TALKATIVE.items():
        (home / name).parent.mkdir(parents=True, exist_ok=True)
        (home / name).write_text(json.dumps(settings))
    exchange = tmp_path / "course" / "exchange"  # where the course keeps it
    (home / ".jupyter" / "nbgrader_config.py").write_text(
        f"c = get_config()\nc.Exchange.root = {str(exchange)!r}\n"
        f"c.Exchange.cache = {str(tmp_path / 'cache')!r}\n"
        'c.ExchangeFactory.submit = "securebase.course.grading.exchange_submit.ConstructedSubmit"\n'
    )
    return home


@pytest.fixture
def learner(home, own_lab, reader_with_profile, tmp_path):
    """Start a JupyterLab that tells all it can, in a browser whose profile is searched too."""
    lab = own_lab(environment={"TMPDIR": str(tmp_path), "SECUREBASE_DEBUG": "1"})
    lab.api(
        "settings/@jupyter-widgets/jupyterlab-manager:plugin",
        method="PUT",
        body={"raw": '{"saveState": true}'},
        root="lab/api",
    )
    reader = reader_with_profile(lab, tmp_path / "profile")
    return Learner(reader, home / ".local" / "share" / "Secure Base" / "journal")


def nbgrader(home: Path, folder: Path, *command: str) -> bytes:
    """Run one of nbgrader's commands and return all that it printed."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("JUPYTER", "XDG_", "PYTEST"))
    }
    done = subprocess.run(
        [sys.executable, "-m", "nbgrader", *command, "--debug"],
        cwd=folder,
        env=kept | {"HOME": str(home), "PATH": f"{Path(sys.executable).parent}{os.pathsep}{kept['PATH']}"},
        capture_output=True,
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout + done.stderr


def teach(home: Path, tmp_path: Path) -> Path:
    """Make the instructor's course and release the exercise."""
    folder = tmp_path / "course"
    subprocess.run(["securebase", "course", "init", str(folder)], check=True, capture_output=True)
    for command in ("generate_assignment", "release_assignment"):
        nbgrader(home, folder, command, HANDED_IN)
    return folder


def test_what_is_written_is_found_nowhere_but_encrypted_in_the_journal(learner, home, tmp_path, repetitions):
    watch, instructor = Watch("/"), ThreadPoolExecutor(1)
    course_made = instructor.submit(teach, home, tmp_path)
    reader, control = learner.reader, sentence_canary("control")

    # Shown first: with these settings, what is typed into an ordinary widget is written down in many places.
    notebook_of(reader.lab, "control.ipynb", CONTROL)
    reader.open("control.ipynb")
    reader.run_all()
    field = reader.page.get_by_role("textbox", name="control")
    field.fill(control.typed)
    field.press("Tab")
    learner.run_in_new_cell(f"# {control.typed}")
    reader.save()

    notebook_of(reader.lab, "kit.ipynb", KIT)
    everything = personal_pages()
    some = [name for name in everything if name.startswith("04")] + [f"exercise {HANDED_IN}"]
    pages = ["kit", *repetitions(some, everything)]
    for page in pages:
        address = PAGES.get(page, "kit.ipynb")
        reader.open(address)
        reader.run_all()
        learner.fill(page)
        learner.read_back()
        learner.provoke()
        reader.save()
        reader.open(address)
        reader.run_all()
        learner.read_back()
        reader.save()
    assert all(learner.filled[page] for page in pages), learner.filled

    course = course_made.result()
    instructor.shutdown()
    learner.told["what Submit said"] = nbgrader(
        home, reader.lab.folder / "exercises", "submit", HANDED_IN, "--course", COURSE
    )
    for command in ("collect", "autograde", "generate_feedback", "release_feedback"):
        learner.told[f"what {command} said"] = nbgrader(home, course, command, HANDED_IN)
    reader.page.context.close()
    reader.lab.stop()

    data = {
        str(file): file.read_bytes() for file in watch.written() if file.is_file() and not file.is_symlink()
    }
    found_control = [place for name, content in data.items() for place in find([control], name, content)]
    for kind in ("control.ipynb", "history.sqlite", "lab.log"):
        assert any(kind in place for place in found_control), f"the search is blind in {kind}"
    log = reader.lab.log.read_text("utf-8", "replace")
    for line in ("[I ", "'msg_type': 'kernel_info_request'", "[IPKernelApp] comm_msg"):
        assert line in log, f"not everything was logged that can be: {line} is missing"

    assert len(list(learner.journal.rglob("*.age"))) >= len(learner.written) - len(pages)
    everywhere = data | learner.told
    found = [place for name, content in everywhere.items() for place in find(learner.secrets, name, content)]
    assert found == []
