"""A hundred people as dots to be counted: those it happens to filled, the others hollow."""

from __future__ import annotations

from typing import TYPE_CHECKING

from securebase.figures.style import write

if TYPE_CHECKING:
    from matplotlib.artist import Artist
    from matplotlib.axes import Axes

    from securebase.figures.style import Theme

PEOPLE = 100


class PeopleGrid:
    """Dots in rows, filled from the first on, and what the learner guessed drawn around the first of them.

    Parameters
    ----------
    axes
        Empty, and of the shape of the grid.
    theme
        Colours.
    columns
        Dots in a row.
    guess
        The learner's number, if they said one.
    """

    def __init__(self, axes: Axes, theme: Theme, *, columns: int, guess: float | None) -> None:
        rows = PEOPLE // columns
        self._places = [(at % columns + 0.5, at // columns + 0.5) for at in range(PEOPLE)]
        axes.set(xlim=(0, columns), ylim=(rows, 0), xticks=[], yticks=[])
        axes.yaxis.grid(visible=False)
        axes.spines["bottom"].set_visible(False)
        size = 0.6 * axes.get_window_extent().width / axes.figure.dpi * 72 / columns
        (self._others,) = axes.plot([], [], "o", color="none", markersize=size, clip_on=False)
        self._others.set(markeredgecolor=theme.cool, markeredgewidth=1.1)
        (self._reached,) = axes.plot([], [], "o", color=theme.warm, markersize=size, clip_on=False)
        self._reached.set_markeredgewidth(0)
        pixel = rows / (axes.get_window_extent().height * 96 / axes.figure.dpi)
        write(axes, 0, -8 * pixel, "100 other people", colour=theme.ink, strong=True, va="bottom")
        below, line = rows + 8 * pixel, 18 * pixel
        stacked = columns <= rows
        beside = (0, below + line) if stacked else (columns, below)
        side = "left" if stacked else "right"
        self._said = [
            write(axes, 0, below, "", colour=theme.warm, size=10, strong=True, va="top"),
            write(axes, *beside, "", colour=theme.cool, size=10, strong=True, va="top", ha=side),
        ]
        if guess is not None:
            corners = outline(round(guess), columns)
            axes.plot(*corners, color=theme.ink, linewidth=1.4, dashes=(4, 3), clip_on=False)
            at = below + (2.2 if stacked else 1) * line
            write(axes, 0, at, f"you guessed {guess:.0f}", colour=theme.ink, size=9.5, va="top")

    def moving(self) -> list[Artist]:
        """Return what changes, from the back to the front."""
        return [self._others, self._reached, *self._said]

    def show(self, reached: int) -> None:
        """Fill the first dots."""
        for line, people in ((self._reached, self._places[:reached]), (self._others, self._places[reached:])):
            line.set_data([x for x, _ in people], [y for _, y in people])
        self._said[0].set_text(f"{reached} in another region")
        self._said[1].set_text(f"{PEOPLE - reached} in the same")


def outline(count: int, columns: int) -> tuple[list[int], list[int]]:
    """Return the corners around the first dots of the grid."""
    full, rest = divmod(count, columns)
    corners = [(0, 0), (columns if full else rest, 0)]
    corners += [(columns, full)] if full else []
    corners += [(rest, full), (rest, full + 1), (0, full + 1)] if rest else [(0, full)]
    corners.append((0, 0))
    return [x for x, _ in corners], [y for _, y in corners]
