"""Quick checks as data: found in the course's assets, read, and checked before anyone sees them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from securebase.widgets._checked_files import AuthoringError, CheckedFiles

if TYPE_CHECKING:
    from pathlib import Path

Question = dict[str, Any]

_DEFINITIONS = {
    "single": "choice question",
    "several": "choice question",
    "order": "order question",
    "match": "match question",
    "number": "number question",
}


class QuestionError(AuthoringError):
    """A quick check that cannot be shown, said in one sentence for the author of the lesson."""


_FILES = CheckedFiles("quick-checks", "quick-check", "quick check", QuestionError)


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
    return read_quick_check(_FILES.find(name))


def read_quick_check(path: Path) -> dict[str, Any]:
    """Read and check one file of questions; see `load_quick_check`.

    Raises
    ------
    QuestionError
        With the file's name, the question and the field in its message.
    """
    data = _FILES.read(path)
    for number, question in enumerate(data["questions"], start=1):
        _check_question(question, f"{path.name}, question {question.get('id') or number}")
    _FILES.check_ids(data["questions"], path, "question")
    return {"title": data["title"], "questions": data["questions"]}


def _check_question(question: Question, place: str) -> None:
    kind = question.get("kind")
    if not isinstance(kind, str) or kind not in _DEFINITIONS:
        raise QuestionError(
            f"{place}, field kind: {kind!r} was given; accepted are {', '.join(_DEFINITIONS)}."
        )
    _FILES.check(question, place, _DEFINITIONS[kind])
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
