"""What one slider update of the models of the body costs, beside the plain way at the same accuracy."""

from __future__ import annotations

import dataclasses
import time
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

import numpy as np
from benchmarks import _plain_bodies as plain
from benchmarks.timing import medians, table

from securebase.models import breathing, cortisol, heart, hpa
from securebase.models.cortisol_fits import FIXED_EFFECTS
from securebase.models.steps import Steps

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

ACCURACY = 1e-4  # relative, on what is drawn
MOST_MILLISECONDS = 8.0
LEAST_RATIO = 5.0
ROUNDS = 15

TIGHT = {"method": "DOP853", "rtol": 1e-11, "atol": 1e-13}
TIGHT_STIFF = {"method": "Radau", "rtol": 1e-10, "atol": 1e-12}
TOLERANCES = [{"rtol": tolerance, "atol": tolerance * 1e-2} for tolerance in 10.0 ** -np.arange(3, 11)]
BEATS = [{"beats": beats} for beats in 1000 * 2 ** np.arange(7)]


@dataclass(frozen=True)
class Case:
    """A call that a slider makes, the plain way with one setting after another, and the truth."""

    name: str
    ours: Callable[[], np.ndarray]
    plain: Callable[..., np.ndarray]
    settings: Sequence[dict]
    truth: dict
    rounds: int = ROUNDS  # of the plain way; ours always runs ROUNDS times


def report() -> str:
    """Return the table of medians, ratios and errors."""
    rows = [_row(case) for case in _cases()]
    once = medians([_band], rounds=5, clock=time.process_time)[0] * 1e3
    header = ("call", "ours ms", "plain ms", "ratio", "our error", "plain error", "targets")
    return "\n".join(
        [
            "Models of the body: one slider update, processor time",
            "",
            table(header, rows),
            "",
            "plain: solve_ivp with its default method (breathing: beat by beat, all rates at once),",
            f"  at the loosest setting that is within {ACCURACY:g} of a tight solution",
            f"targets: at most {MOST_MILLISECONDS:g} ms, at least {LEAST_RATIO:g} times faster than plain,",
            f"  within {ACCURACY:g} of a tight solution",
            f"The band between people (4,096 of them, 241 minutes) is drawn once: {once:.0f} ms.",
        ]
    )


def _row(case: Case) -> list[str]:
    truth = case.plain(**case.truth)
    setting = next(choice for choice in case.settings if _error(case.plain(**choice), truth) <= ACCURACY)
    ours, theirs = medians(
        [case.ours, partial(case.plain, **setting)],
        rounds=case.rounds,
        each=[ROUNDS // case.rounds, 1],
        clock=time.process_time,
    )
    error = _error(case.ours(), truth)
    met = ours * 1e3 <= MOST_MILLISECONDS and theirs / ours >= LEAST_RATIO and error <= ACCURACY
    return [
        case.name,
        f"{ours * 1e3:.2f}",
        f"{theirs * 1e3:.1f}",
        f"{theirs / ours:.0f}",
        f"{error:.0e}",
        f"{_error(case.plain(**setting), truth):.0e}",
        "met" if met else "MISSED",
    ]


def _error(drawn: np.ndarray, truth: np.ndarray) -> float:
    """Return the greatest error relative to the truth, or to a thousandth of its range where it is near 0."""
    scale = np.maximum(np.abs(truth), 1e-3 * np.ptp(truth))
    return float(np.max(np.abs(drawn - truth) / scale))


def _cases() -> list[Case]:
    return [_saliva(), _heart(), _adrenaline(), *_hpa(), *_breathing()]


def _band() -> object:
    return cortisol.spread_between_people(np.linspace(-20, 100, 241))


def _saliva() -> Case:
    minutes = np.linspace(-20, 100, 400)
    return Case(
        "saliva after the TSST, 400 minutes",
        partial(cortisol.saliva_after_tsst, minutes),
        partial(plain.saliva, minutes, FIXED_EFFECTS),
        TOLERANCES,
        TIGHT,
    )


def _heart() -> Case:
    seconds = np.linspace(-10, 60, 400)
    sympathetic = (heart.REST_SYMPATHETIC_HZ, heart.STRESS_SYMPATHETIC_HZ)
    vagal = (heart.REST_VAGAL_HZ, heart.STRESS_VAGAL_HZ)
    return Case(
        "heart rate, 400 seconds, jumps",
        lambda: heart.heart_rate(
            seconds, sympathetic_hz=Steps((0.0,), sympathetic), vagal_hz=Steps((0.0,), vagal)
        ),
        partial(plain.heart_rate, seconds, sympathetic, vagal),
        TOLERANCES,
        TIGHT,
    )


def _adrenaline() -> Case:
    minutes = np.linspace(-10, 60, 400)
    return Case(
        "adrenaline, 400 minutes",
        partial(heart.adrenaline, minutes, drive_minutes=10.0),
        partial(plain.adrenaline, minutes, 10.0),
        TOLERANCES,
        TIGHT,
    )


def _hpa() -> list[Case]:
    day = hpa.MINUTES_PER_DAY
    start = dataclasses.astuple(hpa.steady_state(1.0))
    year = (np.linspace(-10, 350, 400) * day, (0.0, 90 * day), (1.0, 2.0, 1.0))
    hours = (np.linspace(-30, 360, 400), (0.0, 20.0), (1.0, 10.0, 1.0))
    return [
        Case(
            name,
            partial(_hpa_levels, minutes, Steps(borders, drives)),
            partial(plain.hpa, minutes, borders, drives, start),
            TOLERANCES,
            TIGHT_STIFF,
            rounds,
        )
        for name, (minutes, borders, drives), rounds in (
            ("HPA axis, 360 days, 400 points", year, 1),
            ("HPA axis, six hours, 400 points", hours, ROUNDS),
        )
    ]


def _hpa_levels(minutes: np.ndarray, drive: Steps) -> np.ndarray:
    response = hpa.simulate(minutes, drive)
    return np.array([response.crh, response.acth, response.cortisol, response.pituitary, response.adrenal])


def _breathing() -> list[Case]:
    rates = np.array(breathing.SWEEP_BREATHS_PER_MINUTE)
    return [
        Case(
            f"swing, {rates.size} breathing rates, RR {mean_rr:g} ms",
            partial(breathing.rr_swing, rates, mean_rr_ms=mean_rr),
            partial(plain.rr_swing, rates, mean_rr=mean_rr),
            BEATS,
            {"beats": 150_000},
            rounds=3,
        )
        for mean_rr in (800.0, 900.0)
    ]
