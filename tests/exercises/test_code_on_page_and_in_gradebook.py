"""A learner's code earns on the page what it earns in the gradebook, however it was written and arranged."""

from __future__ import annotations

import copy
import itertools
import json
import os
from types import SimpleNamespace

import pytest
from answering import graded, released_of, sheet_of
from hypothesis import given, settings
from hypothesis import strategies as st
from jupyter_client.manager import start_new_kernel

from securebase.exercises import apart, in_front
from securebase.exercises.construct import construct
from securebase.exercises.exercise import Exercise
from securebase.exercises.in_front import RanCells
from securebase.exercises.notebooks import grade_id
from securebase.exercises.released import released_code

NAME, PART, FUNCTION = "01-signal", "rule", "chance_of_rejection"


class Page:
    """An exercise in JupyterLab, as its kernel hears of it: every cell that runs comes with its metadata."""

    def __init__(self, folder, name=NAME, part=PART):
        self.name, self.part = name, part
        self.released = released_of(name)
        self.place = folder / f"{name}.ipynb"
        self.ran, self.names, self.deleted = RanCells(), {}, []
        self.exercise = Exercise(sheet_of(name), self.names, folder, self.ran)
        self.ids = itertools.count(1)
        self.own = [copy.deepcopy(next(cell for cell in self.released.cells if grade_id(cell) == part))]

    def notebook(self):
        """Return all cells: the learner's stand where the solution cell stood."""
        cells = self.released.cells
        place = next(number for number, cell in enumerate(cells) if grade_id(cell) == self.part)
        return {**self.released, "cells": [*cells[:place], *self.own, *cells[place + 1 :]]}

    def new_cell(self, source, like=None):
        metadata = copy.deepcopy(like["metadata"]) if like else {}
        return {"cell_type": "code", "id": f"new-{next(self.ids)}", "metadata": metadata, "source": source}

    def edit(self, number, source):
        self.own[number % len(self.own)]["source"] = source

    def run(self, number):
        self.run_cell(self.own[number % len(self.own)])

    def run_cell(self, cell):
        said = {**cell["metadata"], "cellId": cell["id"], "deletedCells": self.deleted}
        self.ran.note(cell["source"], json.loads(json.dumps(said)))
        self.deleted = []

    def run_check(self):
        self.run_cell(next(cell for cell in self.released.cells if grade_id(cell) == f"check-{self.part}"))

    def split(self, number, line):
        """Cut a cell in two, as JupyterLab does: both halves are new, and no kernel hears of the old one."""
        cell = self.own[number % len(self.own)]
        lines = cell["source"].split("\n")
        cut = 1 + line % max(1, len(lines) - 1)
        halves = ["\n".join(lines[:cut]), "\n".join(lines[cut:])]
        place = self.own.index(cell)
        self.own[place : place + 1] = [self.new_cell(half, like=cell) for half in halves]

    def copy(self, number, to):
        cell = self.own[number % len(self.own)]
        self.own.insert(to % (len(self.own) + 1), self.new_cell(cell["source"], like=cell))

    def add(self, to, source):
        self.own.insert(to % (len(self.own) + 1), self.new_cell(source))

    def delete(self, number):
        if len(self.own) > 1:
            self.deleted.append(self.own.pop(number % len(self.own))["id"])

    def save(self):
        self.place.write_text(json.dumps(self.notebook()), "utf-8")
        now = in_front.time.time()
        os.utime(self.place, (now, now))

    def press_check(self):
        """Run the learner's cells of the part in their order, and the check, as the button beside it does."""
        for cell in self.own:
            self.run_cell(cell)
        self.run_check()

    def tried(self):
        """Return the text that a check would try; where no cell is left, nothing was done."""
        text = self.exercise._code(sheet_of(self.name).questions[self.part])
        return released_code(self.name).stubs[self.part] if text is None else text

    def sent(self):
        """Return the text that would be handed in."""
        constructed = construct(self.released, self.notebook(), {})
        return next(cell.source for cell in constructed.cells if grade_id(cell) == self.part)


