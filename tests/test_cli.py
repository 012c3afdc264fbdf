"""The command line, as one meets it in a terminal."""

from __future__ import annotations

import subprocess
import sys

import pytest

import securebase
from securebase.cli import main
from securebase.course.content_error import ContentError
from securebase.course.plain_error import PlainError


def said(capsys, *arguments):
    """Run a command; return its exit status and what it wrote to the two streams."""
    try:
        status = main(list(arguments))
    except SystemExit as ended:
        status = ended.code
    captured = capsys.readouterr()
    return status, captured.out, captured.err


def test_help_names_the_commands_and_what_they_are_for(capsys):
    status, out, err = said(capsys, "--help")
    assert (status, err) == (0, "")
    for command, purpose in [
        ("lab", "open the workbook in JupyterLab"),
        ("journal", "read, export and back up your private journal"),
        ("course", "create an nbgrader course"),
        ("doctor", "say what is wrong with this installation"),
    ]:
        assert f"    {command}" in out
        assert purpose in out


@pytest.mark.parametrize(
    ("command", "word"),
    [
        (["lab"], "--no-browser"),
        (["doctor"], "--folder"),
        (["journal"], "passphrase"),
        (["journal", "delete"], "--all"),
        (["course"], "init"),
        (["course", "init"], "FOLDER"),
    ],
)
def test_each_command_has_a_help_with_lines_that_fit(capsys, command, word):
    status, out, _ = said(capsys, *command, "--help")
    assert status == 0
    assert word in out
    assert max(map(len, out.splitlines())) <= 110


def test_help_loads_nothing_heavy():
    """What it loads is what it costs: neither Jupyter nor nbgrader nor numpy."""
    script = (
        "import sys; from securebase.cli import main\n"
        "try: main(['--help'])\n"
        "except SystemExit: pass\n"
        "print(*sorted({name.partition('.')[0] for name in sys.modules}), file=sys.stderr)"
    )
    ended = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    heavy = {
        "jupyterlab",
        "jupytext",
        "nbformat",
        "nbgrader",
        "numpy",
        "matplotlib",
        "traitlets",
        "tornado",
        "pyrage",
    }
    assert not heavy & set(ended.stderr.split())


def test_the_version(capsys):
    assert said(capsys, "--version")[:2] == (0, f"Secure Base {securebase.__version__}\n")


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        ([], "COMMAND"),
        (["learn"], "invalid choice: 'learn'"),
        (["course"], "COMMAND"),
        (["course", "init"], "FOLDER"),
        (["lab", "--port", "0"], "'0' was given; a port is a whole number from 1 to 65535"),
        (["lab", "--port", "65536"], "'65536' was given"),
        (["lab", "--port", "８８８８"], "was given; a port is a whole number"),
        (["lab", "--port", "-1"], "'-1' was given"),
        (["lab", "--port", "home"], "'home' was given"),
    ],
)
def test_what_is_not_understood_ends_with_status_2_and_says_what_is_accepted(capsys, arguments, sentence):
    status, out, err = said(capsys, *arguments)
    assert (status, out) == (2, "")
    assert sentence in err


def test_lab_hands_on_what_was_given(capsys, monkeypatch, tmp_path):
    calls = []
    monkeypatch.setattr(
        "securebase.course.lab.server.open_lab", lambda *given, **named: calls.append((given, named))
    )
    assert said(capsys, "lab")[0] == 0
    assert said(capsys, "lab", "--folder", str(tmp_path), "--port", "9000", "--no-browser")[0] == 0
    assert calls == [((None, None), {"browser": True}), ((tmp_path, 9000), {"browser": False})]


@pytest.mark.parametrize("kind", [PlainError, ContentError])
def test_an_error_meant_for_people_is_a_sentence_on_stderr(capsys, monkeypatch, kind):
    def refuse(*_, **__):
        raise kind("This folder is a file.")

    monkeypatch.setattr("securebase.course.lab.server.open_lab", refuse)
    assert said(capsys, "lab") == (1, "", "This folder is a file.\n")


def test_an_unforeseen_error_says_how_to_see_more_and_where_to_report(capsys, monkeypatch):
    def fail(*_, **__):
        raise RuntimeError("the cat sat on it")

    monkeypatch.setattr("securebase.course.lab.server.open_lab", fail)
    monkeypatch.delenv("SECUREBASE_DEBUG", raising=False)
    status, out, err = said(capsys, "lab")
    assert (status, out) == (1, "")
    assert "RuntimeError: the cat sat on it" in err
    assert "SECUREBASE_DEBUG=1" in err
    assert "report" in err
    assert "Traceback" not in err
    monkeypatch.setenv("SECUREBASE_DEBUG", "1")
    with pytest.raises(RuntimeError, match="cat"):
        main(["lab"])


def test_a_real_bad_folder_ends_with_status_1_and_one_sentence(tmp_path):
    (tmp_path / "taken").touch()
    ended = subprocess.run(
        [sys.executable, "-m", "securebase.cli", "lab", "--folder", str(tmp_path / "taken")],
        capture_output=True,
        text=True,
        check=False,
    )
    assert ended.returncode == 1
    assert ended.stderr.startswith(
        f"The workbook folder was given as {tmp_path / 'taken'}, but that is a file."
    )
    assert ended.stderr.count("\n") == 1


@pytest.mark.parametrize(
    ("findings", "status", "out"),
    [
        ([], 0, "All is well: `securebase lab` opens the workbook.\n"),
        (["One.", "Two."], 1, "One.\nTwo.\n"),
    ],
)
def test_doctor_ends_with_1_if_anything_is_wrong(capsys, monkeypatch, findings, status, out):
    monkeypatch.setattr("securebase.course.doctor.examination.examine", lambda _: findings)
    assert said(capsys, "doctor") == (status, out, "")


def test_course_init_says_what_it_made(capsys, tmp_path):
    status, out, _ = said(capsys, "course", "init", str(tmp_path / "course"))
    assert status == 0
    assert (tmp_path / "course" / "nbgrader_config.py").is_file()
    assert str(tmp_path / "course") in out
    status, _, err = said(capsys, "course", "init", str(tmp_path / "course"))
    assert status == 1
    assert "Nothing was changed" in err
