"""What is right in exercise 4 is what was published; wrong ideas earn nothing and are met by their own hint.

How each kind of answer is marked stands in test_proof_table.py.
"""

from __future__ import annotations

import numpy as np
import pytest

from securebase.exercises.marking import mark
from securebase.exercises.sheet import load_sheet
from securebase.models import cortisol

SHEET = load_sheet("04-the-first-hour")
PARTS = SHEET.questions


def test_the_published_figures_are_what_is_right():
    assert PARTS["peak-minute"].right == pytest.approx(23.8, abs=0.1)
    assert PARTS["peak-minute"].tolerance == 0.5
    assert PARTS["peak-ratio"].right == pytest.approx({"men": 4.22, "women": 2.60}, abs=0.005)
    assert PARTS["added-minutes"].right == pytest.approx({"men": 27.87, "women": 13.9}, abs=0.05)
    assert PARTS["near-rest"].right == ["vagus", "sympathetic", "adrenaline"]
    assert PARTS["outside-band"].right == pytest.approx(20, abs=0.1)
    assert SHEET.points == 20


def test_what_the_reports_and_an_insight_say_of_the_band_is_what_the_model_says():
    (low,), (high,) = cortisol.spread_between_people([30.0])
    assert high > 3 * low
    assert cortisol.stimulus() == pytest.approx(2 * cortisol.stimulus(sex="female"), rel=0.02)
    minutes = np.arange(0.0, 91.0)
    people = cortisol.individuals_after_tsst(minutes)
    lows, highs = cortisol.spread_between_people(minutes)
    assert np.mean(((people < lows) | (people > highs)).any(axis=1)) == pytest.approx(0.5, abs=0.05)
    assert (highs - lows)[90] < (highs - lows)[20] / 2


@pytest.mark.parametrize(
    ("part", "given", "said"),
    [
        ("peak-minute", 47.7, "twice as long"),
        ("peak-minute", 12, "twice as fast"),
        ("peak-minute", 33.8, "ten minutes too early"),
        ("peak-minute", 13.8, "ten minutes too late"),
        ("peak-minute", 20, "saliva sample"),
        ("peak-minute", 43.3, "how high such a curve rises"),
        ("peak-minute", 26.8, "how high the men's curve rises"),
        ("peak-minute", 55, "at every single minute"),
        ("peak-ratio", {"men": 2.61, "women": 1.8}, "group's mean"),
        ("peak-ratio", {"men": 5.22, "women": 3.61}, "doubles the whole level"),
        ("peak-ratio", {"men": 3.22, "women": 1.6}, "rise alone"),
        ("peak-ratio", {"men": 43.3, "women": 26.8}, "level at the peak, in nmol/L"),
        ("peak-ratio", {"men": 53.6, "women": 37.1}, "twice the level at the mean's peak"),
        ("peak-ratio", {"men": 33.1, "women": 16.5}, "doubled rise"),
        ("peak-ratio", {"men": 422, "women": 260}, "percentage"),
        ("peak-ratio", {"men": 6.8, "women": 3.25}, "How far does the mean rise"),
        ("added-minutes", {"men": 13.9, "women": 7.0}, "quarter of what the task adds"),
        ("added-minutes", {"men": 56, "women": 28}, "what the task itself adds"),
        ("added-minutes", {"men": 111.5, "women": 55.6}, "as strong as the task"),
        ("added-minutes", {"men": 83.6, "women": 41.7}, "together"),
        ("added-minutes", {"men": 5, "women": 5}, "full strength"),
        ("added-minutes", {"men": 20, "women": 20}, "how long it lasted"),
        ("added-minutes", {"men": 286.5, "women": 142.9}, "area itself"),
        ("added-minutes", {"men": 35, "women": 17.4}, "one of its minutes"),
        ("outside-band", 80, "inside the band"),
        ("outside-band", 10, "one side"),
        ("outside-band", 6, "closer together"),
        ("outside-band", 0, "closer together"),
        ("outside-band", 90, "begins at the 10th"),
        ("outside-band", 50, "drawn afresh"),
        ("time-scales", ["sympathetic", "vagus", "adrenaline", "cortisol", "glands"], "“The vagus lets go"),
        ("time-scales", ["vagus", "sympathetic", "cortisol", "adrenaline", "glands"], "three glands"),
        ("near-rest", ["vagus", "sympathetic", "adrenaline", "cortisol"], "close to its peak"),
        ("near-rest", ["vagus", "sympathetic", "adrenaline", "glands"], "over weeks"),
    ],
)
def test_a_wrong_idea_earns_nothing_for_itself_and_is_told_what_is_wrong_with_it(part, given, said):
    question = PARTS[part]
    earned = mark(question, question.form.accept(given))
    in_part = question.kind in ("order", "choices")
    assert earned.points < question.points if in_part else earned.points == 0
    assert said in " ".join(earned.sentences)
