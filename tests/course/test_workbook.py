"""Filling the workbook folder, as a learner meets it."""

from __future__ import annotations

import errno
import json
import os
import shutil
import subprocess
import sys
import tempfile
import threading
from pathlib import Path

import jupytext
import pytest
from hypothesis import given
from hypothesis import strategies as st

from securebase.course import edition
from securebase.course.digest import digest
from securebase.course.workbook import WorkbookError, default_folder, fill

REPOSITORY = Path(__file__).resolve().parents[2]
LESSON = """---
jupytext:
  text_representation:
    extension: .md
    format_name: myst
kernelspec:
  display_name: Python 3
  language: python
  name: python3
---

# {title}

A line with a break<two spaces>
and another. ![A map](../assets/images/map.png)

+++ {{"tags": ["note"]}}

A second cell.

```{{code-cell}} ipython3
:tags: [hide-input]

a = 1

a + 1
```
""".replace("<two spaces>", "  ")
FIRST, SECOND = "lessons/01-one.md", "lessons/02-two.md"


@pytest.fixture
def course(tmp_path):
    """A small course with two lessons and two images, one of which no lesson shows."""
    root = tmp_path / "course"
    for name in ("lessons", "exercises", "assets/images"):
        (root / name).mkdir(parents=True)
    (root / FIRST).write_text(LESSON.format(title="One"))
    (root / SECOND).write_text(LESSON.format(title="Two"))
    (root / "assets/images/map.png").write_bytes(b"a map")
    (root / "assets/images/spare.png").write_bytes(b"nobody asks for it")
    return root


@pytest.fixture
def workbook(tmp_path, course):
    folder = tmp_path / "a folder that" / "is not there yet"
    fill(folder, course)
    return folder


def files(folder):
    return {
        str(path.relative_to(folder))
        for path in folder.rglob("*")
        if path.is_file() and ".securebase" not in path.parts
    }


def test_the_first_fill_brings_lessons_and_the_images_that_they_show(tmp_path, course):
    report = fill(tmp_path / "workbook", course)
    assert files(tmp_path / "workbook") == {FIRST, SECOND, "assets/images/map.png", "jupytext.toml"}
    assert (tmp_path / "workbook" / FIRST).read_bytes() == (course / FIRST).read_bytes()
    assert report.sentences() == [f"Your workbook is ready in {tmp_path / 'workbook'}."]


def test_a_second_fill_writes_nothing(workbook, course):
    before = {path: (workbook / path).stat().st_mtime_ns for path in files(workbook)}
    report = fill(workbook, course)
    assert report.sentences() == [f"Your workbook in {workbook} is up to date."]
    assert {path: (workbook / path).stat().st_mtime_ns for path in files(workbook)} == before


def test_an_untouched_lesson_comes_in_its_new_version(workbook, course):
    (course / FIRST).write_text(LESSON.format(title="One, corrected"))
    report = fill(workbook, course)
    assert "One, corrected" in (workbook / FIRST).read_text()
    assert f"In a new version: {FIRST}." in report.sentences()


def test_a_changed_lesson_stays_and_the_sentence_says_how_to_see_the_new_one(workbook, course):
    mine = LESSON.format(title="One, with my notes")
    (workbook / FIRST).write_text(mine)
    (course / FIRST).write_text(LESSON.format(title="One, corrected"))
    for _ in range(2):
        assert (
            f"You changed {FIRST}, so it stays as it is. "
            "To see the new version, rename yours and start again."
        ) in fill(workbook, course).sentences()
        assert (workbook / FIRST).read_text() == mine
    (workbook / FIRST).rename(workbook / "lessons/mine.md")
    fill(workbook, course)
    assert "One, corrected" in (workbook / FIRST).read_text()
    assert (workbook / "lessons/mine.md").read_text() == mine


