"""The stress clock: four systems after one alarm, from the first second to the third hour."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING

import numpy as np

from securebase.figures.picture import Badge, Picture, Source
from securebase.figures.style import Theme, new_figure, typeface, write
from securebase.models import cortisol, heart

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.text import Text

    from securebase.models._checks import FloatArray

TASK_SECONDS = 600.0
ASKED_SECONDS = 1200.0  # where lesson 4 asks for adrenaline
# How strongly going over it drives the body, as a share of the task: our choice. In experiments it raises
# heart rate and cortisol by about a third of a standard deviation (Ottaviani et al., 2016).
OVER_AND_OVER = 0.25
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
        "the firing rates are our choice; the push is as fast as in the equation, and slower in other work",
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
    Source(
        Badge.ILLUSTRATIVE,
        "dashed, going over it, which keeps a response going",
        "Ottaviani et al., 2016",
        "10.1037/bul0000036",
        "60 studies; a quarter of the task's strength is our choice",
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


def courses(seconds: FloatArray, *, again: float = 0.0) -> Courses:
    """Compute the four responses at these seconds since the task began.

    Parameters
    ----------
    seconds
        Ascending, from the onset of the task.
    again
        For how many minutes after the task it is gone over in the mind: a whole number from 0.
    """
    vagal = _heart(seconds, again, vagal=True, sympathetic=False)
    sympathetic = _heart(seconds, again, vagal=False, sympathetic=True)
    together = _heart(seconds, again, vagal=True, sympathetic=True)
    minutes, task = seconds / 60, TASK_SECONDS / 60
    adrenaline = heart.adrenaline(minutes, drive_minutes=task)
    if again:
        adrenaline = adrenaline + OVER_AND_OVER * heart.adrenaline(minutes - task, drive_minutes=again)
    highest = heart.adrenaline(np.array([task]), drive_minutes=task)[0]
    rest, risen_vagal, risen_sympathetic = _levels()
    return Courses(
        vagal=(vagal - rest) / (risen_vagal - rest),
        sympathetic=(sympathetic - rest) / (risen_sympathetic - rest),
        adrenaline=adrenaline / highest,
        cortisol=_cortisol(minutes, round(again)),
        heart_rate=together,
    )


ROWS = (
    ("Vagal brake off", "in a second or two"),
    ("Sympathetic drive", "seconds to a minute"),
    ("Adrenaline", "fills over minutes"),
    ("Cortisol in saliva", "peaks when the task is over"),
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
        Takes ``seconds`` since the task began, and ``again``, the minutes of going over it afterwards.
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
        over = axes.axvspan(TASK_SECONDS, TASK_SECONDS, color=theme.warm, alpha=theme.shade / 2, linewidth=0)
        (longer,) = axes.plot([], [], color=colour, linewidth=1.8, dashes=(3, 2))
        line = axes.axvline(1, color=theme.ink, linewidth=1)
        (dot,) = axes.plot(
            [], [], "o", color=colour, markersize=8, markeredgecolor=theme.ground, clip_on=False
        )
        label = write(axes, 1.015, 0.3, "", colour=theme.ink, strong=True, transform=axes.transAxes)
        marks.append((over, longer, line, dot, label))
    narrow = width < NARROW
    after = _clock_face(rows, theme, narrow=narrow)

    def show(*, seconds: float, again: float) -> str:
        now = courses(np.array([seconds]), again=again)
        times, longer_rows = _gone_over(again)
        for (over, longer, line, dot, label), share, course in zip(
            marks, now.rows(), longer_rows, strict=True
        ):
            level = float(share[0])
            over.set_width(60 * again)
            longer.set_data(times, course)
            line.set_xdata([seconds, seconds])
            dot.set_data([seconds], [level])
            label.set_text(f"{100 * level:.0f} %")
        after.set_text(("  again" if narrow else "  going over it") if again else "  after it")
        return _sentence(seconds, again, now)

    moving = [artist for mark in marks for artist in mark] + [after]
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


def _clock_face(rows: list[Axes], theme: Theme, *, narrow: bool) -> Text:
    """Write what the time axis says, and return the words over the time after the task."""
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
    task = "task  " if narrow else "the task, ten minutes  "
    write(first, TASK_SECONDS, 1.28, task, colour=theme.quiet, size=9.5, ha="right")
    low, high = first.get_ylim()
    level = (1.28 - low) / (high - low)
    write(first, 1.015, level, "of its peak", colour=theme.quiet, size=9.5, transform=first.transAxes)
    return write(first, TASK_SECONDS, 1.28, "", colour=theme.quiet, size=9.5)


def _heart(seconds: FloatArray, again: float, *, vagal: bool, sympathetic: bool) -> FloatArray:
    def firing(name: str, *, changes: bool) -> heart.Steps:
        rest = REST[name]
        task = TASK[name] if changes else rest
        if not again:
            return heart.Steps(times=(0.0, TASK_SECONDS), values=(rest, task, rest))
        ends = (0.0, TASK_SECONDS, TASK_SECONDS + 60 * again)
        return heart.Steps(times=ends, values=(rest, task, rest + OVER_AND_OVER * (task - rest), rest))

    return heart.heart_rate(
        seconds,
        sympathetic_hz=firing("sympathetic", changes=sympathetic),
        vagal_hz=firing("vagal", changes=vagal),
    )


def _cortisol(minutes: FloatArray, again: int) -> FloatArray:
    """Return cortisol's rise as a share of its greatest without going over it.

    The model is linear, so each minute of going over it adds the task's own course, later and smaller.
    """
    begins = TASK_SECONDS / 60 + np.arange(again)
    each = OVER_AND_OVER / (TASK_SECONDS / 60)
    since = np.concatenate([minutes[np.newaxis], minutes - begins[:, np.newaxis]])
    weights = np.concatenate([[1.0], np.full(again, each)])
    rise = cortisol.saliva_after_tsst(since) - cortisol.baseline()
    shares: FloatArray = weights @ rise / (cortisol.peak().level - cortisol.baseline())
    return shares


@lru_cache(maxsize=8)
def _gone_over(again: float) -> tuple[FloatArray, tuple[FloatArray, ...]]:
    """Return seconds from the task's end, and the four courses while it is gone over; nothing without."""
    if not again:
        return SECONDS[:0], (SECONDS[:0],) * 4
    times = SECONDS[SECONDS >= TASK_SECONDS]
    return times, courses(times, again=again).rows()


