"""Learning by counting: an old expectation is so many remembered interactions, and new ones add to them.

Where an answer and a silence weigh the same, this is Bayes' rule for a yes-or-no outcome with a beta prior
(the beta-Bernoulli model of any textbook). A heavier silence, which counts like several, is ILLUSTRATIVE: our
own small extension, in which nothing is misread and yet the truth is not reached.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from securebase.models._checks import all_within, finite_array, whole, within
from securebase.models._numbers import as_given

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import ArrayLike

    from securebase.models._checks import FloatArray
    from securebase.models._numbers import Numbers

EXPECTATION_RANGE: Final = (0.0, 1.0)
"""Accepted range of an expectation: the probability that the next bid for attention is answered."""

RELIABILITY_RANGE: Final = (0.0, 1.0)
"""Accepted range of a partner's reliability: the share of bids that are in fact answered."""

STRENGTH_RANGE: Final = (0.1, 1000.0)
"""Accepted strength of an old expectation, in interactions that it counts as much as."""

SILENCE_WEIGHT_RANGE: Final = (0.1, 100.0)
"""Accepted weight of an unanswered bid, in answers that it counts as much as."""

PEOPLE_RANGE: Final = (1, 100_000)
"""Accepted number of simulated learners."""

INTERACTIONS_RANGE: Final = (1, 2000)
"""Accepted number of simulated interactions."""


COUNTING_EXAMPLE: Final[Mapping[str, float]] = {"prior": 0.3, "strength": 30.0, "reliability": 0.8}
"""A worked example: an old expectation, how many exchanges it counts for, and the answers now."""

HEAVY_SILENCE_EXAMPLE: Final[Mapping[str, float]] = {"reliability": 0.8, "silence_weight": 3.0}
"""A worked example: the answers, and how many of them a silence counts as much as. Chosen here."""

COUNTED_UNTIL: Final = 0.5
"""The expectation whose reaching is marked."""


def settled_level(reliability: float, silence_weight: float = 1.0) -> float:
    """Return the expectation after very many interactions, whatever was expected before.

    Parameters
    ----------
    reliability : float
        Share p of bids that the partner answers, from 0 to 1.
    silence_weight : float
        How many answers an unanswered bid counts as much as, w, from 0.1 to 100.

    Returns
    -------
    float
        p / (p + w (1 − p)), from 0 to 1: the partner's reliability where w is 1, and 0.571 at p = 0.8, w = 3.

    Raises
    ------
    ValueError
        If a number lies outside its range.
    """
    answered, unanswered = _pulls(reliability, silence_weight)
    return answered / (answered + unanswered)


def interactions_until(
    level: float, prior: float, strength: float, reliability: float, silence_weight: float = 1.0
) -> float:
    """Return after how many interactions the average expectation reaches a level.

    Parameters
    ----------
    level : float
        The expectation to be reached, from 0 to 1.
    prior : float
        The expectation at the start, from 0 to 1.
    strength : float
        How many remembered interactions the start counts as much as, from 0.1 to 1000.
    reliability, silence_weight : float
        As in :func:`settled_level`.

    Returns
    -------
    float
        Number of interactions, as a rule not a whole one: 0 if the expectation starts there, infinity if it
        never gets there, because it stops short where it settles or moves the other way.

    Raises
    ------
    ValueError
        If a number lies outside its range.

    Notes
    -----
    strength × (level − prior) / (p (1 − level) − w (1 − p) level), in which each answer lifts the expectation
    towards 1 and each silence pulls it towards 0. From 0.2 to 0.5 with a partner who answers 0.9 of the bids
    it takes 3.75, 15 or 37.5 interactions at a strength of 5, 20 or 50, where a silence weighs as much as an
    answer.
    """
    wanted, start = within("level", level, *EXPECTATION_RANGE), within("prior", prior, *EXPECTATION_RANGE)
    old = within("strength", strength, *STRENGTH_RANGE)
    answered, unanswered = _pulls(reliability, silence_weight)
    if wanted == start:
        return 0.0
    gain = answered * (1.0 - wanted) - unanswered * wanted
    if gain * (wanted - start) <= 0.0:
        return np.inf
    return old * (wanted - start) / gain


