"""Breathing resonance and two valleys as a learner moves them."""

from __future__ import annotations

import itertools

import pytest

from securebase.models import breathing, couples
from securebase.widgets import breathing_resonance, two_valleys
from securebase.widgets.explorers import breathing as breathing_controls
from securebase.widgets.explorers import two_valleys as valley_controls


@pytest.fixture
def heart():
    return listening(breathing_resonance())


@pytest.fixture
def valleys():
    return listening(two_valleys())


def listening(figure):
    figure.sent = []
    figure.send = lambda content, buffers=None: figure.sent.append((content, buffers))
    return figure


def tell(figure, **positions):
    figure._hear(figure, {"kind": "move", "positions": positions}, [])
    return figure.sent[-1][0]["twin"]


def press(figure, label):
    return tell(figure, **next(one["positions"] for one in figure.presets if one["label"] == label))


def test_breathing_begins_at_the_published_example(heart):
    assert heart.frame()[1].startswith("At 6.5 breaths a minute the heart period swings by 221 ms, 4.4 times")


def test_no_position_of_the_breathing_sliders_is_refused_by_the_model(heart):
    low, high = breathing.MEAN_RR_MS_RANGE
    assert (breathing_controls.PERIODS[0], breathing_controls.PERIODS[-1]) == (low, high)
    last = [len(control["words"]) - 1 for control in heart.controls]
    for period, rate in itertools.product(range(last[0] + 1), (0, last[1])):
        assert "the heart period swings by" in tell(heart, mean_rr_ms=period, breaths_per_minute=rate)


def test_a_slower_heart_is_widest_at_slower_breathing(heart):
    assert "660 ms (91 beats a minute) the model's swing is widest at 7.9" in press(heart, "A quick heart")
    assert "900 ms (67 beats a minute) the model's swing is widest at 5.9" in press(heart, "A slow heart")
    assert press(heart, "An everyday breath").startswith("At 15 breaths a minute")
    assert press(heart, "The published heart").startswith("At 6.5 breaths a minute")


def test_valleys_begin_at_the_published_example_with_a_push_that_is_too_small(valleys):
    words = valleys.frame()[1]
    assert "hostile at −1.516" in words
    assert "they slide back; it takes +1.195 to get out" in words


def test_the_presets_of_the_valleys_do_what_their_names_say(valleys):
    assert "slide back" in press(valleys, "A push that is too small")
    assert "go on to the warm valley" in press(valleys, "A push that is enough")
    assert "go on to the warm valley" in press(valleys, "More kindness, a smaller push")
    assert "the hostile valley is gone" in press(valleys, "Past the tipping point")


def test_the_kindness_slider_passes_both_tipping_points_and_stays_in_the_models_range(valleys):
    tipping = couples.tipping_kindness(2.0)
    low, high = valley_controls.KINDNESSES[0], valley_controls.KINDNESSES[-1]
    assert couples.KINDNESS_RANGE[0] <= low < -tipping
    assert tipping < high <= couples.KINDNESS_RANGE[1]
    assert "the warm valley is gone" in tell(valleys, kindness=0)
    assert "the hostile valley is gone" in tell(valleys, kindness=10_000)


def test_the_largest_push_leads_out_of_every_hostile_valley_that_can_be_left(valleys):
    for position, kindness in enumerate(valley_controls.KINDNESSES):
        words = tell(valleys, kindness=position, repair=10_000)
        assert ("go on to the warm valley" in words) == (abs(kindness) < couples.tipping_kindness(2.0))


def test_each_explorer_invites_and_names_its_sources(heart, valleys):
    for figure in (heart, valleys):
        assert len(figure.invitations) == 3
        assert all("otice" in invitation for invitation in figure.invitations)
    assert [source["badge"] for source in heart.sources] == ["MODEL", "DATA", "DATA"]
    assert [source["badge"] for source in valleys.sources] == ["ILLUSTRATIVE"]
    assert any("−0.53" in invitation for invitation in valleys.invitations)
