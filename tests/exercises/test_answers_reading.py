"""Answers are read from cells, and nothing is run: one by one, quickly, and what is left out is named."""

from __future__ import annotations

import decimal
import fractions
import math
import statistics

import numpy as np
import pytest
from answering import released_of
from hypothesis import given
from hypothesis import strategies as st

from securebase.exercises.answers_cell import read_answers
from securebase.exercises.answers_reading import Cell, read_cells
from securebase.exercises.construct import answer_forms, construct, left_behind
from securebase.exercises.plain_values import MOST
from securebase.exercises.questions import Form

NAME = "04-the-first-hour"
FORMS = answer_forms(released_of(NAME))
ELSE = '"outside-band": 20, "near-rest": ["vagus"]'
ELSE_READ = {"outside-band": 20.0, "near-rest": ["vagus"]}


def read(*sources):
    return read_cells([Cell(source) for source in sources], FORMS)


def written(*sources):
    """A notebook whose learner typed these cells, with nothing kept beside it."""
    cells = [
        {"cell_type": "code", "id": f"c{place}", "metadata": {}, "source": source}
        for place, source in enumerate(sources)
    ]
    released = released_of(NAME)
    return released, {"cells": [*released.cells, *cells]}


def sent(*sources):
    released, learner = written(*sources)
    constructed = construct(released, learner, {})
    cell = next(
        each for each in constructed.cells if each.metadata.get("nbgrader", {}).get("grade_id") == "answers"
    )
    return read_answers(cell.source, FORMS)


@pytest.mark.parametrize(
    ("given", "worth"),
    [
        ("26.0/9.98", 26.0 / 9.98),
        ("10+10", 20.0),
        ("np.float64(2.608)", 2.608),
        ("numpy.float64(2.608)", 2.608),
        ("np.float32(0.5)", 0.5),
        ("np.int64(24)", 24.0),
        ("-5 % 3", 1.0),
        ("7 // 2", 3.0),
        ("2 ** 0.5", 2**0.5),
        ("round(2.60812, 2)", 2.61),
        ("round(2.60812, ndigits=2)", 2.61),
        ("math.sqrt(4)", 2.0),
        ("np.sqrt(4)", 2.0),
        ("math.pi", 3.141592653589793),
        ("max(1, 2.5)", 2.5),
        ("sum([1, 2, 3]) / len([1, 2, 3])", 2.0),
        ("[1, 2, 3][1]", 2.0),
        ('{"a": 5}["a"]', 5.0),
        ('float("23.8")', 23.8),
        ("abs(-3)", 3.0),
        ("(\n1 +\n1\n)", 2.0),
    ],
)
def test_a_number_that_is_calculated_is_read(given, worth):
    assert read(f'answers = {{"peak-minute": {given}}}').said == {"peak-minute": pytest.approx(worth)}
    assert read("answers = {}", f'answers["peak-minute"] = {given}').said == {
        "peak-minute": pytest.approx(worth)
    }


