"""Reasoning under uncertainty: what a cue, a study or fourteen days of notes can tell."""

from __future__ import annotations

from securebase.models.inference.bayes import (
    CROWD_RANGE,
    PROBABILITY_RANGE,
    SILENCE_EXAMPLE,
    NaturalFrequencies,
    natural_frequencies,
    positive_predictive_value,
    posterior,
)
from securebase.models.inference.permutation import (
    MOST_ARRANGEMENTS,
    MOST_DAYS,
    exact_permutation_p,
    permuted_differences,
)
from securebase.models.inference.publication import (
    ALPHA_RANGE,
    STUDIES_RANGE,
    Studies,
    chance_of_significance,
    exaggeration,
    published_effect,
    simulate_studies,
)

__all__ = [
    "ALPHA_RANGE",
    "CROWD_RANGE",
    "MOST_ARRANGEMENTS",
    "MOST_DAYS",
    "PROBABILITY_RANGE",
    "SILENCE_EXAMPLE",
    "STUDIES_RANGE",
    "NaturalFrequencies",
    "Studies",
    "chance_of_significance",
    "exact_permutation_p",
    "exaggeration",
    "natural_frequencies",
    "permuted_differences",
    "positive_predictive_value",
    "posterior",
    "published_effect",
    "simulate_studies",
]
