"""The journal's key pair, and the passphrase around its secret half, in the standard age format."""

from __future__ import annotations

import re
import unicodedata

import pyrage

from securebase.journal.errors import (
    DamagedKeyError,
    UnsuitablePassphraseError,
    WrongPassphraseError,
)
from securebase.journal.private import Private

AGE = b"age-encryption.org/v1\n"
_SECRET = re.compile(rb"^AGE-SECRET-KEY-1[0-9A-Z]+$", re.MULTILINE)
_USUAL_WORK = range(15, 19)
_COMMENT = b"# The key of a Secure Base journal. Whoever has the next line can read every entry.\n"


class Key:
    """A key pair; nothing of its secret half is ever displayed."""

    __slots__ = ("_identity", "recipient")

    def __init__(self, identity: Private[pyrage.x25519.Identity]) -> None:
        self._identity = identity
        self.recipient = str(identity.reveal().to_public())

    @classmethod
    def new(cls) -> Key:
        """Return a new key pair."""
        return cls(Private(pyrage.x25519.Identity.generate()))

    @classmethod
    def from_text(cls, text: Private[bytes]) -> Key | None:
        """Return the key that an identity file's text holds, or None if it holds none."""
        identity = _identity(text)
        return None if identity is None else cls(identity)

    def text(self) -> Private[bytes]:
        """Return the text of an identity file, as ``age -d -i`` reads it."""
        return Private(_COMMENT + str(self._identity.reveal()).encode("ascii") + b"\n")

    def opened(self, data: bytes) -> Private[bytes] | None:
        """Return what an age file holds, or None if it is damaged or for another key."""
        try:
            return Private(pyrage.decrypt(data, [self._identity.reveal()]))
        except pyrage.DecryptError:
            return None


def sealed(text: Private[bytes], recipient: str) -> bytes:
    """Return an age file that only the holder of the key can open.

    Raises
    ------
    DamagedKeyError
        If ``recipient`` is no public key.
    """
    key = public_key(recipient)
    if key is None:
        raise DamagedKeyError(
            "The journal's public key is damaged. Unlock the journal once; that repairs it."
        )
    return bytes(pyrage.encrypt(text.reveal(), [key]))


def public_key(recipient: str) -> pyrage.x25519.Recipient | None:
    """Return the public key that ``recipient`` spells, or None."""
    try:
        return pyrage.x25519.Recipient.from_str(recipient)
    except pyrage.RecipientError:
        return None


def wrapped(text: Private[bytes], passphrase: Private[str]) -> bytes:
    """Return an age file that opens with a passphrase.

    The library measures anew each time how much work opening it shall be. On a busy computer that may come
    out far too high (2^20 takes a gigabyte of memory at every opening) or too low; then it is made again.
    """
    tried = []
    for _ in range(3):
        data = bytes(pyrage.passphrase.encrypt(text.reveal(), passphrase.reveal()))
        if _work_factor(data) in _USUAL_WORK:
            return data
        tried.append(data)
    return min(tried, key=lambda data: abs(_work_factor(data) - _USUAL_WORK[2]))


def unwrapped(data: bytes, passphrase: Private[str], name: str) -> Private[bytes]:
    """Return what an age file holds that opens with a passphrase.

    Parameters
    ----------
    data
        The file's bytes.
    passphrase
        A passphrase that :func:`suitable` returned.
    name
        What to call the file in a message.

    Raises
    ------
    WrongPassphraseError
        If the passphrase is another.
    DamagedKeyError
        If no passphrase can open the file.
    """
    try:
        return Private(pyrage.passphrase.decrypt(data, passphrase.reveal()))
    except pyrage.DecryptError as error:
        fault = str(error)
    if fault == "Decryption failed":
        raise WrongPassphraseError(
            f"This passphrase does not open {name}. Nothing was changed. Check capitals, spaces and the "
            "keyboard layout, and try again."
        )
    if fault.startswith("Excessive work"):
        raise DamagedKeyError(
            f"Opening {name} would take this computer very long: it was made on a much faster one, or this "
            "one is very busy. Close other programs and try again."
        )
    raise DamagedKeyError(f"{name[0].upper()}{name[1:]} is damaged and cannot be opened. Use a backup.")


def suitable(passphrase: Private[str]) -> Private[str]:
    """Return a passphrase in the one spelling that is used, composed as keyboards write it.

    Raises
    ------
    UnsuitablePassphraseError
        If it is empty, or holds characters that are hard to type again on another computer.
    """
    if not isinstance(passphrase.reveal(), str) or not passphrase.reveal().strip():
        raise UnsuitablePassphraseError(
            "The passphrase was empty. Give one of a few words, or choose to do without one."
        )
    if not passphrase.reveal().isprintable():
        raise UnsuitablePassphraseError(
            "The passphrase contains a character that you might not be able to type again, such as a tab or "
            "a line break. Use letters, digits, signs and ordinary spaces."
        )
    return Private(unicodedata.normalize("NFC", passphrase.reveal()))


def _work_factor(data: bytes) -> int:
    """Return the logarithm of scrypt's work, which ends the second line of the file."""
    return int(data.split(b"\n", 2)[1].rsplit(b" ", 1)[1])


def _identity(text: Private[bytes]) -> Private[pyrage.x25519.Identity] | None:
    found = _SECRET.search(text.reveal())
    if found is None:
        return None
    try:
        return Private(pyrage.x25519.Identity.from_str(found[0].decode("ascii")))
    except pyrage.IdentityError:
        return None
