"""Two people whose feelings swing, each coupled to the other, calming or winding each other up.

The coupled oscillator model of Boker & Laurenceau (2006), Steele & Ferrer (2011) and Helm, Sbarra & Ferrer
(2012), here for two partners with the same constants:

    x'' = η x + ζ x' + γ0 y + γ1 y'        and the same with x and y exchanged.

Sum and difference of such partners swing on their own, with damping ζ + γ1 and ζ − γ1. This gives the
course in closed form, and the boundary: it is calming while |γ1| < |ζ|. For co-regulation and
co-dysregulation see Butler (2011) and Butler & Randall (2013). A linear model has no ceiling: beyond the
boundary it grows for ever, which people do not.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from securebase.models._checks import finite_array, within
from securebase.models.couples.paths import checked_times, linear_course

if TYPE_CHECKING:
    from numpy.typing import ArrayLike

    from securebase.models._checks import FloatArray

PERIOD_RANGE: Final = (2.0, 60.0)
"""Accepted period of one person's swing, in time units."""

ZETA_RANGE: Final = (-0.5, 0.0)
"""Accepted damping ζ of one person's swing, per time unit; negative damping constants calm."""

GAMMA_RANGE: Final = (-0.5, 0.5)
"""Accepted coupling γ1 to the other's speed, per time unit."""


@dataclass(frozen=True, kw_only=True)
class OscillatingCouple:
    """Constants that both partners share. The numbers are ILLUSTRATIVE; only the form is published.

    Attributes
    ----------
    period : float
        Time units that one swing takes without partner and damping; η = −(2π / period)². In a diary study
        the time unit is a day.
    zeta : float
        ζ, per time unit. Damping of one's own swing; 0 lets it go on for ever.
    gamma : float
        γ1, per time unit. Coupling to the speed of the other's feeling.
    displacement : float
        γ0, per time unit squared. Coupling to the other's feeling itself; weaker than one's own η.

    Raises
    ------
    ValueError
        If a constant lies outside its range.
    """

    period: float = 10.0
    zeta: float = -0.1
    gamma: float = 0.05
    displacement: float = 0.0

    def __post_init__(self) -> None:
        within("period", self.period, *PERIOD_RANGE)
        within("zeta", self.zeta, *ZETA_RANGE)
        within("gamma", self.gamma, *GAMMA_RANGE)
        own = -self.eta
        if not abs(self.displacement) < own:
            raise ValueError(
                f"displacement must lie between {-own:.3g} and {own:.3g}, what holds each at this period; "
                f"{self.displacement:g} was given."
            )

    @property
    def eta(self) -> float:
        """η, per time unit squared: what draws a feeling back to its middle."""
        return -((2.0 * math.pi / self.period) ** 2)

    @property
    def growth(self) -> tuple[float, float]:
        """Growth per time unit of swinging together and of swinging opposite; below 0 where it calms."""
        together = _growth(self.eta + self.displacement, self.zeta + self.gamma)
        opposite = _growth(self.eta - self.displacement, self.zeta - self.gamma)
        return together, opposite


@dataclass(frozen=True)
class Oscillations:
    """How two coupled people's feelings go.

    Attributes
    ----------
    time : array, shape (times,)
        Time units.
    first, second : array, shape (times,)
        The two feelings, as distances from each one's middle.
    first_speed, second_speed : array, shape (times,)
        How fast the two feelings change, per time unit.
    """

    time: FloatArray
    first: FloatArray
    second: FloatArray
    first_speed: FloatArray
    second_speed: FloatArray


def is_coregulating(zeta: float, gamma: float) -> bool:
    """Tell whether two equal partners calm each other, so that every swing dies out.

    Parameters
    ----------
    zeta : float
        Damping ζ of each, from −0.5 to 0 per time unit.
    gamma : float
        Coupling γ1 to the other's speed, from −0.5 to 0.5 per time unit.

    Returns
    -------
    bool
        True while γ1 is smaller in size than ζ; at the boundary one way of swinging goes on for ever.

    Raises
    ------
    ValueError
        If a number lies outside its range.
    """
    return abs(within("gamma", gamma, *GAMMA_RANGE)) < -within("zeta", zeta, *ZETA_RANGE)


def coupled_oscillators(
    time: ArrayLike,
    couple: OscillatingCouple | None = None,
    *,
    first: ArrayLike = (1.0, 0.0),
    second: ArrayLike = (0.0, 0.0),
) -> Oscillations:
    """Return how the feelings of two coupled people go after something has moved them.

    Parameters
    ----------
    time : array, shape (times,)
        Increasing, from 0 to 1000 time units since the start.
    couple : OscillatingCouple
        What both share; without it, the numbers of the class.
    first, second : array, shape (2,)
        Each one's feeling and its speed at time 0.

    Returns
    -------
    Oscillations
        The exact solution at these times.

    Raises
    ------
    ValueError
        If times are not increasing or lie outside the range, or a start is not two finite numbers.
    """
    times = checked_times(time)
    pair = couple or OscillatingCouple()
    one, other = _start("first", first), _start("second", second)
    together = _swing(times, pair.eta + pair.displacement, pair.zeta + pair.gamma, one + other)
    opposite = _swing(times, pair.eta - pair.displacement, pair.zeta - pair.gamma, one - other)
    (first_path, first_speed), (second_path, second_speed) = (
        (together + sign * opposite) / 2.0 for sign in (1.0, -1.0)
    )
    return Oscillations(times, first_path, second_path, first_speed, second_speed)


def _swing(time: FloatArray, stiffness: float, damping: float, start: FloatArray) -> FloatArray:
    """Return feeling and speed, shape (2, times), of a single oscillator z'' = stiffness z + damping z'."""
    return linear_course(np.array([[0.0, 1.0], [stiffness, damping]]), start, time)


def _growth(stiffness: float, damping: float) -> float:
    return damping / 2.0 + math.sqrt(max(damping**2 / 4.0 + stiffness, 0.0))


def _start(name: str, value: ArrayLike) -> FloatArray:
    start = finite_array(name, value)
    if start.shape != (2,):
        raise ValueError(f"{name} must be two numbers, a feeling and its speed; its shape was {start.shape}.")
    return start
