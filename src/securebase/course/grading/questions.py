"""An exercise's ``questions.yml``, checked as it is built: every fault in a sentence of its own."""

from __future__ import annotations

import itertools
from collections import Counter
from typing import TYPE_CHECKING, Any

from securebase.content import content_root
from securebase.course._content_files import read_checked
from securebase.course.content_error import ContentError, shown
from securebase.course.grading.foreseen import faults_of_mistakes
from securebase.exercises.is_true import HINT as IS_TRUE
from securebase.exercises.oracle import oracle

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    Data = dict[str, Any]

# The fields that each kind needs beside id, title and kind.
_NEEDED = {
    "number": ("points", "right", "tolerance", "nudge", "insight", "unit"),
    "numbers": ("points", "items", "right", "tolerance", "nudge", "insight", "unit"),
    "choice": ("points", "options", "right", "hints", "insight"),
    "choices": ("points", "options", "right", "hints", "insight"),
    "order": ("points", "options", "right", "hints", "insight"),
    "match": ("points", "items", "options", "right", "hints", "insight"),
    "function": ("points", "function", "hints", "nudge", "insight"),
    "attest": ("options",),
}


_TYPE: dict[str, tuple[type | tuple[type, ...], str]] = {
    "number": (str, "the name of a quantity"),
    "numbers": (dict, "the name of a quantity for each item"),
    "choice": (str, "the id of an option"),
    "choices": ((str, list), "a list of option ids, or the name of a quantity"),
    "order": (list, "a list of option ids"),
    "match": (dict, "the id of an option for each item"),
}


def check_questions(path: Path) -> None:
    """Look for faults in the questions of an exercise.

    Parameters
    ----------
    path : Path
        ``NN-slug/questions.yml``.

    Raises
    ------
    ContentError
        With a sentence for each fault, which names the file, the question and what is accepted.
    """
    schemas = content_root() / "assets" / "schemas"
    questions = read_checked(path, entries="questions", entry_name=_name, schemas=schemas)
    faults = [
        f"{shown(path)}, {_name(question, place)}: {fault}"
        for place, question in enumerate(questions)
        for fault in _faults(path.parent.name, question)
    ]
    twice = [name for name, times in Counter(each["id"] for each in questions).items() if times > 1]
    faults += [f"{shown(path)}: two questions have the id {name!r}; each needs its own." for name in twice]
    if faults:
        raise ContentError("\n".join(faults))


def _name(entry: Any, place: int, /) -> str:
    name = entry.get("id") if isinstance(entry, dict) else None
    return f"question {name}" if name else f"question number {place + 1}"


def _faults(exercise: str, question: Data) -> Iterator[str]:
    missing = [field for field in _NEEDED[question["kind"]] if field not in question]
    if missing:
        yield f"a question of kind {question['kind']} needs {', '.join(missing)}."
        return
    accepted, wanted = _TYPE.get(question["kind"], (object, ""))
    if not isinstance(question.get("right"), accepted):
        yield f"right is {wanted}."
        return
    if looked_at := _RIGHT.get(question["kind"]):
        yield from looked_at(question)
    yield from _not_given(exercise, question)


def _not_given(exercise: str, question: Data) -> Iterator[str]:
    """Yield what the question takes from the models and the exercise's oracle does not give."""
    names, function = set(_quantities_named(question)), question.get("function", "")
    if not names and not function:
        return
    try:
        known = oracle(exercise)
    except (LookupError, ValueError) as fault:
        yield str(fault)
        return
    unknown = sorted(names - known.quantities.keys())
    for name in unknown:
        there = ", ".join(sorted(known.quantities))
        yield f"no quantity is called {name!r}. Those that the models give are: {there}."
    if not unknown and question["kind"] in ("number", "numbers"):
        yield from faults_of_mistakes(exercise, question)
    if function in known.trials:
        yield from _differ("hints", set(question["hints"]) - {IS_TRUE}, known.trials[function].mistakes)
    elif function:
        yield f"no check knows the function {function!r}. Known are: {', '.join(sorted(known.trials))}."


def _quantities_named(question: Data) -> Iterator[str]:
    if question["kind"] in ("number", "numbers", "choices"):
        yield from _names(question["right"])
    for mistake in question.get("mistakes", []):
        yield from _names(mistake.get("instead", []))


def _names(written: object) -> Iterable[str]:
    """Return the names in a field that holds one, or one for each item; a list holds ids of options."""
    if isinstance(written, dict):
        return written.values()
    return [written] if isinstance(written, str) else []


def _differ(what: str, given: Iterable[str], wanted: Iterable[str]) -> Iterator[str]:
    if missing := sorted(set(wanted) - set(given)):
        yield f"{what} lacks {', '.join(missing)}."
    if extra := sorted(set(given) - set(wanted)):
        yield f"{what} has {', '.join(extra)}, which the question does not know."


def _numbers(question: Data) -> Iterator[str]:
    yield from _differ("right", question["right"], question["items"])


def _choice(question: Data) -> Iterator[str]:
    if question["right"] not in question["options"]:
        yield f"right is {question['right']!r}, which is no option."
    else:
        yield from _differ("hints", question["hints"], set(question["options"]) - {question["right"]})


def _choices(question: Data) -> Iterator[str]:
    if not isinstance(question["right"], str):
        yield from _differ("right", set(question["right"]) | set(question["options"]), question["options"])
    yield from _differ("hints", question["hints"], question["options"])


def _order(question: Data) -> Iterator[str]:
    right = question["right"]
    if sorted(right) != sorted(question["options"]):
        yield "right lists each option once."
    else:
        pairs = {"-".join(pair) for pair in itertools.combinations(right, 2)}
        yield from _differ("hints", set(question["hints"]) - pairs, {"reversed", *right[:-1]})


def _match(question: Data) -> Iterator[str]:
    yield from _differ("right", question["right"], question["items"])
    yield from _differ("right", {*question["right"].values(), *question["options"]}, question["options"])
    if question.get("enough", 1) > len(question["items"]):
        yield f"enough is {question['enough']}, and there are {len(question['items'])} items."
    swaps = {name for name in question["hints"] if name not in question["items"] and "-" in name}
    yield from _differ("hints", set(question["hints"]) - swaps, question["items"])


def _attest(question: Data) -> Iterator[str]:
    if len(question["options"]) != 1:
        yield "a step that is attested has one option, which is its button."


_RIGHT: dict[str, Callable[[Data], Iterator[str]]] = {
    "numbers": _numbers,
    "choice": _choice,
    "choices": _choices,
    "order": _order,
    "match": _match,
    "attest": _attest,
}
