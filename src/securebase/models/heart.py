"""Heart rate from sympathetic and vagal firing, and adrenaline in the blood: the first seconds and minutes.

Heart period: Ursino M (1998), American Journal of Physiology 275:H1733-H1747,
doi 10.1152/ajpheart.1998.275.5.H1733; the efferent limb alone, without the baroreflex loop around it.

Adrenaline: one compartment with a half-life of about 2 min. Eisenhofer G, Kopin IJ, Goldstein DS (2004),
Pharmacological Reviews 56:331-349, doi 10.1124/pr.56.3.1, is the review to consult; the number itself is
recalled and was not read there.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from securebase.models import _checks
from securebase.models._checks import FloatArray
from securebase.models.steps import Steps

if TYPE_CHECKING:
    from numpy.typing import ArrayLike

# Steps too, so that callers need one import.
__all__ = ["Steps", "adrenaline", "heart_rate", "steady_heart_rate"]

SECONDS_RANGE = (-60.0, 14400.0)  # four hours, the length of the stress clock
SAMPLED_SECONDS_RANGE = (-60.0, 600.0)  # a function is sampled every millisecond, which costs memory
SYMPATHETIC_HZ_RANGE = (0.0, 10.0)  # faster firing leaves the range in which the period law was drawn
VAGAL_HZ_RANGE = (0.0, 8.0)
MINUTES_RANGE = (-120.0, 480.0)
DRIVE_MINUTES_RANGE = (0.1, 120.0)
HALF_LIFE_RANGE = (0.5, 10.0)

# Our choice, to make the published law show a rest of about 72/min and a rise such as a TSST brings
# (15 to 25/min): illustrative, not measured firing rates.
REST_SYMPATHETIC_HZ = 3.6
REST_VAGAL_HZ = 3.8
STRESS_SYMPATHETIC_HZ = 5.5
STRESS_VAGAL_HZ = 2.4

_SAMPLING_SECONDS = 0.001  # a jump inside a function is displaced by half of this at most: 1e-4 of the rate


@dataclass(frozen=True, kw_only=True)
class HeartPeriod:
    """The eight constants of the heart-period law.

    All are second-hand: read in two independent public implementations of the paper, which agree (one of
    them alone for ``intrinsic_period``), not in the paper's own table.

    Attributes
    ----------
    intrinsic_period : float
        T0, s. Period without sympathetic or vagal firing.
    sympathetic_gain : float
        G_Ts, s. Change of period for each unit of the logarithm of sympathetic firing.
    sympathetic_threshold : float
        f_es,min, spikes/s. Firing below it has no effect.
    sympathetic_lag, sympathetic_delay : float
        tau_Ts and D_Ts, s.
    vagal_gain : float
        G_Tv, s per spike/s.
    vagal_lag, vagal_delay : float
        tau_Tv and D_Tv, s.
    """

    intrinsic_period: float
    sympathetic_gain: float
    sympathetic_threshold: float
    sympathetic_lag: float
    sympathetic_delay: float
    vagal_gain: float
    vagal_lag: float
    vagal_delay: float


URSINO = HeartPeriod(
    intrinsic_period=0.58,
    sympathetic_gain=-0.13,
    sympathetic_threshold=2.66,
    sympathetic_lag=2.0,
    sympathetic_delay=2.0,
    vagal_gain=0.09,
    vagal_lag=1.5,
    vagal_delay=0.2,
)


Rate = float | Steps | Callable[[FloatArray], "ArrayLike"]


def heart_rate(seconds: ArrayLike, *, sympathetic_hz: Rate, vagal_hz: Rate) -> FloatArray:
    """Return the heart rate that follows from sympathetic and vagal firing.

    Parameters
    ----------
    seconds : array_like, shape (n,)
        Increasing, -60 to 14,400; to 600 where a rate is a function.
    sympathetic_hz, vagal_hz : float, Steps or callable
        Firing in spikes/s, 0 to 10 and 0 to 8. A number is held for ever. Steps
        (:class:`~securebase.models.steps.Steps`, in seconds) are solved in closed form. A function is called
        with an array of seconds (or, if it cannot take one, with each second) and sampled every millisecond;
        the heart is then at the first of ``seconds`` in balance with what reached it just then.

    Returns
    -------
    ndarray, shape (n,)
        Beats per minute.

    Raises
    ------
    ValueError
        If seconds do not increase, or anything is out of range.

    Notes
    -----
    Ursino 1998: two delayed first-order lags add up in the period (s), not in the rate, so that stress on
    both branches raises the rate by more than the sum of its parts. The firing rates that a person has in
    a given moment are not known: any choice of them is illustrative.
    """
    times = _checks.increasing("seconds", seconds)
    _checks.all_within("seconds", times, *SECONDS_RANGE, "s")
    vagal = _VAGAL.shift(times, vagal_hz)
    sympathetic = _SYMPATHETIC.shift(times, sympathetic_hz)
    rate: FloatArray = 60.0 / (URSINO.intrinsic_period + sympathetic + vagal)
    return rate


def steady_heart_rate(*, sympathetic_hz: ArrayLike, vagal_hz: ArrayLike) -> FloatArray:
    """Return the heart rate to which steady sympathetic and vagal firing lead.

    Parameters
    ----------
    sympathetic_hz, vagal_hz : array_like
        Firing in spikes/s, 0 to 10 and 0 to 8; shapes that broadcast together.

    Returns
    -------
    ndarray, the shape to which they broadcast
        Beats per minute: where :func:`heart_rate` comes to rest.

    Raises
    ------
    ValueError
        If anything is out of range.
    """
    vagal = _VAGAL.effect_of(np.asarray(vagal_hz, dtype=np.float64))
    sympathetic = _SYMPATHETIC.effect_of(np.asarray(sympathetic_hz, dtype=np.float64))
    rate: FloatArray = 60.0 / (URSINO.intrinsic_period + sympathetic + vagal)
    return rate


def adrenaline(minutes: ArrayLike, *, drive_minutes: float, half_life: float = 2.0) -> FloatArray:
    """Return the adrenaline in the blood during and after a steady drive.

    Parameters
    ----------
    minutes : array_like, any shape
        Minutes from the start of the drive, -120 to 480.
    drive_minutes : float
        How long the drive lasts, 0.1 to 120 min.
    half_life : float
        0.5 to 10 min. About 2 min in the circulation (recalled, see the head of this module).

    Returns
    -------
    ndarray, the shape of ``minutes``
        Excess as a fraction of the plateau that an endless drive would reach.

    Raises
    ------
    ValueError
        If anything is out of range.
    """
    times = _checks.all_within("minutes", minutes, *MINUTES_RANGE, "min")
    lasting = _checks.within("drive_minutes", drive_minutes, *DRIVE_MINUTES_RANGE, "min")
    decay = math.log(2) / _checks.within("half_life", half_life, *HALF_LIFE_RANGE, "min")
    risen = -np.expm1(-decay * np.clip(times, 0.0, lasting))
    level: FloatArray = risen * np.exp(-decay * np.maximum(times - lasting, 0.0))
    return level


@dataclass(frozen=True)
class _Branch:
    """One of the two ways in which firing changes the period: an effect, a delay and a lag."""

    name: str
    accepted: tuple[float, float]
    effect: Callable[[FloatArray], FloatArray]
    delay: float
    lag: float

    def shift(self, times: FloatArray, rate: Rate) -> FloatArray:
        """Return the change of the heart period at ``times``, s."""
        if isinstance(rate, Steps):
            levels = self.effect_of(np.array(rate.values))
            since = np.maximum(times - self.delay - np.array(rate.times)[:, np.newaxis], 0.0)
            steps: FloatArray = levels[0] + np.diff(levels) @ -np.expm1(-since / self.lag)
            return steps
        if callable(rate):
            _checks.all_within("seconds", times, *SAMPLED_SECONDS_RANGE, "s, for a rate given as a function")
            return _lag_of_function(
                times,
                lambda seconds: self.effect_of(_sampled(self.name, rate, seconds)),
                self.delay,
                self.lag,
            )
        held = _checks.within(self.name, rate, *self.accepted, "Hz")
        return np.broadcast_to(self.effect(np.array(held)), times.shape)

    def effect_of(self, hz: FloatArray) -> FloatArray:
        """Return the change of the heart period in balance with this firing, s."""
        return self.effect(_checks.all_within(self.name, hz, *self.accepted, "Hz"))


def _sympathetic_effect(hz: FloatArray) -> FloatArray:
    over = np.maximum(hz - URSINO.sympathetic_threshold, 0.0)
    return URSINO.sympathetic_gain * np.log1p(over)


def _vagal_effect(hz: FloatArray) -> FloatArray:
    return URSINO.vagal_gain * hz


_SYMPATHETIC = _Branch(
    name="sympathetic_hz",
    accepted=SYMPATHETIC_HZ_RANGE,
    effect=_sympathetic_effect,
    delay=URSINO.sympathetic_delay,
    lag=URSINO.sympathetic_lag,
)
_VAGAL = _Branch(
    name="vagal_hz",
    accepted=VAGAL_HZ_RANGE,
    effect=_vagal_effect,
    delay=URSINO.vagal_delay,
    lag=URSINO.vagal_lag,
)


def _lag_of_function(
    times: FloatArray, effect: Callable[[FloatArray], FloatArray], delay: float, lag: float
) -> FloatArray:
    """Solve the lag exactly for an effect that runs straight from one millisecond to the next."""
    spans = np.diff(times)
    nodes = 2 + math.ceil(float(np.max(spans, initial=0.0)) / _SAMPLING_SECONDS)
    places = np.linspace(0.0, 1.0, nodes)
    values = effect(times[:-1, np.newaxis] - delay + spans[:, np.newaxis] * places)
    step = spans[:, np.newaxis] / (nodes - 1) / lag
    kept = np.exp(-step)
    late = 1.0 + np.expm1(-step) / step  # weight of a straight piece's end
    early = -np.expm1(-step) - late  # and of its beginning
    pieces = values[:, 1:] * late + values[:, :-1] * early
    added = np.sum(pieces * kept ** np.arange(nodes - 2, -1, -1), axis=1)
    level = float(effect(times[:1] - delay)[0])
    levels = [level]
    for fade, gain in zip(np.exp(-spans / lag).tolist(), added.tolist(), strict=True):
        level = level * fade + gain
        levels.append(level)
    return np.array(levels)


def _sampled(name: str, rate: Callable[[FloatArray], ArrayLike], seconds: FloatArray) -> FloatArray:
    try:
        values = np.asarray(rate(seconds), dtype=np.float64)
    except (TypeError, ValueError):  # a function of one number, such as one with an `if` in it
        each = [float(np.asarray(rate(np.asarray(second)))) for second in seconds.ravel()]
        values = np.array(each).reshape(seconds.shape)
    if values.shape not in ((), seconds.shape):
        raise ValueError(
            f"{name} must give one number for each second; it gave the shape {values.shape} "
            f"for {seconds.shape}."
        )
    return np.broadcast_to(values, seconds.shape)
