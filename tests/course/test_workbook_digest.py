"""What counts as a change of a notebook, and what JupyterLab and jupytext do by themselves."""

from __future__ import annotations

import json
from pathlib import Path

import jupytext
import pytest
from hypothesis import given
from hypothesis import strategies as st

from securebase.course.workbook.digest import digest
from securebase.course.workbook.folder import fill

FIRST, SECOND = "lessons/01-one.md", "lessons/02-two.md"


@pytest.mark.parametrize(
    "change",
    [
        ("display_name: Python 3", "display_name: Python 3 (ipykernel)", False),
        ("    format_name: myst", "    format_name: myst\n    jupytext_version: 1.16.0", False),
        ("a + 1\n```\n", "a + 1\n```\n\n\n", False),
        ("a + 1\n```\n", "a + 1\n```\n\n```{code-cell} ipython3\n\n```\n", False),
        ("a + 1", "a + 2", True),
        ("[hide-input]", "[hide-output]", True),
        (":tags: [hide-input]\n\n", "", True),
        ("A second cell.", "A second  cell.", True),
        ("A second cell.", "- a second cell\n\n+++\n\nA third.", True),
        ("```{code-cell} ipython3", "```{raw-cell}", True),
        ("with a break  \n", "with a break\n", True),
    ],
)
def test_changed_means_that_a_cell_changed(workbook, course, titled, change):
    was, becomes, counts = change
    text = (workbook / FIRST).read_text()
    assert was in text
    (workbook / FIRST).write_text(text.replace(was, becomes))
    (course / FIRST).write_text(titled("One, corrected"))
    fill(workbook, course)
    assert ("One, corrected" in (workbook / FIRST).read_text()) is not counts


@pytest.mark.parametrize("name", ["Python 3 (ipykernel)", "Another kernel"])
def test_what_jupytext_does_when_it_saves_is_no_change(workbook, course, name, titled):
    for path in (FIRST, SECOND):
        place = workbook / path
        notebook = jupytext.read(place)
        notebook.metadata["kernelspec"]["display_name"] = name
        jupytext.write(notebook, place, fmt="md:myst")
        assert place.read_bytes() != (course / path).read_bytes()
        (course / path).write_text(titled("Corrected"))
    fill(workbook, course)
    assert "Corrected" in (workbook / FIRST).read_text()
    assert "Corrected" in (workbook / SECOND).read_text()


CELLS = st.lists(
    st.tuples(
        st.sampled_from(["markdown", "code"]),
        st.text("ab#`+-:|> \n\t\\{}[]()é", max_size=40),
        st.lists(st.sampled_from(["hide-input", "note"]), unique=True),
    ),
    max_size=6,
)


@given(cells=CELLS)
def test_a_lesson_that_jupytext_reads_and_writes_again_stays_the_same(cells, titled):
    made = {"markdown": jupytext.reads("x", "md").cells[0], "code": None}
    notebook = jupytext.reads(titled("One"), "md")
    code = notebook.cells[-1]
    notebook.cells = []
    for kind, source, tags in cells:
        cell = (made["markdown"] if kind == "markdown" else code).copy()
        cell["source"], cell["metadata"] = source, {"tags": tags} if tags else {}
        notebook.cells.append(cell)
    once = jupytext.writes(notebook, fmt="md:myst")
    again = jupytext.writes(jupytext.reads(once, "md"), fmt="md:myst")
    assert digest(Path(FIRST), once.encode()) == digest(Path(FIRST), again.encode())


def exercise(**changes):
    cell = {
        "cell_type": "code",
        "id": "first",
        "metadata": {"tags": ["work"], "nbgrader": {"points": 1}},
        "source": ["a = 1\n", "a"],
        "outputs": [],
        "execution_count": None,
    }
    content = {"cells": [cell | changes], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
    return json.dumps(content).encode()


@pytest.mark.parametrize(
    ("changes", "same"),
    [
        ({"id": "other"}, True),
        ({"execution_count": 3}, True),
        ({"outputs": [{"output_type": "stream", "name": "stdout", "text": "hello"}]}, True),
        ({"source": "a = 1\na"}, True),
        ({"source": "a = 1\na\n"}, True),
        ({"metadata": {"tags": ["work"], "collapsed": True}}, True),
        ({"source": "a = 2\na"}, False),
        ({"cell_type": "markdown"}, False),
        ({"metadata": {"tags": []}}, False),
    ],
)
def test_in_an_exercise_only_type_source_and_tags_of_a_cell_count(changes, same):
    place = Path("exercises/01-one/01-one.ipynb")
    assert (digest(place, exercise()) == digest(place, exercise(**changes))) is same


def test_a_digest_stays_the_one_that_earlier_versions_recorded(titled):
    """With another digest, every workbook in use would count as changed and never be corrected again."""
    written = titled("Nähe und Trost").encode()
    assert digest(Path(FIRST), written) == (
        "cells:d1c772c06ef7300d6dbca45412fa8f3bb20d8dfe56c2c6e550705e7973b8c87b"
    )
    place = Path("exercises/01-one/01-one.ipynb")
    assert digest(place, exercise(source="größer = 1")) == (
        "cells:e66e64a9d28f65639a08767626e10aaab7061cb1db0a9bc178a8dc2150fa88b0"
    )
    assert digest(Path("assets/images/map.png"), b"a map") == (
        "bytes:23e1765cd96692fcbaafc1b70970e2dd0f25f9454193be4ab4f10ab8248adbe4"
    )


@pytest.mark.parametrize("broken", [b"\xff\xfe", b"{", b"[]", b'{"cells": [{"source": 3}]}'])
def test_a_notebook_that_cannot_be_read_counts_as_changed(broken):
    assert digest(Path("exercises/01-one/01-one.ipynb"), broken) is None
