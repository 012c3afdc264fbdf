"""The violence gate: for whom the coming part is not meant, where help is, and how to leave the page fast."""

from __future__ import annotations

from html import escape
from typing import Any

import traitlets

from securebase.widgets._component import Component
from securebase.widgets._static import css, esm, with_fallback
from securebase.widgets.resources import GENERAL, resources_for_readers

TITLE = "If you are afraid of someone, take another way"
WORDS = (
    (
        "What follows was made for people who are safe with each other, also when they quarrel. Where there "
        "is fear, coercion, stalking, forced sex or physical harm, it is not advised to soothe each other, "
        "to see their side, to reappraise, to do joint exercises or to repair."
    ),
    (
        "Then it is not your task to calm someone else, or to understand more. Look for specialist help "
        "alone, where nobody listens in. Couple therapy may be unsafe too. Withdrawal can be protection, and "
        "it needs no excuse."
    ),
)
DEVICE = (
    "If someone else can look at this device, they can find this page in its history and the course among "
    "its files. A device that they never use is a safer place to look for help."
)
LEAVING = (
    "“Leave this page now” empties the tab at once. Closing the tab does so too: Ctrl+W, on a Mac ⌘W; if the "
    "browser asks, choose to leave. Neither clears the history, and what is not saved may be lost."
)


class ViolenceGate(Component):
    """Words before what could do harm where someone is not safe; it asks nothing and keeps nothing."""

    _esm = esm("violence_gate")
    _css = css("violence_gate")

    title = traitlets.Unicode(TITLE).tag(sync=True)
    words = traitlets.List(traitlets.Unicode(), list(WORDS)).tag(sync=True)
    general = traitlets.Unicode(GENERAL).tag(sync=True)
    resources = traitlets.List(traitlets.Dict()).tag(sync=True)
    checked = traitlets.Unicode().tag(sync=True)
    device = traitlets.Unicode(DEVICE).tag(sync=True)
    leaving = traitlets.Unicode(LEAVING).tag(sync=True)

    def __repr__(self) -> str:
        places = [f"{one['name']}: {one['what']}. {one['contact']}" for one in self.resources]
        return "\n".join([f"{self.title}.", *self.words, self.general, *places, self.device])

    def _repr_mimebundle_(self, **_options: object) -> tuple[dict[str, Any], dict[str, Any]]:
        """Add all the words, for places where no kernel runs; the button alone needs the page's script."""
        words = "".join(f"<p>{escape(one)}</p>" for one in [*self.words, self.general, self.device])
        places = "".join(
            f"<li>{escape(one['name'])}: {escape(one['what'])}. {escape(one['contact'])}</li>"
            for one in self.resources
        )
        return with_fallback(
            self, f"<section><p><strong>{escape(self.title)}.</strong></p>{words}<ul>{places}</ul></section>"
        )


def violence_gate() -> ViolenceGate:
    """Show the violence gate: before lessons 8 to 11, and beside every tool for repair.

    It shows what ``assets/resources.yml`` names. If that file is empty, damaged or without a day, the general
    sentence stands alone.
    """
    found = resources_for_readers()
    return ViolenceGate(
        resources=[vars(entry) for entry in found.entries],
        checked=found.last_checked.isoformat() if found.last_checked else "",
    )
