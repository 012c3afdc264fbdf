"""Quick checks as data: what a mistake in a file says to the person who made it."""

from __future__ import annotations

import pytest
import yaml

from securebase.content import content_root
from securebase.widgets.questions import QuestionError, load_quick_check, read_quick_check

SINGLE = {
    "id": "one",
    "kind": "single",
    "question": "Which?",
    "choices": [
        {"text": "this", "right": True, "feedback": "Yes."},
        {"text": "that", "right": False, "feedback": "No."},
    ],
}
ORDER = {
    "id": "two",
    "kind": "order",
    "question": "Which first?",
    "items": [
        {"text": "later", "place": 2, "feedback": "Second."},
        {"text": "sooner", "place": 1, "feedback": "First."},
    ],
}
MATCH = {
    "id": "three",
    "kind": "match",
    "question": "Which with which?",
    "targets": {"a": "Aye", "b": "Bee"},
    "items": [
        {"text": "first letter", "answer": "a", "feedback": {"a": "Yes.", "b": "No."}},
        {"text": "second letter", "answer": "b", "feedback": {"a": "No.", "b": "Yes."}},
    ],
}
NUMBER = {
    "id": "four",
    "kind": "number",
    "question": "How many?",
    "unit": "minutes",
    "answer": 24,
    "tolerance": 3,
    "accepted": {"min": 0, "max": 120},
    "feedback": {"right": "Yes.", "low": "More.", "high": "Fewer."},
    "mistakes": [{"near": 34, "within": 3, "feedback": "Ten less."}],
}


def changed(question, **fields):
    return question | fields


@pytest.fixture
def read(tmp_path):
    def read(*questions, **fields):
        path = tmp_path / "some-check.yml"
        path.write_text(yaml.safe_dump({"title": "A title", "questions": list(questions)} | fields))
        return read_quick_check(path)

    return read


def test_every_kind_of_question_is_read_as_it_was_written(read):
    questions = [SINGLE, ORDER, MATCH, NUMBER]
    assert read(*questions) == {"title": "A title", "questions": questions}


@pytest.mark.parametrize(
    "path", sorted((content_root() / "assets" / "quick-checks").glob("*.yml")), ids=lambda path: path.stem
)
def test_every_quick_check_of_the_course_can_be_shown(path):
    check = load_quick_check(path.stem)
    assert 3 <= len(check["questions"]) <= 5


def test_lesson_4_asks_in_all_five_kinds():
    kinds = [question["kind"] for question in load_quick_check("04-the-first-hour")["questions"]]
    assert sorted(kinds) == ["match", "number", "order", "several", "single"]


def test_lesson_4_takes_the_published_peak_and_knows_the_clock_that_counts_the_preparation():
    (number,) = [q for q in load_quick_check("04-the-first-hour")["questions"] if q["kind"] == "number"]
    assert number["answer"] == 23.8
    assert number["mistakes"][0]["near"] == 33.8
    assert "preparation" in number["mistakes"][0]["feedback"]


def test_an_unknown_name_is_answered_with_the_names_there_are():
    with pytest.raises(QuestionError, match=r"no quick check named '\.\./pyproject'.*04-the-first-hour"):
        load_quick_check("../pyproject")


