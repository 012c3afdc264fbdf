"""Each part of every exercise: nothing for nothing, everything for what is right, a hint for each mistake.

An exercise is proved here as soon as its folder is there. Its published figures, and its functions written
the ways a learner would write them, stand in a file of its own.
"""

from __future__ import annotations

import dataclasses
import itertools
import math
import re
from pathlib import Path

import pytest
from answering import released_of
from hypothesis import assume, given
from hypothesis import strategies as st
from trying import code_part, marked, tried

from securebase.content import content_root
from securebase.course.grading.source import source_notebook
from securebase.exercises.exercise import Exercise
from securebase.exercises.marking import mark
from securebase.exercises.notebooks import grade_id, is_solution
from securebase.exercises.oracle import oracle
from securebase.exercises.questions import NotAcceptedError
from securebase.exercises.released import released_code
from securebase.exercises.sheet import load_sheet
from securebase.exercises.solution_cells import names_made

SHEETS = [
    load_sheet(path.parent.name) for path in sorted((content_root() / "exercises").glob("*/questions.yml"))
]
PARTS = [pytest.param(part, id=f"{sheet.exercise}:{part.id}") for sheet in SHEETS for part in sheet.parts]


def parts(*kinds):
    return [param for param in PARTS if param.values[0].kind in kinds]


def exchanged(part, pair):
    """Return the items of a match whose right option is one of the two."""
    return [item for item, option in part.right.items() if option in pair]


def each_with(params, things):
    return [
        pytest.param(part, thing, id=f"{param.id}:{number}")
        for param in params
        for part in param.values
        for number, thing in enumerate(things(part))
    ]


ANSWERED = [param for param in PARTS if param.values[0].form]
FORESEEN = each_with(
    parts("number", "numbers"),
    lambda part: [
        (mistake.hint, item, made)
        for item, right in (part.right.items() if part.items else [("", part.right)])
        for mistake in part.mistakes
        for made in mistake.gives(right, item)
    ],
)
SWAPPED = [param for param in parts("numbers") if "swapped" in param.values[0].hints]
BADGE_SWAPS = each_with(
    parts("match"),
    lambda part: [
        pair
        for pair in itertools.combinations(sorted(part.options), 2)
        if "-".join(pair) in part.hints and len(exchanged(part, pair)) > 1
    ],
)
ONE_WAY = each_with(
    parts("match"),
    lambda part: [
        pair
        for pair in itertools.permutations(part.options, 2)
        if "-".join(sorted(pair)) in part.hints and list(part.right.values()).count(pair[0]) > 1
    ],
)
CODED = [sheet.exercise for sheet in SHEETS if any(part.kind == "function" for part in sheet.parts)]
CODE_MISTAKES = each_with(parts("function"), lambda part: part.trial.mistakes)
within = st.floats(-0.97, 0.97)


def solutions(exercise):
    """The text of an author's solution cells with code."""
    cells = source_notebook(content_root() / "exercises" / exercise / f"{exercise}.md").cells
    return [cell.source for cell in cells if is_solution(cell) and grade_id(cell) != "answers"]


def given_in(part, item, number):
    """Return an answer in which all is right but one number, its mark, and its points."""
    answer = part.right | {item: number} if item else number
    return mark(part, answer), half_points(part, 1 - 1 / len(part.items)) if item else 0


def half_points(part, share):
    return math.floor(2 * share * part.points + 1e-9) / 2


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.exercise)
def test_an_exercise_can_be_completed_without_code(sheet):
    by_hand = sum(part.points for part in sheet.parts if part.kind != "function")
    assert sheet.complete <= by_hand
    assert sheet.complete < sheet.points
    assert "reflection" in sheet.questions


@pytest.mark.parametrize("part", ANSWERED)
def test_no_answer_earns_nothing_and_the_right_one_everything(part):
    assert mark(part, None).points == 0
    earned = mark(part, part.form.accept(part.right))
    assert earned.points == part.points
    assert earned.sentences == (part.insight,)


