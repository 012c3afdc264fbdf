"""Reading the course's own YAML files: checked against a schema, with errors as plain sentences."""

from __future__ import annotations

import json
import textwrap
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol, cast

import fastjsonschema
import yaml

from securebase.course.content_error import ContentError, shown

if TYPE_CHECKING:
    from collections.abc import Hashable
    from pathlib import Path

    from jsonschema import ValidationError

Document = dict[str, Any]


class EntryName(Protocol):
    """Turn an entry, and its place in the file, into the name that an author knows it by."""

    def __call__(self, entry: Any, place: int, /) -> str:
        """Return, for example, ``claim 12``."""


class _StrictLoader(yaml.SafeLoader):
    """YAML in which a date stays text and a key that stands twice is an error."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, Any]:  # noqa: FBT001, FBT002 - PyYAML's own signature
        seen = set()
        for key, _ in node.value:
            if not isinstance(key, yaml.ScalarNode):
                line = key.start_mark.line + 1
                raise ContentError(f"line {line}: a field's name is a word, not a list or a mapping.")
            if key.value in seen:
                line = key.start_mark.line + 1
                raise ContentError(f"line {line}: the field {key.value!r} stands twice in the same entry.")
            seen.add(key.value)
        return super().construct_mapping(node, deep)


# JSON Schema knows text, not dates; the loader that builds the objects reads the date.
_StrictLoader.yaml_implicit_resolvers = {
    first: [(tag, rule) for tag, rule in resolvers if tag != "tag:yaml.org,2002:timestamp"]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def read_checked(
    path: Path, *, entries: str, entry_name: EntryName, schemas: Path | None = None
) -> list[Any]:
    """Read a YAML file of entries and check it against ``schemas/NAME.schema.json`` beside it.

    Parameters
    ----------
    path
        The YAML file.
    entries
        The field at the top of the file that holds the list of entries.
    entry_name
        How an author knows an entry.
    schemas
        The folder of the schema, where it is not the one beside the file.

    Returns
    -------
    list
        The entries, as the schema describes them.

    Raises
    ------
    ContentError
        If the file is missing, is no YAML or breaks the schema: one sentence for each fault, which names
        file, entry and field and says what is accepted.
    """
    folder = schemas or path.parent / "schemas"
    schema = json.loads((folder / f"{path.stem}.schema.json").read_text(encoding="utf-8"))
    document = _read(path)
    say = _Sentences(document, shown(path), entries, entry_name, schema["properties"])
    faults = [say(fault) for fault in _faults(document, schema)]
    if faults:
        raise ContentError("\n".join(dict.fromkeys(faults)))
    return list(document[entries])


def _faults(document: Document, schema: Document) -> list[ValidationError]:
    """Return every fault. A quick check answers for a file without any, which is what a learner has."""
    try:
        fastjsonschema.compile(schema)(document)
    except fastjsonschema.JsonSchemaValueException:
        # Where JupyterLab is installed, importing jsonschema builds grammars for more than a second.
        import jsonschema  # noqa: PLC0415

        checker = jsonschema.Draft202012Validator(schema, format_checker=jsonschema.FormatChecker())
        return list(checker.iter_errors(document))
    return []


def _read(path: Path) -> Document:
    try:
        # The loader is a SafeLoader.
        document = yaml.load(path.read_text(encoding="utf-8"), Loader=_StrictLoader)  # noqa: S506
    except FileNotFoundError:
        raise ContentError(f"{shown(path)} is missing. Install Secure Base again.") from None
    except UnicodeDecodeError as fault:
        raise ContentError(
            f"{shown(path)} is not UTF-8 text (byte {fault.start}). Save it as UTF-8."
        ) from None
    except ContentError as fault:
        raise ContentError(f"{shown(path)}, {fault}") from None
    except yaml.YAMLError as fault:
        mark = getattr(fault, "problem_mark", None)
        where = f", line {mark.line + 1}" if mark else ""
        problem = getattr(fault, "problem", None) or "it cannot be read"
        raise ContentError(f"{shown(path)}{where}: this is not YAML ({problem}).") from None
    return document  # type: ignore[no-any-return]  # whatever it is, the schema looks at it next


@dataclass(frozen=True)
class _Sentences:
    """Say a fault of one file: where it is, what was given, what is accepted."""

    document: Document
    file: str
    entries: str
    entry_name: EntryName
    properties: Document

    def __call__(self, fault: ValidationError) -> str:
        place = list(fault.absolute_path)
        given: Any = fault.instance
        properties = self.properties
        where = self.file
        if len(place) > 1 and place[0] == self.entries:
            index = int(place[1])
            where += f", {self.entry_name(self.document[self.entries][index], index)}"
            properties = properties[self.entries]["items"]["properties"]
            place = place[2:]
        if fault.validator == "required":
            required = cast("list[str]", fault.validator_value)
            missing = next(name for name in required if name not in given)
            return f"{where}: the field '{missing}' is missing. It holds {_accepted(properties, missing)}."
        if fault.validator == "additionalProperties":
            extra = next(name for name in given if name not in properties)
            return f"{where}: {extra!r} is not a field here. Accepted fields: {', '.join(properties)}."
        seen = textwrap.shorten(json.dumps(given, ensure_ascii=False), 60, placeholder=" ...")
        if not place:
            return f"{where}: {seen} is given where fields are expected: {', '.join(properties)}."
        field = str(place[0])
        return f"{where}, field '{field}': {seen} is given; accepted is {_accepted(properties, field)}."


def _accepted(properties: Document, field: str) -> str:
    return str(properties[field]["description"])
