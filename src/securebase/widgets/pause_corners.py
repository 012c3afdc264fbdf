"""The pause corner: three ways to pause, in one quiet card."""

from __future__ import annotations

from html import escape
from typing import Any

import traitlets

from securebase.widgets import breathing_pacers, grounding_steps
from securebase.widgets._component import Component
from securebase.widgets._static import css, esm, with_fallback
from securebase.widgets.resources import WHOM_TO_TURN_TO

WORDS = "You can stop here for a moment, or for today. Nothing has to be finished, and a pause costs nothing."
WAYS = {
    "ground": ("Look up from the page", "Name what is around you, one sense at a time."),
    "breathe": ("Breathe slowly", "With a pacer that you start and stop."),
    "stop": ("Stop for today", "Come back whenever you like."),
}
STOP = (
    (
        "That is enough for today. Close the page whenever you like; the lesson will be where you left it. "
        "For hard days, there is a five-minute way through at the end of each lesson."
    ),
    "If this has stirred something up, being with someone you trust is better than any page.",
    *WHOM_TO_TURN_TO,
)
_SLOW = 6.0  # breaths a minute
_PARTS = ("senses", "pacer", "pause_corner")


class PauseCorner(Component):
    """Three ways to pause, opened in place; none of it is sent or kept."""

    _esm = esm(*_PARTS)
    _css = css(*_PARTS)

    settings = traitlets.Dict().tag(sync=True)

    def __repr__(self) -> str:
        return f"Pause corner. {WORDS}"

    def _repr_mimebundle_(self, **_options: object) -> tuple[dict[str, Any], dict[str, Any]]:
        """Name the three ways, for places where no kernel runs."""
        ways = "".join(
            f"<li><strong>{escape(name)}.</strong> {escape(words)}</li>" for name, words in WAYS.values()
        )
        help_ = "".join(f"<p>{escape(words)}</p>" for words in STOP[1:])
        return with_fallback(
            self,
            f"<section><p><strong>Pause corner.</strong> {escape(WORDS)}</p><ul>{ways}</ul>{help_}</section>",
        )


def pause_corner() -> PauseCorner:
    """Show the pause corner."""
    return PauseCorner(settings=_settings())


def pause_corner_page() -> dict[str, Any]:
    """Return what shows the pause corner without a kernel: its ``module``, ``style`` and ``settings``."""
    return {"module": esm(*_PARTS), "style": css(*_PARTS), "settings": _settings()}


def _settings() -> dict[str, Any]:
    return {
        "words": WORDS,
        "ways": [{"way": way, "name": name, "words": words} for way, (name, words) in WAYS.items()],
        "stop": list(STOP),
        "pacer": breathing_pacers.pacer_settings(_SLOW),
        "senses": grounding_steps.grounding_settings(),
    }
