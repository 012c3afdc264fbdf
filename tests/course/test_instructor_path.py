"""The README's way for instructors, run as it stands there by someone with an ordinary user's rights."""

from __future__ import annotations

import json
import os
import pwd
import re
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

import pytest

from securebase.course.grading.release import exercise_sources, released_notebook

REPOSITORY = Path(__file__).resolve().parents[2]
NAME = "04-the-first-hour"
NOBODY = 65534
# Where stock nbgrader exchanges: nobody's course may need it, or make it.
SYSTEM = Path("/usr/local/share/nbgrader")
COMMENT = "Read the scale at the top once more."
BY_HAND = f"""
from nbgrader.api import Gradebook
with Gradebook("sqlite:///gradebook.db") as gradebook:
    for learner in ("LEARNER", "ben"):
        gradebook.find_comment("answers", "{NAME}", "{NAME}", learner).manual_comment = "{COMMENT}"
        gradebook.find_grade("check-reports", "{NAME}", "{NAME}", learner).manual_score = 2.5
    gradebook.db.commit()
"""


def ordinary_rights():
    """Return what a command begins with so that it runs with no more rights than an ordinary user has."""
    if os.geteuid() != 0:
        return []
    user = ["setpriv", f"--reuid={NOBODY}", f"--regid={NOBODY}", "--clear-groups"]
    starts = ["bash", "-c", '"$0" -c "import securebase"', sys.executable]
    if subprocess.run([*user, *starts], check=False, stderr=subprocess.DEVNULL).returncode == 0:
        return user
    # The interpreter lies where only root may look: this user may read all, and write what the others may.
    reads = "-all,+dac_read_search"
    return [*user, f"--inh-caps={reads}", f"--ambient-caps={reads}"]


def outside_of_tests(home):
    """Return an environment with nothing of the tests' own Jupyter, and a home of its own."""
    foreign = ("JUPYTER", "XDG_", "IPYTHON", "SECUREBASE", "PYTEST")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(foreign)}
    return kept | {"HOME": str(home), "LANG": "C.UTF-8"}


@dataclass
class Shown:
    """A command of a page for people, and what the page says that it prints."""

    command: str
    prints: list[str]

    def pattern(self):
        """What is printed as a pattern: a line of three dots for any lines, dots in a line for any words."""
        lines = [
            "(?:.*\n)*" if line == "..." else ".*".join(map(re.escape, line.split("..."))) + "\n"
            for line in self.prints
        ]
        return "".join(lines)


def section(page, heading):
    text = page.read_text("utf-8")
    return re.search(rf"^## {heading}\n(.*?)(?=^## |\Z)", text, re.MULTILINE | re.DOTALL)[1]


def shown_commands():
    commands = []
    consoles = re.findall(
        r"```console\n(.*?)```", section(REPOSITORY / "README.md", "For instructors"), re.DOTALL
    )
    for line in "".join(consoles).splitlines():
        if line.startswith("$ "):
            commands.append(Shown(line[2:], []))
        else:
            commands[-1].prints.append(line)
    return commands


@dataclass
class Account:
    """The account of an ordinary user, with a clone of the course and a home."""

    folder: Path
    rights: list[str]

    @property
    def name(self):
        return pwd.getpwuid(self.folder.stat().st_uid).pw_name

    @property
    def course(self):
        return self.folder / "the clone" / "my-course"

    def terminal(self, *commands):
        """Enter commands in one terminal, in the clone, and return each one's status and what it printed.

        nbgrader calls learners by their account, and in the README that is ada.
        """
        mark = "\x1e"
        lines = [f"{command}\nprintf '{mark}%s{mark}' $?" for command in commands]
        ended = subprocess.run(
            [*self.rights, "bash", "-c", "\n".join(["exec 2>&1", *lines])],
            cwd=self.folder / "the clone",
            env=outside_of_tests(self.folder / "home"),
            stdout=subprocess.PIPE,
            stdin=subprocess.DEVNULL,
            text=True,
            timeout=600,
            check=False,
        )
        *parts, rest = ended.stdout.split(mark)
        assert rest == "", ended.stdout
        said = [re.sub(rf"\b{re.escape(self.name)}\b", "ada", text) for text in parts[::2]]
        return list(zip(map(int, parts[1::2]), said, strict=True))

    def nbgrader(self, *commands):
        """Run commands of nbgrader in the course's folder."""
        there = ['export PATH="$PWD/.venv/bin:$PATH"', "cd my-course"]
        return self.terminal(*there, *(f"nbgrader {command}" for command in commands))[2:]


