"""What a learner writes about themselves is in their journal, encrypted, and nowhere else on the computer.

A learner fills every private input of the course with sentences and numbers that stand nowhere else in the
world, keeps them, reads them back, provokes errors and hands in; an instructor grades. Then every file that
anything wrote in the meantime is searched, and so are arguments and environment of every process.
docs/what-is-kept.md lists the places.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

import nbformat
import pytest
from canaries import files_changed, find, number_canary, processes_of, sentence_canary, snapshot

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
    ".jupyter/jupyter_lab_config.json": {
        "LabApp": {"expose_app_in_browser": True},
        "Application": {"log_level": "DEBUG"},
        "Session": {"debug": True},
    },
    ".ipython/profile_default/ipython_kernel_config.json": {
        "Application": {"log_level": "DEBUG"},
        "InteractiveShell": {"xmode": "Verbose"},
    },
}
EVERY_WIDGET = """
import gc, ipywidgets
widgets = [one for one in gc.get_objects() if isinstance(one, ipywidgets.Widget)]
everything = [(repr(one), one.get_state(), vars(one)) for one in widgets]
print(everything)
raise RuntimeError(str(everything))
"""
CONTROL = """
import ipywidgets
ipywidgets.Text(description="control")
"""


SHOWN_ON_REQUEST = re.compile("^(Earlier answers|Read my journey|Draw my timeline|Open my practice log)$")
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


@dataclass
class Life:
    """One learner, one computer, and everything that may not be found on it."""

    reader: object
    journal: Path
    passphrase: object = field(default_factory=lambda: sentence_canary("the passphrase"))
    written: list = field(default_factory=list)
    told: dict[str, bytes] = field(default_factory=dict)
    filled: dict[str, int] = field(default_factory=dict)

    @property
    def page(self):
        return self.reader.page

    @property
    def secrets(self) -> list:
        return [self.passphrase, *self.written]

    def boxes(self):
        return self.page.locator(".sb-private:visible").all()

    def look_at_processes(self) -> None:
        self.told |= processes_of(self.reader.lab.process.pid)

    def fill(self, page: str) -> None:
        """Give something to every private input of the page, and keep it."""
        self.page.locator(".sb-private").first.wait_for(timeout=60_000)
        for number in range(len(self.boxes())):
            box = self.boxes()[number]
            if box.get_attribute("data-part") == "practice-log":
                self.plan_practice(box, page)
                continue
            self.fill_box(box, f"{page}, input {number + 1}")
            for keep in box.get_by_role("button", name="Keep", exact=False).all():
                self.keep(box, keep)
            self.look_at_processes()
        self.filled[page] = len(self.boxes())

    def fill_box(self, box, name: str) -> None:
        for place in box.locator("textarea:visible, input[type=text]:visible").all():
            self.written.append(sentence_canary(name))
            place.fill(self.written[-1].typed)
        for place in box.locator("input[type=number]:visible, input[inputmode=decimal]:visible").all():
            self.written.append(number_canary(name))
            place.fill(self.written[-1].typed)
        groups = set()
        for place in box.locator("input[type=radio]:visible, input[type=checkbox]:visible").all():
            if place.evaluate("one => one.closest('.sb-desk-panel, .sb-desk') !== null"):
                continue
            group = place.get_attribute("name") or place.get_attribute("id")
            if group not in groups:
                groups.add(group)
                place.check()

    def plan_practice(self, box, page: str) -> None:
        """Plan a practice log in one's own words, and give the first day its number."""
        box.get_by_role("button", name="Open my practice log").click()
        box.locator("input[type=text]:visible").first.wait_for(timeout=30_000)
        self.fill_box(box, f"{page}, the plan")
        box.get_by_role("button", name="Draw the days, and begin today").click()
        number = box.locator("input[inputmode=decimal]")
        number.wait_for(timeout=30_000)
        self.written.append(number_canary(f"{page}, the day's number"))
        number.fill(self.written[-1].typed)
        self.keep(box, box.get_by_role("button", name="Keep", exact=True))

    def keep(self, box, button) -> None:
        """Press Keep; the first time the journal is made, with a passphrase."""
        button.click()
        done = self.page.locator(".sb-private-status[data-state=kept]:visible")
        making = box.get_by_role("button", name="Make my journal")
        done.or_(making).first.wait_for(timeout=30_000)
        if making.is_visible():
            for label in ("A passphrase", "The same again"):
                box.get_by_label(label, exact=True).fill(self.passphrase.typed)
            making.click()
        box.locator(".sb-private-status[data-state=kept]").first.wait_for(timeout=30_000)

    def read_back(self) -> None:
        """Ask for all that is shown on request: earlier answers, the journey, the timeline, the log."""
        for box in self.boxes():
            ask = box.get_by_role("button", name=SHOWN_ON_REQUEST)
            if not ask.count():
                continue
            ask.first.click()
            shown = box.get_by_role("button", name=re.compile("^Hide (earlier|my)"))
            nothing = box.get_by_text("no answer to this question yet")
            locked = box.get_by_label("Your passphrase", exact=True)
            shown.or_(locked).or_(nothing).first.wait_for(timeout=30_000)
            if locked.is_visible():
                locked.fill(self.passphrase.typed)
                box.get_by_role("button", name="Open", exact=True).click()
                shown.or_(nothing).first.wait_for(timeout=30_000)
        self.look_at_processes()

    def run_in_new_cell(self, code: str) -> None:
        self.reader.command("notebook:insert-cell-below")
        self.page.evaluate(
            "code => jupyterapp.shell.currentWidget.content.activeCell.model.sharedModel.setSource(code)",
            code,
        )
        self.reader.command("notebook:run-cell")

    def provoke(self) -> None:
        """Show all widgets with all they hold, in an output and in a traceback; make a save fail."""
        self.page.evaluate(
            """() => { const notebook = window.jupyterapp.shell.currentWidget.content;
                       notebook.activeCellIndex = notebook.widgets.length - 1; }"""
        )
        self.run_in_new_cell(EVERY_WIDGET)
        self.page.locator(".jp-RenderedText").filter(has_text="RuntimeError").first.wait_for(timeout=30_000)
        texts = self.page.locator(".sb-private:visible").filter(has=self.page.locator("textarea"))
        if not texts.count():
            return
        entries, away = self.journal / "entries", self.journal / "away"
        entries.rename(away)
        entries.write_text("no folder")
        try:
            box = texts.first
            self.written.append(sentence_canary("what could not be kept"))
            box.locator("textarea:visible").first.fill(self.written[-1].typed)
            box.get_by_role("button", name="Keep", exact=True).click()
            box.locator(".sb-private-status[data-state=not-kept]").wait_for(timeout=30_000)
            assert box.locator("textarea:visible").first.input_value() == self.written[-1].typed
        finally:
            entries.unlink()
            away.rename(entries)


