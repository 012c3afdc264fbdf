"""Models of two people: moving together, near and far, tipping and repair, cycles.

All of them are metaphors with equations: published equations, not fits to anybody's partner.
"""

from __future__ import annotations

from securebase.models.couples.closeness import (
    GOAL_RANGE,
    OWN_PULL_RANGE,
    PARTNER_PULL_RANGE,
    balance_holds,
    closeness_balance,
    closeness_over_time,
)
from securebase.models.couples.cycles import (
    INSECURE_COUPLE,
    InsecurePerson,
    Person,
    SecurePerson,
    cycle_period,
    divergence,
    insecure_cycle,
    rates_of_change,
)
from securebase.models.couples.oscillators import (
    GAMMA_RANGE,
    PERIOD_RANGE,
    ZETA_RANGE,
    OscillatingCouple,
    Oscillations,
    coupled_oscillators,
    is_coregulating,
)
from securebase.models.couples.paths import TIME_RANGE, TwoPaths
from securebase.models.couples.tipping import (
    INERTIA_RANGE,
    INFLUENCE_RANGE,
    KINDNESS_RANGE,
    Equilibrium,
    equilibria,
    feelings_over_time,
    landscape,
    settled_feeling,
    smallest_joint_repair,
    tipping_kindness,
)

__all__ = [
    "GAMMA_RANGE",
    "GOAL_RANGE",
    "INERTIA_RANGE",
    "INFLUENCE_RANGE",
    "INSECURE_COUPLE",
    "KINDNESS_RANGE",
    "OWN_PULL_RANGE",
    "PARTNER_PULL_RANGE",
    "PERIOD_RANGE",
    "TIME_RANGE",
    "ZETA_RANGE",
    "Equilibrium",
    "InsecurePerson",
    "OscillatingCouple",
    "Oscillations",
    "Person",
    "SecurePerson",
    "TwoPaths",
    "balance_holds",
    "closeness_balance",
    "closeness_over_time",
    "coupled_oscillators",
    "cycle_period",
    "divergence",
    "equilibria",
    "feelings_over_time",
    "insecure_cycle",
    "is_coregulating",
    "landscape",
    "rates_of_change",
    "settled_feeling",
    "smallest_joint_repair",
    "tipping_kindness",
]
