"""The stress clock as lesson 4 opens it: a guess first, then all four systems at the moment asked for."""

from __future__ import annotations

import json

import numpy as np
import pytest

from securebase.figures.stress_clock import courses
from securebase.widgets import stress_clock, stress_clock_after_a_guess


def opened(message):
    box = stress_clock_after_a_guess()
    box._hear(box.children[0], message, [])
    return box.children[1]


def press(figure, label):
    sent = []
    figure.send = lambda content, _image=None: sent.append(content)
    positions = next(one["positions"] for one in figure.presets if one["label"] == label)
    figure._hear(figure, {"kind": "move", "positions": positions}, [])
    return sent[-1]["twin"]


@pytest.fixture(scope="module")
def answer():
    return f"{100 * float(courses(np.array([1200.0])).cortisol[0]):.0f} %"


def test_the_answer_is_nowhere_until_a_guess_is_made_or_skipped(answer):
    box = stress_clock_after_a_guess()
    assert len(box.children) == 1
    bundle = box._repr_mimebundle_()
    del bundle["application/vnd.jupyter.widget-view+json"]  # a name by chance, which may hold any digits
    shown = json.dumps([box.children[0].sheet, bundle])
    assert answer not in shown
    assert "24" not in shown, "the minute of the peak"
    assert "after twenty minutes? Run this lesson to say what you expect" in shown
    assert opened({"kind": "skip"}).remark == ""


@pytest.mark.parametrize(
    ("guess", "verdict"), [(30, "a slower clock"), (84, "a slower clock"), (86, "Near:"), (100, "Near:")]
)
def test_a_guess_is_set_beside_the_model(answer, guess, verdict):
    remark = opened({"kind": "look", "value": guess}).remark
    assert remark.startswith(f"You guessed {guess} % of its rise; in the model it is {answer}")
    assert verdict in remark
    assert ("Near:" in remark) == (verdict == "Near:")


def test_what_opens_stands_at_the_moment_that_was_asked_for(answer):
    words = opened({"kind": "skip"}).frame()[1]
    assert words.startswith("20 min after the task began, 10 min after its end")
    assert f"cortisol in saliva at {answer} of its rise, on its way up" in words


def test_without_a_guess_the_clock_begins_in_the_first_seconds():
    assert stress_clock().frame()[1].startswith("5 s after the task began")


def test_the_presets_lead_where_their_names_say():
    figure = opened({"kind": "skip"})
    assert press(figure, "The first breath").startswith("4 s after")
    assert press(figure, "The task ends").startswith("10 min after the task began:")
    assert "10 min after its end" in press(figure, "Ten minutes after it")
    assert "20 min after its end" in press(figure, "A 20-minute time-out later")
