"""The exact versions: one each, within the ranges, the same on Binder."""

from __future__ import annotations

import importlib.util
import tomllib
from pathlib import Path

import pytest
import yaml
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

REPOSITORY = Path(__file__).resolve().parents[1]
PROJECT = tomllib.loads((REPOSITORY / "pyproject.toml").read_text())["project"]


def lines_of(name: str) -> list[str]:
    lines = (REPOSITORY / name).read_text().splitlines()
    return [line for line in lines if line.strip() and not line.startswith("#")]


LOCK, DEV_LOCK = lines_of("requirements.lock"), lines_of("requirements-dev.lock")


@pytest.fixture(scope="module")
def tool():
    spec = importlib.util.spec_from_file_location("lock", REPOSITORY / "tools" / "lock.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def name_of(requirement: Requirement) -> str:
    return canonicalize_name(requirement.name)


def exact_version(requirement: Requirement) -> str:
    (only,) = requirement.specifier
    assert only.operator == "==", f"{requirement} is not one exact version"
    assert "*" not in only.version, f"{requirement} is not one exact version"
    return only.version


def versions(lines: list[str]) -> dict[str, str]:
    return {name_of(one): exact_version(one) for one in map(Requirement, lines)}


def test_binders_environment_is_what_the_tool_makes_from_the_lock(tool):
    assert (REPOSITORY / "environment.yml").read_text() == tool.environment(LOCK)


def test_binders_environment_holds_no_package_of_another_system(tool):
    text = tool.environment(
        ["one==1.0", "two==2.0 ; sys_platform == 'win32'", "three==3 ; os_name == 'posix'"]
    )
    assert text.endswith("  - pip:\n      - one==1.0\n      - three==3\n")


@pytest.mark.parametrize("lines", [LOCK, DEV_LOCK, LOCK + DEV_LOCK], ids=["runtime", "dev", "together"])
def test_every_package_stands_once_with_one_version_for_every_python(lines):
    names = [name_of(Requirement(line)) for line in lines]
    assert sorted(names) == sorted(versions(lines))


@pytest.mark.parametrize("range_", PROJECT["dependencies"])
def test_the_lock_holds_each_dependency_within_its_range(range_):
    wanted = Requirement(range_)
    assert wanted.specifier.contains(versions(LOCK)[name_of(wanted)], prereleases=True)


@pytest.mark.parametrize("range_", PROJECT["optional-dependencies"]["dev"])
def test_the_two_locks_hold_each_developers_tool_within_its_range(range_):
    wanted = Requirement(range_)
    assert wanted.specifier.contains(versions(LOCK + DEV_LOCK)[name_of(wanted)], prereleases=True)


def test_the_developers_lock_repeats_nothing(tool):
    everything = [
        "one==1.0",
        "two==2.0 ; os_name == 'nt' or sys_platform == 'win32'",
        "three==3.0",
        "four==4.0",
    ]
    runtime = ["one==1.0", "two==2.0 ; sys_platform == 'win32'", "three==3.0 ; python_version < '3.12'"]
    # Three stays: on a newer Python only the developers' tools need it.
    assert tool.added_by(everything, runtime) == ["three==3.0", "four==4.0"]


def test_the_pythons_that_are_tested_are_the_ones_the_package_accepts(tool):
    from packaging.specifiers import SpecifierSet

    accepted = SpecifierSet(PROJECT["requires-python"])
    assert all(accepted.contains(python) for python in tool.PYTHONS)
    assert tool.PYTHONS[0] == tool.OLDEST_PYTHON
    assert not accepted.contains("3.10")
    assert tool.BINDER_PYTHON in tool.PYTHONS


def test_github_tests_every_python_that_the_lock_is_for(tool):
    workflow = yaml.safe_load((REPOSITORY / ".github" / "workflows" / "tests.yml").read_text())
    assert tuple(workflow["jobs"]["tests"]["strategy"]["matrix"]["python"]) == tool.PYTHONS
