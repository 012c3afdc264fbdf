"""Live figures and predictions in the kernel: what they send, accept and keep to themselves."""

from __future__ import annotations

import gc
import json
import weakref

import pytest

from securebase.figures.stress_clock import stress_clock as picture
from securebase.widgets import cortisol_after_speech, live_figure, stress_clock
from securebase.widgets.controls import Choice, Slider, of_100, position, steps
from securebase.widgets.live_figure import LiveFigure
from securebase.widgets.prediction import Prediction, PredictThenLook

PNG = b"\x89PNG"


@pytest.fixture
def clock():
    figure = stress_clock().opened(None)
    figure.sent = []
    figure.send = lambda content, buffers=None: figure.sent.append((content, buffers))
    return figure


def tell(figure, **message):
    figure._hear(figure, message, [])
    return figure.sent[-1]


def test_a_move_is_answered_with_one_frame_and_its_sentence(clock):
    content, buffers = tell(clock, kind="move", positions={"seconds": 0})
    assert content["twin"].startswith("1 s after the task began")
    assert len(buffers) == 1
    assert buffers[0].startswith(PNG)


def test_positions_out_of_range_stand_at_the_nearest_end(clock):
    assert tell(clock, kind="move", positions={"seconds": 10_000})[0]["twin"].startswith("3 h after")
    assert tell(clock, kind="move", positions={"seconds": -4})[0]["twin"].startswith("1 s after")


def test_the_page_decides_theme_width_and_ratio(clock):
    light = tell(clock, kind="view", light=True, width=400, ratio=1, positions={})[1][0]
    dark = tell(clock, kind="view", light=False, width=400, ratio=1, positions={})[1][0]
    large = tell(clock, kind="view", light=False, width=400, ratio=2, positions={})[1][0]
    assert len({light, dark, large}) == 3
    # A page that asks for the impossible gets the nearest that can be drawn.
    assert tell(clock, kind="view", light=True, width=1e9, ratio=99, positions={})[1][0].startswith(PNG)


def test_without_a_kernel_there_is_a_still_picture_with_its_sentence(clock):
    data, _ = clock._repr_mimebundle_()
    assert "20 min after the task began" in data["text/plain"]
    assert 'alt="20 min after the task began' in data["text/html"]
    assert "data:image/png;base64," in data["text/html"]


def test_closing_a_figure_frees_its_picture():
    figure = stress_clock().opened(None)
    picture_of_it = weakref.ref(figure._stage.picture.figure)
    figure.close()
    gc.collect()
    assert picture_of_it() is None


def test_a_cell_that_is_run_again_and_again_leaves_no_pictures_behind():
    """The old widgets are still there, as in a notebook, where nobody closes them."""
    widgets, drawn = [], []
    for _ in range(3 * live_figure.MOST_PICTURES):
        widgets.append(stress_clock().opened(None))
        drawn.append(weakref.ref(widgets[-1]._stage.picture.figure))
    gc.collect()
    assert sum(figure() is not None for figure in drawn) == live_figure.MOST_PICTURES
    assert all(widgets)


def test_the_pixels_of_a_closed_figure_are_freed_at_once():
    figure = stress_clock().opened(None)
    pixels = weakref.ref(figure._stage.picture.figure.canvas.renderer._renderer)
    gc.disable()
    try:
        figure.close()
        assert pixels() is None
    finally:
        gc.enable()


def test_a_figure_whose_picture_was_let_go_answers_as_before():
    first = stress_clock().opened(None)
    first.sent = []
    first.send = lambda content, buffers=None: first.sent.append((content, buffers))
    before = tell(first, kind="view", light=False, width=400, ratio=2, positions={"seconds": 3})
    picture_of_it = weakref.ref(first._stage.picture.figure)
    others = [stress_clock().opened(None) for _ in range(live_figure.MOST_PICTURES)]
    gc.collect()
    assert picture_of_it() is None
    assert tell(first, kind="move", positions={}) == before
    assert all(others)