CALCULATED = (
    *(
        f"{module}.{name}(0.7)"
        for module in ("math", "np")
        for name in ("sqrt", "exp", "log", "log10", "log2")
    ),
    *(f"{module}.{name}(0.7)" for module in ("math", "np") for name in ("sin", "cos", "tan")),
    *(f"{module}.{name}(-2.5)" for module in ("math", "np") for name in ("floor", "ceil", "trunc")),
    *(f"np.{name}(2.6)" for name in ("float32", "single", "float16", "half", "double", "longdouble")),
    *(f"np.{name}(24)" for name in ("int8", "int16", "int32", "int_", "intp", "uint8", "uint16", "uint32")),
    *(f"{place}([1.5, 2, 6])" for place in ("np.mean", "statistics.mean", "np.sum", "np.min", "np.max")),
    *("math.fabs(-2)", "np.abs(-3)", "math.fsum([1, 2.5])", "math.pow(2, 0.5)", "math.hypot(3, 4)"),
    *(
        "math.degrees(1)",
        "math.radians(90)",
        "math.e",
        "np.e",
        "np.pi",
        "int(23.9)",
        "len([1, 2])",
        "min(3, 2)",
    ),
    *("round(23.8)", "round(238, -1)", "np.round(2.61812, 2)", "np.around(2.61812)"),
    *("3 - 1", "3 * 2", "7 / 2", "2 ** 3", "+5", "[*(1, 2), 3][2]", "[1, 2].copy()[1]", "(4, 5)[-1]"),
    *('{"a": 5}.get("a")', '{"a": 5}.get("b", 7)', '{**{"a": 1}, "a": 4}["a"]', '({"a": 1} | {"a": 6})["a"]'),
    *(
        "list(reversed([1, 3, 2]))[0]",
        "np.array([1, 2]).tolist()[1]",
        "list(zip([1], [2]))[0][1]",
        "tuple([7])[0]",
    ),
    *("fractions.Fraction(8, 65)", "fractions.Fraction('4/7')", "fractions.Fraction(' -0.44 ')"),
    *("fractions.Fraction(1, 3) + fractions.Fraction(1, 6)", "1 - fractions.Fraction(4, 7)"),
    *(
        "2 ** fractions.Fraction(1, 2)",
        "fractions.Fraction(2, 3) ** 2",
        "round(fractions.Fraction(8, 65), 3)",
    ),
    *("float(fractions.Fraction(8, 65))", "max(fractions.Fraction(1, 3), 0.25)", "fractions.Fraction(0.25)"),
    *("decimal.Decimal('0.123')", "-decimal.Decimal('0.44')", "decimal.Decimal(24)", "decimal.Decimal(0.1)"),
)


@pytest.mark.parametrize("given", CALCULATED)
def test_what_is_calculated_without_running_is_what_python_gives(given):
    modules = {"np": np, **{each.__name__: each for each in (decimal, fractions, math, statistics)}}
    ran = eval(given, modules)  # noqa: S307 - our own, above
    assert read(f'answers = {{"peak-minute": {given}}}').said == {
        "peak-minute": pytest.approx(float(ran), rel=1e-12)
    }


@pytest.mark.parametrize(
    "look",
    [
        *(
            f"{name}(answers)"
            for name in ("print", "display", "repr", "str", "type", "format", "len", "sorted")
        ),
        *(
            f"{name}(answers)"
            for name in ("reversed", "list", "tuple", "set", "dict", "zip", "enumerate", "any")
        ),
        *(
            f"{name}(answers)"
            for name in ("all", "round", "float", "int", "abs", "min", "max", "sum", "bool")
        ),
        *(f"answers.{name}('peak-minute')" for name in ("get", "items", "keys", "values", "copy", "format")),
        *(
            "isinstance(answers, dict)",
            "range(len(answers))",
            "', '.join(answers)",
            "np.array(answers).item()",
        ),
        *("answers['peak-minute'].tolist()", "math.fsum(answers)", "statistics.mean(answers)"),
        *("exercise.check(answers)", "answer(answers)", "shuffle([1])"),
    ],
)
def test_who_looks_at_the_answers_changes_nothing_of_them(look):
    reading = read('answers = {"peak-minute": 5}', look)
    assert (reading.said, reading.doubtful, reading.sentences) == ({"peak-minute": 5.0}, {}, ())


@pytest.mark.parametrize(
    "change",
    [
        *(f"{name}('answers')" for name in ("exec", "eval", "globals", "locals", "vars", "get_ipython")),
        *("mine(answers)", "answers.clear()", "answers.pop('peak-minute')", "print(mine(answers))"),
        *("if x:\n    answers = {}", "del answers['peak-minute'], x", "with x as answers: pass"),
        *("for answers['peak-minute'] in x: pass", "answers.x = 3", "x = mine(answers)"),
        *("def mine():\n    answers.clear()", "class mine:\n    answers['peak-minute'] = 6"),
    ],
)
def test_after_code_that_may_change_the_answers_they_are_doubtful(change):
    reading = read('answers = {"peak-minute": 5}', change)
    assert (reading.said, reading.doubtful) == ({}, {"peak-minute": 5.0})