def test_a_changed_lesson_of_which_there_is_no_newer_version_is_only_named(workbook, course):
    (workbook / FIRST).write_text(LESSON.format(title="Mine"))
    assert fill(workbook, course).sentences() == [
        f"Your workbook in {workbook} is up to date.",
        f"Kept with your changes: {FIRST}.",
    ]


def test_a_deleted_lesson_comes_back_fresh(workbook, course):
    (workbook / FIRST).unlink()
    report = fill(workbook, course)
    assert f"Back, because they were gone: {FIRST}." in report.sentences()
    assert (workbook / FIRST).read_bytes() == (course / FIRST).read_bytes()


def test_a_retired_lesson_goes_and_its_folder_with_it_unless_something_else_is_in_it(workbook, course):
    (course / FIRST).unlink()
    (course / SECOND).unlink()
    (workbook / "lessons" / "my notes.txt").write_text("mine")
    report = fill(workbook, course)
    assert files(workbook) == {"lessons/my notes.txt", "jupytext.toml"}
    assert not (workbook / "assets").exists()
    assert any("the course no longer has them" in sentence for sentence in report.sentences())


def test_a_retired_lesson_that_was_changed_stays_and_is_named_once(workbook, course):
    (course / FIRST).unlink()
    (workbook / FIRST).write_text(LESSON.format(title="Mine"))
    sentence = f"{FIRST} is no longer part of the course. You changed it, so it stays."
    assert sentence in fill(workbook, course).sentences()
    assert sentence not in fill(workbook, course).sentences()
    assert "Mine" in (workbook / FIRST).read_text()


@pytest.mark.parametrize(
    ("was", "becomes", "counts"),
    [
        ("display_name: Python 3", "display_name: Python 3 (ipykernel)", False),
        ("    format_name: myst", "    format_name: myst\n    jupytext_version: 1.16.0", False),
        ("a + 1\n```\n", "a + 1\n```\n\n\n", False),
        ("a + 1\n```\n", "a + 1\n```\n\n```{code-cell} ipython3\n\n```\n", False),
        ("a + 1", "a + 2", True),
        ("[hide-input]", "[hide-output]", True),
        (":tags: [hide-input]\n\n", "", True),
        ("A second cell.", "A second  cell.", True),
        ("A second cell.", "- a second cell\n\n+++\n\nA third.", True),
        ("```{code-cell} ipython3", "```{raw-cell}", True),
        ("with a break  \n", "with a break\n", True),
    ],
)
def test_changed_means_that_a_cell_changed(workbook, course, was, becomes, counts):
    text = (workbook / FIRST).read_text()
    assert was in text
    (workbook / FIRST).write_text(text.replace(was, becomes))
    (course / FIRST).write_text(LESSON.format(title="One, corrected"))
    fill(workbook, course)
    assert ("One, corrected" in (workbook / FIRST).read_text()) is not counts


@pytest.mark.parametrize("name", ["Python 3 (ipykernel)", "Another kernel"])
def test_what_jupytext_does_when_it_saves_is_no_change(workbook, course, name):
    for path in (FIRST, SECOND):
        place = workbook / path
        notebook = jupytext.read(place)
        notebook.metadata["kernelspec"]["display_name"] = name
        jupytext.write(notebook, place, fmt="md:myst")
        assert place.read_bytes() != (course / path).read_bytes()
        (course / path).write_text(LESSON.format(title="Corrected"))
    fill(workbook, course)
    assert "Corrected" in (workbook / FIRST).read_text()
    assert "Corrected" in (workbook / SECOND).read_text()


CELLS = st.lists(
    st.tuples(
        st.sampled_from(["markdown", "code"]),
        st.text("ab#`+-:|> \n\t\\{}[]()é", max_size=40),
        st.lists(st.sampled_from(["hide-input", "note"]), unique=True),
    ),
    max_size=6,
)


