"""What a header or metadata may hold for a notebook still to run by itself."""

from __future__ import annotations

import copy

import jupytext
import nbformat
import pytest
from earlier_version import unpack_earlier_version
from hypothesis import given
from hypothesis import strategies as st
from opened import (
    EXERCISE,
    HEADER,
    LESSON,
    NAMES,
    NUMBERED,
    ask,
    ask_exercise,
    read,
    released,
    released_notebook_of,
)

from securebase.course.workbook.digest import cells_digest

SCRIPT = {"application/vnd.jupyter.widget-state+json": {"state": {"1": {"state": {"_esm": "alert(1)"}}}}}
# What is no cell, in a notebook's header or metadata, and did not come with the course.
ADDED = {
    "a stored widget": {"widgets": SCRIPT},
    "another file for its outputs": {"jupytext": HEADER["jupytext"] | {"formats": "ipynb,md:myst"}},
    "settings of the reader": {"jupytext": HEADER["jupytext"] | {"cell_metadata_filter": "all"}},
    "jupytext's name for something else": {"jupytext": "ipynb,md"},
    "another key": {"init_cell": True},
    "words": {"title": "The same lesson"},
}
# What editors and kernels write by themselves.
WRITTEN = {
    "another kernel": {"kernelspec": {"name": "conda-env-x", "display_name": "x", "language": "python"}},
    "a language": {"language_info": {"name": "python", "version": "3.13.1"}},
    "jupytext's version": {"jupytext": {"text_representation": {"jupytext_version": "1.17.0"}}},
    "an old format": {"orig_nbformat": 4},
    "nothing at all": {},
}
CELL_WRITTEN = {
    "marks of a view": {"collapsed": False, "scrolled": "auto", "jupyter": {"outputs_hidden": True}},
    "when it ran": {"execution": {"iopub.status.busy": "2026-11-29T00:00:00Z"}, "ExecuteTime": {}},
    "trust": {"trusted": True},
    "a slide": {"slideshow": {"slide_type": "skip"}},
    "a place": {"id": "ab12"},
    "leave to change it": {"editable": True, "deletable": False},
}
CELL_ADDED = {
    "another key": {"init_cell": True},
    "more of JupyterLab's": {"jupyter": {"source_hidden": True, "run_on_open": True}},
    "no table of JupyterLab's": {"jupyter": "source_hidden"},
    "another role": {"nbgrader": {"grade_id": "mine", "locked": True}},
    "no role": {"nbgrader": ["setup"]},
}


@pytest.mark.parametrize("added", ADDED.values(), ids=ADDED)
def test_a_header_that_holds_more_than_the_courses_keeps_a_lesson_from_running(added):
    found = ask(read(LESSON), metadata=HEADER | added)
    assert (found.kind, found.name, found.unchanged, found.runs) == ("lesson", EXERCISE, False, ())
    assert found.folds


@pytest.mark.parametrize("added", ADDED.values(), ids=ADDED)
def test_metadata_that_did_not_come_with_the_course_keep_an_exercise_from_running(added):
    about = released_notebook_of(EXERCISE)["metadata"]
    found = ask(released(), f"{EXERCISE}.ipynb", about | added)
    assert (found.kind, found.name, found.unchanged, found.runs) == ("exercise", EXERCISE, False, ())


@pytest.mark.parametrize("written", WRITTEN.values(), ids=WRITTEN)
def test_what_editors_and_kernels_write_into_a_header_or_metadata_does_not_count(written):
    assert ask(read(LESSON), metadata=written).unchanged
    assert ask(read(LESSON), metadata=HEADER | written).unchanged
    about = released_notebook_of(EXERCISE)["metadata"]
    assert ask(released(), f"{EXERCISE}.ipynb", about | written).unchanged


@pytest.mark.parametrize("place", range(4))
@pytest.mark.parametrize("written", CELL_WRITTEN.values(), ids=CELL_WRITTEN)
def test_what_editors_and_kernels_write_into_a_cell_does_not_count(written, place):
    lesson, exercise = read(LESSON), released()
    for cells in (lesson, exercise):
        cells[place]["metadata"].update(copy.deepcopy(written))
    assert ask(lesson).unchanged
    assert ask_exercise(exercise).unchanged


