"""When a kernel counts as silent or at work: the plugin's own modules, with a kernel that answers on cue."""

from __future__ import annotations

import random
from importlib.resources import files

import pytest

SILENCE = 8_000  # ms without a word, after which a kernel that is not at work is said not to answer
LONG = 20_000  # ms at work, after which the page says so
PLUGIN = files("securebase") / "labextension/extensions/securebase/plugin"
ATTACH = """async (code) => {
    const load = (text) => import(URL.createObjectURL(new Blob([text], { type: "text/javascript" })));
    const { followActivity } = await load(code.activity);
    const { listenForSilence } = await load(code.silence);
    const { watchWork } = await load(code.work);
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
    const panel = { context: { sessionContext: session }, disposed: signal() };
    const said = [];
    const notice = { kind: () => "", show: () => said.push("at work"), hide() {} };
    const activity = followActivity(panel);
    listenForSilence(panel, activity, () => said.push("silent"), () => said.push("heard"));
    watchWork(panel, activity, notice, () => {}, () => {});
    let sent = 0;
    let answered = 0;
    const become = (status) => {
        if (kernel.status === status) return;
        kernel.status = status;
        session.statusChanged.emit(session, status);
    };
    // JupyterLab tells the message first, and takes every such word for the kernel's status.
    const word = (state, parent) => {
        const msg = { channel: "iopub", header: { msg_type: "status" }, content: { execution_state: state } };
        kernel.anyMessage.emit(kernel, { direction: "recv", msg: { ...msg, parent_header: parent } });
        become(state);
    };
    const about = (number) => ({ msg_id: `m${number}`, msg_type: "execute_request" });
    const debug = { msg_id: "d", msg_type: "debug_request" };
    window.page = {
        said,
        send: () => kernel.anyMessage.emit(kernel, {
            direction: "send", msg: { channel: "shell", header: { msg_id: `m${sent++}` } },
        }),
        begin: () => word("busy", about(answered)),
        end: () => word("idle", about(answered++)),
        control: () => (word("busy", debug), word("idle", debug)),
        restart: () => (become("restarting"), (answered = sent), become("idle")),
        become,
        owes: () => sent - answered,
    };
}"""


@pytest.fixture(scope="module")
def listening(blank_page):
    """Return a page with a fresh listener and a clock that stands still, at each call."""
    blank_page.clock.install()
    code = {name: (PLUGIN / f"{name}.js").read_text() for name in ("activity", "silence", "work")}

    def fresh():
        blank_page.evaluate(ATTACH, code)
        return blank_page

    return fresh


def do(page, *steps):
    for step in steps:
        page.evaluate(f"window.page.{step}()")


def said(page):
    return page.evaluate("window.page.said")


def owes(page):
    return page.evaluate("window.page.owes()")


def live_for_a_while(page, chance):
    """Send and answer in any order, and never leave anything unanswered for long."""
    for _ in range(chance.randrange(1, 12)):
        step = chance.choice(["send", "send", "answer", "control"])
        if step != "answer":
            do(page, step)
        elif owes(page):
            do(page, "begin", *chance.choice([[], ["control"]]), "end")
        page.clock.run_for(chance.randrange(0, 500))


@pytest.mark.parametrize("seed", range(12))
def test_a_kernel_that_stops_between_two_messages_is_noticed_and_so_is_its_next_word(listening, seed):
    chance = random.Random(seed)  # noqa: S311 - no secret
    page = listening()
    live_for_a_while(page, chance)
    do(page, "send", *chance.choice([[], ["control"]]))
    page.clock.run_for(SILENCE)
    assert said(page) == ["silent"]
    do(page, "begin")
    assert said(page) == ["silent", "heard"]


@pytest.mark.parametrize("seed", range(12))
def test_a_kernel_in_the_middle_of_a_cell_is_at_work_whatever_the_control_channel_says(listening, seed):
    chance = random.Random(seed)  # noqa: S311 - no secret
    page = listening()
    live_for_a_while(page, chance)
    do(page, "send", "send")
    while owes(page) > 2:
        do(page, "begin", "end")
    do(page, "begin")
    for _ in range(chance.randrange(4)):
        do(page, chance.choice(["control", "send"]))
    page.clock.run_for(LONG)
    assert said(page) == ["at work"]
    do(page, "send", "control")
    page.clock.run_for(10 * LONG)
    assert said(page) == ["at work"]


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("answers", [True, False])
def test_a_kernel_that_has_answered_everything_or_was_restarted_is_left_in_peace(listening, seed, answers):
    chance = random.Random(seed)  # noqa: S311 - no secret
    page = listening()
    live_for_a_while(page, chance)
    while owes(page):
        do(page, *(["begin", "end"] if answers else ["restart"]))
    page.clock.run_for(10 * SILENCE)
    assert said(page) == []


@pytest.mark.parametrize("status", ["starting", "autorestarting"])
def test_a_kernel_that_is_coming_up_is_not_called_silent(listening, status):
    page = listening()
    page.evaluate("status => window.page.become(status)", status)
    do(page, "send")
    page.clock.run_for(2 * SILENCE)
    assert said(page) == []
