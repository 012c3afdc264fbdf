"""Learning step by step, with one step size for good news and another for bad news.

A Rescorla-Wagner learner whose expectation V of an answer moves a part of the way towards what happened:
by ``rise`` of the distance after an answer, by ``fall`` of it after none.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from securebase.models._checks import all_within, whole, within
from securebase.models._numbers import as_given
from securebase.models.expectations.evidence import (
    EXPECTATION_RANGE,
    INTERACTIONS_RANGE,
    PEOPLE_RANGE,
    RELIABILITY_RANGE,
    only_answers,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import ArrayLike

    from securebase.models._checks import FloatArray
    from securebase.models._numbers import Numbers

RATE_RANGE: Final = (0.0, 1.0)
"""Accepted step size: the share of the distance that one interaction closes."""

ATTRIBUTION_RANGE: Final = (0.0, 1.0)
"""Accepted share of an unanswered bid that is put down to oneself; the rest is put down to the other."""


UNEQUAL_STEPS_EXAMPLE: Final[Mapping[str, float]] = {"reliability": 0.8, "rise": 0.1, "fall": 0.3}
"""The course's worked example: a silence moves an expectation three times as far as an answer."""


def asymmetric_limit(reliability: Numbers | float, rise: Numbers | float, fall: Numbers | float) -> Numbers:
    """Return the average expectation after very many interactions.

    Parameters
    ----------
    reliability : float or array
        Share p of bids that are answered, from 0 to 1.
    rise, fall : float or array
        Step sizes after an answer and after none, from 0 to 1.

    Returns
    -------
    float or array
        rise·p / (rise·p + fall·(1 − p)), from 0 to 1; of the common shape of the three.

    Raises
    ------
    ValueError
        If a number lies outside its range, or if nothing ever moves the expectation, so that it has no limit.

    Notes
    -----
    Where this average stands still. Equal steps lead to the truth; 0.1 up and 0.3 down, with a partner who
    answers 0.8 of the bids, lead to 0.571, although no single answer was misread.
    """
    up = all_within("reliability", reliability, *RELIABILITY_RANGE) * all_within("rise", rise, *RATE_RANGE)
    down = (1.0 - np.asarray(reliability, dtype=np.float64)) * all_within("fall", fall, *RATE_RANGE)
    if np.any(up + down == 0.0):
        raise ValueError(
            "With this reliability, rise and fall nothing ever moves the expectation, so it has no limit. "
            "Give a rise above 0 if bids are answered, or a fall above 0 if some are not."
        )
    return as_given(up / (up + down), reliability, rise, fall)


def asymmetric_level(
    interactions: Numbers, *, reliability: float, rise: float, fall: float, start: float = 0.5
) -> Numbers:
    """Return the average expectation of many learners after a number of interactions.

    Parameters
    ----------
    interactions : float or array
        0 or more; whole numbers.
    reliability, rise, fall : float
        As in :func:`asymmetric_limit`.
    start : float
        Expectation before the first interaction, from 0 to 1.

    Returns
    -------
    float or array of the shape of ``interactions``
        Limit + (start − limit)·(1 − rise·p − fall·(1 − p))ⁿ. Single learners scatter about it for ever: see
        :func:`learn_from_answers`.

    Raises
    ------
    ValueError
        If a number lies outside its range, or as in :func:`asymmetric_limit`.
    """
    limit = asymmetric_limit(reliability, rise, fall)
    kept = 1.0 - rise * reliability - fall * (1.0 - reliability)
    count = all_within("interactions", interactions, 0.0, np.inf)
    return as_given(limit + (within("start", start, *EXPECTATION_RANGE) - limit) * kept**count, interactions)


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


