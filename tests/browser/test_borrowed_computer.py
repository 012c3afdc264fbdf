"""The journal on a computer that is not one's own: whose it is, and a backup in and out."""

from __future__ import annotations

import pytest
from private_parts import box, notebook_of, press, unlock, wait_for

from securebase.journal import Journal

PASSPHRASE = "velvet otter drum 8812"  # noqa: S105 - invented for this test
WORDS = "the stairs were cold, 20417"
ON_BINDER = """
import os
os.environ["BINDER_REPO_URL"] = "somewhere"
os.environ["SECUREBASE_JOURNAL"] = {folder!r}
from securebase.reflections import reflect
"""
ASKED = "reflect('04-where', 'Where in your body does an alarm arrive first?')"


@pytest.fixture
def backup(tmp_path):
    """A backup of a journal with two entries, made elsewhere."""
    journal = Journal(tmp_path / "at home")
    journal.create(PASSPHRASE)
    journal.write("04-where", "Where in your body does an alarm arrive first?", WORDS, kind="text")
    journal.write("mood", "How are you now? (1 low to 7 bright)", 5, kind="check-in")
    place = tmp_path / "backup.age"
    place.write_bytes(journal.backup(PASSPHRASE))
    return place


def test_on_binder_the_panel_says_whose_computer_this_is_and_a_backup_comes_back(lab, reader, backup):
    elsewhere = lab.home / "journal on a borrowed computer"
    path = lab.folder / "reflections-on-binder.ipynb"
    notebook_of(path, ON_BINDER.format(folder=str(elsewhere)), ASKED)
    reader.open(path.name)
    reader.run_all()
    first = box(reader, "04-where")
    first.get_by_text("it disappears with everything on it when the session ends").wait_for()
    reader.page.set_viewport_size({"width": 1280, "height": 1300})
    reader.screenshot("12-binder")
    first.get_by_label("The backup file").set_input_files(backup)
    first.get_by_label("Its passphrase").fill(PASSPHRASE)
    press(first, "Restore it")
    first.get_by_role("heading", name="First, a place for it").wait_for(state="detached", timeout=60_000)
    assert Journal(elsewhere).count() == 2
    press(first, "Earlier answers")
    first.get_by_role("listitem").get_by_text(WORDS).wait_for()
    press(first, "Lock my journal")
    wait_for(first, "Locked.")
    press(first, "Earlier answers")
    unlock(first, PASSPHRASE)
    first.get_by_role("listitem").get_by_text(WORDS).wait_for()
    first.get_by_role("textbox").fill("on the train")
    press(first, "Keep")
    wait_for(first, "on this borrowed computer. Download a backup before you leave.")
    press(first, "Download a backup")
    first.get_by_label("Your passphrase").fill(PASSPHRASE)
    with reader.page.expect_download(timeout=60_000) as download:
        press(first, "Make the backup")
    wait_for(first, "is in your browser's downloads")
    reader.screenshot("13-binder-backup")
    brought_home = Journal(backup.with_name("another"))
    assert brought_home.restore(download.value.path().read_bytes(), PASSPHRASE).added == 3
    path.unlink()
