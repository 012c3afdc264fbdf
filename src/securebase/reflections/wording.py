"""What a learner is told about their journal: where it is, who can read it, when something was kept."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from securebase.reflections.machines import Machine

if TYPE_CHECKING:
    from datetime import date, datetime

    from securebase.journal import Restored

_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
    "November", "December",
)  # fmt: skip
_WHOSE = {
    Machine.HUB: (
        "This computer belongs to whoever runs this server. Its administrators could see what you type while "
        "you type it. Download a backup now and then: it is encrypted, and it is yours."
    ),
    Machine.BINDER: (
        "This computer is borrowed for an hour or so, and it disappears with everything on it when the "
        "session ends, often after ten idle minutes. Download your backup before you leave; it is encrypted, "
        "and next time you can bring it back here. Whoever runs the service could see what you type while "
        "you type it."
    ),
}


def whose_computer(where: Machine) -> str:
    """Return what someone should know before they write on a computer that is not theirs; else nothing."""
    return _WHOSE.get(where, "")


def place(folder: Path) -> str:
    """Return a folder as its owner would write it: ``~`` for their home."""
    try:
        return f"~/{folder.relative_to(Path.home()).as_posix()}"
    except (ValueError, RuntimeError):
        return str(folder)


def where_it_is_kept(state: str, folder: str, where: Machine) -> str:
    """Return the words beside every box: where an answer is kept, and who can read it."""
    if state == "none":
        return "Nothing is kept yet. Keep first creates your journal on this computer, apart from the course."
    if state == "open":
        readers = "It has no passphrase, so anyone who can use this computer account can read it."
    elif where is Machine.OWN:
        readers = "It is encrypted, and only your passphrase opens it."
    else:
        readers = "It is encrypted, and your passphrase opens it."
    return f"Keep puts this into your journal ({folder}). {readers} It is never handed in."


def kept(at: datetime, state: str, where: Machine) -> str:
    """Return the sentence after a save."""
    hour = at.strftime("%H:%M")
    if where is Machine.BINDER:
        return f"Kept in your journal, {hour}, on this borrowed computer. Download a backup before you leave."
    if state == "open":
        return f"Kept in your journal, {hour}. Anyone who can use this computer account can read it."
    if where is Machine.HUB:
        return f"Kept in your journal on this server, {hour}. Your passphrase opens it."
    return f"Kept in your journal, {hour}. Only you can read it."


def unlocked_until(reach: str) -> str:
    """Return how long an opened journal stays open: for the JupyterLab session or for this notebook."""
    return (
        "until you lock it or close JupyterLab"
        if reach == "session"
        else "until you lock it or stop this notebook"
    )


def backed_up(name: str) -> str:
    """Return the sentence after a backup."""
    return (
        f"{name} is in your browser's downloads. It is encrypted: the passphrase you typed opens it, on "
        " any computer."
    )


def restored(result: Restored) -> str:
    """Return the sentence after a backup was brought back."""
    sentence = f"{_entries(result.added)} brought back; {_entries(result.already_there)} here already."
    if result.unreadable:
        sentence += f" {_entries(len(result.unreadable))} damaged in this backup, and left out."
    return sentence


def _entries(count: int) -> str:
    return f"{count} entry was" if count == 1 else f"{count} entries were"


def moment(at: datetime) -> str:
    """Return a time as its writer's clock showed it: ``21 November 2026, 14:02``."""
    return f"{day(at)}, {at:%H:%M}"


def day(at: date) -> str:
    """Return a day in words: ``21 November 2026``."""
    return f"{at.day} {_MONTHS[at.month - 1]} {at.year}"


def in_words(value: object) -> str:
    """Return what was kept as text: a number, words, several of a list, or named parts line by line."""
    if isinstance(value, dict):
        named = {str(name).capitalize(): in_words(part) for name, part in value.items()}
        return "\n".join(f"{name}: {words}" for name, words in named.items() if words)
    if isinstance(value, list | tuple):
        return "\n".join(f"· {in_words(one)}" for one in value)
    return str(value)
