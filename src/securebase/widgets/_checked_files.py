"""Questions and cards, which authors write as YAML: found by name, read, checked against their schema."""

from __future__ import annotations

import json
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any

import fastjsonschema
import yaml

from securebase.content import content_root

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from jsonschema.exceptions import ValidationError

_TYPE_NAMES = {
    "string": "words (put them in quotes if they look like a number)",
    "boolean": "true or false",
    "integer": "a whole number",
    "number": "a number",
    "object": "fields with a name each",
    "array": "a list",
}
_COUNTS = {
    "minItems": "at least {} are needed",
    "minProperties": "at least {} are needed",
    "maxItems": "at most {} are accepted",
}


class AuthoringError(ValueError):
    """A file of the course that cannot be shown, said in one sentence for the author of the lesson."""

    def _render_traceback_(self) -> list[str]:
        """Show the sentence alone in a notebook: the frames would be ours, and help no one."""
        return [str(self)]


class CheckedFiles:
    """The files of one folder of the course's assets, all of one kind.

    Parameters
    ----------
    folder : str
        Where they lie, below ``assets``: ``"quick-checks"``.
    schema : str
        The file in ``assets/schemas`` that describes them, without its ending: ``"quick-check"``.
    called : str
        What one of them is called in a sentence: ``"quick check"``.
    fault : type
        What is raised when a file cannot be shown.
    """

    def __init__(self, folder: str, schema: str, called: str, fault: type[AuthoringError]) -> None:
        self.folder = folder
        self.schema = schema
        self.called = called
        self.fault = fault

    def find(self, name: str) -> Path:
        """Return the file of this name; an unknown name raises a fault that lists those there are."""
        folder = content_root() / "assets" / self.folder
        known = sorted(path.stem for path in folder.glob("*.yml"))
        if name not in known:
            there = ", ".join(known) or "none yet"
            raise self.fault(f"There is no {self.called} named {name!r}. There are: {there}.")
        return folder / f"{name}.yml"

    def read(self, path: Path) -> dict[str, Any]:
        """Read a file and check it against the schema as a whole."""
        try:
            data = _parsed(path.read_text(encoding="utf-8"))
        except yaml.YAMLError as error:
            mark = getattr(error, "problem_mark", None)
            line = f", line {mark.line + 1}" if mark else ""
            raise self.fault(
                f"{path.name}{line}: this is not valid YAML. Look for a missing quote, an indent that "
                "differs from its neighbours, or a colon inside a sentence (such a sentence needs quotes)."
            ) from None
        self.check(data, path.name)
        return dict(data)

    def check(self, data: object, place: str, definition: str | None = None) -> None:
        """Raise the first problem, in the order of the file, as a plain sentence.

        Parameters
        ----------
        data : object
            The file's content, or an entry of it.
        place : str
            How the sentence begins: the file, and the entry if there is one.
        definition : str, optional
            The part of the schema that describes the entry.
        """
        found = _faults(data, self.schema, definition)
        for error in sorted(found, key=lambda one: [str(key) for key in one.absolute_path]):
            raise self.fault(f"{place}{_where(error)}: {_said_plainly(error)}")

    def check_ids(self, entries: list[dict[str, Any]], path: Path, called: str) -> None:
        """Raise a fault if two entries, each of them called ``called``, have one id."""
        seen: set[str] = set()
        for entry in entries:
            if entry["id"] in seen:
                raise self.fault(
                    f"{path.name}, {called} {entry['id']}, field id: another {called} has this id too. "
                    "Give each its own."
                )
            seen.add(entry["id"])


@lru_cache(maxsize=16)
def _parsed(text: str) -> Any:
    """Return what a file holds; for a cell that is run again it is not read and kept once more."""
    return yaml.safe_load(text)


def _faults(data: object, name: str, definition: str | None) -> list[ValidationError]:
    """Return every fault. A quick yes answers for a file without any, which is what a learner has."""
    try:
        _quick_validator(name, definition)(data)
    except fastjsonschema.JsonSchemaValueException:
        # Where JupyterLab is installed, importing jsonschema builds grammars for more than a second.
        from jsonschema import Draft202012Validator  # noqa: PLC0415

        return list(Draft202012Validator(_schema(name, definition)).iter_errors(data))
    return []


@cache
def _quick_validator(name: str, definition: str | None) -> Callable[[object], object]:
    validator: Callable[[object], object] = fastjsonschema.compile(_schema(name, definition))
    return validator


def _schema(name: str, definition: str | None) -> dict[str, Any]:
    path = content_root() / "assets" / "schemas" / f"{name}.schema.json"
    schema: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    if definition is not None:
        schema = {"$ref": f"#/$defs/{definition}", "$defs": schema["$defs"]}
    return schema


def _where(error: ValidationError) -> str:
    parts = [f"entry {key + 1}" if isinstance(key, int) else f"field {key}" for key in error.absolute_path]
    return "".join(f", {part}" for part in parts)


def _said_plainly(error: ValidationError) -> str:
    """Say what the schema found in words; the library's own messages speak of schemas."""
    rule: Any = error.validator
    given: Any = error.instance
    wanted: Any = error.validator_value
    if rule == "required":
        missing = [name for name in wanted if name not in given]
        return f"{_listed(missing)} missing."
    if rule in _COUNTS:
        return f"there are {len(given)}; {_COUNTS[rule].format(wanted)}."
    if rule == "additionalProperties":
        known = error.schema.get("properties", {}) if isinstance(error.schema, dict) else {}
        unknown = [name for name in given if name not in known]
        return f"{', '.join(map(repr, unknown))} is not known here. Known are: {', '.join(known)}."
    return f"{given!r} was given; {_needed(rule, wanted)}."


def _needed(rule: str, wanted: Any) -> str:
    if rule == "type":
        return f"needed are {_TYPE_NAMES[str(wanted)]}"
    if rule == "pattern":
        return (
            "needed are words" if wanted == r"\S" else "use small letters, digits and hyphens, as in one-word"
        )
    if rule == "uniqueItems":
        return "each may be named once only"
    bound = "more than" if rule == "exclusiveMinimum" else "at least"
    return f"it must be {bound} {wanted}"


def _listed(names: list[str]) -> str:
    return f"the field {names[0]} is" if len(names) == 1 else f"the fields {', '.join(names)} are"
