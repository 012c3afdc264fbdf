"""Where help can be found: named by those who deploy the course, after what can be said anywhere.

Telephone numbers differ from place to place and grow old, so the course itself holds none. A deployment fills
in ``assets/resources.yml``, with the day on which someone tried each entry.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any

import yaml

from securebase.content import content_root

if TYPE_CHECKING:
    from pathlib import Path

WHOM_TO_TURN_TO = (
    "If you or someone near you is in danger now, contact your local emergency service.",
    (
        "If you are thinking about suicide, or about hurting yourself, you do not have to be alone with it. "
        "Tell someone, in plain words: a person you trust, a doctor, or a crisis line if your country has "
        "one. You need not wait until it gets worse."
    ),
    (
        "If someone frightens, controls or hurts you, a service for people who live with violence can listen "
        "and help you think, even if you are not sure what to call it."
    ),
)
"""What is said wherever help is named, whether or not a deployment has filled in its places."""

CHECK_AGAIN_AFTER = timedelta(days=365)

_TOP = ("last_checked", "resources")
_FIELDS = {
    "name": "the name of the service",
    "what": "whom it is for, and when it can be reached",
    "contact": "how to reach it: a number as people dial it, or an address that begins with https://",
}


class ResourcesError(ValueError):
    """A fault in ``resources.yml``: one sentence for each, for whoever fills it in."""


@dataclass(frozen=True)
class Resource:
    """One place where help can be found; the fields are those of the file."""

    name: str
    what: str
    contact: str


@dataclass(frozen=True)
class Resources:
    """Places of help, and the day on which someone last made sure that they are right."""

    entries: tuple[Resource, ...] = ()
    last_checked: date | None = None


def load_resources(path: Path | None = None, *, today: date | None = None) -> Resources:
    """Read the file of resources.

    Parameters
    ----------
    path
        The file; the course's own if not given.
    today
        The day against which ``last_checked`` is held; the present one if not given.

    Returns
    -------
    Resources
        Without entries if the file names none, as when the course is new.

    Raises
    ------
    ResourcesError
        If the file is missing or has a fault: a sentence for each, which names the entry and the field.
    """
    document = _read(path or content_root() / "assets" / "resources.yml")
    if document == "":
        return Resources()
    if not isinstance(document, dict) or set(document) - set(_TOP):
        raise ResourcesError(f"resources.yml: the top level has {' and '.join(_TOP)}, and nothing else.")
    entries = document.get("resources", "")
    if entries in ("", []):
        return Resources()
    if not isinstance(entries, list):
        raise ResourcesError(
            "resources.yml, field 'resources': a list is needed; begin each entry with a dash."
        )
    faults = [fault for place, entry in enumerate(entries, 1) for fault in _faults(entry, place)]
    checked = _day(document.get("last_checked", ""), today or datetime.now(tz=UTC).date())
    if isinstance(checked, str):
        faults.append(checked)
    if faults:
        raise ResourcesError("\n".join(faults))
    return Resources(
        tuple(Resource(**entry) for entry in entries), checked if isinstance(checked, date) else None
    )


def resources_faults(path: Path | None = None, *, today: date | None = None) -> list[str]:
    """Return a sentence for each thing that whoever runs the course should mend; none for an empty file.

    Parameters are those of `load_resources`.
    """
    today = today or datetime.now(tz=UTC).date()
    try:
        found = load_resources(path, today=today)
    except (ResourcesError, OSError) as error:
        return str(error).splitlines()
    if found.last_checked and today - found.last_checked > CHECK_AGAIN_AFTER:
        age = f"were last checked on {found.last_checked}, more than a year ago"
        return [f"resources.yml: the entries {age}. Try each, then write the new day into 'last_checked'."]
    return []


def resources_for_readers(path: Path | None = None) -> Resources:
    """Return the resources to show, or none if the file is not in order; a learner never meets its faults."""
    try:
        return load_resources(path)
    except Exception:  # noqa: BLE001  whatever is wrong, someone who needs help gets the general words
        return Resources()


def _read(path: Path) -> Any:
    try:
        # Every value stays text: a number that begins with a zero keeps it. BaseLoader builds nothing else.
        document = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)  # noqa: S506
    except FileNotFoundError:
        raise ResourcesError(
            "resources.yml is missing from the course's assets. Install Secure Base again."
        ) from None
    except UnicodeDecodeError:
        raise ResourcesError("resources.yml is not UTF-8 text. Save it as UTF-8.") from None
    except (yaml.YAMLError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        where = f", line {mark.line + 1}" if mark else ""
        raise ResourcesError(
            f"resources.yml{where}: this is not valid YAML. Look for a missing quote, or an indent that "
            "differs from its neighbours."
        ) from None
    return "" if document is None else document


def _faults(entry: Any, place: int) -> list[str]:
    if not isinstance(entry, dict):
        return [f"resources.yml, entry {place}: the fields {', '.join(_FIELDS)} are needed."]
    faults = [
        f"resources.yml, entry {place}: {field!r} is not a field here. Accepted are {', '.join(_FIELDS)}."
        for field in entry
        if field not in _FIELDS
    ]
    for field, meaning in _FIELDS.items():
        given = entry.get(field)
        if not isinstance(given, str) or not given.strip():
            faults.append(f"resources.yml, entry {place}, field {field!r}: {meaning} is needed.")
    return faults


def _day(given: Any, today: date) -> date | str:
    """Return the day, or the sentence that says why it is none."""
    try:
        day = date.fromisoformat(given)
    except (TypeError, ValueError):
        return (
            f"resources.yml, field 'last_checked': {given!r} was given; write the day on which someone last "
            "tried every entry, as in 2026-01-31. Until then none of them is shown."
        )
    # A day's grace: somewhere it is already tomorrow.
    if day > today + timedelta(days=1):
        return f"resources.yml, field 'last_checked': {day} is still to come."
    return day
