"""Exercise 3: where an expectation settles, how long it holds, and what published figures say."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import numpy as np

from securebase import datasets
from securebase.exercises.trial import Trial
from securebase.models import effects, expectations

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from securebase.exercises.trial import Given, Quantity

RELIABILITY, RISE, FALL = expectations.UNEQUAL_STEPS_EXAMPLE.values()
PRIOR, FIRMLY, RELIABLE_NOW = expectations.COUNTING_EXAMPLE.values()
LEVEL = expectations.COUNTED_UNTIL
STRENGTHS = {"lightly": 5.0, "firmly": FIRMLY, "very": 50.0}
RATE, SENSITIVITY = expectations.HOT_STOVE_EXAMPLE.values()
INFANTS = 300
PATTERNS = ("secure", "avoidant", "resistant", "disorganized")


def _exchanges(held: str) -> float:
    return expectations.interactions_until(LEVEL, PRIOR, STRENGTHS[held], RELIABLE_NOW)


def _wrong_exchanges(held: str) -> dict[str, Callable[[], Quantity]]:
    """Return what goes wrong in strength × (level − prior) / (reliability − level)."""
    strength, gain, room = STRENGTHS[held], LEVEL - PRIOR, RELIABLE_NOW - LEVEL
    return {
        f"exchanges_{held}_forgotten_strength": lambda: gain / room,
        f"exchanges_{held}_old_ones_too": lambda: _exchanges(held) + strength,
        f"exchanges_{held}_over_reliability": lambda: strength * gain / RELIABLE_NOW,
        f"exchanges_{held}_over_whole_way": lambda: strength * gain / (RELIABLE_NOW - PRIOR),
        f"exchanges_{held}_from_zero": lambda: strength * LEVEL / room,
        f"exchanges_{held}_upside_down": lambda: strength * room / gain,
    }


def _spread() -> float:
    """Variance of an impression when everything is always tried."""
    return RATE / (2.0 - RATE)


def _pull(exponent: float) -> float:
    return float(np.exp(exponent) / (1.0 + np.exp(exponent)))


def _infants(pattern: str) -> float:
    columns = datasets.load("infant_attachment").columns
    shares = dict(zip(columns["classification"], columns["percent"], strict=True))
    return INFANTS * float(shares[pattern]) / 100


def _correlation(column: str) -> float:
    return float(datasets.load("attachment_transmission").columns[column][0])


def _rates(prefix: str, difference: float) -> dict[str, Callable[[], Quantity]]:
    """Return two rates that lie ``difference`` apart, around one half."""
    with_it, without = (100 * rate for rate in effects.success_rates(difference))
    return {f"{prefix}_with": lambda: with_it, f"{prefix}_without": lambda: without}


QUANTITIES: Sequence[Mapping[str, Callable[[], Quantity]]] = (
    {
        "settles": lambda: expectations.asymmetric_limit(RELIABILITY, RISE, FALL),
        "settles_rates_exchanged": lambda: expectations.asymmetric_limit(RELIABILITY, FALL, RISE),
        "settles_equal_rates": lambda: expectations.asymmetric_limit(RELIABILITY, RISE, RISE),
        "settles_shares_exchanged": lambda: expectations.asymmetric_limit(1 - RELIABILITY, RISE, FALL),
        "settles_rates_alone": lambda: RISE / (RISE + FALL),
        "settles_odds": lambda: RISE * RELIABILITY / (FALL * (1 - RELIABILITY)),
        "settles_complement": lambda: 1 - expectations.asymmetric_limit(RELIABILITY, RISE, FALL),
        "stove_bias": lambda: expectations.hot_stove_bias(RATE, SENSITIVITY),
        "stove_rate_as_spread": lambda: -SENSITIVITY * RATE * _pull(SENSITIVITY**2 * RATE / 2),
        "stove_without_share": lambda: -SENSITIVITY * _spread(),
        "stove_not_halved": lambda: -SENSITIVITY * _spread() * _pull(SENSITIVITY**2 * _spread()),
        "stove_without_sensitivity": lambda: -_spread() * _pull(SENSITIVITY**2 * _spread() / 2),
        "infants_not_secure": lambda: INFANTS - _infants("secure"),
        "infants_not_disorganized": lambda: INFANTS - _infants("disorganized"),
    },
    {f"exchanges_{held}": partial(_exchanges, held) for held in STRENGTHS},
    _wrong_exchanges("firmly"),
    _wrong_exchanges("very"),
    {f"infants_{pattern}": partial(_infants, pattern) for pattern in PATTERNS},
    _rates("children", _correlation("r")),
    _rates("children_earlier", _correlation("earlier_r")),
    _rates("children_not_halved", 2 * _correlation("r")),
    _rates("children_squared", _correlation("r") ** 2),
)


def _learn(answers: Sequence[float], start: float, rise: float, fall: float) -> float:
    return float(expectations.learn_from_answers(answers, rise=rise, fall=fall, start=start)[..., -1].item())


def _without_distance(answers: Sequence[float], start: float, rise: float, fall: float) -> float:
    return start + sum(rise if answered else -fall for answered in answers)


_LEARNING_MISTAKES: dict[str, Callable[..., float]] = {
    "exchanged": lambda a, s, r, f: _learn(a, s, f, r),
    "rise-for-both": lambda a, s, r, _: _learn(a, s, r, r),
    "fall-for-both": lambda a, s, _, f: _learn(a, s, f, f),
    "no-distance": _without_distance,
    "silences-ignored": lambda a, s, r, _: _learn(a, s, r, 0.0),
    "own-start": lambda a, _, r, f: _learn(a, 0.5, r, f),
    "backwards": lambda a, s, r, f: _learn(list(a)[::-1], s, r, f),
    "first-only": lambda a, s, r, f: _learn(list(a)[:1], s, r, f),
    "last-only": lambda a, s, r, f: _learn(list(a)[-1:], s, r, f),
    "share": lambda a, _s, _r, _f: float(np.mean(a)),
    "settled": lambda a, _, r, f: expectations.asymmetric_limit(float(np.mean(a)), r, f),
    "percent": lambda a, s, r, f: 100 * _learn(a, s, r, f),
}


def _answers_to_learn_from() -> list[Given]:
    """Return three exchanges to do in the head, the lesson's ten, and many others."""
    cases: list[Given] = [
        ([1, 1, 0], 0.5, 0.1, 0.3),
        ([1, 1, 0, 1, 1, 1, 0, 1, 1, 1], 0.4, RISE, FALL),
        ([0, 0, 0, 1], 0.9, 0.2, 0.05),
    ]
    chance = np.random.default_rng(3)
    for exchanges in (6, 15, 40):
        met = (chance.random(exchanges) < 0.6).astype(int).tolist()
        cases.append((met, *(round(float(each), 3) for each in chance.uniform(0.05, 0.45, 3))))
    return cases


TRIALS: Mapping[str, Trial] = {
    "expectation_after": Trial(
        ("answers", "start", "rise", "fall"),
        _learn,
        _LEARNING_MISTAKES,
        _answers_to_learn_from,
        "Let it return the last one, the expectation after the last exchange.",
    ),
}
