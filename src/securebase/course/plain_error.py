"""Errors whose message is a sentence for the person at the keyboard."""

from __future__ import annotations


class PlainError(Exception):
    """Something cannot be done; the message says what was given, what is accepted and what to do."""