@pytest.fixture
def home(tmp_path):
    home = tmp_path / "home"
    for name, settings in TALKATIVE.items():
        (home / name).parent.mkdir(parents=True, exist_ok=True)
        (home / name).write_text(json.dumps(settings))
    exchange = tmp_path / "exchange"
    exchange.mkdir()
    exchange.chmod(0o777)
    (home / ".jupyter" / "nbgrader_config.py").write_text(
        f"c = get_config()\nc.Exchange.root = {str(exchange)!r}\n"
        f"c.Exchange.cache = {str(tmp_path / 'cache')!r}\n"
        'c.ExchangeFactory.submit = "securebase.course.grading.exchange_submit.ConstructedSubmit"\n'
    )
    return home


@pytest.fixture
def life(home, own_lab, reader_with_profile, tmp_path):
    """Start a JupyterLab that tells all it can, in a browser whose profile is searched too."""
    lab = own_lab(environment={"TMPDIR": str(tmp_path)})
    lab.api(
        "settings/@jupyter-widgets/jupyterlab-manager:plugin",
        method="PUT",
        body={"raw": '{"saveState": true}'},
        root="lab/api",
    )
    reader = reader_with_profile(lab, tmp_path / "profile")
    return Life(reader, home / ".local" / "share" / "Secure Base" / "journal")


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


def test_what_is_written_is_found_nowhere_but_encrypted_in_the_journal(life, home, tmp_path, repetitions):
    course = teach(home, tmp_path)
    before = snapshot("/")
    reader, control = life.reader, sentence_canary("control")

    # Shown first: with these settings, what is typed into an ordinary widget is written down in many places.
    notebook_of(reader.lab, "control.ipynb", CONTROL)
    reader.open("control.ipynb")
    reader.run_all()
    field = reader.page.get_by_role("textbox", name="control")
    field.fill(control.typed)
    field.press("Tab")
    life.run_in_new_cell(f"# {control.typed}")
    reader.save()

    notebook_of(reader.lab, "kit.ipynb", KIT)
    everything = personal_pages()
    some = [name for name in everything if name.startswith("04")] + [f"exercise {HANDED_IN}"]
    pages = ["kit", *repetitions(some, everything)]
    for page in pages:
        address = PAGES.get(page, "kit.ipynb")
        reader.open(address)
        reader.run_all()
        life.fill(page)
        life.read_back()
        life.provoke()
        reader.save()
        reader.open(address)
        reader.run_all()
        life.read_back()
        reader.save()
    assert all(life.filled[page] for page in pages), life.filled

    life.told["what Submit said"] = nbgrader(
        home, reader.lab.folder / "exercises", "submit", HANDED_IN, "--course", COURSE
    )
    for command in ("collect", "autograde", "generate_feedback", "release_feedback"):
        life.told[f"what {command} said"] = nbgrader(home, course, command, HANDED_IN)
    reader.page.context.close()
    reader.lab.stop()

    written = files_changed(before, snapshot("/"))
    data = {str(file): file.read_bytes() for file in written if file.is_file() and not file.is_symlink()}
    found_control = [place for name, content in data.items() for place in find([control], name, content)]
    for kind in ("control.ipynb", "history.sqlite", "lab.log"):
        assert any(kind in place for place in found_control), f"the search is blind in {kind}"

    assert len(list(life.journal.rglob("*.age"))) >= len(life.written) - len(pages)
    found = [
        place for name, content in (data | life.told).items() for place in find(life.secrets, name, content)
    ]
    assert found == []
