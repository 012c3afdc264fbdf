"""The cue reader and the thermostat as a learner meets them: a guess first, then the picture."""

from __future__ import annotations

import itertools
import json

import pytest

from securebase.models import couples
from securebase.widgets import cue_reader, proximity_thermostat
from securebase.widgets.explorers import cue_reader as cues
from securebase.widgets.explorers import proximity_thermostat as closeness
from securebase.widgets.guesses import Guess

MAKERS = [cue_reader, proximity_thermostat]


def sheet_of(box):
    return box.children[0]


def opened(make, message):
    box = make()
    box._hear(sheet_of(box), message, [])
    return box.children[1]


def tell(figure, **positions):
    sent = []
    figure.send = lambda content, _image=None: sent.append(content)
    figure._hear(figure, {"kind": "move", "positions": positions}, [])
    return sent[-1]["twin"]


def press(figure, label):
    return tell(figure, **next(one["positions"] for one in figure.presets if one["label"] == label))


@pytest.mark.parametrize(
    ("make", "answer"), [(cue_reader, ["12 %", "12.3", " 65 "]), (proximity_thermostat, ["5.6"])]
)
def test_the_answer_is_nowhere_until_a_guess_is_made_or_skipped(make, answer):
    box = make()
    assert len(box.children) == 1
    shown = json.dumps([sheet_of(box).sheet, box._repr_mimebundle_()], default=str)
    assert [word for word in answer if word in shown] == []
    assert opened(make, {"kind": "skip"}).remark == ""


@pytest.mark.parametrize(
    "message", [{"kind": "look"}, {"kind": "look", "value": 101}, {"kind": "look", "value": "nan"}]
)
def test_a_message_that_is_no_guess_is_refused(message):
    guess = Guess(title="t", question="q", label="l", unit="u", span=(0, 100, 1))
    with pytest.raises(ValueError, match="A guess is a number from 0 to 100"):
        guess.read(message)
    assert guess.read({"kind": "look", "value": 12}) == 12.0


def test_a_guess_is_told_how_far_off_it_was_and_why():
    assert "here it is 12" in opened(cue_reader, {"kind": "look", "value": 12}).remark
    assert "Near" in cues.remark(15)
    assert "the 8 in 10" in cues.remark(80)
    assert "more than doubles" in cues.remark(3)
    assert "nothing is wrong" in cues.remark(45)
    assert "comes to 5.6" in opened(proximity_thermostat, {"kind": "look", "value": 8}).remark
    assert "Near" in closeness.remark(5.5)
    assert "A wish alone" in closeness.remark(8)
    assert "The wish pulls further" in closeness.remark(4)


def test_the_presets_do_what_their_names_say():
    evenings = opened(cue_reader, {"kind": "skip"})
    assert "rejection is 12 %" in press(evenings, "An ordinary week")
    assert "rejection is 7 %" in press(evenings, "A busy week")
    assert "rejection is 40 %" in press(evenings, "After a quarrel")
    assert "rejection is 46 %" in press(evenings, "Someone who always answers")
    two = opened(proximity_thermostat, {"kind": "skip"})
    assert "come to 5.6" in press(two, "No answer")
    assert "come to 6.7" in press(two, "An answer")
    assert "moved away, at 1.5" in press(two, "The other moves away")
    assert "wants a closeness of 5.0" in press(two, "A small alarm, an answer")


def test_where_both_kinds_of_evening_bring_silence_alike_it_says_nothing():
    evenings = opened(cue_reader, {"kind": "skip"})
    for position in range(1, len(cues.CHANCES)):
        assert "rejection is 5 %. Before the silence it was 5 %" in tell(
            evenings, hit=position, false_alarm=position
        )


def test_whoever_is_left_alone_and_whoever_leaves_both_end_further_from_their_wish():
    minutes = [0.0, couples.ALARM_ENDS]
    stays, leaves = (couples.closeness_around_alarm(minutes, alarm=5, answer=answer) for answer in (0, -0.2))
    assert leaves.wish[1] - leaves.seeker[1] > stays.wish[1] - stays.seeker[1]
    assert abs(leaves.other[1] - couples.OTHERS_WISH) > abs(stays.other[1] - couples.OTHERS_WISH)


@pytest.mark.parametrize("make", MAKERS)
def test_no_position_of_a_slider_is_refused_by_the_model(make):
    figure = opened(make, {"kind": "skip"})
    ends = [(0, len(control["words"]) - 1) for control in figure.controls]
    for positions in itertools.product(*ends):
        names = [control["name"] for control in figure.controls]
        assert tell(figure, **dict(zip(names, positions, strict=True))).endswith((".", "%"))


@pytest.mark.parametrize("make", MAKERS)
def test_each_invites_with_what_to_notice_and_names_its_source(make):
    figure = opened(make, {"kind": "skip"})
    assert len(figure.invitations) == 3
    assert all("Notice" in invitation for invitation in figure.invitations)
    assert [source["badge"] for source in figure.sources] == ["ILLUSTRATIVE"]
