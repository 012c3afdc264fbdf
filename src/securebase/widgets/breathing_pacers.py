"""A pacer for slow breathing: a calm shape and two words, started and stopped by whoever breathes."""

from __future__ import annotations

from html import escape
from typing import Any

import traitlets

from securebase.widgets._component import Component
from securebase.widgets._static import css, esm, with_fallback

SLOWEST, FASTEST, STEP = 4.0, 10.0, 0.5  # breaths a minute
RATES = tuple(SLOWEST + STEP * step for step in range(int((FASTEST - SLOWEST) / STEP) + 1))
LONGER_OUT = 0.6  # share of a breath that is breathing out, when that takes longer

SAFETY = (
    "Stop if you feel dizzy or uneasy. Breathe as you like: the pace is only a suggestion, no breath is "
    "held, and your eyes may stay open. If you have a lung or heart condition, if you are pregnant, or if "
    "breathing exercises have ever brought on panic or painful memories, leave this out, or ask someone who "
    "treats you first."
)


class BreathingPacer(Component):
    """Words and a shape that breathe in the page; nothing that happens there reaches the kernel."""

    _esm = esm("pacer", "breathing_pacer")
    _css = css("pacer")

    settings = traitlets.Dict().tag(sync=True)

    def __repr__(self) -> str:
        return f"Breathing pacer, {self.settings['rate']:g} breaths a minute. {self.settings['safety']}"

    def _repr_mimebundle_(self, **_options: object) -> tuple[dict[str, Any], dict[str, Any]]:
        """Say how to breathe without the shape, for places where no kernel runs."""
        half = 30 / self.settings["rate"]
        return with_fallback(
            self,
            (
                f"<section><p><strong>Breathing pacer.</strong> {escape(self.settings['safety'])}</p><p>The"
                f" pace is {self.settings['rate']:g} breaths a minute: in for about {half:.2g} seconds, and"
                " out for the same time.</p></section>"
            ),
        )


def pacer_settings(rate: float) -> dict[str, Any]:
    """Return what the page needs to know to pace breathing, starting from ``rate``.

    Raises
    ------
    ValueError
        If ``rate`` is none of `RATES`.
    """
    if rate not in RATES:
        raise ValueError(
            f"rate={rate!r} was given; accepted are {SLOWEST:g} to {FASTEST:g} breaths a minute in steps of "
            f"{STEP:g}."
        )
    return {
        "rate": float(rate),
        "slowest": SLOWEST,
        "fastest": FASTEST,
        "step": STEP,
        "longer": LONGER_OUT,
        "safety": SAFETY,
    }


def breathing_pacer(rate: float = 6.0) -> BreathingPacer:
    """Show the breathing pacer; it stands still until it is started.

    Parameters
    ----------
    rate : float
        The pace it offers first, which can be changed in the page: 4 to 10 breaths a minute in half steps.

    Raises
    ------
    ValueError
        If ``rate`` is another number.
    """
    return BreathingPacer(settings=pacer_settings(rate))
