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
    INTERACTIONS_RANGE,
    PEOPLE_RANGE,
    RELIABILITY_RANGE,
    STRENGTH_RANGE,
    expected_level,
    interactions_until,
    learn_by_counting,
)
from securebase.models.expectations.updating import (
    ATTRIBUTION_RANGE,
    RATE_RANGE,
    UNEQUAL_STEPS_EXAMPLE,
    TwoExpectations,
    asymmetric_level,
    asymmetric_limit,
    learn_from_answers,
    learn_two_expectations,
    simulate_answers,
    two_expectation_limits,
)

__all__ = [
    "ATTRIBUTION_RANGE",
    "COUNTED_UNTIL",
    "COUNTING_EXAMPLE",
    "EXPECTATION_RANGE",
    "HOT_STOVE_EXAMPLE",
    "INTERACTIONS_RANGE",
    "PEOPLE_RANGE",
    "RATE_RANGE",
    "RELIABILITY_RANGE",
    "SENSITIVITY_RANGE",
    "STRENGTH_RANGE",
    "UNEQUAL_STEPS_EXAMPLE",
    "ApproachHistory",
    "TwoExpectations",
    "asymmetric_level",
    "asymmetric_limit",
    "expected_level",
    "hot_stove_bias",
    "interactions_until",
    "learn_by_counting",
    "learn_from_answers",
    "learn_two_expectations",
    "simulate_answers",
    "simulate_approach",
    "two_expectation_limits",
]
