"""A component in a plain page, whose notebook answers when the test says so, and not before.

Races between page and notebook cannot be had at will in a real JupyterLab; here each answer comes exactly
when it would do harm.
"""

from __future__ import annotations

from typing import Any

# Whatever was pressed has been seen to: an event such as a part's opening comes in a later task or frame.
SETTLED = """() => new Promise((settled) =>
    requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(settled))))"""

STAGE = """async ({ esm, state }) => {
    const component = await import(URL.createObjectURL(new Blob([esm], { type: "text/javascript" })));
    const bytes = (value) => new TextEncoder().encode(JSON.stringify(value)).buffer;
    const words = (buffer) => JSON.parse(new TextDecoder().decode(buffer));
    const hearers = new Set();
    const asked = [];
    const model = {
        get: (name) => state[name],
        on: (_event, hear) => hearers.add(hear),
        off: (_event, hear) => hearers.delete(hear),
        send: (content, _callbacks, [letter]) =>
            asked.push({ ...content, value: letter ? words(letter) : null }),
    };
    const hear = (message, letter) =>
        hearers.forEach((one) => one(message, letter === null ? [] : [bytes(letter)]));
    window.notebook = {
        asked,
        answer(name, message, letter) {
            const place = asked.findIndex((one) => one.ask === name);
            if (place < 0) throw new Error(`nobody asked ${name}`);
            const [{ number }] = asked.splice(place, 1);
            hear({ ...message, number }, letter);
        },
        tell: (message) => hear({ ...message, news: true }, null),
    };
    document.body.replaceChildren(document.createElement("div"));
    component.default.render({ model, el: document.body.firstChild });
}"""


class SlowKernel:
    """Stands in for the notebook of one component."""

    def __init__(self, page: Any, widget: Any) -> None:
        self.page = page
        self.faults: list[str] = []
        page.on("pageerror", lambda error: self.faults.append(str(error)))
        state = {name: value for name, value in widget.get_state().items() if isinstance(name, str)}
        page.evaluate(STAGE, {"esm": state.pop("_esm"), "state": state})

    def asked(self, name: str) -> list[Any]:
        """Return what was sent and waits for an answer, the oldest first."""
        self.page.evaluate(SETTLED)
        return self.page.evaluate(
            "name => window.notebook.asked.filter(one => one.ask === name).map(one => one.value)", name
        )

    def answer(self, name: str, event: str, *, letter: Any = None, **words: Any) -> None:
        """Answer the oldest of these questions, once it has been asked."""
        self.page.wait_for_function(
            "name => window.notebook.asked.some(one => one.ask === name)", arg=name, timeout=30_000
        )
        self.page.evaluate(
            "([name, message, letter]) => window.notebook.answer(name, message, letter)",
            [name, {"event": event, **words}, letter],
        )
        self.page.evaluate(SETTLED)

    def look(self, state: str) -> None:
        """Answer a component that has just come, with how the journal stands."""
        self.answer("look", "journal", **standing(state))

    def tell(self, state: str) -> None:
        """Say unasked how the journal stands."""
        self.page.evaluate(
            "message => window.notebook.tell(message)", {"event": "journal", **standing(state)}
        )


def standing(state: str) -> dict[str, str]:
    """Return what a notebook says of a journal on one's own computer."""
    return {
        "state": state, "place": "~/journal", "machine": "own", "until": "until you lock it", "whose": "",
        "where": f"Where it is kept: {state}.",
    }  # fmt: skip


def press(kernel, name):
    kernel.page.get_by_role("button", name=name, exact=True).click()


def on_page(kernel, text):
    return kernel.page.get_by_text(text)
