"""The two published fits of the salivary cortisol model, with the unit and source of each constant.

Miller R, Wojtyniak J-G, Weckesser LJ, Alexander NC, Engert V, Lehr T (2018), Psychoneuroendocrinology
90:194-210, doi 10.1016/j.psyneuen.2017.12.019, from the estimates that its authors archived (OSF ecjy6).
Fitted to 200 people in Dresden (100 men, 100 women) and 10 men in Montreal.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, fields

from securebase.models import _checks


@dataclass(frozen=True, kw_only=True)
class StructuralFit:
    """The seven constants of the structural model.

    Attributes
    ----------
    stimulus : float
        S0, min. Strength of the stressor for men, in minutes of basal secretion.
    drive_rate : float
        ka, 1/min. How fast the secretory drive returns to its basal level.
    transit_rate : float
        kt, 1/min. Rate of each of the three stages between stressor and secretory drive.
    secretion_rate : float
        ks, nmol/L per min. Basal secretion into saliva, for the reference site (Montreal).
    elimination_rate : float
        ke, 1/min. Decay of the salivary level. Not the clearance of cortisol from plasma, which is slower;
        ka and ke can be exchanged without a change in the curve.
    site : float
        Natural logarithm of the factor by which Dresden's levels exceed Montreal's.
    sex_difference : float
        Natural logarithm of the factor by which the stimulus is smaller in women.
    """

    stimulus: float
    drive_rate: float
    transit_rate: float
    secretion_rate: float
    elimination_rate: float
    site: float
    sex_difference: float

    def __post_init__(self) -> None:
        for field in fields(StructuralFit)[:5]:
            _checks.above(field.name, getattr(self, field.name), 0.0)


@dataclass(frozen=True, kw_only=True)
class PopulationFit(StructuralFit):
    """The structural constants of the median person, and the variances between people.

    Attributes
    ----------
    stimulus_variance, elimination_variance, transit_variance, initial_variance : float
        omega², variances of the natural logarithms of S, ke, kt and of the level at the first sample.
    """

    stimulus_variance: float
    elimination_variance: float
    transit_variance: float
    initial_variance: float

    def __post_init__(self) -> None:
        super().__post_init__()
        for field in fields(PopulationFit)[7:]:
            _checks.within(field.name, getattr(self, field.name), 0.0, math.inf)


# Read in the authors' archived estimates: three transit stages, fixed effects only. Describes group means.
FIXED_EFFECTS = StructuralFit(
    stimulus=55.74,
    drive_rate=0.0925,
    transit_rate=0.2803,
    secretion_rate=0.3878,
    elimination_rate=0.0925,
    site=0.897,
    sex_difference=0.6954,
)

# Read in the authors' archived estimates: their final model, four random effects and system noise.
POPULATION = PopulationFit(
    stimulus=40.9,
    drive_rate=0.208,
    transit_rate=0.219,
    secretion_rate=0.384,
    elimination_rate=0.0895,
    site=0.771,
    sex_difference=0.641,
    stimulus_variance=0.574,
    elimination_variance=0.103,
    transit_variance=0.082,
    initial_variance=0.178,
)
