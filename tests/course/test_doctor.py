"""`securebase doctor`: each thing broken in turn, and the sentence that it gets."""

from __future__ import annotations

import importlib.metadata
import json
import os
import shutil
import sys
from importlib.metadata import PackageNotFoundError
from pathlib import Path

import pytest
from platformdirs import user_data_path

from securebase.course.doctor import examination, jupyter, packages, places
from securebase.course.doctor.examination import examine

BIN = str(Path(sys.executable).parent)


@pytest.fixture(autouse=True)
def an_ordinary_person(tmp_path, monkeypatch):
    """A home of its own, this environment on PATH, no Jupyter variables."""
    for name in list(os.environ):
        if name.startswith(("JUPYTER", "XDG_")):
            monkeypatch.delenv(name)
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.setenv("PATH", f"{BIN}{os.pathsep}/usr/bin")
    (tmp_path / "home").mkdir()


@pytest.fixture
def versions(monkeypatch):
    """Let packages have other versions, or none: ``versions["numpy"] = "1.0"``."""
    other: dict[str, str | None] = {}

    def version(name, real=importlib.metadata.version):
        found = other.get(name, real(name) if name not in other else None)
        if found is None:
            raise PackageNotFoundError(name)
        return found

    monkeypatch.setattr(packages.metadata, "version", version)
    return other


def only(findings):
    findings = list(findings)
    assert len(findings) == 1, findings
    return findings[0]


def test_an_installation_that_is_well_has_no_findings(tmp_path):
    assert examine(tmp_path / "workbook") == []
    assert not (tmp_path / "workbook").exists()


def test_a_python_that_is_too_old(monkeypatch, tmp_path):
    monkeypatch.setattr(sys, "version_info", (3, 10, 4, "final", 0))
    assert "Python is too old: this is 3.10.4" in only(examine(tmp_path / "workbook"))
    assert "needs 3.11 or newer" in only(packages.python_version())


def test_a_missing_package(versions, tmp_path):
    versions["jupytext"] = None
    findings = examine(tmp_path / "workbook")
    assert findings[0].startswith("The package jupytext is missing; versions ")
    assert "run `make clean` and then `make lab`" in findings[0]
    assert "jupytext is missing" in findings[1], "the lock is looked at, too"


def test_a_package_in_a_version_that_is_not_accepted(versions):
    versions["nbgrader"] = "0.8.5"
    finding = only(packages.ranges())
    assert "The package nbgrader is version 0.8.5; versions <0.10,>=0.9.5 are accepted." in finding


def test_a_package_that_is_accepted_but_not_the_locked_one(versions):
    locked = importlib.metadata.version("jupyterlab")
    versions["jupyterlab"] = "4.4.0"
    versions["mako"] = None
    assert list(packages.ranges()) == []
    finding = only(packages.lock())
    assert f"jupyterlab is 4.4.0 instead of {locked}, mako is missing." in finding


def test_packages_that_the_lock_has_for_other_systems_are_no_fault(versions):
    versions["pywinpty" if os.name != "nt" else "pexpect"] = None
    assert list(packages.lock()) == []


def test_outside_a_clone_there_is_no_lock_and_pip_mends(tmp_path, versions, monkeypatch):
    monkeypatch.setattr(packages, "_REPOSITORY", tmp_path)
    versions["numpy"] = None
    assert list(packages.lock(tmp_path)) == []
    assert only(packages.ranges()).endswith("-m pip install --upgrade --force-reinstall securebase")


def test_the_course_itself_not_installed(monkeypatch):
    def requires(name):
        raise PackageNotFoundError(name)

    monkeypatch.setattr(packages.metadata, "requires", requires)
    assert "Secure Base is not installed in" in only(packages.ranges())


def test_no_way_to_compare_versions(versions):
    versions["packaging"] = None
    assert "The package packaging is missing" in only(packages.ranges())
    assert list(packages.lock()) == []


@pytest.mark.parametrize("damage", ["gone", "no JSON"])
@pytest.mark.parametrize("name", places._SETTINGS)
def test_settings_that_are_not_in_place(tmp_path, monkeypatch, name, damage):
    own = tmp_path / "config"
    shutil.copytree(places.CONFIG, own)
    monkeypatch.setattr(places, "CONFIG", own)
    if damage == "gone":
        (own / name).unlink()
    else:
        (own / name).write_text("{")
    finding = only(places.settings())
    assert ("not in place" if damage == "gone" else "damaged") in finding
    assert name in finding


@pytest.mark.parametrize("name", jupyter._SERVER)
def test_a_server_extension_that_is_not_enabled(tmp_path, monkeypatch, name):
    own = tmp_path / "config"
    shutil.copytree(jupyter.CONFIG, own)
    monkeypatch.setattr(jupyter, "CONFIG", own)
    place = own / "jupyter_server_config.d" / "securebase.json"
    content = json.loads(place.read_text())
    content["ServerApp"]["jpserver_extensions"][name] = False
    place.write_text(json.dumps(content))
    assert f"The server extension {name}, which" in only(jupyter.server_extensions())


def test_a_server_extension_that_a_person_switched_off_elsewhere_is_on_here(tmp_path):
    own = tmp_path / "home" / ".jupyter"
    own.mkdir()
    (own / "jupyter_server_config.json").write_text(
        '{"ServerApp": {"jpserver_extensions": {"jupyterlab_jupytext": false}}}'
    )
    assert list(jupyter.server_extensions()) == []


