"""A notebook that travels alone carries its answers; its kernel tells the page when there are new ones."""

from __future__ import annotations

import contextlib
import io
import json
import queue

import nbformat
import pytest
from answering import Notebook, as_file, graded, released_of, right_answers
from hypothesis import given
from hypothesis import strategies as st
from jupyter_client.manager import start_new_kernel
from nbclient import NotebookClient

from securebase.exercises import open_exercise
from securebase.exercises.answers_cell import read_answers
from securebase.exercises.cache import AnswerCache, kept_from_data
from securebase.exercises.construct import answer_forms, construct
from securebase.exercises.kept import Kept

NAME = "04-the-first-hour"
RELEASED = released_of(NAME)
FORMS = answer_forms(RELEASED)
KEPT = {"peak-minute": 23.8, "near-rest": ["vagus"]}


@pytest.fixture
def place(tmp_path):
    return tmp_path / f"{NAME}.ipynb"


def opened(folder):
    with contextlib.redirect_stdout(io.StringIO()):
        return open_exercise(NAME, {}, folder)


def learner(*sources, kept):
    notebook = {"cells": [], "metadata": {"securebase": {"exercise": NAME, "kept": kept}}}
    for place, source in enumerate(sources):
        notebook["cells"].append({"cell_type": "code", "id": f"c{place}", "metadata": {}, "source": source})
    return notebook


def sent(notebook, answers):
    return read_answers(construct(RELEASED, notebook, answers).cells[3].source, FORMS)


# --- what is handed in -------------------------------------------------------------------------------------


def test_a_notebook_alone_earns_what_it_earned_where_it_was_written(tmp_path):
    submission = construct(RELEASED, learner(kept=right_answers(NAME)), {})
    assert sum(graded(submission, tmp_path).values()) == 16
    assert submission.metadata == RELEASED.metadata


def test_each_place_of_an_answer_comes_before_the_next():
    places = [
        (
            'answers = {"peak-minute": 1}',
            {"peak-minute": 2.0},
            {"peak-minute": 3.0},
            "answer('peak-minute', 5)",
        ),
        ("", {"peak-minute": 2.0}, {"peak-minute": 3.0}, "answer('peak-minute', 5)"),
        ("", {}, {"peak-minute": 3.0}, "answer('peak-minute', 5)"),
        ('answers = {"peak-minute": 4 "outside-band": 3}', {}, {}, "answer('peak-minute', 5)"),
        ("", {}, {}, "answer('peak-minute', 5)"),
    ]
    found = [sent(learner(cell, call, kept=kept), file)["peak-minute"] for cell, file, kept, call in places]
    assert found == [1, 2, 3, 4, 5]


def test_questions_are_taken_each_from_its_own_place():
    notebook = learner(
        'answers = {"peak-minute": 1}',
        'answer("reflection", True)',
        kept={"outside-band": 3, "peak-minute": 3},
    )
    assert sent(notebook, {"near-rest": ["vagus"]}) == {
        "peak-minute": 1.0,
        "near-rest": ["vagus"],
        "outside-band": 3.0,
        "reflection": True,
    }


anything = st.recursive(
    st.none() | st.booleans() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=6,
)


@given(
    kept=anything | st.dictionaries(st.sampled_from([*FORMS, "said in the notebook"]), anything, max_size=4)
)
def test_whatever_stands_in_the_metadata_only_answers_of_their_form_travel(kept):
    for notebook in (learner(kept=kept), {"cells": [], "metadata": {"securebase": kept}}, {"metadata": kept}):
        for question, answer in sent(notebook, {}).items():
            assert FORMS[question].accept(answer) == answer


@given(kept=st.dictionaries(st.sampled_from(sorted(KEPT)), st.just(0)), said=st.booleans())
def test_what_is_kept_comes_back_from_metadata_as_it_was(kept, said):
    before = Kept({question: KEPT[question] for question in kept}, KEPT if said else {})
    after = kept_from_data(json.loads(json.dumps(before.as_data())), FORMS)
    assert (after, after.said) == (before, before.said)


def test_a_button_still_counts_over_the_cell_when_the_notebook_travels_alone(tmp_path):
    page = Notebook(NAME, tmp_path)
    page.add('answers = {"peak-minute": 5}')
    page.keep("peak-minute", 23.8)
    alone = page.saved()
    alone.metadata.securebase["kept"] = page.kept().as_data()
    assert graded(construct(RELEASED, alone, {}), tmp_path)["peak-minute"] == 2


# --- where it goes on --------------------------------------------------------------------------------------


def test_carried_to_another_computer_alone_the_exercise_goes_on_where_it_was(tmp_path, place):
    as_file(RELEASED, place, KEPT)
    before = place.read_bytes()
    exercise = opened(tmp_path)
    assert exercise.answers() == KEPT
    assert [path.name for path in tmp_path.iterdir()] == [place.name]
    exercise.keep("outside-band", 20)
    assert json.loads((tmp_path / f"{NAME}.answers.json").read_text())["answers"] == KEPT | {
        "outside-band": 20
    }
    assert place.read_bytes() == before


def test_a_file_of_answers_beside_it_counts_alone(tmp_path, place):
    as_file(RELEASED, place, KEPT)
    AnswerCache(tmp_path, NAME, FORMS).keep("outside-band", 20.0, {})
    (tmp_path / f"{NAME}.answers.json").write_text(
        json.dumps({"exercise": NAME, "answers": {"outside-band": 3}})
    )
    assert opened(tmp_path).answers() == {"outside-band": 3.0}


