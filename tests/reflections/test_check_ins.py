"""Check-ins and the two numbers around a practice, and the timeline made of them."""

from __future__ import annotations

import logging
from datetime import UTC, datetime, timedelta

import pytest

from securebase.journal import Entry, Journal
from securebase.reflections import before_and_after, body_cues, check_in, timeline
from securebase.reflections.numbers_over_time import in_sentences, rows
from securebase.reflections.scales import scale_of, with_scale, without_scale

NOON = datetime(2026, 3, 3, 12, tzinfo=UTC)
VIEW = {"width": 620, "ratio": 1, "light": True}


def entry(day, prompt_id, prompt, kind, value):
    return Entry("id", NOON + timedelta(days=day), prompt_id, prompt, kind, value)


def kept(folder):
    return [(one.prompt, one.kind, one.value) for one in Journal(folder).read().entries]


@pytest.mark.usefixtures("open_journal")
def test_a_check_in_and_both_numbers_around_a_practice_are_kept_with_their_kind(folder, page):
    page.ask(check_in("mood", "How are you?", ends=("low", "bright")), "keep", 4)
    pair = before_and_after("07-tense", "How tense are you?", ends=("not at all", "very"))
    page.ask(pair, "keep", ["before", 7])
    assert page.ask(pair, "keep", ["after", 0]).event == "kept"
    assert kept(folder) == [
        ("How are you? (1 low to 7 bright)", "check-in", 4),
        ("Before: How tense are you? (0 not at all to 10 very)", "before", 7),
        ("After: How tense are you? (0 not at all to 10 very)", "after", 0),
    ]


@pytest.mark.usefixtures("open_journal")
@pytest.mark.parametrize("given", [["during", 3], ["before", 11], ["before", "7; drop"], ["after", 2.5]])
def test_what_is_no_number_of_the_scale_is_not_kept(folder, page, given):
    pair = before_and_after("07-tense", "How tense are you?")
    assert page.ask(pair, "keep", given).content["sentence"].startswith("This number is not on the scale.")
    assert kept(folder) == []


def test_without_a_journal_a_first_number_asks_for_one(folder, page):
    assert page.ask(before_and_after("07-t", "How tense?"), "keep", ["before", 7]).event == "no journal"
    assert not folder.exists()


@pytest.mark.usefixtures("open_journal")
def test_the_list_of_body_cues_goes_to_the_journal(folder, page):
    page.ask(body_cues(), "keep", ["Jaw: clenched", "Face: hot"])
    ((prompt, kind, value),) = kept(folder)
    assert (kind, value) == ("several", ["Jaw: clenched", "Face: hot"])
    assert "which of these does your body show" in prompt


@pytest.mark.parametrize("scale", [(1, 7), (0, 10), (-5, 5)])
@pytest.mark.parametrize("ends", [("", ""), ("far", "near"), ("far (away)", "near to you")])
def test_a_scale_written_after_a_question_can_be_read_back(scale, ends):
    prompt = with_scale("How near (today)?", scale, ends)
    assert scale_of(prompt) == scale
    assert without_scale(prompt) == "How near (today)?"
    assert scale_of("How near (today)?") is None


def test_the_sentences_of_the_timeline_say_what_the_rows_hold():
    entries = [
        entry(0, "near", "How near? (1 far to 7 near)", "check-in", 2),
        entry(4, "near", "How near? (1 far to 7 near)", "check-in", 6),
        entry(5, "tense", "Before: How tense? (0 to 10)", "before", 7),
        entry(5, "tense", "After: How tense? (0 to 10)", "after", 4),
        entry(6, "tense", "Before: How tense? (0 to 10)", "before", 5),
        entry(6, "tense", "After: How tense? (0 to 10)", "after", 6),
        entry(6, "words", "What?", "text", "not a number"),
    ]
    said = in_sentences(rows(entries))
    assert said == (
        "You kept 6 numbers between 3 March 2026 and 9 March 2026. "
        "How tense? 4 times, between 4 and 7 on a scale from 0 to 10; the last was 6. "
        "Around a practice twice: lower afterwards once, higher afterwards once. "
        "How near? Twice, between 2 and 6 on a scale from 1 to 7; the last was 6."
    )
    assert [row.question for row in rows(entries, ["near"])] == ["How near?"]


def test_a_number_after_a_practice_belongs_to_the_last_one_before_it_and_to_no_other():
    kinds = [("after", 9), ("before", 8), ("before", 7), ("after", 4), ("after", 1)]
    entries = [entry(day, "t", "How? (0 to 10)", kind, number) for day, (kind, number) in enumerate(kinds)]
    (row,) = rows(entries)
    assert [(before.number, after.number) for before, after in row.pairs()] == [(7, 4)]


def test_a_number_from_an_older_scale_still_fits_into_its_row():
    found = rows(
        [entry(0, "a", "How? (0 to 100)", "rating", 60), entry(1, "a", "How? (1 to 7)", "rating", 3)]
    )
    assert found[0].scale == (1, 60)


def test_the_timeline_is_drawn_on_request_and_travels_in_buffers_alone(
    locked_journal, page, passphrase, caplog
):
    caplog.set_level(logging.DEBUG)
    locked_journal.write("mood", "How canary are you? (1 to 7)", 6, kind="check-in")
    line = timeline()
    assert page.ask(line, "draw", VIEW).event == "locked"
    page.ask(line, "unlock", [passphrase])
    answer = page.ask(line, "draw", VIEW)
    assert answer.files[0].startswith(b"\x89PNG")
    assert answer.letter.endswith("How canary are you? Once: 6, on a scale from 1 to 7.")
    everything = page.in_the_clear() + caplog.text + repr(line) + repr(line.get_state()) + repr(vars(line))
    assert "canary" not in everything
    assert page.ask(line, "draw", {**VIEW, "light": False}).files != answer.files


@pytest.mark.usefixtures("open_journal")
def test_an_empty_journal_has_an_empty_timeline_and_no_picture(page):
    answer = page.ask(timeline(), "draw", VIEW)
    assert (answer.event, answer.files) == ("picture", [])
    assert answer.letter.startswith("There are no check-ins in your journal yet.")
