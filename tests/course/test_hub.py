"""`securebase hub`: one command for a server that someone else starts."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest
from jupyterlab_server.config import get_federated_extensions

from securebase.course.lab import hub
from securebase.course.lab.settings import CONFIG, EXTENSIONS

LESSON = "---\nkernelspec:\n  name: python3\n---\n\n# A lesson\n"


@pytest.fixture(autouse=True)
def small_course(tmp_path, monkeypatch):
    """A course of one lesson, so that filling takes no time."""
    for name in ("lessons", "exercises", "assets"):
        (tmp_path / "course" / name).mkdir(parents=True)
    (tmp_path / "course" / "lessons" / "01-one.md").write_text(LESSON)
    monkeypatch.setattr("securebase.course.workbook.folder.content_root", lambda: tmp_path / "course")


@pytest.fixture
def configuration(tmp_path):
    return tmp_path / "environment" / "etc" / "jupyter"


def effective(configuration, section):
    """What a JupyterLab that knows this configuration reads."""
    asking = (
        "import json; from jupyterlab_server.config import ConfigManager; "
        f"print(json.dumps(ConfigManager(config_dir_name='labconfig').get({section!r})))"
    )
    answer = subprocess.run(
        [sys.executable, "-c", asking],
        env=os.environ
        | {"JUPYTER_CONFIG_PATH": str(configuration), "JUPYTER_CONFIG_DIR": str(configuration)},
        capture_output=True,
        text=True,
        check=True,
    )
    return json.loads(answer.stdout)


def test_the_workbook_is_filled_and_both_things_are_said(tmp_path, configuration):
    said = hub.prepare_server(tmp_path / "workbook", configuration)
    assert said == [
        f"Every JupyterLab in this environment has been given the course's settings ({configuration}).",
        f"Your workbook is ready in {tmp_path / 'workbook'}.",
    ]
    assert (tmp_path / "workbook" / "lessons" / "01-one.md").read_text() == LESSON


@pytest.mark.parametrize("section", ["default_setting_overrides", "page_config"])
def test_jupyterlab_reads_the_same_settings_as_under_securebase_lab(tmp_path, configuration, section):
    hub.prepare_server(tmp_path / "workbook", configuration)
    ours = json.loads((CONFIG / "labconfig" / f"{section}.json").read_text())
    found = effective(configuration, section)
    assert {name: found[name] for name in ours} == ours


def test_no_settings_file_is_left_out(tmp_path, configuration):
    hub.prepare_server(tmp_path / "workbook", configuration)
    given = sorted(place.read_text() for place in configuration.rglob("*") if place.is_file())
    assert given == sorted(place.read_text() for place in CONFIG.rglob("*") if place.is_file())


def plugins(configuration):
    return configuration.parents[1] / "share" / "jupyter" / "labextensions"


def test_the_plugin_is_installed_where_every_jupyterlab_of_the_environment_finds_it(tmp_path, configuration):
    hub.prepare_server(tmp_path / "workbook", configuration)
    wanted = {place.relative_to(EXTENSIONS): place.read_bytes() for place in EXTENSIONS.rglob("*.*")}
    home = plugins(configuration)
    assert {place.relative_to(home): place.read_bytes() for place in home.rglob("*.*")} == wanted
    found = get_federated_extensions([str(home)])
    assert found["securebase"]["jupyterlab"]["_build"]["load"] == "plugin/remoteEntry.js"
    assert (home / "securebase" / "plugin" / "remoteEntry.js").is_file()


def test_an_older_version_of_the_plugin_is_replaced_and_others_plugins_stay(tmp_path, configuration):
    hub.prepare_server(tmp_path / "workbook", configuration)
    ours = plugins(configuration) / "securebase" / "plugin"
    (ours / "retired.js").write_text("// an older version's")
    (ours / "dom.js").write_text("// an older version's")
    other = plugins(configuration) / "other" / "package.json"
    other.parent.mkdir()
    other.write_text("{}")
    assert "has been given" in hub.prepare_server(tmp_path / "workbook", configuration)[0]
    assert not (ours / "retired.js").exists()
    assert (ours / "dom.js").read_bytes() == (EXTENSIONS / "securebase" / "plugin" / "dom.js").read_bytes()
    assert other.read_text() == "{}"
    assert "already has" in hub.prepare_server(tmp_path / "workbook", configuration)[0]


def test_an_administrators_own_nbgrader_settings_stay_and_are_named(tmp_path, configuration):
    own = configuration / "nbgrader_config.py"
    own.parent.mkdir(parents=True)
    own.write_text("c.Exchange.root = '/srv/exchange'\n")
    sentences = hub.prepare_server(tmp_path / "workbook", configuration)
    assert own.read_text() == "c.Exchange.root = '/srv/exchange'\n"
    assert any(
        f"{own} belongs to an administrator and was left as it is." in sentence for sentence in sentences
    )


def test_our_own_nbgrader_settings_are_renewed(tmp_path, configuration):
    hub.prepare_server(tmp_path / "workbook", configuration)
    place = configuration / "nbgrader_config.py"
    ours = place.read_text()
    place.write_text(ours + "c.ExchangeFactory.submit = 'an older name'\n")
    assert len(hub.prepare_server(tmp_path / "workbook", configuration)) == 2
    assert place.read_text() == ours


def test_an_administrators_own_settings_stay_and_come_first(tmp_path, configuration):
    own = configuration / "labconfig" / "default_setting_overrides.json"
    own.parent.mkdir(parents=True)
    own.write_text('{"@jupyterlab/apputils-extension:notification": {"fetchNews": "true"}}')
    before = own.read_bytes()
    hub.prepare_server(tmp_path / "workbook", configuration)
    assert own.read_bytes() == before
    found = effective(configuration, "default_setting_overrides")
    assert found["@jupyterlab/apputils-extension:notification"]["fetchNews"] == "true"
    assert found["@jupyterlab/apputils-extension:notification"]["checkForUpdates"] is False


def test_an_older_version_of_our_settings_is_replaced(tmp_path, configuration):
    hub.prepare_server(tmp_path / "workbook", configuration)
    old = configuration / "labconfig" / "page_config.d" / "securebase.json"
    wanted = old.read_bytes()
    old.write_text("{}")
    assert "has been given" in hub.prepare_server(tmp_path / "workbook", configuration)[0]
    assert old.read_bytes() == wanted


def test_a_learner_may_run_it_where_only_an_administrator_can_write(tmp_path, configuration, monkeypatch):
    hub.prepare_server(tmp_path / "workbook", configuration)

    def refused(path, *_):
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(hub, "write_atomically", refused)
    said = hub.prepare_server(tmp_path / "learner" / "workbook", configuration)
    assert (
        said[0]
        == f"Every JupyterLab in this environment already has the course's settings ({configuration})."
    )
    assert (tmp_path / "learner" / "workbook" / "lessons" / "01-one.md").exists()


def test_where_settings_cannot_be_written_a_sentence_says_who_can(tmp_path, configuration):
    configuration.parent.mkdir(parents=True)
    configuration.write_text("a file where the folder should be")
    with pytest.raises(
        hub.HubError, match=r"could not be written to .*securebase\.json .* image is being built"
    ):
        hub.prepare_server(tmp_path / "workbook", configuration)
