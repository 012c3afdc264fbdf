"""The journal as one who keeps it meets it: making, keeping, reading, locking, deleting."""

from __future__ import annotations

import json
import os
import re
import stat
import sys
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace

import pyrage
import pytest
from hypothesis import given
from hypothesis import strategies as st

from securebase.journal import Entry, Journal, JournalError, Private, Unreadable, keys
from securebase.journal.entries import Kept, encoded, is_id, next_id, parsed
from securebase.journal.errors import (
    CountChangedError,
    DamagedKeyError,
    JournalExistsError,
    LockedError,
    MissingKeyError,
    NewerJournalError,
    NoJournalError,
    NoSuchEntryError,
    UnsuitablePassphraseError,
    UnsuitableValueError,
    WrongPassphraseError,
)

ENTRY_ID = "20260301-120000-000000-0123456789abcdef"
FIELDS = ["format", "version", "id", "at", "prompt_id", "prompt", "kind", "value", "new"]
REFUSED = [
    None,
    float("nan"),
    float("inf"),
    2**70,
    b"bytes",
    [1],
    {"a": [1]},
    {1: "a"},
    object(),
    "x" * 2**20,
]
numbers = st.integers(-(2**62), 2**62) | st.floats(allow_nan=False, allow_infinity=False)
texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=50)
values = texts | numbers | st.lists(texts, max_size=4) | st.dictionaries(texts, texts | numbers, max_size=4)
anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)


def entry_files(journal):
    return sorted((journal.folder / "entries").iterdir())


def public_key(journal):
    return (journal.folder / "key" / "recipient.txt").read_text().split()[-1]


def opened(journal, kept):
    secret = (journal.folder / "key" / "identity").read_text().splitlines()[-1]
    data = (journal.folder / "entries" / f"{kept.id}.age").read_bytes()
    return pyrage.decrypt(data, [pyrage.x25519.Identity.from_str(secret)])


def change_recipient(journal, old, new):
    place = journal.folder / "key" / "recipient.txt"
    place.write_text(re.sub(old, new, place.read_text()))


def test_the_journal_is_where_the_variable_says_or_in_the_users_data(monkeypatch, tmp_path):
    monkeypatch.setenv("SECUREBASE_JOURNAL", str(tmp_path / "mine"))
    assert Journal().folder == tmp_path / "mine"
    monkeypatch.delenv("SECUREBASE_JOURNAL")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    assert Journal().folder.parts[-2:] == ("Secure Base", "journal")
    assert not Journal().folder.exists()


def test_from_first_use_to_reading_with_a_passphrase(tmp_path, locked, passphrase):
    assert Journal(tmp_path / "elsewhere").state == "none"
    assert locked.state == "locked"
    kept = locked.write("02-map", "Where are you now?", "Nearer than last year.", kind="text")
    assert locked.state == "locked"
    with pytest.raises(LockedError, match="Unlock it with its passphrase"):
        locked.read()
    with pytest.raises(WrongPassphraseError, match="Nothing was changed"):
        locked.unlock("two unkind words")
    assert locked.state == "locked"
    locked.unlock(passphrase)
    # Another journal object of the same process, as the next prompt of a lesson makes it, is unlocked too.
    again = Journal(locked.folder)
    assert (again.state, again.unlocked_for) == ("unlocked", "kernel")
    reading = again.read()
    assert [entry.value for entry in reading.entries] == [
        "My grandmother, always.",
        5,
        "Nearer than last year.",
    ]
    assert reading.entries[-1].id == kept.id
    assert reading.entries[-1].at == kept.at
    assert kept.at.utcoffset() is not None
    assert [entry.prompt for entry in again.read("01-calm").entries] == ["How calm are you?"]
    again.lock()
    assert locked.state == "locked"


@given(value=values, prompt=st.text(st.characters(codec="utf-8", exclude_categories=["C"]), min_size=1))
def test_every_kind_of_answer_comes_back_as_it_was_given(value, prompt):
    kept = Kept(ENTRY_ID, datetime.now().astimezone())
    text = encoded(kept, "01-x", prompt, "kind", Private(value))
    entry = parsed(kept.id, text)
    assert entry == Entry(kept.id, kept.at, "01-x", prompt, "kind", value)
    assert type(entry.value) is type(value)
    assert len(text.reveal()) % 512 == 0


def test_a_stray_half_of_an_emoji_does_not_cost_the_rest_of_the_text(journal):
    journal.write("01-x", "A prompt", "before \ud83d after, whole \ud83d\ude00", kind="text")
    assert journal.read().entries[0].value == "before � after, whole 😀"