def test_presets_must_name_values_that_a_control_has():
    slider = Slider("x", "X", (1.0, 2.0), start=1.0)
    assert position(slider, 2.0) == 1
    with pytest.raises(ValueError, match=r"x cannot be 3.0; it can be one of \[1.0, 2.0\]"):
        position(slider, 3.0)
    seconds = Slider("seconds", "Seconds", (1.0, 2.0), "{:g} s", start=1.0)
    with pytest.raises(ValueError, match="seconds cannot be -1"):
        LiveFigure(picture, title="", controls=[seconds], presets={"before": {"seconds": -1}})


def test_a_control_writes_its_own_words():
    assert Slider("x", "X", steps(-0.2, 0.4, 0.2), "{:+.1f} s", start=0.2).words == [
        "−0.2 s",
        "0.0 s",
        "+0.2 s",
        "+0.4 s",
    ]
    assert Slider("x", "X", (0.1, 0.3), of_100, start=0.1).words == ["10 of 100", "30 of 100"]
    assert Choice("x", "X", {"a": "one", "b": "two"}).words == ["one", "two"]


def test_a_control_that_cannot_work_is_refused():
    with pytest.raises(ValueError, match="two values or more; it was given 1"):
        Choice("x", "X", {"a": "one"})
    with pytest.raises(ValueError, match=r"x cannot be 0.25; it can be one of \[0.0, 0.1, 0.2, 0.3\]"):
        Slider("x", "X", steps(0, 0.3, 0.1), start=0.25)


def states(widget) -> str:
    parts = [widget, *widget.children]
    return json.dumps([part.get_state() for part in parts], default=str)


def test_no_data_exist_before_a_prediction():
    before = cortisol_after_speech()
    assert len(before.children) == 1
    held = states(before) + json.dumps(before._repr_mimebundle_(), default=str)
    assert not any(number in held for number in ("25.63", "25.6", "18.13", "nmol"))


def test_looking_opens_the_data_once():
    box = cortisol_after_speech()
    sheet = box.children[0]
    values = [1.0] * len(sheet.sheet["places"])
    box._hear(sheet, {"kind": "look", "values": values}, [])
    assert len(box.children) == 2
    assert "You drew no change" in box.children[1].remark
    opened = box.children[1]
    box._hear(sheet, {"kind": "skip"}, [])
    assert box.children[1] is opened


def test_skipping_opens_the_data_without_a_remark():
    box = cortisol_after_speech()
    box._hear(box.children[0], {"kind": "skip"}, [])
    assert box.children[1].remark == ""


def test_what_was_drawn_is_kept_in_no_trait():
    box = cortisol_after_speech()
    sheet = box.children[0]
    values = [1.0, 1.1, 1.2, 4.7, 3.3, 2.1, 1.3, 1.2, 1.1]
    box._hear(sheet, {"kind": "look", "values": values}, [])
    assert "4.7" not in json.dumps(sheet.get_state(), default=str)


def empty_sheet(places):
    words = {"title": "t", "question": "q", "along": "a", "up": "u"}
    units = {"unit": "times", "sign": "×", "along_unit": "min"}
    return Prediction(places=places, heights=(0, 6, 0.1), start=1, remark=str, **words, **units)


@pytest.mark.parametrize("values", [[1.0], [float("nan")] * 3, [1.0, 9.0, 1.0], []])
def test_a_prediction_that_is_none_is_refused(values):
    sheet = empty_sheet((0, 1, 2))
    with pytest.raises(ValueError, match="A prediction needs 3 values from 0 to 6"):
        sheet.read({"kind": "look", "values": values})


def test_an_unknown_message_opens_nothing():
    opened = []
    sheet = empty_sheet((0, 1))
    box = PredictThenLook(sheet, opened.append)
    box._hear(sheet, {"kind": "something"}, [])
    assert opened == []
