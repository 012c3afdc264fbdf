"""Right answers that a model gives, by the names that ``questions.yml`` calls them.

An exercise never holds a number that a model can compute: correct the model, and the answer follows.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import numpy as np

from securebase.models import cortisol, heart
from securebase.models.steps import Steps

if TYPE_CHECKING:
    from collections.abc import Callable

Quantity = float | tuple[str, ...]

BAND_MINUTE = 30.0
SPEECH_TEST_WINDOW = (-5.0, 180.0)  # the minutes that exercise 4 gives to its learners
QUARREL_MINUTES = 3.0
BREAK_MINUTES = 20.0
NEAR_REST = 0.1  # of the greatest excess


@cache
def quantity(name: str) -> Quantity:
    """Return a number, or the ids of the options that are right.

    Raises
    ------
    KeyError
        If no quantity has that name; the message lists those there are.
    """
    if name not in _QUANTITIES:
        raise KeyError(f"No quantity is called {name!r}. There are: {', '.join(sorted(_QUANTITIES))}.")
    return _QUANTITIES[name]()


def quantity_names() -> frozenset[str]:
    """Return every name that :func:`quantity` knows."""
    return frozenset(_QUANTITIES)


def _share_outside_band() -> float:
    """Of 100 people drawn from the published variances, those outside the middle 80 % at one minute."""
    people = cortisol.individuals_after_tsst([BAND_MINUTE])[:, 0]
    low, high = cortisol.spread_between_people([BAND_MINUTE], coverage=0.8)
    return 100 * float(np.mean((people < low[0]) | (people > high[0])))


def _rise(sex: str) -> float:
    """Height of the peak above the start, nmol/L."""
    return cortisol.peak(sex=sex).level - cortisol.baseline()


def _area_from_ground(sex: str) -> float:
    """Area down to zero over the minutes that the learner has, in minutes of basal secretion."""
    first, last = SPEECH_TEST_WINDOW
    return cortisol.stimulus(sex=sex) + last - first


def _back_after_break() -> tuple[str, ...]:
    """Return which systems a quarrel of 3 minutes has moved that are near rest after 20 minutes of break.

    The glands of the stress axis are not among them: a single quarrel hardly moves them at all.
    """
    over = QUARREL_MINUTES + BREAK_MINUTES
    seconds = np.linspace(0.0, 60 * over, 2001)
    minutes = seconds / 60
    ends = (0.0, 60 * QUARREL_MINUTES)
    vagal = Steps(ends, (heart.REST_VAGAL_HZ, heart.STRESS_VAGAL_HZ, heart.REST_VAGAL_HZ))
    sympathetic = Steps(
        ends, (heart.REST_SYMPATHETIC_HZ, heart.STRESS_SYMPATHETIC_HZ, heart.REST_SYMPATHETIC_HZ)
    )
    rest = {"sympathetic_hz": heart.REST_SYMPATHETIC_HZ, "vagal_hz": heart.REST_VAGAL_HZ}
    moved = {
        "vagus": heart.heart_rate(seconds, **rest | {"vagal_hz": vagal}),
        "sympathetic": heart.heart_rate(seconds, **rest | {"sympathetic_hz": sympathetic}),
        "adrenaline": heart.adrenaline(minutes, drive_minutes=QUARREL_MINUTES),
        "cortisol": cortisol.saliva_after_tsst(minutes),
    }
    excess = {name: curve - curve[0] for name, curve in moved.items()}
    return tuple(name for name, each in excess.items() if each[-1] < NEAR_REST * each.max())


def _for_both(name: str, of_sex: Callable[[str], float]) -> dict[str, Callable[[], Quantity]]:
    return {
        f"{name}_men": lambda: of_sex("male"),
        f"{name}_women": lambda: of_sex("female"),
    }


_QUANTITIES: dict[str, Callable[[], Quantity]] = {
    "saliva_peak_minute": lambda: cortisol.peak().minute,
    "people_outside_band": _share_outside_band,
    "people_inside_band": lambda: 100 - _share_outside_band(),
    "systems_back_after_break": _back_after_break,
    **_for_both("saliva_peak_level", lambda sex: cortisol.peak(sex=sex).level),
    **_for_both("saliva_peak_ratio", lambda sex: cortisol.peak(sex=sex).ratio),
    **_for_both("saliva_rise", _rise),
    **_for_both("saliva_added_minutes", lambda sex: cortisol.stimulus(sex=sex)),
    **_for_both("saliva_added_area", lambda sex: cortisol.area_above_baseline(sex=sex)),
    **_for_both("saliva_ground_minutes", _area_from_ground),
}
