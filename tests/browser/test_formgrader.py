"""Formgrader as an instructor uses it, from generating an exercise to the page that is read offline."""

from __future__ import annotations

import json
import secrets
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pytest
from earlier_version import unpack_earlier_version
from free_ports import free_port
from playwright.sync_api import expect
from real_lab import Lab, launch
from real_reader import Reader

from securebase.course.grading.nbgrader_course import init_course
from securebase.exercises.answers_cell import written_answers

if TYPE_CHECKING:
    from pathlib import Path

NAME = "04-the-first-hour"
COMMENT = "Read the scale at the top once more."
# Whatever a learner's code prints, the page with their feedback may not ask anyone for it.
SHOWN_FROM_ELSEWHERE = """\
from IPython.display import HTML, display

def area_above_start(minutes, cortisol):
    return 0

display(HTML("<p>from elsewhere</p><img src='https://elsewhere.example/seen.png'>"))
display(HTML("<script src='https://elsewhere.example/run.js'></script>"))
"""
OUTSIDE = 'input.score[id="check-outside-band"]'


@dataclass
class Instructor:
    """Someone in front of a course's Formgrader."""

    reader: Reader
    course: Path

    @property
    def frame(self) -> Any:
        return self.reader.page.frame_locator("iframe")

    def open_formgrader(self) -> None:
        lab = self.reader.lab
        self.reader.page.goto(lab.address(f"lab?token={lab.token}"))
        self.reader.page.get_by_role("button", name="No", exact=True).click(timeout=60_000)  # no news, thanks
        self.reader.page.get_by_role("menuitem", name="Nbgrader").click()
        self.reader.page.get_by_role("menuitem", name="Formgrader", exact=True).click()
        self.row(NAME).wait_for()

    def row(self, name: str) -> Any:
        return self.frame.locator("tbody tr", has_text=name)

    def press(self, name: str, button: str) -> None:
        """Press a button in the row of an exercise or learner, and see that Formgrader tells of success."""
        self.row(name).locator(f".{button} a").click()
        told = self.frame.locator(".modal-dialog", has_text=NAME)
        told.wait_for(timeout=120_000)
        expect(told.locator(".modal-title"), told.inner_text()).to_have_text("Success", use_inner_text=True)
        self.reader.screenshot(f"formgrader-{self.course.parent.name}-{button}")
        told.get_by_role("button", name="OK").click()
        told.wait_for(state="detached")

    def go(self, link: str) -> None:
        self.follow(self.frame.get_by_role("link", name=link, exact=True))

    def follow(self, link: Any) -> None:
        """Follow a link, and wait for the page and for what it asks for itself: its rows, scores, comments.

        A link of the same name may stand on the page before.
        """
        with self.reader.page.expect_event("framenavigated") as came:
            link.click()
        came.value.wait_for_load_state("networkidle")

    def open_submission(self, link: str) -> None:
        """Follow a link to a submission, and see that Formgrader shows it."""
        with self.reader.page.expect_response(
            lambda answer: "/formgrader/submissions/" in answer.url and answer.status not in {301, 302}
        ) as opened:
            self.follow(self.frame.get_by_role("link", name=link))
        assert opened.value.status == 200

    def saving(self, action: str) -> Any:
        """Wait until the server has kept what is entered inside of this."""
        return self.reader.page.expect_response(
            lambda answer: f"formgrader/api/{action}/" in answer.url and answer.request.method == "PUT"
        )


def a_course_of_today(folder: Path) -> Path:
    init_course(folder / "course")
    return folder / "course"


def a_course_of_the_earlier_version(folder: Path) -> Path:
    return unpack_earlier_version(folder) / "course"


def hand_in(course: Path) -> None:
    """Put into ``submitted`` what two learners sent: ada wrote code and two answers, ben nothing."""
    released = (course / "release" / NAME / f"{NAME}.ipynb").read_text("utf-8")
    for learner in ("ada", "ben"):
        notebook = json.loads(released)
        cells = {cell["metadata"].get("nbgrader", {}).get("grade_id"): cell for cell in notebook["cells"]}
        if learner == "ada":
            cells["answers"]["source"] = written_answers({"peak-minute": 33.8, "outside-band": 20.0})
            cells["area-code"]["source"] = SHOWN_FROM_ELSEWHERE
        place = course / "submitted" / learner / NAME
        place.mkdir(parents=True)
        (place / f"{NAME}.ipynb").write_text(json.dumps(notebook), "utf-8")


