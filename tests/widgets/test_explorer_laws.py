"""What is particular to one explorer: its controls cover its model, and it asks what its model answers."""

from __future__ import annotations

import itertools

import explorers as kit
import pytest

from securebase.figures.hot_stove import LOWEST
from securebase.models import breathing, couples, expectations
from securebase.widgets.explorers import hot_stove as stove
from securebase.widgets.explorers import two_valleys as valleys
from securebase.widgets.guesses import Guess


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
            ["At an impression of +1 people go near 88 times in 100, at −1 only 12", "counts for half"],
        ),
        ("learning_lab", ["80 of every 100 bids", "a tenth of the way up", "three tenths of the way down"]),
        ("old_expectation", ["2 times in 10", "as much as 20 remembered", "9 times in 10", "5 times in 10?"]),
        ("cue_reader", ["On 10 of 100 evenings", "no answer 8 times in 10", "none 3 times in 10"]),
        ("proximity_thermostat", ["one person likes 3 and the other 4", "who now wants 8"]),
    ],
)
def test_what_is_asked_is_what_the_models_example_answers(name, said):
    assert [words for words in said if words not in kit.sheet(name).sheet["question"]] == []
    assert expectations.HOT_STOVE_EXAMPLE == {"rate": 0.5, "sensitivity": 2.0}
    assert expectations.UNEQUAL_STEPS_EXAMPLE == {"reliability": 0.8, "rise": 0.1, "fall": 0.3}
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
