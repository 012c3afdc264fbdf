"""How much a silence says: two hundred evenings as dots, sorted by whether an answer came."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from securebase.figures.picture import Badge, Picture, Source
from securebase.figures.style import Theme, new_figure, write
from securebase.models.inference import natural_frequencies, posterior

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.lines import Line2D
    from matplotlib.text import Text

    from securebase.models.inference import NaturalFrequencies

EVENINGS: Final = 200
# A pile holds every evening there is: 14 in a row, 15 rows.
ACROSS, UP = 14, 15
GAP: Final = 2.0  # columns between the two piles
NARROW: Final = 560.0  # CSS pixels
ABOVE: Final = 84.0  # CSS pixels over the piles
LINES: Final = (56.0, 33.0, 13.0)  # where their title and their two names stand in it

SOURCES = (
    Source(
        Badge.ILLUSTRATIVE,
        "Bayes' rule, counted in whole evenings as in",
        "Gigerenzer & Hoffrage, 1995",
        "10.1037/0033-295X.102.4.684",
        "the three numbers are invented; nobody counted these evenings",
    ),
)


@dataclass
class _Pile:
    """The dots of one pile: rejection first, row by row from the top."""

    rejection: Line2D
    other: Line2D
    left: float

    def fill(self, rejections: int, others: int) -> None:
        places = np.arange(rejections + others)
        x, y = self.left + places % ACROSS, UP - 1 - places // ACROSS
        self.rejection.set_data(x[:rejections], y[:rejections])
        self.other.set_data(x[rejections:], y[rejections:])


def cue_reader(theme: Theme, width: float, ratio: float) -> Picture:
    """Draw 200 evenings as dots in two piles: without an answer, and with one.

    Parameters
    ----------
    theme, width, ratio
        Colours, CSS pixels, device pixels for each.

    Returns
    -------
    Picture
        Takes ``prior``, ``hit`` and ``false_alarm``, probabilities as in
        :func:`securebase.models.inference.posterior`.
    """
    height = max(330.0, width * 0.52)
    figure, (axes,) = new_figure(theme, size=(width, height), ratio=ratio)
    figure.subplots_adjust(left=6 / width, right=1 - 6 / width, top=1 - ABOVE / height, bottom=8 / height)
    axes.set(xlim=(-0.7, 2 * ACROSS + GAP - 0.3), ylim=(-0.7, UP - 0.3), xticks=[], yticks=[])
    axes.yaxis.grid(visible=False)
    axes.spines["bottom"].set_visible(False)
    size = _marker_size(width, height)
    large = 9.5 if width < NARROW else 11
    piles = [_pile(axes, theme, left, size) for left in (0.0, ACROSS + GAP)]
    over = height - ABOVE - 8
    titles = [_title(axes, theme, pile.left, over, large) for pile in piles]
    parts = [_named(axes, theme, pile.left, over, size) for pile in piles]

    def show(*, prior: float, hit: float, false_alarm: float) -> str:
        counted = natural_frequencies(prior, hit, false_alarm, people=EVENINGS)
        silent, answered = piles
        silent.fill(counted.hits, counted.false_alarms)
        answered.fill(counted.misses, counted.correct_rejections)
        with_answer = EVENINGS - counted.with_cue
        titles[0].set_text(f"{counted.with_cue} without an answer")
        titles[1].set_text(f"{with_answer} with an answer")
        shares = (
            (counted.hits, counted.false_alarms),
            (counted.misses, counted.correct_rejections),
        )
        for (rejection, other), (rejections, others) in zip(parts, shares, strict=True):
            rejection.set_text(f"{rejections} of them rejection")
            other.set_text(f"{others} something else")
        return _sentence(counted, prior, hit, false_alarm)

    moving = [artist for pile in piles for artist in (pile.rejection, pile.other)]
    words = [text for pair in parts for text in pair]
    return Picture(figure, [*moving, *titles, *words], show, SOURCES)


def chance(prior: float, hit: float, false_alarm: float) -> str:
    """Say how likely rejection is once no answer has come: "12 %", "nothing to go by"."""
    if prior * hit + (1 - prior) * false_alarm == 0:
        return "nothing to go by"
    return f"{100 * posterior(prior, hit, false_alarm):.0f} %"


def _sentence(counted: NaturalFrequencies, prior: float, hit: float, false_alarm: float) -> str:
    if counted.with_cue == 0:
        return (
            f"Of {EVENINGS} evenings none goes by without an answer, so there is no silence to read. Of the "
            f"{EVENINGS}, {counted.misses} are evenings of rejection."
        )
    return (
        f"Of {EVENINGS} evenings {counted.with_cue} go by without an answer. On {counted.hits} of these "
        f"{counted.with_cue} it is rejection, on {counted.false_alarms} it is something else: the chance "
        f"that "
        f"this silence is rejection is {chance(prior, hit, false_alarm)}. Before the silence it was "
        f"{100 * prior:.0f} %."
    )


def _marker_size(width: float, height: float) -> float:
    """Return a dot's size in points, so that neighbours do not touch at any width."""
    across = (width - 12) / (2 * ACROSS + GAP + 0.4)
    up = (height - ABOVE - 8) / (UP + 0.4)
    return 0.72 * 0.75 * min(across, up)  # 0.75 points for a CSS pixel


def _pile(axes: Axes, theme: Theme, left: float, size: float) -> _Pile:
    (rejection,) = axes.plot([], [], "D", color=theme.warm, markersize=size * 0.95, markeredgewidth=0)
    (other,) = axes.plot(
        [], [], "o", markerfacecolor="none", markeredgecolor=theme.cool, markersize=size, markeredgewidth=1.2
    )
    return _Pile(rejection, other, left)


def _title(axes: Axes, theme: Theme, left: float, over: float, size: float) -> Text:
    return write(
        axes,
        left - 0.4,
        1 + LINES[0] / over,
        "",
        colour=theme.ink,
        strong=True,
        size=size,
        transform=axes.get_xaxis_transform(),
    )


def _named(axes: Axes, theme: Theme, left: float, over: float, size: float) -> tuple[Text, Text]:
    """Put one of each kind of dot over a pile, and beside it room for how many there are."""
    made = []
    for line, sign, colour in zip(LINES[1:], ("D", "o"), (theme.warm, theme.cool), strict=True):
        filled = sign == "D"
        axes.plot(
            [left],
            [1 + (line + 4) / over],
            sign,
            markerfacecolor=colour if filled else "none",
            markeredgecolor=colour,
            markeredgewidth=0 if filled else 1.2,
            markersize=size * (0.95 if filled else 1),
            transform=axes.get_xaxis_transform(),
            clip_on=False,
        )
        place = 1 + line / over
        made.append(
            write(axes, left + 0.8, place, "", colour=colour, size=10, transform=axes.get_xaxis_transform())
        )
    return made[0], made[1]