@pytest.fixture
def instructor(make_reader, tmp_path, request):
    """An instructor whose JupyterLab was started in the course's folder, by ``jupyter lab`` itself."""
    course = request.param(tmp_path)
    home = tmp_path / "home"
    home.mkdir()
    port = free_port()
    command = ["jupyter", "lab", "--no-browser", "--allow-root", "--port", str(port)]
    lab = launch(command, Lab(course, home, port, secrets.token_hex(12), None, home / "log"), course, {})
    reader = make_reader(lab)
    # Nothing here needs the internet, and where there is one it is not asked.
    reader.page.context.route(lambda address: f":{port}/" not in address, lambda route: route.abort())
    yield Instructor(reader, course)
    lab.stop()


@pytest.fixture
def read_offline(chromium):
    """Read a page from the disk without a network: its text, and what it asked for besides itself."""
    contexts = []

    def read(path: Path) -> tuple[Any, list[str]]:
        contexts.append(chromium.new_context(offline=True, viewport={"width": 1280, "height": 900}))
        page = contexts[-1].new_page()
        asked: list[str] = []

        def note(route: Any) -> None:  # what the page itself forbids does not come this far
            asked.append(route.request.url)
            route.continue_()

        page.route("**/*", note)
        page.goto(path.as_uri())
        return page, [address for address in asked if address != path.as_uri()]

    yield read
    for context in contexts:
        context.close()


def grade_by_hand(instructor: Instructor, learner: str, shown: str) -> None:
    """Open a learner's submission, see it whole, comment on it and change one score."""
    instructor.go("Manual Grading")
    instructor.go(NAME)
    instructor.go(NAME)
    instructor.open_submission("Submission #1")
    names = instructor.frame.locator(".breadcrumb a.name-shown")
    if names.text_content().strip() != learner:  # nbgrader numbers submissions at random
        instructor.open_submission("Next")
        assert names.text_content().strip() == learner
    expect(instructor.frame.locator("main")).to_contain_text(shown, use_inner_text=True)
    score = instructor.frame.locator(f'{OUTSIDE}[placeholder="1"]')  # what it was graded with
    with instructor.saving("comment"):
        instructor.frame.locator('[id="answers-comment"]').fill(COMMENT)
        instructor.frame.locator('[id="answers-comment"]').blur()
    with instructor.saving("grade"):
        score.fill("0.5")
        score.blur()
    instructor.reader.screenshot(f"formgrader-{instructor.course.parent.name}-submission")


@pytest.mark.parametrize(
    ("instructor", "scores", "shown"),
    [
        (a_course_of_today, ("1 / 20", "0.5 / 20"), "This clock starts ten minutes too early."),
        (
            a_course_of_the_earlier_version,
            ("10 / 20", "9.5 / 20"),
            "You have not kept an answer to this part yet.",
        ),
    ],
    ids=["a course of today", "a course of the earlier version"],
    indirect=["instructor"],
)
def test_a_submission_is_graded_commented_on_and_its_feedback_read_without_a_network(
    instructor, scores, shown, read_offline
):
    instructor.open_formgrader()
    instructor.reader.screenshot(f"formgrader-{instructor.course.parent.name}-assignments")
    if not (instructor.course / "release").exists():
        instructor.press(NAME, "assign")
        instructor.press(NAME, "release")
        assert (instructor.course / "exchange" / "secure-base" / "outbound" / NAME).is_dir()
        hand_in(instructor.course)
        instructor.go("Manage Assignments")
    instructor.follow(instructor.row(NAME).locator(".num-submissions a"))
    for learner in ("ada", "ben"):
        instructor.press(learner, "autograde")
    instructor.row("ada").locator(".score").get_by_text(scores[0], exact=True).wait_for()
    grade_by_hand(instructor, "ada", shown)
    instructor.go("Manual Grading")
    instructor.go("Manage Assignments")
    instructor.press(NAME, "generate-feedback")
    page, asked = read_offline(instructor.course / "feedback" / "ada" / NAME / f"{NAME}.html")
    text = page.inner_text("body")
    Reader(instructor.reader.lab, page).screenshot(f"formgrader-{instructor.course.parent.name}-feedback")
    assert asked == []
    assert COMMENT in text
    assert shown in text
    assert f"(Score: {float(scores[1].split()[0])} / 20.0)" in text
    assert "Score: 0.5 / 1.0" in text
