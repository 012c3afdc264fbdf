"""Exercise 4: twice the response, what is back after a break, the area above the start, going over it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from securebase.exercises.trial import Trial
from securebase.figures.stress_clock import OVER_AND_OVER, TASK_SECONDS
from securebase.models import cortisol, heart
from securebase.models.steps import Steps

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from numpy.typing import NDArray

    from securebase.exercises.trial import Given, Quantity

BAND_MINUTE = 90.0
QUARREL_MINUTES = 3.0
BREAK_MINUTES = 20.0
NEAR_REST = 0.1  # of the greatest excess
DRESDEN_MINUTES = (-5.0, 11.0, 20.0, 30.0, 40.0, 55.0, 70.0)


def _share_outside_band() -> float:
    """Of 100 people drawn from the published variances, those outside the middle 80 % at one minute."""
    people = cortisol.individuals_after_tsst([BAND_MINUTE])[:, 0]
    low, high = cortisol.spread_between_people([BAND_MINUTE], coverage=0.8)
    return 100 * float(np.mean((people < low[0]) | (people > high[0])))


def _rise(sex: str, amplitude: float = 1.0) -> float:
    """Height of the peak above the start, nmol/L."""
    return cortisol.peak(sex=sex, amplitude=amplitude).level - cortisol.baseline()


def _again(sex: str) -> float:
    """Minutes of basal secretion that going over it for the length of the break adds."""
    return OVER_AND_OVER * BREAK_MINUTES / (TASK_SECONDS / 60) * cortisol.stimulus(sex=sex)


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


QUANTITIES: Sequence[Mapping[str, Callable[[], Quantity]]] = (
    {
        "saliva_peak_minute": lambda: cortisol.peak().minute,
        "people_outside_band": _share_outside_band,
        "people_inside_band": lambda: 100 - _share_outside_band(),
        "systems_back_after_break": _back_after_break,
    },
    _for_both("saliva_peak_level", lambda sex: cortisol.peak(sex=sex).level),
    _for_both("saliva_peak_ratio", lambda sex: cortisol.peak(sex=sex).ratio),
    _for_both("saliva_rise", _rise),
    _for_both("saliva_twice_level", lambda sex: cortisol.peak(sex=sex, amplitude=2).level),
    _for_both("saliva_twice_ratio", lambda sex: cortisol.peak(sex=sex, amplitude=2).ratio),
    _for_both("saliva_twice_rise", lambda sex: _rise(sex, 2.0)),
    _for_both("saliva_level_doubled", lambda sex: 2 * cortisol.peak(sex=sex).level),
    _for_both("saliva_ratio_doubled", lambda sex: 2 * cortisol.peak(sex=sex).ratio),
    _for_both("saliva_again_minutes", _again),
    _for_both("saliva_again_area", lambda sex: cortisol.baseline() * _again(sex)),
    _for_both("saliva_evening_minutes", lambda sex: cortisol.stimulus(sex=sex) + _again(sex)),
)


def _area_above_start(minutes: NDArray[np.float64], levels: NDArray[np.float64]) -> float:
    return float(np.trapezoid(levels - levels[0], minutes))


def _gaps(levels: NDArray[np.float64]) -> NDArray[np.float64]:
    gaps: NDArray[np.float64] = levels - levels[0]
    return gaps


_AREA_MISTAKES: dict[str, Callable[..., float]] = {
    "ground": lambda m, c: float(np.trapezoid(c, m)),
    "lowest": lambda m, c: float(np.trapezoid(c - c.min(), m)),
    "seconds": lambda m, c: 60 * _area_above_start(m, c),
    "hours": lambda m, c: _area_above_start(m, c) / 60,
    "thousand-times": lambda m, c: 1000 * _area_above_start(m, c),
    "thousandth": lambda m, c: _area_above_start(m, c) / 1000,
    "sign": lambda m, c: -_area_above_start(m, c),
    "only-above": lambda m, c: float(np.trapezoid(np.maximum(_gaps(c), 0), m)),
    "equal-steps": lambda _, c: float(np.trapezoid(_gaps(c))),
    "sum": lambda _, c: float(_gaps(c).sum()),
    "left-ends": lambda m, c: float((_gaps(c)[:-1] * np.diff(m)).sum()),
    "right-ends": lambda m, c: float((_gaps(c)[1:] * np.diff(m)).sum()),
    "not-halved": lambda m, c: 2 * _area_above_start(m, c),
    "divided": lambda m, c: _area_above_start(m, c) / float(c[0]),
    "exchanged": lambda m, c: float(np.trapezoid(m - m[0], c)),
    "height": lambda _, c: float(c.max() - c[0]),
}


def _cortisol_curves() -> list[Given]:
    """Return a triangle to do in the head, the published curve, one below its start, and many shapes."""
    sampled = np.array(DRESDEN_MINUTES)
    curves: list[Given] = [
        (np.array([0.0, 10.0, 20.0]), np.array([10.0, 20.0, 10.0])),
        (sampled, cortisol.saliva_after_tsst(sampled)),
        (np.array([0.0, 15.0, 45.0, 60.0]), np.array([12.0, 20.0, 6.0, 9.0])),
    ]
    shapes = np.random.default_rng(4)
    for points in (4, 7, 12):
        minutes = shapes.uniform(-10, 0) + np.cumsum(shapes.uniform(2, 15, points))
        curves.append((minutes, shapes.uniform(5, 30, points)))
    return curves


TRIALS: Mapping[str, Trial] = {
    "area_above_start": Trial(
        ("minutes", "cortisol"), _area_above_start, _AREA_MISTAKES, _cortisol_curves, "Add the pieces up."
    ),
}
