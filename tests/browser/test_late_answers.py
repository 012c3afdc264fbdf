"""An answer of the notebook that comes late, or twice, takes nothing away and shows nothing put away."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect
from slow_kernel import on_page, press
from waiting import ends

from securebase.reflections import reflect

WORDS = "the stairs were cold"
PASSPHRASE = "velvet otter drum 8812"  # noqa: S105 - invented for this test
ENTRY = {"id": "x", "when": "1 March 2026, 12:00", "prompt_id": "04-x", "prompt": "Where?", "words": WORDS}


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


def test_words_added_after_looking_at_earlier_answers_are_still_there_after_close(ask):
    kernel = ask("open")
    press(kernel, "Keep")
    kernel.answer("keep", "kept", sentence="Kept, 14:02.")
    press(kernel, "Earlier answers")
    kernel.answer("earlier", "entries", letter=[ENTRY], unreadable=0)
    box(kernel).press_sequentially(", and long")
    press(kernel, "Close")
    expect(on_page(kernel, "still in the box until you leave this page")).to_be_visible()
    press(kernel, "Open the box again")
    expect(box(kernel)).to_have_value(ends(", and long"))


@pytest.mark.parametrize("button", ["Close", "Not today"])
def test_who_shuts_the_box_while_it_is_being_kept_hears_that_it_was(ask, button):
    kernel = ask("open")
    press(kernel, "Keep")
    press(kernel, button)
    expect(on_page(kernel, "Kept, 14:02.")).to_be_hidden()
    kernel.answer("keep", "kept", sentence="Kept, 14:02.")
    expect(on_page(kernel, "Kept, 14:02.")).to_be_visible()
    press(kernel, "Open the box again")
    expect(box(kernel)).to_have_value("")


def test_who_closes_the_box_while_it_is_being_kept_hears_that_it_was_not(ask):
    kernel = ask("open")
    press(kernel, "Keep")
    press(kernel, "Close")
    expect(on_page(kernel, "The notebook has not answered yet; here you are told")).to_be_visible()
    kernel.answer("keep", "failed", sentence="The disk is full.")
    expect(on_page(kernel, "This is not kept yet.")).to_be_visible()
    expect(box(kernel), "someone may have come in").to_be_hidden()
    press(kernel, "Open the box again")
    expect(on_page(kernel, "The disk is full. What you wrote is still in the box.")).to_be_visible()
    expect(box(kernel)).to_have_value(WORDS)


def test_first_use_waits_in_the_box_that_was_closed_meanwhile(ask):
    kernel = ask("none")
    press(kernel, "Not now")
    press(kernel, "Keep")
    press(kernel, "Close")
    kernel.answer("keep", "no journal")
    expect(on_page(kernel, "This is not kept yet.")).to_be_visible()
    press(kernel, "Open the box again")
    expect(on_page(kernel, "What you wrote is still in the box below.")).to_be_visible()


def test_not_today_takes_back_a_wish_to_keep_that_could_not_be_met(ask):
    kernel = ask("none")
    press(kernel, "Not now")
    press(kernel, "Keep")
    press(kernel, "Not today")
    kernel.answer("keep", "no journal")
    expect(on_page(kernel, "That is an answer too.")).to_be_visible()
    press(kernel, "Open the box again")
    expect(kernel.page.get_by_role("heading", name="First, a place for it")).to_be_hidden()
    expect(box(kernel)).to_have_value(WORDS)


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
    expect(on_page(kernel, "That is an answer too. The exercise has not noted this step")).to_be_visible()


def test_earlier_answers_that_come_after_close_are_not_shown(ask):
    kernel = ask("open")
    press(kernel, "Earlier answers")
    press(kernel, "Close")
    kernel.answer("earlier", "entries", letter=[ENTRY], unreadable=0)
    press(kernel, "Open the box again")
    expect(kernel.page.get_by_role("listitem")).to_have_count(0)


def test_a_late_answer_does_not_take_the_focus_from_who_is_writing(ask):
    kernel = ask("open")
    press(kernel, "Earlier answers")
    box(kernel).focus()
    kernel.answer("earlier", "entries", letter=[ENTRY], unreadable=0)
    expect(kernel.page.get_by_role("listitem")).to_have_count(1)
    expect(box(kernel)).to_be_focused()


def test_first_use_comes_without_taking_the_focus_from_who_is_writing(ask):
    kernel = ask("none")
    press(kernel, "Not now")
    press(kernel, "Keep")
    box(kernel).focus()
    kernel.answer("keep", "no journal")
    expect(on_page(kernel, "What you wrote is still in the box below.")).to_be_visible()
    expect(box(kernel)).to_be_focused()


def test_a_second_locked_answer_leaves_the_passphrase_that_is_being_typed(ask):
    kernel = ask("locked")
    press(kernel, "Earlier answers")
    press(kernel, "Earlier answers")
    kernel.answer("earlier", "locked")
    kernel.page.get_by_label("Your passphrase").fill("velvet ott")
    kernel.answer("earlier", "locked")
    expect(kernel.page.get_by_label("Your passphrase")).to_have_value("velvet ott")
    kernel.page.get_by_label("Your passphrase").fill(PASSPHRASE)
    press(kernel, "Open")
    assert kernel.asked("unlock") == [[PASSPHRASE]]
    kernel.answer("unlock", "journal", state="unlocked")
    for _ in kernel.asked("earlier"):
        kernel.answer("earlier", "entries", letter=[ENTRY], unreadable=0)
    expect(kernel.page.get_by_role("listitem")).to_have_count(1)


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
    expect(on_page(kernel, "Not kept yet. What you wrote is still in the box.")).to_be_visible()
    expect(box(kernel)).to_have_value(WORDS)


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
    kernel.answer("create", "failed", sentence="There is already a journal. It was left as it is.")
    expect(
        on_page(kernel, "There is already a journal. It was left as it is. It was made elsewhere meanwhile")
    ).to_be_visible()
    expect(kernel.page.get_by_role("heading", name="First, a place for it")).to_have_count(0)
    expect(box(kernel)).to_have_value(WORDS)


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
    expect(on_page(kernel, "This is more than a page can hand to its notebook at once.")).to_be_visible()
    assert kernel.asked("keep") == []
    assert box(kernel).evaluate("area => area.value.length") == 9_000_000
