"""The practice log: drawn at random, kept over days and restarts, read as arrays for the lesson."""

from __future__ import annotations

from datetime import datetime, timedelta
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from securebase.models.inference import exact_permutation_p
from securebase.reflections import desk, practice_log, practice_logs, read_practice_log
from securebase.reflections.practice_logs import NoPracticeLogError
from securebase.reflections.practice_plans import DAYS, DESIGNS, draw

WANTED = {
    "practice": "twelve plum stones",
    "measure": "How tense was the evening?",
    "unit": "",
    "stop": "three bad nights",
    "design": DESIGNS[0],
}


@given(seed=st.integers(0, 2**31))
def test_each_order_has_seven_days_of_either_kind_and_a_seed_gives_it_again(seed):
    for design in DESIGNS:
        assert sum(draw(seed, design)) == 7
        assert draw(seed, design) == draw(seed, design)
    pairs = np.array(draw(seed, DESIGNS[1])).reshape(7, 2)
    assert (pairs.sum(axis=1) == 1).all()


def test_every_order_may_come_and_no_day_is_favoured():
    """Among 4000 draws each day has the practice half of the time (five standard errors: 0.04)."""
    orders = np.array([draw(seed, DESIGNS[0]) for seed in range(4000)])
    assert abs(orders.mean(axis=0) - 0.5).max() < 0.04
    seen = {tuple(np.flatnonzero(order)) for order in orders}
    assert seen <= set(combinations(range(DAYS), 7))
    assert len(seen) > 2000  # of 3432; 4000 even draws miss about 1070 of them


def test_another_design_is_refused():
    with pytest.raises(
        ValueError, match="design='weekly' was given; accepted are any order, in pairs of days"
    ):
        draw(1, "weekly")


@pytest.fixture
def days(monkeypatch):
    """Let time pass: ``days(3)`` is the third day."""
    begun = datetime.now().astimezone().date()

    def go_to(number):
        monkeypatch.setattr(practice_logs, "today", lambda: begun + timedelta(days=number - 1))

    go_to(1)
    return go_to


@pytest.mark.usefixtures("open_journal")
def test_numbers_of_several_days_come_back_as_arrays_in_a_new_kernel(page, days):
    box = practice_log()
    assert page.ask(box, "open").letter is None
    assert page.ask(box, "begin", WANTED).event == "kept"
    given_numbers = [3, 8, 2, 5, 7, 1, 4, 6, 0, 9, 10, 2, 3, 5]
    for number, value in enumerate(given_numbers, start=1):
        days(number)
        desk.journal.cache_clear()  # a restart
        box = practice_log()
        log = page.ask(box, "open").letter
        assert log["today"] == number
        day = log["days"][number - 1]
        page.ask(box, "number", {"plan": log["plan"], "day": day["day"], "number": value, "rating": True})
    read = read_practice_log()
    assert read.number.tolist() == given_numbers
    assert read.day.tolist() == list(range(1, 15))
    assert sorted([*read.with_practice, *read.without_practice]) == sorted(given_numbers)
    assert len(read.with_practice) == len(read.without_practice) == 7
    assert read.plan.practice == "twelve plum stones"
    assert 0 < exact_permutation_p(read.with_practice, read.without_practice) <= 1


@pytest.mark.usefixtures("open_journal")
def test_a_missed_day_is_left_out_of_both_kinds(page, days):
    box = practice_log()
    page.ask(box, "begin", WANTED)
    days(6)
    log = page.ask(box, "open").letter
    for number in (2, 6):
        day = log["days"][number - 1]["day"]
        page.ask(box, "number", {"plan": log["plan"], "day": day, "number": 5, "rating": True})
    read = read_practice_log()
    assert np.flatnonzero(~np.isnan(read.number)).tolist() == [1, 5]
    assert len(read.with_practice) + len(read.without_practice) == 2


