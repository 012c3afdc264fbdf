"""An author's ``questions.yml``: every fault is said in a sentence, before a learner could meet it."""

from __future__ import annotations

import copy
import shutil

import pytest
import yaml

from securebase.course.content_error import ContentError
from securebase.course.grading.questions import check_questions
from securebase.course.grading.release import exercise_sources
from securebase.course.grading.source import source_notebook

SOURCES = exercise_sources()
FIRST_HOUR = next(source for source in SOURCES if source.stem == "04-the-first-hour")


@pytest.fixture
def rewritten(tmp_path):
    """Write exercise 4's questions with a change: ``rewritten(question, change)``."""

    def write(name, change):
        folder = tmp_path / FIRST_HOUR.stem
        shutil.copytree(FIRST_HOUR.parent, folder)
        path = folder / "questions.yml"
        data = yaml.safe_load(path.read_text("utf-8"))
        question = next(each for each in data["questions"] if each["id"] == name)
        change(question)
        path.write_text(yaml.safe_dump(data, sort_keys=False), "utf-8")
        return path

    return write


@pytest.mark.parametrize("source", SOURCES, ids=lambda source: source.stem)
def test_the_questions_of_each_exercise_have_no_fault(source):
    check_questions(source.with_name("questions.yml"))


@pytest.mark.parametrize(
    ("name", "change", "said"),
    [
        ("peak-minute", lambda q: q.pop("tolerance"), "a question of kind number needs tolerance."),
        ("peak-minute", lambda q: q.update(right="peak"), "no quantity is called 'peak'. Those that"),
        ("peak-minute", lambda q: q.update(right=["peak"]), "right is the name of a quantity."),
        ("peak-minute", lambda q: q.update(tolerance=0), "a number above 0"),
        ("peak-minute", lambda q: q.update(kind="essay"), "one of number, numbers, choice"),
        ("peak-minute", lambda q: q.update(colour="red"), "'colour' is not a field here"),
        ("peak-minute", lambda q: q["mistakes"].append({"hint": "h"}), "how it comes about"),
        ("peak-minute", lambda q: q["mistakes"].append({"hint": "h", "instead": "x"}), "called 'x'"),
        (
            "peak-minute",
            lambda q: q["mistakes"].append({"hint": "h", "values": [24]}),
            "mistake 11 makes 24, which counts as right: 23.8",
        ),
        (
            "peak-minute",
            lambda q: q["mistakes"].append({"hint": "h", "values": [24.4]}),
            "mistake 11 makes 24, which counts as right",  # rounded as the tolerance lets one round
        ),
        (
            "peak-ratio",
            lambda q: q["mistakes"].append({"hint": "h", "instead": {"men": "saliva_rise_men"}}),
            "mistakes 11 and 12 both make",
        ),
        ("time-scales", lambda q: q["hints"].update({"cortisol-vagus": "h"}), "hints has cortisol-vagus"),
        ("peak-ratio", lambda q: q["right"].pop("men"), "right lacks men."),
        (
            "peak-ratio",
            lambda q: q["right"].update(children="x"),
            "has children, which the question does not",
        ),
        ("time-scales", lambda q: q["right"].pop(), "right lists each option once."),
        ("time-scales", lambda q: q["hints"].pop("reversed"), "hints lacks reversed."),
        ("near-rest", lambda q: q.update(right=["heart"]), "right has heart"),
        ("near-rest", lambda q: q["hints"].pop("glands"), "hints lacks glands."),
        ("reports", lambda q: q["right"].update(band="guess"), "right has guess"),
        ("reports", lambda q: q["hints"].pop("band"), "hints lacks band."),
        ("reports", lambda q: q.update(enough=7), "enough is 7, and there are 6 items."),
        ("reports", lambda q: q.update(each="scene"), "what an item is called beside its number"),
        ("area-code", lambda q: q.update(function="area"), "no check knows the function 'area'. Known are: "),
        ("area-code", lambda q: q["hints"].pop("ground"), "hints lacks ground."),
        ("outside-band", lambda q: q.update(id="peak-minute"), "two questions have the id 'peak-minute'"),
        ("reflection", lambda q: q["options"].update(more="more"), "has one option, which is its button"),
    ],
)
def test_a_fault_is_said_with_its_place(rewritten, name, change, said):
    path = rewritten(name, change)
    with pytest.raises(ContentError) as fault:
        check_questions(path)
    assert said in str(fault.value)
    assert "04-the-first-hour/questions.yml" in str(fault.value)
    with pytest.raises(ContentError):
        source_notebook(path.with_name(FIRST_HOUR.name))


def test_an_order_may_have_a_hint_for_two_of_its_options(rewritten):
    check_questions(
        rewritten("time-scales", lambda q: q["hints"].update({"vagus-sympathetic": "Both nerves."}))
    )


def test_a_choice_needs_a_right_option_and_a_hint_for_each_other(rewritten):
    choice = {"kind": "choice", "points": 1, "insight": "Right.", "options": {"a": "A", "b": "B"}}

    def turned(**fields):
        def change(question):
            kept = {"id": question["id"], "title": question["title"]}
            question.clear()
            question.update(copy.deepcopy(kept | choice | fields))

        return change

    with pytest.raises(ContentError, match="right is 'c', which is no option"):
        check_questions(rewritten("outside-band", turned(right="c", hints={})))
