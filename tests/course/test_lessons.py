"""Every lesson: it runs from top to bottom, keeps its links, and speaks in the course's voice."""

from __future__ import annotations

import re

import explorers
import jupytext
import pytest
from ipywidgets import Dropdown
from lesson_pages import pieces
from nbclient import NotebookClient
from prose_numbers import as_written, opened

from securebase import widgets
from securebase.content import content_root
from securebase.course.articles_page import PAGE
from securebase.course.evidence import Grade
from securebase.course.lesson_minutes import words
from securebase.course.syllabus import load_syllabus
from securebase.figures.picture import Badge
from securebase.widgets.guesses import Guess
from securebase.widgets.prediction import Prediction
from securebase.widgets.questions import load_quick_check

LESSONS = sorted((content_root() / "lessons").glob("*.md"))
NUMBERED = [lesson for lesson in LESSONS if lesson.name[0].isdigit()]
SKIP = "Skip the prediction"
START = next(lesson for lesson in NUMBERED if lesson.name.startswith("00-"))
LESSONS_PROPER = [lesson for lesson in NUMBERED if lesson != START]
LONGEST_SCENE, LONGEST_NOTE, SOONEST_MOVE, SOONEST_MOVE_AT_THE_START = 90, 60, 250, 120  # words
OBJECTIVES = "## What you will be able to do"

# Parts of the anatomy that every numbered lesson but the first has, as words of a heading or of the text.
ANATOMY = (
    "**Time:**",
    "**What comes up:**",
    OBJECTIVES,
    "Predict, then look",
    "## How sure are we?",
    "## Try it",
    "**Who should leave it out.**",
    "places_of_help()",
    "## For you alone",
    "## Quick check",
    "## Look inside",
    "## Take with you",
    "**The five-minute way",
    "**Next:**",
)
# Lesson 0 is the door, not a room: it says how the course works, and has neither evidence nor exercise.
PARTS_OF_THE_START = (
    "two_crowds()",
    OBJECTIVES,
    "**Time:**",
    "## How a lesson goes",
    "## Who this is for",
    "## What stays private, and where",
    'reflect("00-',
    "## How to read a badge",
    'badge("DATA", "MODEL", "ILLUSTRATIVE")',
    "evidence_cards(",
    "## What this is not",
    "## Where help is",
    "places_of_help()",
    "## Hard days, and the pause corner",
    "pause_corner()",
    "## Take with you",
    "**Next:**",
)
BANNED = re.compile(
    r"\b(just|simply|of course|obviously|rewir\w+|hijack\w*|lights? up|toxic|needy|clingy|narcissis\w+|"
    r"(?:he|she|they|partner) (?:is|are) (?:avoidant|anxious|disorgani[sz]ed))\b|!",
    re.IGNORECASE,
)


def name(lesson):
    return lesson.stem


def prose(lesson) -> str:
    """Return the lesson's words without code and without addresses."""
    notebook = jupytext.read(lesson)
    text = "\n\n".join(cell.source for cell in notebook.cells if cell.cell_type == "markdown")
    return re.sub(r"\]\([^)]*\)", "]", text)


def opening(lesson) -> tuple[str, str]:
    """Return the words before the first thing to do, without the line for sleeping pictures, and its name."""
    before = []
    for cell, piece in zip(jupytext.read(lesson).cells, pieces(lesson), strict=True):
        if piece.shows and piece.shows != "violence_gate":
            return "\n\n".join(before), piece.shows
        if "without-plugin" not in cell.metadata.get("tags", []) and not piece.shows:
            before.append(cell.source)
    return "", ""


def anchors(text: str) -> set[str]:
    return {
        re.sub(r"[^\w\- ]", "", heading).strip().lower().replace(" ", "-")
        for heading in re.findall(r"^#+ (.+)$", text, flags=re.MULTILINE)
    }


def test_there_are_lessons():
    assert NUMBERED


