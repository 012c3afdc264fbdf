"""How long a chain of exponential stages takes: for many people and many times at once."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from securebase.models._checks import FloatArray

_UNDERFLOW = 700.0  # beyond it exp(-x) is too near the smallest number to start a product from


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
    poisson = _poisson(fastest * times)
    move = rates / fastest
    stages = np.zeros_like(move)
    stages[0] = 1.0
    moving = np.empty_like(move)
    left = np.zeros((poisson.shape[0], move.shape[1]))
    for event in range(1, poisson.shape[0]):
        np.multiply(stages, move, out=moving)
        stages -= moving
        stages[1:] += moving[:-1]
        left[event] = moving[-1]
    probability: FloatArray = np.cumsum(left, axis=0).T @ poisson
    return probability


def _poisson(expected: FloatArray) -> FloatArray:
    """Return the probabilities of 0, 1, 2 ... events, as far as they matter, shape (events, n)."""
    most = float(np.max(expected))
    events = np.arange(math.ceil(most + 7 * math.sqrt(most) + 15))[:, np.newaxis]
    if most > _UNDERFLOW:
        log_factorial = np.concatenate([[[0.0]], np.cumsum(np.log(events[1:]), axis=0)])
        log_expected = np.log(np.maximum(expected, np.finfo(float).tiny))
        far: FloatArray = np.exp(events * log_expected - expected - log_factorial)
        return far
    found = np.empty((events.size, expected.size))
    found[0] = np.exp(-expected)
    np.divide(expected, events[1:], out=found[1:])
    for event in range(1, events.size):
        found[event] *= found[event - 1]
    return found