@pytest.mark.parametrize(("part", "foreseen"), FORESEEN)
def test_a_foreseen_mistake_gets_its_hint_and_no_points_however_it_is_rounded(part, foreseen):
    hint, item, made = foreseen
    asked = next(decimals for decimals in range(9) if 0.5 / 10**decimals <= part.tolerance)
    for decimals in (asked, asked + 1, asked + 2, 15):
        number = round(made, decimals)
        if abs(number - made) > abs(made) / 2:
            continue  # rounded to 0, or to its double, a number says nothing any more
        earned, points = given_in(part, item, number)
        assert earned.points == points, number
        assert hint in earned.sentences[0], number


@pytest.mark.parametrize("part", SWAPPED)
@given(first=within, second=within)
def test_two_numbers_that_changed_places_are_recognised(part, first, second):
    (one, right_one), (other, right_other) = part.right.items()
    answer = {one: right_other + first * part.tolerance, other: right_one + second * part.tolerance}
    earned = mark(part, answer)
    assert (earned.points, earned.sentences) == (0, (part.hints["swapped"],))


@pytest.mark.parametrize("part", parts("number"))
@pytest.mark.parametrize("side", [-1, 1])
def test_the_tolerance_ends_where_it_says(part, side):
    assert mark(part, part.right + side * part.tolerance).points == part.points
    assert mark(part, part.right + side * part.tolerance * 1.02).points == 0


@pytest.mark.parametrize("part", parts("numbers"))
@pytest.mark.parametrize("side", [-1, 1])
def test_the_tolerance_of_each_of_several_numbers_ends_where_it_says(part, side):
    for item in part.items:
        at_the_edge = part.right | {item: part.right[item] + side * part.tolerance}
        beyond = part.right | {item: part.right[item] + side * part.tolerance * 1.02}
        assert mark(part, at_the_edge).points == part.points
        assert mark(part, beyond).points == half_points(part, 1 - 1 / len(part.items))


@pytest.mark.parametrize("part", parts("number")[:1])
def test_a_hair_of_rounding_costs_nobody_a_point(part, monkeypatch):
    monkeypatch.setitem(oracle(part.exercise).quantities, part.right_as_written, lambda: 0.1)
    loose = dataclasses.replace(part, tolerance=0.2)
    assert mark(loose, 0.1 + 0.2).points == part.points  # which is 0.30000000000000004


@pytest.mark.parametrize("part", parts("number"))
@given(number=st.floats(allow_nan=False, allow_infinity=False))
def test_any_other_number_gets_a_hint_and_no_points(part, number):
    earned = mark(part, number)
    assert earned.sentences
    assert (earned.points == part.points) == (abs(number - part.right) <= part.tolerance)


@pytest.mark.parametrize("part", parts("numbers"))
@given(data=st.data())
def test_several_numbers_of_which_some_are_missing_say_which(part, data):
    items = data.draw(st.sets(st.sampled_from(list(part.items)), max_size=len(part.items) - 1))
    earned = mark(part, {item: part.right[item] for item in items})
    assert earned.points == half_points(part, len(items) / len(part.items))
    missing = [f"{label}: no number yet." for item, label in part.items.items() if item not in items]
    assert list(earned.sentences) == missing


@pytest.mark.parametrize("part", parts("numbers"))
def test_numbers_that_nothing_explains_are_named_together_with_one_nudge(part):
    earned = mark(part, dict.fromkeys(part.items, -987.6))
    assert earned.sentences == (f"{'; '.join(part.items.values())}: {part.nudge}",)


@pytest.mark.parametrize("part", ANSWERED)
def test_what_is_kept_is_said_back_as_one_sentence(part):
    said = next(Exercise(sheet, {}, Path()) for sheet in SHEETS if part in sheet.parts).wording(
        part.id, part.form.accept(part.right)
    )
    assert not re.search(r"[.?!][;:]|\d \d", said + ".")
    assert not said.endswith(".")


