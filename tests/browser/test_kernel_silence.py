"""When a kernel counts as silent: its listener, before a kernel that answers when the test says so."""

from __future__ import annotations

import json
import random
from importlib.resources import files

import pytest

SILENCE = 8_000  # ms without a word, after which a kernel that looks idle is said not to answer
LISTENER = files("securebase") / "labextension/extensions/securebase/plugin/silence.js"
ATTACH = """async ({ code }) => {
    const place = URL.createObjectURL(new Blob([code], { type: "text/javascript" }));
    const { listenForSilence } = await import(place);
    const signal = () => {
        const hearers = new Set();
        return {
            connect: (hear) => hearers.add(hear),
            disconnect: (hear) => hearers.delete(hear),
            emit: (...what) => hearers.forEach((hear) => hear(...what)),
        };
    };
    const kernel = { status: "idle", connectionStatus: "connected", anyMessage: signal() };
    const session = { kernelChanged: signal(), statusChanged: signal(), session: { kernel } };
    const said = [];
    listenForSilence(
        { context: { sessionContext: session }, disposed: signal() },
        () => said.push("silent"),
        () => said.push("heard"),
    );
    let sent = 0;
    let answered = 0;
    const word = (about) => kernel.anyMessage.emit(kernel, {
        direction: "recv",
        msg: { channel: "iopub", parent_header: about === null ? {} : { msg_id: `m${about}` } },
    });
    window.page = {
        said,
        send: () => kernel.anyMessage.emit(kernel, {
            direction: "send", msg: { channel: "shell", header: { msg_id: `m${sent++}` } },
        }),
        answer: () => {
            if (answered === sent) return;
            word(answered);
            word(answered);
            answered += 1;
        },
        mutter: () => word(null),
        become: (status) => {
            kernel.status = status;
            if (status === "restarting") answered = sent;
            session.statusChanged.emit(session, status);
        },
        waits: () => sent - answered,
    };
}"""


@pytest.fixture(scope="module")
def listening(blank_page):
    """Return a page with a fresh listener and a clock that stands still, at each call."""
    blank_page.clock.install()

    def fresh():
        blank_page.evaluate(ATTACH, {"code": LISTENER.read_text()})
        return blank_page

    return fresh


def do(page, step):
    return page.evaluate(f"window.page.{step}")


def live_for_a_while(page, chance, *, steps):
    """Send and answer in any order, and never leave anything unanswered for long."""
    for _ in range(steps):
        do(page, chance.choice(["send()", "send()", "answer()", "mutter()"]))
        page.clock.run_for(chance.randrange(0, 500))


@pytest.mark.parametrize("seed", range(12))
def test_a_kernel_that_stops_with_anything_unanswered_is_noticed_and_so_is_its_next_word(listening, seed):
    chance = random.Random(seed)  # noqa: S311 - no secret
    page = listening()
    live_for_a_while(page, chance, steps=chance.randrange(1, 12))
    do(page, "send()")
    if chance.random() < 0.5 and do(page, "waits()") > 1:
        do(page, "answer()")
    page.clock.run_for(SILENCE)
    assert do(page, "said") == ["silent"]
    do(page, "answer()")
    assert do(page, "said") == ["silent", "heard"]


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("last", ["answer()", "become('restarting')"])
def test_a_kernel_that_has_answered_everything_or_was_replaced_is_never_called_silent(listening, seed, last):
    chance = random.Random(seed)  # noqa: S311 - no secret
    page = listening()
    live_for_a_while(page, chance, steps=10)
    while do(page, "waits()"):
        do(page, last)
    do(page, "become('idle')")
    page.clock.run_for(10 * SILENCE)
    assert do(page, "said") == []


@pytest.mark.parametrize("status", ["busy", "starting", "dead"])
def test_a_kernel_that_is_known_to_be_at_work_or_away_is_not_called_silent(listening, status):
    page = listening()
    do(page, "send()")
    do(page, f"become({json.dumps(status)})")
    page.clock.run_for(10 * SILENCE)
    assert do(page, "said") == []
