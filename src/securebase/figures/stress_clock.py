"""The stress clock: four systems after one alarm, from the first second to the third hour."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

import numpy as np

from securebase.figures.picture import Badge, Picture, Source
from securebase.figures.style import Theme, new_figure, typeface, write
from securebase.models import cortisol, heart

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from securebase.models._checks import FloatArray

TASK_SECONDS = 600.0
ASKED_SECONDS = 1200.0  # where lesson 4 asks for cortisol
SECONDS = np.geomspace(0.5, 3 * 3600.0, 480)
REST = {"sympathetic": heart.REST_SYMPATHETIC_HZ, "vagal": heart.REST_VAGAL_HZ}
TASK = {"sympathetic": heart.STRESS_SYMPATHETIC_HZ, "vagal": heart.STRESS_VAGAL_HZ}

NARROW, NARROWEST = (
    620.0,
    430.0,
)  # CSS pixels; below the first, labels are shortened; below the second, some go
TICKS = {1: "1 s", 10: "10 s", 60: "1 min", 600: "10 min", 3600: "1 h", 10800: "3 h"}

SOURCES = (
    Source(
        Badge.ILLUSTRATIVE,
        "vagus and sympathetic drive, equations of",
        "Ursino, 1998",
        "10.1152/ajpheart.1998.275.5.H1733",
        "the firing rates are our choice",
    ),
    Source(
        Badge.ILLUSTRATIVE,
        "adrenaline; on its clearance see",
        "Eisenhofer et al., 2004",
        "10.1124/pr.56.3.1",
        "a half-life of two minutes and a steady release for ten are our choice",
    ),
    Source(
        Badge.MODEL,
        "cortisol in saliva",
        "Miller et al., 2018",
        "10.1016/j.psyneuen.2017.12.019",
        "fitted to 210 people",
    ),
)


@dataclass(frozen=True)
class Courses:
    """Four responses to one ten-minute task, each as a share of its own greatest change, and the heart rate.

    All arrays have the shape of the seconds that were asked for.
    """

    vagal: FloatArray
    sympathetic: FloatArray
    adrenaline: FloatArray
    cortisol: FloatArray
    heart_rate: FloatArray

    def rows(self) -> tuple[FloatArray, ...]:
        """Return the four shares from the fastest to the slowest."""
        return self.vagal, self.sympathetic, self.adrenaline, self.cortisol


def courses(seconds: FloatArray) -> Courses:
    """Compute the four responses at these seconds since the task began.

    Parameters
    ----------
    seconds
        Ascending, from the onset of the task.
    """
    vagal = _heart(seconds, vagal=True, sympathetic=False)
    sympathetic = _heart(seconds, vagal=False, sympathetic=True)
    together = _heart(seconds, vagal=True, sympathetic=True)
    minutes = seconds / 60
    saliva = cortisol.saliva_after_tsst(minutes) - cortisol.baseline()
    peak = cortisol.peak()
    adrenaline = heart.adrenaline(minutes, drive_minutes=TASK_SECONDS / 60)
    highest = heart.adrenaline(np.array([TASK_SECONDS / 60]), drive_minutes=TASK_SECONDS / 60)[0]
    rest, risen_vagal, risen_sympathetic = _levels()
    return Courses(
        vagal=(vagal - rest) / (risen_vagal - rest),
        sympathetic=(sympathetic - rest) / (risen_sympathetic - rest),
        adrenaline=adrenaline / highest,
        cortisol=saliva / (peak.level - cortisol.baseline()),
        heart_rate=together,
    )


ROWS = (
    ("Vagal brake off", "in a second or two"),
    ("Sympathetic drive", "is up within five seconds"),
    ("Adrenaline", "fills over minutes"),
    ("Cortisol in saliva", "peaks after 24 minutes"),
)


def stress_clock(theme: Theme, width: float, ratio: float) -> Picture:
    """Draw four systems on one logarithmic time axis, with a line that marks the moment looked at.

    Parameters
    ----------
    theme, width, ratio
        Colours, CSS pixels, device pixels for each.

    Returns
    -------
    Picture
        Takes ``seconds`` since the task began.
    """
    height = max(400.0, width * 0.56)
    figure, rows = new_figure(theme, size=(width, height), rows=4, ratio=ratio)
    figure.subplots_adjust(
        left=2 / width, right=1 - 72 / width, top=1 - 30 / height, bottom=48 / height, hspace=0.62
    )
    colours = (theme.cool, theme.cool, theme.warm, theme.body)
    still = courses(SECONDS)
    marks = []
    for axes, share, colour, (name, speed) in zip(rows, still.rows(), colours, ROWS, strict=True):
        _row(axes, theme, name, speed if width >= NARROWEST else "")
        axes.fill_between(SECONDS, 0, share, color=colour, alpha=theme.shade, linewidth=0)
        axes.plot(SECONDS, share, color=colour, linewidth=2.2)
        line = axes.axvline(1, color=theme.ink, linewidth=1)
        (dot,) = axes.plot(
            [], [], "o", color=colour, markersize=8, markeredgecolor=theme.ground, clip_on=False
        )
        label = write(axes, 1.015, 0.3, "", colour=theme.ink, strong=True, transform=axes.transAxes)
        marks.append((line, dot, label))
    _clock_face(rows, theme, narrow=width < NARROW)

    def show(*, seconds: float) -> str:
        now = courses(np.array([seconds]))
        for (line, dot, label), share in zip(marks, now.rows(), strict=True):
            level = float(share[0])
            line.set_xdata([seconds, seconds])
            dot.set_data([seconds], [level])
            label.set_text(f"{100 * level:.0f} %")
        return _sentence(seconds, now)

    moving = [artist for mark in marks for artist in mark]
    return Picture(figure, moving, show, SOURCES, along={"seconds": rows[-1]})


def say_time(seconds: float) -> str:
    """Say a time in words: "20 s", "4 min", "1 h 30 min"."""
    if seconds < 60:
        return f"{seconds:.0f} s"
    minutes, rest = divmod(round(seconds), 60)
    if minutes < 60:
        return f"{minutes} min" + (f" {rest} s" if rest else "")
    hours, minutes = divmod(minutes, 60)
    return f"{hours} h" + (f" {minutes} min" if minutes else "")


def _row(axes: Axes, theme: Theme, name: str, speed: str) -> None:
    axes.set(xscale="log", xlim=(SECONDS[0], SECONDS[-1]), ylim=(-0.04, 1.18), yticks=[])
    axes.yaxis.grid(visible=False)
    axes.axvspan(SECONDS[0], TASK_SECONDS, color=theme.grid, alpha=0.45, linewidth=0)
    title = write(axes, SECONDS[0], 1.28, name, colour=theme.ink, strong=True)
    axes.annotate(
        f"  {speed}",
        (1, 0),
        xycoords=title,
        color=theme.quiet,
        fontsize=9.5,
        fontfamily=list(typeface()),
        va="bottom",
    )


def _clock_face(rows: list[Axes], theme: Theme, *, narrow: bool) -> None:
    last = rows[-1]
    last.set_xticks(list(TICKS), list(TICKS.values()))
    last.minorticks_off()
    last.set_xlabel(
        "Time since the task began" + ("" if narrow else ": early seconds spread wide, hours drawn together"),
        color=theme.quiet,
        fontsize=9.5,
        labelpad=5,
        fontfamily=list(typeface()),
    )
    first = rows[0]
    for words, side in (("task  " if narrow else "the task, ten minutes  ", "right"), ("  after it", "left")):
        write(first, TASK_SECONDS, 1.28, words, colour=theme.quiet, size=9.5, ha=side)
    low, high = first.get_ylim()
    level = (1.28 - low) / (high - low)
    write(first, 1.015, level, "of its peak", colour=theme.quiet, size=9.5, transform=first.transAxes)


def _heart(seconds: FloatArray, *, vagal: bool, sympathetic: bool) -> FloatArray:
    def during(name: str, *, changes: bool) -> heart.Steps:
        task = TASK[name] if changes else REST[name]
        return heart.Steps(times=(0.0, TASK_SECONDS), values=(REST[name], task, REST[name]))

    return heart.heart_rate(
        seconds,
        sympathetic_hz=during("sympathetic", changes=sympathetic),
        vagal_hz=during("vagal", changes=vagal),
    )


@cache
def _levels() -> tuple[float, float, float]:
    """Return the heart rate at rest, with the vagal change alone, and with the sympathetic one alone."""
    moment = np.array([0.0, TASK_SECONDS / 2])
    rest, vagal = _heart(moment, vagal=True, sympathetic=False)
    sympathetic = _heart(moment, vagal=False, sympathetic=True)[1]
    return float(rest), float(vagal), float(sympathetic)


def _sentence(seconds: float, now: Courses) -> str:
    rate, saliva = float(now.heart_rate[0]), float(now.cortisol[0])
    rest = _levels()[0]
    after = seconds - TASK_SECONDS
    when = f"{say_time(seconds)} after the task began"
    if after > 0:
        when += f", {say_time(after)} after its end"
    beats = "at its resting" if abs(rate - rest) < 1 else f"{rate - rest:.0f} above its resting"
    heart_beats = f"the heart beats {rate:.0f} times a minute, {beats} rate"
    adrenaline = f"adrenaline stands at {100 * float(now.adrenaline[0]):.0f} % of its highest level"
    peak = cortisol.peak().minute * 60
    if abs(seconds - peak) < 90:
        direction = "at its peak"
    elif seconds < peak:
        direction = "on its way up" if saliva > 0.02 else "not moving yet"
    else:
        direction = "on its way down" if saliva > 0.05 else "back where it began"
    slow = f"cortisol in saliva at {100 * saliva:.0f} % of its rise, {direction}"
    return f"{when}: {heart_beats}; {adrenaline}, {slow}."
