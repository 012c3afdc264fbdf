"""The answers beside a notebook: whole or as before, never a sentence of the learner's, never a crash."""

from __future__ import annotations

import json
import os
import stat

import pytest
from hypothesis import given
from hypothesis import strategies as st

from securebase.exercises.cache import AnswerCache
from securebase.exercises.sheet import load_sheet

EXERCISE = "04-the-first-hour"
FORMS = load_sheet(EXERCISE).forms


@pytest.fixture
def cache(tmp_path):
    return AnswerCache(tmp_path, EXERCISE, FORMS)


def test_an_answer_is_there_after_the_kernel_has_gone(cache, tmp_path):
    assert cache.keep("peak-minute", 23.8, {}) == []
    assert cache.keep("near-rest", ["vagus"], {}) == []
    answers, sentences = AnswerCache(tmp_path, EXERCISE, FORMS).read()
    assert answers == {"peak-minute": 23.8, "near-rest": ["vagus"]}
    assert sentences == []
    assert [path.name for path in tmp_path.iterdir()] == [f"{EXERCISE}.answers.json"]


def test_an_answer_is_on_the_disk_as_a_whole_before_it_takes_the_place_of_the_last_one(cache, monkeypatch):
    cache.keep("outside-band", 20.0, {})
    before, synced, sync = cache.path.read_bytes(), [], os.fsync

    def syncing(handle):
        is_folder = stat.S_ISDIR(os.fstat(handle).st_mode)
        synced.append((None if is_folder else os.pread(handle, 10_000, 0), cache.path.read_bytes()))
        sync(handle)

    monkeypatch.setattr(os, "fsync", syncing)
    cache.keep("peak-minute", 23.8, {})
    after = cache.path.read_bytes()
    assert synced == [(after, before), (None, after)]


def test_two_notebooks_of_one_exercise_do_not_lose_each_others_answers(cache, tmp_path):
    other = AnswerCache(tmp_path, EXERCISE, FORMS)
    cache.keep("peak-minute", 23.8, {})
    other.keep("outside-band", 20.0, {})
    cache.keep("near-rest", [], {})
    assert set(other.read()[0]) == {"peak-minute", "outside-band", "near-rest"}


@given(damage=st.binary(max_size=60) | st.sampled_from([b"[]", b"{}", b"[" * 100_000, b'{"answers": 3}']))
def test_a_damaged_file_is_set_aside_with_a_sentence(tmp_path_factory, damage):
    folder = tmp_path_factory.mktemp("damaged")
    cache = AnswerCache(folder, EXERCISE, FORMS)
    cache.path.write_bytes(damage)
    answers, sentences = cache.read()
    assert answers == {}
    assert len(sentences) == 1
    assert "was damaged, so it is now called" in sentences[0]
    assert [path.read_bytes() for path in folder.iterdir()] == [damage]
    assert cache.keep("peak-minute", 1.0, {}) == []
    assert cache.read() == ({"peak-minute": 1.0}, [])


def test_two_damaged_files_are_both_set_aside(cache, tmp_path):
    for damage in ("one", "two"):
        cache.path.write_text(damage)
        cache.read()
    assert sorted(path.read_text() for path in tmp_path.iterdir()) == ["one", "two"]


def test_text_that_someone_wrote_into_the_file_is_neither_read_nor_kept(cache):
    answers = {"peak-minute": "how I felt", "diary": "how I felt", "near-rest": ["how I felt"], "reports": {}}
    cache.path.write_text(json.dumps({"exercise": EXERCISE, "answers": answers | {"outside-band": 20}}))
    kept, sentences = cache.read()
    assert kept == {"outside-band": 20.0}
    assert len(sentences) == 4
    cache.keep("peak-minute", 23.8, {})
    assert "felt" not in cache.path.read_text()


def test_where_nothing_can_be_written_the_answer_holds_and_a_sentence_says_so(cache, monkeypatch):
    def full(*_args, **_kwargs):
        raise OSError(28, "No space left on device")

    cache.keep("outside-band", 20.0, {})
    before = cache.path.read_bytes()
    monkeypatch.setattr("securebase.exercises.cache.os.fsync", full)
    sentences = cache.keep("peak-minute", 23.8, {})
    assert "No space left on device" in sentences[0]
    assert cache.path.read_bytes() == before
    assert [path.name for path in cache.path.parent.iterdir()] == [cache.path.name]
    assert cache.read()[0] == {"peak-minute": 23.8, "outside-band": 20.0}
    monkeypatch.undo()
    assert cache.keep("near-rest", [], {}) == []
    assert set(json.loads(cache.path.read_text())["answers"]) == {"peak-minute", "outside-band", "near-rest"}
