"""An answer of the notebook that comes late, or twice, takes nothing away and shows nothing put away."""

from __future__ import annotations

import pytest
from slow_kernel import SlowKernel

from securebase.reflections import before_and_after, journey, practice_log, reflect, timeline

WORDS = "the stairs were cold"
PASSPHRASE = "velvet otter drum 8812"  # noqa: S105 - invented for this test
ENTRY = {"id": "x", "when": "1 March 2026, 12:00", "prompt_id": "04-x", "prompt": "Where?", "words": WORDS}


@pytest.fixture(scope="module")
def blank_page(chromium):
    page = chromium.new_page()
    yield page
    page.close()


@pytest.fixture
def stage(blank_page):
    """Put a component in front of someone: ``stage(widget, "open")``; see at the end that nothing broke."""
    shown = []

    def put(widget, state):
        shown.append(SlowKernel(blank_page, widget))
        shown[-1].look(state)
        return shown[-1]

    yield put
    assert [fault for kernel in shown for fault in kernel.faults] == []


@pytest.fixture
def ask(stage):
    """A question with words in its box."""

    def put(state, **fields):
        kernel = stage(reflect("04-x", "Where?", **fields), state)
        box(kernel).fill(WORDS)
        return kernel

    return put


def box(kernel):
    return kernel.page.locator("textarea")


def press(kernel, name):
    kernel.page.get_by_role("button", name=name, exact=True).click()


def see(kernel, text):
    return kernel.page.get_by_text(text).is_visible()


def has_focus(locator):
    return locator.evaluate("element => element === document.activeElement")


def test_words_added_after_looking_at_earlier_answers_are_still_there_after_close(ask):
    kernel = ask("open")
    press(kernel, "Keep")
    kernel.answer("keep", "kept", sentence="Kept, 14:02.")
    press(kernel, "Earlier answers")
    kernel.answer("earlier", "entries", letter=[ENTRY], unreadable=0)
    box(kernel).press_sequentially(", and long")
    press(kernel, "Close")
    assert see(kernel, "still in the box until you leave this page")
    press(kernel, "Open the box again")
    assert box(kernel).input_value().endswith(", and long")


@pytest.mark.parametrize("button", ["Close", "Not today"])
def test_who_shuts_the_box_while_it_is_being_kept_hears_that_it_was(ask, button):
    kernel = ask("open")
    press(kernel, "Keep")
    press(kernel, button)
    assert not see(kernel, "Kept, 14:02.")
    kernel.answer("keep", "kept", sentence="Kept, 14:02.")
    assert see(kernel, "Kept, 14:02.")
    press(kernel, "Open the box again")
    assert box(kernel).input_value() == ""


def test_who_closes_the_box_while_it_is_being_kept_hears_that_it_was_not(ask):
    kernel = ask("open")
    press(kernel, "Keep")
    press(kernel, "Close")
    assert see(kernel, "The notebook has not answered yet; here you are told")
    kernel.answer("keep", "failed", sentence="The disk is full.")
    assert see(kernel, "This is not kept yet.")
    assert not box(kernel).is_visible(), "someone may have come in"
    press(kernel, "Open the box again")
    assert see(kernel, "The disk is full. What you wrote is still in the box.")
    assert box(kernel).input_value() == WORDS


def test_first_use_waits_in_the_box_that_was_closed_meanwhile(ask):
    kernel = ask("none")
    press(kernel, "Not now")
    press(kernel, "Keep")
    press(kernel, "Close")
    kernel.answer("keep", "no journal")
    assert see(kernel, "This is not kept yet.")
    press(kernel, "Open the box again")
    assert see(kernel, "What you wrote is in the box below.")


def test_not_today_takes_back_a_wish_to_keep_that_could_not_be_met(ask):
    kernel = ask("none")
    press(kernel, "Not now")
    press(kernel, "Keep")
    press(kernel, "Not today")
    kernel.answer("keep", "no journal")
    assert see(kernel, "That is an answer too.")
    press(kernel, "Open the box again")
    assert not kernel.page.get_by_role("heading", name="First, a place for it").is_visible()
    assert box(kernel).input_value() == WORDS


def test_keep_pressed_again_and_again_while_the_notebook_is_busy_sends_each_version_once(ask):
    kernel = ask("open")
    for words in (WORDS, WORDS, "and long", WORDS):
        box(kernel).fill(words)
        press(kernel, "Keep")
    assert kernel.asked("keep") == [WORDS, "and long"]


def test_not_today_that_the_notebook_does_not_hear_is_not_called_counted(stage):
    kernel = stage(reflect("04-x", "Where?", taken=print), "open")
    press(kernel, "Not today")
    kernel.answer("not today", "failed", because="OSError")
    assert see(kernel, "That is an answer too. The exercise has not noted this step")


