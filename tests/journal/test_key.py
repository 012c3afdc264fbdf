"""The key of a journal, and the passphrase around it."""

from __future__ import annotations

from types import SimpleNamespace

import pyrage
import pytest

from securebase.journal import Journal, Private, keys
from securebase.journal.errors import (
    DamagedKeyError,
    UnsuitablePassphraseError,
    WrongPassphraseError,
)


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


@pytest.mark.parametrize("given", ["", "   ", "tab\there", "line\nbreak", "half \ud83d", 7])
def test_a_passphrase_that_could_not_be_typed_again_is_refused(tmp_path, given):
    with pytest.raises(UnsuitablePassphraseError, match=r"was empty|not be able to type again"):
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
    # What was unlocked is forgotten with its passphrase: put back from a copy, the old key asks for it again.
    place = locked.folder / "key" / "identity"
    copy = place.read_bytes()
    locked.change_passphrase("gr\u00fcn", "new words")
    place.write_bytes(copy)
    assert locked.state == "locked"


def test_a_key_that_only_a_much_faster_computer_can_open_says_so(locked):
    """Its header asks for 2^40 of scrypt's work; the error of a damaged key would send people to a backup."""
    place = locked.folder / "key" / "identity"
    head, asked, rest = place.read_bytes().split(b"\n", 2)
    place.write_bytes(b"\n".join([head, asked.rsplit(b" ", 1)[0] + b" 40", rest]))
    with pytest.raises(DamagedKeyError, match=r"made on a much faster one.* Close other programs"):
        locked.unlock("two kind words")


def test_a_key_that_a_busy_computer_made_far_too_hard_or_too_easy_is_made_again(monkeypatch):
    made = [20, 9, 17, 22, 14, 23]

    def encrypt(*_):
        return b"age-encryption.org/v1\n-> scrypt c2FsdA " + str(made.pop(0)).encode() + b"\nrest"

    monkeypatch.setattr(keys, "_USUAL_WORK", range(15, 19))
    monkeypatch.setattr(keys, "pyrage", SimpleNamespace(passphrase=SimpleNamespace(encrypt=encrypt)))
    assert keys.wrapped(Private(b"text"), Private("words")).endswith(b" 17\nrest")
    assert keys.wrapped(Private(b"text"), Private("words")).endswith(b" 14\nrest")
    assert made == []


def test_a_passphrase_opens_the_key_whichever_way_a_system_writes_its_letters_also_with_age_alone(tmp_path):
    """Some systems hand over ü as one letter, some as u and two dots; age is given the one letter."""
    journal = Journal(tmp_path / "journal")
    journal.create("gru\u0308ne A\u030angstro\u0308m")
    composed = "gr\u00fcne \u00c5ngstr\u00f6m"
    identity = (journal.folder / "key" / "identity").read_bytes()
    assert b"AGE-SECRET-KEY" in pyrage.passphrase.decrypt(identity, composed)
    journal.lock()
    journal.unlock(composed)
    assert journal.state == "unlocked"
