"""What a learner's page counts is what the gradebook counts, however the answers were written."""

from __future__ import annotations

import json

import pytest
from answering import EXERCISES, Notebook, graded, released_of, right_answers, sheet_of
from earlier_version import unpack_earlier_version
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from securebase.course.grading.source import exercise_sources, notebook_json, source_notebook
from securebase.exercises.cache import read_answer_file
from securebase.exercises.construct import construct, left_behind
from securebase.exercises.notebooks import grade_id

FIRST_HOUR = "04-the-first-hour"

# --- ways to write one answer that can be read -------------------------------------------------------------

NUMBERS = (
    "{0!r}",
    "+{0!r}",
    "({0!r})",
    "-(-{0!r})",
    "{0!r} * 2 / 2",
    "{0!r} + 10 - 10",
    "{0!r} ** 1",
    "np.float64({0!r})",
    "numpy.float64({0!r})",
    "np.float32({0!r})",
    'float("{0!r}")',
    'fractions.Fraction("{0!r}")',
    'decimal.Decimal("{0!r}")',
    "round({0!r}, 3)",
    "np.round({0!r}, decimals=3)",
    "max({0!r}, -1000.0)",
    "min([{0!r}, 1000.0])",
    "sum([{0!r}, 1, -1])",
    "np.mean([{0!r}, {0!r}])",
    "np.float64({0!r}).item()",
    "math.copysign(abs({0!r}), {0!r}) if False else {0!r}",  # not read, and kept by the page
    "(lambda: {0!r})()",
)
LISTS = ("{0!r}", "list({0!r})", "[*{0!r}]", "np.array({0!r})", "tuple({0!r})", "list(reversed({0!r}[::-1]))")


def spelled(value, draw):
    """Return a value as someone might write it."""
    if isinstance(value, bool | str):
        return repr(value)
    if isinstance(value, float):
        return draw(st.sampled_from(NUMBERS)).format(value)
    if isinstance(value, list):
        return draw(st.sampled_from(LISTS)).format(value)
    inside = ", ".join(f"{key!r}: {spelled(each, draw)}" for key, each in value.items())
    return draw(st.sampled_from(("{{{0}}}", "dict({{{0}}})", "{{**{{{0}}}}}"))).format(inside)


# --- ways to write all of them -----------------------------------------------------------------------------


def table(parts):
    return "{" + ", ".join(f"{name!r}: {text}" for name, text in parts.items()) + "}"


def lines(parts):
    return [f"answers[{name!r}] = {text}" for name, text in parts.items()]


