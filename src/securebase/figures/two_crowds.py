"""What a difference between averages says about people: two crowds, and pairs drawn from them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np
import scipy

from securebase.figures.picture import Badge, Picture, Source
from securebase.figures.style import Theme, new_figure, write
from securebase.models import effects

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.lines import Line2D

    from securebase.models._checks import FloatArray

PEOPLE: Final = 100
AVERAGE: Final = 110.0  # steps a minute, of those who do not know the laugh
SPREAD: Final = 10.0  # standard deviation within a crowd, steps a minute
MOST: Final = 20  # greatest difference between the averages, steps a minute
BIN: Final = 2.0  # steps a minute: people as fast as that stand in one column
LOWEST, HIGHEST = 62.0, 158.0
WANDA, HALIM = -6.0, 8.0  # how far each is from the average of their crowd

SIDE = 10.0  # CSS pixels beside the crowds
LINE = 19.0  # for a line of words
MIDDLE = 34.0  # between the crowds: the axis and its numbers
TALLEST = 11.0  # so that the handle under the picture stands on the first screen
NARROW, WIDE = 520.0, 600.0

SOURCES = (
    Source(
        Badge.ILLUSTRATIVE,
        "two hundred people",
        "our drawing",
        "",
        "all invented; their pace, and how far people differ, are our choice",
    ),
)


def crowd() -> tuple[FloatArray, FloatArray]:
    """Return where a hundred people stand: steps a minute from their average, and place in the column.

    The people are those of a bell curve at equal ranks, so that no luck is drawn.
    """
    ranks = (np.arange(PEOPLE) + 0.5) / PEOPLE
    away = BIN * np.round(SPREAD * scipy.special.ndtri(ranks) / BIN)
    place = np.array([np.sum(away[:at] == one) for at, one in enumerate(away)], dtype=np.float64)
    return away, place


def pairs_won(difference: float) -> int:
    """Return in how many of 100 pairs, one from each crowd, the one who knows the laugh walks faster."""
    return int(np.floor(100 * float(effects.probability_of_superiority(difference / SPREAD)) + 0.5))


def two_crowds(theme: Theme, width: float, ratio: float) -> Picture:
    """Draw two crowds of a hundred people, and what comes of 100 pairs.

    Parameters
    ----------
    theme, width, ratio
        Colours, CSS pixels, device pixels for each.

    Returns
    -------
    Picture
        Takes ``difference``, from −:data:`MOST` to :data:`MOST`: how many steps a minute those who know the
        laugh walk faster, on average.
    """
    away, place = crowd()
    across = width - 2 * SIDE
    unit = across / (HIGHEST - LOWEST)  # a step a minute, CSS pixels
    side = min(BIN * unit, TALLEST)  # from a person to the next one in a column, CSS pixels
    column = side * (place.max() + 1)
    small = min(across / (PEOPLE / 2), TALLEST)  # from a pair to the next one below
    lines = 2 if width < WIDE else 1  # of words over and under the crowds
    above = column + 14 + lines * LINE  # CSS pixels over the axis
    below = MIDDLE + column + 14 + lines * LINE + 8
    height = above + below + 1.4 * LINE + 2 * small + LINE
    figure, (axes,) = new_figure(theme, size=(width, height), ratio=ratio)
    figure.subplots_adjust(left=SIDE / width, right=1 - SIDE / width, top=1, bottom=0)
    axes.set(xlim=(LOWEST, HIGHEST), ylim=(above - height, above), yticks=[], xticks=[])
    axes.spines["bottom"].set_visible(False)
    axes.yaxis.grid(visible=False)
    _still(axes, theme, (above, column, width))

    dot = 0.84 * side * 0.75  # points, of which 72 go to an inch of 96 CSS pixels
    upper = _dots(axes, theme.warm, dot)
    up = side * (place + 0.5) + 4
    axes.plot(AVERAGE + away, -up - MIDDLE, "o", color=theme.cool, markersize=dot, markeredgewidth=0)
    heights = {
        "wanda": side * (np.sum(away == WANDA) - 0.5) + 4,
        "halim": -side * (np.sum(away == HALIM) - 0.5) - 4 - MIDDLE,
    }
    wanda_ring, halim_ring = (_dots(axes, "none", 1.35 * dot) for _ in range(2))
    for ring in (wanda_ring, halim_ring):
        ring.set(markeredgecolor=theme.ink, markeredgewidth=1.6)
    halim_ring.set_data([AVERAGE + HALIM], [heights["halim"]])
    away_from_ring = 0.9 * side / unit
    write(
        axes,
        AVERAGE + HALIM + away_from_ring,
        heights["halim"] - 0.5 * side,
        f"Halim {AVERAGE + HALIM:.0f}",
        colour=theme.ink,
        size=9.5,
        va="top",
    )
    wanda = write(
        axes, 0, heights["wanda"] + 0.5 * side, "", colour=theme.ink, size=9.5, va="bottom", ha="right"
    )
    (middle,) = axes.plot([], [], color=theme.ink, linewidth=1.2)
    average = write(axes, 0, column + 16, "", colour=theme.warm, strong=True, ha="center", va="bottom")
    (apart,) = axes.plot([], [], color=theme.ink, linewidth=4, solid_capstyle="butt")
    pairs = _Pairs(axes, theme, (-below, small, width))

    def show(*, difference: float) -> str:
        mean = AVERAGE + difference
        upper.set_data(mean + away, up)
        middle.set_data([mean, mean], [0, column + 14])
        average.set(x=mean, text=f"average {mean:.0f}")
        apart.set_data([AVERAGE, mean], [0, 0])
        wanda_ring.set_data([mean + WANDA], [heights["wanda"]])
        wanda.set(x=mean + WANDA - away_from_ring, text=f"Wanda {mean + WANDA:.0f}")
        pairs.show(pairs_won(difference))
        return _sentence(difference)

    moving = [upper, middle, average, apart, wanda_ring, wanda, *pairs.moving]
    return Picture(figure, moving, show, SOURCES)


class _Pairs:
    """A hundred pairs in two rows, in the colour of the crowd whose walker is faster."""

    def __init__(self, axes: Axes, theme: Theme, where: tuple[float, float, float]) -> None:
        y, small, width = where
        narrow = width < NARROW
        step = (HIGHEST - LOWEST) / (PEOPLE / 2)
        each = np.arange(PEOPLE)
        self._x = LOWEST + step * (each // 2 + 0.5)
        self._y = y - 1.4 * LINE - small * (each % 2 + 0.5)
        self._won = _dots(axes, theme.warm, 0.8 * small * 0.75)
        self._lost = _dots(axes, theme.cool, 0.8 * small * 0.75)
        write(
            axes,
            LOWEST,
            y - 0.7 * LINE,
            "100 pairs: who is faster?" if narrow else "100 pairs, one from each crowd: who is faster?",
            colour=theme.ink,
            strong=True,
            va="center",
        )
        foot = y - 1.4 * LINE - 2 * small - 0.5 * LINE
        self._said = [
            write(axes, x, foot, "", colour=colour, size=9.5, strong=True, va="center", ha=ha)
            for x, colour, ha in ((LOWEST, theme.warm, "left"), (HIGHEST, theme.cool, "right"))
        ]
        self._words = ("{} from above", "{} from below")
        if not narrow:
            self._words = ("{} times the one from above", "{} times the one from below")
        self.moving = [self._won, self._lost, *self._said]

    def show(self, won: int) -> None:
        self._won.set_data(self._x[:won], self._y[:won])
        self._lost.set_data(self._x[won:], self._y[won:])
        for text, words, count in zip(self._said, self._words, (won, PEOPLE - won), strict=True):
            text.set_text(words.format(count))


def _still(axes: Axes, theme: Theme, where: tuple[float, float, float]) -> None:
    """Draw the axis between the crowds, their names, and the lower crowd's average."""
    above, column, width = where
    for y in (0, -MIDDLE):
        axes.axhline(y, color=theme.grid, linewidth=1)
    paces = {float(pace): str(pace) for pace in range(70, 151, 20)}
    if width >= WIDE:
        paces[80.0] = "steps a minute"
    for pace, words in paces.items():
        write(axes, pace, -MIDDLE / 2, words, colour=theme.quiet, size=9.5, ha="center", va="center")
    unit = "" if width >= WIDE else " (steps a minute)"
    for y, name, colour in (
        (above - 0.5 * LINE, f"They know the laugh{unit}", theme.warm),
        (0.5 * LINE - above - MIDDLE, "They do not know it", theme.cool),
    ):
        write(axes, LOWEST, y, name, colour=colour, strong=True, va="center")
    foot = -MIDDLE - column - 14
    axes.plot([AVERAGE, AVERAGE], [-MIDDLE, foot], color=theme.ink, linewidth=1.2)
    words = f"average {AVERAGE:.0f}"
    write(axes, AVERAGE, foot - 2, words, colour=theme.cool, strong=True, ha="center", va="top")


def _dots(axes: Axes, colour: str, size: float) -> Line2D:
    (line,) = axes.plot([], [], "o", color=colour, markersize=size, markeredgewidth=0)
    return line


def say_difference(difference: float) -> str:
    """Say a difference in steps a minute, as its handle does: "5 more than the others"."""
    if difference == 0:
        return "as many as the others"
    return f"{abs(difference):.0f} {'more' if difference > 0 else 'fewer'} than the others"


def _sentence(difference: float) -> str:
    won = pairs_won(difference)
    mean = AVERAGE + difference
    return (
        f"Those who know the laugh take {mean:.0f} steps a minute on average, {say_difference(difference)}. "
        f"Of 100 pairs, one from each crowd, the one who knows it is faster in about {won}, and the other in "
        f"about {PEOPLE - won}. Wanda, who knows it, takes {mean + WANDA:.0f}; Halim, who does not, takes "
        f"{AVERAGE + HALIM:.0f}."
    )