@pytest.fixture(scope="module", autouse=True)
def moments():
    """A clock on which no two things happen at once, as they do not for a person."""
    with pytest.MonkeyPatch.context() as patch:
        ticks = itertools.count(1_000_000)
        patch.setattr(in_front, "time", SimpleNamespace(time=lambda: float(next(ticks))))
        yield


# --- the text --------------------------------------------------------------------------------------------

TEXTS = (
    f"def {FUNCTION}(p, h, f):\n    return odds(p, h, f)",
    f"def {FUNCTION}(p, h, f):\n    return 1",
    f"ONE = 1\n\ndef odds(p, h, f):\n    return ONE\n\ndef {FUNCTION}(p, h, f):\n    return odds(p, h, f)",
    "def odds(p, h, f):\n    return 2",
    "ONE = 2",
    "ONE = ONE + 1",
    "%%time\nONE = 3",
    "def half(",
    "",
)
number = st.integers(0, 9)
texts = st.sampled_from(TEXTS)
edits = st.tuples(st.just("edit"), number, texts)
runs = st.tuples(st.just("run"), number)
copies = st.tuples(st.just("copy"), number, number)
adds = st.tuples(st.just("add"), number, texts)
deletes = st.tuples(st.just("delete"), number)
splits = st.tuples(st.just("split"), number, number)
saves = st.tuples(st.just("save"))
doings = st.one_of(edits, runs, copies, adds, deletes, saves)


@settings(max_examples=settings.default.max_examples * 4)
@given(steps=st.lists(doings, max_size=12))
def test_what_a_check_tries_is_what_would_be_handed_in(steps, tmp_path_factory):
    page = Page(tmp_path_factory.mktemp("page"))
    for doing, *what in steps:
        getattr(page, doing)(*what)
    page.press_check()
    assert page.tried() == page.sent()


@settings(max_examples=settings.default.max_examples * 4)
@given(steps=st.lists(st.one_of(doings, splits), max_size=12), run=st.booleans())
def test_what_was_saved_is_tried_as_it_would_be_handed_in_whatever_ran(steps, run, tmp_path_factory):
    page = Page(tmp_path_factory.mktemp("page"))
    for doing, *what in steps:
        getattr(page, doing)(*what)
    if run:
        page.press_check()
    page.save()
    page.run_check()
    assert page.tried() == page.sent()


def test_halves_count_instead_of_the_cell_that_was_split_though_nothing_was_saved(tmp_path):
    page = Page(tmp_path)
    page.edit(0, TEXTS[2])
    page.press_check()
    page.split(0, 1)
    page.press_check()
    assert page.tried() == page.sent()
    assert page.tried().count("def odds") == 1


@pytest.mark.parametrize("saved", [True, False])
def test_where_a_front_end_says_nothing_of_its_cells_the_last_one_with_the_function_is_tried(saved, tmp_path):
    page = Page(tmp_path)
    page.edit(0, TEXTS[0])
    if saved:
        page.save()
    for place, text in enumerate((TEXTS[1], "x = 1", TEXTS[2], "y = 2")):
        page.ran.note(text, {"cellId": f"vscode-notebook-cell:{place}"})
    assert page.tried() == TEXTS[2]
    page.save()
    assert page.tried() == page.sent() == TEXTS[0]


# --- what it earns ---------------------------------------------------------------------------------------

