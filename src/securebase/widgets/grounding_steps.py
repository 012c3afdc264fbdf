"""Grounding by the senses: five small steps, one at a time, and a way out of each."""

from __future__ import annotations

from html import escape
from typing import Any

import traitlets

from securebase.widgets._component import Component
from securebase.widgets._static import css, esm, with_fallback

SAFETY = (
    "If noticing makes it worse, stop, and let your eyes rest on one still thing. Leave out any sense that"
    " you do not have or would rather not use."
)
EVIDENCE = (
    "How sure is this? Clinical wisdom: widely taught and plausible, with few trials. "
    "It may help you, and it may not."
)
STEPS = (
    ("See", "Let your eyes wander. Name five things that you can see, near or far, in any order."),
    (
        "Feel",
        (
            "Name four things that you can feel: the ground under your feet, cloth on your skin, the seat,"
            " the air."
        ),
    ),
    ("Hear", "Name three things that you can hear, close by or outside. Quiet counts as one."),
    ("Smell", "Name two things that you can smell. If there is nothing, notice the air as it comes in."),
    ("Taste", "Name one thing that you can taste, or take a sip of something."),
)
_START = "Say what you notice aloud or in your head, in your own time. Nothing is written down."
_END = (
    "That is all. Look round once more at the place where you are. Move your hands or your feet if you "
    "like, and go on when it suits you, or leave it at this for today."
)
_STOPPED = (
    "Stopped, and that is fine. Let your eyes rest on one thing that does not move, for as long as you like."
)


class Grounding(Component):
    """Five steps that are walked through in the page; nobody is told where someone is or stopped."""

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