@pytest.mark.parametrize("lesson", LESSONS, ids=name)
def test_it_runs_in_a_fresh_kernel_without_warning(lesson, tmp_path):
    notebook = jupytext.read(lesson)
    NotebookClient(notebook, timeout=120, resources={"metadata": {"path": str(tmp_path)}}).execute()
    outputs = [output for cell in notebook.cells for output in cell.get("outputs", [])]
    assert [output["text"] for output in outputs if output.get("name") == "stderr"] == []
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("lesson", LESSONS, ids=name)
def test_code_cells_are_short(lesson):
    for cell in jupytext.read(lesson).cells:
        if cell.cell_type == "code":
            lines = [line for line in cell.source.splitlines() if line.strip()]
            assert len(lines) <= 5, cell.source


@pytest.mark.parametrize("lesson", LESSONS_PROPER, ids=name)
def test_every_part_of_the_anatomy_is_there(lesson):
    text = lesson.read_text()
    assert [part for part in ANATOMY if part not in text] == []


def test_every_part_of_the_start_is_there_in_its_order():
    text = START.read_text()
    assert [part for part in PARTS_OF_THE_START if part not in text] == []
    places = [text.index(part) for part in PARTS_OF_THE_START]
    assert places == sorted(places)


@pytest.mark.parametrize("lesson", NUMBERED, ids=name)
def test_something_moves_before_anything_is_explained_and_nothing_has_to_be_guessed_for_it(lesson):
    before, moved = opening(lesson)
    assert moved in widgets.EXPLORERS, "the first thing to do is a picture to move"
    assert explorers.sheet(moved) is None, f"{moved} asks for a guess first"
    assert "## " not in before
    assert words(before) <= (SOONEST_MOVE_AT_THE_START if lesson == START else SOONEST_MOVE)


@pytest.mark.parametrize("lesson", LESSONS_PROPER, ids=name)
def test_a_lesson_opens_with_a_short_scene_and_then_says_its_time_and_what_comes_up(lesson):
    before, _ = opening(lesson)
    scene, note = before.split("**Time:**")
    title = scene.strip().splitlines()[0]
    note = "**Time:**" + re.split(r"\n\n(?!\*\*What comes up)", note)[0]
    assert words(scene.replace(title, "")) <= LONGEST_SCENE
    assert "**What comes up:**" in note
    assert words(note) <= LONGEST_NOTE


@pytest.mark.parametrize("lesson", LESSONS_PROPER, ids=name)
def test_the_five_minute_way_names_buttons_that_are_there(lesson):
    text = " ".join(lesson.read_text().split())
    (way,) = re.findall(r"\*\*The five-minute way.*?That is the lesson\.", text)
    called = [name for name in re.findall(r"\b(\w+)\(\)", text) if name in widgets.__all__]
    buttons = {preset["label"] for name in called for preset in getattr(opened(name), "presets", [])}
    assert set(re.findall("“([^”]+)”", way)) <= buttons | {SKIP}


@pytest.mark.parametrize("lesson", LESSONS_PROPER, ids=name)
def test_a_quick_check_has_as_many_questions_as_the_lesson_says(lesson):
    (said,) = re.findall(r"^## Quick check\n\n(\w+) questions,", lesson.read_text(), flags=re.MULTILINE)
    count = len(load_quick_check(lesson.stem)["questions"])
    assert said == as_written(count, like="Five")


def test_what_opens_a_picture_without_a_guess_is_called_as_the_lessons_call_it():
    assert f'"{SKIP}"' in str(Guess._esm)
    assert f'"{SKIP}"' in str(Prediction._esm)


def test_badges_are_explained_once_in_the_start():
    explains = {
        lesson: re.findall(r"\*\*(?:DATA|MODEL|ILLUSTRATIVE)\*\*", prose(lesson)) for lesson in NUMBERED
    }
    assert [lesson.stem for lesson, badges in explains.items() if badges] == [START.stem]
    assert [lesson.stem for lesson in NUMBERED if any(one.shows == "badge" for one in pieces(lesson))] == [
        START.stem
    ]