@lru_cache(maxsize=8)
def _highest_second(again: float) -> float:
    seconds = np.arange(0.0, 2 * 3600.0, 15.0)
    return float(seconds[np.argmax(_cortisol(seconds / 60, round(again)))])


@cache
def _levels() -> tuple[float, float, float]:
    """Return the heart rate at rest, with the vagal change alone, and with the sympathetic one alone."""
    moment = np.array([0.0, TASK_SECONDS / 2])
    rest, vagal = _heart(moment, 0.0, vagal=True, sympathetic=False)
    sympathetic = _heart(moment, 0.0, vagal=False, sympathetic=True)[1]
    return float(rest), float(vagal), float(sympathetic)


def _sentence(seconds: float, again: float, now: Courses) -> str:
    rate, saliva = float(now.heart_rate[0]), float(now.cortisol[0])
    rest = _levels()[0]
    after = seconds - TASK_SECONDS
    when = f"{say_time(seconds)} after the task began"
    if after > 0:
        when += f", {say_time(after)} after its end"
        if again:
            when += " and still gone over" if after <= 60 * again else f" ({again:.0f} min of it gone over)"
    beats = "at its resting" if abs(rate - rest) < 1 else f"{rate - rest:.0f} above its resting"
    heart_beats = f"the heart beats {rate:.0f} times a minute, {beats} rate"
    adrenaline = f"adrenaline stands at {100 * float(now.adrenaline[0]):.0f} % of its highest level"
    peak = _highest_second(again)
    if abs(seconds - peak) < 90:
        direction = "at its peak"
    elif seconds < peak:
        direction = "on its way up" if saliva > 0.02 else "not moving yet"
    else:
        direction = "on its way down" if saliva > 0.05 else "back where it began"
    slow = f"cortisol in saliva at {100 * saliva:.0f} % of its rise, {direction}"
    return f"{when}: {heart_beats}; {adrenaline}, {slow}."
