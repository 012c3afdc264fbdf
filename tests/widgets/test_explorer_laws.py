"""What is particular to one explorer: its controls cover its model, and it asks what its model answers."""

from __future__ import annotations

import itertools
import json

import explorers as kit
import pytest

from securebase.figures.hot_stove import LOWEST
from securebase.models import breathing, couples, expectations
from securebase.widgets.explorers import hot_stove as stove
from securebase.widgets.explorers import two_valleys as valleys
from securebase.widgets.guesses import ChoiceGuess, Guess


def test_the_breathing_slider_spans_all_hearts_of_the_model():
    (period, _) = kit.controls(kit.opened("breathing_resonance"))
    assert (period.values[0], period.values[-1]) == breathing.MEAN_RR_MS_RANGE


def test_the_kindness_slider_passes_both_tipping_points_and_stays_in_the_models_range():
    low, high = valleys.KINDNESSES[0], valleys.KINDNESSES[-1]
    tipping = couples.tipping_kindness(2.0)
    assert couples.KINDNESS_RANGE[0] <= low < -tipping < tipping < high <= couples.KINDNESS_RANGE[1]


def test_the_largest_push_leads_out_of_every_hostile_valley_that_can_be_left():
    figure = kit.opened("two_valleys")
    for kindness in valleys.KINDNESSES:
        words = kit.shown(figure, {"kindness": kindness, "repair": valleys.PUSHES[-1]})[1]
        assert ("go on to the warm valley" in words) == (abs(kindness) < couples.tipping_kindness(2.0))


def test_the_long_run_lies_inside_the_picture_of_staying_away_at_every_position():
    for sensitivity, rate in itertools.product(stove.SENSITIVITIES, stove.RATES):
        assert LOWEST < expectations.hot_stove_bias(rate, sensitivity) <= 0


def test_where_both_kinds_of_evening_bring_silence_alike_it_says_nothing():
    figure = kit.opened("cue_reader")
    for share in (0.05, 0.5, 1.0):
        words = kit.shown(figure, {"prior": 0.05, "hit": share, "false_alarm": share})[1]
        assert "rejection is 5 %. Before the silence it was 5 %" in words


@pytest.mark.parametrize(
    ("name", "said"),
    [
        (
            "hot_stove",
            [
                "With a good impression, +1, people go near 88 times in 100; with a bad one, −1, 12",
                "for half of",
            ],
        ),
        ("learning_lab", ["80 of every 100 bids", "counts for them as much as three answers"]),
        ("cue_reader", ["On 10 of 100 evenings", "no answer 8 times in 10", "none 3 times in 10"]),
        ("proximity_thermostat", ["one person likes 3 and the other 4", "who now wants 8"]),
    ],
)
def test_what_is_asked_is_what_the_models_example_answers(name, said):
    assert [words for words in said if words not in kit.sheet(name).sheet["question"]] == []
    assert expectations.HOT_STOVE_EXAMPLE == {"rate": 0.5, "sensitivity": 2.0}
    assert expectations.HEAVY_SILENCE_EXAMPLE == {"reliability": 0.8, "silence_weight": 3}
    assert couples.CALM_WISH + couples.THERMOSTAT_EXAMPLE["alarm"] == 8


@pytest.mark.parametrize(
    "message", [{"kind": "look"}, {"kind": "look", "value": 101}, {"kind": "look", "value": "nan"}]
)
def test_a_message_that_is_no_guess_is_refused(message):
    asked = kit.sheet("cue_reader")
    assert isinstance(asked, Guess)
    with pytest.raises(ValueError, match="A guess is a number from 0 to 100"):
        asked.read(message)
    assert asked.read({"kind": "look", "value": 12}) == 12.0


def test_a_guess_by_choice_is_told_its_own_words_and_the_answer_of_which_the_page_knew_nothing():
    asked = kit.sheet("hot_stove")
    assert isinstance(asked, ChoiceGuess)
    told = {name: kit.opened("hot_stove", name).remark for name, _ in asked.sheet["choices"]}
    assert len(set(told.values())) == 3
    assert all("−0.441" in words for words in told.values())
    assert told[asked.answer].startswith("Below, yes")
    assert kit.opened("hot_stove").remark == ""
    own = {trait: value for trait, value in asked.get_state().items() if trait not in ("_esm", "_css")}
    page = json.dumps([own, kit.made("hot_stove")._repr_mimebundle_()], default=str, ensure_ascii=False)
    assert not any(words in page for words in told.values())
    with pytest.raises(ValueError, match="A guess is one of below, at, above"):
        asked.read({"kind": "look", "value": "beside"})


def test_the_weights_of_the_learning_lab_lie_in_the_models_range():
    figure = kit.opened("learning_lab")
    for control, allowed in (("silence_weight", "SILENCE_WEIGHT_RANGE"), ("strength", "STRENGTH_RANGE")):
        low, high = getattr(expectations, allowed)
        assert all(low <= value <= high for value in figure._by_name[control].values)
