"""Filling the workbook folder, as a learner meets it."""

from __future__ import annotations

from pathlib import Path

from securebase.course.workbook.folder import default_folder, fill

REPOSITORY = Path(__file__).resolve().parents[2]
FIRST, SECOND = "lessons/01-one.md", "lessons/02-two.md"


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


def test_an_untouched_lesson_comes_in_its_new_version(workbook, course, titled):
    (course / FIRST).write_text(titled("One, corrected"))
    report = fill(workbook, course)
    assert "One, corrected" in (workbook / FIRST).read_text()
    assert f"In a new version: {FIRST}." in report.sentences()


def test_of_many_files_only_the_first_and_the_last_are_named(workbook, course, titled):
    for number in range(3, 7):
        (course / f"lessons/{number:02}-more.md").write_text(titled("More"))
    said = fill(workbook, course).sentences()
    names = [f"lessons/{number:02}-more.md" for number in range(3, 7)]
    assert f"New: {', '.join(names)}." in said
    (course / "lessons/07-more.md").write_text(titled("More"))
    for name in names:
        (course / name).write_text(titled("More, corrected"))
    (course / FIRST).write_text(titled("One, corrected"))
    said = fill(workbook, course).sentences()
    assert "New: lessons/07-more.md." in said
    assert f"In a new version: 5 files, from {FIRST} to lessons/06-more.md." in said


def test_a_changed_lesson_stays_and_the_sentence_says_how_to_see_the_new_one(workbook, course, titled):
    mine = titled("One, with my notes")
    (workbook / FIRST).write_text(mine)
    (course / FIRST).write_text(titled("One, corrected"))
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


def test_a_changed_lesson_of_which_there_is_no_newer_version_is_only_named(workbook, course, titled):
    (workbook / FIRST).write_text(titled("Mine"))
    assert fill(workbook, course).sentences() == [
        f"Your workbook in {workbook} is up to date.",
        f"Kept with your changes: {FIRST}.",
    ]


def test_a_deleted_lesson_comes_back_fresh(workbook, course):
    (workbook / FIRST).unlink()
    report = fill(workbook, course)
    assert f"Restored, because they were missing: {FIRST}." in report.sentences()
    assert (workbook / FIRST).read_bytes() == (course / FIRST).read_bytes()


def test_a_retired_lesson_goes_and_its_folder_with_it_unless_something_else_is_in_it(workbook, course):
    (course / FIRST).unlink()
    (course / SECOND).unlink()
    (workbook / "lessons" / "my notes.txt").write_text("mine")
    report = fill(workbook, course)
    assert files(workbook) == {"lessons/my notes.txt", "jupytext.toml"}
    assert not (workbook / "assets").exists()
    assert any("no longer part of the course" in sentence for sentence in report.sentences())


def test_a_retired_lesson_that_was_changed_stays_and_is_named_once(workbook, course, titled):
    (course / FIRST).unlink()
    (workbook / FIRST).write_text(titled("Mine"))
    sentence = f"{FIRST} is no longer part of the course. You changed it, so it stays."
    assert sentence in fill(workbook, course).sentences()
    assert sentence not in fill(workbook, course).sentences()
    assert "Mine" in (workbook / FIRST).read_text()


def test_the_default_folder_is_in_the_clone_and_else_in_the_home(tmp_path, monkeypatch):
    assert default_folder() == REPOSITORY / "workbook"
    monkeypatch.setattr("securebase.course.workbook.folder.content_root", lambda: tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    assert default_folder() == tmp_path / "home" / "Secure Base"
