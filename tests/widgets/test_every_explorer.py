"""What holds for every live picture of the course. A new one is here by its file in `explorers`."""

from __future__ import annotations

import json

import explorers as kit
import numpy as np
import pytest
from labels import keep_apart
from matplotlib.lines import Line2D

from securebase import widgets
from securebase.course.references import load_references
from securebase.widgets.guesses import Guess

ALL = widgets.EXPLORERS
GUESSED = [name for name in ALL if isinstance(kit.sheet(name), Guess)]


def test_a_picture_has_a_name_of_its_own():
    assert len(ALL) > 10
    assert len(widgets.__all__) == len(set(widgets.__all__))
    with pytest.raises(AttributeError, match="has no component 'no_such_picture'; it has answered_bids, "):
        widgets.no_such_picture  # noqa: B018


@pytest.mark.parametrize("name", ALL)
def test_every_corner_of_its_controls_is_drawn_and_said(name):
    figure = kit.opened(name)
    for values in kit.corners(figure):
        image, sentence = kit.shown(figure, values)
        assert image.startswith(b"\x89PNG")
        assert sentence.endswith("."), values
        assert any(letter.isdigit() for letter in sentence), values


@pytest.mark.parametrize("name", ALL)
def test_each_control_changes_the_picture_and_its_sentence(name):
    figure = kit.opened(name)
    for control in kit.controls(figure):
        low, high = (
            kit.shown(figure, kit.start(figure) | {control.name: value})
            for value in (control.values[0], control.values[-1])
        )
        assert low[0] != high[0], control.name
        assert low[1] != high[1], control.name


@pytest.mark.parametrize("name", ALL)
def test_nothing_of_an_earlier_state_is_left_in_a_frame(name, capfd):
    moved, fresh = (kit.turned_to(kit.opened(name), light=False, ratio=2.0) for _ in range(2))
    for values in kit.corners(moved):
        kit.shown(moved, values)
    assert kit.shown(moved, kit.start(moved)) == kit.shown(fresh, kit.start(fresh))
    assert capfd.readouterr().err == ""


@pytest.mark.parametrize("name", ALL)
def test_no_two_presets_show_or_say_the_same(name):
    figure = kit.opened(name)
    frames = [kit.shown(figure, values) for values in kit.presets(figure).values()]
    assert len({image for image, _ in frames}) == len({sentence for _, sentence in frames}) == len(frames)
    assert len(frames) >= 3 or all(control.kind == "choice" for control in kit.controls(figure))


@pytest.mark.parametrize("name", ALL)
def test_it_invites_to_two_or_three_things_and_says_what_to_notice(name):
    invitations = kit.opened(name).invitations
    assert 2 <= len(invitations) <= 3
    assert all("Notice" in one or "notice" in one for one in invitations)


@pytest.mark.parametrize("name", ALL)
def test_each_of_its_parts_has_a_badge_and_a_work_of_the_bibliography(name):
    sources = kit.opened(name).sources
    works = {work.label: work for work in load_references().values()}
    assert sources
    for source in sources:
        if source["citation"] != "our drawing":
            work = works[source["citation"]]
            assert source["doi"] in {work.doi, ""}
        if source["badge"] == "DATA":
            assert source["doi"]


@pytest.mark.parametrize("name", ALL)
def test_a_handle_under_the_picture_stands_under_what_it_moves(name):
    figure = kit.opened(name)
    picture = figure._stage.picture
    for moved, places in figure._tracks().items():
        control = figure._by_name[moved]
        for value, place in zip(control.values, places, strict=True):
            kit.shown(figure, kit.start(figure) | {moved: value})
            dots = [one for one in picture.moving if isinstance(one, Line2D) and one.get_marker() == "o"]
            ends = [one.get_transform().transform(one.get_xydata()[-1])[0] for one in dots]
            assert np.abs(np.array(ends) / picture.figure.bbox.width - place).min() < 0.002, value
    along = {"breathing_resonance", "stress_clock"}
    assert figure._tracks() or name not in along


@pytest.mark.parametrize("width", [300, 520, 760])
@pytest.mark.parametrize("name", ALL)
def test_no_label_leaves_the_picture_or_meets_another(name, width):
    for given in (None, *kit.guesses(name), *kit.drawn(name)):
        figure = kit.turned_to(kit.opened(name, given), width=width)
        states = kit.corners(figure) if given is None else [kit.start(figure)]
        for values in (*states, *kit.presets(figure).values()):
            kit.shown(figure, values)
            keep_apart(figure._stage.picture.figure, (given, values))


@pytest.mark.parametrize("name", GUESSED)
def test_a_guess_is_told_the_answer_of_which_the_page_knew_nothing(name):
    asked = kit.sheet(name)
    low, near, _ = kit.guesses(name)
    assert "Near: " in asked.remark(near)
    assert "Near: " not in asked.remark(low)
    assert asked.remark(None) == kit.opened(name).remark == ""
    assert kit.opened(name, low).remark == asked.remark(low)
    own = {trait: value for trait, value in asked.get_state().items() if trait not in ("_esm", "_css")}
    page = json.dumps([own, kit.made(name)._repr_mimebundle_()], default=str)
    for words in (asked._told, asked._if_near, asked._if_more, asked._if_fewer):
        assert words.split("{")[0] not in page


@pytest.mark.parametrize("name", GUESSED)
def test_every_remark_can_be_met_and_has_its_numbers(name):
    asked = kit.sheet(name)
    met = {asked._added(guess) for guess in kit.every_guess(name)}
    assert met == {asked._if_near, asked._if_more, asked._if_fewer, *asked._mistakes.values()}
    for guess in kit.guesses(name):
        assert not set("{}") & set(asked.remark(guess))