RIGHT = "p * h / (p * h + (1 - p) * f)"
BODIES = {
    "right": f"return {RIGHT}",
    "right, over a helper": f"return share({RIGHT})",
    "unforeseen": f"return {RIGHT} + 0.01",
    "nothing": "pass",
    "text": "return '1'",
    "several": "return [p, h]",
    "not finite": "return float('inf')",
    "raises": "raise ValueError(p)",
    "divides by zero": "return 1 / 0",
    "unknown name": "return nothing_of_that_name",
    "catches a name": f"try: return nothing_of_that_name\n    except NameError: return {RIGHT}",
    "leaves": "import sys; sys.exit(0)",
    "leaves at once": "import os; os._exit(0)",
    "prints": f"print(p); return {RIGHT}",
    "has threads": f"import threading; threading.Thread(target=input).start(); return {RIGHT}",
    "reads what lies beside it": "return float(open('01-signal.ipynb').read())",
    "remembers": "COUNT.append(1); return len(COUNT)",
    # The mistakes that the exercise foresees, by the names of their hints.
    "prior": "return p",
    "hit": "return h",
    "both": "return p * h",
    "silence": "return p * h + (1 - p) * f",
    "no-prior": "return h / (h + f)",
    "no-complement": "return p * h / (p * h + f)",
    "odds": "return p * h / ((1 - p) * f)",
    "complement": f"return 1 - {RIGHT}",
    "percent": f"return 100 * {RIGHT}",
    "exchanged": "return p * f / (p * f + (1 - p) * h)",
    "no-brackets": "return p * h / p * h + (1 - p) * f",
    "hundredths": f"return round({RIGHT}, 2)",
    "thousandths": f"return round({RIGHT}, 3)",
}
CODE = f"def {FUNCTION}(p, h, f):\n    BODY"
WRONG = f"def {FUNCTION}(p, h, f):\n    return 7"
HELPERS = "COUNT = []\n\ndef share(x):\n    return x\n\n"
WAYS = {
    "in one cell": [("edit", 0, HELPERS + CODE)],
    "split": [("edit", 0, HELPERS + CODE), ("split", 0, 4)],
    "split in the function": [("edit", 0, HELPERS + CODE), ("split", 0, 5)],
    "helpers elsewhere": [("edit", 0, CODE), ("add", 0, HELPERS)],
    "a wrong copy before": [("edit", 0, HELPERS + CODE), ("copy", 0, 1), ("edit", 0, WRONG)],
    "a wrong copy after": [("edit", 0, HELPERS + CODE), ("copy", 0, 1), ("edit", 1, WRONG)],
    "elsewhere": [("add", 1, HELPERS + CODE)],
    "called below": [("edit", 0, HELPERS + CODE + f"\n\n{FUNCTION}(0.1, 0.2, 0.3)")],
    "after a mistake": [("edit", 0, HELPERS + "[][0]\n" + CODE)],
    "not closed": [("edit", 0, "(" + HELPERS + CODE)],
}
LEARNER = """\
def expectation_after(answers, start, strength, weight):
    counts = np.where(answers, 1, weight)
    return (strength * start + np.sum(answers)) / (strength + np.sum(counts))"""
AREA = """\
def area_above_start(m, c):
    assert men[0] > 0
    return np.trapezoid(c - c[0], m)"""
OTHERS = {
    "02-map": ("score-code", "def score(a, t):\n    return np.mean(np.where(t, 8 - a, a))"),
    "03-history": ("learner-code", LEARNER),
    "04-the-first-hour": ("area-code", AREA),
}


def written(page, way, body):
    """Let a learner write a function in some way, and run the cells of the part."""
    for doing, number, *what in WAYS[way]:
        filled = [each.replace("BODY", BODIES[body]) if isinstance(each, str) else each for each in what]
        getattr(page, doing)(number, *filled)
    page.press_check()


def earned(page, folder):
    """Return what the check beside a part prints and gives, and what the gradebook counts."""
    points, sentences = page.exercise.checked(page.part)
    submission = construct(page.released, page.notebook(), {})
    return points, sentences[0], graded(submission, folder)[page.part]


def test_every_foreseen_mistake_is_written_here():
    assert set(BODIES) >= set(sheet_of(NAME).questions[PART].trial.mistakes)


