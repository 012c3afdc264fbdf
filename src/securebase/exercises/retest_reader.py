"""Measuring simulated people twice, and a sentence that counts them."""

from __future__ import annotations

import html
from typing import TYPE_CHECKING, Any

import numpy as np

from securebase.exercises.page import is_graded_run
from securebase.models import stability

if TYPE_CHECKING:
    from securebase.models.stability import TwoMeasurements

CROWDS = (100, 1000, 10_000)
RETESTS = tuple(round(0.05 * step, 2) for step in range(21))


def count_out(both: TwoMeasurements, retest: float) -> str:
    """Return the sentence that counts people who were measured twice.

    Parameters
    ----------
    both : TwoMeasurements
        Their scores.
    retest : float
        The correlation with which they were made.
    """
    people = len(both.first)
    anxiety, avoidance = np.sum((both.first > 0) == (both.second > 0), axis=0)
    elsewhere = int(both.flipped.sum())
    return (
        f"{people:,} people measured twice, r = {retest:.2f}: {people - elsewhere:,} are in the same region "
        f"both times and {elsewhere:,} in another. By anxiety alone, {anxiety:,} are on the same side of the "
        f"middle both times; by avoidance alone, {avoidance:,}."
    )


def retest_reader() -> Any:
    """Return two sliders, a button that measures again, and the sentence of :func:`count_out` under them.

    In a graded run there is nothing to show.
    """
    if is_graded_run():
        return None
    import ipywidgets as widgets  # noqa: PLC0415 - grading needs no widgets

    from securebase.exercises.spoken import Spoken  # noqa: PLC0415 - as above

    chance = np.random.default_rng()
    wide = {
        "style": {"description_width": "11rem"},
        "layout": widgets.Layout(width="auto", max_width="44rem"),
    }
    crowd = widgets.SelectionSlider(
        options=[(f"{people:,}", people) for people in CROWDS], description="People", **wide
    )
    retest = widgets.SelectionSlider(
        options=[(f"{value:.2f}", value) for value in RETESTS],
        value=stability.ROMANTIC_RETEST,
        description="Retest correlation",
        **wide,
    )
    again = widgets.Button(
        description="Measure again", layout=widgets.Layout(width="auto", max_width="14rem")
    )
    sentence = widgets.HTML()

    def measure(_change: object = None) -> None:
        both = stability.simulate_two_measurements(chance, retest.value, people=crowd.value)
        sentence.value = f'<div role="status">{html.escape(count_out(both, retest.value))}</div>'

    measure()
    crowd.observe(measure, "value")
    retest.observe(measure, "value")
    again.on_click(measure)
    words = (
        "A slider for the number of people, one for the retest correlation, and a button that measures again."
    )
    return Spoken([crowd, retest, again, sentence], words)
