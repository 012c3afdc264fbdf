"""How far care and a child's pattern go together: published links beside each other on one scale."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

import numpy as np
from matplotlib.transforms import offset_copy

from securebase.datasets import load
from securebase.figures.picture import Badge, Picture, Source
from securebase.figures.style import Theme, new_figure, write
from securebase.models.effects import r_from_d

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.lines import Line2D
    from matplotlib.text import Text

ALL = "all"
LEFT, RIGHT, FOOT = 12.0, 40.0, 58.0  # CSS pixels
HEADING, ROW, GAP = 32.0, 39.0, 10.0  # CSS pixels from a group's heading, from each row, and between groups
FADED = 0.22
NARROW = 440.0

GROUPS = {
    "answering": (
        "How well a parent reads and answers",
        {
            ("sensitive", "secure"): "well: secure",
            ("insensitive", "avoidant"): "less well: avoidant",
            ("insensitive", "disorganized"): "less well: disorganised",
            ("insensitive", "resistant"): "less well: resistant",
        },
    ),
    "fright": (
        "Moments that frighten or confuse",
        {("frightening", "disorganized"): "more of them: disorganised"},
    ),
    "harm": (
        "Burdens and maltreatment",
        {
            ("five-risks", "disorganized"): "five burdens at once: disorganised",
            ("maltreated", "insecure"): "maltreatment: not secure",
            ("maltreated", "disorganized"): "maltreatment: disorganised",
        },
    ),
}

SOURCES = (
    Source(
        Badge.DATA,
        "how well a parent reads and answers; lines are 95 % intervals",
        "Madigan et al., 2024",
        "10.1037/bul0000433",
        "22,914 pairs of child and caregiver; the patterns that are not secure: mothers",
    ),
    Source(
        Badge.DATA,
        "moments that frighten or confuse",
        "Madigan et al., 2006",
        "10.1080/14616730600774458",
        "851 families in 12 studies; no interval in the abstract",
    ),
    Source(
        Badge.DATA,
        "burdens and maltreatment: published as d = 1.20, 2.10 and 2.19; r is derived by us, as if both "
        "groups were equally large",
        "Cyr et al., 2010",
        "10.1017/S0954579409990289",
        "4,792 children in 55 studies, 456 of them maltreated; no interval in the abstract",
    ),
)


@dataclass(frozen=True)
class Link:
    """One published link.

    Parameters
    ----------
    r
        Correlation without its sign, from 0 to 1.
    interval
        Its 95 % interval, or two nan.
    d
        The standardised mean difference that ``r`` was derived from, or nan.
    """

    r: float
    interval: tuple[float, float]
    d: float


@cache
def links() -> dict[tuple[str, str], Link]:
    """Return the published links by kind of care and pattern."""
    columns = load("care_and_pattern").columns
    found = {}
    for care, pattern, measure, value, low, high in zip(
        *(columns[name] for name in ("care", "pattern", "measure", "value", "low", "high")), strict=True
    ):
        derived = measure == "d"
        found[str(care), str(pattern)] = Link(
            r=float(r_from_d(float(value))) if derived else float(value),
            interval=(float(low), float(high)),
            d=float(value) if derived else np.nan,
        )
    return found


@dataclass(frozen=True)
class _Row:
    number: Text
    interval: Line2D
    dot: Line2D


def care_and_pattern(theme: Theme, width: float, ratio: float) -> Picture:
    """Draw how closely kinds of care and patterns of attachment go together.

    Parameters
    ----------
    theme, width, ratio
        Colours, CSS pixels, device pixels for each.

    Returns
    -------
    Picture
        Takes ``group``: the kind of care that stands out, or "all". The axis is a correlation from 0 to 1; a
        hollow dot was derived from a published difference.
    """
    height = FOOT + sum(HEADING + GAP + ROW * len(rows) for _, rows in GROUPS.values())
    figure, (axes,) = new_figure(theme, size=(width, height), ratio=ratio)
    figure.subplots_adjust(left=LEFT / width, right=1 - RIGHT / width, top=1, bottom=FOOT / height)
    axes.set(xlim=(0, 1), ylim=(height - FOOT, 0), yticks=[])
    narrow = width < NARROW
    axes.set_xticks([0, 0.5, 1], ["0", "0.5", "1"])
    axes.yaxis.grid(visible=False)
    axes.xaxis.grid(visible=True, color=theme.grid, linewidth=0.8)
    write(axes, 0, height - FOOT + 44, "no link", colour=theme.quiet, size=9.5, va="center")
    write(
        axes,
        1,
        height - FOOT + 44,
        "care would decide" if narrow else "correlation r = 1: care would decide",
        colour=theme.quiet,
        size=9.5,
        ha="right",
        va="center",
    )
    colours = dict(zip(GROUPS, (theme.cool, theme.body, theme.warm), strict=True))
    rows: dict[str, list[_Row]] = {}
    y = 0.0
    for group, (heading, entries) in GROUPS.items():
        y += HEADING
        write(axes, 0, y - 10, heading, colour=theme.ink, strong=True, va="center")
        rows[group] = []
        for key, words in entries.items():
            rows[group].append(_row(axes, theme, (words, links()[key]), y, colours[group]))
            y += ROW
        y += GAP

    def show(*, group: str) -> str:
        for name, entries in rows.items():
            seen = group in (ALL, name)
            for row in entries:
                row.number.set_color(colours[name] if seen else theme.quiet)
                row.interval.set_alpha(0.5 if seen else 0.5 * FADED)
                row.dot.set_alpha(1 if seen else FADED)
        return _sentence(group)

    moving = [
        part for group in rows.values() for row in group for part in (row.interval, row.dot, row.number)
    ]
    return Picture(figure, moving, show, SOURCES)


def _row(axes: Axes, theme: Theme, entry: tuple[str, Link], y: float, colour: str) -> _Row:
    words, link = entry
    write(axes, 0, y + 7, words, colour=theme.ink, size=9.5, va="center")
    (interval,) = axes.plot(link.interval, [y + 25] * 2, color=colour, linewidth=3, solid_capstyle="round")
    (dot,) = axes.plot([link.r], [y + 25], "o", color=colour, markersize=9)
    if not np.isnan(link.d):
        dot.set(markerfacecolor=theme.ground, markeredgewidth=2)
    end = float(np.nanmax([link.r, link.interval[1]]))
    beside = offset_copy(axes.transData, axes.get_figure(root=True), x=8, units="points")
    number = write(axes, end, y + 25, f"{link.r:.2f}", colour=colour, size=9.5, va="center", transform=beside)
    return _Row(number, interval, dot)


def _sentence(group: str) -> str:
    found = links()
    well, harm = found["sensitive", "secure"], found["maltreated", "disorganized"]
    fright, burdens = found["frightening", "disorganized"], found["five-risks", "disorganized"]
    less = [link.r for (care, _), link in found.items() if care == "insensitive"]
    answering = (
        f"how well a parent reads and answers goes with the secure pattern at {well.r:.2f}, and its lack "
        f"with the others at {min(less):.2f} to {max(less):.2f}"
    )
    frightening = (
        f"moments that frighten or confuse a child go with the disorganised pattern at {fright.r:.2f}"
    )
    harming = (
        f"five social and economic burdens at once go with it at {burdens.r:.2f}, and maltreatment at "
        f"{harm.r:.2f}"
    )
    scale = "On a scale from 0, no link, to 1, where care would decide, "
    if group == ALL:
        return f"{scale}{answering}; {frightening}; {harming}. These are averages over many families."
    if group == "answering":
        low, high = well.interval
        return (
            f"{scale}{answering}. With 95 % confidence the first lies between {low:.2f} and {high:.2f}. All "
            "of them are modest."
        )
    if group == "fright":
        return f"{scale}{frightening}. Its authors call it moderate; it rests on 851 families."
    return (
        f"{scale}{harming.replace(' with it', ' with the disorganised pattern')}. The hollow dots are "
        f"derived from published differences, d = {burdens.d:.2f} and {harm.d:.2f}; the two do not differ "
        "reliably."
    )