@pytest.mark.parametrize(
    "other",
    [
        *(
            "for x in y: pass",
            "def x(): pass",
            "async def x(): pass",
            "class x: pass",
            "import x",
            "import x.y",
        ),
        *(
            "import y as x",
            "from y import x",
            "with y as x: pass",
            "try: y\nexcept y as x: pass",
            "y(x := 3)",
            "z = {1: (x := 3)}",
        ),
        *("match y:\n    case [1, *x]: pass", "match y:\n    case {1: 2, **x}: pass"),
        *("match y:\n    case 1 as x: pass", "del x", "x = y", "[x, *z] = y", "x += y"),
    ],
)
def test_a_name_that_was_given_another_meaning_is_no_longer_what_it_was(other):
    assert read("x = 5", 'answers = {"peak-minute": x}').said == {"peak-minute": 5.0}
    assert read("x = 5", other, 'answers = {"peak-minute": x}').said == {}


def test_names_that_were_imported_are_known_by_what_they_are():
    cells = 'from math import sqrt as root\nimport numpy as n\nanswers = {"peak-minute": root(n.float64(16))}'
    assert read(cells).said == {"peak-minute": 4.0}
    assert read('float = str\nanswers = {"peak-minute": float(4)}').said == {}


@pytest.mark.parametrize(
    ("given", "named"),
    [
        ("float(minutes[men.argmax()])", "“float(minutes[men.argmax()])”"),
        ("nan", "not a finite number"),
        ("np.nan", "not a finite number"),
        ('float("inf")', "not a finite number"),
        ("1e400", "not a finite number"),
        ('"23.8"', "is in quotes"),
        ('"23,8"', "with a point"),
        ("(23, 8)", "with a point"),
        ("twenty", "“twenty”"),
        ("1/0", "“1 / 0”"),
        ("open('x').read()", "“open('x').read()”"),
        ("None", "not a number"),
        ("10**10**10", "“10 ** 10 ** 10”"),
        ("[1][7]", "“[1][7]”"),
        ("b'x'", "“b'x'”"),
        ("lambda: 1", "“lambda: 1”"),
        ("5 if minutes else 6", "“5 if minutes else 6”"),
        ("2j", "“2j”"),
        ("round(2.61, digits=1)", "“round(2.61, digits=1)”"),
        ("fractions.Fraction('1e99999999')", "“fractions.Fraction('1e99999999')”"),
        ("fractions.Fraction(1, 3) ** 10**9", "“fractions.Fraction(1, 3) ** 10 ** 9”"),
        ("decimal.Decimal(8) / decimal.Decimal(65)", "“decimal.Decimal(8) / decimal.Decimal(65)”"),
        ("decimal.Decimal('sNaN')", "not a finite number"),
        ("np.sqrt(fractions.Fraction(4))", "“np.sqrt(fractions.Fraction(4))”"),
    ],
)
def test_what_is_no_answer_is_named_and_the_other_answers_count(given, named):
    cell = f'answers = {{"peak-minute": {given}, {ELSE}}}'
    assert sent(cell) == ELSE_READ
    (sentence,) = left_behind(*written(cell))
    assert "The answer to peak-minute" in sentence
    assert named in sentence
    assert "12.5" in sentence


