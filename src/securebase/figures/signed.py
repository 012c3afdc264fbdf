"""Numbers with the minus sign that people print, which is longer than the hyphen that they type."""

from __future__ import annotations


class Signed(float):
    """A number that formats itself with a minus sign, and with no sign where it rounds to nothing."""

    __slots__ = ()

    def __format__(self, spec: str) -> str:
        """Format as a float does: ``f"{Signed(-0.4):+.1f}"`` is "−0.4"."""
        words = float.__format__(self, spec)
        return words.replace("-", "−") if any(digit in words for digit in "123456789") else words.lstrip("+-")
