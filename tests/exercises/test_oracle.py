"""What is right in an exercise is found by the exercise's name, and no other exercise is loaded for it."""

from __future__ import annotations

import subprocess
import sys

import pytest

from securebase.exercises import oracles
from securebase.exercises.oracle import oracle

LOADED = """
import sys
from securebase.exercises.sheet import load_sheet
sheet = load_sheet("03-history")
print([name.split(".")[-1] for name in sys.modules if "oracles." in name])
assert all(part.trial if part.function else part.right for part in sheet.parts)
print([name.split(".")[-1] for name in sys.modules if "oracles." in name])
"""


@pytest.fixture
def written(tmp_path, monkeypatch):
    """Write an oracle of the next exercise: ``written("90-more", "QUANTITIES = {}")``."""
    monkeypatch.setattr(oracles, "__path__", [str(tmp_path)])
    made = []

    def write(exercise, text):
        made.append(f"exercise_{exercise.replace('-', '_')}")
        (tmp_path / f"{made[-1]}.py").write_text(text)
        return oracle(exercise)

    yield write
    oracle.cache_clear()
    for name in made:
        sys.modules.pop(f"{oracles.__name__}.{name}", None)


def test_an_exercise_loads_what_is_right_in_it_when_it_asks_and_nothing_of_the_others():
    said = subprocess.run([sys.executable, "-c", LOADED], capture_output=True, text=True, check=True).stdout
    assert said.splitlines() == ["[]", "['exercise_03_history']"]


def test_a_new_file_is_known_without_being_registered(written):
    more = written("90-more", "QUANTITIES = ({'half': lambda: 0.5}, {'all': lambda: 1.0})\n")
    assert (more.quantity("half"), more.quantity("all")) == (0.5, 1.0)


@pytest.mark.parametrize(("kind", "table"), [("quantities", "QUANTITIES"), ("trials", "TRIALS")])
def test_two_of_one_name_are_refused_with_the_name_and_the_file(written, kind, table):
    with pytest.raises(ValueError, match=rf"exercise_91_twice\.py gives two {kind} the name 'half'\. "):
        written("91-twice", f"{table} = ({{'half': lambda: 0.5}}, {{'half': lambda: 1 / 2}})\n")


def test_a_name_that_nobody_knows_is_refused_with_those_there_are():
    with pytest.raises(LookupError, match=r"'no such thing'\. There are: .*, weight, "):
        oracle("03-history").quantity("no such thing")
    with pytest.raises(LookupError, match=r"'no_such_thing'\. There are: expectation_after\."):
        oracle("03-history").trial("no_such_thing")


def test_an_exercise_for_which_no_model_speaks_yet_is_told_where_to_write_it():
    with pytest.raises(LookupError, match=r"Write it in .*/oracles/exercise_13_epilogue\.py"):
        oracle("13-epilogue")
