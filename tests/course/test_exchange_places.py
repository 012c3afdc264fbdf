"""nbgrader's list, fetch and submit in a learner's home: ours lie in the workbook, others where they did."""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING

import nbformat
import pytest
from earlier_version import unpack_earlier_version
from traitlets.config import PyFileConfigLoader

from securebase.course.grading import exchange_places, handing_in
from securebase.course.grading.release import exercise_sources, released_notebook
from securebase.course.lab.settings import CONFIG
from securebase.course.workbook.finding import workbooks_near
from securebase.exercises.answers_cell import written_answers

if TYPE_CHECKING:
    from pathlib import Path

NAME = "02-map"
OURS, OTHER = "autumn", "statistics"
OTHERS = json.dumps(nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell("1", id="one")]))


@pytest.fixture(scope="module")
def released():
    return released_notebook(next(source for source in exercise_sources() if source.stem == NAME))


class Nbgrader:
    """A learner's nbgrader, with the course's settings, started in one of the learner's folders."""

    def __init__(self, exchange: Path, here: Path, monkeypatch) -> None:
        from nbgrader.coursedir import CourseDirectory

        self.exchange, self.here, self._patch = exchange, here, monkeypatch
        self._directory = CourseDirectory
        self.config = PyFileConfigLoader("nbgrader_config.py", str(CONFIG)).load_config()
        self.config.Exchange.root = str(exchange)
        self.config.Exchange.cache = str(exchange.parent / "cache")

    def run(self, step, course, assignment="", **options):
        from nbgrader.auth import Authenticator
        from nbgrader.exchange import ExchangeFactory

        self._patch.chdir(self.here)
        config = self.config.copy()
        config.CourseDirectory.course_id, config.CourseDirectory.assignment_id = course, assignment
        made = getattr(ExchangeFactory(config=config), step)(
            coursedir=self._directory(config=config),
            authenticator=Authenticator(config=config),
            config=config,
            **options,
        )
        return made.start()

    def listed(self, course=""):
        """Return the status and the place of every assignment, the place as the learner would name it."""
        found = self.run("List", course)
        return {
            (one["course_id"], one["assignment_id"]): (one["status"], os.path.relpath(one["path"], self.here))
            for one in found
        }

    def sent(self, course):
        found = sorted((self.exchange / course / "inbound").glob("*/*.ipynb"), key=os.path.getmtime)
        return nbformat.read(found[-1], as_version=4)


@pytest.fixture
def home(tmp_path):
    """A learner's home on a hub, with a used workbook of the version before this one."""
    place = tmp_path / "home"
    place.mkdir()
    (unpack_earlier_version(tmp_path) / "workbook").rename(place / "workbook")
    return place


@pytest.fixture
def exchange(tmp_path, released):
    """Two courses that have released an assignment of the same name: ours, and another."""
    place = tmp_path / "exchange"
    for course, text in ((OURS, released), (OTHER, OTHERS)):
        (place / course / "outbound" / NAME).mkdir(parents=True)
        (place / course / "outbound" / NAME / f"{NAME}.ipynb").write_text(text, "utf-8")
        (place / course / "inbound").mkdir()
        (place / course / "inbound").chmod(0o777)
    place.chmod(0o777)
    return place


@pytest.fixture
def nbgrader(exchange, home, monkeypatch):
    monkeypatch.setattr(exchange_places, "_served", [])
    monkeypatch.setattr(handing_in, "_listeners", [lambda _: None])  # as under JupyterLab: no run in between
    return Nbgrader(exchange, home, monkeypatch)


def answers_cell(notebook):
    return next(cell.source for cell in notebook.cells if cell.id == "answers")


def test_our_assignment_is_listed_where_it_lies_in_the_workbook_and_the_others_as_ever(nbgrader):
    assert nbgrader.listed() == {
        (OURS, NAME): ("fetched", f"workbook/exercises/{NAME}"),
        (OTHER, NAME): (
            "released",
            os.path.relpath(nbgrader.exchange / OTHER / "outbound" / NAME, nbgrader.here),
        ),
    }


def test_fetch_brings_another_courses_assignment_to_where_it_always_did(nbgrader):
    nbgrader.run("FetchAssignment", OTHER, NAME)
    assert (nbgrader.here / NAME / f"{NAME}.ipynb").read_text("utf-8") == OTHERS
    assert nbgrader.listed()[OTHER, NAME] == ("fetched", NAME)
    assert nbgrader.listed()[OURS, NAME] == ("fetched", f"workbook/exercises/{NAME}")


