"""The constants of the beat-to-beat model of blood pressure and heart, with units and source.

deBoer RW, Karemaker JM, Strackee J (1987), American Journal of Physiology 253:H680-H689,
doi 10.1152/ajpheart.1987.253.3.H680.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Baroreflex:
    """The constants of the beat-to-beat model.

    All are second-hand: read in a public implementation of the paper (CardioModels.jl), not in the paper.

    Attributes
    ----------
    vagal_gain : float
        a0, ms/mmHg. Answer of the very next interval.
    sympathetic_weights : tuple of float
        a1 to a6, ms/mmHg. Answers of the interval to each of the six beats before.
    vessel_weights : tuple of float
        b1 to b6, ms/mmHg. Answers of the vessels to them.
    filling : float
        gamma, mmHg/ms. A longer interval fills the heart more.
    saturation : float
        mmHg. Width over which the reflex is about linear.
    breath_amplitude : float
        A, mmHg. Mechanical effect of breathing on pressure.
    systolic, diastolic : float
        S0 and D0, mmHg. Working point.
    mean_rr : float
        I0, ms. Working point.
    runoff : float
        T0, ms. Time constant of the arteries at the working point.
    """

    vagal_gain: float
    sympathetic_weights: tuple[float, ...]
    vessel_weights: tuple[float, ...]
    filling: float
    saturation: float
    breath_amplitude: float
    systolic: float
    diastolic: float
    mean_rr: float
    runoff: float


DEBOER = Baroreflex(
    vagal_gain=9.0,
    sympathetic_weights=(0.0, 1.0, 2.0, 3.0, 2.0, 1.0),
    vessel_weights=(0.0, 2.0, 4.0, 6.0, 4.0, 2.0),
    filling=0.016,
    saturation=18.0,
    breath_amplitude=3.0,
    systolic=120.0,
    diastolic=75.0,
    mean_rr=800.0,
    runoff=1425.0,
)