@pytest.mark.parametrize(
    ("cell", "rest", "named"),
    [
        (f'answers = {{\n  "peak-minute": 23,8,\n  {ELSE}\n}}', ELSE_READ, "with a point"),
        ('answers = {\n  "outside-band": 20\n  "near-rest": ["vagus"],\n}', ELSE_READ, "has a mistake"),
        ('answers = {\n  "outside-band": 20,\n  "near-rest": ["vagus"],\n', ELSE_READ, "has a mistake"),
        ('answers = {\n"outside-band": 20\n"near-rest": ["vagus"]\n}', ELSE_READ, "has a mistake"),
        ("answers = {“outside-band”: 20, “near-rest”: [“vagus”]}", ELSE_READ, "has a mistake"),
        (f'answers = {{"peak-minute": 23.8 minutes, {ELSE}}}', ELSE_READ, "“23.8 minutes”"),
        (f'answers = {{"peak-minute": , {ELSE}}}', ELSE_READ, "has a mistake"),
        (f'answers = {{"peak-minute": 57 %, {ELSE}}}', ELSE_READ, "“57 %”"),
        (f'answers = {{"peak-minute": –0.44, {ELSE}}}', {"peak-minute": -0.44, **ELSE_READ}, "has a mistake"),
        (
            f'answers = {{"peak-ratio": {{"men": 2,61, "women": 1.8}}, {ELSE}}}',
            ELSE_READ,
            "The answer to peak-ratio",
        ),
        (
            f'answers = {{"peak-ratio": {{"men": 2.61, "women": 1.8, {ELSE}}}',
            ELSE_READ,
            "The answer to peak-ratio",
        ),
        (
            'answers = {}\nanswers["outside-band"] = 20\nanswers["near-rest"] = ["vagus"]\nx = = 3',
            ELSE_READ,
            None,
        ),
        (
            'answers["peak-minute"] = 23.8 or so\nanswers["outside-band"] = 20',
            {"outside-band": 20.0},
            "23.8 or so",
        ),
        (
            'answers = {"outside-band": 20, # or "near-rest": []\n "near-rest": ["vagus"] "reflection": }',
            ELSE_READ,
            "mistake",
        ),
    ],
)
def test_a_mistake_spoils_its_own_entry_and_no_other(cell, rest, named):
    assert sent(cell) == rest
    said = left_behind(*written(cell))
    assert said
    assert named is None or any(named in sentence for sentence in said)
    for sentence in said:
        assert sentence.endswith(".")
        assert "\n" not in sentence


def test_what_stands_in_a_cell_with_a_mistake_does_not_replace_what_was_kept():
    released, learner = written('answers = {"peak-minute": 5 "outside-band": 20}')
    constructed = construct(released, learner, {"peak-minute": 23.8})
    assert '"peak-minute": 23.8' in constructed.cells[3].source.replace("'", '"')


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        (['answers = {"peak-minute": 5}', 'answers = {"peak-minute": 24}'], {"peak-minute": 24.0}),
        (['answers = {"peak-minute": 5}', 'answers = {"outside-band": 20}'], {"outside-band": 20.0}),
        (
            ['answers = {"peak-minute": 5}', 'answers["outside-band"] = 20'],
            {"peak-minute": 5.0, "outside-band": 20.0},
        ),
        (
            ["answers = {}", 'answers["peak-ratio"] = {}', 'answers["peak-ratio"]["men"] = 2'],
            {"peak-ratio": {"men": 2.0}},
        ),
        (
            ['answers = {"peak-minute": 5, "outside-band": 20}', 'del answers["peak-minute"]'],
            {"outside-band": 20.0},
        ),
        (['answers = {"peak-minute": 5}', 'answers["peak-minute"] += 19'], {"peak-minute": 24.0}),
        (['answers = {"peak-minute": 5}', 'answers, rest = {"outside-band": 20}, 3'], {"outside-band": 20.0}),
        (
            ['answers = dict({"peak-minute": 5}, **{"outside-band": 20})'],
            {"peak-minute": 5, "outside-band": 20},
        ),
        (['answers = dict([("peak-minute", 5)])'], {"peak-minute": 5.0}),
        (['answers = {"peak-minute": 5}', "answers = {...}"], {}),
        (['answers = {"peak-minute": 5}', "answers = 3"], {}),
    ],
)
def test_the_last_statement_counts_key_by_key_or_wholly(cells, said):
    assert read(*cells).said == said