def test_a_server_extension_whose_package_is_gone(monkeypatch):
    real = jupyter.importlib.util.find_spec
    monkeypatch.setattr(
        jupyter.importlib.util,
        "find_spec",
        lambda name, *rest: None if name == "jupyterlab_jupytext" else real(name, *rest),
    )
    assert "jupyterlab_jupytext, which opens lessons as notebooks, is missing" in only(
        jupyter.server_extensions()
    )


@pytest.mark.parametrize("name", jupyter._FRONT_END)
def test_a_front_end_that_is_not_in_place(tmp_path, monkeypatch, name):
    own = tmp_path / "labextensions"
    shutil.copytree(Path(sys.prefix) / "share" / "jupyter" / "labextensions", own)
    shutil.copytree(jupyter.EXTENSIONS, own, dirs_exist_ok=True)
    shutil.rmtree(own / name)
    monkeypatch.setattr("jupyter_core.paths.jupyter_path", lambda *_: [str(own)])
    monkeypatch.setattr(jupyter, "EXTENSIONS", tmp_path / "none")
    assert f"JupyterLab's extension {name}, which" in only(jupyter.lab_extensions())


@pytest.mark.parametrize("name", ["jupyterlab-jupytext", "jupyterlab-jupytext:plugin"])
def test_a_front_end_that_is_switched_off(tmp_path, name):
    own = tmp_path / "home" / ".jupyter" / "labconfig"
    own.mkdir(parents=True)
    (own / "page_config.json").write_text(json.dumps({"disabledExtensions": {name: True}}))
    assert only(jupyter.lab_extensions()).endswith(f"jupyter labextension enable {name}")


def test_alembic_not_on_the_path(monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path))
    finding = only(jupyter.alembic())
    assert "PATH leads to none" in finding
    assert f"export PATH={BIN}" in finding


def test_another_environments_alembic(monkeypatch, tmp_path):
    other = tmp_path / "alembic"
    other.write_text("#!/bin/sh\n")
    other.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{BIN}")
    assert f"leads to another environment's, {other}" in only(jupyter.alembic())


def test_no_alembic_in_the_environment(monkeypatch, tmp_path):
    monkeypatch.setattr(jupyter.sysconfig, "get_path", lambda _: str(tmp_path))
    assert f"is missing from {tmp_path}" in only(jupyter.alembic())


def kernel_of(folder, command):
    place = folder / "kernels" / "python3"
    place.mkdir(parents=True)
    (place / "kernel.json").write_text(
        json.dumps({"argv": [command, "-m", "ipykernel_launcher"], "display_name": "P", "language": "python"})
    )


def test_a_kernel_of_another_environment(tmp_path, monkeypatch):
    kernel_of(tmp_path, "/elsewhere/bin/python")
    monkeypatch.setenv("JUPYTER_PATH", str(tmp_path))
    finding = only(jupyter.kernel())
    assert f"starts /elsewhere/bin/python and not this environment's {sys.executable}" in finding
    assert "jupyter kernelspec remove python3" in finding


@pytest.mark.parametrize("command", ["python", "python3", sys.executable, f"{BIN}/python"])
def test_a_kernel_of_this_environment(tmp_path, monkeypatch, command):
    kernel_of(tmp_path, command)
    monkeypatch.setenv("JUPYTER_PATH", str(tmp_path))
    assert list(jupyter.kernel()) == []


def test_no_kernel(monkeypatch):
    from jupyter_client.kernelspec import KernelSpecManager, NoSuchKernel

    def none(_, name):
        raise NoSuchKernel(name)

    monkeypatch.setattr(KernelSpecManager, "get_kernel_spec", none)
    assert "The kernel python3 is missing" in only(jupyter.kernel())


def test_no_lessons(tmp_path, monkeypatch):
    (tmp_path / "lessons").mkdir()
    monkeypatch.setattr(places, "content_root", lambda: tmp_path)
    finding = only(places.content())
    assert f"lessons are missing: {tmp_path / 'lessons'} has none." in finding


def test_no_content_at_all(monkeypatch):
    def nowhere():
        raise FileNotFoundError("The course's lessons and assets were not found.")

    monkeypatch.setattr(places, "content_root", nowhere)
    monkeypatch.setattr("securebase.course.workbook.folder.content_root", nowhere)
    assert "were not found." in only(examine())


@pytest.fixture
def forbidden(tmp_path, monkeypatch):
    """Simulated: for root, the system's own answer is always yes."""
    place = tmp_path / "forbidden"
    place.mkdir()
    real = os.access
    monkeypatch.setattr(os, "access", lambda path, mode: Path(path) != place and real(path, mode))
    return place


def test_a_workbook_folder_that_cannot_be_written(forbidden):
    finding = only(examine(forbidden / "new" / "workbook"))
    assert f"nothing can be written in {forbidden}, which is read-only or belongs to someone else" in finding
    assert "--folder" in finding


def test_a_file_in_the_workbooks_place(tmp_path):
    (tmp_path / "taken").touch()
    assert f"{tmp_path / 'taken'} is not a folder" in only(examine(tmp_path / "taken" / "workbook"))


def test_a_data_folder_that_cannot_be_written(monkeypatch, forbidden):
    monkeypatch.setenv("XDG_DATA_HOME", str(forbidden))
    finding = only(places.data_folder())
    assert f"The folder for your private writing, {user_data_path('securebase', appauthor=False)}" in finding


def test_places_of_help_that_nobody_checked_are_named(monkeypatch):
    monkeypatch.setattr(examination, "resources_faults", lambda: ["assets/resources.yml says no day."])
    assert "assets/resources.yml says no day." in examine()
