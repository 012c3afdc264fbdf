"""Pacer, grounding, body cues, content note, violence gate, badge and pause corner: their words and rules."""

from __future__ import annotations

import re

import pytest

from securebase import widgets
from securebase.figures.picture import Badge
from securebase.models.breathing import BREATHS_RANGE
from securebase.widgets import breathing_pacers
from securebase.widgets._static import esm

MAKERS = {
    "pacer": widgets.breathing_pacer,
    "grounding": widgets.grounding,
    "body cues": widgets.body_cues,
    "content note": lambda: widgets.content_note("A quarrel.", skip_to="How sure are we?"),
    "violence gate": widgets.violence_gate,
    "places of help": widgets.places_of_help,
    "badges": lambda: widgets.badge("DATA", "MODEL", "ILLUSTRATIVE"),
    "pause corner": widgets.pause_corner,
}
BANNED = re.compile(
    r"\b(just|simply|of course|obviously|rewir\w+|hijack\w*|toxic|needy|clingy|"
    r"(?:he|she|they|partner) (?:is|are) (?:avoidant|anxious|disorgani[sz]ed|abusive))\b|!",
    re.IGNORECASE,
)


def bundle(thing):
    shown = thing._repr_mimebundle_()
    return shown[0] if isinstance(shown, tuple) else shown


def words(html):
    return re.sub(r"<style>.*?</style>|<[^>]*>", " ", html, flags=re.DOTALL)


@pytest.fixture(params=MAKERS)
def component(request):
    return MAKERS[request.param]()


def test_each_is_offered_by_the_package_and_speaks_in_the_voice_of_the_course(component):
    shown = bundle(component)
    for text in (shown["text/plain"], words(shown["text/html"])):
        assert text.strip()
        assert not BANNED.search(text)


def test_no_telephone_number_stands_in_any_of_them(component):
    """Three digits in a row, or more with spaces between: the shortest that anyone could dial."""
    assert not re.search(r"\d[\d\s()/-]+\d", words(bundle(component)["text/html"]))


def test_the_text_for_pages_without_a_kernel_escapes_what_it_is_given():
    note = widgets.content_note("A <b>quarrel</b>", may_skip='"this"', skip_to="<Part> two")
    assert "<b>" not in note.html
    assert 'href="#&lt;Part&gt;-two"' in note.html
    assert note.text == (
        "What comes up: A <b>quarrel</b>\n"
        'You may skip "this", now or halfway through; it costs nothing and needs no reason. '
        "Carry on at “<Part> two”."
    )


def test_the_pacers_safety_is_said_wherever_it_is_shown():
    for text in (
        repr(widgets.breathing_pacer()),
        bundle(widgets.breathing_pacer())["text/html"],
        widgets.breathing_pacer().settings["safety"],
        widgets.pause_corner().settings["pacer"]["safety"],
    ):
        for need in (
            "dizzy",
            "no breath is held",
            "eyes may stay open",
            "lung or heart",
            "pregnant",
            "panic",
        ):
            assert need in text


def test_the_pacer_goes_from_4_to_10_in_half_steps_all_within_the_models_range():
    assert breathing_pacers.RATES == (4, 4.5, 5, 5.5, 6, 6.5, 7, 7.5, 8, 8.5, 9, 9.5, 10)
    low, high = BREATHS_RANGE
    assert all(low <= rate <= high for rate in breathing_pacers.RATES)
    for rate in breathing_pacers.RATES:
        assert widgets.breathing_pacer(rate).settings["rate"] == rate


@pytest.mark.parametrize("rate", [3.5, 10.5, 6.25, float("nan"), "6", None])
def test_another_rate_is_refused_with_what_is_accepted(rate):
    with pytest.raises(ValueError, match=r"was given; accepted are 4 to 10 breaths a minute in steps of 0.5"):
        widgets.breathing_pacer(rate)


@pytest.mark.parametrize("name", ["pacer", "grounding", "violence gate", "places of help", "pause corner"])
def test_what_is_only_shown_listens_to_nothing_that_the_page_sends(name):
    component = MAKERS[name]()
    assert component._msg_callbacks.callbacks == []
    assert not re.search(r"model\.(send|set|save_changes)", component._esm)


def test_the_body_cues_are_a_question_of_the_private_box_and_keep_nothing_by_themselves():
    cues = widgets.body_cues()
    assert cues.kind == "several"
    assert cues.where.startswith("This box keeps nothing.")
    first_words = {cue.split(":")[0].lower() for cue in cues.answers}
    assert {"heart", "jaw", "hands", "stomach", "breath", "stillness", "nothing that i notice"} <= first_words
    kept = widgets.body_cues(save=lambda *_given: None, where="Kept in this test.")
    assert kept.where == "Kept in this test."


def test_the_gate_says_for_whom_what_follows_is_not_meant_and_how_to_leave():
    gate = bundle(widgets.violence_gate())["text/html"]
    for need in (
        "fear", "coercion", "stalking", "forced sex", "physical harm", "soothe each other", "see their side",
        "reappraise", "joint exercises", "repair", "specialist help alone", "Couple therapy may be unsafe",
        "protecting yourself", "local emergency service", "use this device",
    ):  # fmt: skip
        assert need in gate


def test_the_way_out_beside_the_places_of_help_is_the_gates_and_both_say_what_it_does_not_do():
    gate, places = widgets.violence_gate(), widgets.places_of_help()
    assert "Leave this page now" in gate._esm
    assert places._esm == gate._esm
    assert places.leaving == gate.leaving
    for said in ("Ctrl+W", "⌘W", "clears the browser's history"):
        assert said in places.leaving


def test_grounding_says_how_sure_it_is_and_what_to_do_when_noticing_makes_it_worse():
    shown = bundle(widgets.grounding())["text/html"]
    assert "few trials" in shown
    assert "If noticing makes it worse, stop" in shown
    assert shown.count("<li>") == 5


def test_badges_say_what_they_mean_and_an_unknown_one_is_refused():
    assert str(widgets.badge("DATA")) == f"DATA: {Badge.DATA.value}"
    for one in Badge:
        assert one.value in widgets.badge(*Badge.__members__).html
    with pytest.raises(ValueError, match="'FACT' was given; accepted are DATA, MODEL, ILLUSTRATIVE"):
        widgets.badge("DATA", "FACT")
    with pytest.raises(ValueError, match="No badge was named"):
        widgets.badge()


def test_a_content_note_without_words_is_refused():
    with pytest.raises(ValueError, match="says in a sentence what comes up"):
        widgets.content_note("  ")


def test_the_pause_corner_brings_the_same_pacer_and_the_same_steps():
    pause = widgets.pause_corner()
    assert pause.settings["senses"] == widgets.grounding().settings
    assert pause.settings["pacer"] == widgets.breathing_pacer().settings
    assert [way["way"] for way in pause.settings["ways"]] == ["ground", "breathe", "stop"]
    for part in ("pacer", "senses"):
        own = esm(part).removeprefix(esm())
        assert own.strip()
        assert own in pause._esm