def test_a_very_long_text_with_every_odd_character_comes_back_whole(journal):
    words = "a\x00b\x1b[2J\x85\u2028\u202e" * 30_000
    journal.write("01-x", "A prompt", words, kind="text")
    assert journal.read().entries[0].value == words


def test_a_stray_half_of_an_emoji_in_a_file_of_other_software_stops_neither_reading_nor_export(journal):
    kept = journal.write("01-x", "A prompt", "words", kind="text")
    entry = json.loads(opened(journal, kept)) | {"value": "half \ud83d", "prompt": "half \ud83d"}
    recipient = pyrage.x25519.Recipient.from_str(public_key(journal))
    (file,) = entry_files(journal)
    file.write_bytes(pyrage.encrypt(json.dumps(entry).encode(), [recipient]))
    (found,) = journal.read().entries
    assert (found.prompt, found.value) == ("half \ufffd", "half \ufffd")
    assert b"half" in journal.as_markdown().encode()
    assert b"half" in journal.as_html().encode()


@pytest.mark.parametrize("value", REFUSED)
def test_what_the_journal_cannot_hold_is_refused_before_anything_is_written(journal, value):
    with pytest.raises(UnsuitableValueError, match=r"The journal keeps text|The text is too long"):
        journal.write("01-x", "A prompt", value, kind="text")
    assert journal.count() == 0


@pytest.mark.parametrize("label", ["", "two\nlines", 3, None, "x" * 2001])
def test_a_prompt_without_words_is_refused(journal, label):
    with pytest.raises(UnsuitableValueError, match="must be one line"):
        journal.write("01-x", label, "words", kind="text")


@given(stamps=st.lists(st.datetimes(), max_size=5), now=st.datetimes())
def test_an_id_sorts_after_every_other_whatever_the_clock_says(stamps, now):
    taken = [f"{at.year:04}{at:%m%d-%H%M%S-%f}-{'f' * 16}" for at in stamps]
    new = next_id(taken, now.replace(tzinfo=UTC))
    assert is_id(new)
    last = max(taken, default="")
    assert new[:22] > last[:22] or last.startswith("99991231-235959-999999")


@given(text=st.binary(max_size=200) | anything.map(lambda found: json.dumps(found).encode()))
def test_whatever_a_file_holds_it_is_an_entry_or_a_sentence(text):
    found = parsed(ENTRY_ID, Private(text))
    assert isinstance(found, Unreadable)
    assert found.sentence.endswith(".")


@given(change=st.dictionaries(st.sampled_from(FIELDS), anything))
def test_an_entry_with_any_field_changed_is_an_entry_or_a_sentence(change):
    whole = {
        "format": "Secure Base journal entry",
        "version": 1,
        "id": ENTRY_ID,
        "at": "2026-03-01T12:00:00+01:00",
        "prompt_id": "01-x",
        "prompt": "A prompt",
        "kind": "text",
        "value": "words",
    }
    found = parsed(ENTRY_ID, Private(json.dumps(whole | change).encode()))
    assert isinstance(found, Entry | Unreadable)
    if isinstance(found, Entry):
        assert (found.id, found.value) == (ENTRY_ID, (whole | change)["value"])


def test_damaged_swapped_newer_and_foreign_files_are_told_one_by_one_and_the_rest_is_read(journal):
    for name in ("whole", "damaged", "swapped", "swapped too", "newer", "foreign"):
        journal.write("01-x", name, name, kind="text")
    _, damaged, swapped, other, newer, foreign = entry_files(journal)
    damaged.write_bytes(damaged.read_bytes()[:-7])
    held = swapped.read_bytes()
    swapped.write_bytes(other.read_bytes())
    other.write_bytes(held)
    recipient = pyrage.x25519.Recipient.from_str(public_key(journal))
    text = json.dumps({"format": "Secure Base journal entry", "version": 2})
    newer.write_bytes(pyrage.encrypt(text.encode(), [recipient]))
    foreign.write_bytes(pyrage.encrypt(b"{}", [pyrage.x25519.Identity.generate().to_public()]))
    (journal.folder / "entries" / "notes.txt").write_text("somebody else's")

    reading = journal.read()
    assert [entry.value for entry in reading.entries] == ["whole"]
    assert [fault.name for fault in reading.unreadable] == [
        path.name for path in (damaged, swapped, other, newer, foreign)
    ]
    said = [fault.sentence for fault in reading.unreadable]
    assert "is damaged" in said[0]
    assert f"Rename it to {other.name}" in said[1]
    assert "newer version" in said[3]
    assert "another journal's key" in said[4]
    assert len(journal.read("01-y").unreadable) == 5


