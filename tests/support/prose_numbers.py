"""Numbers in a lesson's words, and what they are computed from: ``tests/course/numbers/NN-slug.yml``.

A row ``says`` some words of the lesson as they stand there, once, with braces around each number that is
computed; ``is`` computes them, in the same order. A number is compared as it is written: "19" to the whole,
".53" and "0.530" to two and three decimals, "four" in words. CONTRIBUTING.md shows a row of each kind.
"""

from __future__ import annotations

import contextlib
import functools
import io
import math
import pkgutil
import re
from dataclasses import dataclass
from pathlib import Path

import jupytext
import numpy as np
import yaml

from securebase import widgets
from securebase.content import content_root
from securebase.course.evidence import load_evidence
from securebase.widgets.prediction import PredictThenLook

FOLDER = Path(__file__).resolve().parents[1] / "course" / "numbers"
KINDS = {"is", "holds", "claim", "never"}
FIELDS = KINDS | {"says", "in", "times"}
IN_WORDS = (
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
)
# What an expression may use beside the names of its file.
PYTHON = (abs, all, any, float, int, len, list, max, min, range, round, set, sorted, sum, zip)


class Names(dict):
    """What the expressions of a file may use; what stands under ``let`` is computed when a row needs it."""

    def __init__(self, given: dict[str, object], let: dict[str, str]) -> None:
        super().__init__({"__builtins__": {}} | given)
        self._let = let

    def __missing__(self, name: str) -> object:
        self[name] = self.compute(self._let[name])
        return self[name]

    def compute(self, expression: object) -> object:
        return eval(str(expression), self)  # noqa: S307 - our own test data


@dataclass(frozen=True)
class Prose:
    """The words of one lesson and of its quick check, and the names that its rows compute with."""

    lesson: Path
    written: dict

    @property
    def rows(self) -> list[dict]:
        return self.written.get("rows") or []

    @functools.cached_property
    def cells(self) -> list[str]:
        return [cell.source for cell in jupytext.read(self.lesson).cells]

    def words(self, where: str = "lesson") -> str:
        """Return all words of the lesson, or of its ``quick check``, on one line."""
        if where == "lesson":
            return " ".join(" ".join(self.cells).split())
        checks = content_root() / "assets" / "quick-checks" / f"{self.lesson.stem}.yml"
        return str(yaml.safe_load(checks.read_text("utf-8"))["questions"])

    @functools.cached_property
    def names(self) -> Names:
        names = {function.__name__: function for function in PYTHON}
        names |= {"np": np, "isclose": math.isclose, "opened": opened, "printed": self.printed}
        used = self.written.get("use") or []
        names |= {name.rpartition(".")[2]: pkgutil.resolve_name(name) for name in used}
        return Names(names, self.written.get("let") or {})

    def printed(self, begins: str, *change: str) -> list[float]:
        """Run the lesson's cell with these words, one text in it changed; return the numbers it prints."""
        (code,) = (source for source in self.cells if begins in source)
        if change:
            old, new = change
            assert code.count(old) == 1, f"{self.lesson.stem}: the cell has {old!r} {code.count(old)} times"
            code = code.replace(old, new)
        out = io.StringIO()
        with contextlib.redirect_stdout(out):
            exec(code, {})  # noqa: S102 - the lesson's own cell
        return [float(number) for number in re.findall(r"-?\d+\.?\d*", out.getvalue())]


def read(lesson: Path) -> Prose:
    """Return a lesson with the numbers that its file lists; none if it has no file."""
    path = FOLDER / f"{lesson.stem}.yml"
    return Prose(lesson, yaml.safe_load(path.read_text("utf-8")) if path.is_file() else {})


def opened(name: str):
    """Return a live picture of the course, without its guess."""
    box = getattr(widgets, name)()
    if not isinstance(box, PredictThenLook):
        return box
    box._hear(box.children[0], {"kind": "skip"}, [])
    return box.children[1]


