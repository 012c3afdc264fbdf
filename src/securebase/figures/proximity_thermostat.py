"""Closeness as a control system: an alarm raises the wish, and two people move after it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from securebase.figures.picture import Badge, Picture, Source
from securebase.figures.style import Theme, new_figure, typeface, write
from securebase.models.couples import ALARM_ENDS, closeness_around_alarm

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.text import Text

    from securebase.models.couples import Thermostat

MINUTES: Final = np.arange(-10.0, 60.01, 0.5)
END: Final = int(np.searchsorted(MINUTES, ALARM_ENDS))
NARROW: Final = 480.0  # CSS pixels
ROOM_BESIDE: Final = {
    False: 118.0,
    True: 62.0,
}  # CSS pixels for the names of the lines, by whether it is narrow
LINE: Final = 18.0  # CSS pixels from one name to the next

SOURCES = (
    Source(
        Badge.ILLUSTRATIVE,
        "equations and pulls of",
        "Felmlee & Greenberg, 1999",
        "10.1080/0022250X.1999.9990218",
        "the wishes, the alarm and the minutes are our choice; nobody was measured",
    ),
)


def proximity_thermostat(theme: Theme, width: float, ratio: float) -> Picture:
    """Draw the closeness that an alarmed person wants, how near they come, and how near the other does.

    Parameters
    ----------
    theme, width, ratio
        Colours, CSS pixels, device pixels for each.

    Returns
    -------
    Picture
        Takes ``alarm`` and ``answer``, as in :func:`securebase.models.couples.closeness_around_alarm`.
    """
    height = max(330.0, width * 0.5)
    figure, (axes,) = new_figure(theme, size=(width, height), ratio=ratio)
    beside = ROOM_BESIDE[width < NARROW]
    figure.subplots_adjust(left=34 / width, right=1 - beside / width, top=1 - 34 / height, bottom=48 / height)
    _ground(axes, theme)
    names = _names(axes, theme, narrow=width < NARROW)
    apart = LINE * 10.3 / (axes.get_position().height * height)
    (wish,) = axes.plot(
        MINUTES, MINUTES, color=theme.body, linewidth=1.8, linestyle=(0, (5, 3)), drawstyle="steps-pre"
    )
    (seeker,) = axes.plot(MINUTES, MINUTES, color=theme.warm, linewidth=2.4)
    (other,) = axes.plot(MINUTES, MINUTES, color=theme.cool, linewidth=2.4)
    dots = [
        axes.plot([ALARM_ENDS], [0], sign, color=colour, markersize=8, markeredgecolor=theme.ground)[0]
        for sign, colour in (("o", theme.warm), ("s", theme.cool))
    ]

    def show(*, alarm: float, answer: float) -> str:
        course = closeness_around_alarm(MINUTES, alarm=alarm, answer=answer)
        wish.set_ydata(course.wish)
        for line, dot, path in zip((seeker, other), dots, (course.seeker, course.other), strict=True):
            line.set_ydata(path)
            dot.set_ydata([path[END]])
        wanted, near, far = (float(path[-1]) for path in (course.wish, course.seeker, course.other))
        for name, place in zip(names, _beside(wanted, near, far, apart), strict=True):
            name.set_y(place)
        return _sentence(course, answer)

    return Picture(figure, [wish, other, seeker, *dots, *names], show, SOURCES)


def _ground(axes: Axes, theme: Theme) -> None:
    axes.set(xlim=(MINUTES[0], MINUTES[-1]), ylim=(0, 10.3), yticks=range(0, 11, 2))
    axes.axvspan(0, ALARM_ENDS, color=theme.grid, alpha=0.45, linewidth=0)
    axes.set_xticks([0, 10, 20, 30, 40, 50, 60])
    write(axes, 0.7, 0.25, "the alarm, 20 min", colour=theme.quiet, size=9.5)
    axes.set_xlabel(
        "Minutes since the alarm began",
        color=theme.quiet,
        fontsize=9.5,
        labelpad=5,
        fontfamily=list(typeface()),
    )


def _names(axes: Axes, theme: Theme, *, narrow: bool) -> list[Text]:
    """Name the axis, and make a name for each line, to stand beside its end: the wish's first."""
    write(
        axes,
        0,
        1.03,
        "Closeness, from 0 (far) to 10 (touching)",
        colour=theme.ink,
        strong=True,
        transform=axes.transAxes,
        size=10,
    )
    words = ("wanted", "alarmed", "other") if narrow else ("closeness wanted", "alarmed person", "the other")
    beside = axes.get_yaxis_transform()
    return [
        write(axes, 1.012, 0, said, colour=colour, size=9.5, va="center", transform=beside)
        for said, colour in zip(words, (theme.body, theme.warm, theme.cool), strict=True)
    ]


def _beside(wish: float, seeker: float, other: float, apart: float) -> tuple[float, float, float]:
    """Return where the names stand: at the ends of their lines, or around the middle one and just apart."""
    return min(wish, seeker - apart), seeker, max(other, seeker + apart)


def _sentence(course: Thermostat, answer: float) -> str:
    wanted, near, other = (float(path[END]) for path in (course.wish, course.seeker, course.other))
    if abs(other - float(course.other[0])) < 0.05:
        does = "the other is where they were"
    elif answer < 0:
        does = "the other has moved away"
    else:
        does = "the other has come nearer"
    if wanted - near >= 0.05:
        gap = f"{wanted - near:.1f} short of it"
    else:
        gap = f"{near - wanted:.1f} more than that"
    return (
        f"Twenty minutes after the alarm began, the alarmed person wants a closeness of {wanted:.1f} and has "
        f"reached {near:.1f}, {gap}; {does}, at {other:.1f}. Forty minutes after the alarm is over the two "
        f"are at {course.seeker[-1]:.1f} and {course.other[-1]:.1f}, as they were before it."
    )