READABLE = {
    "a table": lambda parts: [f"answers = {table(parts)}"],
    "a table over many lines": lambda parts: [
        "answers = {\n" + "".join(f"    {n!r}: {t},\n" for n, t in parts.items()) + "}"
    ],
    "a call of dict": lambda parts: [f"answers = dict({table(parts)})"],
    "a call of dict with names": lambda parts: [f"answers = dict(**{table(parts)})"],
    "a type beside it": lambda parts: [f"answers: dict = {table(parts)}"],
    "one line each": lambda parts: ["answers = {}\n" + "\n".join(lines(parts))],
    "one cell each": lambda parts: ["answers = dict()", *lines(parts)],
    "an update": lambda parts: ["answers = {}", f"answers.update({table(parts)})"],
    "an update with names": lambda parts: ["answers = {}", f"answers.update(**{table(parts)})"],
    "a union in place": lambda parts: ["answers = {}", f"answers |= {table(parts)}"],
    "a union": lambda parts: ["answers = {}", f"answers = answers | {table(parts)}"],
    "two names": lambda parts: [f"mine = answers = {table(parts)}"],
    "another name for it": lambda parts: [
        "answers = mine = {}",
        *(line.replace("answers", "mine") for line in lines(parts)),
    ],
    "a name first": lambda parts: [f"mine = {table(parts)}", "answers = mine"],
    "a copy": lambda parts: [
        f"mine = {table(parts)}",
        "answers = {**mine}",
        *(f"mine[{name!r}] = 7" for name in parts),
    ],
    "a name for each": lambda parts: [
        *(f"value_{place} = {text}" for place, text in enumerate(parts.values())),
        "answers = {" + ", ".join(f"{name!r}: value_{place}" for place, name in enumerate(parts)) + "}",
    ],
    "pasted twice, the first one wrong": lambda parts: [
        f"answers = {dict.fromkeys(parts, 7)}",
        f"answers = {table(parts)}",
    ],
    "wrong before, mended line by line": lambda parts: [
        f"answers = {dict.fromkeys(parts, 7)}",
        *lines(parts),
    ],
    "wrong before, deleted": lambda parts: [
        f"answers = {dict.fromkeys(parts, 7)}",
        "answers = {}",
        *lines(parts),
    ],
    "with the time it took": lambda parts: [f"%%time\nanswers = {table(parts)}"],
    "with an indent": lambda parts: [f"    answers = {table(parts)}"],
    "looked at": lambda parts: [
        f"answers = {table(parts)}",
        "print(answers)",
        "answers",
        "len(answers)\nsorted(answers)",
    ],
}
NOT_READABLE = {
    "a loop": lambda parts: [
        "answers = {}",
        f"for name, value in {table(parts)}.items():\n    answers[name] = value",
    ],
    "a comprehension": lambda parts: [f"answers = {{name: value for name, value in {table(parts)}.items()}}"],
    "a function of one's own": lambda parts: [
        "def same(value):\n    return value",
        f"answers = same({table(parts)})",
    ],
    "a function for each": lambda parts: [
        "same = lambda value: value",
        "answers = {" + ", ".join(f"{n!r}: same({t})" for n, t in parts.items()) + "}",
    ],
    "a function that reaches out": lambda parts: [
        f"answers = {dict.fromkeys(parts, 7)}",
        f"def write():\n    answers.update({table(parts)})",
        "write()",
    ],
    "where it is true": lambda parts: ["answers = {}", f"if True:\n    answers = {table(parts)}"],
    "where it may fail": lambda parts: [f"try:\n    answers = {table(parts)}\nexcept ValueError:\n    pass"],
    "as text": lambda parts: [f"exec({f'answers = {table(parts)}'!r})"],
    "around the name": lambda parts: [f'globals()["answers"] = {table(parts)}'],
    "out of a list": lambda parts: [f"many = []\nmany.append({table(parts)})", "answers = many[0]"],
    "a default": lambda parts: [
        "answers = {}",
        *(f"answers.setdefault({n!r}, {t})" for n, t in parts.items()),
    ],
    "timed": lambda parts: ["answers = {}", *(f"%time {line}" for line in lines(parts))],
    "unpacked": lambda parts: ["answers = {}", *(f"*_, answers[{n!r}] = [1, {t}]" for n, t in parts.items())],
    "moved about": lambda parts: [
        "answers = {}",
        *(f"answers['x'] = {t}\nanswers[{n!r}] = answers.pop('x')" for n, t in parts.items()),
    ],
    "a helper that fills it": lambda parts: [
        f"answers = {dict.fromkeys(parts, 7)}",
        f"def fill(held):\n    held.update({table(parts)})",
        "fill(answers)",
    ],
}
WAYS = READABLE | NOT_READABLE


