"""A rating's scale, written after its question, so that a number can still be read in ten years."""

from __future__ import annotations

import re

_SCALE = re.compile(r" \((-?\d+)(?: [^()]*)? to (-?\d+)(?: [^()]*)?\)$")


def with_scale(prompt: str, scale: tuple[int, int], ends: tuple[str, str] = ("", "")) -> str:
    """Return ``"How near? (1 far to 7 near)"``."""
    low, high = (
        f"{number} {re.sub('[()]', '', end)}".strip() for number, end in zip(scale, ends, strict=True)
    )
    return f"{prompt} ({low} to {high})"


def scale_of(prompt: str) -> tuple[int, int] | None:
    """Return the scale that `with_scale` wrote, or None if there is none."""
    found = _SCALE.search(prompt)
    return (int(found[1]), int(found[2])) if found else None


def without_scale(prompt: str) -> str:
    """Return the question alone."""
    return _SCALE.sub("", prompt)
