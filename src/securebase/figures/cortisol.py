"""Salivary cortisol after a speech before judges: group means, the published model, and how people differ."""

from __future__ import annotations

from functools import cache, partial
from typing import TYPE_CHECKING

import numpy as np

from securebase.datasets import load
from securebase.figures.picture import Badge, Picture, Source
from securebase.figures.style import Theme, new_figure, typeface, write
from securebase.models import cortisol

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matplotlib.axes import Axes
    from matplotlib.text import Text
    from numpy.typing import NDArray

    from securebase.models._checks import FloatArray

MINUTES = np.linspace(-10.0, 90.0, 201)
TASK_MINUTES = (0.0, 10.0)
HIGHEST = 60.0  # nmol/L, top of the picture: six times the start, the most that can be predicted
COVERAGE = 0.8
NARROW = 520.0  # CSS pixels; below it the labels are shortened
# Where words stand, minutes; and how high they are, nmol/L.
CROWD, MEAN, _WORDS = (41.0, 67.0), (57.0, 72.0), 3.5
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
        "fitted to these same people, so its closeness to the dots is not an independent test",
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
        xlim=(MINUTES[0], MINUTES[-1]), ylim=(0, HIGHEST), xticks=range(0, 91, 15), yticks=range(0, 61, 20)
    )
    narrow = width < NARROW
    _surroundings(axes, theme, narrow=narrow)
    if expected is not None:
        _expectation(axes, theme, expected, narrow=narrow)

    band = axes.fill_between(MINUTES, 0, 0, color=theme.cool, alpha=theme.shade, linewidth=0)
    (curve,) = axes.plot([], [], color=theme.cool, linewidth=2.4, solid_capstyle="round")
    (dots,) = axes.plot([], [], "o", color=theme.ink, markersize=6, markeredgecolor=theme.ground)
    summit = write(axes, 0, 0, "", colour=theme.cool, strong=True, ha="center")
    crowd = write(axes, 0, 0, "", colour=theme.quiet, size=9.5)
    mean = write(axes, 0, 0, "", colour=theme.ink, size=9.5)

    # Half the name of the learner's line takes 53 CSS pixels.
    lay = partial(_lay, expected=expected, reach=max(11.0, 53 * (MINUTES[-1] - MINUTES[0]) / (width - 62)))

    def show(*, sex: str, amplitude: float) -> str:
        people = PEOPLE[sex]
        low, high = _band(sex)
        level = cortisol.saliva_after_tsst(MINUTES, sex=sex, amplitude=amplitude)
        minutes, means = group_means(sex)
        band.set_data(MINUTES, low, high)
        curve.set_data(MINUTES, level)
        dots.set_data(minutes, means)
        top = int(np.argmax(level))
        peak = float(MINUTES[top])
        summit.set(text="" if amplitude == 0 else _times(level, short=narrow))
        crowd.set(text="80 of 100" if narrow else f"80 of 100 {people} lie in this band")
        mean.set(text="mean" if narrow else f"mean of 100 {people}")
        points = np.interp(MINUTES, minutes, means)
        half = 11 if narrow else 9
        around = (peak - half, peak + half)
        lay(summit, around, level[top] + 1.4, _least(level, around) - 1.4)
        lay(crowd, CROWD, float(np.interp(CROWD[0], MINUTES, high)) + 0.6, _least(low, CROWD) - 0.6)
        lay(mean, MEAN, points[_within(MEAN)][0] + 2.0, _least(points, MEAN) - 2.0)
        return _sentence(level, low, high, people, amplitude)

    return Picture(figure, (band, curve, dots, summit, crowd, mean), show, SOURCES)


def _lay(
    words: Text,
    span: tuple[float, float],
    over: float,
    under: float,
    *,
    expected: tuple[Sequence[float], Sequence[float]] | None,
    reach: float,
) -> None:
    """Put words over what they name, or under it where the learner's line or its name would be in the way.

    ``span`` is where they stand, in minutes; ``over`` and ``under`` where they may begin, in nmol/L;
    ``reach`` how far the name of the learner's line reaches to either side, in minutes.
    """
    middle = words.get_horizontalalignment() == "center"
    minute = sum(span) / 2 if middle else span[0]
    if expected is not None:
        minutes, levels = _expected_levels(expected)
        own = np.interp(np.linspace(*span, 30), minutes, levels)
        hoped, height = _highest(minutes, levels)
        named = span[0] - reach < hoped < span[1] + reach and abs(height - over) < _WORDS
        if named or np.any((own > over - 0.5) & (own < over + _WORDS)):
            crossing = own[(own < under + 0.5) & (own > under - _WORDS)]
            words.set(position=(minute, min(under, crossing.min() - 1 if crossing.size else under)), va="top")
            return
    words.set(position=(minute, over), va="bottom")


@cache
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


def _expectation(
    axes: Axes, theme: Theme, expected: tuple[Sequence[float], Sequence[float]], *, narrow: bool
) -> None:
    minutes, levels = _expected_levels(expected)
    axes.plot(minutes, levels, color=theme.warm, linewidth=1.8, dashes=(4, 3))
    minute, height = _highest(minutes, levels)
    # On a narrow page a high name that is centred would meet the word "task".
    beside_the_task = TASK_MINUTES[1] + (25 if narrow and height > HIGHEST - 8 else 0)
    side = "left" if minute < beside_the_task else "right" if minute > 70 else "center"
    write(axes, minute, height, "what you expected", colour=theme.warm, size=9.5, ha=side, va="bottom")


def _expected_levels(expected: tuple[Sequence[float], Sequence[float]]) -> tuple[FloatArray, FloatArray]:
    """Return minutes, and nmol/L from the multiples that were drawn."""
    return np.asarray(expected[0], dtype=float), np.asarray(expected[1]) * group_means("male")[1][0]


def _highest(minutes: FloatArray, levels: FloatArray) -> tuple[float, float]:
    """Return where the name of the expected line stands: over its highest point, inside the picture."""
    top = int(np.argmax(levels))
    return float(minutes[top]), min(float(levels[top]) + 1.2, HIGHEST - 3)


def _within(span: tuple[float, float]) -> NDArray[np.bool_]:
    return (span[0] <= MINUTES) & (span[1] >= MINUTES)


def _least(line: FloatArray, span: tuple[float, float]) -> float:
    return float(line[_within(span)].min())


def _times(level: FloatArray, *, short: bool) -> str:
    return f"{level.max() / level[0]:.1f} times" + ("" if short else " the start")


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
