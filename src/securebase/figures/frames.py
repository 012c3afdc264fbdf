"""From a picture to frames: the still part drawn once, the moving artists drawn over it each time."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from securebase.figures.png import png

if TYPE_CHECKING:
    from collections.abc import Callable

    from matplotlib.backends.backend_agg import FigureCanvasAgg

    from securebase.figures.picture import Picture


class Stage:
    """Keeps one picture ready to be drawn quickly.

    Restoring the still part and drawing a few lines over it takes a fraction of a full draw; docs/speed.md
    has both.
    """

    def __init__(self, picture: Picture) -> None:
        self.picture = picture
        for artist in picture.moving:
            artist.set_animated(True)  # so that a full draw leaves it out
        self._canvas: FigureCanvasAgg = picture.figure.canvas  # type: ignore[assignment]
        self._canvas.draw()
        self._still = self._canvas.copy_from_bbox(picture.figure.bbox)

    def frame(self, **values: object) -> tuple[bytes, str]:
        """Draw the picture for these values.

        Returns
        -------
        tuple of bytes and str
            The frame as a PNG in device pixels, and the picture's text twin.
        """
        twin = self.picture.show(**values)
        self._canvas.restore_region(self._still)
        renderer = self._canvas.get_renderer()
        for artist in self.picture.moving:
            artist.draw(renderer)
        return png(np.asarray(self._canvas.buffer_rgba())), twin

    def close(self) -> None:
        """Let go of the pixels at once. The rest refers to itself, and waits until Python looks for such."""
        del self._still
        vars(self._canvas.get_renderer()).clear()


class Stages:
    """The pictures that were drawn last. One that was let go is made again when it is asked for.

    Parameters
    ----------
    most
        How many are kept.
    """

    def __init__(self, most: int) -> None:
        self._most = most
        self._kept: dict[object, Stage] = {}

    def of(self, owner: object, make: Callable[[], Stage]) -> Stage:
        """Return the owner's picture, made if it is not there, and let go of the one drawn longest ago."""
        stage = self._kept.pop(owner, None) or make()
        self._kept[owner] = stage
        if len(self._kept) > self._most:
            self.let_go(next(iter(self._kept)))
        return stage

    def let_go(self, owner: object) -> None:
        """Free the owner's picture, if it is there."""
        stage = self._kept.pop(owner, None)
        if stage is not None:
            stage.close()

    def __len__(self) -> int:
        return len(self._kept)
