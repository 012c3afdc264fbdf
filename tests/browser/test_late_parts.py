"""The larger parts of the journal in a page, before a notebook that answers late: log, timeline, journey."""

from __future__ import annotations

from playwright.sync_api import expect
from slow_kernel import on_page, press

from securebase.reflections import before_and_after, journey, practice_log, reflect, timeline

WORDS = "the stairs were cold"
PASSPHRASE = "velvet otter drum 8812"  # noqa: S105 - invented for this test
ENTRY = {"id": "x", "when": "1 March 2026, 12:00", "prompt_id": "04-x", "prompt": "Where?", "words": WORDS}
PLAN = {
    "The practice": "twelve plum stones",
    "What you count or rate": "How tense was the evening?",
    "When you stop": "three bad nights",
}

LOG = {
    "plan": "x", "practice": "a walk", "measure": "How tense?", "unit": "", "stop": "never", "today": 1,
    "days": [{"day": "2026-03-01", "words": "1 March 2026", "practised": True, "number": None}],
}  # fmt: skip


def fill_plan(kernel):
    for label, words in PLAN.items():
        kernel.page.get_by_label(label).first.fill(words)


def test_a_plan_that_is_the_first_thing_ever_kept_is_kept_once_there_is_a_journal(stage):
    kernel = stage(practice_log(), "none")
    press(kernel, "Open my practice log")
    kernel.answer("open", "log")
    fill_plan(kernel)
    press(kernel, "Draw the days, and begin today")
    press(kernel, "Draw the days, and begin today")
    assert len(kernel.asked("begin")) == 1
    kernel.answer("begin", "no journal")
    kernel.page.get_by_label("Anyone who uses this computer account").check()
    press(kernel, "Make my journal")
    kernel.answer("create", "journal", state="open")
    (again,) = kernel.asked("begin")
    assert set(PLAN.values()) <= set(again.values())
    kernel.answer("begin", "kept", sentence="Kept, 14:02.")
    kernel.answer("open", "log", letter=LOG)
    expect(on_page(kernel, "Kept, 14:02.")).to_be_visible()
    expect(on_page(kernel, "Day 1 of 1")).to_be_visible()


def test_a_plan_that_is_being_written_stays_when_the_log_comes_late_or_is_locked(stage):
    kernel = stage(practice_log(), "unlocked")
    press(kernel, "Open my practice log")
    kernel.answer("open", "log", letter=LOG)
    kernel.page.get_by_role("radio", name="8", exact=True).check()
    press(kernel, "Keep")
    press(kernel, "Keep")
    assert len(kernel.asked("number")) == 1
    kernel.answer("number", "kept", sentence="Kept, 14:02.")
    press(kernel, "Plan a new log")
    fill_plan(kernel)
    kernel.answer("open", "log", letter=LOG)
    kernel.tell("locked")
    expect(kernel.page.get_by_label("The practice", exact=True)).to_have_value("twelve plum stones")
    press(kernel, "Hide my practice log")
    press(kernel, "Open my practice log")
    kernel.answer("open", "log")
    expect(kernel.page.get_by_label("The practice", exact=True)).to_have_value("twelve plum stones")


def test_a_number_kept_in_a_journal_that_was_locked_meanwhile_is_called_kept(stage):
    kernel = stage(practice_log(), "unlocked")
    press(kernel, "Open my practice log")
    kernel.answer("open", "log", letter=LOG)
    kernel.page.get_by_role("radio", name="8", exact=True).check()
    press(kernel, "Keep")
    kernel.answer("number", "kept", sentence="Kept, 14:02.")
    kernel.answer("open", "locked")
    expect(on_page(kernel, "Kept, 14:02.")).to_be_visible()


def choose(kernel, number):
    kernel.page.get_by_role("radio", name=str(number), exact=True).locator("visible=true").check()


def test_a_rating_is_sent_once_and_an_answer_to_the_round_before_moves_nothing(stage):
    kernel = stage(before_and_after("07-x", "How tense?"), "open")
    choose(kernel, 7)
    press(kernel, "Keep")
    press(kernel, "Keep")
    assert kernel.asked("keep") == [["before", 7]]
    press(kernel, "Not today")
    press(kernel, "Begin again")
    kernel.answer("keep", "kept", sentence="Kept, 14:02.")
    expect(kernel.page.get_by_role("group", name="Before")).to_be_visible()
    expect(on_page(kernel, "Kept, 14:02.")).to_be_visible()