def test_the_start_explains_every_badge_and_every_grade_in_the_words_of_the_code():
    start = " ".join(START.read_text().split())
    for grade in Grade:
        assert f"**{grade.capitalize()}**: {grade.meaning}." in start
    shown = re.search(r"badge\(([^)]*)\)", start)[1]
    assert re.findall(r'"(\w+)"', shown) == [badge.name for badge in Badge]


@pytest.mark.parametrize("lesson", NUMBERED, ids=name)
def test_code_is_out_of_sight_outside_of_look_inside(lesson):
    heading = ""
    for cell in jupytext.read(lesson).cells:
        if cell.cell_type == "markdown":
            heading = (re.findall(r"^#+ (.+)$", cell.source, flags=re.MULTILINE) or [heading])[-1]
        elif heading != "Look inside":
            assert cell.metadata.get("jupyter", {}).get("source_hidden"), cell.source


@pytest.mark.parametrize("lesson", LESSONS_PROPER, ids=name)
def test_look_inside_offers_a_plain_interact_on_a_model_with_controls_that_have_names(lesson):
    inside = lesson.read_text().split("## Look inside")[1].split("## Take with you")[0]
    cells = re.findall(r"```\{code-cell\} ipython3\n(.*?)```", inside, re.DOTALL)
    (code,) = [cell for cell in cells if "@interact" in cell]
    assert "from securebase.models" in code
    names: dict[str, object] = {}
    exec(code, names)  # noqa: S102 - the lesson's own cell
    (made,) = [one for name, one in names.items() if name != "interact" and hasattr(one, "widget")]
    *controls, _output = made.widget.children
    assert controls
    # ipywidgets gives its lists a name that a screen reader says, and its sliders none.
    assert all(isinstance(control, Dropdown) and control.description for control in controls)
    assert made() is not None


@pytest.mark.parametrize("lesson", LESSONS, ids=name)
def test_links_between_pages_lead_somewhere(lesson):
    for target, anchor in re.findall(r"\]\(([\w\-.]+\.md)#([\w\-]+)\)", lesson.read_text()):
        page = lesson.parent / target
        assert page.is_file(), target
        assert anchor in anchors(page.read_text()), f"{target} has no heading {anchor}"
    for target in re.findall(r"\]\(\.\./exercises/([\w\-]+)/[\w\-]+\.ipynb\)", lesson.read_text()):
        assert (content_root() / "exercises" / target / f"{target}.md").is_file(), target


# What the articles say is said as they would have it, and answered beside it: that page keeps its own words.
@pytest.mark.parametrize("lesson", [lesson for lesson in LESSONS if lesson.name != PAGE], ids=name)
def test_the_voice_is_kept(lesson):
    assert [found.group(0) for found in BANNED.finditer(prose(lesson))] == []


@pytest.mark.parametrize("lesson", NUMBERED, ids=name)
def test_no_paragraph_is_longer_than_five_lines_on_screen(lesson):
    for paragraph in prose(lesson).split("\n\n"):
        if not paragraph.lstrip().startswith(("#", "-", "1.", "|")):
            assert len(paragraph) <= 5 * 100, paragraph


def test_headings_are_found_as_jupyterlab_makes_them():
    assert anchors("## HPA axis\n\n## What's new?") == {"hpa-axis", "whats-new"}


@pytest.mark.parametrize("lesson", NUMBERED, ids=name)
def test_what_a_lesson_promises_is_what_the_syllabus_says(lesson):
    part = re.split(r"^## ", lesson.read_text().split(OBJECTIVES)[1], flags=re.MULTILINE)[0]
    promised = [line.removeprefix("- ") for line in part.splitlines() if line.startswith("- ")]
    entry = next(one for one in load_syllabus().values() if one.slug == lesson.stem)
    assert promised == list(entry.objectives)