def test_earlier_answers_that_come_after_close_are_not_shown(ask):
    kernel = ask("open")
    press(kernel, "Earlier answers")
    press(kernel, "Close")
    kernel.answer("earlier", "entries", letter=[ENTRY], unreadable=0)
    press(kernel, "Open the box again")
    assert kernel.page.get_by_role("listitem").count() == 0


def test_a_late_answer_does_not_take_the_focus_from_who_is_writing(ask):
    kernel = ask("open")
    press(kernel, "Earlier answers")
    box(kernel).focus()
    kernel.answer("earlier", "entries", letter=[ENTRY], unreadable=0)
    assert kernel.page.get_by_role("listitem").count() == 1
    assert has_focus(box(kernel))


def test_first_use_comes_without_taking_the_focus_from_who_is_writing(ask):
    kernel = ask("none")
    press(kernel, "Not now")
    press(kernel, "Keep")
    box(kernel).focus()
    kernel.answer("keep", "no journal")
    assert see(kernel, "What you wrote is in the box below.")
    assert has_focus(box(kernel))


def test_a_second_locked_answer_leaves_the_passphrase_that_is_being_typed(ask):
    kernel = ask("locked")
    press(kernel, "Earlier answers")
    press(kernel, "Earlier answers")
    kernel.answer("earlier", "locked")
    kernel.page.get_by_label("Your passphrase").fill("velvet ott")
    kernel.answer("earlier", "locked")
    assert kernel.page.get_by_label("Your passphrase").input_value() == "velvet ott"
    kernel.page.get_by_label("Your passphrase").fill(PASSPHRASE)
    press(kernel, "Open")
    assert kernel.asked("unlock") == [[PASSPHRASE]]
    kernel.answer("unlock", "journal", state="unlocked")
    for _ in kernel.asked("earlier"):
        kernel.answer("earlier", "entries", letter=[ENTRY], unreadable=0)
    assert kernel.page.get_by_role("listitem").count() == 1


def test_who_cancels_while_the_journal_opens_has_it_locked_again(ask):
    kernel = ask("locked")
    press(kernel, "Earlier answers")
    kernel.answer("earlier", "locked")
    kernel.page.get_by_label("Your passphrase").fill(PASSPHRASE)
    press(kernel, "Open")
    press(kernel, "Cancel")
    kernel.answer("unlock", "journal", state="unlocked")
    assert len(kernel.asked("lock")) == 1
    assert kernel.asked("earlier") == []


def fill_first_use(kernel):
    for label in ("A passphrase", "The same again"):
        kernel.page.get_by_label(label, exact=True).fill(PASSPHRASE)


def test_not_now_pressed_while_the_journal_is_being_made_breaks_nothing(ask):
    kernel = ask("none")
    press(kernel, "Keep")
    kernel.answer("keep", "no journal")
    fill_first_use(kernel)
    press(kernel, "Make my journal")
    press(kernel, "Not now")
    kernel.answer("create", "journal", state="unlocked")
    assert see(kernel, "Not kept yet. What you wrote is still in the box.")
    assert box(kernel).input_value() == WORDS


def test_make_pressed_twice_makes_one_journal(ask):
    kernel = ask("none")
    kernel.page.get_by_label("Anyone who uses this computer account").check()
    press(kernel, "Make my journal")
    press(kernel, "Make my journal")
    assert kernel.asked("create") == [[None]]


def test_a_journal_made_elsewhere_meanwhile_is_told_and_the_panel_goes(ask):
    kernel = ask("none")
    press(kernel, "Keep")
    kernel.answer("keep", "no journal")
    fill_first_use(kernel)
    press(kernel, "Make my journal")
    kernel.tell("locked")
    kernel.answer("create", "failed", sentence="There is a journal already. It stays as it is.")
    assert see(kernel, "There is a journal already. It stays as it is. It was made elsewhere meanwhile")
    assert kernel.page.get_by_role("heading", name="First, a place for it").count() == 0
    assert box(kernel).input_value() == WORDS


def test_a_backup_file_that_cannot_be_read_any_more_is_told(ask, tmp_path):
    (tmp_path / "backup.age").write_bytes(b"age-encryption.org/v1")
    kernel = ask("none")
    kernel.page.get_by_text("I have a backup to bring back").click()
    kernel.page.get_by_label("The backup file").set_input_files(tmp_path / "backup.age")
    kernel.page.get_by_label("Its passphrase").fill(PASSPHRASE)
    kernel.page.evaluate("() => { File.prototype.arrayBuffer = () => Promise.reject(new Error('gone')); }")
    press(kernel, "Restore it")
    kernel.page.get_by_text("The browser cannot read this file any more.").wait_for()
    assert kernel.asked("restore") == []