@pytest.mark.parametrize("part", parts("order"))
@given(data=st.data())
def test_an_order_earns_by_its_pairs_and_names_one_that_is_crossed(part, data):
    order = data.draw(st.permutations(list(part.options)))
    earned = mark(part, order)
    pairs = list(itertools.combinations(part.right, 2))
    crossed = [pair for pair in pairs if order.index(pair[0]) > order.index(pair[1])]
    assert earned.points == half_points(part, max(0, 1 - 2 * len(crossed) / len(pairs)))
    if order == part.right[::-1]:
        assert earned.sentences == (part.hints["reversed"],)
    elif crossed:
        early, late = (part.options[option] for option in crossed[0])
        hint = part.hints.get("-".join(crossed[0])) or part.hints[crossed[0][0]]
        assert earned.sentences == (f"“{early}” comes before “{late}”. {hint}",)


@pytest.mark.parametrize("part", parts("choice"))
def test_each_wrong_choice_gets_its_own_hint(part):
    for option in set(part.options) - {part.right}:
        earned = mark(part, option)
        assert (earned.points, earned.sentences) == (0, (part.hints[option],))


@pytest.mark.parametrize("part", parts("choices"))
@given(data=st.data())
def test_each_wrong_tick_and_each_missed_one_gets_its_hint(part, data):
    ticked = data.draw(st.sets(st.sampled_from(list(part.options))))
    earned = mark(part, part.form.accept(list(ticked)))
    right = set(part.right)
    assert earned.points == half_points(part, max(0, len(ticked & right) - len(ticked - right)) / len(right))
    if ticked != right:
        assert set(earned.sentences) == {part.hints[option] for option in ticked ^ right}


@pytest.mark.parametrize("part", parts("choices"))
def test_ticking_everything_does_not_pay(part):
    assert mark(part, list(part.options)).points <= part.points / 2


@pytest.mark.parametrize("part", parts("match"))
@given(data=st.data())
def test_a_match_earns_by_its_items_up_to_as_many_as_are_enough(part, data):
    one_each = st.fixed_dictionaries(
        {}, optional={item: st.sampled_from(list(part.options)) for item in part.items}
    )
    answer = data.draw(one_each)
    assume(answer)
    hits = sum(part.right[item] == given for item, given in answer.items())
    earned = mark(part, answer)
    assert earned.points == half_points(part, min(1, hits / (part.enough or len(part.items))))
    assert earned.sentences


@pytest.mark.parametrize(("part", "pair"), BADGE_SWAPS)
def test_two_options_of_a_match_that_changed_places_are_recognised(part, pair):
    change = dict(zip(pair, reversed(pair), strict=True))
    earned = mark(part, {item: change.get(option, option) for item, option in part.right.items()})
    assert earned.sentences == (part.hints["-".join(pair)],)


@pytest.mark.parametrize(("part", "pair"), ONE_WAY)
def test_a_hint_on_two_options_is_true_where_only_one_was_taken_for_the_other(part, pair):
    one, other = pair
    earned = mark(part, {item: other if option == one else option for item, option in part.right.items()})
    assert earned.sentences == (part.hints["-".join(sorted(pair))],)
    assert not re.search(r"changed places|held back", earned.sentences[0])


@pytest.mark.parametrize("part", parts("match"))
def test_one_wrong_item_of_a_match_gets_the_hint_of_that_item(part):
    for item in part.items:
        for wrong in set(part.options) - {part.right[item]}:
            earned = mark(part, part.right | {item: wrong})
            assert earned.sentences[-1] == part.hints[item]
            assert earned.sentences[:-1] == ((part.insight,) if part.enough else ())


