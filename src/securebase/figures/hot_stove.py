"""Staying away protects a belief: people who go near what they think well of, and learn only there."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from securebase.figures._simulated_people import MOST_KEPT, PEOPLE, Crowd, along, beside, foot, keep_apart
from securebase.figures.picture import Badge, Picture, Source
from securebase.figures.signed import Signed
from securebase.figures.style import Theme, new_figure, write
from securebase.models import expectations

if TYPE_CHECKING:
    import numpy.typing as npt
    from matplotlib.axes import Axes

    from securebase.models._checks import FloatArray

OCCASIONS = 100
SEED = 8
MOMENTS = np.arange(OCCASIONS + 1.0)
LOWEST, HIGHEST = -2.0, 1.6
RANKS = {"ended low": 0.1, "ended high": 0.9}
ROW = 46.0  # CSS pixels for each of the two people below

SOURCES = (
    Source(
        Badge.ILLUSTRATIVE,
        "equations of",
        "Denrell, 2005",
        "10.1037/0033-295X.112.4.951",
        "published for impressions of people; 1 is the spread of single experiences; sensitivity, step and "
        "the reading as attachment are ours",
    ),
)


@dataclass(frozen=True)
class Lives:
    """What the simulated people came to think, and when two of them went near.

    Parameters
    ----------
    impressions
        Shape (people, occasions + 1).
    approached
        Shape (2, occasions): of one who ended low and one who ended high.
    """

    impressions: FloatArray
    approached: npt.NDArray[np.bool_]


@lru_cache(maxsize=MOST_KEPT)
def lives(rate: float, sensitivity: float) -> Lives:
    """Simulate people at one setting; their luck is the same at every setting."""
    history = expectations.simulate_approach(
        np.random.default_rng(SEED), people=PEOPLE, occasions=OCCASIONS, rate=rate, sensitivity=sensitivity
    )
    order = np.argsort(history.impression[:, -1], kind="stable")
    chosen = [order[round(rank * (PEOPLE - 1))] for rank in RANKS.values()]
    return Lives(history.impression, history.approached[chosen])


def hot_stove(theme: Theme, width: float, ratio: float) -> Picture:
    """Draw impressions that are corrected only when someone goes near.

    Parameters
    ----------
    theme, width, ratio
        Colours, CSS pixels, device pixels for each.

    Returns
    -------
    Picture
        Takes ``sensitivity``, how strongly a bad impression keeps away, and ``rate``, the weight of a new
        experience. Axes in occasions and in spreads of single experiences, whose truth is 0.
    """
    height = max(430.0, width * 0.62)
    figure, (above, below) = new_figure(theme, size=(width, height), rows=2, ratio=ratio)
    left, across, rows = 34 / width, 1 - (34 + 92) / width, len(RANKS)
    second = foot(width) + rows * ROW  # where the lower picture ends
    above.set_position((left, (second + 44) / height, across, (height - second - 78) / height))
    below.set_position((left, foot(width) / height, across, rows * ROW / height))
    above.set(xlim=(0, OCCASIONS), ylim=(LOWEST, HIGHEST))
    above.set_yticks([-2, -1, 0, 1], ["−2", "−1", "0", "+1"])
    above.tick_params(labelbottom=False)
    above.spines["bottom"].set_visible(False)
    _words(above, below, theme, width)
    above.axhline(0, color=theme.ink, linewidth=1.2, dashes=(4, 3))
    crowd = Crowd(above, theme, theme.cool)
    end = beside(above, theme.cool)
    real = beside(above, theme.quiet, strong=False)
    pixel = (HIGHEST - LOWEST) / (above.get_position().height * height)
    visits = [below.vlines([], [], [], color=theme.cool, linewidth=1.6) for _ in range(rows)]
    counts = [beside(below, theme.ink, strong=False) for _ in range(rows)]

    def show(*, sensitivity: float, rate: float) -> str:
        now = lives(rate, sensitivity)
        average = now.impressions.mean(axis=0)
        spread = crowd.show(MOMENTS, now.impressions, average)
        bias = expectations.hot_stove_bias(rate, sensitivity)
        end.set(position=(1, bias), text=f"{Signed(bias):.3f}")
        real.set(position=(1, keep_apart(0.0, bias, pixel, HIGHEST)), text="truth 0")
        went = now.approached.sum(axis=1)
        for row, (ticks, count) in enumerate(zip(visits, counts, strict=True)):
            at = np.flatnonzero(now.approached[row]) + 0.5
            base = rows - 1 - row
            ticks.set_segments([np.array([[x, base + 0.1], [x, base + 0.52]]) for x in at])
            count.set(position=(1, base + 0.31), text=f"{went[row]} of {OCCASIONS}")
        return _sentence(sensitivity, rate, (bias, float(average[-1])), spread, went)

    return Picture(figure, [*crowd.moving(), end, real, *visits, *counts], show, SOURCES)


def _words(above: Axes, below: Axes, theme: Theme, width: float) -> None:
    write(
        above,
        0,
        1.04,
        "How good is it to go near?",
        colour=theme.ink,
        strong=True,
        va="bottom",
        transform=above.get_xaxis_transform(),
    )
    below.set(ylim=(0, len(RANKS)), yticks=[], xticks=range(0, OCCASIONS + 1, 20))
    below.yaxis.grid(visible=False)
    write(
        below,
        0,
        len(RANKS) + 0.12,
        "When two of them went near",
        colour=theme.ink,
        strong=True,
        va="bottom",
    )
    for row, name in enumerate(RANKS):
        write(below, 0, len(RANKS) - 1 - row + 0.58, name, colour=theme.quiet, size=9.5, va="bottom")
    along(below, theme, "Occasions", width)


def _sentence(
    sensitivity: float,
    rate: float,
    levels: tuple[float, float],
    spread: tuple[float, float],
    went: npt.NDArray[np.int_],
) -> str:
    bias, average = levels
    if sensitivity == 0:
        begins = "People go near half of the time, whatever they think"
    else:
        begins = f"A bad impression keeps people away with sensitivity {sensitivity:g}"
    return (
        f"{begins}, and a new experience counts for {100 * rate:.0f} %. In truth it is neutral, 0. After "
        f"{OCCASIONS} occasions the average impression is {Signed(average):.2f}; in the long run it is "
        f"{Signed(bias):.3f}. 80 of 100 simulated people lie between {Signed(spread[0]):.2f} and "
        f"{Signed(spread[1]):.2f}. One who ended low went near {went[0]} times, one who ended high "
        f"{went[1]} times."
    )
