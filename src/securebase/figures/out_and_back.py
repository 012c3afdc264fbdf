"""A girl's minute in the departure hall: how far she is from her grandfather, second by second."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

import numpy as np

from securebase.figures.picture import Badge, Picture, Source
from securebase.figures.style import Theme, new_figure, typeface, write
from securebase.models.outing import ALARM_COMES, MINUTE, Outing, outing

FARTHEST: Final = 52  # steps; without an alarm she comes to 48
NARROW: Final = 480.0  # CSS pixels
WORDS: Final = {
    "walks": "walking away",
    "looks round": "looking round",
    "runs back": "running back",
    "comes back": "coming back",
    "listens": "listening to him",
    "leans on him": "leaning on him",
}

SOURCES = (
    Source(
        Badge.ILLUSTRATIVE,
        "keeping within sight or sound, as seen by",
        "Anderson, 1972",
        "",
        "small children in a park; the girl, her steps and her seconds are our choice",
    ),
    Source(
        Badge.ILLUSTRATIVE,
        "look, word and touch after",
        "Bowlby, 1969",
        "",
        "which alarm needs which is our choice",
    ),
)


def out_and_back(theme: Theme, width: float, ratio: float) -> Picture:
    """Draw how far a small girl is from her grandfather while she explores a hall.

    Parameters
    ----------
    theme, width, ratio
        Colours, CSS pixels, device pixels for each.

    Returns
    -------
    Picture
        Takes ``second``, from 0 to 60, and ``alarm``, from 0 to 10, as in
        :func:`securebase.models.outing.outing`. The way up to that second is drawn firmly, the rest faintly.
    """
    height = max(290.0, width * 0.42)
    figure, (axes,) = new_figure(theme, size=(width, height), ratio=ratio)
    figure.subplots_adjust(left=34 / width, right=1 - 16 / width, top=1 - 34 / height, bottom=48 / height)
    axes.set(xlim=MINUTE, ylim=(-2, FARTHEST), yticks=range(0, 51, 10))
    axes.set_xticks(range(0, 61, 10))
    axes.set_xlabel(
        "Seconds since she let go",
        color=theme.quiet,
        fontsize=9.5,
        labelpad=5,
        fontfamily=list(typeface()),
    )
    write(
        axes,
        0,
        1.03,
        "Steps between them",
        colour=theme.ink,
        strong=True,
        va="bottom",
        transform=axes.transAxes,
    )
    axes.axhline(0, color=theme.cool, linewidth=3)
    write(axes, 59.3, 2, "grandfather", colour=theme.cool, size=9.5, ha="right")
    bark = axes.axvline(ALARM_COMES, color=theme.body, linewidth=1.2, dashes=(4, 3))
    name = write(
        axes, ALARM_COMES + 0.8, FARTHEST - 4, "the loudspeaker", colour=theme.quiet, size=9.5, va="top"
    )
    (ahead,) = axes.plot([], [], color=theme.warm, linewidth=1.4, dashes=(1.2, 2.4))
    (walked,) = axes.plot([], [], color=theme.warm, linewidth=2.6)
    (girl,) = axes.plot(
        [], [], "o", color=theme.warm, markersize=11, markeredgecolor=theme.ground, clip_on=False
    )
    state = write(
        axes, 1, 1.03, "", colour=theme.warm, strong=True, ha="right", va="bottom", transform=axes.transAxes
    )

    def show(*, second: float, alarm: float) -> str:
        way = _outing(alarm)
        steps = float(way.at(second))
        points = np.union1d(way.seconds[way.seconds <= second], second)
        ahead.set_data(way.seconds, way.steps)
        walked.set_data(points, way.at(points))
        girl.set_data([second], [steps])
        bark.set_visible(alarm > 0)
        name.set_visible(alarm > 0)
        state.set_text(WORDS[way.doing_at(second)])
        return _sentence(way, second, steps)

    return Picture(figure, [bark, name, ahead, walked, girl, state], show, SOURCES, {"second": axes})


@lru_cache(maxsize=32)
def _outing(alarm: float) -> Outing:
    return outing(alarm)


def _sentence(way: Outing, second: float, steps: float) -> str:
    place = "beside her grandfather" if steps < 0.5 else f"{_steps(steps)} from her grandfather"
    now = f"{second:.0f} seconds after she let go she is {place}, {WORDS[way.doing_at(second)]}."
    end = f"When the minute is over she is {_steps(float(way.at(MINUTE[1])))} away."
    if not way.ends_it:
        return f"{now} Nothing frightens her in this minute. {end}"
    after = way.seconds > ALARM_COMES
    nearest = float(way.steps[after].min())
    back = "goes all the way back" if nearest < 0.5 else f"goes back as far as {_steps(nearest)}"
    went = "stays where she is" if way.ends_it == "a look" else back
    return (
        f"{now} When the loudspeaker frightens her, after {ALARM_COMES:.0f} seconds, she {went}; "
        f"{way.ends_it} is what it takes before she sets out again. {end}"
    )


def _steps(number: float) -> str:
    return "1 step" if round(number) == 1 else f"{number:.0f} steps"
