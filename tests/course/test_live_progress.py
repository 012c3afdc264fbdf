"""How far the learner is: kept whole, added to from everywhere, and never a word of theirs in it."""

from __future__ import annotations

import json
import os
from concurrent.futures import ThreadPoolExecutor

import pytest

from securebase.course.live.outline import minutes_said, outline, workbook_of
from securebase.course.live.progress import NAME, ProgressError, change_progress, read_progress


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "workbook" / ".securebase").mkdir(parents=True)
    (tmp_path / "workbook" / ".securebase" / "filled.json").write_text("{}")
    return tmp_path / "workbook"


def test_nothing_is_begun_at_first(folder):
    assert read_progress(folder) == {"format": 1, "lessons": {}, "exercises": {}, "last": None}
    assert not (folder / NAME).exists()


def test_what_was_kept_is_there_the_next_day(folder):
    change_progress(folder, {"lesson": "01-signal", "opened": True})
    change_progress(folder, {"lesson": "01-signal", "place": {"cell": 3, "part": 0.25}})
    change_progress(folder, {"lesson": "01-signal", "finished": True, "last": "lessons/01-signal.md"})
    kept = change_progress(folder, {"exercise": "01-signal", "done": 2, "of": 8})
    assert read_progress(folder) == kept
    assert kept["lessons"]["01-signal"] == {
        "opened": True,
        "finished": True,
        "place": {"cell": 3, "part": 0.25},
    }
    assert kept["exercises"]["01-signal"] == {"done": 2, "of": 8}
    assert kept["last"] == "lessons/01-signal.md"


def test_finished_can_be_taken_back(folder):
    change_progress(folder, {"lesson": "01-signal", "finished": True})
    assert not change_progress(folder, {"lesson": "01-signal", "finished": False})["lessons"]["01-signal"][
        "finished"
    ]


def test_reopening_an_exercise_does_not_take_parts_away(folder):
    change_progress(folder, {"exercise": "01-signal", "done": 5, "of": 8})
    assert change_progress(folder, {"exercise": "01-signal", "done": 0, "of": 8})["exercises"] == {
        "01-signal": {"done": 5, "of": 8}
    }
    # A new edition with fewer parts never shows more done than there are.
    assert change_progress(folder, {"exercise": "01-signal", "done": 0, "of": 4})["exercises"][
        "01-signal"
    ] == {"done": 4, "of": 4}


def test_two_tabs_at_once_take_nothing_from_each_other(folder, repetitions):
    names = [f"{number:02}-lesson" for number in range(repetitions(20, 300))]
    with ThreadPoolExecutor(4) as tabs:
        list(tabs.map(lambda name: change_progress(folder, {"lesson": name, "finished": True}), names))
    assert sorted(read_progress(folder)["lessons"]) == names


@pytest.mark.parametrize(
    "change",
    [
        {"lesson": "my own words, which are nobody's business"},
        {"lesson": "01-signal", "note": "words"},
        {"lesson": "01-signal", "opened": "words"},
        {"lesson": "01-signal", "place": {"cell": 1, "part": "words"}},
        {"lesson": "01-signal", "place": {"cell": 1, "part": 0.5, "note": "words"}},
        {"lesson": "01-signal", "place": {"cell": -1, "part": 0.5}},
        {"lesson": "01-signal", "place": {"cell": True, "part": float("nan")}},
        {"exercise": "01-signal", "done": 3},
        {"exercise": "01-signal", "done": -1, "of": 8},
        {"last": "/home/someone/secret.md"},
        {"last": "lessons/../../secret.md"},
        {"last": "lessons/words of mine.md"},
    ],
)
def test_words_and_other_nonsense_are_refused(folder, change):
    with pytest.raises(ProgressError, match="Progress "):
        change_progress(folder, change)
    assert not (folder / NAME).exists()


@pytest.mark.parametrize("damage", [b"", b"{", b"[]", b'{"format": 7}', b"[" * 100_000, b"\xff"])
def test_a_damaged_file_is_set_aside_and_progress_begins_anew(folder, damage):
    (folder / NAME).write_bytes(damage)
    assert read_progress(folder)["lessons"] == {}
    assert (folder / NAME).read_bytes() == damage, "only reading moves nothing"
    change_progress(folder, {"lesson": "01-signal", "opened": True})
    assert read_progress(folder)["lessons"] == {"01-signal": {"opened": True}}
    assert (folder / "progress-damaged-1.json").read_bytes() == damage


def test_what_someone_wrote_into_the_file_by_hand_is_left_out(folder):
    by_hand = {
        "format": 1,
        "lessons": {"01-signal": {"opened": True}, "02-map": {"note": "words"}, "a b": {"opened": True}},
        "exercises": [],
        "last": "anything",
    }
    (folder / NAME).write_text(json.dumps(by_hand))
    assert read_progress(folder) == {
        "format": 1,
        "lessons": {"01-signal": {"opened": True}},
        "exercises": {},
        "last": None,
    }


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="nothing is read-only for root")
def test_a_read_only_workbook_gets_a_sentence(folder):
    folder.chmod(0o500)
    try:
        with pytest.raises(ProgressError, match="The lessons work all the same"):
            change_progress(folder, {"lesson": "01-signal", "opened": True})
    finally:
        folder.chmod(0o700)


def test_where_it_cannot_be_written_a_sentence_says_so(folder):
    (folder / NAME).mkdir()
    (folder / NAME / "something").touch()
    with pytest.raises(ProgressError, match=r"could not be written to progress\.json .*work all the same"):
        change_progress(folder, {"lesson": "01-signal", "opened": True})


def test_the_workbook_is_the_folder_itself_or_one_in_it(folder, tmp_path):
    lesson = folder / "lessons" / "01-signal.md"
    assert workbook_of(lesson, folder) == folder
    assert workbook_of(lesson, tmp_path) == folder
    assert workbook_of(tmp_path, tmp_path) == folder, "as on Binder, where it is a folder of the repository"
    (tmp_path / "elsewhere").mkdir()
    assert workbook_of(tmp_path / "elsewhere", tmp_path / "elsewhere") is None


def test_nothing_above_the_servers_folder_is_looked_at(folder):
    (folder / "lessons").mkdir()
    assert workbook_of(folder / "lessons" / "01-signal.md", folder / "lessons") is None


def test_the_outline_names_what_lies_in_the_workbook(folder):
    (folder / "lessons").mkdir()
    (folder / "lessons" / "04-the-first-hour.md").touch()
    (folder / "lessons" / "01-signal.md").touch()
    exercise = folder / "exercises" / "04-the-first-hour" / "04-the-first-hour.ipynb"
    exercise.parent.mkdir(parents=True)
    exercise.touch()
    shown = outline(folder)
    assert [lesson["number"] for lesson in shown] == [1, 4]
    assert [lesson["exercise"] for lesson in shown] == [
        None,
        "exercises/04-the-first-hour/04-the-first-hour.ipynb",
    ]
    assert shown[1]["title"] == "The first minute to the first hour"
    assert shown[1]["minutes"] > 0
    assert [lesson["exercise_minutes"] for lesson in shown] == [None, minutes_said("04-the-first-hour")]
