"""Working models as learning: what a person comes to expect from the answers they have met.

The reading of these learners as attachment is ILLUSTRATIVE. What is published is the mathematics of learning.
"""

from __future__ import annotations

from securebase.models.expectations.approach import (
    HOT_STOVE_EXAMPLE,
    SENSITIVITY_RANGE,
    ApproachHistory,
    hot_stove_bias,
    simulate_approach,
)
from securebase.models.expectations.evidence import (
    COUNTED_UNTIL,
    COUNTING_EXAMPLE,
    EXPECTATION_RANGE,
    HEAVY_SILENCE_EXAMPLE,
    INTERACTIONS_RANGE,
    PEOPLE_RANGE,
    RELIABILITY_RANGE,
    SILENCE_WEIGHT_RANGE,
    STRENGTH_RANGE,
    expected_level,
    interactions_until,
    learn_by_counting,
    settled_level,
    simulate_answers,
)

__all__ = [
    "COUNTED_UNTIL",
    "COUNTING_EXAMPLE",
    "EXPECTATION_RANGE",
    "HEAVY_SILENCE_EXAMPLE",
    "HOT_STOVE_EXAMPLE",
    "INTERACTIONS_RANGE",
    "PEOPLE_RANGE",
    "RELIABILITY_RANGE",
    "SENSITIVITY_RANGE",
    "SILENCE_WEIGHT_RANGE",
    "STRENGTH_RANGE",
    "ApproachHistory",
    "expected_level",
    "hot_stove_bias",
    "interactions_until",
    "learn_by_counting",
    "settled_level",
    "simulate_answers",
    "simulate_approach",
]
