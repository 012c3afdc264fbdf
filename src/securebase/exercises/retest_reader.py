"""Measuring simulated people twice, and a sentence that counts them."""

from __future__ import annotations

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
    """Return two sliders, a button that measures again, and the sentence of :func:`count_out`.

    In a graded run there is nothing to show.
    """
    if is_graded_run():
        return None
    from securebase.widgets.controls import Slider  # noqa: PLC0415 - grading needs no widgets
    from securebase.widgets.read_outs import ReadOut  # noqa: PLC0415 - as above

    chance = np.random.default_rng()
    crowd = Slider("people", "People", CROWDS, "{:,}", start=CROWDS[0])
    retest = Slider("retest", "Retest correlation", RETESTS, "{:.2f}", start=stability.ROMANTIC_RETEST)
    return ReadOut(
        lambda people, retest: count_out(
            stability.simulate_two_measurements(chance, retest, people=people), retest
        ),
        title="People who are measured twice",
        controls=[crowd, retest],
        again="Measure again",
    )