def test_a_text_too_large_for_a_message_is_told_and_stays(ask):
    kernel = ask("open")
    box(kernel).evaluate("area => (area.value = 'x'.repeat(9_000_000))")
    press(kernel, "Keep")
    assert see(kernel, "This is more than a page can hand to its notebook at once.")
    assert kernel.asked("keep") == []
    assert box(kernel).evaluate("area => area.value.length") == 9_000_000


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
    assert see(kernel, "Kept, 14:02.")
    assert see(kernel, "Day 1 of 1")


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
    assert kernel.page.get_by_label("The practice", exact=True).input_value() == "twelve plum stones"
    press(kernel, "Hide my practice log")
    press(kernel, "Open my practice log")
    kernel.answer("open", "log")
    assert kernel.page.get_by_label("The practice", exact=True).input_value() == "twelve plum stones"


def test_a_number_kept_in_a_journal_that_was_locked_meanwhile_is_called_kept(stage):
    kernel = stage(practice_log(), "unlocked")
    press(kernel, "Open my practice log")
    kernel.answer("open", "log", letter=LOG)
    kernel.page.get_by_role("radio", name="8", exact=True).check()
    press(kernel, "Keep")
    kernel.answer("number", "kept", sentence="Kept, 14:02.")
    kernel.answer("open", "locked")
    assert see(kernel, "Kept, 14:02.")


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
    assert kernel.page.get_by_role("group", name="Before").is_visible()
    assert see(kernel, "Kept, 14:02.")


def test_a_picture_that_comes_after_hiding_is_not_shown(stage):
    kernel = stage(timeline(), "open")
    press(kernel, "Draw my timeline")
    kernel.answer("draw", "picture", letter="You kept two numbers.", unreadable=0)
    kernel.page.evaluate("document.body.dataset.jpThemeLight = 'false'")
    assert len(kernel.asked("draw")) == 1
    press(kernel, "Hide my timeline")
    kernel.answer("draw", "picture", letter="You kept two numbers.", unreadable=0)
    assert not see(kernel, "You kept two numbers.")


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
    assert see(kernel, "anyone who uses this computer account can read your journal. If you want that")
    new.fill("new words")
    again.fill("new words")
    press(kernel, "Change it")
    press(kernel, "Change it")
    assert kernel.asked("change") == [[PASSPHRASE, "new words"]]
    kernel.answer("change", "changed", sentence="The new passphrase holds.")
    old.fill("new words")
    press(kernel, "Change it")
    press(kernel, "Change it")
    assert kernel.asked("change") == [["new words", None]]


def test_a_backup_of_nothing_is_told(stage):
    kernel = stage(journey(), "none")
    open_part(kernel, "Take it with you")
    press(kernel, "Encrypted backup")
    assert see(kernel, "You have no journal yet.")


def test_everything_is_deleted_once(stage):
    kernel = stage(journey(), "open")
    open_part(kernel, "Delete everything")
    assert not kernel.page.get_by_label("To go on").is_visible()
    kernel.answer("count", "count", count=5)
    kernel.page.get_by_label("To go on, type 5").fill("5")
    for _ in range(2):
        press(kernel, "Delete all 5 entries")
    assert kernel.asked("delete all") == [[5]]
    kernel.answer("delete all", "deleted", sentence="Deleted, the key first.")
    kernel.answer("count", "count", count=0)
    assert see(kernel, "Deleted, the key first.")


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
    assert see(kernel, WORDS)


def test_an_entry_is_deleted_once_however_often_it_is_pressed(stage):
    kernel = stage(journey(), "open")
    press(kernel, "Read my journey")
    kernel.answer("read", "entries", letter=[ENTRY], unreadable=0, faults=[])
    kernel.page.get_by_role("button", name="Delete the entry of").click()
    kernel.page.get_by_role("button", name="Delete it", exact=True).dblclick(force=True)
    assert kernel.asked("delete") == [["x"]]


def test_where_the_journal_cannot_be_used_its_sentence_stands_and_no_new_one_is_offered(stage):
    kernel = stage(reflect("04-x", "Where?"), "unusable")
    assert see(kernel, "Where it is kept: unusable.")
    assert kernel.page.get_by_role("heading", name="First, a place for it").count() == 0
    kernel = stage(journey(), "unusable")
    open_part(kernel, "Take it with you")
    press(kernel, "Encrypted backup")
    assert see(kernel, "Where it is kept: unusable.")
