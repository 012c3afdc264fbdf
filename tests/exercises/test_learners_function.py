"""A learner's function: right or mistaken in each of the foreseen ways, and tried in a Python of its own."""

from __future__ import annotations

import dataclasses
import os
import signal
import subprocess
import sys
import threading
import time

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from trying import code_part, marked, tried

from securebase.exercises import apart
from securebase.exercises.apart import Failure, run_apart
from securebase.exercises.oracle import oracle
from securebase.exercises.sheet import load_sheet

PART = load_sheet("04-the-first-hour").questions["area-code"]


def with_loop(minutes, cortisol):
    total = 0.0
    for i in range(len(minutes) - 1):
        mean = (cortisol[i] - cortisol[0] + cortisol[i + 1] - cortisol[0]) / 2
        total += mean * (minutes[i + 1] - minutes[i])
    return total


def pieces(minutes, cortisol, height, width=lambda late, early: late - early):
    ends = zip(minutes, minutes[1:], cortisol - cortisol[0], cortisol[1:] - cortisol[0], strict=False)
    return sum(height(left, right) * width(late, early) for early, late, left, right in ends)


def mean_height(left, right):
    return (left + right) / 2


MISTAKES = {
    "ground": lambda m, c: with_loop(m, np.append(0, c)[1:]) + c[0] * (m[-1] - m[0]),
    "lowest": lambda m, c: with_loop(m, c) + (c[0] - min(c)) * (m[-1] - m[0]),
    "seconds": lambda m, c: with_loop(60 * m, c),
    "hours": lambda m, c: with_loop(m / 60, c),
    "thousand-times": lambda m, c: with_loop(m, 1000 * c),
    "thousandth": lambda m, c: with_loop(m, c / 1000),
    "sign": lambda m, c: pieces(m, c, mean_height, lambda late, early: early - late),
    "only-above": lambda m, c: with_loop(m, np.maximum(c, c[0])),
    "equal-steps": lambda m, c: pieces(m, c, mean_height, lambda *_: 1),
    "sum": lambda _, c: sum(level - c[0] for level in c),
    "left-ends": lambda m, c: pieces(m, c, lambda left, _: left),
    "right-ends": lambda m, c: pieces(m, c, lambda _, right: right),
    "not-halved": lambda m, c: pieces(m, c, lambda left, right: left + right),
    "divided": lambda m, c: with_loop(m, c) / c[0],
    "exchanged": lambda m, c: with_loop(c, m),
    "height": lambda _, c: max(c) - c[0],
}


@pytest.mark.parametrize(
    "right",
    [
        with_loop,
        lambda m, c: np.trapezoid(c - c[0], m),
        lambda m, c: np.trapezoid(c, m) - c[0] * (m[-1] - m[0]),
        lambda m, c: np.array(with_loop(list(m), list(c))),
    ],
)
def test_any_right_way_earns_everything(right):
    earned = marked(PART, right)
    assert earned.points == PART.points
    assert earned.sentences == (PART.insight,)


def test_each_foreseen_mistake_is_tried_here():
    assert set(MISTAKES) == set(PART.trial.mistakes) == set(PART.hints)


curves = st.integers(3, 9).flatmap(
    lambda n: st.tuples(
        st.lists(st.floats(0.5, 20), min_size=n, max_size=n).map(np.cumsum),
        st.lists(st.floats(1, 40), min_size=n, max_size=n).map(np.array),
    )
)


@pytest.mark.parametrize("pattern", MISTAKES)
@given(more=st.lists(curves, max_size=2))
def test_each_foreseen_mistake_gets_its_own_hint_whatever_the_curves(pattern, more):
    trial = PART.trial
    with pytest.MonkeyPatch.context() as patch:
        more_curves = dataclasses.replace(trial, cases=lambda: trial.cases() + more)
        patch.setitem(oracle(PART.exercise).trials, PART.function, more_curves)
        earned = marked(PART, MISTAKES[pattern])
    assert earned.sentences == (PART.hints[pattern],)
    assert earned.points < PART.points


AREA = "def area_above_start(minutes, cortisol):\n    {}"
RULE = "def chance_of_rejection(prior, hit, false_alarm):\n    {}"
RIGHT = "return prior * hit / (prior * hit + (1 - prior) * false_alarm)"


