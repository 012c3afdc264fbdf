"""The learner's private journal. Imports nothing else of the course.

Each entry is a file in the standard age format, encrypted to the journal's public key: writing needs no
passphrase, reading does. docs of the course tell learners what is kept, where, and who can read it.
"""

from __future__ import annotations

from securebase.journal.entries import Entry, Kept, Unreadable, Value
from securebase.journal.errors import JournalError
from securebase.journal.journal import Journal, Reading
from securebase.journal.private import Private
from securebase.journal.restoring import Restored

__all__ = [
    "Entry",
    "Journal",
    "JournalError",
    "Kept",
    "Private",
    "Reading",
    "Restored",
    "Unreadable",
    "Value",
]
