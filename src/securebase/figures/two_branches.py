"""Two branches on one heart: a plane of what each of them does, with lines of equal heart rate."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from contourpy import contour_generator  # comes with matplotlib, which draws its contours by it

from securebase.figures.picture import Badge, Picture, Source
from securebase.figures.style import Theme, new_figure, typeface, write
from securebase.models import heart

if TYPE_CHECKING:
    from contourpy import ContourGenerator
    from matplotlib.axes import Axes

    from securebase.models._checks import FloatArray

REST = {"vagus": heart.REST_VAGAL_HZ, "push": heart.REST_SYMPATHETIC_HZ}
VAGUS, PUSH = (0.0, 6.0), (2.6, 8.0)  # spikes/s; below 2.66 the published law knows no push
RATES = (60, 70, 80, 100, 120, 150)  # beats a minute whose lines are always there
_ACROSS = np.linspace(*VAGUS, 61)
_UP = np.linspace(heart.URSINO.sympathetic_threshold, PUSH[1], 61)
_SEESAW = np.array([[0.0, 7.4], [4.8, 2.6]])  # one up as far as the other goes down, through rest

SOURCES = (
    Source(
        Badge.MODEL,
        "beats a minute",
        "Ursino, 1998",
        "10.1152/ajpheart.1998.275.5.H1733",
        "the equation once it has settled; its constants as public implementations give them",
    ),
    Source(
        Badge.ILLUSTRATIVE,
        "two axes in place of one, an idea of",
        "Berntson et al., 1991",
        "10.1037/0033-295X.98.4.459",
        "where rest lies, and how far the handles go, are our choice",
    ),
)


def two_branches(theme: Theme, width: float, ratio: float) -> Picture:
    """Draw what two nerves make of one heart rate.

    Parameters
    ----------
    theme, width, ratio
        Colours, CSS pixels, device pixels for each.

    Returns
    -------
    Picture
        Takes ``vagus`` and ``push``, the firing of the vagal and of the sympathetic nerves in spikes/s.
    """
    height = max(330.0, width * 0.54)
    figure, (axes,) = new_figure(theme, size=(width, height), ratio=ratio)
    figure.subplots_adjust(left=42 / width, right=1 - 34 / width, top=1 - 64 / height, bottom=50 / height)
    axes.set(xlim=VAGUS, ylim=PUSH, xticks=range(7), yticks=range(3, 9))
    axes.yaxis.grid(visible=False)
    rate = contour_generator(
        _ACROSS, _UP, heart.steady_heart_rate(sympathetic_hz=_UP[:, np.newaxis], vagal_hz=_ACROSS)
    )
    for level in RATES:
        line = _line(rate, level)
        axes.plot(*line.T, color=theme.grid, linewidth=1.4)
        _name(axes, theme, level, line)
    axes.plot(*_SEESAW.T, color=theme.quiet, linewidth=1, dashes=(4, 3))
    axes.plot(REST["vagus"], REST["push"], "o", color=theme.ground, markeredgecolor=theme.quiet, markersize=7)
    _words(axes, theme)

    (same,) = axes.plot([], [], color=theme.body, linewidth=2.6, solid_capstyle="round")
    (dot,) = axes.plot(
        [], [], "o", color=theme.warm, markersize=11, markeredgecolor=theme.ground, clip_on=False, zorder=5
    )
    beats = write(
        axes, 0, 1 + 40 / (height - 114), "", colour=theme.ink, size=15, strong=True, transform=axes.transAxes
    )

    def show(*, vagus: float, push: float) -> str:
        now = float(heart.steady_heart_rate(sympathetic_hz=push, vagal_hz=vagus))
        dot.set_data([vagus], [push])
        same.set_data(*_line(rate, now).T)
        beats.set_text(f"{now:.0f} beats a minute")
        return _sentence(vagus, push, now)

    return Picture(figure, [same, dot, beats], show, SOURCES)


def _line(rate: ContourGenerator, level: float) -> FloatArray:
    """Return the pairs that give this rate, shape (n, 2); they lie on one line."""
    return np.concatenate([np.zeros((0, 2)), *(np.asarray(part, dtype=float) for part in rate.lines(level))])


def _name(axes: Axes, theme: Theme, level: int, line: FloatArray) -> None:
    """Write a line's beats a minute where it leaves the plane, at the top or at the right."""
    x, y = line[np.argmax(line[:, 1])]
    at_top = y > PUSH[1] - 0.01
    shift, ha, va = ((0, 3), "center", "bottom") if at_top else ((5, 0), "left", "center")
    axes.annotate(
        f"{level}",
        (x, y),
        xytext=shift,
        textcoords="offset points",
        ha=ha,
        va=va,
        color=theme.quiet,
        fontsize=9.5,
        fontfamily=list(typeface()),
    )


def _words(axes: Axes, theme: Theme) -> None:
    style: dict[str, Any] = {"color": theme.quiet, "fontsize": 9.5, "fontfamily": list(typeface())}
    axes.set_xlabel("Vagal hold, signals a second", **style)
    axes.set_ylabel("Sympathetic push, signals a second", **style)
    axes.annotate(
        "rest",
        (REST["vagus"], REST["push"]),
        xytext=(-11, -6),
        textcoords="offset points",
        ha="right",
        **style,
    )
    axes.annotate("seesaw", (0.62, 6.9), xytext=(4, 4), textcoords="offset points", **style)


def _sentence(vagus: float, push: float, now: float) -> str:
    rest = float(heart.steady_heart_rate(sympathetic_hz=REST["push"], vagal_hz=REST["vagus"]))
    holds = _than("holds", vagus - REST["vagus"])
    pushes = _than("pushes", push - REST["push"])
    if abs(now - rest) < 1:
        beside = "as at rest"
    else:
        beside = f"{abs(now - rest):.0f} {'more' if now > rest else 'fewer'} than at rest"
    return (
        f"The vagus {holds}, the sympathetic branch {pushes}: the heart beats {now:.0f} times a minute, "
        f"{beside}. Every pair on the thick line gives the same beat."
    )


def _than(verb: str, change: float) -> str:
    if abs(change) < 0.05:
        return f"{verb} as at rest"
    return f"{verb} {'more' if change > 0 else 'less'} than at rest"