@given(CELLS)
def test_a_lesson_that_jupytext_reads_and_writes_again_stays_the_same(cells):
    made = {"markdown": jupytext.reads("x", "md").cells[0], "code": None}
    notebook = jupytext.reads(LESSON.format(title="One"), "md")
    code = notebook.cells[-1]
    notebook.cells = []
    for kind, source, tags in cells:
        cell = (made["markdown"] if kind == "markdown" else code).copy()
        cell["source"], cell["metadata"] = source, {"tags": tags} if tags else {}
        notebook.cells.append(cell)
    once = jupytext.writes(notebook, fmt="md:myst")
    again = jupytext.writes(jupytext.reads(once, "md"), fmt="md:myst")
    assert digest(Path(FIRST), once.encode()) == digest(Path(FIRST), again.encode())


def exercise(**changes):
    cell = {
        "cell_type": "code",
        "id": "first",
        "metadata": {"tags": ["work"], "nbgrader": {"points": 1}},
        "source": ["a = 1\n", "a"],
        "outputs": [],
        "execution_count": None,
    }
    content = {"cells": [cell | changes], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
    return json.dumps(content).encode()


@pytest.mark.parametrize(
    ("changes", "same"),
    [
        ({"id": "other"}, True),
        ({"execution_count": 3}, True),
        ({"outputs": [{"output_type": "stream", "name": "stdout", "text": "hello"}]}, True),
        ({"source": "a = 1\na"}, True),
        ({"source": "a = 1\na\n"}, True),
        ({"metadata": {"tags": ["work"], "collapsed": True}}, True),
        ({"source": "a = 2\na"}, False),
        ({"cell_type": "markdown"}, False),
        ({"metadata": {"tags": []}}, False),
    ],
)
def test_in_an_exercise_only_type_source_and_tags_of_a_cell_count(changes, same):
    place = Path("exercises/01-one/01-one.ipynb")
    assert (digest(place, exercise()) == digest(place, exercise(**changes))) is same


@pytest.mark.parametrize("broken", [b"\xff\xfe", b"{", b"[]", b'{"cells": [{"source": 3}]}'])
def test_a_notebook_that_cannot_be_read_counts_as_changed(broken):
    assert digest(Path("exercises/01-one/01-one.ipynb"), broken) is None


@pytest.mark.parametrize("obstacle", ["file", "link"])
def test_something_else_in_a_folders_place_is_left_alone_and_named_once(tmp_path, course, obstacle):
    folder, elsewhere = tmp_path / "workbook", tmp_path / "elsewhere"
    folder.mkdir()
    elsewhere.mkdir()
    if obstacle == "file":
        (folder / "lessons").write_text("mine")
    else:
        (folder / "lessons").symlink_to(elsewhere)
    sentences = fill(folder, course).sentences()
    assert sum(sentence.startswith("lessons is not a folder") for sentence in sentences) == 1
    assert not any(elsewhere.iterdir())
    assert (folder / "assets/images/map.png").exists()


def test_a_lost_record_costs_nothing_that_equals_the_course_and_keeps_the_rest(workbook, course):
    (workbook / ".securebase" / "filled.json").write_text("{ half a rec")
    (workbook / SECOND).write_text(LESSON.format(title="Mine"))
    sentences = fill(workbook, course).sentences()
    assert any("could not be read, so every file that differs" in sentence for sentence in sentences)
    (course / FIRST).write_text(LESSON.format(title="One, corrected"))
    assert not any("could not be read" in sentence for sentence in fill(workbook, course).sentences())
    assert "One, corrected" in (workbook / FIRST).read_text()
    assert "Mine" in (workbook / SECOND).read_text()


def test_a_save_in_the_middle_of_a_fill_is_not_overwritten(workbook, course, monkeypatch):
    from securebase.course import filling

    def slow(path, data, scratch, real=filling.write_atomically):
        if path.name == "02-two.md":
            (workbook / FIRST).write_text(LESSON.format(title="Saved just now"))
        real(path, data, scratch)

    def in_reverse(real=filling.Filling.run):
        return lambda self, given: real(self, dict(reversed(given.items())))

    monkeypatch.setattr(filling.Filling, "run", in_reverse())
    monkeypatch.setattr(filling, "write_atomically", slow)
    for path in (FIRST, SECOND):
        (course / path).write_text(LESSON.format(title="Corrected"))
    report = fill(workbook, course)
    assert "Saved just now" in (workbook / FIRST).read_text()
    assert report.outdated == [FIRST]


def test_two_fills_at_once_take_turns(workbook, course):
    (course / FIRST).write_text(LESSON.format(title="One, corrected"))
    faults = []

    def one():
        try:
            fill(workbook, course)
        except BaseException as error:  # noqa: BLE001  # told to the test
            faults.append(error)

    threads = [threading.Thread(target=one) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert faults == []
    assert fill(workbook, course).sentences() == [f"Your workbook in {workbook} is up to date."]


@pytest.fixture
def with_exercise(course, monkeypatch):
    """Add an exercise and count how often it is released; the release itself has its own tests."""
    from securebase.course import release

    source = course / "exercises/01-one/01-one.md"
    source.parent.mkdir(parents=True)
    source.write_text("first version")
    released = []

    def released_notebook(path):
        released.append(path)
        return exercise(source=path.read_text()).decode()

    monkeypatch.setattr(release, "released_notebook", released_notebook)
    return source, released


def test_an_exercise_is_released_again_only_when_its_source_changed(tmp_path, course, with_exercise):
    source, released = with_exercise
    place = tmp_path / "workbook/exercises/01-one/01-one.ipynb"
    said = []
    fill(tmp_path / "workbook", course, said.append)
    fill(tmp_path / "workbook", course, said.append)
    assert len(released) == 1
    assert said == ["Preparing exercise 01-one ..."]
    source.write_text("second version")
    fill(tmp_path / "workbook", course)
    assert len(released) == 2
    assert "second version" in place.read_text()
    assert len(list((tmp_path / "workbook/.securebase/released").iterdir())) == 1


@pytest.mark.parametrize("what", ["questions", "our code"])
def test_an_exercise_is_released_again_when_what_it_is_made_with_changed(
    tmp_path, course, with_exercise, monkeypatch, what
):
    source, released = with_exercise
    (source.parent / "questions.yml").write_text("one: 1")
    fill(tmp_path / "workbook", course)
    if what == "questions":
        (source.parent / "questions.yml").write_text("one: 2")
    else:
        monkeypatch.setattr(edition, "_makers", lambda: "another nbgrader")
    fill(tmp_path / "workbook", course)
    assert len(released) == 2


def test_an_exercise_that_the_learner_worked_in_stays(tmp_path, course, with_exercise):
    source, _ = with_exercise
    folder = tmp_path / "workbook"
    fill(folder, course)
    place = folder / "exercises/01-one/01-one.ipynb"
    place.write_bytes(exercise(source="my answer"))
    source.write_text("second version")
    assert any("You changed exercises/01-one/01-one.ipynb" in one for one in fill(folder, course).sentences())
    assert "my answer" in place.read_text()


def test_the_real_exercises_are_released_without_solutions(tmp_path):
    fill(tmp_path / "workbook")
    exercises = list((tmp_path / "workbook/exercises").glob("*/*.ipynb"))
    assert exercises
    for place in exercises:
        assert "BEGIN SOLUTION" not in place.read_text()
        assert any("nbgrader" in cell["metadata"] for cell in json.loads(place.read_text())["cells"])


def test_the_default_folder_is_in_the_clone_and_else_in_the_home(tmp_path, monkeypatch):
    assert default_folder() == REPOSITORY / "workbook"
    monkeypatch.setattr("securebase.course.workbook.content_root", lambda: tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    assert default_folder() == tmp_path / "home" / "Secure Base"


@pytest.mark.parametrize("inside", ["", "/further/in"])
def test_a_file_in_the_folders_place_gets_a_sentence(tmp_path, course, inside):
    (tmp_path / "taken").write_text("mine")
    with pytest.raises(WorkbookError, match=r"which is a file|is a file\. It has to be a folder"):
        fill(Path(f"{tmp_path}/taken{inside}"), course)
    assert (tmp_path / "taken").read_text() == "mine"


@pytest.fixture
def forbidden():
    """A folder in which this process may not write; as root it becomes somebody else for that while."""
    root = Path(tempfile.mkdtemp())
    root.chmod(0o755)
    (root / "workbook").mkdir()
    (root / "workbook").chmod(0o555)
    root_user = hasattr(os, "geteuid") and os.geteuid() == 0
    if root_user:
        os.seteuid(65534)
    yield root / "workbook"
    if root_user:
        os.seteuid(0)
    (root / "workbook").chmod(0o755)
    shutil.rmtree(root)


def test_a_folder_where_nothing_can_be_written_gets_a_sentence(forbidden):
    with pytest.raises(WorkbookError, match="cannot be written: it is read-only or belongs to someone else"):
        fill(forbidden, Path("nothing is read"))


def test_a_read_only_disk_gets_a_sentence(tmp_path, course, monkeypatch):
    """Simulated: a read-only mount takes rights that a test run may not have."""

    def refuse(*_):
        raise OSError(errno.EROFS, "Read-only file system")

    monkeypatch.setattr(os, "mkdir", refuse)
    with pytest.raises(WorkbookError, match=r"cannot be written: it is read-only .* --folder"):
        fill(tmp_path / "workbook", course)


def test_a_full_disk_gets_a_sentence_and_leaves_everything_as_it_was(workbook, course, monkeypatch):
    before = {path: (workbook / path).read_bytes() for path in files(workbook)}
    (course / FIRST).write_text(LESSON.format(title="One, corrected"))

    def full(_):
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", full)
        with pytest.raises(WorkbookError, match=r"is full.*Nothing of yours was touched"):
            fill(workbook, course)
    assert {path: (workbook / path).read_bytes() for path in files(workbook)} == before
    fill(workbook, course)
    assert "One, corrected" in (workbook / FIRST).read_text()


def test_leftovers_of_an_interrupted_fill_are_cleared_away(workbook, course):
    (workbook / ".securebase" / "tmp").mkdir()
    (workbook / ".securebase" / "tmp" / "tmpabc").write_text("half a lesson")
    fill(workbook, course)
    assert not (workbook / ".securebase" / "tmp").exists()


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such permissions")
def test_filled_files_can_be_read_by_whom_the_system_usually_lets(workbook):
    ordinary = workbook / "ordinary"
    ordinary.write_text("as any program writes it")
    assert (workbook / FIRST).stat().st_mode == ordinary.stat().st_mode


def test_a_real_kill_leaves_a_workbook_that_the_next_fill_completes(tmp_path, course, repetitions):
    """The process is ended by the system at some moment, not by an exception at a chosen step."""
    filling = (
        "import sys; from pathlib import Path; from securebase.course.workbook import fill; "
        "import jupytext; print('go', flush=True); fill(Path(sys.argv[1]), Path(sys.argv[2]))"
    )
    folder = tmp_path / "workbook"
    for number in range(repetitions(2, 100)):
        (course / FIRST).write_text(LESSON.format(title=f"Version {number}"))
        (folder / "lessons").mkdir(parents=True, exist_ok=True)
        (folder / SECOND).write_text(LESSON.format(title=f"Mine {number}"))
        process = subprocess.Popen(
            [sys.executable, "-c", filling, str(folder), str(course)], stdout=subprocess.PIPE
        )
        process.stdout.read(3)
        try:
            process.wait((number + 1) % 50 * 0.0005)
        except subprocess.TimeoutExpired:
            process.kill()
        process.wait()
        process.stdout.close()
        assert f"Mine {number}" in (folder / SECOND).read_text()
    fill(folder, course)
    assert f"Version {number}" in (folder / FIRST).read_text()
    assert f"Mine {number}" in (folder / SECOND).read_text()
