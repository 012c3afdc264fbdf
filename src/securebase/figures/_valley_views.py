"""The two views of the valleys: the map from above, and the ground from the side."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from matplotlib.collections import LineCollection, PolyCollection
from matplotlib.colors import to_hex, to_rgb

from securebase.figures.style import Theme, new_figure, typeface, write

if TYPE_CHECKING:
    from matplotlib.artist import Artist
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure
    from matplotlib.lines import Line2D

    from securebase.figures.two_valleys import Chart
    from securebase.models._checks import FloatArray

EDGE = 3.5  # feeling at the edges of the map
LOWEST, HIGHEST = -3.6, 1.7  # of the ground seen from the side
FEELINGS = np.linspace(-EDGE, EDGE, 141)
VALLEYS = ("hostile", "warm")
WORDS = (("What the other feels", "What the one feels"), ("Seen from the side", "What both feel"))
WIDE = 560.0  # CSS pixels; below it the side view stands under the map
_TINT = 0.45  # of the theme's shade: words in the same hue stand on it

# Couples whose ways are drawn: evenly along the rim of the map.
_ALONG = EDGE * np.array([-0.8, -0.48, -0.16, 0.16, 0.48, 0.8])
_RIM = np.full_like(_ALONG, EDGE)
STARTS = np.concatenate([[_ALONG, _RIM], [_ALONG, -_RIM], [_RIM, _ALONG], [-_RIM, _ALONG]], axis=1)


@dataclass(frozen=True)
class View:
    """An axes, and how much of each of its two axes a CSS pixel spans."""

    axes: Axes
    pixel: tuple[float, float]


def views(theme: Theme, width: float, ratio: float) -> tuple[Figure, View, View]:
    """Return a figure with two empty views, side by side on a wide page and one above the other on others."""
    wide = width >= WIDE
    left, right, top, bottom, between = (36.0, 18.0, 40.0, 50.0, 48.0 if wide else 66.0)
    if wide:
        side = min(360.0, 0.54 * (width - left - right - between))
        beside = left + side + between
        boxes = [(left, bottom, side, side), (beside, bottom, width - right - beside, side)]
        height = top + side + bottom
    else:
        across, low = width - left - right, 150.0
        side = min(across, 330.0)
        boxes = [(left, bottom + low + between, across, side), (left, bottom, across, low)]
        height = top + side + between + low + bottom
    figure, (plan, profile) = new_figure(theme, size=(width, height), rows=2, ratio=ratio)
    ticks = {-2: "−2", 0: "0", 2: "+2"}
    plan.set(xlim=(-EDGE, EDGE), ylim=(-EDGE, EDGE))
    plan.set_xticks(list(ticks), list(ticks.values()))
    plan.set_yticks(list(ticks), list(ticks.values()))
    plan.yaxis.grid(visible=False)
    plan.tick_params(labelbottom=wide)
    profile.set(ylim=(LOWEST + 0.5 if wide else LOWEST, HIGHEST), yticks=[])
    made = []
    for axes, box, words in zip((plan, profile), boxes, WORDS, strict=True):
        x, y, along, up = box
        axes.set_position((x / width, y / height, along / width, up / height))
        title, below = words
        write(axes, 0, 1 + 12 / up, title, colour=theme.ink, strong=True, transform=axes.transAxes)
        axes.set_xlabel(below, color=theme.quiet, fontsize=9.5, labelpad=6, fontfamily=list(typeface()))
        lowest, highest = axes.get_ylim()
        made.append(View(axes, (2 * EDGE / along, (highest - lowest) / up)))
    return figure, made[0], made[1]


class Plan:
    """The map: what the one feels to the right, what the other feels upwards."""

    def __init__(self, view: View, theme: Theme) -> None:
        axes = view.axes
        colours = (theme.cool, theme.warm)
        self._pixel = view.pixel
        # Warm ground everywhere, as part of what stands still, and the hostile region over it.
        self._tints = [_mixed(theme.ground, colour, _TINT * theme.shade) for colour in colours]
        axes.set_facecolor(self._tints[1])
        self._region = axes.fill([0], [0], color=self._tints[0], linewidth=0)[0]
        (self._alike,) = axes.plot([-EDGE, EDGE], [-EDGE, EDGE], color=theme.grid, linewidth=1)
        self._ways = LineCollection([], colors=theme.quiet, linewidths=0.8, alpha=0.45)
        self._tips = PolyCollection([], facecolors=theme.quiet, linewidths=0, alpha=0.7)
        self._head = PolyCollection([], facecolors=theme.ink, linewidths=0)
        for collection in (self._ways, self._tips, self._head):
            axes.add_collection(collection, autolim=False)
        (self._watershed,) = axes.plot([], [], color=theme.ink, linewidth=1.3, dashes=(5, 3))
        (self._push,) = axes.plot([], [], color=theme.ink, linewidth=1.2)
        (self._way,) = axes.plot([], [], color=theme.ink, linewidth=2.6, solid_capstyle="round")
        self._places = [_disc(axes, colour, theme.ground, 12) for colour in colours]
        self._ghosts = [_disc(axes, theme.ground, colour, 10) for colour in colours]
        self._couple = _disc(axes, theme.ink, theme.ground, 7)
        self._names = [write(axes, 0, 0, "", colour=colour, strong=True, ha="center") for colour in colours]
        self._line_name = write(axes, 0, 0, "watershed", colour=theme.ink, size=9.5, ha="right", va="top")
        self._shown: Chart | None = None
        # Behind each word the colour of the region it stands in, so that no line runs through it.
        for words, tint in zip((*self._names, self._line_name), (*self._tints, self._tints[0]), strict=True):
            words.set_bbox({"facecolor": tint, "alpha": 0.85, "linewidth": 0, "boxstyle": "round,pad=0.1"})

    def moving(self) -> list[Artist]:
        """Return what changes, from the back to the front."""
        lines = (self._ways, self._tips, self._watershed, self._push, self._head, self._way)
        words = (*self._names, self._line_name)
        return [self._region, self._alike, *lines, *self._ghosts, *self._places, self._couple, *words]

    def show(self, now: Chart, way: FloatArray) -> None:
        """Set everything."""
        if now is not self._shown:
            self._set_land(now)
            self._shown = now
        hop = _hop(now.start, float(way[0]))
        self._push.set_data(hop)
        self._head.set_verts(_head(hop, self._pixel))
        self._way.set_data(way, way)
        self._couple.set_data(way[1:], way[1:])

    def _set_land(self, now: Chart) -> None:
        """Set what kindness decides; a push leaves all of it where it is."""
        across, up = self._pixel
        self._ways.set_segments(list(now.ways))
        self._tips.set_verts(_tips(now.ways[:, 5], now.ways[:, 5] - now.ways[:, 4], self._pixel, 7))
        self._set_regions(now)
        self._set_valleys(now)
        if now.ridge is not None:
            one, other = now.watershed
            at = np.interp(4.0, one - other, one)
            self._line_name.set_position((at - 7 * across, np.interp(4.0, one - other, other) - 4 * up))

    def _set_valleys(self, now: Chart) -> None:
        across, up = self._pixel
        for at, (feeling, last) in enumerate(((now.hostile, now.fold), (now.warm, -now.fold))):
            valley, ghost, name = self._places[at], self._ghosts[at], self._names[at]
            valley.set_visible(feeling is not None)
            ghost.set_visible(feeling is None)
            box = name.get_bbox_patch()
            if box is not None:
                box.set_facecolor(self._tints[at if feeling is not None else 1 - at])
            if feeling is None:
                ghost.set_data([last], [last])
                beside = min(last + 62 * across, EDGE - 56 * across)
                name.set(position=(beside, last - 9 * up), va="top", text=f"no {VALLEYS[at]} valley")
            else:
                valley.set_data([feeling], [feeling])
                aside, side = ((-11, "top"), (11, "bottom"))[at]
                name.set(position=(feeling, feeling + aside * up), va=side, text=VALLEYS[at])

    def _set_regions(self, now: Chart) -> None:
        for artist in (self._watershed, self._line_name):
            artist.set_visible(now.ridge is not None)
        self._watershed.set_data(now.watershed)
        far = 6 * EDGE
        self._region.set_visible(now.hostile is not None)
        if now.ridge is None:
            self._region.set_xy([(-far, -far), (-far, far), (far, far), (far, -far)])
        else:
            self._region.set_xy(np.vstack([now.watershed.T, [(-far, -far)]]))


class Profile:
    """The ground from the side, along the line on which both feel the same."""

    def __init__(self, view: View, theme: Theme) -> None:
        axes = view.axes
        colours = (theme.cool, theme.warm)
        self._pixel = view.pixel
        self._ground = [
            axes.fill([0], [0], color=colour, alpha=_TINT * theme.shade, linewidth=0)[0] for colour in colours
        ]
        (self._surface,) = axes.plot([], [], color=theme.body, linewidth=1.6)
        (self._ridge,) = axes.plot([], [], color=theme.ink, linewidth=1.3, dashes=(5, 3))
        (self._push,) = axes.plot([], [], color=theme.ink, linewidth=1.2)
        self._head = PolyCollection([], facecolors=theme.ink, linewidths=0)
        axes.add_collection(self._head, autolim=False)
        (self._way,) = axes.plot([], [], color=theme.ink, linewidth=2.6, solid_capstyle="round")
        self._ghosts = [_disc(axes, theme.ground, colour, 10) for colour in colours]
        self._couple = _disc(axes, theme.ink, theme.ground, 9)
        self._names = [
            write(axes, 0, 0, name, colour=colour, strong=True, ha="center", va="top")
            for name, colour in zip(VALLEYS, colours, strict=True)
        ]
        self._said = write(axes, 0, 0, "", colour=theme.ink, size=9.5, ha="center", va="bottom")
        self._shown: Chart | None = None

    def moving(self) -> list[Artist]:
        """Return what changes, from the back to the front."""
        lines = (self._surface, self._ridge, self._push, self._head, self._way)
        return [*self._ground, *lines, *self._ghosts, self._couple, *self._names, self._said]

    def show(self, now: Chart, way: FloatArray, repair: float) -> None:
        """Set everything."""
        _, up = self._pixel

        def height(feeling: FloatArray | float) -> FloatArray:
            return np.asarray(np.interp(feeling, FEELINGS, now.ground))

        if now is not self._shown:
            self._surface.set_data(FEELINGS, now.ground)
            self._set_ground(now)
            self._shown = now
        for ghost, valley, last in zip(
            self._ghosts, (now.hostile, now.warm), (now.fold, -now.fold), strict=True
        ):
            ghost.set_visible(valley is None)
            ghost.set_data([last], [height(last)])
        leap = np.linspace(now.start, way[0], 30)
        share = np.linspace(0, 1, 30)
        rise = (0.35 + 0.12 * repair) * 4 * share * (1 - share)
        air = height(now.start) * (1 - share) + height(way[0]) * share + (rise if repair else 0)
        self._push.set_data(leap, air)
        self._head.set_verts(_head(np.array([leap, air]), self._pixel))
        rolled = np.linspace(way[0], way[1], 60)
        self._way.set_data(rolled, height(rolled))
        self._couple.set_data(way[1:], height(way[1:]))
        self._said.set(
            position=(leap[15], air.max() + 5 * up),
            text=f"push of {repair:.2f}" if repair else "",
        )

    def _set_ground(self, now: Chart) -> None:
        across, up = self._pixel
        ridge = now.ridge if now.ridge is not None else (-EDGE if now.hostile is None else EDGE)
        for part, low, high in zip(self._ground, (-EDGE, ridge), (ridge, EDGE), strict=True):
            part.set_visible(low < high)
            along = np.linspace(low, high, 90)
            surface = np.interp(along, FEELINGS, now.ground)
            part.set_xy(np.column_stack([[low, *along, high], [LOWEST, *surface, LOWEST]]))
        self._ridge.set_visible(now.ridge is not None)
        self._ridge.set_data([ridge, ridge], [LOWEST, np.interp(ridge, FEELINGS, now.ground)])
        for name, feeling, aside in zip(self._names, (now.hostile, now.warm), (-1, 1), strict=True):
            name.set_visible(feeling is not None)
            if feeling is not None:
                room = ridge + aside * 30 * across  # beside the line that falls from the ridge
                x = min(feeling, room) if aside < 0 else max(feeling, room)
                y = float(np.interp(feeling, FEELINGS, now.ground))
                name.set_position((x, y - 9 * up))


def _disc(axes: Axes, colour: str, edge: str, size: float) -> Line2D:
    (disc,) = axes.plot([], [], "o", color=colour, markersize=size, markeredgecolor=edge, markeredgewidth=1.5)
    return disc


def _hop(start: float, end: float) -> FloatArray:
    """Return an arc from one place on the line of equal feelings to another, shape (2, points)."""
    share = np.linspace(0, 1, 30)
    along, aside = start + (end - start) * share, 0.9 * (end - start) * share * (1 - share)
    return np.array([along - aside, along + aside])


def _head(arrow: FloatArray, pixel: tuple[float, float]) -> list[FloatArray]:
    """Return the head of an arrow, shape (2, points), or none where the arrow is hardly longer than it."""
    if (arrow[0, -1] - arrow[0, 0]) < 14 * pixel[0]:
        return []
    return _tips(arrow[:, -1:].T, (arrow[:, -1:] - arrow[:, -4:-3]).T, pixel, 9)


def _mixed(ground: str, hue: str, share: float) -> str:
    under, over = np.array(to_rgb(ground)), np.array(to_rgb(hue))
    return to_hex(tuple((1 - share) * under + share * over))


def _tips(at: FloatArray, towards: FloatArray, pixel: tuple[float, float], size: float) -> list[FloatArray]:
    """Return arrowheads, ``size`` pixels long, that end at each place, each of shape (3, 2)."""
    along = towards / pixel
    length = np.hypot(along[:, 0], along[:, 1])[:, np.newaxis]
    along = np.divide(along, length, out=np.zeros_like(along), where=length > 0)
    across = along[:, ::-1] * (-1, 1)
    back, out = -size * along, 0.42 * size * across
    corners = np.stack([np.zeros_like(back), back + out, back - out], axis=1)
    return list(at[:, np.newaxis] + corners * pixel)
