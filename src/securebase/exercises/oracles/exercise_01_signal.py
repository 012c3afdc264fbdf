"""Exercise 1: silent evenings counted by Bayes' rule, and what wanting more brings in the thermostat."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from securebase.exercises.trial import Trial
from securebase.models.couples import (
    ALARM_RANGE,
    CALM_WISH,
    OTHERS_WISH,
    THERMOSTAT_EXAMPLE,
    closeness_reached,
)
from securebase.models.inference import natural_frequencies, posterior

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from securebase.exercises.trial import Given, Quantity

EVENINGS: Final = 200
PRIOR: Final = 0.05  # other than lesson 1's, so that its picture does not print the answers
HIT: Final = 0.8
FALSE_ALARM: Final = 0.3

MOST: Final = ALARM_RANGE[1]  # an alarm that makes the wish the greatest there is, 10
LESSONS: Final = THERMOSTAT_EXAMPLE["alarm"]  # there the wish is 8

_COUNTED = natural_frequencies(PRIOR, HIT, FALSE_ALARM, people=EVENINGS)
_REJECTIONS: Final = float(_COUNTED.hits + _COUNTED.misses)
_OTHERS: Final = float(_COUNTED.false_alarms + _COUNTED.correct_rejections)


def _of_100(part: float, whole: float) -> float:
    return 100 * part / whole


def _reached(alarm: float) -> float:
    return closeness_reached(alarm=alarm, answer=0.0)


QUANTITIES: dict[str, Callable[[], Quantity]] = {
    "evenings_of_rejection": lambda: _REJECTIONS,
    "evenings_of_rejection_silent": lambda: float(_COUNTED.hits),
    "evenings_of_rejection_answered": lambda: float(_COUNTED.misses),
    "evenings_ordinary": lambda: _OTHERS,
    "evenings_ordinary_silent": lambda: float(_COUNTED.false_alarms),
    "evenings_ordinary_answered": lambda: float(_COUNTED.correct_rejections),
    "evenings_silent": lambda: float(_COUNTED.with_cue),
    "evenings_answered": lambda: float(EVENINGS - _COUNTED.with_cue),
    "evenings_alarms_of_all": lambda: EVENINGS * FALSE_ALARM,
    "evenings_hits_of_all": lambda: EVENINGS * HIT,
    "evenings_silent_with_alarms_of_all": lambda: _COUNTED.hits + EVENINGS * FALSE_ALARM,
    "evenings_silent_with_all_rejections": lambda: _REJECTIONS + _COUNTED.false_alarms,
    "evenings_silent_with_both": lambda: _REJECTIONS + EVENINGS * FALSE_ALARM,
    "of_100_silent": lambda: 100 * posterior(PRIOR, HIT, FALSE_ALARM),
    "of_100_something_else": lambda: 100 - 100 * posterior(PRIOR, HIT, FALSE_ALARM),
    "of_100_rejections_silent": lambda: 100 * HIT,
    "of_100_before": lambda: 100 * PRIOR,
    "of_100_evenings_both": lambda: 100 * PRIOR * HIT,
    "of_100_others_silent": lambda: 100 * FALSE_ALARM,
    "of_100_evenings_silent": lambda: _of_100(_COUNTED.with_cue, EVENINGS),
    "of_100_other_silences": lambda: _of_100(_COUNTED.hits, _COUNTED.false_alarms),
    "of_100_with_alarms_of_all": lambda: _of_100(_COUNTED.hits, _COUNTED.hits + EVENINGS * FALSE_ALARM),
    "of_100_with_all_rejections_below": lambda: _of_100(_COUNTED.hits, _REJECTIONS + _COUNTED.false_alarms),
    "of_100_with_all_rejections_above": lambda: _of_100(_REJECTIONS, _COUNTED.with_cue),
    "of_100_with_all_rejections": lambda: _of_100(_REJECTIONS, _REJECTIONS + _COUNTED.false_alarms),
    "of_100_with_both": lambda: _of_100(_REJECTIONS, _REJECTIONS + EVENINGS * FALSE_ALARM),
    "of_100_without_the_prior": lambda: _of_100(HIT, HIT + FALSE_ALARM),
    "nearer_by": lambda: _reached(MOST) - _reached(0.0),
    "nearer_by_all_of_it": lambda: MOST,
    "nearer_by_half": lambda: MOST / 2,
    "nearer_by_nothing": lambda: 0.0,
    "nearer_for_one_step": lambda: (_reached(MOST) - _reached(0.0)) / MOST,
    "nearer_than_in_the_lesson": lambda: _reached(MOST) - _reached(LESSONS),
    "farther_from_the_wish": lambda: MOST - (_reached(MOST) - _reached(0.0)),
    "place_now": lambda: _reached(MOST),
    "place_in_calm": lambda: _reached(0.0),
    "from_the_other_now": lambda: _reached(MOST) - OTHERS_WISH,
    "from_the_calm_wish": lambda: _reached(MOST) - CALM_WISH,
}

_MISTAKES: dict[str, Callable[..., float]] = {
    "prior": lambda prior, _hit, _alarm: prior,
    "hit": lambda _prior, hit, _alarm: hit,
    "both": lambda prior, hit, _alarm: prior * hit,
    "silence": lambda prior, hit, alarm: prior * hit + (1 - prior) * alarm,
    "no-prior": lambda _prior, hit, alarm: hit / (hit + alarm),
    "no-complement": lambda prior, hit, alarm: prior * hit / (prior * hit + alarm),
    "odds": lambda prior, hit, alarm: prior * hit / ((1 - prior) * alarm),
    "complement": lambda prior, hit, alarm: 1 - posterior(prior, hit, alarm),
    "percent": lambda prior, hit, alarm: 100 * posterior(prior, hit, alarm),
    "exchanged": lambda prior, hit, alarm: posterior(prior, alarm, hit),
    "no-brackets": lambda prior, hit, alarm: hit * hit + (1 - prior) * alarm,
    "hundredths": lambda prior, hit, alarm: round(posterior(prior, hit, alarm), 2),
    "thousandths": lambda prior, hit, alarm: round(posterior(prior, hit, alarm), 3),
}


def _cases() -> list[Given]:
    """Return the evenings above, those of three of the lesson's presets, and many that nobody chose."""
    named: list[Given] = [
        (PRIOR, HIT, FALSE_ALARM),
        (PRIOR, HIT, 0.6),
        (0.2, HIT, FALSE_ALARM),
        (PRIOR, HIT, 0.05),
    ]
    drawn = np.random.default_rng(1).uniform(0.02, 0.98, (6, 3)).round(3)
    return [*named, *(tuple(case) for case in drawn.tolist())]


TRIALS: Mapping[str, Trial] = {
    "chance_of_rejection": Trial(("prior", "hit", "false_alarm"), posterior, _MISTAKES, _cases),
}
