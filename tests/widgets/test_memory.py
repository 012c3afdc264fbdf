"""What an afternoon in one kernel leaves behind: pictures moved, cells run again, widgets closed."""

from __future__ import annotations

import gc
import itertools
import tracemalloc

import pytest

from securebase import widgets


@pytest.mark.parametrize("name", ["hot_stove", "learning_lab", "old_expectation"])
def test_a_long_afternoon_of_dragging_leaves_little_behind(name):
    """Moved through the positions of two sliders, a picture of simulated people keeps less than 2 MB more."""
    box = getattr(widgets, name)()
    box._hear(box.children[0], {"kind": "skip"}, [])
    figure = box.children[1]
    first, second = (figure._by_name[one["name"]] for one in figure.controls[-2:])
    show = figure._stage.picture.show
    start = {control.name: control.values[control.start] for control in figure._by_name.values()}
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
