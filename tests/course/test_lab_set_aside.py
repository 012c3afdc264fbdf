"""Jupyter settings in a workbook that someone handed on: they do not run, and nothing of them is lost."""

from __future__ import annotations

import json

import pytest

from securebase.course.lab.set_aside import SettingsError, set_aside_settings

APPLICATIONS = ("jupyter_config", "jupyter_server_config", "jupyter_lab_config", "nbgrader_config")
# What Jupyter's applications read where they are told to keep their configuration.
READ = [
    *(f"{name}.py" for name in APPLICATIONS),
    "jupyter_server_config.json",
    "jupyter_server_config.d/planted.json",
    "labconfig/page_config.json",
    "nbconfig/notebook.json",
]


def put(folder, name, text):
    place = folder / ".securebase" / "jupyter" / name
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_text(text)
    return place


@pytest.mark.parametrize("name", READ)
def test_settings_that_came_with_a_workbook_are_moved_away_whole_and_named(tmp_path, name):
    chosen = put(tmp_path, "lab/user-settings/@jupyterlab/themes.jupyterlab-settings", "{}")
    planted = put(tmp_path, name, "planted")
    (said,) = set_aside_settings(tmp_path)
    top = name.partition("/")[0]
    assert said.endswith(f"they are now in {tmp_path / '.securebase' / 'set-aside'}: {top}.")
    assert not planted.exists()
    assert (tmp_path / ".securebase" / "set-aside" / name).read_text() == "planted"
    assert chosen.read_text() == "{}"
    assert set_aside_settings(tmp_path) == []


def test_settings_of_the_same_name_stay_beside_each_other(tmp_path):
    for text in ("one", "two", "three"):
        put(tmp_path, "jupyter_config.py", text)
        set_aside_settings(tmp_path)
    kept = (tmp_path / ".securebase" / "set-aside").iterdir()
    assert sorted(place.read_text() for place in kept) == ["one", "three", "two"]
    put(tmp_path, "jupyter_config.json", "{}")
    put(tmp_path, "jupyter_config.py", "four")
    (said,) = set_aside_settings(tmp_path)
    assert said.endswith(": jupyter_config.json, jupyter_config.py.")


def test_in_a_workbook_as_jupyterlab_leaves_it_there_is_nothing_to_move(tmp_path):
    assert set_aside_settings(tmp_path) == []
    put(tmp_path, "migrated", "")
    put(tmp_path, "lab/user-settings/x", "")
    assert set_aside_settings(tmp_path) == []


def test_settings_that_cannot_be_moved_keep_jupyterlab_from_starting(tmp_path):
    put(tmp_path, "jupyter_config.py", "planted")
    (tmp_path / ".securebase" / "set-aside").write_text("a file where the folder would be")
    with pytest.raises(SettingsError, match="delete them, then start again"):
        set_aside_settings(tmp_path)


def test_a_workbook_that_someone_handed_on_runs_nothing_when_jupyterlab_starts_in_it(tmp_path, lab_server):
    home = tmp_path / "home"
    for name in READ[: len(APPLICATIONS)]:
        put(home / "book", name, f"open({str(tmp_path / name)!r}, 'w').close()\n")
    server = lab_server(home, "--no-browser", "--folder", "book")
    try:
        assert json.loads(server.ask("api/status"))["kernels"] == 0
        assert [place.name for place in tmp_path.glob("*.py")] == []
        assert "were not used" in server.said()
    finally:
        server.stop()
