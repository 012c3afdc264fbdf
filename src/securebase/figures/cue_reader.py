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

    from securebase.models.inference import NaturalFrequencies

EVENINGS: Final = 200
# A pile holds every evening there is: 14 in a row, 15 rows.
ACROSS, UP = 14, 15
GAP: Final = 2.0  # columns between the two piles
NARROW: Final = 560.0  # CSS pixels

SOURCES = (
    Source(
        Badge.ILLUSTRATIVE,
        "Bayes' rule, counted in evenings as in",
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
    figure.subplots_adjust(left=6 / width, right=1 - 6 / width, top=1 - 62 / height, bottom=30 / height)
    axes.set(xlim=(-0.7, 2 * ACROSS + GAP - 0.3), ylim=(-0.7, UP - 0.3), xticks=[], yticks=[])
    axes.yaxis.grid(visible=False)
    axes.spines["bottom"].set_visible(False)
    size = _marker_size(width, height)
    large = 9.5 if width < NARROW else 11
    piles = [_pile(axes, theme, left, size) for left in (0.0, ACROSS + GAP)]
    titles = [
        write(axes, pile.left - 0.4, UP + 1.3, "", colour=theme.ink, strong=True, size=large)
        for pile in piles
    ]
    parts = [write(axes, pile.left - 0.4, UP + 0.1, "", colour=theme.warm, size=10) for pile in piles]
    _legend(axes, theme, size)

    def show(*, prior: float, hit: float, false_alarm: float) -> str:
        counted = natural_frequencies(prior, hit, false_alarm, people=EVENINGS)
        silent, answered = piles
        silent.fill(counted.hits, counted.false_alarms)
        answered.fill(counted.misses, counted.correct_rejections)
        with_answer = EVENINGS - counted.with_cue
        titles[0].set_text(f"{counted.with_cue} without an answer")
        titles[1].set_text(f"{with_answer} with an answer")
        parts[0].set_text(f"{counted.hits} of them rejection")
        parts[1].set_text(f"{counted.misses} of them rejection")
        return _sentence(counted, prior, hit, false_alarm)

    show(prior=0.05, hit=0.8, false_alarm=0.3)
    moving = [artist for pile in piles for artist in (pile.rejection, pile.other)]
    return Picture(figure, [*moving, *titles, *parts], show, SOURCES)


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
    up = (height - 96) / (UP + 0.4)
    return 0.72 * 0.75 * min(across, up)  # 0.75 points for a CSS pixel


def _pile(axes: Axes, theme: Theme, left: float, size: float) -> _Pile:
    (rejection,) = axes.plot([], [], "D", color=theme.warm, markersize=size * 0.95, markeredgewidth=0)
    (other,) = axes.plot(
        [], [], "o", markerfacecolor="none", markeredgecolor=theme.cool, markersize=size, markeredgewidth=1.2
    )
    return _Pile(rejection, other, left)


def _legend(axes: Axes, theme: Theme, size: float) -> None:
    y = -1.6
    for x, sign, words, colour, filled in (
        (0.0, "D", "rejection", theme.warm, True),
        (ACROSS + GAP, "o", "something else", theme.cool, False),
    ):
        face = colour if filled else "none"
        axes.plot(
            [x],
            [y],
            sign,
            markerfacecolor=face,
            markeredgecolor=colour,
            markeredgewidth=0 if filled else 1.2,
            markersize=size,
            clip_on=False,
        )
        write(axes, x + 0.8, y, words, colour=theme.quiet, size=9.5, va="center")