@pytest.mark.usefixtures("open_journal", "days")
def test_the_lots_of_days_to_come_stay_closed_and_the_last_number_of_a_day_counts(page):
    box = practice_log()
    page.ask(box, "begin", WANTED)
    log = page.ask(box, "open").letter
    assert [day["practised"] is None for day in log["days"]] == [False] + [True] * 13
    for value in (4, 9):
        page.ask(
            box,
            "number",
            {"plan": log["plan"], "day": log["days"][0]["day"], "number": value, "rating": True},
        )
    assert page.ask(box, "open").letter["days"][0]["number"] == 9


@pytest.mark.usefixtures("open_journal", "days")
def test_a_new_plan_begins_anew(page):
    box = practice_log()
    page.ask(box, "begin", WANTED)
    log = page.ask(box, "open").letter
    first_day = {"plan": log["plan"], "day": log["days"][0]["day"], "number": 4, "rating": True}
    page.ask(box, "number", first_day)
    page.ask(box, "begin", {**WANTED, "practice": "a walk", "unit": "minutes"})
    read = read_practice_log()
    assert read.plan.practice == "a walk"
    assert np.isnan(read.number).all()


@pytest.mark.usefixtures("days")
def test_a_plan_that_makes_no_sense_does_not_hide_the_one_before(open_journal, page):
    page.ask(practice_log(), "begin", WANTED)
    open_journal.write("11-practice-log", "?", {"days": "nonsense"}, kind="practice-plan")
    assert read_practice_log().plan.practice == "twelve plum stones"


@pytest.mark.usefixtures("open_journal")
@pytest.mark.parametrize("missing", ["practice", "measure", "stop"])
def test_a_plan_without_one_of_its_parts_is_not_kept_and_says_which(open_journal, page, missing):
    answer = page.ask(practice_log(), "begin", {**WANTED, missing: " "})
    assert answer.content["sentence"].startswith("Say ")
    assert open_journal.count() == 0


@pytest.mark.usefixtures("open_journal", "days")
@pytest.mark.parametrize("number", [11, -1, float("nan")])
def test_a_rating_outside_its_scale_is_not_kept(open_journal, page, number):
    value = {"plan": "x", "day": "2026-03-03", "number": number, "rating": True}
    assert page.ask(practice_log(), "number", value).event == "failed"
    assert open_journal.count() == 0


@pytest.mark.usefixtures("open_journal", "days")
def test_neither_repr_nor_messages_show_a_number_or_a_word_of_the_log(page):
    box = practice_log()
    page.ask(box, "begin", {**WANTED, "unit": "canaries"})
    log = page.ask(box, "open").letter
    value = {"plan": log["plan"], "day": log["days"][0]["day"], "number": 84613, "rating": False}
    page.ask(box, "number", value)
    read = read_practice_log()
    assert repr(read) == "A practice log: 1 of 14 days have a number. The numbers are not shown here."
    everything = page.in_the_clear() + repr(read) + repr(box) + repr(box.get_state())
    for secret in ("canaries", "84613", "twelve plum stones"):
        assert secret not in everything


@pytest.mark.usefixtures("locked_journal")
def test_what_cannot_be_read_is_one_sentence_in_the_notebook(page, passphrase):
    with pytest.raises(NoPracticeLogError, match="Your journal is locked") as locked:
        read_practice_log()
    assert locked.value._render_traceback_() == [str(locked.value)]
    page.ask(practice_log(), "unlock", [passphrase])
    with pytest.raises(NoPracticeLogError, match="There is no practice log in your journal yet"):
        read_practice_log()


def test_in_a_graded_run_no_log_is_read(folder, monkeypatch):
    monkeypatch.setenv("NBGRADER_EXECUTION", "autograde")
    with pytest.raises(NoPracticeLogError, match="no journal is read here"):
        read_practice_log()
    assert "in random order" in str(practice_log())
    assert not folder.exists()
