"""Quick checks as data: found in the course's assets, read, and checked before anyone sees them."""

from __future__ import annotations

import json
from functools import cache
from typing import TYPE_CHECKING, Any

import yaml
from jsonschema import Draft202012Validator

from securebase.content import content_root

if TYPE_CHECKING:
    from pathlib import Path

    from jsonschema.exceptions import ValidationError

Question = dict[str, Any]

_DEFINITIONS = {
    "single": "choice question",
    "several": "choice question",
    "order": "order question",
    "match": "match question",
    "number": "number question",
}
_TYPE_NAMES = {
    "string": "words (put them in quotes if they look like a number)",
    "boolean": "true or false",
    "integer": "a whole number",
    "number": "a number",
    "object": "fields with a name each",
    "array": "a list",
}


class QuestionError(ValueError):
    """A quick check that cannot be shown, said in one sentence for the author of the lesson."""

    def _render_traceback_(self) -> list[str]:
        """Show the sentence alone in a notebook: the frames would be ours, and help no one."""
        return [str(self)]


def load_quick_check(name: str) -> dict[str, Any]:
    """Read one quick check of the course.

    Parameters
    ----------
    name : str
        The file's name in ``assets/quick-checks`` without its ending: ``"04-the-first-hour"``.

    Returns
    -------
    dict
        ``title`` (str) and ``questions`` (a list of dicts), as ``assets/schemas/quick-check.schema.json``
        describes them.

    Raises
    ------
    QuestionError
        If there is no such file, or something in it is missing, unknown or contradicts itself. The
        message names file, question and field.
    """
    folder = content_root() / "assets" / "quick-checks"
    known = sorted(path.stem for path in folder.glob("*.yml"))
    if name not in known:
        there = ", ".join(known) or "none yet"
        raise QuestionError(f"There is no quick check named {name!r}. There are: {there}.")
    return read_quick_check(folder / f"{name}.yml")


def read_quick_check(path: Path) -> dict[str, Any]:
    """Read and check one file of questions; see `load_quick_check`.

    Raises
    ------
    QuestionError
        With the file's name, the question and the field in its message.
    """
    try:
        data = yaml.safe_load(path.read_text(encoding="utf-8"))
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = f", line {mark.line + 1}" if mark else ""
        raise QuestionError(
            f"{path.name}{line}: this is not valid YAML. Look for a missing quote, an indent that differs "
            "from its neighbours, or a colon inside a sentence (such a sentence needs quotes)."
        ) from None
    _check(data, _schema(), path.name)
    seen: set[str] = set()
    for number, question in enumerate(data["questions"], start=1):
        place = f"{path.name}, question {question.get('id') or number}"
        _check_question(question, place)
        if question["id"] in seen:
            raise QuestionError(f"{place}, field id: another question has this id too. Give each its own.")
        seen.add(question["id"])
    return {"title": data["title"], "questions": data["questions"]}


def _check_question(question: Question, place: str) -> None:
    kind = question.get("kind")
    if not isinstance(kind, str) or kind not in _DEFINITIONS:
        raise QuestionError(
            f"{place}, field kind: {kind!r} was given; accepted are {', '.join(_DEFINITIONS)}."
        )
    _check(question, _schema(_DEFINITIONS[kind]), place)
    further = {"order": _check_order, "match": _check_match, "number": _check_number}
    trouble = further.get(kind, _check_choices)(question)
    if trouble:
        raise QuestionError(f"{place}, {trouble}")


def _check_choices(question: Question) -> str | None:
    right = sum(choice["right"] for choice in question["choices"])
    if question["kind"] == "single" and right != 1:
        return f"field choices: {right} of them are right; a single choice needs exactly one."
    if right == 0:
        return "field choices: none of them is right; at least one must be."
    return None


def _check_order(question: Question) -> str | None:
    places = [item["place"] for item in question["items"]]
    if sorted(places) != list(range(1, len(places) + 1)):
        return f"field items: the places are {places}; each number from 1 to {len(places)} is needed once."
    if places == sorted(places):
        return "field items: they already stand in the right order; list them as they are first shown, mixed."
    return None


def _check_match(question: Question) -> str | None:
    targets = set(question["targets"])
    for number, item in enumerate(question["items"], start=1):
        if item["answer"] not in targets:
            return (
                f"field items, entry {number}, answer: {item['answer']!r} is not among the targets "
                f"({', '.join(question['targets'])})."
            )
        if set(item["feedback"]) != targets:
            odd = ", ".join(sorted(set(item["feedback"]) ^ targets))
            return (
                f"field items, entry {number}, feedback: one sentence is needed for each target and for "
                f"nothing else; look at {odd}."
            )
    return None


def _check_number(question: Question) -> str | None:
    low, high = question["accepted"]["min"], question["accepted"]["max"]
    answer, tolerance = question["answer"], question["tolerance"]
    if not low <= answer <= high:
        return f"field answer: {answer} lies outside what is accepted, {low} to {high}."
    windows = [(answer, tolerance, "the answer")]
    for number, mistake in enumerate(question.get("mistakes", []), start=1):
        near, within = mistake["near"], mistake["within"]
        if not low <= near <= high:
            return f"field mistakes, entry {number}: {near} lies outside what is accepted, {low} to {high}."
        for other, reach, called in windows:
            if abs(near - other) <= within + reach:
                return (
                    f"field mistakes, entry {number}: {near} within {within} overlaps with {called}, "
                    f"{other} within {reach}; one number can have one feedback only."
                )
        windows.append((near, within, "an earlier mistake"))
    return None


@cache
def _schema(definition: str | None = None) -> Draft202012Validator:
    path = content_root() / "assets" / "schemas" / "quick-check.schema.json"
    schema: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    if definition is not None:
        schema = {"$ref": f"#/$defs/{definition}", "$defs": schema["$defs"]}
    return Draft202012Validator(schema)


def _check(data: object, validator: Draft202012Validator, place: str) -> None:
    """Raise the first problem, in the order of the file, as a plain sentence."""
    for error in sorted(validator.iter_errors(data), key=lambda one: [str(key) for key in one.absolute_path]):
        raise QuestionError(f"{place}{_where(error)}: {_said_plainly(error)}")


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
    if rule == "additionalProperties":
        known = error.schema.get("properties", {}) if isinstance(error.schema, dict) else {}
        unknown = [name for name in given if name not in known]
        return f"{', '.join(map(repr, unknown))} is not known here. Known are: {', '.join(known)}."
    if rule == "type":
        return f"{given!r} was given; needed are {_TYPE_NAMES[str(wanted)]}."
    if rule == "pattern":
        words = (
            "needed are words" if wanted == r"\S" else "use small letters, digits and hyphens, as in one-word"
        )
        return f"{given!r} was given; {words}."
    if rule in {"minItems", "minProperties"}:
        return f"there are {len(given)}; at least {wanted} are needed."
    bound = "more than" if rule == "exclusiveMinimum" else "at least"
    return f"{given!r} was given; it must be {bound} {wanted}."


def _listed(names: list[str]) -> str:
    return f"the field {names[0]} is" if len(names) == 1 else f"the fields {', '.join(names)} are"