def learn_from_answers(answers: ArrayLike, *, rise: float, fall: float, start: float = 0.5) -> FloatArray:
    """Return the expectation before and after each of the answers met.

    Parameters
    ----------
    answers : array, shape (..., interactions)
        1 where a bid was answered, 0 where it was not; one row for each learner.
    rise, fall : float
        Step sizes after an answer and after none, from 0 to 1.
    start : float
        Expectation before the first interaction, from 0 to 1.

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
    up, down = within("rise", rise, *RATE_RANGE), within("fall", fall, *RATE_RANGE)
    step = np.where(met == 1.0, up, down)
    # Interactions first in memory: each round reads and writes one contiguous row.
    kept, gained = (np.ascontiguousarray(np.moveaxis(part, -1, 0)) for part in (1.0 - step, step * met))
    levels = np.empty((met.shape[-1] + 1, *met.shape[:-1]))
    levels[0] = within("start", start, *EXPECTATION_RANGE)
    for now in range(met.shape[-1]):
        levels[now + 1] = kept[now] * levels[now] + gained[now]
    return np.moveaxis(levels, 0, -1)


@dataclass(frozen=True)
class TwoExpectations:
    """What is expected of the other, and what of oneself, learned from the same interactions.

    Attributes
    ----------
    other : float or array
        Expectation that the other will answer, from 0 to 1.
    self_worth : float or array
        Expectation that one is worth answering, from 0 to 1.
    """

    other: FloatArray | float
    self_worth: FloatArray | float


def learn_two_expectations(
    answers: ArrayLike, *, rise: float, fall: float, self_blame: float, start: float = 0.5
) -> TwoExpectations:
    """Learn "will they answer?" and "am I worth answering?" from the same answers.

    ILLUSTRATIVE: our own small extension of the asymmetric learner, to make one idea visible. No published
    study is behind its form or its numbers. The idea itself, that a working model has a half about others
    and a half about the self, is Bowlby's.

    Parameters
    ----------
    answers : array, shape (..., interactions)
        1 where a bid was answered, 0 where it was not; one row for each learner.
    rise, fall : float
        Step sizes after an answer and after none, from 0 to 1. An answer raises both expectations.
    self_blame : float
        Share of an unanswered bid that is put down to oneself, from 0 to 1: after no answer the expectation
        of oneself falls by ``fall`` × ``self_blame`` of its height, that of the other by the rest of
        ``fall``.
    start : float
        Both expectations before the first interaction, from 0 to 1.

    Returns
    -------
    TwoExpectations
        Two arrays of shape (..., interactions + 1), the start first.

    Raises
    ------
    ValueError
        If ``answers`` holds other numbers than 0 and 1, or another number lies outside its range.
    """
    blame, down = within("self_blame", self_blame, *ATTRIBUTION_RANGE), within("fall", fall, *RATE_RANGE)
    return TwoExpectations(
        other=learn_from_answers(answers, rise=rise, fall=down * (1.0 - blame), start=start),
        self_worth=learn_from_answers(answers, rise=rise, fall=down * blame, start=start),
    )


def two_expectation_limits(
    reliability: float, *, rise: float, fall: float, self_blame: float
) -> TwoExpectations:
    """Return where the two expectations of :func:`learn_two_expectations` settle on average.

    ILLUSTRATIVE, as that function is.

    Parameters
    ----------
    reliability : float
        Share of bids that are answered, above 0 and at most 1.
    rise : float
        Step size after an answer, above 0 and at most 1.
    fall : float
        Step size after none, from 0 to 1.
    self_blame : float
        Share of an unanswered bid that is put down to oneself, from 0 to 1.

    Returns
    -------
    TwoExpectations
        Two numbers from 0 to 1. What is never blamed settles at 1, however unreliable the partner.

    Raises
    ------
    ValueError
        If a number lies outside its range, or as in :func:`asymmetric_limit`.
    """
    blame, down = within("self_blame", self_blame, *ATTRIBUTION_RANGE), within("fall", fall, *RATE_RANGE)
    other: float = asymmetric_limit(reliability, rise, down * (1.0 - blame))
    self_worth: float = asymmetric_limit(reliability, rise, down * blame)
    return TwoExpectations(other, self_worth)
