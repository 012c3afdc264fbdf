"""`reflect` without a browser: what is kept, what is said, and that nothing of it stands anywhere else."""

from __future__ import annotations

import gc
import logging

import pytest

from securebase.journal import Journal
from securebase.reflections import journey, reflect

CANARY = "canary-under-the-stairs-4471"


def kept(folder):
    return [(one.prompt_id, one.prompt, one.kind, one.value) for one in Journal(folder).read().entries]


def test_showing_a_question_touches_no_disk(folder, page):
    box = reflect("04-x", "Where?")
    repr(box), box._repr_mimebundle_()
    looked = page.ask(box, "look")
    assert looked.content["state"] == "none"
    assert "Nothing is kept yet." in looked.content["where"]
    assert not folder.exists()


def test_keep_without_a_journal_keeps_nothing_and_asks_for_the_panel_first(folder, page):
    box = reflect("04-x", "Where?")
    assert page.ask(box, "keep", CANARY).event == "no journal"
    assert not folder.exists()
    assert page.ask(box, "create", [None]).event == "journal"
    said = page.ask(box, "keep", CANARY)
    assert said.event == "kept"
    assert said.content["sentence"].startswith("Kept in your journal, ")
    assert said.content["sentence"].endswith("Anyone who can use this computer account can read it.")
    assert kept(folder) == [("04-x", "Where?", "text", CANARY)]


@pytest.mark.usefixtures("locked_journal")
def test_with_a_passphrase_writing_needs_no_unlocking_and_reading_does(page, passphrase):
    box = reflect("04-x", "Where?")
    assert page.ask(box, "look").content["state"] == "locked"
    said = page.ask(box, "keep", CANARY).content["sentence"]
    assert said.endswith("Only you can read it.")
    assert page.ask(box, "earlier").event == "locked"
    refused = page.ask(box, "unlock", ["velvet"])
    assert refused.event == "failed"
    assert "does not open" in refused.content["sentence"]
    assert page.ask(box, "earlier").event == "locked"
    assert page.ask(box, "unlock", [passphrase]).content["state"] == "unlocked"
    (entry,) = page.ask(box, "earlier").letter
    assert entry["words"] == CANARY
    assert page.ask(box, "lock").content["state"] == "locked"
    assert page.ask(box, "earlier").event == "locked"


def test_earlier_answers_are_those_to_this_question_the_newest_first(open_journal, page):
    open_journal.write("04-x", "Where?", "first", kind="text")
    open_journal.write("05-y", "What?", "another", kind="text")
    open_journal.write("04-x", "Where?", ["Jaw", "Hands"], kind="several")
    entries = page.ask(reflect("04-x", "Where?"), "earlier").letter
    assert [entry["words"] for entry in entries] == ["· Jaw\n· Hands", "first"]


@pytest.mark.usefixtures("open_journal")
def test_a_rating_is_kept_with_its_scale_so_that_it_can_be_read_later(folder, page):
    box = reflect("04-near", "How near?", kind="rating", scale=(0, 10), ends=("far", "near (touching)"))
    page.ask(box, "keep", 7)
    assert kept(folder) == [("04-near", "How near? (0 far to 10 near touching)", "rating", 7)]
    assert box.prompt == "How near?"


@pytest.mark.usefixtures("open_journal")
def test_what_the_journal_refuses_is_said_in_its_own_sentence(folder, page):
    box = reflect("04-x", "Where?")
    (folder / "entries").rmdir()
    (folder / "entries").write_text("a file in the way")
    said = page.ask(box, "keep", CANARY)
    assert said.event == "failed"
    assert str(folder) in said.content["sentence"]
    assert CANARY not in page.in_the_clear()


UNUSABLE = {
    "its key is gone": (lambda key: key.unlink(), "the key that opens them is gone"),
    "its key is empty": (lambda key: key.write_bytes(b""), "is damaged, so no entry can be opened"),
    "its key is refused": (lambda key: (key.unlink(), key.mkdir()), "The journal's key could not be read"),
    "it is newer": (
        lambda key: key.with_name("recipient.txt").write_text("# Secure Base journal, version 7\n"),
        "made by a newer version",
    ),
}


@pytest.mark.parametrize("what", UNUSABLE)
def test_a_journal_that_cannot_be_used_is_told_in_one_sentence_and_no_new_one_is_offered(
    open_journal, folder, page, what
):
    spoil, sentence = UNUSABLE[what]
    open_journal.write("04-x", "Where?", "first", kind="text")
    spoil(folder / "key" / "identity")
    box, whole = reflect("04-x", "Where?"), journey()
    looked = page.ask(box, "look").content
    assert looked["state"] == "unusable"
    assert sentence in looked["where"]
    for widget, asked, value in ((box, "keep", CANARY), (box, "earlier", None), (whole, "read", None)):
        said = page.ask(widget, asked, value)
        assert said.event == "failed"
        assert sentence in said.content["sentence"]


def test_what_another_notebook_or_a_terminal_did_is_told_with_the_next_answer(open_journal, page, passphrase):
    box = reflect("04-x", "Where?")
    assert "has no passphrase" in page.ask(box, "look").content["where"]
    open_journal.change_passphrase(None, passphrase)
    assert page.ask(box, "keep", "words").content["sentence"].endswith("Only you can read it.")
    assert "only your passphrase opens it" in page.news[-1]["where"]
    told = len(page.news)
    page.ask(box, "keep", "more words")
    assert len(page.news) == told


@pytest.mark.usefixtures("open_journal")
def test_a_step_is_counted_by_the_same_call_for_a_written_answer_and_for_not_today(page):
    calls = []

    def taken(*given):
        calls.append(given)

    box = reflect("04-x", "Where?", taken=taken)
    assert page.ask(box, "not today").event == "counted"
    assert page.ask(box, "keep", CANARY).event == "kept"
    assert calls == [(), ()]


