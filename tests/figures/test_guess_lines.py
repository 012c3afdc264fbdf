"""A line for what was guessed never runs through the words that answer it."""

from __future__ import annotations

from io import BytesIO

import numpy as np
import pytest
from matplotlib.colors import to_rgb
from matplotlib.text import Text
from PIL import Image

from securebase.figures.frames import Stage
from securebase.figures.old_expectation import old_expectation
from securebase.figures.style import THEMES


@pytest.mark.parametrize("theme", THEMES.values(), ids=lambda theme: theme.name)
@pytest.mark.parametrize("guess", range(16, 26, 3))
def test_the_answer_to_how_long_an_old_expectation_holds_can_be_read_beside_any_guess(theme, guess):
    picture = old_expectation(theme, 480, 1.0, guess=guess)
    frame, _ = Stage(picture).frame(strength=20.0, prior=0.2, reliability=0.9)
    pixels = np.asarray(Image.open(BytesIO(frame)).convert("RGB"), dtype=float)
    (label,) = (text for text in picture.moving if isinstance(text, Text) and " after " in text.get_text())
    box = Text.get_window_extent(label)
    rows, columns = (
        slice(*np.round(ends).astype(int))
        for ends in ((pixels.shape[0] - box.y1, pixels.shape[0] - box.y0), (box.x0, box.x1))
    )
    away = np.abs(pixels[rows, columns] - 255 * np.array(to_rgb(theme.warm))).sum(axis=2)
    assert away.min() > 60, "a pixel of the guess's line between the letters"
