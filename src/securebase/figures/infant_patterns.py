"""How infants are classified in the Strange Situation: a hundred dots, one pattern at a time."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

import numpy as np

from securebase.datasets import load
from securebase.figures.picture import Badge, Picture, Source
from securebase.figures.style import Theme, new_figure, typeface, write

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.lines import Line2D
    from matplotlib.text import Text

    from securebase.models._checks import FloatArray

DATA = load("infant_attachment")
ALL = "all"
A_LINE = 26  # dots beside each other
FADED = 0.22
LEFT, RIGHT, TOP, BOTTOM = 8.0, 14.0, 34.0, 10.0  # CSS pixels
ABOVE, BELOW = 28.0, 14.0  # CSS pixels above a pattern's dots, for its name, and below them
NARROW = 440.0

SEEN = {
    "secure": (
        "may cry when the caregiver leaves, goes to them when they come back, is soothed, and plays again"
    ),
    "avoidant": "shows little when the caregiver leaves, and turns to the toys when they come back",
    "resistant": "is very upset, wants to be held and fights it at once, and is slow to be soothed",
    "disorganized": (
        "shows, for moments, things that do not fit together: stops halfway, or comes near with its face "
        "turned away"
    ),
}
SPELLED = {"disorganized": "disorganised"}

SOURCES = (
    Source(Badge.DATA, "shares of infants", "Madigan et al., 2023", DATA.doi, DATA.sample),
    Source(Badge.DATA, "words on “disorganised”", "Granqvist et al., 2017", "10.1080/14616734.2017.1354040"),
)


@cache
def shares() -> dict[str, float]:
    """Return the published percentage of each pattern, in the file's order."""
    names = DATA.columns["classification"]
    return {str(name): float(share) for name, share in zip(names, DATA.columns["percent"], strict=True)}


@cache
def of_a_hundred() -> dict[str, int]:
    """Return whole infants that add up to a hundred; those with the largest remainders are rounded up."""
    exact = shares()
    whole = {name: int(share) for name, share in exact.items()}
    by_remainder = sorted(exact, key=lambda name: whole[name] - exact[name])
    for name in by_remainder[: 100 - sum(whole.values())]:
        whole[name] += 1
    return whole


def said(pattern: str) -> str:
    """Return a pattern's name as the course spells it."""
    return SPELLED.get(pattern, pattern)


@dataclass(frozen=True)
class _Row:
    """One pattern: its dots, its name and its share."""

    dots: Line2D
    name: Text
    share: Text


def infant_patterns(theme: Theme, width: float, ratio: float, *, guess: float | None = None) -> Picture:
    """Draw a hundred infants by how they were classified.

    Parameters
    ----------
    theme, width, ratio
        Colours, CSS pixels, device pixels for each.
    guess
        How many of 100 the learner guessed to be classified secure, if they did.

    Returns
    -------
    Picture
        Takes ``pattern``: one of the classifications, which then stands out, or "all".
    """
    counts = of_a_hundred()
    longest = max(counts["secure"], round(guess or 0))
    line = (width - LEFT - RIGHT) / A_LINE  # the side of a dot's square, CSS pixels
    lines = {name: -(-(longest if name == "secure" else count) // A_LINE) for name, count in counts.items()}
    height = TOP + BOTTOM + sum(ABOVE + BELOW + line * lines[name] for name in counts)
    figure, (axes,) = new_figure(theme, size=(width, height), ratio=ratio)
    figure.subplots_adjust(left=0, right=1, top=1, bottom=0)
    axes.set(xlim=(0, width), ylim=(height, 0), xticks=[], yticks=[])
    axes.spines["bottom"].set_visible(False)
    axes.yaxis.grid(visible=False)
    narrow = width < NARROW
    write(
        axes,
        LEFT,
        18,
        "Each dot: 1 of 100 infants" if narrow else "Of 100 infants in the Strange Situation, on average",
        colour=theme.quiet,
        size=9.5,
        va="center",
    )
    colours = dict(zip(counts, (theme.cool, theme.warm, theme.warm, theme.body), strict=True))
    rows, y = {}, TOP
    for name, count in counts.items():
        rows[name] = _row(axes, theme, (name, count), y, (line, colours[name]))
        if name == "secure" and guess is not None:
            _guess(axes, theme, round(guess), (y, line, width))
        y += ABOVE + BELOW + line * lines[name]

    def show(*, pattern: str) -> str:
        for name, row in rows.items():
            seen = pattern in (ALL, name)
            row.dots.set_alpha(1.0 if seen else FADED)
            row.name.set_color(theme.ink if seen else theme.quiet)
        return _sentence(pattern)

    moving = [artist for row in rows.values() for artist in (row.dots, row.name, row.share)]
    return Picture(figure, moving, show, SOURCES)


def _row(axes: Axes, theme: Theme, pattern: tuple[str, int], y: float, look: tuple[float, str]) -> _Row:
    name, count = pattern
    line, colour = look
    x, down = _places(count, y, line)
    (dots,) = axes.plot(x, down, "o", color=colour, markersize=0.5 * line, markeredgewidth=0)
    words = write(axes, LEFT, y + 14, said(name), colour=theme.ink, strong=True, va="center")
    number = axes.annotate(
        f"   {shares()[name]:.1f} %",
        (1, 0),
        xycoords=words,
        color=theme.quiet,
        fontsize=9.5,
        fontfamily=list(typeface()),
        va="bottom",
    )
    return _Row(dots, words, number)


def _guess(axes: Axes, theme: Theme, number: int, where: tuple[float, float, float]) -> None:
    y, line, width = where
    if number:
        x, down = _places(number, y, line)
        axes.plot(
            x,
            down,
            "o",
            markerfacecolor="none",
            markeredgecolor=theme.warm,
            markersize=0.62 * line,
            markeredgewidth=1.3,
        )
    write(
        axes,
        width - RIGHT,
        y + 14,
        f"rings: the {number} you guessed",
        colour=theme.warm,
        size=9.5,
        ha="right",
        va="center",
    )


def _places(count: int, y: float, line: float) -> tuple[FloatArray, FloatArray]:
    each = np.arange(count, dtype=np.float64)
    return LEFT + line * (each % A_LINE + 0.5), y + ABOVE + line * (each // A_LINE + 0.5)


def _sentence(pattern: str) -> str:
    exact = shares()
    if pattern == ALL:
        parts = [f"{share:.1f} % {said(name)}" for name, share in exact.items()]
        return (
            f"In 285 studies with 20,720 pairs of infant and caregiver, {parts[0]}, {parts[1]}, {parts[2]} "
            f"and {parts[3]}. Nearly half were not classified secure."
        )
    return (
        f"{exact[pattern]:.1f} of 100 infants were classified {said(pattern)}. In the procedure, an infant "
        f"in this group {SEEN[pattern]}. This describes some minutes with one caregiver, not a kind of "
        "person."
    )
