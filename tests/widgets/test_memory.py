"""What an afternoon in one kernel leaves behind: pictures moved, cells run again, widgets closed."""

from __future__ import annotations

import gc
import itertools
import tracemalloc

import pytest

from securebase import widgets
from securebase.course.evidence import evidence_cards
from securebase.widgets.guesses import Guess


@pytest.mark.parametrize("name", ["hot_stove", "learning_lab"])
def test_a_long_afternoon_of_dragging_leaves_little_behind(name):
    """Moved through the positions of two sliders, a picture of simulated people keeps less than 2 MB more."""
    box = getattr(widgets, name)()
    box._hear(box.children[0], {"kind": "skip"}, [])
    figure = box.children[1]
    first, second = (figure._by_name[one["name"]] for one in figure.controls[-2:])
    show = figure._stage.picture.show
    start = {control.name: control.start for control in figure._by_name.values()}
    show(**start)
    places = list(itertools.product(first.values, second.values))
    tracemalloc.start()
    try:
        for one, other in places[:: -(-len(places) // 60)]:
            show(**start | {first.name: one, second.name: other})
        gc.collect()
        kept, _ = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert kept < 2e6


def test_a_cell_that_is_run_again_makes_no_class_and_no_text_anew():
    """What a notebook showed it keeps, closed or not; what stays for each run is the instance."""
    first, again = widgets.quick_check("04-the-first-hour"), widgets.quick_check("04-the-first-hour")
    assert type(first) is type(again)
    assert again.get_state()["_esm"] == first.get_state()["_esm"] != ""
    assert again.title == first.title
    assert type(widgets.grounding()) is not type(first)
    assert all(one is other for one, other in zip(first.questions, again.questions, strict=True))
    html = [evidence_cards(13, 14)._repr_mimebundle_()[0]["text/html"] for _ in range(2)]
    assert html[0] is html[1]
    assert evidence_cards(13, 14).asking().cards is evidence_cards(13, 14).asking().cards


def test_a_hundred_closed_sheets_take_little():
    words = {"told": "t", "if_near": "n", "if_more": "m", "if_fewer": "f"}

    def sheet():
        return Guess(
            title="t", question="q", label="l", unit="u", span=(0, 1, 1), answer=0.5, near=0.1, **words
        )

    sheets = [sheet() for _ in range(3)]
    tracemalloc.start()
    try:
        for _ in range(100):
            sheets.append(sheet())
            sheets[-1].close()
        gc.collect()
        kept, _ = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert kept / 100 < 9_000, "bytes for each"
