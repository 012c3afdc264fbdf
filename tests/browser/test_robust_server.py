"""A laptop that slept and a server that was restarted: what was pressed and typed meanwhile is not lost."""

from __future__ import annotations

import json

from live_page import (
    EXERCISE,
    IS,
    WORDS,
    front,
    keep_minute,
    minute,
    ours,
    read_the_curve_further,
    wake_up,
)
from playwright.sync_api import expect

# Keep the page's sockets at hand, so that a test can close them as a sleeping laptop does.
KEEP_SOCKETS = """() => {
    const Real = window.WebSocket;
    window.openSockets = new Set();
    window.WebSocket = class extends Real {
        constructor(...given) {
            super(...given);
            window.openSockets.add(this);
            this.addEventListener('close', () => window.openSockets.delete(this));
        }
    };
}"""


def close_jupyterlabs_dialogs(page):
    """It says on its own that the server is away, and says so again until it is told that this was read."""
    dialog = page.locator(".jp-Dialog")
    while dialog.count():
        expect(dialog.first).to_contain_text("Server Connection Error", use_inner_text=True)
        dialog.first.get_by_role("button", name="Close").click()
        page.wait_for_timeout(300)


def test_after_a_sleep_all_goes_on_by_itself_and_what_was_pressed_meanwhile_is_kept(fresh_reader):
    page = fresh_reader.page
    page.add_init_script(f"({KEEP_SOCKETS})()")
    notebook = fresh_reader.lab.folder / EXERCISE
    answers, released = notebook.with_name("04-the-first-hour.answers.json"), notebook.read_bytes()
    fresh_reader.open(EXERCISE)
    read_the_curve_further(page)
    page.context.set_offline(True)
    assert page.evaluate(
        "() => { window.openSockets.forEach(one => one.close()); return window.openSockets.size; }"
    )
    keep_minute(page, "23.8")
    away = front(page).get_by_role("status").filter(has_text="cannot be reached")
    away.wait_for(timeout=30_000)
    assert not answers.exists()
    fresh_reader.screenshot("robust-away")
    page.context.set_offline(False)
    away.wait_for(state="hidden", timeout=60_000)
    minute(page).get_by_text("Kept: The minute of the peak: 23.8").wait_for(timeout=30_000)
    assert json.loads(answers.read_text())["answers"] == {"peak-minute": 23.8}
    close_jupyterlabs_dialogs(page)
    read_the_curve_further(page)
    assert page.evaluate(IS, "alive")
    fresh_reader.save()
    answers.unlink()
    notebook.write_bytes(released)
    assert ours(fresh_reader.complaints) == []


def test_after_a_restart_of_the_server_one_button_and_nothing_is_lost(own_lab, make_reader):
    lab = own_lab()
    person = make_reader(lab)
    person.open(EXERCISE)
    page = person.page
    keep_minute(page, "23.8")
    minute(page).get_by_text("Kept: The minute of the peak: 23.8").wait_for()
    reflection = front(page).locator(".sb-private textarea")
    reflection.fill(WORDS)
    lab.stop()
    front(page).get_by_role("status").filter(has_text="cannot be reached").wait_for(timeout=60_000)
    person.screenshot("robust-server-away")
    own_lab(again=lab)
    front(page).get_by_role("button", name="Wake it up").wait_for(timeout=90_000)
    person.screenshot("robust-server-back")
    close_jupyterlabs_dialogs(page)
    wake_up(page)
    minute(page).get_by_text("Kept: The minute of the peak: 23.8").wait_for()
    expect(reflection).to_have_value(WORDS)
    read_the_curve_further(page)
    assert ours(person.complaints) == []
