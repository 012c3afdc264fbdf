"""Salivary cortisol after a speech before judges: group means, the published model, and how people differ."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import numpy as np

from securebase.datasets import load
from securebase.figures.picture import Badge, Picture, Source
from securebase.figures.style import Theme, new_figure, typeface, write
from securebase.models import cortisol

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matplotlib.axes import Axes

    from securebase.models._checks import FloatArray

MINUTES = np.linspace(-10.0, 90.0, 201)
TASK_MINUTES = (0.0, 10.0)
HIGHEST = 60.0  # nmol/L, top of the picture: six times the start, the most that can be predicted
COVERAGE = 0.8
NARROW = 520.0  # CSS pixels; below it the labels are shortened
PEOPLE = {"male": "men", "female": "women"}

SOURCES = (
    Source(
        Badge.DATA,
        "dots",
        "Miller et al., 2018",
        "10.1016/j.psyneuen.2017.12.019",
        "group means of 100 men and 100 women in Dresden",
    ),
    Source(
        Badge.MODEL,
        "line and band",
        "Miller et al., 2018",
        "10.1016/j.psyneuen.2017.12.019",
        "fitted to these same people, so its closeness to the dots is no independent test",
    ),
)


def after_speech(
    theme: Theme,
    width: float,
    ratio: float,
    *,
    expected: tuple[Sequence[float], Sequence[float]] | None = None,
) -> Picture:
    """Draw salivary cortisol around the Trier Social Stress Test.

    Parameters
    ----------
    theme
        Colours.
    width
        CSS pixels.
    ratio
        Device pixels for each of them.
    expected
        What the learner expected, if they said: minutes, and multiples of the starting level.

    Returns
    -------
    Picture
        Takes ``sex`` ("male" or "female") and ``amplitude`` (times the published stimulus). Axes in
        minutes from the onset of the task and in nmol/L.
    """
    figure, (axes,) = new_figure(theme, size=(width, max(330.0, width * 0.56)), ratio=ratio)
    figure.subplots_adjust(left=46 / width, right=1 - 16 / width, top=0.9, bottom=0.15)
    axes.set(
        xlim=(MINUTES[0], MINUTES[-1]), ylim=(0, HIGHEST), xticks=range(0, 91, 15), yticks=range(0, 61, 10)
    )
    narrow = width < NARROW
    _surroundings(axes, theme, narrow=narrow)
    if expected is not None:
        _expectation(axes, theme, expected)

    band = axes.fill_between(MINUTES, 0, 0, color=theme.cool, alpha=theme.shade, linewidth=0)
    (curve,) = axes.plot([], [], color=theme.cool, linewidth=2.4, solid_capstyle="round")
    (dots,) = axes.plot([], [], "o", color=theme.ink, markersize=6, markeredgecolor=theme.ground)
    summit = write(axes, 0, 0, "", colour=theme.cool, strong=True, ha="center", va="bottom")
    crowd = write(axes, 41, 0, "", colour=theme.quiet, size=9.5, va="bottom")
    mean = write(axes, 57, 0, "", colour=theme.ink, size=9.5, va="bottom")

    def show(*, sex: str, amplitude: float) -> str:
        people = PEOPLE[sex]
        low, high = _band(sex)
        level = cortisol.saliva_after_tsst(MINUTES, sex=sex, amplitude=amplitude)
        minutes, means = group_means(sex)
        band.set_data(MINUTES, low, high)
        curve.set_data(MINUTES, level)
        dots.set_data(minutes, means)
        top = int(np.argmax(level))
        summit.set(position=(MINUTES[top], level[top] + 1.4), text="" if amplitude == 0 else _times(level))
        at = int(np.searchsorted(MINUTES, 41))
        crowd.set(
            position=(41, high[at] + 0.6),
            text="80 of 100" if narrow else f"80 of 100 {people} lie in this band",
        )
        mean.set(
            position=(57, float(np.interp(57, minutes, means)) + 2.2),
            text="mean" if narrow else f"mean of 100 {people}",
        )
        return _sentence(level, low, high, people, amplitude)

    show(sex="male", amplitude=1.0)
    return Picture(figure, (band, curve, dots, summit, crowd, mean), show, SOURCES)


def group_means(sex: str) -> tuple[FloatArray, FloatArray]:
    """Return minutes from task onset and the published group means, nmol/L."""
    columns = load("tsst_group_means").columns
    return np.asarray(columns["minute"], dtype=float), np.asarray(columns[PEOPLE[sex]], dtype=float)


def compare(minutes: Sequence[float], multiples: Sequence[float], *, sex: str = "male") -> str:
    """Say in words how an expected curve lies beside the group's means.

    Parameters
    ----------
    minutes, multiples
        The expected curve: minutes from task onset and multiples of the starting level, same length.
    sex
        Which group's means are meant.
    """
    measured_minutes, means = group_means(sex)
    measured = means / means[0]
    highest = f"the {PEOPLE[sex]} reached {measured.max():.1f} times their starting level on average"
    away = np.abs(np.interp(measured_minutes, minutes, multiples) - measured).mean()
    off = f"Over all seven samples your curve lies {away:.1f} starting levels from the means."
    if max(multiples) - min(multiples) < 0.05:
        return f"You drew no change; {highest}. {off}"
    hoped, real = minutes[int(np.argmax(multiples))], measured_minutes[int(np.argmax(measured))]
    if abs(real - hoped) <= 5:
        when = f"You placed the peak at {hoped:.0f} minutes, close to where the data have it"
    else:
        direction = "earlier" if hoped < real else "later"
        when = f"You placed the peak at {hoped:.0f} minutes, {abs(real - hoped):.0f} minutes {direction}"
        when += " than the highest mean"
    return f"{when}. You expected {max(multiples):.1f} times the starting level; {highest}. {off}"


@cache
def _band(sex: str) -> tuple[FloatArray, FloatArray]:
    return cortisol.spread_between_people(MINUTES, sex=sex, coverage=COVERAGE)


def _surroundings(axes: Axes, theme: Theme, *, narrow: bool) -> None:
    axes.axvspan(*TASK_MINUTES, color=theme.grid, alpha=0.55, linewidth=0)
    write(
        axes,
        5,
        HIGHEST - 0.8,
        "task" if narrow else "speech and\nsums",
        colour=theme.quiet,
        size=9.5,
        ha="center",
        va="top",
    )
    write(axes, MINUTES[0], HIGHEST * 1.045, "Cortisol in saliva, nmol/L", colour=theme.ink, strong=True)
    axes.set_xlabel(
        "Minutes since the task began" + ("" if narrow else " (before it lie ten minutes of preparation)"),
        color=theme.quiet,
        fontsize=9.5,
        labelpad=7,
        fontfamily=list(typeface()),
    )


def _expectation(axes: Axes, theme: Theme, expected: tuple[Sequence[float], Sequence[float]]) -> None:
    start = group_means("male")[1][0]
    minutes, levels = np.asarray(expected[0]), np.asarray(expected[1]) * start
    axes.plot(minutes, levels, color=theme.warm, linewidth=1.8, dashes=(4, 3))
    top = int(np.argmax(levels))
    height = min(levels[top] + 1.2, HIGHEST - 3)
    side = "left" if minutes[top] < TASK_MINUTES[1] else "right" if minutes[top] > 70 else "center"
    write(axes, minutes[top], height, "what you expected", colour=theme.warm, size=9.5, ha=side, va="bottom")


def _times(level: FloatArray) -> str:
    return f"{level.max() / level[0]:.1f} times the start"


def _sentence(level: FloatArray, low: FloatArray, high: FloatArray, people: str, amplitude: float) -> str:
    top = int(np.argmax(level))
    start = level[0]
    if level[top] < 1.02 * start:
        return f"Cortisol stays at its starting level of {start:.0f} nmol/L; here the speech moves nothing."
    who = (
        f"the mean of 100 {people}"
        if amplitude == 1
        else f"a response {amplitude:.2g} times that of the mean"
    )
    rise = (
        f"For {who}, cortisol peaks {MINUTES[top]:.0f} minutes after the task began, "
        f"at {level[top]:.0f} nmol/L, {level[top] / start:.1f} times its starting level"
    )
    back = top + np.flatnonzero(level[top:] <= 1.1 * start)
    fall = (
        f"by {MINUTES[back[0]]:.0f} minutes it is within a tenth of where it began."
        if back.size
        else f"at {MINUTES[-1]:.0f} minutes it is still {level[-1] / start:.1f} times the start."
    )
    return (
        f"{rise}; {fall} At the peak the people differ: the model puts 80 of 100 {people} between "
        f"{low[top]:.0f} and {high[top]:.0f} nmol/L."
    )
