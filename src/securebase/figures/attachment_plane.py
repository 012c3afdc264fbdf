"""The plane of anxiety and avoidance: one person's scores, and where a retest may put them."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final

import numpy as np
import scipy

from securebase.figures._people_grid import PeopleGrid
from securebase.figures.picture import Badge, Picture, Source
from securebase.figures.style import Theme, new_figure, quiet, typeface, write
from securebase.models import stability

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure
    from matplotlib.lines import Line2D

    from securebase.models._checks import FloatArray

PERSON: Final = "Mira"
RETESTS: Final = 1000
EDGE: Final = 2.6  # standard deviations from the median, at the edges of the map
WIDE: Final = 640.0  # CSS pixels; below it the hundred people stand under the map
MOST: Final = 0.8  # share of the cloud that lies inside its ring
TICKS: Final = (-2, -1, 0, 1, 2)
REGIONS: Final = (("secure", -1, -1), ("anxious", 1, -1), ("avoidant", -1, 1), ("fearful", 1, 1))
_SEED: Final = 11

SOURCES = (
    Source(
        Badge.ILLUSTRATIVE,
        "cloud and counts",
        "Fraley, Heffernan, et al., 2011",
        "10.1037/a0022898",
        "nine statements, asked again after 30 days: about .65 for romantic partners, some of whom had "
        "parted in between, and .80 for parents. Normal scores, unrelated dimensions, borders in the middle "
        f"and that nobody changes are our choice, and {PERSON} is invented",
    ),
    Source(
        Badge.ILLUSTRATIVE,
        "the steadier instrument",
        "Sibley et al., 2005",
        "10.1177/0146167205276865",
        "36 statements, asked again after three weeks: 85 % of the variance shared, an r of about .92, once "
        "the noise of single statements is taken out",
    ),
    Source(
        Badge.ILLUSTRATIVE,
        "names of the regions",
        "Bartholomew & Horowitz, 1991",
        "10.1037/0022-3514.61.2.226",
        "names for parts of a map that has no borders; its lines mark the middle of all people",
    ),
)


def attachment_plane(theme: Theme, width: float, ratio: float, *, guess: float | None = None) -> Picture:
    """Draw the plane of anxiety and avoidance, the cloud of one person's retests, and a hundred people.

    Parameters
    ----------
    theme, width, ratio
        Colours, CSS pixels, device pixels for each.
    guess
        How many of 100 people the learner guessed to be in another region, if they did.

    Returns
    -------
    Picture
        Takes ``anxiety`` and ``avoidance``, standardised scores of the first measurement, and ``retest``, the
        correlation of two measurements some weeks apart.
    """
    figure, plane, aside = _axes(theme, width, ratio)
    across = 2 * EDGE / (plane.get_position().width * width)  # standard deviations for each CSS pixel
    _surroundings(plane, theme)
    if width >= WIDE:
        at = plane.get_position()
        note = (
            "The circle holds 80 of 100\nretests, all taken as error.\nHow wide it is for the twelve\n"
            "statements below, nobody knows."
        )
        beside = aside.get_position().x0
        write(
            plane,
            beside,
            at.y0,
            note,
            colour=theme.quiet,
            size=9.5,
            va="bottom",
            transform=figure.transFigure,
        )
    grid = PeopleGrid(aside, theme, columns=10 if width >= WIDE else 20, guess=guess)

    stayed, moved = _dots(plane, theme.cool), _dots(plane, theme.warm)
    (ring,) = plane.plot([], [], color=theme.body, linewidth=1.2)
    (person,) = plane.plot([], [], "o", color=theme.ink, markersize=11, markeredgecolor=theme.ground)
    name = write(plane, 0, 0, PERSON, colour=theme.ink, strong=True, ha="center")
    name.set_bbox({"facecolor": theme.ground, "alpha": 0.8, "linewidth": 0, "boxstyle": "round,pad=0.15"})

    def show(*, anxiety: float, avoidance: float, retest: float) -> str:
        place = np.array([anxiety, avoidance])
        cloud = retests(anxiety, avoidance, retest)
        flips = np.any((cloud > 0) != (place > 0), axis=1)
        stayed.set_data(*cloud[~flips].T)
        moved.set_data(*cloud[flips].T)
        middle, radius = retest * place, _radius(retest)
        turn = np.linspace(0, 2 * np.pi, 90)
        ring.set_data(middle[0] + radius * np.cos(turn), middle[1] + radius * np.sin(turn))
        person.set_data([anxiety], [avoidance])
        inward = -1 if avoidance > 0 else 1  # away from the names in the corners
        name.set(position=(anxiety, avoidance + inward * 12 * across), va="bottom" if inward > 0 else "top")
        many = people_in_another_region(retest)
        grid.show(many)
        return _sentence(anxiety, avoidance, retest, int(flips.sum()), many)

    return Picture(figure, (stayed, moved, ring, person, name, *grid.moving()), show, SOURCES)


def retests(anxiety: float, avoidance: float, retest: float) -> FloatArray:
    """Return where a thousand retests of one person fall, shape (1000, 2); the same chances each time."""
    rng = np.random.default_rng(_SEED)
    return stability.simulate_retest_cloud(rng, (anxiety, avoidance), retest, draws=RETESTS)


def people_in_another_region(retest: float) -> int:
    """Return how many of 100 people from all over the map a retest puts into another region."""
    return round(100 * (1 - stability.same_quadrant_probability(retest)))


@cache
def people_below(score: float) -> int:
    """Return how many of 100 people score below this standardised score."""
    return round(100 * float(scipy.special.ndtr(score)))


def _dots(axes: Axes, colour: str) -> Line2D:
    (dots,) = axes.plot([], [], "o", color=colour, markersize=2.6, markeredgewidth=0, alpha=0.75)
    return dots


def _radius(retest: float) -> float:
    """Of the circle that holds most of a cloud, whose spread is the same in all directions."""
    return float(np.sqrt(1 - retest**2) * np.sqrt(-2 * np.log(1 - MOST)))


def _axes(theme: Theme, width: float, ratio: float) -> tuple[Figure, Axes, Axes]:
    wide = width >= WIDE
    left, right, top, bottom = 46.0, 12.0, 34.0, 52.0
    if wide:
        between = 34.0
        across = min(200.0, 0.31 * (width - left - right - between))
        side = min(400.0, width - left - right - between - across)
        beside = left + side + between
        boxes = [(left, bottom, side, side), (beside, bottom + side - across, across, across)]
        height = top + side + bottom
    else:
        side = min(width - left - right, 380.0)
        lines, heading, low = 44.0, 30.0, side / 4
        boxes = [(left, lines + low + heading + bottom, side, side), (left, lines, side, low)]
        height = lines + low + heading + bottom + side + top
    figure, (plane,) = new_figure(theme, size=(width, height), ratio=ratio)
    aside = figure.add_axes((0, 0, 1, 1))
    quiet(aside, theme)
    for axes, (x, y, along, up) in zip((plane, aside), boxes, strict=True):
        axes.set_position((x / width, y / height, along / width, up / height))
    return figure, plane, aside


def _surroundings(axes: Axes, theme: Theme) -> None:
    axes.set(xlim=(-EDGE, EDGE), ylim=(-EDGE, EDGE), xticks=TICKS, yticks=TICKS)
    words = [str(people_below(tick)) for tick in TICKS]
    axes.set_xticklabels(words)
    axes.set_yticklabels(words)
    axes.tick_params(labelbottom=True)
    axes.yaxis.grid(visible=False)
    axes.axhline(0, color=theme.quiet, linewidth=0.9, dashes=(4, 3))
    axes.axvline(0, color=theme.quiet, linewidth=0.9, dashes=(4, 3))
    for side in axes.spines.values():
        side.set(visible=True, color=theme.grid)
    axes.set_xlabel("Anxiety: people of 100 who score lower", labelpad=5)
    axes.set_ylabel("Avoidance: people of 100 who score lower", labelpad=3)
    for label in (axes.xaxis.label, axes.yaxis.label):
        label.set(color=theme.quiet, fontsize=9.5, fontfamily=list(typeface()))
    for region, right, up in REGIONS:
        write(
            axes,
            right * (EDGE - 0.12),
            up * (EDGE - 0.1),
            region,
            colour=theme.quiet,
            size=10.5,
            ha="right" if right > 0 else "left",
            va="top" if up > 0 else "bottom",
        )
    title = "One questionnaire, two times"
    write(axes, -EDGE, EDGE * 1.06, title, colour=theme.ink, strong=True, va="bottom")


def _sentence(anxiety: float, avoidance: float, retest: float, flips: int, many: int) -> str:
    return (
        f"{PERSON} scores above {people_below(anxiety)} of 100 people in anxiety and above "
        f"{people_below(avoidance)} in avoidance. With a retest correlation of {retest:.2f}, 80 of 100 "
        f"simulated retests lie in the circle, and {flips} of {RETESTS:,} put {PERSON} into another region. "
        f"The same happens to {many} of 100 people from all over the map. In this simulation nobody changes."
    )
