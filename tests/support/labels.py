"""The words in a picture, and whether they can be read."""

from __future__ import annotations

import itertools

from matplotlib.text import Text


def keep_apart(figure, state):
    frame = figure.bbox.padded(1)
    boxes = [(text.get_text(), Text.get_window_extent(text)) for text in labels(figure)]
    for words, box in boxes:
        assert frame.x0 <= box.x0 < box.x1 <= frame.x1, (state, words)
        assert frame.y0 <= box.y0 < box.y1 <= frame.y1, (state, words)
    for (one, box), (two, other) in itertools.combinations(boxes, 2):
        assert not box.padded(-1).overlaps(other.padded(-1)), (state, one, two)


def labels(figure):
    """Return every text that is seen, those of the axes among them."""
    for axes in figure.axes:
        yield from (text for text in axes.texts if text.get_visible() and text.get_text())
        for axis in (axes.xaxis, axes.yaxis):
            low, high = sorted(axis.get_view_interval())
            ticks = [tick for tick in axis.get_major_ticks() if low <= tick.get_loc() <= high]
            texts = [axis.label, *(label for tick in ticks for label in (tick.label1, tick.label2))]
            yield from (text for text in texts if text.get_visible() and text.get_text())
