"""A quantity that jumps from one level to the next, such as the load on a body."""

from __future__ import annotations

from dataclasses import dataclass

from securebase.models import _checks


@dataclass(frozen=True)
class Steps:
    """``values[0]`` until ``times[0]``, then ``values[1]`` until ``times[1]``, and so on.

    A model that is given steps solves each level by itself, exactly where it begins and ends.

    Parameters
    ----------
    times : tuple of float
        When it jumps, increasing, in the unit of the model that it is given to.
    values : tuple of float
        The levels; one more than ``times``.

    Raises
    ------
    ValueError
        If the times do not increase or the lengths do not match.
    """

    times: tuple[float, ...]
    values: tuple[float, ...]

    def __post_init__(self) -> None:
        _checks.increasing("times", self.times)
        _checks.finite_array("values", self.values)
        if len(self.values) != len(self.times) + 1:
            raise ValueError(
                f"values must hold one number more than times; {len(self.values)} values and "
                f"{len(self.times)} times were given."
            )
