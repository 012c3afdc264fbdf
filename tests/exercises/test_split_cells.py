"""A solution cell that was split, copied or pasted: graded is what the page has once its cells have run."""

from __future__ import annotations

import contextlib
import copy
import itertools

import pytest
from answering import released_of
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from trying import code_part, marked

from securebase.course.grading.source import exercise_sources, source_notebook
from securebase.exercises.construct import construct, left_behind
from securebase.exercises.notebooks import grade_id, is_solution

NAME = "04-the-first-hour"
CODE = """\
import numpy as np
STEPS = 2

def pieces(levels):
    above = levels - levels[0]
    return (above[1:] + above[:-1]) / STEPS

def area_above_start(minutes, cortisol):
    gaps = np.diff(minutes)
    return np.sum(pieces(cortisol) * gaps)

area_above_start(np.array([0, 1]), np.array([1, 2]))"""
WRONG = "def area_above_start(minutes, cortisol):\n    return 7"


def with_cells(*sources, name=NAME, apart=False):
    """A notebook in which the cell for code stands in several pieces, as Split Cell or Paste leave it."""
    released = released_of(name)
    learner = copy.deepcopy(released)
    place = next(
        place for place, cell in enumerate(learner.cells) if is_solution(cell) and grade_id(cell) != "answers"
    )
    original = learner.cells.pop(place)
    pieces = [
        copy.deepcopy(original) | {"source": source, "id": original.id if first else f"piece-{number}"}
        for number, (first, source) in enumerate(zip([True, *[False] * len(sources)], sources, strict=False))
    ]
    for number, piece in enumerate(pieces):
        learner.cells.insert(place + number * (2 if apart else 1), piece)
    return released, learner


def sent(*sources, **how):
    released, learner = with_cells(*sources, **how)
    constructed = construct(released, learner, {})
    return next(
        cell.source for cell in constructed.cells if is_solution(cell) and grade_id(cell) != "answers"
    )


def earned(*sources, name=NAME, **how):
    """What the code earns that is handed in; its function is called here."""
    part = code_part(name)
    names = run_in_order("import numpy as np", sent(*sources, name=name, **how))
    return marked(part, names[part.function]).points


def run_in_order(*sources):
    """The names that a page has once these cells have run, one after the other."""
    names = {}
    for source in sources:
        with contextlib.suppress(Exception):
            exec(source, names)  # noqa: S102 - what a kernel does
    return names


def cut(text, *places):
    """Cut a text as JupyterLab's Split Cell does: without the line ends at the cuts."""
    ends = [0, *places, len(text)]
    return [text[begin:end].strip("\n") for begin, end in itertools.pairwise(ends)]


@given(places=st.lists(st.integers(0, len(CODE)), min_size=1, max_size=3).map(sorted), apart=st.booleans())
def test_a_cell_split_anywhere_between_two_lines_earns_all_its_points(places, apart):
    ends_of_lines = [CODE.find("\n", place) for place in places]
    assume(-1 not in ends_of_lines)
    halves = cut(CODE, *ends_of_lines)
    assert earned(*halves, apart=apart) == 4
    assert left_behind(*with_cells(*halves, apart=apart)) == []


@pytest.mark.parametrize("name", [path.stem for path in exercise_sources()])
def test_the_code_of_every_exercise_may_be_split(name):
    solved = source_notebook(next(path for path in exercise_sources() if path.stem == name))
    for cell in solved.cells:
        if not is_solution(cell) or grade_id(cell) == "answers":
            continue
        lines = cell.source.splitlines(keepends=True)
        for place in range(1, len(lines)):
            assert (
                earned(*cut(cell.source, sum(map(len, lines[:place]))), name=name) == code_part(name).points
            )


PIECES = (
    WRONG,
    "def area_above_start(minutes, cortisol):\n    return pieces(minutes)",
    "def pieces(x):\n    return 1",
    "def pieces(x):\n    return STEPS",
    "STEPS = 2",
    "STEPS = 3\nMORE = 4",
    "STEPS = STEPS + 1",
    "from math import *",
    "import math as pieces",
    "len([])",
    "STEPS += 1",
    "del STEPS",
    "%%time\nSTEPS = 5",
)


def worth(names):
    def tried(name):
        try:
            return names[name](1, 2) if name == "area_above_start" else names[name]
        except Exception as error:  # noqa: BLE001 - whatever it is, it is the same
            return type(error)

    known = {name: tried(name) for name in ("area_above_start", "STEPS", "MORE") if name in names}
    return known | {"pieces": "pieces" in names}


@settings(max_examples=settings.default.max_examples * 8)
@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=5))
def test_halves_and_copies_are_sent_as_the_page_has_them_after_they_have_run(pieces):
    assume(not any("%%" in piece for piece in pieces[1:2]))
    plain = [piece.removeprefix("%%time\n") for piece in pieces]
    names = {}
    for piece in plain:
        try:
            exec(piece, names)  # noqa: S102 - what a kernel does
        except Exception:  # noqa: BLE001 - a cell that fails on the page is another test
            assume(False)  # noqa: FBT003 - hypothesis' own way to say so
    text = sent(*pieces).removeprefix("%%time\n")
    assert worth(run_in_order(text)) == worth(names)


@pytest.mark.parametrize(
    ("pieces", "points"),
    [
        ((CODE, WRONG), 0),
        ((WRONG, CODE), 4),
        ((CODE, CODE), 4),
        (("", CODE), 4),
        ((CODE, "# a note"), 4),
        ((CODE, "def area_above_start(minutes"), 4),
        (("def area_above_start(minutes", CODE), 4),
        (("raise ValueError\n" + WRONG, CODE), 4),
    ],
)
def test_of_copies_the_last_that_runs_counts(pieces, points):
    assert earned(*pieces) == points


@pytest.mark.parametrize("untouched_first", [True, False])
def test_a_copy_of_the_untouched_cell_takes_nothing_away(untouched_first):
    stub = next(cell.source for cell in released_of(NAME).cells if grade_id(cell) == "area-code")
    pieces = (stub, CODE) if untouched_first else (CODE, stub)
    assert earned(*pieces) == 4
    assert left_behind(*with_cells(*pieces)) == []


def test_a_copy_that_is_not_sent_is_named():
    (sentence,) = left_behind(*with_cells(WRONG, CODE))
    assert "Sent: the one that begins with 'import numpy as np'." in sentence
    assert "Not sent: the one that begins with 'def area_above_start(minutes, cortisol):'." in sentence


def test_halves_of_the_answers_cell_are_read_in_order():
    released = released_of(NAME)
    learner = copy.deepcopy(released)
    place = next(number for number, cell in enumerate(learner.cells) if grade_id(cell) == "answers")
    learner.cells[place]["source"] = 'answers = {"peak-minute": 5}'
    half = copy.deepcopy(learner.cells[place]) | {"id": "half", "source": 'answers["peak-minute"] = 23.8'}
    learner.cells.insert(place + 1, half)
    assert "23.8" in construct(released, learner, {}).cells[place].source
    assert left_behind(released, learner) == []
