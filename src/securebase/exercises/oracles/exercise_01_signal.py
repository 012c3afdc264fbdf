"""Exercise 1: what a silence says, by Bayes' rule and counted in evenings, and a thermostat's balance."""

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
from securebase.models.couples.thermostat import OWN_PULL, PULL_TO_OTHER
from securebase.models.inference import SILENCE_EXAMPLE, natural_frequencies, posterior

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from securebase.exercises.trial import Given, Quantity

EVENINGS: Final = 200
PRIOR, HIT, FALSE_ALARM = SILENCE_EXAMPLE.values()
BUSY: Final = 0.6  # the false-alarm rate of a busy week
AFTER_QUARREL: Final = 0.2  # the prior after a quarrel
ALARM: Final = ALARM_RANGE[1]  # it makes the wish the greatest there is, 10
LESSONS_ALARM: Final = THERMOSTAT_EXAMPLE["alarm"]  # there the wish is 8

_COUNTED = natural_frequencies(PRIOR, HIT, FALSE_ALARM, people=EVENINGS)


def _odds(prior: float, false_alarm: float) -> float:
    """Return the silent evenings of rejection for each other silent evening."""
    return prior * HIT / ((1 - prior) * false_alarm)


def _among_all(prior: float, share: float) -> float:
    """Return the chance if ``share`` of all evenings, and not of the others, is silent without rejection."""
    return prior * HIT / (prior * HIT + share)


def _weighted(own: float, other: float) -> float:
    return (own * (CALM_WISH + ALARM) + other * OTHERS_WISH) / (own + other)


QUANTITIES: dict[str, Callable[[], Quantity]] = {
    "evenings_of_rejection": lambda: float(_COUNTED.hits + _COUNTED.misses),
    "evenings_of_rejection_silent": lambda: float(_COUNTED.hits),
    "evenings_of_rejection_answered": lambda: float(_COUNTED.misses),
    "evenings_ordinary": lambda: float(_COUNTED.false_alarms + _COUNTED.correct_rejections),
    "evenings_ordinary_silent": lambda: float(_COUNTED.false_alarms),
    "evenings_silent": lambda: float(_COUNTED.with_cue),
    "evenings_alarms_of_all": lambda: EVENINGS * FALSE_ALARM,
    "evenings_hits_of_all": lambda: EVENINGS * HIT,
    "evenings_silent_with_alarms_of_all": lambda: _COUNTED.hits + EVENINGS * FALSE_ALARM,
    "rejection_given_silence": lambda: posterior(PRIOR, HIT, FALSE_ALARM),
    "rejection_given_silence_busy": lambda: posterior(PRIOR, HIT, BUSY),
    "rejection_given_silence_quarrel": lambda: posterior(AFTER_QUARREL, HIT, FALSE_ALARM),
    "rejection_before_silence": lambda: PRIOR,
    "rejection_before_silence_quarrel": lambda: AFTER_QUARREL,
    "silence_given_rejection": lambda: HIT,
    "silence_given_other": lambda: FALSE_ALARM,
    "silence_given_other_busy": lambda: BUSY,
    "silence_and_rejection": lambda: PRIOR * HIT,
    "silence_and_rejection_quarrel": lambda: AFTER_QUARREL * HIT,
    "silence_at_all": lambda: _COUNTED.with_cue / EVENINGS,
    "rejection_for_each_other_silence": lambda: _odds(PRIOR, FALSE_ALARM),
    "rejection_for_each_other_silence_busy": lambda: _odds(PRIOR, BUSY),
    "rejection_for_each_other_silence_quarrel": lambda: _odds(AFTER_QUARREL, FALSE_ALARM),
    "rejection_with_alarms_of_all": lambda: _among_all(PRIOR, FALSE_ALARM),
    "rejection_with_alarms_of_all_busy": lambda: _among_all(PRIOR, BUSY),
    "rejection_with_alarms_of_all_quarrel": lambda: _among_all(AFTER_QUARREL, FALSE_ALARM),
    "rejection_with_the_others_of_before": lambda: _among_all(AFTER_QUARREL, (1 - PRIOR) * FALSE_ALARM),
    "rejection_without_the_prior": lambda: HIT / (HIT + FALSE_ALARM),
    "rejection_without_the_prior_busy": lambda: HIT / (HIT + BUSY),
    "closeness_reached_alone": lambda: closeness_reached(alarm=ALARM, answer=0.0),
    "closeness_wanted": lambda: CALM_WISH + ALARM,
    "closeness_in_the_lesson": lambda: closeness_reached(alarm=LESSONS_ALARM, answer=0.0),
    "closeness_of_other": lambda: OTHERS_WISH,
    "closeness_halfway": lambda: (CALM_WISH + ALARM + OTHERS_WISH) / 2,
    "closeness_weights_exchanged": lambda: _weighted(PULL_TO_OTHER, OWN_PULL),
    "closeness_missing": lambda: CALM_WISH + ALARM - closeness_reached(alarm=ALARM, answer=0.0),
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
    """Return the lesson's numbers, three others of its presets, and many that nobody chose."""
    named: list[Given] = [
        (PRIOR, HIT, FALSE_ALARM),
        (PRIOR, HIT, BUSY),
        (AFTER_QUARREL, HIT, FALSE_ALARM),
        (PRIOR, HIT, 0.05),
    ]
    drawn = np.random.default_rng(1).uniform(0.02, 0.98, (6, 3)).round(3)
    return [*named, *(tuple(case) for case in drawn.tolist())]


TRIALS: Mapping[str, Trial] = {
    "chance_of_rejection": Trial(("prior", "hit", "false_alarm"), posterior, _MISTAKES, _cases),
}
