"""One entry: every answer comes back as it was given, and whatever a file holds is told in words."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from securebase.journal import Entry, Private, Unreadable
from securebase.journal.entries import Kept, encoded, is_id, next_id, parsed
from securebase.journal.errors import (
    UnsuitableValueError,
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