def expected_level(
    interactions: Numbers, *, prior: float, strength: float, reliability: float, silence_weight: float = 1.0
) -> Numbers:
    """Return the expectation after bids that were answered in exactly their share.

    Parameters
    ----------
    interactions : float or array
        0 or more.
    prior, strength, reliability, silence_weight : float
        As in :func:`interactions_until`, whose inverse this is.

    Returns
    -------
    float or array of the shape of ``interactions``
        Expectation from 0 to 1. Where a silence weighs as much as an answer it is the average of many
        learners, and otherwise near it.

    Raises
    ------
    ValueError
        If a number lies outside its range.
    """
    count = all_within("interactions", interactions, 0.0, np.inf)
    start, old = within("prior", prior, *EXPECTATION_RANGE), within("strength", strength, *STRENGTH_RANGE)
    answered, unanswered = _pulls(reliability, silence_weight)
    return as_given((old * start + count * answered) / (old + count * (answered + unanswered)), interactions)


def learn_by_counting(
    answers: ArrayLike, *, prior: float, strength: float, silence_weight: float = 1.0
) -> FloatArray:
    """Return the expectation before and after each of the answers met.

    Parameters
    ----------
    answers : array, shape (..., interactions)
        1 where a bid was answered, 0 where it was not; one row for each learner.
    prior, strength, silence_weight : float
        As in :func:`interactions_until`.

    Returns
    -------
    array, shape (..., interactions + 1)
        Expectations from 0 to 1, the start first.

    Raises
    ------
    ValueError
        If ``answers`` holds other numbers than 0 and 1, or another number lies outside its range.
    """
    met = only_answers(answers)
    start, old = within("prior", prior, *EXPECTATION_RANGE), within("strength", strength, *STRENGTH_RANGE)
    weight = within("silence_weight", silence_weight, *SILENCE_WEIGHT_RANGE)
    answered = np.zeros((*met.shape[:-1], met.shape[-1] + 1))
    np.cumsum(met, axis=-1, out=answered[..., 1:])
    unanswered = np.arange(met.shape[-1] + 1) - answered
    return (old * start + answered) / (old + answered + weight * unanswered)


def simulate_answers(
    rng: np.random.Generator, *, learners: int, interactions: int, reliability: float
) -> FloatArray:
    """Draw which bids of which learners are answered.

    Parameters
    ----------
    rng : numpy.random.Generator
        Where the randomness comes from.
    learners, interactions : int
        How many, from 1 to 100,000 learners and from 1 to 2000 interactions.
    reliability : float
        Share of bids that are answered, from 0 to 1.

    Returns
    -------
    array, shape (learners, interactions)
        1 where a bid is answered, 0 where it is not.

    Raises
    ------
    ValueError
        If a number lies outside its range.
    """
    rows = whole("learners", learners, *PEOPLE_RANGE)
    columns = whole("interactions", interactions, *INTERACTIONS_RANGE)
    share = within("reliability", reliability, *RELIABILITY_RANGE)
    return (rng.random((rows, columns)) < share).astype(np.float64)


def _pulls(reliability: float, silence_weight: float) -> tuple[float, float]:
    """Return how much an average bid adds on the side of the answers, and on that of the silences."""
    share = within("reliability", reliability, *RELIABILITY_RANGE)
    return share, within("silence_weight", silence_weight, *SILENCE_WEIGHT_RANGE) * (1.0 - share)


def only_answers(answers: ArrayLike) -> FloatArray:
    """Return ``answers`` as an array of zeros and ones with at least one dimension.

    Raises
    ------
    ValueError
        If it holds another number.
    """
    met = np.atleast_1d(finite_array("answers", answers))
    other = met[(met != 0.0) & (met != 1.0)]
    if other.size:
        raise ValueError(f"answers must hold only 1 (answered) and 0 (not answered); it holds {other[0]:g}.")
    return met