def test_fetch_makes_no_second_exercise_and_brings_a_deleted_one_back_into_the_workbook(nbgrader, released):
    from nbgrader.exchange import ExchangeError

    with pytest.raises(ExchangeError, match="already have a copy"):
        nbgrader.run("FetchAssignment", OURS, NAME)
    place = nbgrader.here / "workbook" / "exercises" / NAME
    (place / f"{NAME}.ipynb").unlink()
    place.rmdir()
    nbgrader.run("FetchAssignment", OURS, NAME)
    assert (place / f"{NAME}.ipynb").read_text("utf-8") == released
    assert not (nbgrader.here / NAME).exists()


@pytest.mark.parametrize("here", ["", "workbook", "workbook/exercises", f"workbook/exercises/{NAME}"])
def test_submit_sends_the_workbooks_exercise_wherever_nbgrader_was_started(nbgrader, here):
    place = nbgrader.here / "workbook" / "exercises" / NAME / f"{NAME}.answers.json"
    place.write_text(json.dumps({"exercise": NAME, "answers": {"same-region": 0.53}}), "utf-8")
    nbgrader.here /= here
    nbgrader.run("Submit", OURS, NAME)
    assert answers_cell(nbgrader.sent(OURS)) == written_answers({"same-region": 0.53})


def test_submit_sends_the_second_exercise_that_fetch_once_made_if_that_is_where_the_learner_worked(nbgrader):
    nbgrader.here /= "workbook"  # there the earlier version's Fetch put it
    nbgrader.run("Submit", OURS, NAME)
    assert "'same-region': 0.5259601796203877" in answers_cell(nbgrader.sent(OURS))


def test_a_server_looks_in_the_folder_that_it_shows_wherever_it_was_started(nbgrader, tmp_path, monkeypatch):
    monkeypatch.setattr(exchange_places, "_served", [])
    exchange_places.look_below(nbgrader.here)
    nbgrader.here = tmp_path
    assert nbgrader.listed(OURS)[OURS, NAME] == ("fetched", f"home/workbook/exercises/{NAME}")


def test_submit_sends_another_courses_work_as_it_is(nbgrader):
    nbgrader.run("FetchAssignment", OTHER, NAME)
    (nbgrader.here / NAME / "data.csv").write_text("1, 2")
    nbgrader.run("Submit", OTHER, NAME)
    sent = {path.name for path in (nbgrader.exchange / OTHER / "inbound").glob("*/*")}
    assert {f"{NAME}.ipynb", "data.csv"} <= sent


def test_feedback_comes_to_where_the_exercise_lies(nbgrader):
    from nbgrader.utils import notebook_hash

    nbgrader.run("Submit", OURS, NAME)
    inbound = next((nbgrader.exchange / OURS / "inbound").iterdir())
    page = notebook_hash(secret=(inbound / "submission_secret.txt").read_text(), notebook_id=NAME)
    (nbgrader.exchange / OURS / "feedback").mkdir()
    (nbgrader.exchange / OURS / "feedback" / f"{page}.html").write_text("well done")
    nbgrader.run("FetchFeedback", OURS, NAME)
    place = nbgrader.here / "workbook" / "exercises" / NAME / "feedback"
    assert [path.read_text() for path in place.glob(f"*/{NAME}.html")] == ["well done"]
    assert not (nbgrader.here / NAME).exists()


def test_without_a_workbook_our_assignment_goes_where_nbgrader_puts_it(nbgrader, tmp_path, released):
    nbgrader.here = tmp_path / "elsewhere"
    nbgrader.here.mkdir()
    assert nbgrader.listed(OURS)[OURS, NAME][0] == "released"
    nbgrader.run("FetchAssignment", OURS, NAME)
    assert (nbgrader.here / NAME / f"{NAME}.ipynb").read_text("utf-8") == released
    nbgrader.run("Submit", OURS, NAME)
    assert nbgrader.sent(OURS) == nbformat.reads(released, as_version=4)


@pytest.mark.parametrize(
    ("here", "found"),
    [
        (".", "a/b/book"),
        ("a", "a/b/book"),
        ("a/b/book/x/y", "a/b/book"),
        ("a/b/book", "a/b/book"),
        ("c", None),
    ],
)
def test_a_workbook_is_found_around_a_place_or_a_little_below_it(tmp_path, here, found):
    (tmp_path / "a/b/book/.securebase").mkdir(parents=True)
    (tmp_path / "a/b/book/.securebase/filled.json").write_text("{}")
    for folder in ("a/b/book/x/y", "c"):
        (tmp_path / folder).mkdir(parents=True)
    place = tmp_path / "a" if here == "." else tmp_path / here
    assert workbooks_near(place) == ([tmp_path / found] if found else [])