@pytest.mark.parametrize("part", ANSWERED)
@pytest.mark.parametrize(
    "value", [math.nan, math.inf, None, {}, "23.8", 2j, True, b"x", {"who": 1}, [["a"]], (1, 2)]
)
def test_an_answer_of_another_kind_is_refused_with_a_sentence(part, value):
    with pytest.raises(NotAcceptedError) as refused:
        part.form.accept(value)
    assert str(refused.value).endswith((".", "?"))
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize("part", parts("function"))
def test_a_right_function_earns_everything_and_every_pattern_has_its_hint(part):
    earned = marked(part, part.trial.right)
    assert (earned.points, earned.sentences) == (part.points, (part.insight,))
    assert set(part.hints) - {"is-true"} == set(part.trial.mistakes)


@pytest.mark.parametrize(("part", "pattern"), CODE_MISTAKES)
def test_each_foreseen_mistake_in_code_gets_its_own_hint(part, pattern):
    trial, mistaken_function = part.trial, part.trial.mistakes[pattern]
    earned = marked(part, mistaken_function)
    assert earned.sentences == (part.hints[pattern],)
    assert earned.points < part.points
    right = [
        math.isclose(mistaken_function(*case), trial.right(*case), rel_tol=1e-6, abs_tol=1e-9)
        for case in trial.cases()
    ]
    assert earned.points == half_points(part, sum(right) / len(right) / 2)


@pytest.mark.parametrize("part", parts("function"))
def test_a_mistake_in_code_that_nobody_foresaw_is_shown_on_one_case(part):
    trial = part.trial
    earned = marked(part, lambda *given: trial.right(*given) + 0.0625)
    (hint,) = earned.sentences
    first = trial.cases()[0]
    assert earned.points < part.points
    assert hint.startswith(f"{part.nudge} For {trial.takes[0]} ")
    assert all(f"{name} " in hint for name in trial.takes)
    assert hint.endswith(f"it gives {trial.right(*first) + 0.0625:.6g}; {trial.right(*first):.6g} is right.")


@pytest.mark.parametrize("exercise", CODED)
def test_the_code_of_an_exercise_as_released_gets_a_sentence_and_its_solution_everything(exercise):
    part, (solution,) = code_part(exercise), solutions(exercise)
    released = next(cell.source for cell in released_of(exercise).cells if grade_id(cell) == part.id)
    assert released == released_code(exercise).stubs[part.id]
    for nothing in (None, released):
        earned = tried(exercise, nothing)
        assert earned.points == 0
        assert part.function in earned.sentences[0]
    assert tried(exercise, solution).points == part.points


@pytest.mark.parametrize("exercise", CODED)
def test_a_learners_code_may_use_every_name_that_the_exercise_itself_makes(exercise):
    locked = [
        cell.source for cell in released_of(exercise).cells if cell.metadata.get("nbgrader", {}).get("locked")
    ]
    names = set().union(*map(names_made, locked))
    assert {"exercise", "answer"} <= names
    (solution,) = solutions(exercise)
    uses = "\n".join([*sorted(names), "answer('x', 1)", "exercise.progress()"])
    assert tried(exercise, f"{uses}\n\n{solution}").points
    # Trying it opens no exercise anew, and so keeps nothing.
    assert "open_exercise(" not in released_code(exercise).given_to(uses)


@pytest.mark.parametrize("part", parts("function"))
def test_several_numbers_for_one_get_advice_that_fits_the_question(part):
    takes = ", ".join(part.trial.takes)
    (hint,) = tried(part.exercise, f"def {part.function}({takes}):\n    return [1, 2, 3]").sentences
    assert hint == f"{part.function} returns 3 numbers in place of one. {part.trial.of_several}"


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.exercise)
def test_every_quantity_that_the_questions_name_exists(sheet):
    named = {name for part in sheet.parts for mistake in part.mistakes for name in mistake.instead.values()}
    assert not named or named <= oracle(sheet.exercise).quantities.keys()