@pytest.mark.parametrize(
    ("source", "said"),
    [
        (
            AREA.format("return cortisol - cortisol[0]"),
            "returns 3 numbers in place of one. Add the pieces up.",
        ),
        (
            AREA.format("return cortisol if cortisol > cortisol[0] else 0"),
            "tests a whole list as if it were one value",
        ),
        (AREA.format("return cortisol[0] / np.zeros(1)[0]"), "not a finite number"),
        (AREA.format("return cortisol[len(cortisol)]"), "Between n points there are n - 1 gaps"),
        (AREA.format("return np.array(cortisol[0] > 5)"), "something of type bool. Let it return one number"),
        (AREA.format("return nump.sum(cortisol)"), "uses the name nump, which nothing here makes"),
        ("def area_above_start(minutes):\n    return 1", "is called with 2 values: minutes and cortisol"),
        (RULE.format("return None"), "returns nothing"),
        (RULE.format("return ..."), "returns nothing"),
        (RULE.format("return '0.123'"), "returns text"),
        (RULE.format("return [prior]"), "without brackets around it"),
        (RULE.format("return []"), "without brackets around it"),
        (
            RULE.format("return prior, hit, hit"),
            "returns 3 numbers in place of one. Let it return that one",
        ),
        (RULE.format("return float('nan')"), "not a finite number"),
        (RULE.format("return 10 ** 400"), "OverflowError"),
        (RULE.format("return True"), "something of type bool. Let it return one number"),
        (RULE.format("return 2j"), "something of type complex. Let it return one number"),
        (RULE.format("return 1 / 0"), "divides by zero"),
        (RULE.format("return chance_of_rejection(prior, hit, hit)"), "calls itself without end"),
        (RULE.format("import sys; sys.exit()"), "Python says: SystemExit:"),
        (RULE.format("return {}['x']"), "Python says: KeyError: 'x'"),
        (RULE.format("import os; os._exit(0)"), "stopped the Python that was trying it"),
        (RULE.format("import ctypes; ctypes.string_at(0)"), "stopped the Python that was trying it"),
        (
            RULE.format("return 1 +"),
            "Python cannot read this line of its cell, or the one above it: “return 1 +”.",
        ),
        ("chance_of_rejection = 0.123", "is a float, not a function. Run the cell"),
        ("x = 1", "is not there yet. Run the cell that begins with: def chance_of_rejection("),
        (
            "[][0]\n" + RULE.format(RIGHT),
            "because its cell stopped before reaching it. Python says: IndexError: list index",
        ),
        (
            "return 3",
            "stopped before reaching it. Python says: SyntaxError: 'return' outside function",
        ),
    ],
)
def test_a_hint_comes_before_a_traceback(source, said, capfd):
    earned = tried("04-the-first-hour" if "area" in source else "01-signal", source)
    assert earned.points == 0
    (sentence,) = earned.sentences
    assert said in sentence
    assert sentence.isprintable()
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize(
    "body",
    [
        "print('looking'); import sys; print('oh', file=sys.stderr)",
        "import os; os.write(1, b'x'); os.write(2, b'as another program would')",
        "import os; os.system('echo from another program; echo and again >&2')",
        "import warnings; warnings.warn('careful')",
        "import threading, time; threading.Thread(target=time.sleep, args=[99]).start()",
        "display(prior); answer('chance', 1); get_ipython().run_line_magic('who', '')",
    ],
)
def test_what_a_function_does_besides_is_neither_seen_nor_waited_for(body, capfd):
    assert tried("01-signal", RULE.format(f"{body}; {RIGHT}")).points == 4
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize(
    "more", ["%matplotlib inline", "!ls", "await __import__('asyncio').sleep(0)", "1 / 0"]
)
def test_what_a_cell_does_besides_its_function_costs_nothing(more):
    assert tried("01-signal", f"{RULE.format(RIGHT)}\n\n{more}").points == 4


@pytest.mark.parametrize("kind", ["np.array", "np.float32", "int", "__import__('fractions').Fraction"])
def test_a_number_of_any_kind_is_a_number(kind):
    assert run_apart(f"import numpy as np\ndef f(x):\n    return {kind}(x)", "f", "", [(2.0,)]) == [2.0]


