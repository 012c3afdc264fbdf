"""Words that are kept: they look and measure as matplotlib's own."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from securebase.figures import canvas
from securebase.figures.canvas import Canvas
from securebase.figures.style import typeface

SENTENCE = "80 of 100 men lie in this band, 2.6 nmol/L"


def written(kind, words, *, ratio=1.0, **options):
    figure = Figure(figsize=(4, 1), dpi=96 * ratio)
    kind(figure)
    text = figure.text(0.25, 0.5, words, fontfamily=list(typeface()), **options)
    figure.canvas.draw()
    return np.asarray(figure.canvas.buffer_rgba(), dtype=int), text.get_window_extent()


@pytest.mark.parametrize("ratio", [1.0, 1.5, 2.0])
@pytest.mark.parametrize("words", ["nmol/L", "Ágq", "100"])
@pytest.mark.parametrize("options", [{}, {"color": "#b3541e", "alpha": 0.5}, {"fontsize": 9.5}])
def test_a_word_at_whole_pixels_looks_as_matplotlib_draws_it(words, ratio, options):
    ours, theirs = (written(kind, words, ratio=ratio, **options)[0] for kind in (Canvas, FigureCanvasAgg))
    assert ours.min() < 200
    assert np.abs(ours - theirs).max() <= 4  # of 255: pale letters that touch are mixed once, not twice


@pytest.mark.parametrize("turned", [0, 30])
def test_a_sentence_lies_where_matplotlib_puts_it(turned):
    ours, theirs = (written(kind, SENTENCE, rotation=turned)[0] for kind in (Canvas, FigureCanvasAgg))
    ink, other_ink = ((255 - one[..., 0]).astype(float) for one in (ours, theirs))
    assert ink.sum() == pytest.approx(other_ink.sum(), rel=0.02)
    for axis in (0, 1):
        profile, other = ink.sum(axis=axis).cumsum(), other_ink.sum(axis=axis).cumsum()
        assert np.abs(profile - other).sum() / ink.sum() < 0.5  # pixels of ink moved, on average


@given(st.lists(st.text("abgÁy019.,→ ", min_size=1, max_size=6), min_size=1, max_size=6).map(" ".join))
def test_words_measure_as_in_matplotlib(words):
    _, ours = written(Canvas, words)
    _, theirs = written(FigureCanvasAgg, words)
    assert ours.bounds == pytest.approx(theirs.bounds, abs=1.0)


def test_formulas_are_still_drawn_as_formulas():
    ours, theirs = (written(kind, r"$\gamma_1$ of $x$")[0] for kind in (Canvas, FigureCanvasAgg))
    assert np.array_equal(ours, theirs)


def test_the_words_of_a_long_afternoon_do_not_pile_up():
    figure = Figure(figsize=(4, 1))
    kept = Canvas(figure)
    text = figure.text(0, 0, "")
    for number in range(3 * canvas._MOST_WORDS):
        text.set_text(f"{number}")
        text.draw(kept.get_renderer())
    assert len(kept.get_renderer()._kept) <= canvas._MOST_WORDS + 1