def test_a_step_is_not_counted_when_nothing_was_kept(page):
    calls = []
    box = reflect("04-x", "Where?", taken=lambda: calls.append(1))
    assert page.ask(box, "keep", CANARY).event == "no journal"
    assert calls == []


@pytest.mark.usefixtures("open_journal")
def test_when_the_count_fails_what_was_kept_is_kept_and_it_is_said(folder, page):
    def taken():
        raise OSError(CANARY)

    said = page.ask(reflect("04-x", "Where?", taken=taken), "keep", "words")
    assert said.event == "kept"
    assert "could not note that you took this step" in said.content["sentence"]
    assert len(kept(folder)) == 1
    assert CANARY not in page.in_the_clear()


def test_no_message_log_or_state_holds_an_answer_or_a_passphrase(page, caplog, capfd, passphrase):
    caplog.set_level(logging.DEBUG)
    box = reflect("04-x", "Where?")
    page.ask(box, "create", [passphrase])
    page.ask(box, "keep", CANARY)
    page.ask(box, "unlock", [passphrase])
    assert page.ask(box, "earlier").letter[0]["words"] == CANARY
    page.ask(box, "unlock", [CANARY])
    archive = page.ask(box, "backup", [passphrase])
    assert archive.files[0].startswith(b"age-encryption.org/v1")
    everything = page.in_the_clear() + caplog.text + "".join(capfd.readouterr())
    everything += repr(box) + repr(box.get_state()) + repr(box._repr_mimebundle_()) + repr(vars(box))
    for secret in (CANARY, passphrase):
        assert secret not in everything


def test_nothing_in_the_kernel_still_holds_a_passphrase_or_an_answer(page):
    box = reflect("04-x", "Where?")
    secret, answer = "sdrow-ruof-fo-esarhpssap"[::-1], "9917-flehs-eht-no"[::-1]
    before = holders(secret), holders(answer)
    page.ask(box, "create", [secret])
    page.ask(box, "keep", answer)
    page.ask(box, "unlock", [secret])
    page.ask(box, "unlock", [secret + "!"])
    page.ask(box, "earlier").letter.clear()
    page.messages.clear()
    gc.collect()
    assert (holders(secret), holders(answer)) == before


def holders(word):
    """Count the strings, bytes and buffers within reach that contain a word."""
    found = set()
    for thing in gc.get_objects():
        for held in gc.get_referents(thing):
            text = isinstance(held, str) and word in held
            if text or (isinstance(held, (bytes, bytearray)) and word.encode() in held):
                found.add(id(held))
    return len(found)


def test_in_a_graded_run_no_journal_is_made_or_looked_for(folder, monkeypatch):
    monkeypatch.setenv("NBGRADER_EXECUTION", "autograde")
    calls = []
    shown = reflect("04-x", "Where <b>now</b>?", taken=lambda: calls.append(1))
    bundle = shown._repr_mimebundle_()
    assert "Where &lt;b&gt;now&lt;/b&gt;?" in bundle["text/html"]
    assert "Nothing of your answer is in this file." in bundle["text/plain"]
    assert "style" not in bundle["text/html"]  # an instructor's copy is no place for our stylesheets
    assert calls == []
    assert not folder.exists()


def test_every_box_of_the_notebook_hears_that_the_journal_is_made_and_locked(page):
    boxes = [reflect("04-x", "Where?"), reflect("04-y", "What?")]
    page.ask(boxes[0], "create", [None])
    assert [news["state"] for news in page.news] == ["open", "open"]


def test_a_backup_comes_back_and_nothing_is_overwritten(open_journal, folder, page, passphrase):
    box = reflect("04-x", "Where?")
    page.ask(box, "keep", CANARY)
    archive = page.ask(box, "backup", [passphrase]).files[0]
    said = page.ask(box, "restore", [passphrase], archive).content["sentence"]
    assert said == "0 entries were brought back; 1 entry was here already."
    open_journal.delete_all(1)
    assert page.ask(box, "restore", ["another"], archive).event == "failed"
    assert not folder.exists()
    said = page.ask(box, "restore", [passphrase], archive).content["sentence"]
    assert said == "1 entry was brought back; 0 entries were here already."
    assert page.ask(box, "earlier").letter[0]["words"] == CANARY


@pytest.mark.parametrize(
    ("variables", "machine", "said"),
    [
        ({}, "own", ""),
        ({"JUPYTERHUB_USER": "ines"}, "hub", "belongs to whoever runs this server"),
        (
            {"JUPYTERHUB_USER": "ines", "BINDER_REPO_URL": "x"},
            "binder",
            "it disappears with everything on it",
        ),
    ],
)
def test_the_panel_says_whose_computer_this_is(monkeypatch, page, variables, machine, said):
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    looked = page.ask(reflect("04-x", "Where?"), "look").content
    assert looked["machine"] == machine
    assert said in looked["whose"]
    assert bool(looked["whose"]) == bool(said)


@pytest.mark.usefixtures("open_journal")
def test_on_binder_every_save_reminds_of_the_backup(page, monkeypatch):
    monkeypatch.setenv("BINDER_REPO_URL", "x")
    assert (
        "Download a backup before you leave" in page.ask(reflect("x", "?"), "keep", "a").content["sentence"]
    )


@pytest.mark.parametrize(
    "fields", [{"kind": "essay"}, {"kind": "choice"}, {"kind": "rating", "scale": (3, 3)}]
)
def test_a_question_that_cannot_be_asked_is_refused_when_it_is_written(fields):
    with pytest.raises(ValueError, match="was given"):
        reflect("04-x", "Where?", **fields)