@given(body=st.sampled_from(sorted(BODIES)), way=st.sampled_from(sorted(WAYS)), saved=st.booleans())
def test_whatever_a_learner_wrote_page_and_gradebook_agree(body, way, saved, tmp_path_factory):
    page = Page(tmp_path_factory.mktemp("page"))
    written(page, way, body)
    if saved:
        page.save()
    on_page, _, in_gradebook = earned(page, tmp_path_factory.mktemp("graded"))
    assert on_page == in_gradebook


@pytest.mark.parametrize("body", BODIES)
def test_each_way_of_writing_it_earns_the_same_in_both(body, tmp_path):
    page = Page(tmp_path)
    written(page, "in one cell", body)
    on_page, sentence, in_gradebook = earned(page, tmp_path)
    assert on_page == in_gradebook
    hints = sheet_of(NAME).questions[PART].hints
    assert (on_page == 4) is (RIGHT in BODIES[body] and body not in {*hints, "unforeseen"})
    assert sentence == hints.get(body, sentence)


@pytest.mark.parametrize("way", WAYS)
def test_a_right_function_counts_wherever_all_of_it_stands_in_its_own_cell(way, tmp_path):
    page = Page(tmp_path)
    page.names |= {"share": abs, FUNCTION: max}  # what ran anywhere
    written(page, way, "right, over a helper")
    on_page, sentence, in_gradebook = earned(page, tmp_path)
    lost = {
        "helpers elsewhere": "uses the name share, which is made in another cell. Move it into this one.",
        "elsewhere": "returns nothing yet.",
        "a wrong copy after": "Not yet. For prior 0.05",
        "after a mistake": "is not there yet, because its cell stopped before reaching it.",
        "not closed": "Python cannot read this line of its cell",
    }
    assert on_page == in_gradebook == (0 if way in lost else 4)
    assert lost.get(way, "") in sentence


def test_a_loop_without_an_end_earns_nothing_in_both(tmp_path, monkeypatch):
    monkeypatch.setattr(apart, "SECONDS", 0.5)
    page = Page(tmp_path)
    page.edit(0, f"def {FUNCTION}(p, h, f):\n    while True: pass")
    page.press_check()
    assert earned(page, tmp_path)[::2] == (0, 0)


@pytest.mark.parametrize("name", OTHERS)
def test_what_the_exercise_makes_may_be_used_in_both(name, tmp_path):
    part, source = OTHERS[name]
    page = Page(tmp_path, name, part)
    page.edit(0, source)
    page.press_check()
    most = sheet_of(name).questions[part].points
    assert earned(page, tmp_path)[::2] == (most, most)


def test_a_kernel_knows_from_jupyterlab_which_cell_is_which(tmp_path):
    manager, kernel = start_new_kernel(cwd=str(tmp_path))

    def run(source, **metadata):
        message = kernel.session.msg(
            "execute_request",
            {"code": source, "silent": False, "store_history": True, "stop_on_error": False},
            metadata=metadata,
        )
        kernel.shell_channel.send(message)
        said = ""
        while True:
            heard = kernel.get_iopub_msg(timeout=60)
            if heard["parent_header"].get("msg_id") != message["header"]["msg_id"]:
                continue
            said += heard["content"].get("text", "")
            if heard["content"].get("execution_state") == "idle":
                return said

    def run_part(source, cell_id):
        return run(source, cellId=cell_id, nbgrader={"grade_id": PART, "solution": True}, deletedCells=[])

    def check():
        return run(f"exercise.check({PART!r})", cellId="check", nbgrader={"grade_id": "check", "grade": True})

    try:
        run(f"from securebase.exercises import open_exercise\nexercise = open_exercise({NAME!r}, globals())")
        run("def share(x):\n    return x", cellId="mine")
        run_part(f"def {FUNCTION}(p, h, f):\n    return share({RIGHT})", "second")
        assert "uses the name share, which is made in another cell" in run(
            f"exercise.check({PART!r})", cellId="check"
        )
        run_part("def share(x):\n    return x", "first")
        assert "4 of 4 points" in check()
    finally:
        kernel.stop_channels()
        manager.shutdown_kernel(now=True)
