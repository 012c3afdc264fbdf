"""What one slider update of the models of two people and of learning costs, beside the plain way."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING

import numpy as np
from benchmarks import _plain_couples as plain
from benchmarks.timing import medians, table

from securebase.models import couples, expectations, inference, stability

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

ACCURACY = 1e-4  # relative, on what is drawn
PERIOD_ACCURACY = 5e-3  # of a period that is read, not drawn
MOST_MILLISECONDS = 8.0
LEAST_RATIO = 5.0  # where the model is linear or vectorises over a sweep

TIGHT = {"method": "DOP853", "rtol": 1e-11, "atol": 1e-13}
TOLERANCES = [{"rtol": tolerance, "atol": tolerance * 1e-2} for tolerance in 10.0 ** -np.arange(3, 11)]


@dataclass(frozen=True)
class Case:
    """A call that a slider makes, the plain way with one setting after another, and the truth."""

    name: str
    ours: Callable[[], np.ndarray]
    plain: Callable[..., np.ndarray]
    least_ratio: float = LEAST_RATIO
    settings: Sequence[dict] = field(default_factory=lambda: TOLERANCES)
    truth: dict = field(default_factory=lambda: TIGHT)
    accuracy: float = ACCURACY
    rounds: int = 15


def report() -> str:
    """Return the tables of medians, ratios and errors."""
    header = ("call", "ours ms", "plain ms", "ratio", "our error", "plain error", "targets")
    return (
        "Models of two people: one slider update\n\n"
        + table(header, [_row(case) for case in _cases()])
        + "\n\nplain: solve_ivp with its default method (permutation test: itertools), at the loosest "
        f"tolerance that is within {ACCURACY:g} of a tight solution.\n"
        f"targets: at most {MOST_MILLISECONDS:g} ms and within {ACCURACY:g} of a tight solution (period: "
        f"{PERIOD_ACCURACY:g}); and at least {LEAST_RATIO:g} times\nfaster than plain where the model is "
        "linear or vectorises, that is not for those marked *, single courses of a nonlinear pair.\n\n"
        "Simulated people, and formulas: ours alone\n\n" + table(("call", "ours ms", "targets"), _alone())
    )


def _row(case: Case) -> list[str]:
    truth = case.plain(**case.truth)
    setting = next(choice for choice in case.settings if _error(case.plain(**choice), truth) <= case.accuracy)
    ours, theirs = medians([case.ours, partial(case.plain, **setting)], rounds=case.rounds)
    error = _error(case.ours(), truth)
    met = ours * 1e3 <= MOST_MILLISECONDS and theirs / ours >= case.least_ratio and error <= case.accuracy
    return [
        case.name,
        f"{ours * 1e3:.2f}",
        f"{theirs * 1e3:.1f}",
        f"{theirs / ours:.1f}",
        f"{error:.0e}",
        f"{_error(case.plain(**setting), truth):.0e}",
        "met" if met else "MISSED",
    ]


def _error(drawn: np.ndarray, truth: np.ndarray) -> float:
    """Return the greatest error relative to the truth, or to a thousandth of its range where it is near 0."""
    scale = np.maximum(np.abs(truth), 1e-3 * np.ptp(truth))
    return float(np.max(np.abs(drawn - truth) / scale))


def _alone() -> list[list[str]]:
    rng, grid = np.random.default_rng(1), np.linspace(0.0, 3.0, 25)
    answers = expectations.simulate_answers(rng, learners=300, interactions=150, reliability=0.8)
    two_weeks = np.arange(14.0)
    calls = {
        "approach, 300 people, 150 occasions": lambda: expectations.simulate_approach(
            rng, people=300, occasions=150, rate=0.5, sensitivity=2.0
        ),
        "counting, 300 learners, 150 bids": lambda: expectations.learn_by_counting(
            answers, prior=0.2, strength=20, silence_weight=3
        ),
        "stability, 300 people, 30 occasions": lambda: stability.simulate_security(
            rng, people=300, occasions=30, step=0.8, prototype=0.6
        ),
        "retest and flips, 2000 people": lambda: (
            stability.simulate_two_measurements(rng, 0.65, people=2000).flipped
        ),
        "studies, 5000, and their exaggeration": lambda: (
            inference.simulate_studies(rng, 0.3, 0.3, studies=5000),
            inference.exaggeration(0.2),
        ),
        "states of rest and smallest repair": lambda: couples.smallest_joint_repair(0.3, 2.0),
        "arrows of a phase portrait, 25 × 25": lambda: couples.rates_of_change(*np.meshgrid(grid, grid)),
        "exact p, 28 days": lambda: inference.exact_permutation_p(two_weeks, two_weeks + 1),
        "chance differences for a histogram, 14 days": lambda: inference.permuted_differences(
            two_weeks[:7], two_weeks[7:]
        ),
    }
    taken = medians(list(calls.values()), rounds=25)
    return [
        [name, f"{seconds * 1e3:.2f}", "met" if seconds * 1e3 <= MOST_MILLISECONDS else "MISSED"]
        for name, seconds in zip(calls, taken, strict=True)
    ]


def _cases() -> list[Case]:
    return [*_linear(), *_tipping(), *_cycles(), _permutation()]


def _linear() -> list[Case]:
    times = np.linspace(0.0, 60.0, 600)
    close = {"start": (1, 9), "goals": (8, 2), "own_pull": 0.2, "partner_pull": 0.3}
    pairs = [couples.OscillatingCouple(gamma=gamma) for gamma in (0.05, 0.15)]
    return [
        *(
            Case(
                f"coupled oscillators, 600 points, γ1 {pair.gamma:g}",
                partial(_both, couples.coupled_oscillators, times, pair),
                partial(plain.oscillators, times, pair.eta, pair.zeta, pair.gamma),
            )
            for pair in pairs
        ),
        Case(
            "closeness, 600 points",
            partial(_both, couples.closeness_over_time, times, **close),
            partial(plain.closeness, times),
        ),
    ]


def _tipping() -> list[Case]:
    times, start = np.linspace(0.0, 30.0, 400), (-0.9, 0.4)
    # Every kindness that is drawn but the few next to the tipping point, where rest takes very long to reach.
    kindness = np.concatenate([np.linspace(-1.0, 0.45, 30), np.linspace(0.6, 1.0, 10)])
    return [
        Case(
            "tipping, two feelings, 400 points *",
            partial(_both, couples.feelings_over_time, times, start=start, kindness=0.3, influence=2.0),
            partial(plain.feelings, times, start, 0.3),
            least_ratio=1.0,
        ),
        Case(
            "hysteresis, one branch, 40 points",
            partial(couples.settled_feeling, kindness, 2.0),
            partial(plain.hysteresis, kindness),
            rounds=3,
        ),
    ]


def _cycles() -> list[Case]:
    times = np.linspace(0.0, 100.0, 1000)
    return [
        Case(
            "insecure cycle, 1000 points *",
            partial(_both, couples.insecure_cycle, times),
            partial(plain.cycle, times),
            least_ratio=1.0,
        ),
        Case(
            "period of the cycle *",
            lambda: np.array([couples.cycle_period()]),
            plain.period,
            least_ratio=1.0,
            accuracy=PERIOD_ACCURACY,
            rounds=5,
        ),
    ]


def _permutation() -> Case:
    a, b = np.array([3.0, 5, 4, 6, 2, 5, 4]), np.array([4.0, 6, 7, 5, 6, 8, 5])
    return Case(
        "exact permutation test, 14 days",
        lambda: np.array([inference.exact_permutation_p(a, b)]),
        partial(plain.permutation_p, a, b),
        settings=[{}],
        truth={},
    )


def _both(model: Callable[..., couples.TwoPaths], *given: object, **named: object) -> np.ndarray:
    paths = model(*given, **named)
    return np.array([paths.first, paths.second])