@pytest.mark.parametrize(
    ("question", "said"),
    [
        (changed(SINGLE, kind="guess"), "question one, field kind: 'guess' was given; accepted are single"),
        (
            changed(SINGLE, choices=[{"text": "this", "right": True}, SINGLE["choices"][1]]),
            "question one, field choices, entry 1: the field feedback is missing",
        ),
        (
            changed(SINGLE, choices=[SINGLE["choices"][0] | {"feedback": "  "}, SINGLE["choices"][1]]),
            "question one, field choices, entry 1, field feedback: '  ' was given; needed are words",
        ),
        (
            changed(SINGLE, choices=[SINGLE["choices"][0] | {"right": "yes"}, SINGLE["choices"][1]]),
            "field right: 'yes' was given; needed are true or false",
        ),
        (
            changed(SINGLE, choices=[SINGLE["choices"][0] | {"colour": "red"}, SINGLE["choices"][1]]),
            "entry 1: 'colour' is not known here. Known are: text, right, feedback",
        ),
        (changed(SINGLE, choices=SINGLE["choices"][:1]), "there are 1; at least 2 are needed"),
        (
            changed(SINGLE, choices=SINGLE["choices"][:1] * 2),
            "2 of them are right; a single choice needs exactly",
        ),
        (
            changed(SINGLE, kind="several", choices=SINGLE["choices"][1:] * 2),
            "none of them is right; at least one must be",
        ),
        (changed(SINGLE, id="Not an id"), "use small letters, digits and hyphens"),
        (
            changed(ORDER, items=[item | {"place": 1} for item in ORDER["items"]]),
            r"question two, field items: the places are \[1, 1\]; each number from 1 to 2 is needed once",
        ),
        (changed(ORDER, items=ORDER["items"][::-1]), "already stand in the right order"),
        (
            changed(MATCH, items=[MATCH["items"][0] | {"answer": "c"}, MATCH["items"][1]]),
            r"question three, field items, entry 1, answer: 'c' is not among the targets \(a, b\)",
        ),
        (
            changed(MATCH, items=[MATCH["items"][0] | {"feedback": {"a": "Yes."}}, MATCH["items"][1]]),
            "entry 1, feedback: one sentence is needed for each target and for nothing else; look at b",
        ),
        (
            changed(NUMBER, answer=300),
            "question four, field answer: 300 lies outside what is accepted, 0 to 120",
        ),
        (changed(NUMBER, tolerance=0), "field tolerance: 0 was given; it must be more than 0"),
        (changed(NUMBER, answer="24"), "field answer: '24' was given; needed are a number"),
        (
            changed(NUMBER, mistakes=[{"near": 28, "within": 3, "feedback": "Fewer."}]),
            "28 within 3 overlaps with the answer, 24 within 3",
        ),
        (
            changed(NUMBER, mistakes=[{"near": 1440, "within": 9, "feedback": "Seconds."}]),
            "field mistakes, entry 1: 1440 lies outside what is accepted, 0 to 120",
        ),
    ],
)
def test_a_mistake_is_told_with_file_question_and_field(read, question, said):
    with pytest.raises(QuestionError, match=said) as error:
        read(question)
    assert str(error.value).startswith("some-check.yml, question ")


def test_two_questions_with_one_id_are_told_apart_by_a_sentence(read):
    with pytest.raises(QuestionError, match="question one, field id: another question has this id"):
        read(SINGLE, SINGLE)


def test_a_question_without_an_id_is_named_by_its_place(read):
    second = {name: value for name, value in ORDER.items() if name != "id"}
    with pytest.raises(QuestionError, match="question 2: the field id is missing"):
        read(SINGLE, second)


def test_a_file_without_questions_and_one_that_is_no_mapping_say_so(read, tmp_path):
    with pytest.raises(QuestionError, match="field questions: there are 0; at least 1 are needed"):
        read()
    (tmp_path / "list.yml").write_text("- a\n- b\n")
    with pytest.raises(QuestionError, match=r"list\.yml: \['a', 'b'\] was given; needed are fields"):
        read_quick_check(tmp_path / "list.yml")


def test_broken_yaml_names_the_line_and_what_to_look_for(tmp_path):
    (tmp_path / "broken.yml").write_text("title: A title\nquestions: one: two\n")
    with pytest.raises(QuestionError, match=r"broken\.yml, line 2: this is not valid YAML.*colon"):
        read_quick_check(tmp_path / "broken.yml")


def test_in_a_notebook_a_mistake_is_one_sentence_without_a_traceback(capsys):
    from IPython.core.interactiveshell import InteractiveShell

    shell = InteractiveShell()
    shell.run_cell("from securebase.widgets import quick_check; quick_check('nowhere')")
    shown = capsys.readouterr().out
    assert "There is no quick check named 'nowhere'" in shown
    assert "Traceback" not in shown
