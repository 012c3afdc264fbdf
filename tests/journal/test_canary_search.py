"""The search that the privacy sweep rests on finds a planted canary in each kind of place."""

from __future__ import annotations

import base64
import gzip
import json
import os
import sqlite3
import struct
import subprocess
import sys
import zipfile
from urllib.parse import quote, quote_plus

import pytest
from canaries import Watch, files_changed, find, number_canary, processes_of, sentence_canary, snapshot
from canaries.spellings import beginnings


def gzipped(path, text):
    path.write_bytes(gzip.compress(text.encode()))


def zipped(path, text):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("inner.txt", text)


def zip_in_gzip(path, text):
    zipped(path, text)
    path.write_bytes(gzip.compress(path.read_bytes()))


def database(path, text):
    connection = sqlite3.connect(path)
    connection.execute("create table history (number integer, source text)")
    # Longer than a page, so that the file holds it in pieces.
    connection.execute("insert into history values (1, ?)", ("x" * 9_000 + text + "y" * 9_000,))
    connection.execute("insert into history values (2, ?)", (text.encode("utf-16-le"),))
    connection.commit()
    connection.close()


PLACES = {
    "plain": lambda path, text: path.write_text(text, "utf-8"),
    "UTF-16": lambda path, text: path.write_text(text, "utf-16"),
    "big-endian": lambda path, text: path.write_bytes(text.encode("utf-16-be")),
    "JSON": lambda path, text: path.write_text(json.dumps({"source": [text]})),
    "JSON within JSON": lambda path, text: path.write_text(json.dumps(json.dumps(text))),
    "address": lambda path, text: path.write_text(f"GET /?q={quote(text)}"),
    "form": lambda path, text: path.write_text(quote_plus(text)),
    "base64": lambda path, text: path.write_bytes(base64.b64encode(text.encode())),
    "base64, one in": lambda path, text: path.write_bytes(base64.b64encode(b"a" + text.encode())),
    "base64, two in": lambda path, text: path.write_bytes(base64.urlsafe_b64encode(b"ab" + text.encode())),
    "gzip": gzipped,
    "zip": zipped,
    "zip in gzip": zip_in_gzip,
    "SQLite": database,
}


@pytest.mark.parametrize("place", PLACES)
def test_a_sentence_is_found_wherever_it_was_put(place, tmp_path):
    canary, other = sentence_canary("planted"), sentence_canary("elsewhere")
    path = tmp_path / "planted"
    PLACES[place](path, f"before {canary.typed} after")
    found = find([canary, other], str(path), path.read_bytes())
    assert found
    assert all(one.startswith("planted") for one in found)


def test_each_half_of_a_sentence_is_enough():
    canary = sentence_canary("planted")
    letters, word = canary.typed.split('"')[1], canary.typed.split()[-4]
    for half in (letters, word):
        assert find([canary], "half", json.dumps(half).encode())


def test_whatever_holds_a_sentence_holds_the_beginning_that_is_looked_for_first():
    canary = sentence_canary("planted")
    for way, spelling in canary.spellings.items():
        assert any(beginning in spelling for beginning in beginnings()), way


def test_a_number_is_found_as_text_with_either_comma_and_as_eight_bytes():
    canary = number_canary("planted")
    for written in (
        canary.typed.encode(),
        canary.typed.replace(".", ",").encode(),
        canary.typed.encode("utf-16"),
    ):
        assert find([canary], "number", b"[1, " + written + b"]")
    assert find([canary], "array", struct.pack("<3d", 0.0, float(canary.typed), 1.0))


def test_a_file_is_found_by_its_name():
    canary = sentence_canary("planted")
    assert find([canary], canary.typed.split()[-4], b"")


def test_nothing_is_found_where_nothing_is(tmp_path):
    canary = sentence_canary("absent")
    for place, put in PLACES.items():
        path = tmp_path / place.replace(" ", "-")
        put(path, "an ordinary sentence")
        assert find([canary, number_canary("absent")], str(path), path.read_bytes()) == []


def test_a_damaged_archive_does_not_end_the_search():
    canary = sentence_canary("planted")
    assert find([canary], "half", gzip.compress(b"x" * 99)[:-4]) == []
    assert find([canary], "database", b"SQLite format 3\0" + canary.typed.encode())


def test_every_file_that_was_written_is_named(tmp_path):
    kept, rewritten, touched = (tmp_path / name for name in ("kept", "rewritten", "touched"))
    for path in (kept, rewritten, touched):
        path.write_text("same size")
    before = snapshot(tmp_path)
    rewritten.write_text("size same")
    os.utime(rewritten, ns=(before[str(rewritten)][1],) * 2)  # a program that sets the old time back
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / ".new").write_text("")
    (tmp_path / "link").symlink_to("kept")
    after = snapshot(tmp_path)
    new = [tmp_path / "folder" / ".new", tmp_path / "link", rewritten]
    assert files_changed(before, after, since=2**63) == new
    # What the first look came to only when it had been written already.
    assert files_changed(after, after, since=after[str(rewritten)][2])[-1] == rewritten
    assert files_changed(after, after, since=2**63) == []


def test_a_file_that_is_written_before_the_first_look_comes_to_it_is_named_too(tmp_path, monkeypatch):
    looks = []

    def late(*roots):
        if not looks:
            (tmp_path / "written").write_text("before it was looked at")
        looks.append(roots)
        return snapshot(*roots)

    monkeypatch.setattr("canaries.files.snapshot", late)
    assert Watch(tmp_path).written() == [tmp_path / "written"]
    assert len(looks) == 2


@pytest.mark.skipif(not os.path.isdir("/proc/self"), reason="needs /proc, which only Linux has")  # noqa: PTH112
def test_arguments_and_environment_of_grandchildren_are_read():
    canary = sentence_canary("planted")
    word = canary.typed.split()[-4]
    code = "import subprocess, sys; subprocess.run([sys.executable, '-c', 'input()', sys.argv[1]])"
    child = subprocess.Popen(
        [sys.executable, "-c", code, word], stdin=subprocess.PIPE, env=os.environ | {"SECRET": canary.typed}
    )
    try:
        places = [
            place for place, data in processes_of(os.getpid()).items() if find([canary], "process", data)
        ]
    finally:
        child.communicate(b"\n")
    assert any(place.startswith("cmdline") for place in places)
    assert any(place.startswith("environ") for place in places)