def test_a_damaged_file_of_answers_gives_way_to_what_the_notebook_carries(tmp_path, place):
    as_file(RELEASED, place, KEPT)
    (tmp_path / f"{NAME}.answers.json").write_text("half of i")
    assert opened(tmp_path).answers() == KEPT


def test_a_renamed_notebook_is_found_by_what_the_server_tells_its_kernel(tmp_path, monkeypatch):
    renamed = tmp_path / "my exercise.ipynb"
    as_file(RELEASED, renamed, KEPT)
    assert opened(tmp_path).answers() == {}
    monkeypatch.setenv("JPY_SESSION_NAME", str(renamed))
    assert opened(tmp_path).answers() == KEPT


def test_the_notebook_of_another_exercise_is_not_asked(tmp_path, place, monkeypatch):
    other = tmp_path / "other.ipynb"
    as_file(released_of("01-signal"), other, {"wanting-more": 0.1})
    as_file(RELEASED, place, KEPT)
    monkeypatch.setenv("JPY_SESSION_NAME", str(other))
    assert opened(tmp_path).answers() == KEPT


@given(
    content=st.binary(max_size=40)
    | anything.map(lambda data: json.dumps(data).encode())
    | anything.map(lambda data: json.dumps({"metadata": {"securebase": data}}).encode())
    | anything.map(
        lambda data: json.dumps({"metadata": {"securebase": {"exercise": NAME, "kept": data}}}).encode()
    )
    | st.just(b"[" * 100_000)
)
def test_a_damaged_notebook_is_no_trouble(content, tmp_path_factory):
    folder = tmp_path_factory.mktemp("damaged")
    (folder / f"{NAME}.ipynb").write_bytes(content)
    exercise = opened(folder)
    assert set(exercise.answers()) <= set(FORMS)
    exercise.keep("outside-band", 20)
    assert exercise.answers()["outside-band"] == 20


# --- in a graded run ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(("answers", "is_told"), [({}, True), (KEPT, False)])
def test_a_graded_notebook_without_answers_says_so_once_and_at_its_end(
    answers, is_told, tmp_path, monkeypatch, capsys
):
    monkeypatch.setenv("NBGRADER_EXECUTION", "autograde")
    names = {}
    exercise = open_exercise(NAME, names, tmp_path)
    assert "without any answers" not in capsys.readouterr().out  # no cell has run yet that could hold any
    names["answers"] = answers
    exercise.progress()
    assert ("This notebook came without any answers." in capsys.readouterr().out) == is_told


def test_a_learner_without_answers_is_told_nothing_of_handing_in(tmp_path, capsys):
    opened(tmp_path).progress()
    assert "without" not in capsys.readouterr().out


# --- what the kernel tells the page ------------------------------------------------------------------------

OPEN = f"""\
from securebase.exercises import open_exercise
exercise = open_exercise("{NAME}", globals())
answer = exercise.answer"""


@pytest.fixture(scope="module", params=[False, True], ids=["at the page", "graded"])
def kernel(request, tmp_path_factory):
    folder = tmp_path_factory.mktemp("kernel")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("IPYTHONDIR", str(tmp_path_factory.mktemp("ipython")))
        if request.param:
            patch.setenv("NBGRADER_EXECUTION", "autograde")
        manager, client = start_new_kernel(cwd=str(folder))
    yield client, request.param
    client.stop_channels()
    manager.shutdown_kernel(now=True)


def messages(client, source):
    """Run a cell and return what the kernel published, without its states."""
    client.execute(source)
    found = []
    with contextlib.suppress(queue.Empty):
        while True:
            message = client.get_iopub_msg(timeout=60)
            found.append(message)
            if message["msg_type"] == "status" and message["content"]["execution_state"] == "idle":
                break
    return [each for each in found if each["msg_type"] not in ("status", "execute_input")]


def test_the_page_is_told_of_each_answer_that_was_kept_and_of_nothing_else(kernel):
    client, is_graded = kernel

    def told(source):
        updates = [each for each in messages(client, source) if each["msg_type"] == "update_display_data"]
        for each in updates:
            assert each["content"]["data"] == {"text/plain": ""}
            assert each["content"]["transient"] == {"display_id": "securebase-kept"}
        return len(updates)

    assert told(OPEN) == 0
    assert told('answer("peak-minute", 23.8)') == (0 if is_graded else 1)
    assert told('answer("peak-minute", "late")') == 0
    assert told('exercise.check("peak-minute")') == 0
    assert told('answers = {"outside-band": 20}\nexercise.check("outside-band")') == (0 if is_graded else 1)
    assert told('exercise.check("outside-band")') == 0


def test_the_message_is_no_output(tmp_path, monkeypatch):
    monkeypatch.setenv("IPYTHONDIR", str(tmp_path / "ipython"))
    cells = [nbformat.v4.new_code_cell(source) for source in (OPEN, 'answer("peak-minute", 23.8)')]
    ran = nbformat.v4.new_notebook(cells=cells)
    NotebookClient(ran, resources={"metadata": {"path": str(tmp_path)}}, kernel_name="python3").execute()
    (output,) = ran.cells[1].outputs
    assert output["text"] == "Kept: The minute of the peak: 23.8 minutes.\n"