def test_a_function_that_changes_what_it_is_given_harms_nothing():
    body = (
        "area = np.trapezoid(cortisol - cortisol[0], minutes); minutes[:] = 0; cortisol[:] = 0; return area"
    )
    assert tried("04-the-first-hour", AREA.format(body)).points == PART.points


def test_an_unforeseen_mistake_is_shown_on_one_curve():
    earned = marked(PART, lambda m, c: with_loop(m, c) + 7)
    assert "[0, 10, 20]" in earned.sentences[0]
    assert "it gives 107; 100 is right" in earned.sentences[0]


@pytest.mark.parametrize(
    ("asked", "instead"),
    [
        ("turned[i] is True", "turned[i]"),
        ("turned[i] is not False", "turned[i]"),
        ("not turned[i] is False", "not turned[i]"),
    ],
)
def test_a_function_that_asks_whether_a_value_is_true_itself_is_told_so(asked, instead):
    score = code_part("02-map")
    lines = (
        f"def {score.function}(answers, turned):",
        "    total = 0",
        "    for i in range(len(answers)):",
        f"        total += 8 - answers[i] if {asked} else answers[i]",
        "    return total / len(answers)",
    )
    earned = tried("02-map", "\n".join(lines))
    said = f"“{asked.removeprefix('not ')}” does not ask whether the value counts as true or false."
    assert earned.points < score.points
    assert earned.sentences == (score.hints.get("is-true", earned.sentences[0]),)
    assert "is-true" in score.hints or earned.sentences[0].startswith(said)
    assert "is-true" in score.hints or f"Write “{instead}” in its place." in earned.sentences[0]
    # Where it makes no difference, the mistake is another one.
    (hint,) = tried("02-map", "\n".join(lines).replace("answers[i] if", "answers[i] if True or")).sentences
    assert hint == score.hints["all-turned"]


def test_a_helper_in_another_cell_is_named_with_what_to_do():
    source = RULE.format("return helper(prior, hit, false_alarm)")
    (sentence,) = tried("01-signal", source, elsewhere={"helper": max}).sentences
    assert sentence == (
        "chance_of_rejection uses the name helper, which is made in another cell. Move it into this one."
    )
    (sentence,) = tried("01-signal", f"RATE = rate()\n{source}", elsewhere={"rate": max}).sentences
    assert "uses the name rate, which is made in another cell" in sentence


def test_a_function_in_a_cell_of_ones_own_is_said_to_be_in_the_wrong_place():
    (sentence,) = tried("01-signal", None, elsewhere={"chance_of_rejection": max}).sentences
    assert "is not in the exercise's own cell (rule), and only that one is handed in" in sentence


@pytest.mark.parametrize("caught", ["Exception", "BaseException"])
def test_a_loop_without_an_end_is_stopped_whatever_it_catches(caught, monkeypatch):
    monkeypatch.setattr(apart, "SECONDS", 0.3)
    body = f"while True:\n        try: sum(range(1000))\n        except {caught}: pass"
    (sentence,) = tried("01-signal", RULE.format(body)).sentences
    assert sentence == ("chance_of_rejection was still running after 5 seconds. Does its loop ever end?")


def test_the_check_can_be_stopped(monkeypatch):
    monkeypatch.setattr(apart, "SECONDS", 60)
    stopping = threading.Timer(1, os.kill, [os.getpid(), signal.SIGINT])  # as JupyterLab's button does
    stopping.start()
    assert tried("01-signal", RULE.format("while True: pass")).sentences == ("The check was stopped.",)
    stopping.join()


@pytest.mark.parametrize("then", ["return 1", "while True: pass"])
def test_nothing_that_a_function_started_lives_on(then, tmp_path):
    place = tmp_path / "pid"
    body = (
        "import subprocess\n"
        "    started = subprocess.Popen(['sleep', '600'])\n"
        f"    open({str(place)!r}, 'w').write(str(started.pid))\n"
        f"    {then}"
    )
    run_apart(RULE.format(body), "chance_of_rejection", "", [(1, 1, 1)])
    assert is_gone(int(place.read_text()))


def is_gone(process):
    for _ in range(3000):  # the system may take a moment to clear it away
        try:
            os.kill(process, 0)
        except ProcessLookupError:
            return True
        time.sleep(0.01)
    return False


