"""Secure Base: an interactive course workbook on attachment, the nervous system and love."""

from __future__ import annotations

__version__ = "0.1.0"
