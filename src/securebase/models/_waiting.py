"""How long a chain of exponential stages takes: for many people and many times at once."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from securebase.models._checks import FloatArray


def passed(times: FloatArray, rates: FloatArray) -> FloatArray:
    """Return the probability that a sum of exponential waiting times, one for each stage, is over.

    ``times`` has shape (n,) and holds nothing negative; ``rates`` has shape (stages, people) and the inverse
    of the unit of time; the result has shape (people, n).

    Uniformisation: events come at the fastest of all rates, and each moves a stage on with the probability
    that its own rate gives. Every term is positive, so nothing cancels when rates are equal or nearly so,
    where partial fractions fail; and the two factors, events by time and stages by event, meet in one
    matrix product for all people and all times.
    """
    fastest = float(np.max(rates))
    expected = fastest * times
    most = float(np.max(expected))
    events = np.arange(math.ceil(most + 9 * math.sqrt(most) + 30))
    log_factorial = np.concatenate([[0.0], np.cumsum(np.log(events[1:]))])
    log_expected = np.log(np.maximum(expected, np.finfo(float).tiny))
    poisson = np.exp(np.outer(events, log_expected) - expected - log_factorial[:, np.newaxis])
    move = rates / fastest
    stages = np.zeros_like(move)
    stages[0] = 1.0
    done = np.zeros((events.size, move.shape[1]))
    for event in events[1:]:
        moving = stages * move
        stages = stages - moving
        stages[1:] += moving[:-1]
        done[event] = done[event - 1] + moving[-1]
    probability: FloatArray = done.T @ poisson
    return probability
