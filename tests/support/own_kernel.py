"""A component in a plain page, with its own Python behind it and no JupyterLab around it."""

from __future__ import annotations

import json
import secrets
from typing import Any

STAGE = """async ({ esm, css, state, call }) => {
    const component = await import(URL.createObjectURL(new Blob([esm], { type: "text/javascript" })));
    const hearers = new Set();
    const changed = new Set();
    const model = {
        get: (name) => state[name],
        on: (events, hear) => (events.startsWith("change:") ? changed : hearers).add(hear),
        off: (_events, hear) => [hearers, changed].forEach((one) => one.delete(hear)),
        async send(content, _callbacks, buffers) {
            const letter = buffers?.[0] ? new TextDecoder().decode(buffers[0]) : null;
            window.sent = (window.sent ?? 0) + 1;
            const said = await window[call](content, letter);
            Object.assign(state, said.state);
            changed.forEach((hear) => hear());
            said.messages.forEach((message) => hearers.forEach((hear) => hear(message, [])));
        },
    };
    const look = document.createElement("style");
    look.textContent = css;
    const place = document.createElement("div");
    document.body.replaceChildren(look, place);
    component.default.render({ model, el: place });
}"""


def show(page: Any, widget: Any) -> Any:
    """Show a component in place of what the page holds, and return its place."""

    def answer(content: dict[str, Any], letter: str | None) -> dict[str, Any]:
        messages: list[dict[str, Any]] = []
        widget.send = lambda message, _buffers: messages.append(message)
        receive = getattr(widget, "_receive", widget._msg_callbacks)
        receive(widget, content, [letter.encode()] if letter is not None else [])
        return {"state": json.loads(json.dumps(_state(widget))), "messages": messages}

    call = f"kernel{secrets.token_hex(4)}"
    page.expose_function(call, answer)
    page.evaluate("() => { window.sent = 0; }")
    page.evaluate(STAGE, {"esm": widget._esm, "css": widget._css, "state": _state(widget), "call": call})
    return page.locator(".sb").first


def _state(widget: Any) -> dict[str, Any]:
    return {name: value for name, value in widget.get_state().items() if not name.startswith("_")}
