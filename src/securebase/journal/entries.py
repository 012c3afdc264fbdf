"""One entry: what a learner answered to one prompt, as JSON, and the name of its file."""

from __future__ import annotations

import json
import math
import re
import secrets
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any, TypeAlias

from securebase.journal.errors import UnsuitableValueError
from securebase.journal.private import Private

if TYPE_CHECKING:
    from collections.abc import Iterable

Value: TypeAlias = str | int | float | list[str] | dict[str, str | int | float]

FORMAT = "Secure Base journal entry"
VERSION = 1
SUFFIX = ".age"
LARGEST = 2**20
_BLOCK = 512
_STAMP = "%Y%m%d-%H%M%S-%f"
_ID = re.compile(r"(\d{8}-\d{6}-\d{6})-[0-9a-f]{16}", re.ASCII)
_TIDY_TEXT = re.compile(r"[^\x00-\x1f\x7f]{1,2000}", re.DOTALL)
_STEP = timedelta(microseconds=1)


@dataclass(frozen=True)
class Kept:
    """The receipt of an entry that is on disk: its id, and when it was written, in local time."""

    id: str
    at: datetime


@dataclass(frozen=True)
class Entry:
    """An entry as it was written. ``at`` is the local time at writing, with its offset from UTC."""

    id: str
    at: datetime
    prompt_id: str
    prompt: str
    kind: str
    value: Value = field(repr=False)


@dataclass(frozen=True)
class Unreadable:
    """A file of the journal that cannot be read: its name, and a sentence that says why and what to do.

    ``newer`` says that it is whole, and that newer software can read it.
    """

    name: str
    sentence: str
    newer: bool = False


def next_id(taken: Iterable[str], now: datetime) -> str:
    """Return an id that sorts after all others, whatever the clock does: the time, or just after the last.

    Parameters
    ----------
    taken
        The ids that are there.
    now
        The clock's reading, with its offset.
    """
    stamp = now.astimezone(UTC)
    last = max((_time_in(entry_id) for entry_id in taken), default=datetime.min.replace(tzinfo=UTC))
    if last >= stamp:
        stamp = last if datetime.max.replace(tzinfo=UTC) - last < _STEP else last + _STEP
    # Years before 1000 would lose their leading zeros on some systems.
    return f"{stamp.year:04}{stamp.strftime(_STAMP)[-18:]}-{secrets.token_hex(8)}"


def is_id(text: str) -> bool:
    """Whether ``text`` is an entry's id."""
    found = _ID.fullmatch(text)
    return found is not None and _parsed_stamp(found[1]) is not None


def encoded(kept: Kept, prompt_id: str, prompt: str, kind: str, value: Private[Value]) -> Private[bytes]:
    """Return an entry as JSON, padded with spaces so that a file's size tells little about its answer.

    Raises
    ------
    UnsuitableValueError
        If the value is of a kind that the journal does not hold, or too long.
    """
    for name, label in (("prompt_id", prompt_id), ("prompt", prompt), ("kind", kind)):
        if not _is_label(label):
            raise UnsuitableValueError(f"{name} must be one line of 1 to 2000 characters.")
    if not _fits(value):
        raise UnsuitableValueError(
            "The journal keeps text, a finite number, a list of texts, or a table of texts and numbers, and "
            "was given something else."
        )
    text = _as_json(kept, prompt_id, prompt, kind, value)
    if len(text.reveal()) > LARGEST:
        raise UnsuitableValueError(
            "The text is too long for one entry (about a million letters). Split it and keep each part."
        )
    return text


def parsed(entry_id: str, text: Private[bytes]) -> Entry | Unreadable:
    """Return the entry that a file holds; never raises, whatever the file holds."""
    name = entry_id + SUFFIX
    found = _loaded(text)
    if not isinstance(found, dict) or found.get("format") != FORMAT:
        return Unreadable(
            name, f"{name} holds something that is not an entry. A backup may hold the right one."
        )
    version = found.get("version")
    if isinstance(version, int) and version > VERSION:
        return Unreadable(
            name,
            f"{name} was written by a newer version of Secure Base. Update it to read this entry.",
            newer=True,
        )
    entry = _entry(found)
    if entry is None:
        return Unreadable(name, f"{name} is incomplete inside. A backup may hold the whole entry.")
    if entry.id != entry_id:
        return Unreadable(name, f"{name} holds another entry. Rename it to {entry.id}{SUFFIX} to read it.")
    return entry


def _time_in(entry_id: str) -> datetime:
    return _parsed_stamp(entry_id[:22]) or datetime.min.replace(tzinfo=UTC)


def _parsed_stamp(stamp: str) -> datetime | None:
    try:
        return datetime.strptime(stamp, _STAMP).replace(tzinfo=UTC)
    except ValueError:
        return None


def _is_label(text: Any) -> bool:  # callers' mistakes are told in words
    return isinstance(text, str) and _TIDY_TEXT.fullmatch(text) is not None


def _is_number(found: Any) -> bool:  # anything that JSON holds
    if isinstance(found, float):
        return math.isfinite(found)
    return isinstance(found, int) and abs(found) < 2**63


def _fits(value: Private[Any]) -> bool:
    return _is_value(value.reveal())


def _is_value(found: Any) -> bool:  # anything that a caller gave or a file holds
    if isinstance(found, list):
        return all(isinstance(item, str) for item in found)
    if isinstance(found, dict):
        return all(
            isinstance(name, str) and (isinstance(item, str) or _is_number(item))
            for name, item in found.items()
        )
    return isinstance(found, str) or _is_number(found)


def _as_json(kept: Kept, prompt_id: str, prompt: str, kind: str, value: Private[Value]) -> Private[bytes]:
    entry = {
        "format": FORMAT,
        "version": VERSION,
        "id": kept.id,
        "at": kept.at.isoformat(),
        "prompt_id": prompt_id,
        "prompt": prompt,
        "kind": kind,
        "value": value.reveal(),
    }
    text = json.dumps(entry, ensure_ascii=False, indent=1)
    data = _without_stray_halves(text).encode()
    return Private(data + b" " * (-len(data) % _BLOCK))


def _loaded(text: Private[bytes]) -> Any:  # anything that JSON holds, or None
    try:
        found = json.loads(text.reveal()) if len(text.reveal()) <= LARGEST else None
        if b"\\u" in text.reveal():
            found = json.loads(_without_stray_halves(json.dumps(found, ensure_ascii=False)))
    except (ValueError, RecursionError):
        return None
    return found


def _without_stray_halves(text: str) -> str:
    """Join the halves of an emoji, and replace one alone: it could not be written anywhere."""
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def _entry(found: dict[str, Any]) -> Entry | None:
    at = _moment(found.get("at"))
    labels = [found.get(name) for name in ("id", "prompt_id", "prompt", "kind")]
    if at is None or not all(_is_label(label) for label in labels) or not _is_value(found.get("value")):
        return None
    if not is_id(str(labels[0])):
        return None
    entry_id, prompt_id, prompt, kind = map(str, labels)
    return Entry(id=entry_id, at=at, prompt_id=prompt_id, prompt=prompt, kind=kind, value=found["value"])


def _moment(text: Any) -> datetime | None:  # anything that JSON holds
    try:
        at = datetime.fromisoformat(text)
    except (TypeError, ValueError):
        return None
    return at if at.tzinfo is not None else None
