"""Frames: what moves is drawn over a still picture, and nothing of an earlier state is left behind."""

from __future__ import annotations

import gc
import weakref
from io import BytesIO

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from PIL import Image

from securebase.figures.breathing import breathing_resonance
from securebase.figures.cortisol import after_speech
from securebase.figures.frames import Stage
from securebase.figures.png import png
from securebase.figures.stress_clock import stress_clock
from securebase.figures.style import LIGHT, THEMES
from securebase.figures.two_valleys import two_valleys


def pixels(frame: bytes) -> np.ndarray:
    return np.asarray(Image.open(BytesIO(frame)).convert("RGB"), dtype=int)


PICTURES = [
    (after_speech, {"sex": "male", "amplitude": 1.0}, {"sex": "female", "amplitude": 2.0}),
    (stress_clock, {"seconds": 5.0, "again": 0.0}, {"seconds": 1800.0, "again": 20.0}),
    (
        breathing_resonance,
        {"mean_rr_ms": 800.0, "breaths_per_minute": 6.5},
        {"mean_rr_ms": 700.0, "breaths_per_minute": 15.0},
    ),
    (two_valleys, {"kindness": 0.3, "repair": 1.0}, {"kindness": 0.6, "repair": 0.0}),
]


@given(arrays(np.uint8, st.tuples(st.integers(1, 40), st.integers(1, 40), st.just(4))))
def test_every_pixel_survives_the_way_through_png(image):
    assert np.array_equal(np.asarray(Image.open(BytesIO(png(image)))), image[..., :3])


def luminance(colour: str) -> float:
    """Relative luminance as WCAG 2 defines it."""
    parts = np.array([int(colour[at : at + 2], 16) for at in (1, 3, 5)]) / 255
    linear = np.where(parts <= 0.04045, parts / 12.92, ((parts + 0.055) / 1.055) ** 2.4)
    return float(linear @ [0.2126, 0.7152, 0.0722])


@pytest.mark.parametrize("theme", THEMES.values(), ids=lambda theme: theme.name)
@pytest.mark.parametrize("part", ["ink", "quiet", "warm", "cool", "body"])
def test_words_and_lines_have_enough_contrast(theme, part):
    light, dark = sorted([luminance(getattr(theme, part)), luminance(theme.ground)], reverse=True)
    assert (light + 0.05) / (dark + 0.05) >= 4.5


def test_a_picture_that_nobody_shows_is_freed():
    stage = Stage(stress_clock(LIGHT, 400, 1.0))
    figure = weakref.ref(stage.picture.figure)
    del stage
    gc.collect()
    assert figure() is None