def faults(prose: Prose, row: dict) -> list[str]:
    """Return what is wrong with one row, each as a sentence that says where, and both numbers."""
    try:
        return _faults(prose, row)
    except Exception as error:  # noqa: BLE001 - whatever a model or an expression raises belongs to this row
        return [f"{row} cannot be computed: {type(error).__name__}: {error}."]


def _faults(prose: Prose, row: dict) -> list[str]:
    wrong = sorted(set(row) - FIELDS)
    if wrong or not KINDS & set(row) or ("says" in row) == ("never" in row):
        return [
            f"{row}: a row has `says` with `is`, `holds` or `claim`, or it has `never`. Not known: {wrong}."
        ]
    found = []
    words = prose.words(row.get("in", "lesson"))
    if "never" in row:
        return [fault for phrase in _several(row["never"]) for fault in _told(prose, words, phrase)]
    phrase = " ".join(re.sub(r"\{([^}]*)\}", r"\1", row["says"]).split())
    there, times = words.count(phrase), row.get("times", 1)
    numbers = re.findall(r"\{([^}]*)\}", row["says"])
    if there != times:
        instead = [other for other in _with_other_numbers(row["says"], words) if other != phrase]
        found.append(
            f"“{phrase}” should stand there {times} time(s) and stands there {there}. "
            + " ".join(f"There stands: “{other}”." for other in instead)
            + " Where the lesson was changed, change `says` too."
        )
    found += _differing(prose, phrase, numbers, _several(row.get("is", [])))
    found += [
        f"“{phrase}” says what no longer holds: {condition}."
        for condition in _several(row.get("holds", []))
        if not prose.names.compute(condition)
    ]
    if "claim" in row:
        nuance = load_evidence()[row["claim"]].nuance
        found += [
            f"“{phrase}” says {number}, which claim {row['claim']} of the evidence does not say: “{nuance}”"
            for number in numbers
            if not re.search(rf"(?<![\d.,]){re.escape(number)}(?![\d]|[.,]\d)", nuance)
        ]
    elif len(numbers) != len(_several(row.get("is", []))):
        found.append(f"“{row['says']}” has {len(numbers)} numbers in braces, and `is` computes others.")
    return found


def _with_other_numbers(says: str, words: str) -> list[str]:
    """Return where the same words stand with other numbers."""
    parts = re.split(r"\{[^}]*\}", " ".join(says.split()))
    return [each.group() for each in re.finditer(r"[\w.,−]*\w".join(map(re.escape, parts)), words)]


def _differing(prose: Prose, phrase: str, numbers: list[str], expressions: list[str]) -> list[str]:
    found = []
    for written, expression in zip(numbers, expressions, strict=False):
        computed = float(prose.names.compute(expression))
        if as_written(computed, written) != written:
            found.append(
                f"“{phrase}” says {written}, and computed it is {as_written(computed, written)}: "
                f"{expression} = {computed:.7g}."
            )
    return found


def as_written(number: float, like: str) -> str:
    """Return a number the way another is written: as many decimals, a zero before the point or none."""
    if like.lower() in IN_WORDS:
        exact = number == round(number) and 0 <= number < len(IN_WORDS)
        word = IN_WORDS[round(number)] if exact else f"{number:g}"
        return word.capitalize() if like[0].isupper() else word
    decimals = len(like.partition(".")[2])
    said = f"{abs(number):,.{decimals}f}" if "," in like else f"{abs(number):.{decimals}f}"
    if like.lstrip("−-").startswith("."):
        said = said.removeprefix("0")
    return f"−{said}" if number < 0 and float(said) else said


def _told(prose: Prose, words: str, phrase: str) -> list[str]:
    filled = phrase.format_map(prose.names)
    if not re.search(rf"(?<![\d.]){re.escape(filled)}", words):
        return []
    return [f"“{filled}” stands there and should not: {phrase}."]


def _several(one_or_more: object) -> list:
    return one_or_more if isinstance(one_or_more, list) else [one_or_more]
