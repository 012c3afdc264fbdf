"""Breathing resonance: how far the heart period swings with the breath, over the rates one can breathe at."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import numpy as np

from securebase.datasets import load
from securebase.figures.picture import Badge, Picture, Source
from securebase.figures.style import Theme, new_figure, typeface, write
from securebase.models import breathing

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from securebase.models._checks import FloatArray

RATES = np.arange(4.0, 20.01, 0.25)  # breaths/min that can be marked
# The model's sweep, from farther left and closer where the curve bends for some heart.
_BENDS = (np.arange(4.5, 9.3, 0.1), np.arange(9.25, 12.1, 0.25))
SWEEP = np.unique(np.round(np.concatenate([[2, 2.5], breathing.SWEEP_BREATHS_PER_MINUTE, *_BENDS]), 4))
PUBLISHED_RR_MS = 800.0
PEOPLE = tuple(float(end) for end in load("resonance_rate").columns["breaths_per_minute"])
EVERYDAY = 15.0  # breaths/min, what the others are compared with
LEFT, RIGHT, HIGHEST = 2.0, 20.0, 345.0  # breaths/min and ms, the edges of the picture
NARROW = 440.0  # CSS pixels; below it the labels are shortened
MARGINS = (14.0, 40.0, 40.0, 52.0)  # CSS pixels at the left, right, top and bottom

SOURCES = (
    Source(
        Badge.MODEL,
        "line",
        "deBoer et al., 1987",
        "10.1152/ajpheart.1987.253.3.H680",
        "its published heart period is 800 ms; the slider sets others",
    ),
    Source(
        Badge.DATA,
        "band from 4.5 to 6.5",
        "Vaschillo et al., 2006",
        "10.1007/s10484-006-9009-3",
        "the ends of the range of each one's own rate, in 56 adults, 32 of them with asthma",
    ),
    Source(
        Badge.DATA,
        "the same range, in a review",
        "Lehrer & Gevirtz, 2014",
        "10.3389/fpsyg.2014.00756",
    ),
)


def breathing_resonance(theme: Theme, width: float, ratio: float) -> Picture:
    """Draw the swing of the heart period over breathing rates, with one rate marked.

    Parameters
    ----------
    theme, width, ratio
        Colours, CSS pixels, device pixels for each.

    Returns
    -------
    Picture
        Takes ``mean_rr_ms``, the mean heart period in ms, and ``breaths_per_minute``, the rate that is
        marked. Axes in breaths/min and in ms from the shortest heart period to the longest.
    """
    height = max(330.0, width * 0.54)
    left, right, top, bottom = MARGINS
    figure, (axes,) = new_figure(theme, size=(width, height), ratio=ratio)
    figure.subplots_adjust(
        left=left / width, right=1 - right / width, top=1 - top / height, bottom=bottom / height
    )
    axes.set(xlim=(LEFT, RIGHT), ylim=(0, HIGHEST), xticks=[5, 10, 15, 20], yticks=[0, 100, 200])
    axes.yaxis.tick_right()  # the left, where the curve rises, stays free for its labels
    narrow = width < NARROW
    _surroundings(axes, theme, narrow=narrow)
    across = (RIGHT - LEFT) / (width - left - right)  # breaths/min and ms for each CSS pixel
    up = HIGHEST / (height - top - bottom)

    stem = axes.vlines([RIGHT], 0, 0, color=theme.ink, linewidth=1, clip_on=False)
    (curve,) = axes.plot([], [], color=theme.cool, linewidth=2.4, solid_capstyle="round")
    (usual,) = axes.plot([], [], "o", color=theme.quiet, markersize=5, markeredgecolor=theme.ground)
    (dot,) = axes.plot(
        [], [], "o", color=theme.cool, markersize=9, markeredgecolor=theme.ground, clip_on=False
    )
    summit = write(axes, 0, 0, "", colour=theme.cool, size=9.5, ha="center", va="bottom")
    compared = write(axes, 0, 0, "", colour=theme.quiet, size=9.5, ha="center", va="bottom")
    label = write(axes, 0, 0, "", colour=theme.ink, strong=True, ha="center", va="bottom")

    def show(*, mean_rr_ms: float, breaths_per_minute: float) -> str:
        swing = swings(mean_rr_ms)
        rate, here = breaths_per_minute, _at(swing, breaths_per_minute)
        top_at, everyday = int(np.argmax(swing)), _at(swing, EVERYDAY)
        curve.set_data(SWEEP, swing)
        stem.set_segments([np.array([[rate, 0], [rate, here]])])
        dot.set_data([rate], [here])
        usual.set_data([EVERYDAY], [everyday])
        compared.set(position=(EVERYDAY, everyday + 9 * up), text=f"at 15: {everyday:.0f} ms")
        middle, bottom = _room(rate, swing, (across, up))
        label.set(position=(middle, bottom), text=f"{here:.0f} ms")
        near = bottom > swing[top_at]
        summit.set(
            position=(SWEEP[top_at], swing[top_at] + (27 if near else 9) * up),
            text=("" if narrow else "in the model: ") + f"widest at {SWEEP[top_at]:.1f}",
        )
        apart = abs(middle - EVERYDAY) > 68 * across
        usual.set_visible(apart)
        compared.set_visible(apart)
        return _sentence(mean_rr_ms, rate, swing)

    moving = (stem, curve, usual, dot, summit, compared, label)
    return Picture(figure, moving, show, SOURCES, along={"breaths_per_minute": axes})


@cache
def swings(mean_rr_ms: float) -> FloatArray:
    """Return the swing of the heart period at the rates of the sweep, ms; kept, since a slider comes back."""
    return breathing.rr_swing(SWEEP, mean_rr_ms=mean_rr_ms)


def _at(swing: FloatArray, rate: float) -> float:
    return float(np.interp(rate, SWEEP, swing))


def _room(rate: float, swing: FloatArray, pixel: tuple[float, float]) -> tuple[float, float]:
    """Return the middle of the marked label's foot, where the curve leaves room for 44 pixels of text.

    That is above the summit, or beside the dot on the side away from the summit.
    """
    across, up = pixel
    here, top = _at(swing, rate), int(np.argmax(swing))
    if here > 0.85 * swing[top]:
        return rate, float(swing[top]) + 9 * up
    beside = rate + (-33 if rate < SWEEP[top] else 33) * across
    middle = min(max(beside, LEFT + 11 * across), RIGHT - 26 * across)
    foot = here if middle == beside else here + 9 * up
    below = swing[np.abs(SWEEP - middle) < 22 * across]
    return middle, max(foot, float(below.max()) + 4 * up)


def _surroundings(axes: Axes, theme: Theme, *, narrow: bool) -> None:
    axes.axvspan(*PEOPLE, color=theme.grid, alpha=0.55, linewidth=0)
    write(
        axes,
        PEOPLE[1],
        HIGHEST - 2,
        "  in 56 adults" if narrow else "  measured in 56 adults: 4.5 to 6.5",
        colour=theme.quiet,
        size=9.5,
        va="top",
    )
    write(axes, LEFT, HIGHEST * 1.05, "Swing of the heart period, ms", colour=theme.ink, strong=True)
    axes.set_xlabel(
        "Breaths a minute",
        color=theme.quiet,
        fontsize=9.5,
        labelpad=7,
        fontfamily=list(typeface()),
    )


def _sentence(mean_rr_ms: float, rate: float, swing: FloatArray) -> str:
    top = int(np.argmax(swing))
    here, everyday = _at(swing, rate), _at(swing, EVERYDAY)
    words = f"At {rate:g} breaths a minute the heart period swings by {here:.0f} ms"
    if rate != EVERYDAY:
        words += f", {here / everyday:.1f} times the swing at {EVERYDAY:g}"
    return (
        f"{words}. With a mean heart period of {mean_rr_ms:.0f} ms ({beats(mean_rr_ms)} beats a minute) the "
        f"model's swing is widest at {SWEEP[top]:.1f} breaths a minute, {_beside(SWEEP[top])} the 4.5 to 6.5 "
        "measured in people. A wider swing is not the same as calm."
    )


def beats(mean_rr_ms: float) -> str:
    """Say a mean heart period as whole beats a minute."""
    return f"{60_000 / mean_rr_ms:.0f}"


def _beside(rate: float) -> str:
    low, high = PEOPLE
    if low <= rate <= high:
        return "within"
    return "just above" if rate < high + 0.25 else "above"
