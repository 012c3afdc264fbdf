"""Exercise 2: scores with statements that are turned, and how many keep a type that three lines make."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from securebase.exercises.trial import Trial
from securebase.models import stability
from securebase.models.scoring import ECR_RS, HIGHEST, LOWEST

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from numpy.typing import NDArray

    from securebase.exercises.trial import Given, Quantity

# What Amadou, who does not exist, answers about his father; the key is that of the nine-item questionnaire.
# Chosen so that no foreseen mistake comes near another or near what is right.
AMADOU = {1: 5, 2: 6, 3: 3, 4: 5, 5: 2, 6: 1, 7: 6, 8: 7, 9: 2}


def _mean(dimension: str, count: Callable[[int, bool], float]) -> float:
    """Return Amadou's mean on one dimension if each answer counted as ``count(answer, is it turned)``."""
    key = getattr(ECR_RS, dimension)
    return float(np.mean([count(AMADOU[one], one in key.reversed) for one in key.statements]))


def _score(dimension: str) -> float:
    return float(getattr(ECR_RS.scores(AMADOU), dimension))


def _total(dimension: str) -> float:
    return _score(dimension) * len(getattr(ECR_RS, dimension).statements)


def _turned(answer: float) -> float:
    return LOWEST + HIGHEST - answer


def _middle(dimension: str) -> float:
    """Return the median of what counts."""
    key = getattr(ECR_RS, dimension)
    counted = [_turned(AMADOU[one]) if one in key.reversed else AMADOU[one] for one in key.statements]
    return float(np.median(counted))


def _avoidance_of(*, turned: bool) -> float:
    """Return the mean of what counts of the statements that are turned alone, or of the others alone."""
    key = ECR_RS.avoidance
    answers = [AMADOU[one] for one in key.statements if (one in key.reversed) == turned]
    return float(np.mean([_turned(answer) if turned else answer for answer in answers]))


def _same(lines: int) -> float:
    """Return the chance to stay on the same side of the middle on so many unrelated lines."""
    return float(stability.same_quadrant_probability(stability.ROMANTIC_RETEST) ** (lines / 2))


QUANTITIES: dict[str, Callable[[], Quantity]] = {
    "amadou_avoidance": lambda: _score("avoidance"),
    "amadou_anxiety": lambda: _score("anxiety"),
    "amadou_avoidance_unturned": lambda: _mean("avoidance", lambda answer, _: answer),
    "amadou_avoidance_from_seven": lambda: _mean("avoidance", lambda a, turn: HIGHEST - a if turn else a),
    "amadou_avoidance_others_turned": lambda: _mean("avoidance", lambda a, turn: a if turn else _turned(a)),
    "amadou_avoidance_all_turned": lambda: _mean("avoidance", lambda a, _: _turned(a)),
    "amadou_anxiety_all_turned": lambda: _mean("anxiety", lambda a, _: _turned(a)),
    "amadou_avoidance_total": lambda: _total("avoidance"),
    "amadou_anxiety_total": lambda: _total("anxiety"),
    "amadou_avoidance_over_nine": lambda: _total("avoidance") / len(AMADOU),
    "amadou_anxiety_over_nine": lambda: _total("anxiety") / len(AMADOU),
    "amadou_avoidance_turned_alone": lambda: _avoidance_of(turned=True),
    "amadou_avoidance_unturned_alone": lambda: _avoidance_of(turned=False),
    "amadou_avoidance_middle": lambda: _middle("avoidance"),
    "amadou_anxiety_middle": lambda: _middle("anxiety"),
    "amadou_all_nine": lambda: (_total("avoidance") + _total("anxiety")) / len(AMADOU),
    "same_region_of_eight": lambda: _same(3),
    "other_region_of_eight": lambda: 1 - _same(3),
    "same_region_of_four": lambda: _same(2),
    "other_region_of_four": lambda: 1 - _same(2),
    "same_side_of_one_line": lambda: _same(1),
    "same_sides_added": lambda: 3 * _same(1),
}


def _counted(answers: NDArray[np.float64], turned: NDArray[np.bool_]) -> NDArray[np.float64]:
    return np.where(turned, LOWEST + HIGHEST - answers, answers)


_SCORE_MISTAKES: Mapping[str, Callable[..., float]] = {
    "unturned": lambda a, _: float(np.mean(a)),
    "from-seven": lambda a, t: float(np.mean(np.where(t, HIGHEST - a, a))),
    "minus": lambda a, t: float(np.mean(np.where(t, -a, a))),
    "others-turned": lambda a, t: float(np.mean(np.where(t, a, LOWEST + HIGHEST - a))),
    "all-turned": lambda a, _: float(np.mean(LOWEST + HIGHEST - a)),
    "only-turned": lambda a, t: float(np.mean(LOWEST + HIGHEST - a[t])),
    "left-out": lambda a, t: float(np.mean(a[~t])),
    "sum": lambda a, t: float(np.sum(_counted(a, t))),
    "middle": lambda a, t: float(np.median(_counted(a, t))),
}


def _sheets() -> list[Given]:
    """Return a sheet to do in the head, Amadou's, and others of several lengths."""
    avoidance = ECR_RS.avoidance
    sheets: list[Given] = [
        (np.array([5.0, 4.0, 6.0]), np.array([False, False, True])),
        (
            np.array([float(AMADOU[one]) for one in avoidance.statements]),
            np.array([one in avoidance.reversed for one in avoidance.statements]),
        ),
    ]
    draw = np.random.default_rng(2)
    for length in (5, 8, 18):
        turned = np.arange(length) % 3 == 1
        sheets.append((draw.integers(LOWEST, HIGHEST + 1, length).astype(float), turned))
    return sheets


TRIALS: Mapping[str, Trial] = {
    "score": Trial(
        ("answers", "turned"),
        lambda a, t: float(np.mean(_counted(a, t))),
        _SCORE_MISTAKES,
        _sheets,
        "A score is their mean.",
    ),
}
