"""`securebase journal` as one meets it in a terminal."""

from __future__ import annotations

import stat
import subprocess
import sys

import pytest

from securebase.cli import main
from securebase.journal import Journal, commands

pytestmark = pytest.mark.usefixtures("desk")


@pytest.fixture
def said(capsys, monkeypatch):
    """Run a command with answers to what it asks; return its exit status and what it printed."""

    def run(*arguments, asked=(), typed=()):
        answers, lines = iter(asked), iter(typed)
        monkeypatch.setattr(commands.getpass, "getpass", lambda _: next(answers))
        monkeypatch.setattr("builtins.input", lambda _: next(lines))
        status = main(["journal", *map(str, arguments)])
        captured = capsys.readouterr()
        return status, captured.out, captured.err

    return run


def test_list_shows_dates_prompts_and_ids_and_no_answers(said, locked, passphrase):
    status, out, err = said("list", asked=[passphrase])
    assert (status, err) == (0, "")
    assert "Who was there?" in out
    assert "How calm are you?" in out
    assert out.endswith("There are 2 entries.\n")
    assert "grandmother" not in out
    assert all(entry.id in out for entry in locked.read().entries)


def test_a_prompt_of_a_foreign_backup_does_not_steer_the_terminal(said, journal):
    journal.write("01-x", "before \x9b2J \u202e after", "words", kind="text")
    assert "before \ufffd2J \ufffd after" in said("list")[1]


def test_a_wrong_passphrase_is_told_in_one_sentence_and_ends_with_1(said, locked):
    status, out, err = said("list", asked=["other words"])
    assert (status, out) == (1, "")
    assert "does not open" in err
    assert "Traceback" not in err
    assert locked.state == "locked"


@pytest.mark.usefixtures("unlocked")
@pytest.mark.parametrize(("arguments", "beginning"), [((), "# My journal"), (("--html",), "<!DOCTYPE html>")])
def test_export_writes_a_private_file_and_never_over_another(said, tmp_path, arguments, beginning):
    place = tmp_path / "journey"
    status, out, _ = said("export", *arguments, place)
    assert status == 0
    assert "not encrypted" in out
    assert place.read_text().startswith(beginning)
    assert "My grandmother, always." in place.read_text()
    assert stat.S_IMODE(place.stat().st_mode) == 0o600
    before = place.read_bytes()
    status, _, err = said("export", *arguments, place)
    assert status == 1
    assert "already exists and was left as it is" in err
    assert place.read_bytes() == before
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []


@pytest.mark.usefixtures("locked")
def test_backup_and_restore_go_through_files(said, passphrase, tmp_path, monkeypatch):
    place = tmp_path / "backup.age"
    status, out, _ = said("backup", place, asked=[passphrase])
    assert status == 0
    assert f"There are 2 entries. The backup is in {place}. Only that passphrase opens it." in out
    assert stat.S_IMODE(place.stat().st_mode) == 0o600
    assert said("backup", place, asked=[passphrase])[0] == 1
    monkeypatch.setenv("SECUREBASE_JOURNAL", str(tmp_path / "other"))
    assert said("restore", place, asked=["other words"])[0] == 1
    assert Journal().state == "none"
    status, out, _ = said("restore", place, asked=[passphrase])
    assert (status, out) == (0, "Added: 2. Already here: 0. Not readable: 0.\n")
    assert len(Journal().read().entries) == 2


def test_a_backup_of_a_journal_without_a_passphrase_asks_for_one_twice(said, journal, tmp_path):
    journal.write("01-x", "A prompt", "words", kind="text")
    status, out, err = said("backup", tmp_path / "a.age", asked=["for the road", "for the rode"])
    assert status == 1
    assert "A backup always has one" in out
    assert "The two passphrases differ" in err
    assert not (tmp_path / "a.age").exists()
    assert said("backup", tmp_path / "a.age", asked=["for the road", "for the road"])[0] == 0
    assert said("backup", tmp_path / "b.age", asked=["", ""])[0] == 1


def test_the_passphrase_is_changed_removed_and_set(said, locked, passphrase):
    assert said("passphrase", asked=[passphrase, "new words", "old words"])[0] == 1
    status, out, _ = said("passphrase", asked=[passphrase, "new words", "new words"])
    assert status == 0
    assert "opens with the new passphrase" in out
    assert "Backups and copies made earlier still open with the old one." in out
    assert "Press Enter for none" in out
    status, out, _ = said("passphrase", asked=["new words", "", ""])
    assert "has no passphrase now" in out
    assert locked.state == "open"
    assert said("passphrase", asked=["again words", "again words"])[0] == 0
    assert locked.state == "unlocked"


def test_one_entry_is_deleted_by_its_id(said, unlocked):
    first = unlocked.read().entries[0].id
    assert said("delete", first)[:2] == (0, "The entry is deleted.\n")
    assert unlocked.count() == 1
    status, _, err = said("delete", first)
    assert status == 1
    assert "No entry has the id" in err


def test_all_is_deleted_only_after_the_number_of_entries_is_typed(said, locked):
    status, out, _ = said("delete", "--all", typed=["yes"])
    assert status == 0
    assert "There are 2 entries." in out
    assert "Nothing was deleted." in out
    assert locked.count() == 2
    status, out, _ = said("delete", "--all", typed=["2"])
    assert "Your journal is deleted; its key went first." in out
    assert locked.state == "none"
    status, _, err = said("delete", "--all")
    assert status == 1
    assert "There is no journal in" in err


def test_where_names_the_folder_and_the_state(said, locked):
    status, out, _ = said("where")
    assert status == 0
    assert out.splitlines() == [
        str(locked.folder),
        "It has a passphrase and is locked.",
        "There are 2 entries.",
    ]
    locked.delete_all(2)
    assert "There is no journal here yet" in said("where")[1]


@pytest.mark.parametrize("command", [["delete"], ["delete", "an-id", "--all"], ["export"], ["nonsense"]])
def test_a_command_that_is_not_understood_ends_with_2(said, command, capsys):
    with pytest.raises(SystemExit) as ended:
        said(*command)
    assert ended.value.code == 2
    assert "usage: securebase journal" in capsys.readouterr().err


def test_an_unreadable_backup_file_and_an_unwritable_place_are_told(said, unlocked, tmp_path, monkeypatch):
    (tmp_path / "film").write_bytes(b"x" * 9)
    with monkeypatch.context() as patched:
        patched.setattr(commands, "LARGEST_BACKUP", 8)
        assert "cannot be read: it is larger than any backup. Give" in said("restore", tmp_path / "film")[2]
    assert "cannot be read: No such file" in said("restore", tmp_path / "nothing")[2]
    assert "was not written" in said("export", tmp_path / "nowhere" / "file")[2]
    assert unlocked.count() == 2


@pytest.mark.usefixtures("locked")
def test_nothing_typed_changes_nothing(said, monkeypatch):
    monkeypatch.setattr(commands, "_asked", lambda _: (_ for _ in ()).throw(EOFError))
    status, _, err = said("list")
    assert status == 1
    assert "nothing was done" in err


def test_help_on_the_journal_loads_neither_the_cryptography_nor_jupyter():
    script = (
        "import sys; from securebase.cli import main\n"
        "try: main(['journal', '--help'])\n"
        "except SystemExit: pass\n"
        "print(*sorted({name.partition('.')[0] for name in sys.modules}), file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert "change, set or remove the passphrase" in done.stdout
    assert not {"pyrage", "jupyter_server", "jupyterlab", "nbgrader", "numpy"} & set(done.stderr.split())
