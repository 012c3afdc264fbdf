"""The plane of anxiety and avoidance as a learner enters it and moves Mira about."""

from __future__ import annotations

import pytest

from securebase.models import stability
from securebase.widgets import attachment_plane
from securebase.widgets.explorers import attachment_plane as controls
from securebase.widgets.live_figure import LiveFigure


@pytest.fixture
def sheet():
    return attachment_plane()


def look(sheet, guess=None):
    message = {"kind": "skip"} if guess is None else {"kind": "look", "value": guess}
    sheet._hear(sheet, message, [])
    (figure,) = [child for child in sheet.children if isinstance(child, LiveFigure)]
    figure.sent = []
    figure.send = lambda content, buffers=None: figure.sent.append((content, buffers))
    return figure


def press(figure, label):
    positions = next(one["positions"] for one in figure.presets if one["label"] == label)
    figure._hear(figure, {"kind": "move", "positions": positions}, [])
    return figure.sent[-1][0]["twin"]


def test_the_number_is_nowhere_before_a_guess(sheet):
    said = sheet._repr_mimebundle_()["text/plain"] + repr(sheet.children[0].sheet)
    assert "47" not in said
    assert not any(isinstance(child, LiveFigure) for child in sheet.children)


@pytest.mark.parametrize(
    ("guess", "said"),
    [
        (10, "You expected 10 of 100; here it is 47. A correlation of .65 sounds high"),
        (50, "You expected 50 of 100; here it is 47. Near"),
        (90, "You expected 90 of 100; here it is 47. The questionnaire is steadier"),
    ],
)
def test_a_guess_gets_its_remark(sheet, guess, said):
    assert look(sheet, guess).remark.startswith(said)


def test_a_guess_may_be_skipped(sheet):
    assert look(sheet).remark == ""


def test_the_presets_do_what_their_names_say(sheet):
    figure = look(sheet)
    assert "So it goes for 37 of 100" in press(figure, "About a parent (.80)")
    assert "So it goes for 47 of 100" in press(figure, "About a partner (.65)")
    near, far = press(figure, "Near the middle"), press(figure, "Far in a corner")
    assert near.startswith("Mira scores above 56 of 100 people in anxiety and above 44 in avoidance")
    flips = [int(words.split(" of 1,000")[0].split()[-1]) for words in (near, far)]
    assert flips[0] > 4 * flips[1]


def test_no_position_of_the_sliders_lies_on_a_border_or_outside_the_model():
    assert 0.0 not in controls.SCORES
    assert stability.RETEST_RANGE[0] <= controls.RETESTS[0] < controls.RETESTS[-1] == 1.0
    figure = look(attachment_plane())
    for name, control in {one["name"]: one for one in figure.controls}.items():
        for position in (0, len(control["words"]) - 1):
            figure._hear(figure, {"kind": "move", "positions": {name: position}}, [])
            assert "put Mira into another region" in figure.sent[-1][0]["twin"]


def test_it_invites_to_notice_and_says_whose_error_it_is(sheet):
    figure = look(sheet)
    assert len(figure.invitations) == 3
    assert all("Notice" in one for one in figure.invitations)
    assert {source["badge"] for source in figure.sources} == {"ILLUSTRATIVE"}
