"""A slider along a curve and a sentence that reads it out: numbers from a picture without seeing one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from securebase.exercises.page import is_graded_run

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import ArrayLike

STEP = 0.5  # minutes: the top is found in 48 presses of an arrow key, and lies within the tolerance


def read_out(minutes: ArrayLike, curves: Mapping[str, ArrayLike], minute: float) -> str:
    """Return the sentence that reads curves of cortisol at one minute.

    Parameters
    ----------
    minutes : array_like, shape (n,)
        Minutes from the start of the task, increasing.
    curves : mapping of str to array_like, shape (n,)
        nmol/L, by the group's name.
    minute : float
        Where to read; between two points the curve is taken as straight.
    """
    times = np.asarray(minutes, float)
    passed = times <= minute
    levels, areas = [], []
    for name, curve in curves.items():
        values = np.asarray(curve, float)
        level = float(np.interp(minute, times, values))
        corners = np.append(times[passed], minute), np.append(values[passed], level)
        levels.append(f"{name} {level:.2f}")
        areas.append(f"{name} {float(np.trapezoid(corners[1] - values[0], corners[0])):.1f}")
    when = f"{abs(minute):.1f} minutes {'before the task begins' if minute < 0 else 'after the task began'}"
    return (
        f"{when}: {', '.join(levels)} nmol/L. Area above the start so far: {', '.join(areas)} nmol/L × min."
    )


def curve_reader(minutes: ArrayLike, **curves: ArrayLike) -> Any:
    """Return a slider over the minutes, with the sentence of :func:`read_out` under it.

    Parameters
    ----------
    minutes : array_like, shape (n,)
        Minutes from the start of the task, increasing.
    **curves : array_like, shape (n,)
        nmol/L, by the group's name.
    """
    if is_graded_run():
        return None
    from securebase.widgets.controls import Slider, steps  # noqa: PLC0415 - grading needs no widgets
    from securebase.widgets.read_outs import ReadOut  # noqa: PLC0415 - as above

    times = np.asarray(minutes, float)
    minute = Slider(
        "minute",
        "Minutes from the start of the task",
        steps(times[0], times[-1], STEP),
        "{:.1f} min",
        start=0,
    )
    return ReadOut(
        lambda minute: read_out(times, curves, minute),
        title="The curves, minute by minute",
        controls=[minute],
    )
