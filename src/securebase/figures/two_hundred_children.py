"""What a correlation says about children: two times a hundred dots, with and without what is asked about."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np
from matplotlib.colors import to_rgba

from securebase.datasets import load
from securebase.figures._people_grid import outline
from securebase.figures.picture import Badge, Picture, Source
from securebase.figures.style import Theme, new_figure, write
from securebase.models import effects

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.collections import PathCollection

TRANSMISSION = load("attachment_transmission")
POOLED = float(TRANSMISSION.columns["r"][0])  # parent and child, secure
FIRST_REPORTED = float(TRANSMISSION.columns["earlier_r"][0])
SAME_CHILD = 0.28  # secure or not, early childhood: Opie et al., 2021

SIDE: Final = 10
MARGIN, TOP, FOOT = 8.0, 62.0, 30.0  # CSS pixels
GUESS = 20.0  # CSS pixels more below, for the line that says what was guessed
WIDEST_SIDE = 250.0
NARROW = 520.0

LINKS = {
    "parent": ("whose parent speaks of attachment in a secure way", "whose parent does not", "the parent"),
    "again": ("who were classified secure the first time", "who were not", "the first time"),
}
HEADINGS = {
    "parent": (("parent: secure", "parent: not secure"), ("Parent speaks securely", "Parent does not")),
    "again": (("first time: secure", "first time: not"), ("First time: secure", "First time: not secure")),
}

SOURCES = (
    Source(
        Badge.DATA, "r = .31, earlier .47", "Verhage et al., 2016", "10.1037/bul0000038", TRANSMISSION.sample
    ),
    Source(
        Badge.DATA,
        "r = .28, the same child seen again",
        "Opie et al., 2021",
        "10.1080/14616734.2020.1800769",
        "studies within early childhood; those with weak results may be missing",
    ),
    Source(
        Badge.ILLUSTRATIVE,
        "dots",
        "our drawing",
        "",
        "a correlation said as two rates, as if half of all fell on either side",
    ),
)


def whole_rates(r: float) -> tuple[int, int]:
    """Return how many of a hundred are secure with, and without, what goes along with it; they add to 100."""
    with_it = int(np.floor(100 * effects.success_rates(r)[0] + 0.5))
    return with_it, 100 - with_it


def two_hundred_children(theme: Theme, width: float, ratio: float, *, guess: float | None = None) -> Picture:
    """Draw a correlation as two groups of a hundred children, those classified secure filled.

    Parameters
    ----------
    theme, width, ratio
        Colours, CSS pixels, device pixels for each.
    guess
        How many of the first hundred the learner guessed to be secure, if they did.

    Returns
    -------
    Picture
        Takes ``link``, "parent" or "again", and ``r``, the correlation from 0 to 1.
    """
    between = 28.0
    side = min(WIDEST_SIDE, (width - 2 * MARGIN - between) / 2)
    height = TOP + side + FOOT + (0 if guess is None else GUESS)
    figure, (axes,) = new_figure(theme, size=(width, height), ratio=ratio)
    figure.subplots_adjust(left=0, right=1, top=1, bottom=0)
    axes.set(xlim=(0, width), ylim=(height, 0), xticks=[], yticks=[])
    axes.spines["bottom"].set_visible(False)
    axes.yaxis.grid(visible=False)
    first = (width - 2 * side - between) / 2
    starts = (first, first + side + between)
    groups = [_dots(axes, x, side, theme) for x in starts]
    heads = [write(axes, x, 16, "", colour=theme.ink, strong=True, va="center") for x in starts]
    counts = [write(axes, x, 42, "", colour=theme.ink, size=13, strong=True, va="center") for x in starts]
    write(
        axes,
        starts[0],
        TOP + side + FOOT - 12,
        "filled: classified secure" + ("" if width < NARROW else "; open: classified otherwise"),
        colour=theme.quiet,
        size=9.5,
        va="center",
    )
    if guess is not None:
        _guess(axes, theme, round(guess), (starts[0], side))
    filled, empty = to_rgba(theme.cool), to_rgba(theme.ground, 0.0)

    def show(*, link: str, r: float) -> str:
        rates = whole_rates(r)
        names = HEADINGS[link][0 if width < NARROW else 1]
        for group, head, count, name, rate in zip(groups, heads, counts, names, rates, strict=True):
            group.set_facecolor([filled] * rate + [empty] * (100 - rate))
            head.set_text(name)
            count.set_text(f"{rate} of 100")
        return _sentence(link, r)

    return Picture(figure, [*groups, *heads, *counts], show, SOURCES)


def _dots(axes: Axes, x: float, side: float, theme: Theme) -> PathCollection:
    step = side / SIDE
    each = np.arange(SIDE * SIDE)
    return axes.scatter(
        x + step * (each % SIDE + 0.5),
        TOP + step * (each // SIDE + 0.5),
        s=(0.62 * step * 0.75) ** 2,  # points, of which 72 go to an inch of 96 CSS pixels
        edgecolors=theme.cool,
        linewidths=1.2,
    )


def _guess(axes: Axes, theme: Theme, number: int, where: tuple[float, float]) -> None:
    """Draw a line around the first so many dots."""
    x, side = where
    step = side / SIDE
    corners = np.array(outline(number, SIDE)) * step + np.array([[x], [TOP]])
    axes.plot(*corners, color=theme.warm, linewidth=1.4, dashes=(4, 3))
    words = f"line: the {number} you guessed"
    write(axes, x, TOP + side + FOOT + GUESS - 12, words, colour=theme.warm, size=9.5, va="center")


def _sentence(link: str, r: float) -> str:
    ones, others, knowing = LINKS[link]
    with_it, without = whole_rates(r)
    words = (
        f"With r = {r:.2f}, {with_it} of 100 children {ones} are classified secure, and {without} of 100 "
        f"{others}."
    )
    if with_it == without:
        return f"{words} The two go together no more than two coins: knowing {knowing} tells nothing."
    if without == 0:
        return f"{words} Knowing {knowing} would tell all. No study has found anything near it."
    return (
        f"{words} Whoever guesses a child's class from {knowing} is right {with_it} times in 100, in place "
        f"of 50 by tossing a coin, and wrong {without} times."
    )
