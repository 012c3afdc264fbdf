"""Filling a workbook folder in which something is in the way, or that cannot be written to."""

from __future__ import annotations

import errno
import os
import shutil
import subprocess
import sys
import tempfile
import threading
from pathlib import Path

import pytest

from securebase.course.workbook.folder import WorkbookError, fill

FIRST, SECOND = "lessons/01-one.md", "lessons/02-two.md"


def files(folder):
    return {
        str(path.relative_to(folder))
        for path in folder.rglob("*")
        if path.is_file() and ".securebase" not in path.parts
    }


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


def test_a_lost_record_costs_nothing_that_equals_the_course_and_keeps_the_rest(workbook, course, titled):
    (workbook / ".securebase" / "filled.json").write_text("{ half a rec")
    (workbook / SECOND).write_text(titled("Mine"))
    sentences = fill(workbook, course).sentences()
    assert any("could not be read, so every file that differs" in sentence for sentence in sentences)
    (course / FIRST).write_text(titled("One, corrected"))
    assert not any("could not be read" in sentence for sentence in fill(workbook, course).sentences())
    assert "One, corrected" in (workbook / FIRST).read_text()
    assert "Mine" in (workbook / SECOND).read_text()


def test_a_save_in_the_middle_of_a_fill_is_not_overwritten(workbook, course, monkeypatch, titled):
    from securebase.course.workbook import filling

    def slow(path, data, scratch, real=filling.write_atomically):
        if path.name == "02-two.md":
            (workbook / FIRST).write_text(titled("Saved just now"))
        real(path, data, scratch)

    def in_reverse(real=filling.Filling.run):
        return lambda self, given: real(self, dict(reversed(given.items())))

    monkeypatch.setattr(filling.Filling, "run", in_reverse())
    monkeypatch.setattr(filling, "write_atomically", slow)
    for path in (FIRST, SECOND):
        (course / path).write_text(titled("Corrected"))
    report = fill(workbook, course)
    assert "Saved just now" in (workbook / FIRST).read_text()
    assert report.outdated == [FIRST]


def test_two_fills_at_once_take_turns(workbook, course, titled):
    (course / FIRST).write_text(titled("One, corrected"))
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
    with pytest.raises(
        WorkbookError, match="cannot be written to: it is read-only or belongs to someone else"
    ):
        fill(forbidden, Path("nothing is read"))


def test_a_read_only_disk_gets_a_sentence(tmp_path, course, monkeypatch):
    """Simulated: a read-only mount takes rights that a test run may not have."""

    def refuse(*_):
        raise OSError(errno.EROFS, "Read-only file system")

    monkeypatch.setattr(os, "mkdir", refuse)
    with pytest.raises(WorkbookError, match=r"cannot be written to: it is read-only .* --folder"):
        fill(tmp_path / "workbook", course)


def test_a_full_disk_gets_a_sentence_and_leaves_everything_as_it_was(workbook, course, monkeypatch, titled):
    before = {path: (workbook / path).read_bytes() for path in files(workbook)}
    (course / FIRST).write_text(titled("One, corrected"))

    def full(_):
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", full)
        with pytest.raises(WorkbookError, match=r"is full.*Nothing of yours was touched"):
            fill(workbook, course)
    assert {path: (workbook / path).read_bytes() for path in files(workbook)} == before
    fill(workbook, course)
    assert "One, corrected" in (workbook / FIRST).read_text()


def test_any_other_refusal_of_the_disk_is_said_as_the_system_says_it(workbook, course, monkeypatch, titled):
    (course / FIRST).write_text(titled("One, corrected"))

    def broken(*_):
        raise OSError(errno.EIO, "Input/output error")

    monkeypatch.setattr(os, "replace", broken)
    with pytest.raises(WorkbookError, match=r"could not be filled \(Input/output error\).* Start again, or"):
        fill(workbook, course)
    assert not any((workbook / ".securebase" / "tmp").iterdir())


def test_a_filled_file_is_on_the_disk_whole_before_it_gets_its_name_and_its_name_after(
    workbook, course, monkeypatch, titled
):
    (course / FIRST).write_text(titled("One, corrected"))
    done = []
    sync, replace = os.fsync, os.replace

    def syncing(handle):
        state = os.fstat(handle)
        done.append(("synced", state.st_ino, state.st_size))
        sync(handle)

    def replacing(old, new):
        state = Path(old).stat()
        done.append(("named", state.st_ino, state.st_size))
        replace(old, new)

    monkeypatch.setattr(os, "fsync", syncing)
    monkeypatch.setattr(os, "replace", replacing)
    fill(workbook, course)
    lesson = (workbook / FIRST).stat()
    named = done.index(("named", lesson.st_ino, lesson.st_size))
    assert ("synced", lesson.st_ino, lesson.st_size) in done[:named]
    folder = (workbook / FIRST).parent.stat().st_ino
    assert ("synced", folder) in [step[:2] for step in done[named:]]


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


def test_a_real_kill_leaves_a_workbook_that_the_next_fill_completes(tmp_path, course, repetitions, titled):
    """The process is ended by the system at some moment, not by an exception at a chosen step."""
    filling = (
        "import sys; from pathlib import Path; from securebase.course.workbook.folder import fill; "
        "import jupytext; print('go', flush=True); fill(Path(sys.argv[1]), Path(sys.argv[2]))"
    )
    folder = tmp_path / "workbook"
    for number in range(repetitions(2, 100)):
        (course / FIRST).write_text(titled(f"Version {number}"))
        (folder / "lessons").mkdir(parents=True, exist_ok=True)
        (folder / SECOND).write_text(titled(f"Mine {number}"))
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
