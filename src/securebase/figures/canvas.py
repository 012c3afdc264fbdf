"""The canvas of our pictures: Agg, but a word that was drawn before is not laid out and drawn again.

Laying out and drawing one label costs matplotlib two to three milliseconds, a quarter of a frame, and from
frame to frame few of its words change.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from matplotlib.backends.backend_agg import FigureCanvasAgg, RendererAgg

if TYPE_CHECKING:
    from matplotlib.backend_bases import GraphicsContextBase
    from matplotlib.font_manager import FontProperties
    from matplotlib.text import Text
    from numpy.typing import NDArray

_MOST_WORDS = 512  # kept at a time
_ROOM = 4  # pixels around a word, for what reaches beyond its measured box
_WORD = re.compile(r"\s*\S+\s*|\s+")


@dataclass(frozen=True)
class _Word:
    """A word with the spaces after it: how much of each pixel it covers, and its measures in pixels."""

    mask: NDArray[np.uint8]
    width: float
    above: float
    below: float


class Canvas(FigureCanvasAgg):
    """An Agg canvas that keeps words."""

    def get_renderer(self) -> RendererAgg:
        """Return the renderer; it is made anew only where the figure's size has changed."""
        renderer = FigureCanvasAgg.get_renderer(self)
        if not isinstance(renderer, _Renderer):
            self.renderer = renderer = _Renderer(renderer.width, renderer.height, renderer.dpi)
        return renderer


class _Renderer(RendererAgg):
    def __init__(self, width: float, height: float, dpi: float) -> None:
        RendererAgg.__init__(self, width, height, dpi)
        self._kept: dict[tuple[str, int], _Word] = {}

    def get_text_width_height_descent(
        self, s: str, prop: FontProperties, ismath: Any
    ) -> tuple[float, float, float]:
        """Measure words."""
        if ismath:
            measured: tuple[float, float, float]
            measured = RendererAgg.get_text_width_height_descent(self, s, prop, ismath)
            return measured
        words = self._words(s, prop)
        below = max(word.below for word in words)
        return sum(word.width for word in words), max(word.above for word in words) + below, below

    def draw_text(  # noqa: PLR0917 - matplotlib's own signature, as the one below
        self,
        gc: GraphicsContextBase,
        x: float,
        y: float,
        s: str,
        prop: FontProperties,
        angle: float,
        ismath: Any = False,  # noqa: FBT002
        mtext: Text | None = None,
    ) -> None:
        """Draw words at whole pixels; formulas and what is turned as matplotlib does."""
        if angle or ismath:
            RendererAgg.draw_text(self, gc, x, y, s, prop, angle, ismath, mtext)
            return
        for word in self._words(s, prop):
            foot = round(y) + math.ceil(word.below) + _ROOM
            self._renderer.draw_text_image(word.mask, round(x) - _ROOM, foot, 0, gc)
            x += word.width

    def _words(self, line: str, font: FontProperties) -> list[_Word]:
        if len(self._kept) > _MOST_WORDS:
            self._kept.clear()
        key, words = hash(font), []
        for letters in _WORD.findall(line):
            word = self._kept.get((letters, key))
            if word is None:
                word = self._kept[letters, key] = self._draw_word(letters, font)
            words.append(word)
        return words

    def _draw_word(self, letters: str, font: FontProperties) -> _Word:
        width, height, below = RendererAgg.get_text_width_height_descent(self, letters, font, ismath=False)
        foot = math.ceil(below) + _ROOM
        paper = RendererAgg(math.ceil(width) + 2 * _ROOM, math.ceil(height) + 2 * _ROOM, self.dpi)
        paper.draw_text(paper.new_gc(), _ROOM, paper.height - foot, letters, font, 0)
        mask = np.array(np.asarray(paper.buffer_rgba())[..., 3])
        return _Word(mask, width, height - below, below)