@pytest.mark.parametrize("call", ["answer", "exercise.answer"])
def test_answers_given_by_a_call_are_found_and_come_last_of_all(call):
    cells = [
        f'{call}("peak-minute", 23.8)',
        f'{call}("peak-ratio", men=2.61, women=1.8)',
        f'{call}("outside-band", ...)',
    ]
    assert sent(*cells) == {"peak-minute": 23.8, "peak-ratio": {"men": 2.61, "women": 1.8}}
    assert left_behind(*written(*cells)) == []
    assert sent('answers = {"peak-minute": 5}', *cells)["peak-minute"] == 5
    released, learner = written(*cells)
    assert "4.0" in construct(released, learner, {"peak-minute": 4.0}).cells[3].source
    assert sent(f'{call}("peak-minute", 23,8)', f'{call}("peak-minute", twenty)', f"{call}(minutes, 3)") == {}


def test_code_that_sets_answers_and_is_not_read_is_named():
    loop = 'answers = {"peak-minute": 5}\nfor name in ["peak-minute"]:\n    answers[name] = 24'
    sentences = left_behind(*written(loop))
    assert "“for name in ['peak-minute']: answers[name] = 24”" in sentences[0]
    assert "Of a cell that you added, only the answers are sent." in sentences[1]
    assert sent(loop) == {"peak-minute": 5.0}


HOSTILE = (
    "open({0!r}, 'w').write('x')",
    "__import__('pathlib').Path({0!r}).touch()",
    "[open({0!r}, 'w') for _ in [1]]",
    "(lambda: open({0!r}, 'w'))()",
    "exec('open(' + repr({0!r}) + ', \"w\")')",
    "type('x', (), {{'__init__': lambda self: open({0!r}, 'w')}})()",
    "f'{{open({0!r}, \"w\")}}'",
    "np.save({0!r}, 1)",
    "float.__class__.__mro__[1].__subclasses__()",
    "list(map(open, [{0!r}], ['w']))",
    "(x := open({0!r}, 'w'))",
)
AROUND = (
    'answers = {{"peak-minute": {0}}}',
    "answers = {{{0}: 3}}",
    'answers = {{}}\nanswers["peak-minute"] = {0}',
    "answers = {{}}\nanswers.update({0})",
    "answers = {{**{0}}}",
    'answer("peak-minute", {0})',
    "class answers(metaclass={0}):\n    pass",
    "@{0}\ndef area_above_start(m, c):\n    return 1",
    "def answers(x={0}):\n    return x",
    'answers = {{"peak-minute": {0} 23}}',
    "answers: {0} = 3",
    "import antigravity, this\nanswers = {0}",
    "assert {0}",
    "%time {0}",
)


@pytest.mark.parametrize("hostile", HOSTILE)
@pytest.mark.parametrize("around", AROUND)
def test_nothing_of_a_hostile_cell_is_run(hostile, around, tmp_path, capfd, monkeypatch):
    monkeypatch.chdir(tmp_path)
    trace = tmp_path / "trace"
    cell = around.format(hostile.format(str(trace)))
    released, learner = written(cell)
    learner["cells"][3] = learner["cells"][3] | {"source": cell}
    construct(released, learner, {})
    left_behind(released, learner)
    assert list(tmp_path.iterdir()) == []
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize(
    "expression",
    [
        "10**10**10",
        "(10**4000)**4000",
        "2**4000 * 2**4000",
        "7**(-10**9)",
        "1.5**10**9",
        "(-8)**0.5",
        'int("9" * 10**9)',
        '"9" * 10**9',
        "[0] * 10**9",
        "round(5, -10**9)",
        "pow(10, 10**9)",
        "math.factorial(10**9)",
        "list(range(10**9))",
        "sum(range(10**9))",
        "1 << 10**9",
        '"%0999999999d" % 1',
        "(" * 3000 + "1" + ")" * 3000,
        "-" * 60_000 + "1",
        "1+" * 30_000 + "1",
        "[" * 3000 + "]" * 3000,
        "{1:" * 3000 + "}" * 3000,
        "x" + ".x" * 30_000,
        "[" + "0," * 40_000 + "]",
        f'"{"x" * 90_000}"',
        f'"{"x" * 2_000_000}"',
    ],
)
def test_what_would_take_long_or_much_memory_is_left_out(expression):
    assert read(f'answers = {{"peak-minute": {expression}}}').said == {}
    assert read("answers = {}", f'answers["peak-minute"] = {expression}').said == {}


