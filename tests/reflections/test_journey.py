"""The whole journal in one place: read, taken along, deleted; and never in a message's text."""

from __future__ import annotations

import pytest

from securebase.journal import Journal
from securebase.reflections import journey

CANARY = "canary-on-the-balcony-2207"


@pytest.fixture
def kept(open_journal):
    for number in range(3):
        open_journal.write(f"0{number}-x", f"Question {number}?", f"{CANARY} {number}", kind="text")
    return open_journal


@pytest.mark.usefixtures("kept")
def test_everything_is_read_with_its_question_and_only_in_buffers(page):
    answer = page.ask(journey(), "read")
    assert [(one["prompt"], one["words"]) for one in answer.letter] == [
        (f"Question {number}?", f"{CANARY} {number}") for number in (2, 1, 0)
    ]
    assert CANARY not in page.in_the_clear()


@pytest.mark.usefixtures("kept")
def test_a_damaged_entry_is_named_and_the_others_are_read(folder, page):
    broken = sorted((folder / "entries").glob("*.age"))[1]
    broken.write_bytes(broken.read_bytes()[:-20])
    answer = page.ask(journey(), "read")
    assert len(answer.letter) == 2
    (fault,) = answer.content["faults"]
    assert broken.name in fault


@pytest.mark.usefixtures("kept")
@pytest.mark.parametrize(
    ("form", "ending", "start"), [("markdown", ".md", b"# "), ("html", ".html", b"<!DOC")]
)
def test_an_export_is_a_file_for_the_browser_and_says_who_can_read_it(page, form, ending, start):
    answer = page.ask(journey(), "export", [form])
    assert answer.content["name"].endswith(ending)
    assert answer.files[0].startswith(start)
    assert f"{CANARY} 2".encode() in answer.files[0]
    assert "Anyone who has this file can read it." in answer.content["sentence"]
    assert CANARY not in page.in_the_clear()


@pytest.mark.usefixtures("kept")
def test_one_entry_is_deleted_and_the_others_stay(page):
    whole = journey()
    second = page.ask(whole, "read").letter[1]
    assert page.ask(whole, "delete", [second["id"]]).event == "deleted"
    assert [one["words"][-1] for one in page.ask(whole, "read").letter] == ["2", "0"]
    assert page.ask(whole, "delete", [second["id"]]).event == "failed"


@pytest.mark.usefixtures("kept")
def test_everything_is_deleted_only_with_the_number_that_is_there(folder, page):
    whole = journey()
    assert page.ask(whole, "count").content["count"] == 3
    refused = page.ask(whole, "delete all", [2])
    assert "Nothing was deleted" in refused.content["sentence"]
    assert Journal(folder).count() == 3
    assert page.ask(whole, "delete all", [3]).event == "deleted"
    assert not folder.exists()
    assert page.news[-1]["state"] == "none"
    assert page.ask(whole, "read").event == "no journal"


def test_a_forgotten_passphrase_does_not_stand_in_the_way_of_deleting(locked_journal, folder, page):
    locked_journal.write("x", "?", CANARY, kind="text")
    whole = journey()
    assert page.ask(whole, "read").event == "locked"
    assert page.ask(whole, "export", ["html"]).event == "locked"
    assert page.ask(whole, "delete all", [page.ask(whole, "count").content["count"]]).event == "deleted"
    assert not folder.exists()


def test_a_passphrase_can_be_added_changed_and_taken_away(kept, page):
    whole = journey()
    assert page.ask(whole, "change", [None, "first-otter"]).event == "changed"
    assert page.ask(whole, "lock").content["state"] == "locked"
    wrong = page.ask(whole, "change", ["another", "second-otter"])
    assert "does not open" in wrong.content["sentence"]
    assert page.ask(whole, "change", ["first-otter", "second-otter"]).event == "changed"
    assert (
        page.ask(whole, "change", ["second-otter", None])
        .content["sentence"]
        .startswith("Your journal has no passphrase now.")
    )
    assert kept.state == "open"
    assert "otter" not in page.in_the_clear()


def test_without_a_journal_nothing_is_made_by_looking(folder, page):
    whole = journey()
    assert page.ask(whole, "read").event == "no journal"
    assert page.ask(whole, "export", ["html"]).event == "no journal"
    assert page.ask(whole, "count").content["count"] == 0
    assert page.ask(whole, "change", [None, "otter"]).event == "failed"
    assert not folder.exists()