def test_a_journal_of_a_newer_version_is_told_and_left_alone(journal):
    journal.write("01-x", "A prompt", "words", kind="text")
    change_recipient(journal, "version 1", "version 7")
    before = {path: path.read_bytes() for path in journal.folder.rglob("*") if path.is_file()}
    for work in (
        journal.read,
        lambda: journal.write("01-x", "A prompt", "more", kind="text"),
        lambda: journal.change_passphrase(None, "new words"),
        lambda: journal.backup("new words"),
        lambda: journal.unlock("new words"),
    ):
        with pytest.raises(NewerJournalError, match="its format is 7"):
            work()
    assert {path: path.read_bytes() for path in journal.folder.rglob("*") if path.is_file()} == before


@pytest.mark.usefixtures("desk")
def test_a_lost_public_key_is_told_and_mended_by_unlocking(locked, passphrase):
    place = locked.folder / "key" / "recipient.txt"
    whole = place.read_text()
    for left in ("", "age1nonsense", None):
        place.unlink() if left is None else place.write_text(left)
        with pytest.raises(DamagedKeyError, match="Unlock the journal once"):
            locked.write("01-x", "A prompt", "words", kind="text")
    assert locked.count() == 2
    locked.unlock(passphrase)
    assert place.read_text() == whole
    locked.write("01-x", "A prompt", "words", kind="text")
    assert len(locked.read().entries) == 3


def test_a_damaged_key_is_told_and_left_alone(locked):
    place = locked.folder / "key" / "identity"
    place.write_bytes(b"age-encryption.org/v1\nnothing else")
    with pytest.raises(DamagedKeyError, match="is damaged"):
        locked.unlock("two kind words")
    place.write_bytes(b"nothing")
    with pytest.raises(DamagedKeyError, match="no entry can be opened"):
        locked.read()
    assert place.read_bytes() == b"nothing"


def test_without_a_journal_each_command_says_so(tmp_path):
    journal = Journal(tmp_path / "journal")
    for work in (
        journal.read,
        lambda: journal.write("01-x", "A prompt", "words", kind="text"),
        lambda: journal.unlock("words"),
        lambda: journal.change_passphrase(None, "words"),
        lambda: journal.delete_all(0),
        lambda: journal.backup("words"),
        journal.as_markdown,
    ):
        with pytest.raises(NoJournalError, match="There is no journal in"):
            work()
    journal.lock()
    assert journal.count() == 0
    assert not journal.folder.exists()


def test_a_second_journal_is_never_made_over_the_first(journal):
    identity = (journal.folder / "key" / "identity").read_bytes()
    with pytest.raises(JournalExistsError, match="It stays as it is"):
        journal.create("other words")
    assert (journal.folder / "key" / "identity").read_bytes() == identity


@pytest.mark.parametrize("given", ["", "   ", "tab\there", "line\nbreak", "half \ud83d", 7])
def test_a_passphrase_that_could_not_be_typed_again_is_refused(tmp_path, given):
    with pytest.raises(UnsuitablePassphraseError, match=r"was empty|cannot be typed again"):
        Journal(tmp_path / "journal").create(given)
    assert not (tmp_path / "journal").exists()


@pytest.mark.usefixtures("desk")
def test_a_passphrase_is_changed_set_and_removed(locked, passphrase):
    with pytest.raises(WrongPassphraseError, match="none was given"):
        locked.change_passphrase(None, "new words")
    with pytest.raises(WrongPassphraseError, match="does not open"):
        locked.change_passphrase("other words", None)
    locked.change_passphrase(passphrase, None)
    assert locked.state == "open"
    assert len(locked.read().entries) == 2
    with pytest.raises(WrongPassphraseError, match="has no passphrase"):
        locked.change_passphrase("any words", None)
    # The same letters, composed and decomposed, are one passphrase.
    locked.change_passphrase(None, "gru\u0308n")
    assert locked.state == "unlocked"
    locked.lock()
    locked.unlock("gr\u00fcn")
    assert len(locked.read().entries) == 2


def test_one_entry_is_deleted_for_good_and_the_others_stay(journal):
    ids = [journal.write("01-x", name, name, kind="text").id for name in "abc"]
    journal.delete(ids[1])
    assert [entry.value for entry in journal.read().entries] == ["a", "c"]
    for unknown in (ids[1], "../key/identity", "", "identity"):
        with pytest.raises(NoSuchEntryError, match="No entry has the id"):
            journal.delete(unknown)
    assert journal.state == "open"


