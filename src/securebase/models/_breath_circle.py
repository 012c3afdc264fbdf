"""The steady answer of the beat-to-beat model to a steady breath, solved for on the circle of the breath.

Once the start has died away, every beat's pressure and interval depend only on where in the breath it falls.
Measured so that beats lie evenly spaced, one beat further is a turn by a fixed angle, 2π × frequency × mean
interval: a factor on each Fourier coefficient. The model then is a set of equations for the systolic pressure
at a few points of the circle and for the mean interval, one set for each breathing rate.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from securebase.models._baroreflex import Baroreflex
    from securebase.models._checks import FloatArray

POINTS = 16  # twice as many change the swing by less than 1e-5
_TOLERANCE = 1e-4  # mmHg and ms, of the last correction
_MOST_STEPS = 40
_FRESH_EVERY = 10  # steps; the first guess is so near that one derivative mostly serves to the end
_SMALL_TURN = 1e-3  # a harmonic that returns after a whole number of beats is a constant to them

_PHASES = 2 * np.pi * np.arange(POINTS) / POINTS
_HARMONICS = np.arange(POINTS // 2 + 1)
_DIFFERENCES = (np.arange(POINTS)[:, np.newaxis] - np.arange(POINTS)) % POINTS

ComplexArray = NDArray[np.complex128]
Factors = tuple[ComplexArray, ComplexArray, ComplexArray, ComplexArray]


def intervals_over_a_breath(frequencies: FloatArray, model: Baroreflex) -> FloatArray:
    """Return the intervals between beats, ms, at evenly spaced beats over one breath.

    ``frequencies`` has shape (rates,), breaths per ms; the result has shape (rates, POINTS).

    Raises
    ------
    RuntimeError
        If Newton's method does not arrive.
    """
    loop = _Loop(frequencies, model)
    systolic = loop.first_guess()
    mean = np.full((frequencies.size, 1), model.mean_rr)
    for step in range(_MOST_STEPS):
        defect = loop.defect(systolic, mean)
        if step % _FRESH_EVERY == 0:
            inverse = np.linalg.inv(loop.derivative(systolic, mean, defect))
        correction = (inverse @ defect[:, :, np.newaxis])[:, :, 0]
        systolic = systolic - correction[:, :-1]
        mean = mean - correction[:, -1:]
        if np.max(np.abs(correction)) < _TOLERANCE:
            return loop.intervals(systolic, mean)
    raise RuntimeError(
        f"No steady answer to the breath was found for a mean interval of {model.mean_rr:g} ms "
        f"and a gain of {model.vagal_gain:g} ms/mmHg."
    )


class _Loop:
    """The equations for some frequencies; each array has the shape (rates, points or harmonics)."""

    def __init__(self, frequencies: FloatArray, model: Baroreflex) -> None:
        self._turn = 2 * math.pi * frequencies[:, np.newaxis]  # radians per ms
        self._model = model
        self._kept = math.exp(-model.mean_rr / model.runoff)
        self._fall = model.diastolic / model.systolic / self._kept
        self._offset = model.systolic - model.diastolic - model.filling * model.mean_rr

    def first_guess(self) -> FloatArray:
        """Return the answer of a loop with a linear reflex, whose gain is an arctangent's for that swing."""
        model = self._model
        beat, interval, runoff, _ = self._factors(np.array([[model.mean_rr]]))
        own = self._fall * self._kept
        by_interval = model.filling - model.diastolic / model.runoff
        by_runoff = model.diastolic * model.mean_rr / model.runoff**2
        open_part = 1 - beat[:, 1] * own
        reflex = beat[:, 1] * (by_interval * interval[:, 1] + by_runoff * runoff[:, 1])
        gain = np.full(open_part.shape, 0.7)
        for _ in range(12):
            swing = -1j * model.breath_amplitude / (open_part - gain * reflex)
            size = np.abs(swing) / model.saturation
            gain = 0.5 * gain + (np.sqrt(1 + size**2) - 1) / size**2
        guess: FloatArray = model.systolic + np.real(swing[:, np.newaxis] * np.exp(1j * _PHASES))
        return guess

    def intervals(self, systolic: FloatArray, mean: FloatArray) -> FloatArray:
        """Return the interval that follows each pressure."""
        _, interval, _, _ = self._factors(mean)
        felt, _ = self._felt(systolic)
        return self._model.mean_rr + _turned(interval, felt)

    def defect(self, systolic: FloatArray, mean: FloatArray) -> FloatArray:
        """Return by how much the equations fail: each point's pressure, then the mean interval."""
        factors = self._factors(mean)
        interval, runoff, phase = self._beats(systolic, factors)
        left = self._fall * systolic * np.exp(-interval / runoff) + self._model.filling * interval
        breath = self._model.breath_amplitude * np.sin(phase)
        pressure = systolic - _turned(factors[0], left) - self._offset - breath
        return np.concatenate([pressure, mean - np.mean(interval, axis=1, keepdims=True)], axis=1)

    def derivative(self, systolic: FloatArray, mean: FloatArray, defect: FloatArray) -> FloatArray:
        """Return the derivative of the defect, shape (rates, POINTS + 1, POINTS + 1)."""
        factors = self._factors(mean)
        beat, by_interval, by_runoff, clock = factors
        interval, runoff, phase = self._beats(systolic, factors)
        _, slope = self._felt(systolic)
        kept = self._fall * np.exp(-interval / runoff)
        interval_moves = _matrix(by_interval) * slope[:, np.newaxis, :]
        runoff_moves = _matrix(by_runoff) * slope[:, np.newaxis, :]
        left_moves = (self._model.filling - kept * systolic / runoff)[:, :, np.newaxis] * interval_moves
        left_moves += (kept * systolic * interval / runoff**2)[:, :, np.newaxis] * runoff_moves
        left_moves[:, np.arange(POINTS), np.arange(POINTS)] += kept
        breath_moves = _matrix(clock * by_interval) * slope[:, np.newaxis, :]
        breath_moves *= (self._model.breath_amplitude * np.cos(phase))[:, :, np.newaxis]
        whole = np.zeros((systolic.shape[0], POINTS + 1, POINTS + 1))
        whole[:, :POINTS, :POINTS] = np.eye(POINTS) - _matrix(beat) @ left_moves - breath_moves
        whole[:, POINTS, :POINTS] = -np.mean(interval_moves, axis=1)
        step = 1e-2  # ms; the mean interval turns every factor, so its column is taken numerically
        whole[:, :, POINTS] = (self.defect(systolic, mean + step) - defect) / step
        return whole

    def _felt(self, systolic: FloatArray) -> tuple[FloatArray, FloatArray]:
        """Return what the saturating reflex feels of the pressure, and the derivative of that."""
        size = (systolic - self._model.systolic) / self._model.saturation
        return self._model.saturation * np.arctan(size), 1 / (1 + size**2)

    def _beats(self, systolic: FloatArray, factors: Factors) -> tuple[FloatArray, FloatArray, FloatArray]:
        """Return interval, time constant and the true phase of the breath at each beat."""
        _, by_interval, by_runoff, clock = factors
        felt = np.fft.rfft(self._felt(systolic)[0], axis=1)
        interval = self._model.mean_rr + _points(by_interval * felt)
        runoff = self._model.runoff + _points(by_runoff * felt)
        return interval, runoff, _PHASES + _points(clock * by_interval * felt)

    def _factors(self, mean: FloatArray) -> Factors:
        """Return four Fourier factors.

        That of one beat later; of the interval and of the time constant, from what is felt; and of the
        breath's phase from the interval, which sums all intervals before.
        """
        beat = np.exp(-1j * _HARMONICS * self._turn * mean)
        interval = np.full_like(beat, self._model.vagal_gain)
        runoff = np.zeros_like(beat)
        earlier = beat
        for heart, vessels in zip(self._model.sympathetic_weights, self._model.vessel_weights, strict=True):
            interval = interval + heart * earlier
            runoff = runoff - vessels * earlier
            earlier = earlier * beat
        returns = np.abs(1 - beat) < _SMALL_TURN
        clock = np.where(returns, 0.0, self._turn * beat / np.where(returns, 1.0, 1 - beat))
        return beat, interval, runoff, clock


def _points(coefficients: ComplexArray) -> FloatArray:
    return np.fft.irfft(coefficients, POINTS, axis=1)


def _turned(factors: ComplexArray, values: FloatArray) -> FloatArray:
    return _points(factors * np.fft.rfft(values, axis=1))


def _matrix(factors: ComplexArray) -> FloatArray:
    """Return the matrices that multiply Fourier coefficients by ``factors``, (rates, POINTS, POINTS)."""
    return _points(factors)[:, _DIFFERENCES]
