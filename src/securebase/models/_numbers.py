"""Numbers in, numbers out: a formula answers one number with one number, and an array with an array."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar, cast

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from securebase.models._checks import FloatArray

Numbers = TypeVar("Numbers", float, NDArray[np.float64])


def as_given(result: FloatArray, *given: Numbers | float) -> Numbers:
    """Return ``result`` as a plain float if every number ``given`` was one, otherwise as an array."""
    scalar = all(np.ndim(value) == 0 for value in given)
    return cast("Numbers", float(result) if scalar else np.asarray(result, dtype=np.float64))
