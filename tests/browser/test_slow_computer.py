"""A computer that is too busy to start the pictures in time: a sentence, and one button."""

from __future__ import annotations

from live_page import START, front, move_the_picture, wake_up

# Until it is told otherwise, the page's patience for what must be ready within two seconds is a millisecond.
TOO_BUSY = """
    window.tooBusy = true;
    const timeout = AbortSignal.timeout.bind(AbortSignal);
    AbortSignal.timeout = time => timeout(window.tooBusy && time === 2000 ? 1 : time);
"""
GIVEN_UP = "Failed to initialize model"


def test_a_picture_that_was_not_ready_in_time_is_told_of_and_woken_up_by_one_button(fresh_reader):
    page = fresh_reader.page
    page.add_init_script(TOO_BUSY)
    fresh_reader.open(START)
    front(page).get_by_role("status").filter(has_text="did not start in time").wait_for()
    fresh_reader.screenshot("slow-computer")
    page.evaluate("window.tooBusy = false")
    wake_up(page)
    move_the_picture(front(page))
    assert [line for line in fresh_reader.complaints if GIVEN_UP not in line] == []