def test_all_is_deleted_only_for_the_number_that_was_agreed_and_nothing_else_with_it(journal):
    journal.write("01-x", "A prompt", "words", kind="text")
    (journal.folder / "entries" / "letter.txt").write_text("put here by the learner")
    with pytest.raises(CountChangedError, match="now holds 1 entries, not 2"):
        journal.delete_all(2)
    assert len(journal.read().entries) == 1
    journal.delete_all(1)
    assert journal.state == "none"
    assert [path.name for path in journal.folder.rglob("*") if path.is_file()] == ["letter.txt"]
    journal.create(None)
    assert journal.read().entries == ()


@pytest.mark.skipif(sys.platform == "win32", reason="there the user's folder is private by its access list")
def test_only_this_account_can_open_anything(locked):
    os.umask(0o000)
    try:
        fresh = Journal(locked.folder.with_name("fresh"))
        fresh.create(None)
        fresh.write("01-x", "A prompt", "words", kind="text")
        fresh.change_passphrase(None, None)
        locked.write("01-x", "A prompt", "words", kind="text")
    finally:
        os.umask(0o022)
    for root in (fresh.folder, locked.folder):
        for path in [root, *root.rglob("*")]:
            assert stat.S_IMODE(path.stat().st_mode) == (0o700 if path.is_dir() else 0o600), path


def test_an_entry_opens_with_pyrage_and_json_alone(unlocked, passphrase):
    """No code of ours from here on; the docs give the same with the program `age`."""
    folder = Path(unlocked.folder)
    text = pyrage.passphrase.decrypt((folder / "key" / "identity").read_bytes(), passphrase).decode()
    identity = pyrage.x25519.Identity.from_str(text.splitlines()[-1])
    first = min((folder / "entries").glob("*.age"))
    entry = json.loads(pyrage.decrypt(first.read_bytes(), [identity]))
    assert entry["value"] == "My grandmother, always."
    assert entry["prompt"] == "Who was there?"
    assert first.stem == entry["id"]
    assert (folder / "key" / "recipient.txt").read_text().splitlines()[-1] == str(identity.to_public())


def test_nothing_of_an_entry_stands_in_the_clear(locked):
    locked.write("09-secret-prompt", "An unusual question?", "An unusual answer.", kind="text")
    held = b"".join(path.read_bytes() for path in locked.folder.rglob("*") if path.is_file())
    names = " ".join(path.name for path in locked.folder.rglob("*"))
    for word in ("unusual", "09-secret", "grandmother", "rating"):
        assert word.encode() not in held
        assert word not in names


def test_a_folder_that_was_there_keeps_what_is_in_it_and_its_mode(tmp_path):
    folder = tmp_path / "journal"
    folder.mkdir(mode=0o755)
    (folder / "mine.txt").write_text("mine")
    journal = Journal(folder)
    journal.create(None)
    journal.write("01-x", "A prompt", "words", kind="text")
    journal.delete_all(1)
    assert [path.name for path in folder.iterdir()] == ["mine.txt"]


def test_a_key_that_a_busy_computer_made_far_too_hard_or_too_easy_is_made_again(monkeypatch):
    made = [20, 9, 17, 22, 14, 23]

    def encrypt(*_):
        return b"age-encryption.org/v1\n-> scrypt c2FsdA " + str(made.pop(0)).encode() + b"\nrest"

    monkeypatch.setattr(keys, "_USUAL_WORK", range(15, 19))
    monkeypatch.setattr(keys, "pyrage", SimpleNamespace(passphrase=SimpleNamespace(encrypt=encrypt)))
    assert keys.wrapped(Private(b"text"), Private("words")).endswith(b" 17\nrest")
    assert keys.wrapped(Private(b"text"), Private("words")).endswith(b" 14\nrest")
    assert made == []


def test_what_stands_in_the_way_of_every_use_is_told_before_anything_is_asked(journal):
    journal.check()
    Journal(journal.folder.with_name("none")).check()
    journal.write("01-x", "A prompt", "words", kind="text")
    change_recipient(journal, "version 1", "version 7")
    with pytest.raises(NewerJournalError):
        journal.check()
    change_recipient(journal, "version 7", "version 1")
    (journal.folder / "key" / "identity").write_bytes(b"")
    with pytest.raises(DamagedKeyError, match="no entry can be opened"):
        journal.check()
    (journal.folder / "key" / "identity").unlink()
    with pytest.raises(MissingKeyError, match="the key that opens them is gone"):
        journal.check()


def test_every_fault_is_a_journal_error():
    from securebase.journal import errors

    named = [found for name, found in vars(errors).items() if name.endswith("Error")]
    assert len(named) > 10
    assert all(issubclass(found, JournalError) for found in named)