def test_a_picture_that_comes_after_hiding_is_not_shown(stage):
    kernel = stage(timeline(), "open")
    press(kernel, "Draw my timeline")
    kernel.answer("draw", "picture", letter="You kept two numbers.", unreadable=0)
    kernel.page.evaluate("document.body.dataset.jpThemeLight = 'false'")
    assert len(kernel.asked("draw")) == 1
    press(kernel, "Hide my timeline")
    kernel.answer("draw", "picture", letter="You kept two numbers.", unreadable=0)
    expect(on_page(kernel, "You kept two numbers.")).to_be_hidden()


def open_part(kernel, title):
    kernel.page.locator("summary", has_text=title).click()


def test_a_passphrase_is_changed_once_and_taken_away_only_on_purpose(stage):
    kernel = stage(journey(), "unlocked")
    open_part(kernel, "Change the passphrase")
    old, new, again = (
        kernel.page.get_by_label(label) for label in ("The one you have", "The new one", "The same again")
    )
    old.fill(PASSPHRASE)
    press(kernel, "Change it")
    assert kernel.asked("change") == []
    expect(on_page(kernel, "account can read your journal. If that is what you want")).to_be_visible()
    new.fill("new words")
    again.fill("new words")
    press(kernel, "Change it")
    press(kernel, "Change it")
    assert kernel.asked("change") == [[PASSPHRASE, "new words"]]
    kernel.answer("change", "changed", sentence="The new passphrase is set.")
    old.fill("new words")
    press(kernel, "Change it")
    press(kernel, "Change it")
    assert kernel.asked("change") == [["new words", None]]


def test_a_backup_of_nothing_is_told(stage):
    kernel = stage(journey(), "none")
    open_part(kernel, "Take it with you")
    press(kernel, "Encrypted backup")
    expect(on_page(kernel, "You have no journal yet.")).to_be_visible()


def test_everything_is_deleted_once(stage):
    kernel = stage(journey(), "open")
    open_part(kernel, "Delete everything")
    expect(kernel.page.get_by_label("To go on")).to_be_hidden()
    kernel.answer("count", "count", count=5)
    kernel.page.get_by_label("To go on, type 5").fill("5")
    for _ in range(2):
        press(kernel, "Delete all 5 entries")
    assert kernel.asked("delete all") == [[5]]
    kernel.answer("delete all", "deleted", sentence="Deleted, the key first.")
    kernel.answer("count", "count", count=0)
    expect(on_page(kernel, "Deleted, the key first.")).to_be_visible()


def test_two_wishes_at_once_ask_for_the_passphrase_once_and_both_are_met(stage):
    kernel = stage(journey(), "locked")
    press(kernel, "Read my journey")
    open_part(kernel, "Take it with you")
    press(kernel, "Plain text (Markdown)")
    kernel.answer("read", "locked")
    kernel.page.get_by_label("Your passphrase").fill(PASSPHRASE)
    kernel.answer("export", "locked")
    press(kernel, "Open")
    kernel.answer("unlock", "journal", state="unlocked")
    assert len(kernel.asked("read")) == len(kernel.asked("export")) == 1
    kernel.answer("read", "entries", letter=[ENTRY], unreadable=0, faults=[])
    expect(on_page(kernel, WORDS)).to_be_visible()


def test_an_entry_is_deleted_once_however_often_it_is_pressed(stage):
    kernel = stage(journey(), "open")
    press(kernel, "Read my journey")
    kernel.answer("read", "entries", letter=[ENTRY], unreadable=0, faults=[])
    kernel.page.get_by_role("button", name="Delete the entry of").click()
    kernel.page.get_by_role("button", name="Delete it", exact=True).dblclick(force=True)
    assert kernel.asked("delete") == [["x"]]


def test_where_the_journal_cannot_be_used_its_sentence_stands_and_no_new_one_is_offered(stage):
    kernel = stage(reflect("04-x", "Where?"), "unusable")
    expect(on_page(kernel, "Where it is kept: unusable.")).to_be_visible()
    expect(kernel.page.get_by_role("heading", name="First, a place for it")).to_have_count(0)
    kernel = stage(journey(), "unusable")
    open_part(kernel, "Take it with you")
    press(kernel, "Encrypted backup")
    expect(on_page(kernel, "Where it is kept: unusable.")).to_be_visible()
