"""How simulated people are drawn: the band in which most of them lie, a line, and one of them alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from matplotlib.transforms import offset_copy

from securebase.figures.style import typeface, write

if TYPE_CHECKING:
    from matplotlib.artist import Artist
    from matplotlib.axes import Axes
    from matplotlib.text import Text

    from securebase.figures.style import Theme
    from securebase.models._checks import FloatArray

PEOPLE = 400
MOST_KEPT = 4  # simulations at a time: each takes a third of a megabyte, and a few milliseconds to make again
COVERAGE = 0.8
LINE = 19.0  # CSS pixels, so that two numbers beside a picture do not meet
NARROW = 520.0  # CSS pixels; below it the key stands in two lines and is shortened


def middle_band(levels: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Return between which levels the middle 80 of 100 people lie at each moment.

    Parameters
    ----------
    levels : array, shape (people, moments)

    Returns
    -------
    low, high : array, shape (moments,)
    """
    last = levels.shape[0] - 1
    ends = round((1 - COVERAGE) / 2 * last), round((1 + COVERAGE) / 2 * last)
    ranked = np.partition(levels, ends, axis=0)
    return ranked[ends[0]], ranked[ends[1]]


class Crowd:
    """A band, the average, and one person in an axes.

    Parameters
    ----------
    axes, theme, colour
        Where, and in which colours.
    """

    def __init__(self, axes: Axes, theme: Theme, colour: str) -> None:
        self._band = axes.fill_between([0, 1], 0, 0, color=colour, alpha=theme.shade, linewidth=0)
        (self._one,) = axes.plot([], [], color=theme.quiet, linewidth=1, alpha=0.8)
        (self._average,) = axes.plot([], [], color=colour, linewidth=2.4, solid_capstyle="round")

    def show(self, moments: FloatArray, levels: FloatArray, average: FloatArray) -> tuple[float, float]:
        """Set all of it, and return the ends of the band at the last moment.

        Parameters
        ----------
        moments : array, shape (moments,)
        levels : array, shape (people, moments)
        average : array, shape (moments,)
        """
        low, high = middle_band(levels)
        self._band.set_data(moments, low, high)
        self._one.set_data(moments, levels[0])
        self._average.set_data(moments, average)
        return float(low[-1]), float(high[-1])

    def moving(self) -> list[Artist]:
        """Return what changes, from the back to the front."""
        return [self._band, self._one, self._average]


def foot(width: float) -> float:
    """Return how many CSS pixels the words under the horizontal axis take."""
    return 52.0 if width >= NARROW else 70.0


def along(axes: Axes, theme: Theme, words: str, width: float) -> None:
    """Name the horizontal axis, and say what band and lines are."""
    crowd = "band: 80 of 100 simulated people" + ("" if width < NARROW else "; thin line: one of them")
    axes.set_xlabel(
        f"{words} ({crowd})" if width >= NARROW else f"{words}\n{crowd}",
        color=theme.quiet,
        fontsize=9.5,
        labelpad=6,
        fontfamily=list(typeface()),
    )


def beside(axes: Axes, colour: str, *, strong: bool = True) -> Text:
    """Return words that stand to the right of an axes; their height is in the axes' own unit."""
    return write(
        axes,
        1,
        0,
        "",
        colour=colour,
        strong=strong,
        size=10 if strong else 9.5,
        va="center",
        transform=offset_copy(axes.get_yaxis_transform(), axes.get_figure(root=True), x=6, units="points"),
    )


def keep_apart(height: float, other: float, pixel: float, top: float) -> float:
    """Return where words beside an axes stand, so that they do not meet those at ``other``.

    Parameters
    ----------
    height : float
        Where they belong, in the axes' unit.
    other : float
        Where words stand already.
    pixel : float
        How much of the axes' unit a CSS pixel spans.
    top : float
        The greatest height at which there is room; words that would stand higher go below ``other``.
    """
    apart = LINE * pixel
    if abs(height - other) >= apart:
        return height
    above = other + apart
    return above if height >= other and above <= top else other - apart