@pytest.fixture(scope="module")
def account():
    """An ordinary user, who cannot write where stock nbgrader exchanges."""
    rights = ordinary_rights()
    with tempfile.TemporaryDirectory(prefix="an instructor ") as folder:
        person = Account(Path(folder), rights)
        (person.folder / "the clone").mkdir()
        (person.folder / "the clone" / ".venv").symlink_to(sys.prefix)
        (person.folder / "home" / "Downloads").mkdir(parents=True)
        released = released_notebook(next(path for path in exercise_sources() if path.stem == NAME))
        (person.folder / "home" / "Downloads" / f"{NAME}.ipynb").write_text(released, "utf-8")
        if rights:
            for path in (person.folder, *person.folder.rglob("*")):
                os.chown(path, NOBODY, NOBODY, follow_symlinks=False)
        yield person


def system_folder():
    return {path: path.stat().st_mtime_ns for path in (SYSTEM, *SYSTEM.rglob("*")) if path.exists()}


def by_ada(account):
    """What a learner does who shares the exchange: nbgrader's own Fetch and Submit, in a folder of hers."""
    settings = f"c = get_config(); c.Exchange.root = {str(account.course / 'exchange')!r}"
    steps = [
        "mkdir -p ~/ada",
        "cd ~/ada",
        f"echo {json.dumps(settings)} > nbgrader_config.py",
        f"nbgrader fetch_assignment {NAME} --course secure-base",
        f"nbgrader submit {NAME} --course secure-base",
    ]
    return f"( {' && '.join(steps)} )"


@pytest.fixture(scope="module")
def path(account):
    """The README's commands, and ada's, each with what the README says and with what came of it."""
    before = system_folder()
    shown = shown_commands()
    handed_in = next(number for number, one in enumerate(shown) if one.command.startswith("nbgrader collect"))
    shown.insert(handed_in, Shown(by_ada(account), ["..."]))
    ended = account.terminal(*(one.command for one in shown))
    assert system_folder() == before
    return list(zip(shown, ended, strict=True))


def test_who_runs_it_cannot_write_where_stock_nbgrader_exchanges(account):
    tried = account.terminal(f"test -w {SYSTEM.parent}", f"mkdir {SYSTEM}")
    assert [status for status, _ in tried] == [1, 1], tried


def test_every_command_of_the_readme_works_and_prints_what_the_readme_says(path):
    assert [one.command.split()[:2] for one, _ in path if one.command.startswith(("nbgrader", "securebase"))]
    for one, (status, said) in path:
        assert status == 0, (one.command, said)
        assert re.fullmatch(one.pattern(), said), (one.command, one.prints, said)


@pytest.mark.usefixtures("path")
def test_both_ways_of_handing_in_end_in_a_page_and_the_exchange_is_in_the_course(account):
    pages = sorted(page.parts[-3] for page in account.course.glob(f"feedback/*/{NAME}/{NAME}.html"))
    assert pages == sorted([account.name, "ben"])
    assert len(list(account.course.glob("exchange/secure-base/feedback/*.html"))) == 1


def steps_again():
    """Return the rows of the page on doing a step again: command, what it says without its last word."""
    page = REPOSITORY / "docs" / "instructors" / "README.md"
    rows = re.findall(
        r"^\| `nbgrader ([^`]+)` \| ([^|]+) \|", section(page, r"Grading: repeating a step"), re.MULTILINE
    )
    return [(command.replace("EXERCISE", NAME), refusal) for command, refusal in rows]


@pytest.fixture(scope="module")
def again(path, account):
    """Each step done again after points and comments by hand: the row, without its last word, with it."""
    assert path
    steps = steps_again()
    by_hand = BY_HAND.replace("LEARNER", account.name)
    (_, (status, said)) = account.terminal("cd my-course", f"../.venv/bin/python -c '{by_hand}'")
    assert status == 0, said
    ended = account.nbgrader(*(each for command, _ in steps for each in (command.rsplit(" ", 1)[0], command)))
    return list(zip(steps, ended[::2], ended[1::2], strict=True))


def test_no_step_is_done_twice_by_itself_and_its_word_does_it_as_the_page_for_instructors_says(again):
    assert len(again) == 5
    for (command, refusal), (_, without), (status, said) in again:
        assert refusal in without, (command, without)
        assert status == 0, (command, said)
        assert refusal not in said, (command, said)


@pytest.mark.usefixtures("again")
def test_points_and_comments_by_hand_stay_whatever_is_done_again_and_are_marked_to_look_at(account):
    from nbgrader.api import Gradebook

    with Gradebook(f"sqlite:///{account.course / 'gradebook.db'}") as gradebook:
        for learner in (account.name, "ben"):
            assert gradebook.find_grade("check-reports", NAME, NAME, learner).needs_manual_grade
            page = (account.course / "feedback" / learner / NAME / f"{NAME}.html").read_text("utf-8")
            assert COMMENT in page
            assert "Score: 2.5 / 3.0" in page
