"""Secure Base: an interactive course workbook on attachment, the nervous system and love."""

from __future__ import annotations

from securebase.matplotlib_settings import ignore_those_beside

__version__ = "0.1.0"

ignore_those_beside()  # here, because any part of the course may be the first to import matplotlib
