"""Exercise 3: what a silence weighs, how long an old expectation holds, and what a headline's numbers say."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import numpy as np

from securebase.exercises.trial import Trial
from securebase.models import expectations

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from securebase.exercises.trial import Given, Quantity

ANSWERED, SETTLED = 0.9, 0.6  # what Jamal's grandmother does, and what he has come to expect
PRIOR, RELIABLE_NOW, LEVEL = 0.3, 0.9, expectations.COUNTED_UNTIL
STRENGTHS = {"firmly": 20.0, "very": 50.0}
CALM, OTHER = 0.6, 0.4  # shares of children classified secure in the headline's article


def odds(share: float) -> float:
    """Return a share as odds: 3 where three answers stand against one silence."""
    return share / (1 - share)


def _exchanges(held: str) -> float:
    return expectations.interactions_until(LEVEL, PRIOR, STRENGTHS[held], RELIABLE_NOW)


def _wrong_exchanges(held: str) -> dict[str, Callable[[], Quantity]]:
    """Return what goes wrong in strength × (level − prior) / (reliability − level)."""
    strength, gain, room = STRENGTHS[held], LEVEL - PRIOR, RELIABLE_NOW - LEVEL
    return {
        f"strength_{held}": lambda: strength,
        f"exchanges_{held}_forgotten_strength": lambda: gain / room,
        f"exchanges_{held}_old_ones_too": lambda: _exchanges(held) + strength,
        f"exchanges_{held}_over_level": lambda: strength * gain / LEVEL,
        f"exchanges_{held}_over_reliability": lambda: strength * gain / RELIABLE_NOW,
        f"exchanges_{held}_over_whole_way": lambda: strength * gain / (RELIABLE_NOW - PRIOR),
        f"exchanges_{held}_from_zero": lambda: strength * LEVEL / room,
        f"exchanges_{held}_upside_down": lambda: strength * room / gain,
    }


QUANTITIES: Sequence[Mapping[str, Callable[[], Quantity]]] = (
    {
        "weight": lambda: odds(ANSWERED) / odds(SETTLED),
        "weight_of_expected_silences": lambda: (1 - SETTLED) / (1 - ANSWERED),
        "weight_as_ratio": lambda: ANSWERED / SETTLED,
        "weight_whole": lambda: 10 * ANSWERED / SETTLED,
        "weight_for_half": lambda: odds(ANSWERED),
        "weight_odds_multiplied": lambda: odds(ANSWERED) * odds(SETTLED),
        "headline": lambda: CALM - OTHER,
        "headline_half": lambda: (CALM - OTHER) / 2,
        "headline_with": lambda: CALM,
        "headline_without": lambda: OTHER,
        "headline_ratio": lambda: CALM / OTHER,
        "headline_squared": lambda: (CALM - OTHER) ** 2,
    },
    {f"exchanges_{held}": partial(_exchanges, held) for held in STRENGTHS},
    _wrong_exchanges("firmly"),
    _wrong_exchanges("very"),
)


def _learn(answers: Sequence[float], start: float, strength: float, weight: float) -> float:
    learned = expectations.learn_by_counting(answers, prior=start, strength=strength, silence_weight=weight)
    return float(learned[..., -1].item())


def _shared(above: float, answered: float, below: float) -> float:
    """Return what was answered of all that counts: remembered, answered now, and silent."""
    return (above + answered) / (below + answered)


_LEARNING_MISTAKES: dict[str, Callable[..., float]] = {
    "weight-ignored": lambda a, m, s, _: _learn(a, m, s, 1.0),
    "weight-on-answers": lambda a, m, s, w: _shared(s * m, w * sum(a), s + len(a) - sum(a)),
    "weight-on-top": lambda a, m, s, w: (
        _learn(a, m, s, w) - w * (len(a) - sum(a)) / (s + sum(a) + w * (len(a) - sum(a)))
    ),
    "start-ignored": lambda a, _m, _s, w: expectations.settled_level(float(np.mean(a)), w),
    "strength-ignored": lambda a, m, _, w: _learn(a, m, 1.0, w),
    "start-not-multiplied": lambda a, m, s, w: _shared(m, sum(a), s + w * (len(a) - sum(a))),
    "silences-ignored": lambda a, m, s, _: _shared(s * m, sum(a), s),
    "share": lambda a, _m, _s, _w: float(np.mean(a)),
    "unanswered": lambda a, m, s, w: 1.0 - _learn(a, m, s, w),
    "percent": lambda a, m, s, w: 100 * _learn(a, m, s, w),
}


def _answers_to_learn_from() -> list[Given]:
    """Return a history to do in the head, the lesson's ten, and many others."""
    cases: list[Given] = [
        ([1, 1, 0], 0.5, 4, 2),
        ([1, 1, 0, 1, 1, 1, 0, 1, 1, 1], 0.4, 5, 3),
        ([0, 0, 0, 1], 0.9, 20, 1.5),
    ]
    chance = np.random.default_rng(3)
    for exchanges in (6, 15, 40):
        met = (chance.random(exchanges) < 0.6).astype(int).tolist()
        start, strength, weight = chance.uniform((0.05, 2.0, 1.2), (0.95, 30.0, 5.0))
        cases.append((met, round(float(start), 3), round(float(strength), 1), round(float(weight), 1)))
    return cases


TRIALS: Mapping[str, Trial] = {
    "expectation_after": Trial(
        ("answers", "start", "strength", "weight"),
        _learn,
        _LEARNING_MISTAKES,
        _answers_to_learn_from,
        "Let it return the last one, the expectation after the last exchange.",
    ),
}
