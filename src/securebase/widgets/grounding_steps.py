"""Grounding by the senses: five small steps, one at a time, and a way out of each."""

from __future__ import annotations

from html import escape
from typing import Any

import traitlets

from securebase.widgets._component import Component
from securebase.widgets._static import css, esm, with_fallback

SAFETY = (
    "If noticing makes it worse, stop, and rest your eyes on one thing that does not move. Leave out any "
    "sense that you do not have or would rather not use."
)
EVIDENCE = (
    "How sure is anyone of this? Clinical wisdom: widely taught and plausible, with few trials. "
    "It may or may not help you."
)
STEPS = (
    ("See", "Let your eyes wander. Name five things that you can see, near or far, in any order."),
    (
        "Feel",
        (
            "Name four things that you can feel: the floor under your feet, fabric on your skin, the seat,"
            " the air."
        ),
    ),
    ("Hear", "Name three things that you can hear, close by or outside. Quiet counts as one."),
    ("Smell", "Name two things that you can smell. If there is nothing, notice the air as you breathe in."),
    ("Taste", "Name one thing that you can taste, or take a sip of something."),
)
_START = "Say what you notice, out loud or in your head, at your own pace. Nothing is written down."
_END = (
    "That is all. Take one more look at where you are. Move your hands or your feet if you like. Carry on "
    "when you are ready, or leave it there for today."
)
_STOPPED = (
    "Stopped, and that is fine. Rest your eyes on one thing that does not move, for as long as you like."
)


class Grounding(Component):
    """Five steps, taken one at a time in the page; nobody learns how far someone went."""

    _esm = esm("senses", "grounding")
    _css = css("senses")

    settings = traitlets.Dict().tag(sync=True)

    def __repr__(self) -> str:
        steps = " ".join(step["invitation"] for step in self.settings["steps"])
        return f"Grounding by the senses. {self.settings['safety']} {steps}"

    def _repr_mimebundle_(self, **_options: object) -> tuple[dict[str, Any], dict[str, Any]]:
        """Add the five steps as a list, for places where no kernel runs."""
        steps = "".join(f"<li>{escape(step['invitation'])}</li>" for step in self.settings["steps"])
        return with_fallback(
            self,
            "<section><p><strong>Grounding by the senses.</strong> "
            f"{escape(self.settings['safety'])}</p><ol>{steps}</ol><p>{escape(EVIDENCE)}</p></section>",
        )


def grounding_settings() -> dict[str, Any]:
    """Return the words of the five steps for the page."""
    return {
        "start": _START,
        "steps": [{"sense": sense, "invitation": invitation} for sense, invitation in STEPS],
        "end": _END,
        "stopped": _STOPPED,
        "safety": SAFETY,
        "evidence": EVIDENCE,
    }


def grounding() -> Grounding:
    """Show the five steps; they begin when someone presses *Begin*, and keep nothing."""
    return Grounding(settings=grounding_settings())
