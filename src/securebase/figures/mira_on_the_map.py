"""The map of attachment under the hand: one invented person is moved, and thinks what one may think there."""

from __future__ import annotations

from textwrap import fill
from typing import TYPE_CHECKING, Final

from securebase.figures.attachment_plane import PERSON, REGIONS
from securebase.figures.picture import Badge, Picture, Source
from securebase.figures.style import Theme, new_figure, typeface, write

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure
    from matplotlib.text import Text

MOST: Final = 10  # of fear and of unease, both counted from 0
WIDE: Final = 640.0  # CSS pixels; below it the words stand under the map
STRIP: Final = 1.5  # of the axes, outside 0 to 10, for the names in the corners
LETTER: Final = 7.9  # CSS pixels, of a thought
EVENTS: Final = {
    "silence": "Idris has not answered since noon.",
    "closeness": "Idris has been around all weekend.",
    "distance": "Idris is away for a week.",
}

# From left to right: little fear of being left, some, a lot. From the bottom up: leaning on someone comes
# easily, less easily, hard.
PLACES: Final = (
    ("near secure", "between secure and anxious", "near anxious"),
    ("between secure and avoidant", "in the middle", "between anxious and fearful"),
    ("near avoidant", "between avoidant and fearful", "near fearful"),
)
THOUGHTS: Final = {
    "silence": (
        (
            "They may have kept him. I'll ring tonight.",
            "Odd. I hope it went well. I'll ring him.",
            "Did I write something wrong? I'll ask again.",
        ),
        (
            "He'll write when he can. I'll read until then.",
            "I'd like to know. I'd like not to mind so much.",
            "He's annoyed with me. I'll ask. No, I won't.",
        ),
        (
            "Good, a quiet evening. It can wait.",
            "I won't ask twice. It isn't important anyway.",
            "I knew it. I should never have asked. Please write.",
        ),
    ),
    "closeness": (
        (
            "That was good. Tomorrow I'd like an hour alone.",
            "Lovely. Will he want next weekend as well?",
            "At last. If only it didn't have to stop.",
        ),
        (
            "Lovely, and enough for now.",
            "Nice, and tiring. And then I'll miss him.",
            "Stay. But don't look at me so closely.",
        ),
        (
            "Too much. I need to get up and do something.",
            "I'm counting the hours. I hope he isn't.",
            "I wanted this so badly. Why am I picking a fight?",
        ),
    ),
    "distance": (
        (
            "I'll miss him, and I have plans.",
            "Time for myself. I hope he misses me.",
            "Let's see who writes first. It's always me.",
        ),
        (
            "A week of my own. We'll talk on Sunday.",
            "Some evenings are good. On others I look at the phone.",
            "I write to him, delete it, and write something colder.",
        ),
        (
            "Room to breathe. Missing him can wait.",
            "I'm fine. He might ask whether I am.",
            "I'm counting the days, and dreading the door.",
        ),
    ),
}

SOURCES = (
    Source(
        Badge.ILLUSTRATIVE,
        "names of the regions",
        "Bartholomew & Horowitz, 1991",
        "10.1037/0022-3514.61.2.226",
        "names for parts of a map that has no borders",
    ),
    Source(
        Badge.ILLUSTRATIVE,
        f"what {PERSON} thinks",
        "our drawing",
        "",
        f"{PERSON} is invented; nobody was asked, and someone else may think something else there",
    ),
)


def mira_on_the_map(theme: Theme, width: float, ratio: float) -> Picture:
    """Draw one person on the plane of anxiety and avoidance, and what she may think there.

    Parameters
    ----------
    theme, width, ratio
        Colours, CSS pixels, device pixels for each.

    Returns
    -------
    Picture
        Takes ``event``, a key of :data:`EVENTS`, and ``anxiety`` and ``avoidance``, whole numbers from 0 to
        10 on no published scale.
    """
    figure, plane, (left, top, room) = _axes(theme, width, ratio)
    _ground(plane, theme)
    names = {
        name: write(
            plane,
            MOST + STRIP - 0.25 if right > 0 else 0.25 - STRIP,
            MOST + STRIP - 0.2 if up > 0 else 0.2 - STRIP,
            name,
            colour=theme.quiet,
            size=11,
            strong=True,
            ha="right" if right > 0 else "left",
            va="top" if up > 0 else "bottom",
        )
        for name, right, up in REGIONS
    }
    (dot,) = plane.plot([], [], "o", color=theme.warm, markersize=13, markeredgecolor=theme.ground)
    person = write(plane, 0, 0, PERSON, colour=theme.ink, strong=True, ha="center", va="center")

    def line(below: float, colour: str, size: float, *, strong: bool = False) -> Text:
        y = 1 - (top + below) / (figure.bbox.height * 96 / figure.dpi)
        place = {"transform": figure.transFigure, "va": "top", "linespacing": 1.35}
        return write(plane, left / width, y, "", colour=colour, size=size, strong=strong, **place)

    happened = line(0, theme.quiet, 10)
    thought = line(24, theme.ink, 13)
    letters = int(room / LETTER)

    def show(*, event: str, anxiety: float, avoidance: float) -> str:
        column, row = _third(anxiety), _third(avoidance)
        where, words = PLACES[row][column], THOUGHTS[event][row][column]
        dot.set_data([anxiety], [avoidance])
        person.set_position((anxiety, avoidance + (0.95 if avoidance < MOST / 2 else -0.95)))
        for name, text in names.items():
            text.set_color(theme.warm if name in where else theme.quiet)
        happened.set_text(EVENTS[event])
        thought.set_text(fill(f"“{words}”", letters))
        return (
            f"{EVENTS[event]} {PERSON} thinks: “{words}” On the map she is {where}: {anxiety:g} of {MOST} in "
            f"fear of being left, {avoidance:g} of {MOST} in unease about leaning on someone."
        )

    return Picture(
        figure, (*names.values(), dot, person, happened, thought), show, SOURCES, {"anxiety": plane}
    )


def _third(score: float) -> int:
    """Return 0, 1 or 2: little, some, a lot."""
    return int(score > 3) + int(score > 6)


def _axes(theme: Theme, width: float, ratio: float) -> tuple[Figure, Axes, tuple[float, float, float]]:
    """Return the figure, the map, and the words' left edge, top and width in CSS pixels."""
    left, right, top, bottom, between = 34.0, 12.0, 12.0, 44.0, 30.0
    if width >= WIDE:
        side = min(380.0, 0.52 * width)
        height, words = top + side + bottom, (left + side + between, top + 0.3 * side)
    else:
        side = min(width - left - right, 360.0)
        height, words = top + side + bottom + 104.0, (left, top + side + bottom + 8)
    figure, (plane,) = new_figure(theme, size=(width, height), ratio=ratio)
    plane.set_position((left / width, 1 - (top + side) / height, side / width, side / height))
    return figure, plane, (*words, width - words[0] - right)


def _ground(axes: Axes, theme: Theme) -> None:
    ends = (-STRIP, MOST + STRIP)
    axes.set(xlim=ends, ylim=ends, xticks=[], yticks=[])
    for middle in (axes.axhline, axes.axvline):
        middle(MOST / 2, color=theme.grid, linewidth=0.9, dashes=(4, 3))
    for side in axes.spines.values():
        side.set(visible=True, color=theme.grid)
    axes.set_xlabel("Anxiety: fear of being left →", labelpad=8)
    axes.set_ylabel("Avoidance: unease about leaning →", labelpad=6)
    for label in (axes.xaxis.label, axes.yaxis.label):
        label.set(color=theme.quiet, fontsize=10, fontfamily=list(typeface()))