@pytest.mark.parametrize(
    "lines",
    [
        ["x = [0]", *["x = [*x, *x]"] * 60, 'answers = {"near-rest": x}'],
        ["x = (0,)", *["x = (x, x)"] * 60, 'answers = {"near-rest": {x}, "peak-minute": max(x, x)}'],
        [
            "x = y = [0]",
            *["x, y = [x, x], [y, y]"] * 60,
            'answers = {"peak-minute": max([x, y]), "near-rest": x}',
        ],
        ["x = {}", *["x = {'a': x, 'b': x}"] * 60, 'answers = {"peak-ratio": x, "reports": dict(x)}'],
        ["answers = {}", *["answers['peak-ratio'] = answers"] * 3, "answers['near-rest'] = [answers]"],
        ["x = 3", *["x = x * x"] * 200, 'answers = {"peak-minute": x}'],
        ["answers = {}", *[f"answers['{place}'] = {{**answers}}" for place in range(60)]],
    ],
)
def test_values_that_grow_from_line_to_line_stay_small(lines):
    assert read("\n".join(lines)).said == {}


def test_a_collection_with_too_many_members_is_left_out():
    members = ",".join(["1"] * (MOST + 1))
    assert read(f'answers = {{"peak-minute": sum([{members}])}}').said == {}


def test_a_cell_that_is_too_long_is_named_and_not_read():
    reading = read('answers = {"peak-minute": 23.8}\n#' + "x" * 100_000)
    assert reading.said == {}
    (sentence,) = reading.sentences
    assert '“answers = {"peak-minute": 23.8}' in sentence


def test_an_items_name_that_is_also_a_questions_stays_with_its_own_question():
    forms = {"pair": Form("numbers", items=("first", "second")), "second": Form("number")}
    cell = 'answers = {"pair": {"first": 1, "second": 2} "second": 3}'
    assert read_answers(cell, forms) == {"pair": {"first": 1.0, "second": 2.0}, "second": 3.0}


PIECES = (
    "answers",
    '"peak-minute"',
    '"outside-band"',
    "=",
    "{",
    "}",
    "[",
    "]",
    "(",
    ")",
    ":",
    ",",
    "23",
    ".8",
    "\n",
    " ",
    "    ",
    "#",
    "'",
    '"',
    "def f():",
    "for x in y:",
    "|=",
    "**",
    ".update",
    "%time ",
    "answer",
    "...",
    "dict",
    "return",
    "lambda:",
    "import x",
    "\\",
)


@given(st.lists(st.lists(st.sampled_from(PIECES), max_size=25).map("".join), max_size=4))
def test_whatever_stands_in_the_cells_is_read_without_a_fault(sources):
    reading = read(*sources)
    assert {*reading.said, *reading.doubtful, *reading.typed} <= set(FORMS)
    for sentence in reading.sentences:
        assert sentence.endswith((".", ","))
        assert "\n" not in sentence


@given(st.text(max_size=60))
def test_any_text_at_all_is_read_without_a_fault(source):
    reading = read(source, f"answers = {source}", f'answers = {{"peak-minute": {source}')
    assert {*reading.said, *reading.doubtful, *reading.typed} <= set(FORMS)
