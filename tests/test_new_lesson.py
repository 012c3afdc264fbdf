"""`make lesson` lays a lesson that loads as it is, and the test run names every line still to be written."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).resolve().parents[1]
SLUG = "08-two-bodies"  # it has a gate before it
EMPTY = "tests/course/test_nothing_is_empty.py"
LOADS = f"""
from pathlib import Path
from securebase.content import content_root
from securebase.course.grading.questions import check_questions
from securebase.course.grading.source import source_notebook
from securebase.widgets.questions import load_quick_check
folder = content_root() / "exercises" / "{SLUG}"
check_questions(folder / "questions.yml")
source_notebook(folder / "{SLUG}.md")
load_quick_check("{SLUG}")
"""


@pytest.fixture(scope="module")
def clone(tmp_path_factory):
    """A copy of what a lesson is made of, without the lesson that is to be laid."""
    folder = tmp_path_factory.mktemp("clone")
    for name in ("assets", "docs", "exercises", "lessons", "src", "tools", "tests/course/numbers"):
        ignored = shutil.ignore_patterns("__pycache__", f"{SLUG}*", f"*{SLUG.replace('-', '_')}*")
        shutil.copytree(REPOSITORY / name, folder / name, ignore=ignored)
    for name in ("pyproject.toml", "tests/conftest.py", EMPTY):
        shutil.copy(REPOSITORY / name, folder / name)
    return folder


def run(clone, *words):
    return subprocess.run(
        [sys.executable, *words],
        cwd=clone,
        env=os.environ | {"PYTHONPATH": str(clone / "src"), "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        text=True,
        check=False,
    )


def lay(clone, *words):
    return run(clone, "tools/new_lesson.py", *words)


@pytest.fixture(scope="module")
def laid(clone):
    return lay(clone, SLUG)


def test_every_file_of_a_laid_lesson_is_named_as_empty_and_each_of_its_lines(clone, laid):
    assert laid.returncode == 0, laid.stderr
    written = [line.strip() for line in laid.stdout.splitlines() if SLUG in line.replace("_", "-")]
    assert len(written) == 7
    said = run(clone, "-m", "pytest", "-q", "-p", "no:cacheprovider", EMPTY).stdout
    for name in written:
        lines = (clone / name).read_text().splitlines()
        empty = [number for number, line in enumerate(lines, 1) if "TODO" in line]
        assert empty, name
        assert [number for number in empty if f"{name}:{number}: " not in said] == []
    assert f"\n{len(written)} failed" in said


@pytest.mark.usefixtures("laid")
def test_a_laid_lesson_has_what_the_syllabus_and_the_evidence_say_of_it(clone):
    lesson = (clone / "lessons" / f"{SLUG}.md").read_text()
    assert "# 8. Two bodies\n" in lesson
    assert "violence_gate()" in lesson
    assert "evidence_cards()" not in lesson
    assert f"| 8 | [Two bodies]({SLUG}.md) |" in (clone / "docs/instructors/README.md").read_text()


@pytest.mark.usefixtures("laid")
def test_a_laid_exercise_and_quick_check_can_be_loaded(clone):
    loaded = run(clone, "-c", LOADS)
    assert loaded.returncode == 0, loaded.stderr


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ([], "Say which lesson of assets/syllabus.yml"),
        (["08-two-people"], "no lesson with an exercise called '08-two-people'. Still to be written are: "),
        (["00-start-here"], "no lesson with an exercise called '00-start-here'."),
        (["03-history"], "Nothing was written, because this is there already: lessons/03-history.md, "),
    ],
)
def test_what_cannot_be_laid_is_refused_with_a_sentence(clone, words, said):
    before = sorted(clone.rglob("*"))
    refused = lay(clone, *words)
    assert refused.returncode == 1
    assert said in refused.stderr
    assert "Traceback" not in refused.stderr
    assert sorted(clone.rglob("*")) == before