@pytest.mark.parametrize("name", EXERCISES)
@pytest.mark.parametrize("way", WAYS)
@settings(max_examples=max(4, settings.default.max_examples // 6))
@given(data=st.data())
def test_whatever_the_page_counts_the_gradebook_counts(name, way, data, tmp_path_factory):
    folder = tmp_path_factory.mktemp("page")
    page = Notebook(name, folder)
    parts = {question: spelled(value, data.draw) for question, value in right_answers(name).items()}
    assert page.add(*WAYS[way](parts))
    points = page.points()
    assert sum(points.values()) == sum(page.exercise.sheet.questions[each].points for each in parts)
    assert page.graded(tmp_path_factory.mktemp("graded")) == points


@pytest.mark.parametrize("name", EXERCISES)
@pytest.mark.parametrize("way", READABLE)
@given(data=st.data())
@settings(max_examples=max(3, settings.default.max_examples // 8))
def test_what_can_be_read_counts_without_the_file_beside_the_notebook(name, way, data, tmp_path_factory):
    page = Notebook(name, tmp_path_factory.mktemp("page"))
    plainly = data.draw(st.sampled_from(NUMBERS[:-2]))
    parts = {
        question: plainly.format(value) if isinstance(value, float) else repr(value)
        for question, value in right_answers(name).items()
    }
    page.cells += READABLE[way](parts)  # typed, and never run
    assert page.kept() == {}
    by_hand = {part.id: part.points for part in page.exercise.sheet.parts if part.form}
    submission = construct(page.released, page.saved(), {})
    earned = graded(submission, tmp_path_factory.mktemp("graded"))
    assert {part: earned[part] for part in by_hand} == by_hand
    assert left_behind(page.released, page.saved()) == []


# --- what learners do, in any order ------------------------------------------------------------------------

VALUES = {
    "peak-minute": [23.8, 5.0, 24.0],
    "outside-band": [20.0, 80.0],
    "near-rest": [["vagus", "sympathetic", "adrenaline"], ["vagus"], []],
    "peak-ratio": [{"men": 4.22, "women": 2.6}, {"men": 4.22}],
}
NEVER_SAID = {"peak-minute": 7.0, "outside-band": 7.0, "near-rest": ["glands"], "peak-ratio": {"men": 7.0}}
one_answer = st.sampled_from(list(VALUES)).flatmap(
    lambda question: st.tuples(st.just(question), st.sampled_from(VALUES[question]))
)
CELLS = (
    "answers = {{{0!r}: {1!r}}}",
    "answers = dict([({0!r}, {1!r})])",
    "answers[{0!r}] = {1!r}",
    "answers.update({{{0!r}: {1!r}}})",
    "answers = {{**answers, {0!r}: {1!r}}}",
    "for name in [{0!r}]:\n    answers[name] = {1!r}",
    "answers[{0!r}] = (lambda: {1!r})()",
    "exec('answers[{0!r}] = {1!r}'.replace(chr(39), chr(34)))",
    "answers.pop({0!r}, None)",
    "answers = {{}}",
    "answer({0!r}, {1!r})",
    "held = {{{0!r}: {1!r}}}\nanswers |= held",
    "answers = {{...}}",
)
typed = st.builds(lambda way, what: way.format(*what), st.sampled_from(CELLS), one_answer)
doings = st.one_of(
    st.tuples(st.just("type"), typed),
    st.tuples(st.just("keep"), one_answer),
    st.tuples(st.just("check"), st.none()),
    st.tuples(st.just("delete"), st.integers(0, 20)),
    st.tuples(st.just("change"), st.tuples(st.integers(0, 20), typed)),
    st.tuples(st.just("restart"), st.none()),
)


def do(page, doing, what):
    """Do one thing as a learner does; what does not run is taken away again, or mended by running all."""
    if doing == "type":
        if not page.add(what):
            page.cells.pop()
    elif doing == "keep":
        page.keep(*what)
    elif doing == "check":
        page.points()
    elif doing == "restart":
        page.restart()
        page.run_all()
    elif doing == "delete" and page.cells:
        page.cells.pop(what % len(page.cells))
        page.run_all()
    elif doing == "change" and page.cells:
        page.cells[what[0] % len(page.cells)] = what[1]
        page.run_all()


@settings(max_examples=settings.default.max_examples * 8)
@given(steps=st.lists(doings, max_size=12), last=st.lists(one_answer, max_size=1))
def test_after_whatever_a_learner_did_page_and_gradebook_agree(steps, last, tmp_path_factory):
    page = Notebook(FIRST_HOUR, tmp_path_factory.mktemp("page"))
    page.add("answers = {}")
    for doing, what in steps:
        do(page, doing, what)
    assume(page.run_all())
    for answer in last:
        page.keep(*answer)
    points = page.points()
    assert page.graded(tmp_path_factory.mktemp("graded")) == points
    # The next day: a new kernel, in which everything runs once more.
    page.restart()
    page.run_all()
    again = page.points()
    assert page.graded(tmp_path_factory.mktemp("graded")) == again
    calls = [cell for cell in page.cells if cell.startswith("answer(")]
    if not calls:
        assert again == points


@given(steps=st.lists(doings, max_size=8), question_and_value=one_answer)
def test_the_answer_given_last_counts(steps, question_and_value, tmp_path_factory):
    question, value = question_and_value
    page = Notebook(FIRST_HOUR, tmp_path_factory.mktemp("page"))
    page.add("answers = {}")
    for doing, what in steps:
        do(page, doing, what)
    page.keep(question, value)
    assert page.exercise.answers()[question] == value
    other = NEVER_SAID[question]
    assert page.add(f"answers = {{{question!r}: {other!r}}}")
    assert page.exercise.answers()[question] == other
    page.keep(question, value)
    assert page.exercise.answers()[question] == value


def test_a_button_counts_over_the_old_cell_until_the_cell_says_something_new(tmp_path):
    page = Notebook(FIRST_HOUR, tmp_path)
    page.add('answers = {"peak-minute": 5}')
    page.keep("peak-minute", 23.8)  # before any check has seen the cell
    assert page.points()["peak-minute"] == page.graded(tmp_path)["peak-minute"] == 2
    page.restart()
    page.run_all()
    assert page.points()["peak-minute"] == page.graded(tmp_path)["peak-minute"] == 2
    page.cells = ['answers = {"peak-minute": 6}']
    page.run_all()
    assert page.points()["peak-minute"] == page.graded(tmp_path)["peak-minute"] == 0


def test_a_button_pressed_before_the_cell_has_run_today_counts_over_what_it_said_yesterday(tmp_path):
    page = Notebook(FIRST_HOUR, tmp_path)
    page.add('answers = {"peak-minute": 5}')
    page.points()
    page.restart()
    page.keep("peak-minute", 23.8)
    page.run_all()
    assert page.points()["peak-minute"] == page.graded(tmp_path)["peak-minute"] == 2


def test_an_answer_once_counted_stays_when_its_line_is_deleted(tmp_path):
    page = Notebook(FIRST_HOUR, tmp_path)
    page.add('answers = {"peak-minute": 23.8, "outside-band": 20}')
    page.points()
    page.cells = ['answers = {"outside-band": 20}']
    page.run_all()
    assert page.points()["peak-minute"] == page.graded(tmp_path)["peak-minute"] == 2


def test_checking_writes_only_what_is_new(tmp_path, monkeypatch):
    page = Notebook(FIRST_HOUR, tmp_path)
    page.add('answers = {"peak-minute": 23.8}')
    page.points()
    monkeypatch.setattr("securebase.exercises.cache._write", lambda *_args: pytest.fail("written again"))
    page.points()
    page.restart()
    page.run_all()
    page.points()


def test_in_a_graded_run_nothing_is_kept(tmp_path, monkeypatch):
    monkeypatch.setenv("NBGRADER_EXECUTION", "autograde")
    page = Notebook(FIRST_HOUR, tmp_path)
    page.add('answers = {"peak-minute": 23.8}')
    assert page.points()["peak-minute"] == 2
    assert list(tmp_path.iterdir()) == []


def test_an_authors_notebook_with_its_solutions_leaves_no_answers_to_be_released(tmp_path):
    source = next(path for path in exercise_sources() if path.stem == FIRST_HOUR)
    (tmp_path / f"{FIRST_HOUR}.ipynb").write_text(notebook_json(source_notebook(source)), "utf-8")
    page = Notebook(FIRST_HOUR, tmp_path)
    page.add(f"answers = {right_answers(FIRST_HOUR)}")
    assert page.points()["peak-minute"] == 2
    assert [path.suffix for path in tmp_path.iterdir()] == [".ipynb"]


def test_what_the_cell_said_of_another_question_is_not_lost_when_a_button_is_pressed(tmp_path):
    page = Notebook(FIRST_HOUR, tmp_path)
    page.keep("outside-band", 5)
    page.add('answers = {"outside-band": 20}')
    page.keep("peak-minute", 23.8)
    assert page.points()["outside-band"] == page.graded(tmp_path)["outside-band"] == 1


def test_what_an_earlier_version_kept_and_what_was_typed_under_it_still_count(tmp_path):
    workbook = unpack_earlier_version(tmp_path) / "workbook" / "exercises"
    for name in (FIRST_HOUR, "01-signal"):
        place = next(workbook.rglob(f"{name}.ipynb"))
        before = json.loads(place.read_text("utf-8"))
        answers = read_answer_file(place.with_name(f"{name}.answers.json"), sheet_of(name).forms)[0]
        typed = next(cell for cell in before["cells"] if grade_id(cell) == "answers")
        names = {}
        exec("".join(typed["source"]), names)  # noqa: S102 - as its learner's kernel did
        page = Notebook(name, place.parent)
        page.names["answers"] = names["answers"]
        points = {
            part: earned for part, earned in page.points().items() if sheet_of(name).questions[part].form
        }
        assert sum(points.values()) > 0
        earned = graded(construct(released_of(name), before, answers), tmp_path)
        assert {part: earned[part] for part in points} == points