@pytest.mark.parametrize("place", range(4))
@pytest.mark.parametrize("added", CELL_ADDED.values(), ids=CELL_ADDED)
def test_a_cell_with_more_than_the_courses_metadata_keeps_its_notebook_from_running(added, place):
    lesson, exercise = read(LESSON), released()
    for cells in (lesson, exercise):
        cells[place]["metadata"].update(copy.deepcopy(added))
    assert (ask(lesson).kind, ask(lesson).runs) == ("lesson", ())
    assert (ask_exercise(exercise).kind, ask_exercise(exercise).runs) == ("exercise", ())


def test_an_empty_cell_is_no_hiding_place():
    cells = [*read(LESSON), {"cell_type": "code", "source": "", "metadata": {"init_cell": True}}]
    assert not ask(cells).unchanged


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inside: st.lists(inside, max_size=3) | st.dictionaries(st.text(max_size=8), inside, max_size=3),
    max_leaves=6,
)


@given(JSON)
def test_answers_kept_in_an_exercise_do_not_change_it_whatever_they_are(kept):
    assert ask_exercise(released(), kept=kept).unchanged


@given(st.text(max_size=12).filter(lambda key: key not in {"exercise", "answers", "kept"}), JSON)
def test_whatever_else_is_said_of_an_exercise_changes_it(key, value):
    assert not ask_exercise(released(), **{key: value}).unchanged


FORM = {"kind": "choices", "options": ["vagus"], "items": []}


def test_forms_of_answers_that_another_version_of_the_course_had_do_not_change_an_exercise():
    assert ask_exercise(released(), answers={"an-older-question": FORM}).unchanged


@pytest.mark.parametrize(
    "form",
    [
        *({key: value for key, value in FORM.items() if key != gone} for gone in FORM),
        *(FORM | {key: value} for key in FORM for value in (None, 1, {"a": "b"}, [["vagus"]])),
        FORM | {"view": "<b>"},
        [],
        "choices",
    ],
    ids=str,
)
def test_what_is_no_form_of_an_answer_changes_an_exercise(form):
    assert not ask_exercise(released(), answers={"near-rest": FORM, "other": form}).unchanged


@given(JSON.filter(lambda value: value != {}))
def test_whatever_else_stands_for_the_forms_of_answers_changes_an_exercise(value):
    assert not ask_exercise(released(), answers=value).unchanged


@given(JSON, JSON, JSON)
def test_metadata_of_any_form_are_judged_and_nothing_breaks(notebook, cell, name):
    metadata = notebook if isinstance(notebook, dict) else {"securebase": notebook, "jupytext": cell}
    cells = [{"cell_type": "code", "source": "1", "metadata": {"nbgrader": cell, "jupyter": name}}]
    assert not ask(cells, metadata=metadata).unchanged
    about = {"securebase": {"exercise": EXERCISE, "answers": notebook}}
    assert ask([*released(), *cells], f"{EXERCISE}.ipynb", about).runs == ()


@pytest.fixture(scope="module")
def earlier(tmp_path_factory):
    return unpack_earlier_version(tmp_path_factory.mktemp("earlier")) / "workbook"


@pytest.mark.parametrize("lesson", NUMBERED, ids=lambda lesson: lesson.stem)
def test_lessons_that_the_version_before_filled_run_but_for_the_one_the_learner_wrote_in(earlier, lesson):
    place = earlier / "lessons" / lesson.name
    found = ask(read(place), f"lessons/{lesson.name}", dict(jupytext.read(place).metadata))
    wrote = cells_digest(jupytext.read(place).cells) != cells_digest(jupytext.read(lesson).cells)
    assert (found.kind, found.unchanged) == ("lesson", not wrote)


def locked(cells):
    """Return the cells that a learner does not write in, by name: setup, questions, progress."""
    marks = ((cell.source, cell.metadata.get("nbgrader", {})) for cell in cells)
    return {
        mark["grade_id"]: source for source, mark in marks if mark.get("locked") and not mark.get("grade")
    }


@pytest.mark.parametrize("name", NAMES)
def test_exercises_that_the_version_before_filled_wake_up_where_they_still_ask_the_same(earlier, name):
    content = nbformat.read(earlier / "exercises" / name / f"{name}.ipynb", as_version=4)
    found = ask(content["cells"], f"{name}.ipynb", content["metadata"])
    same = locked(content.cells) == locked(released_notebook_of(name).cells)
    assert (found.kind, found.unchanged, bool(found.runs)) == ("exercise", same, same)
