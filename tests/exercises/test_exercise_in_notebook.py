"""What a learner meets in an exercise: answers kept, checks with points, sentences for the rest."""

from __future__ import annotations

import json

import numpy as np
import pytest

from securebase.exercises import Exercise, functions, open_exercise
from securebase.exercises.apart import Failure
from securebase.exercises.in_front import RanCells
from securebase.exercises.reader import curve_reader, read_out
from securebase.exercises.sheet import load_sheet
from securebase.models import cortisol

NAME = "04-the-first-hour"


@pytest.fixture
def notebook():
    """The notebook's own names, as ``globals()`` gives them."""
    return {}


@pytest.fixture
def exercise(notebook, tmp_path, capsys):
    opened = open_exercise(NAME, notebook, tmp_path)
    capsys.readouterr()
    return opened


def test_opening_says_how_far_one_is_and_writes_nothing(tmp_path, capsys):
    open_exercise(NAME, {}, tmp_path)
    assert capsys.readouterr().out == "0 of 20 points. 0 of 8 parts done. It is complete at 14 points.\n"
    assert list(tmp_path.iterdir()) == []


def test_an_exercise_that_does_not_exist_is_named_with_those_that_do(tmp_path):
    with pytest.raises(LookupError, match=NAME):
        open_exercise("99-nothing", {}, tmp_path)


def test_answers_stand_beside_the_notebook_without_being_told_where(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    open_exercise(NAME, {}).answer("peak-minute", 23.8)
    assert [path.name for path in tmp_path.iterdir()] == [f"{NAME}.answers.json"]


def test_an_answer_typed_is_kept_said_back_and_counted(exercise, capsys):
    exercise.answer("peak-minute", np.float64(23.8))
    assert capsys.readouterr().out == "Kept: The minute of the peak: 23.8 minutes.\n"
    assert exercise.check("peak-minute") == 2
    said = capsys.readouterr().out
    assert "2 of 2 points. 1 of 8 parts done." in said


def test_two_numbers_may_be_given_by_name(exercise, capsys):
    exercise.answer("peak-ratio", men=4.22, women=2.6)
    assert "Men: 4.22 times the start; Women: 2.6 times the start" in capsys.readouterr().out
    assert exercise.check("peak-ratio") == 2


def test_points_are_plain_numbers_that_nbgrader_can_read(exercise):
    exercise.answer("reports", {"band": "follows"})
    assert [repr(exercise.check(part)) for part in ("reports", "peak-minute")] == ["0.5", "0"]
    exercise.answer("peak-minute", 24)
    assert repr(exercise.check("peak-minute")) == "2"


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (("peak-minute", "23.8"), "Not kept"),
        (("peak-minute", (23, 8)), "with a point"),
        (("peak-minute", 23, 8), "with a point"),
        (("peak-minute", 1, 23, 8), "not a number"),
        (("peak-ratio", 2, 61), "a number for each of"),
        (("peak-minute", float("nan")), "finite"),
        (("near-rest", "vagus"), "square brackets"),
        (("near-rest", ["heart"]), '"heart" is not an option'),
        (("peak minute", 3), "There is no question called 'peak minute'. The questions are: "),
        ((3, 3), "There is no question called 3"),
        (("area-code", 3), "There is no question called 'area-code'"),
    ],
)
def test_what_is_not_an_answer_gets_a_sentence_and_is_not_kept(exercise, tmp_path, capsys, given, said):
    exercise.answer(*given)
    assert said in capsys.readouterr().out
    assert list(tmp_path.iterdir()) == []


def test_the_three_dots_are_no_answer(exercise, tmp_path, capsys):
    exercise.answer("peak-minute", ...)
    assert capsys.readouterr().out == ""
    assert list(tmp_path.iterdir()) == []


def test_an_untouched_notebook_earns_nothing_anywhere(exercise, notebook, capsys):
    notebook["answers"] = {...}
    assert [exercise.check(part.id) for part in exercise.sheet.parts] == [0] * 8
    assert capsys.readouterr().err == ""


def test_answers_in_the_notebooks_cell_count_before_those_beside_it(exercise, notebook):
    exercise.answer("peak-minute", 5)
    exercise.answer("outside-band", 20)
    notebook["answers"] = {"peak-minute": 23.8}
    assert exercise.check("peak-minute") == 2
    assert exercise.check("outside-band") == 1


def test_a_broken_answer_in_the_cell_is_left_out_with_a_sentence(exercise, notebook, capsys):
    notebook["answers"] = {"peak-minute": "late", "shopping": ["milk"], 3: 3}
    assert exercise.check("peak-minute") == 0
    said = capsys.readouterr().out
    assert "The answer to peak-minute in the cell answers was left out." in said
    assert "milk" not in said


def test_a_check_may_be_run_any_number_of_times_and_follows_the_work(notebook, tmp_path, capsys):
    ran = RanCells()
    exercise = Exercise(load_sheet(NAME), notebook, tmp_path, ran)
    assert [exercise.check("area-code") for _ in range(3)] == [0, 0, 0]
    ran.note("def area_above_start(m, c):\n    return np.trapezoid(c - c[0], m)")
    assert [exercise.check("area-code") for _ in range(2)] == [4, 4]
    assert "1 of 8 parts done." in capsys.readouterr().out
    ran.note("def area_above_start(m, c):\n    return np.trapezoid(c, m)")
    exercise.progress()
    assert "0 of 8 parts done." in capsys.readouterr().out
    assert exercise.check("area-code") == 0


