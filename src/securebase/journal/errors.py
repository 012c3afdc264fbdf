"""What can go wrong with a journal, each in plain words; never an entry's own, never a passphrase."""

from __future__ import annotations


class JournalError(Exception):
    """Something could not be done; the message says what happened and what to do."""


class NoJournalError(JournalError):
    """There is no journal in this folder (any more)."""


class JournalExistsError(JournalError):
    """A journal is already here, and a second one was to be made."""


class MissingKeyError(JournalError):
    """Entries are here, and the key that opens them is not."""


class DamagedKeyError(JournalError):
    """The file with the key, or with its public half, cannot be made sense of."""


class NewerJournalError(JournalError):
    """A newer version of this software made the journal."""


class LockedError(JournalError):
    """Reading needs the passphrase first."""


class WrongPassphraseError(JournalError):
    """The passphrase does not open the key."""


class UnsuitablePassphraseError(JournalError):
    """The passphrase holds nothing, or characters that could not be typed again elsewhere."""


class UnsuitableValueError(JournalError):
    """What was to be kept is of a kind that the journal does not hold."""


class StorageError(JournalError):
    """The disk or the folder refused; what was there before is still there."""


class NoSuchEntryError(JournalError):
    """No entry has the id that was given."""


class CountChangedError(JournalError):
    """The journal holds another number of entries than the learner agreed to delete."""


class BackupError(JournalError):
    """The file is no backup of a journal, or it is damaged."""