def test_a_trial_ends_by_itself_when_the_notebook_that_asked_for_it_is_killed(tmp_path):
    place = tmp_path / "pid"
    code = (
        f"import os, re\ndef f(x):\n    with open({str(place)!r}, 'w') as told:\n"
        f"        told.write(str(os.getpid()))\n    re.match('(a+)+b', 'a' * 60)"
    )
    asking = (
        f"from securebase.exercises import apart\napart.SECONDS = 3\n"
        f"apart.run_apart({code!r}, 'f', '', [(1.0,)])"
    )
    notebook = subprocess.Popen([sys.executable, "-c", asking])
    while not (place.exists() and place.read_text()):
        assert notebook.poll() is None
        time.sleep(0.01)
    notebook.kill()
    notebook.wait()
    assert is_gone(int(place.read_text()))


FORGED = """
import json, os
def f(x):
    for descriptor in range(3, 20):
        try: os.write(descriptor, {line!r})
        except OSError: pass
    return 0.5
"""


@pytest.mark.parametrize(
    "line",
    [b'{"numbers": [2.0]}\n', b'{"nonce": "", "numbers": [2.0]}\n', b"[" * 60_000 + b"\n", b"\xff\n", b"7\n"],
)
def test_what_a_function_writes_into_the_answer_itself_is_no_answer(line):
    assert run_apart(FORGED.format(line=line), "f", "", [(1.0,)]) == Failure("ended")


@pytest.mark.parametrize(
    ("said", "read"),
    [
        ({"numbers": [1.0]}, Failure("ended")),  # two are asked for
        ({"numbers": [1.0, "2"]}, Failure("ended")),
        ({"numbers": [1.0, True]}, Failure("ended")),
        ({"numbers": [1.0, float("inf")]}, Failure("ended")),
        ({"numbers": {"0": 1.0, "1": 2.0}}, Failure("ended")),
        ({"failure": 7}, Failure("ended")),
        (
            {"failure": "error", "said": ["<b>", "\x1b[31m\n\u202e"]},
            Failure("error", "['<b>', '\\x1b[31m\\n\\u202e']"),
        ),
        (
            {"failure": "error", "said": "\x1b[31m red \n\u202e\u2028" + "x" * 10**4},
            Failure("error", "[31m red " + "x" * 111),
        ),
        ({"numbers": [1.0, 2.0]}, [1.0, 2.0]),
    ],
)
def test_an_answer_counts_only_in_the_shape_that_was_asked_for_and_its_words_do_nothing(said, read):
    line = apart.json.dumps(said | {"nonce": "n"}).encode()
    assert apart._answer(line, "n", 2) == read


def test_whatever_words_an_error_has_they_stand_on_one_short_line():
    body = "raise ValueError('\\x1b[31m\\n<img src=x>\\u202e' + 'long ' * 10**6)"
    (sentence,) = tried("01-signal", RULE.format(body)).sentences
    assert sentence.isprintable()
    assert len(sentence) < 200


def test_a_trial_knows_neither_the_notebooks_folder_nor_what_else_its_kernel_knows(tmp_path, monkeypatch):
    for name in ("JUPYTERHUB_API_TOKEN", "JPY_SESSION_NAME", "NBGRADER_EXECUTION", "MPLBACKEND"):
        monkeypatch.setenv(name, "secret")
    monkeypatch.chdir(tmp_path)
    monkeypatch.syspath_prepend(tmp_path)
    (tmp_path / "decimal.py").write_text("boom")
    source = (
        "import decimal, os\n"
        "def f(x):\n"
        "    return len(os.listdir()) + list(os.environ.values()).count('secret')"
    )
    assert run_apart(source, "f", "", [(1.0,)]) == [0.0]


def test_only_what_a_learners_code_uses_is_imported():
    source = "import sys\ndef f(x):\n    return float('numpy' in sys.modules or 'ast' in sys.modules)"
    assert run_apart(source, "f", "", [(1.0,)]) == [0.0]


def test_where_no_second_python_starts_the_check_says_so(monkeypatch):
    monkeypatch.setattr(sys, "executable", "/nowhere/python")
    assert "a second Python did not start" in tried("01-signal", RULE.format(RIGHT)).sentences[0]
