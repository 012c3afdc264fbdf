"""Functions and constants of Python, math and NumPy with which an answer may be calculated: a closed table.

Each takes numbers, texts, or flat collections of them, and gives one number; none takes long.
"""

from __future__ import annotations

import builtins
import math
import struct
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

PLACES = 400  # decimals to round to: more than any number has


def _rounded(number: float, places: int | None = None) -> float:
    if places is None:
        return round(number)
    if abs(places) > PLACES:
        raise ValueError("No number has so many decimals.")
    return round(number, places)


def _rounded_by_numpy(number: float, places: int = 0) -> float:
    return float(_rounded(number, places))


def _packed(kind: str) -> Callable[[Any], float]:
    """Return what keeps a number as NumPy's smaller kinds do."""

    def keep(number: Any) -> float:
        return float(struct.unpack(kind, struct.pack(kind, float(number)))[0])

    return keep


def _mean(numbers: Any) -> float:
    return float(sum(numbers) / len(numbers))


_BUILTIN = ("float", "int", "abs", "min", "max", "sum", "len", "bool")
_IN_BOTH = ("sqrt", "exp", "log", "log10", "log2", "sin", "cos", "tan", "floor", "ceil", "trunc")
_IN_MATH = ("fabs", "fsum", "pow", "hypot", "degrees", "radians")
_INTEGERS = ("int8", "int16", "int32", "int64", "intp", "int_", "uint8", "uint16", "uint32", "uint64")

FUNCTIONS: dict[str, Callable[..., Any]] = {
    **{name: getattr(builtins, name) for name in _BUILTIN},
    **{f"{module}.{name}": getattr(math, name) for module in ("math", "numpy") for name in _IN_BOTH},
    **{f"math.{name}": getattr(math, name) for name in _IN_MATH},
    **{f"numpy.{name}": getattr(builtins, name) for name in ("abs", "sum", "min", "max")},
    **dict.fromkeys(("numpy.float64", "numpy.double", "numpy.longdouble"), float),
    **dict.fromkeys(("numpy.float32", "numpy.single"), _packed("f")),
    **dict.fromkeys(("numpy.float16", "numpy.half"), _packed("e")),
    **{f"numpy.{name}": int for name in _INTEGERS},
    **dict.fromkeys(("numpy.bool", "numpy.bool_"), bool),
    **dict.fromkeys(("numpy.round", "numpy.around"), _rounded_by_numpy),
    **dict.fromkeys(("numpy.mean", "statistics.mean"), _mean),
    "round": _rounded,
}
CONSTANTS = {
    "nan": math.nan,  # as Python prints them; they are named as what they are
    "inf": math.inf,
    **{
        f"{module}.{name}": getattr(math, name)
        for module in ("math", "numpy")
        for name in ("pi", "e", "inf", "nan")
    },
}