def test_a_learners_code_is_tried_in_its_own_parts_check_and_in_no_other(
    notebook, tmp_path, monkeypatch, capsys
):
    ran, tried = RanCells(), []
    monkeypatch.setattr(functions, "run_apart", lambda *asked: tried.append(asked) or Failure("slow"))
    exercise = Exercise(load_sheet(NAME), notebook, tmp_path, ran)
    ran.note("def area_above_start(m, c):\n    while True: pass")
    for part in exercise.sheet.parts:
        exercise.check(part.id)
    exercise.progress()
    assert len(tried) == 1
    assert "Does its loop ever end?" in capsys.readouterr().out


def test_a_part_that_an_earlier_version_had_gets_a_sentence_where_it_is_asked_and_where_it_is_checked(
    exercise, capsys
):
    assert exercise.ask("time-scale") is None
    assert exercise.check("time-scale") == 0
    said = capsys.readouterr().out
    assert "There is no part called 'time-scale'." in said
    assert said.count("rename it and start the course again") == 2


def test_the_exercise_says_when_it_is_complete(exercise, capsys):
    for name, question in exercise.sheet.questions.items():
        if question.form and question.points:
            exercise.answer(name, question.right)
    capsys.readouterr()
    exercise.progress()
    said = capsys.readouterr().out
    assert "16 of 20 points. 7 of 8 parts done. The exercise is complete." in said
    assert "   0 of 4  A function for the area" in said


def test_an_exercise_is_complete_from_the_very_points_that_it_names(exercise, capsys):
    for name, question in exercise.sheet.questions.items():
        if question.form and question.points and name != "peak-minute":
            exercise.answer(name, question.right)
    exercise.progress()
    assert "14 of 20 points. 6 of 8 parts done. The exercise is complete." in capsys.readouterr().out


def test_a_list_without_any_option_is_said_back_in_words(exercise, capsys):
    exercise.answer("near-rest", [])
    assert capsys.readouterr().out.endswith("near rest again after the break: none of them.\n")


def test_what_a_check_prints_stands_in_lines_of_at_most_88_characters(exercise, capsys):
    exercise.keep("near-rest", ["vagus"])
    exercise.check("near-rest")
    assert 80 < max(map(len, capsys.readouterr().out.splitlines())) <= 88


def test_a_step_taken_leaves_the_same_true_each_time_and_says_nothing(exercise, tmp_path, capsys):
    taken = exercise.taken("reflection")
    assert list(tmp_path.iterdir()) == []  # to offer the step is not to take it
    assert taken() is None
    first = (tmp_path / f"{NAME}.answers.json").read_bytes()
    taken()
    assert (tmp_path / f"{NAME}.answers.json").read_bytes() == first
    assert json.loads(first)["answers"] == {"reflection": True}
    assert "".join(capsys.readouterr()) == ""
    with pytest.raises(TypeError):
        taken("how it was")


@pytest.mark.parametrize("question", ["peak-minute", "reflexion"])
def test_only_a_step_can_be_taken(exercise, question):
    with pytest.raises(LookupError, match=f"no step '{question}'; it has reflection"):
        exercise.taken(question)


def test_the_reflection_leaves_true_and_nothing_else(exercise, tmp_path, capsys):
    exercise.answer("reflection", "today I felt better")
    exercise.answer("reflection", True)  # noqa: FBT003 - as a learner types it
    kept = json.loads((tmp_path / f"{NAME}.answers.json").read_text())
    assert kept["answers"] == {"reflection": True}
    assert "felt" not in capsys.readouterr().out
    assert load_sheet(NAME).questions["reflection"].points == 0


def test_in_a_graded_run_a_question_shows_its_answer_in_words(exercise, monkeypatch, capsys):
    monkeypatch.setenv("NBGRADER_EXECUTION", "autograde")
    assert exercise.ask("near-rest") is None
    exercise.answer("near-rest", ["vagus"])
    capsys.readouterr()
    assert exercise.ask("near-rest") is None
    assert "The heart, as far as the vagus drives it" in capsys.readouterr().out
    assert curve_reader([0, 1], men=[1, 2]) is None


def test_the_reader_finds_what_the_questions_ask_for():
    minutes = np.arange(-5, 180.5, 0.5)
    men, women = (cortisol.saliva_after_tsst(minutes, sex=sex) for sex in ("male", "female"))
    top = read_out(minutes, {"men": men, "women": women}, 23.8)
    assert top.startswith("23.8 minutes after the task began: men 26.81, women 18.53 nmol/L.")
    whole = read_out(minutes, {"men": men, "women": women}, 180.0)
    assert "Area above the start so far: men 573.1, women 285.9 nmol/L × min." in whole
    assert "5.0 minutes before the task begins: men 10.28" in read_out(minutes, {"men": men}, -5.0)


def test_the_readers_sentence_follows_its_slider():
    reader = curve_reader([0.0, 5.0, 10.0], men=[10.0, 15.0, 20.0])
    assert "0.0 minutes after the task began: men 10.00 nmol/L" in reader.said
    reader.positions = {"minute": 10}
    assert "5.0 minutes after the task began: men 15.00 nmol/L" in reader.said
    reader.positions = {"minute": 20}
    assert "10.0 minutes after the task began: men 20.00 nmol/L" in reader.said
