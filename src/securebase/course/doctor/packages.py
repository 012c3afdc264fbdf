"""Doctor: find a Python that is too old, and packages that are missing or do not fit."""

from __future__ import annotations

import sys
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_DISTRIBUTION = "securebase"
_REPOSITORY = Path(__file__).resolve().parents[4]
_PYTHON = (3, 11)


def python_version() -> Iterator[str]:
    """Find a Python that the course does not run on."""
    if tuple(sys.version_info[:2]) < _PYTHON:
        given = ".".join(str(part) for part in sys.version_info[:3])
        yield (
            f"Python is too old: this is {given} ({sys.executable}), and Secure Base needs "
            f"{_PYTHON[0]}.{_PYTHON[1]} or newer. Install a newer Python from python.org or your system's "
            "packages, then install Secure Base with it."
        )


def ranges() -> Iterator[str]:
    """Find packages that the installed course needs and that are missing, or not in a version it accepts."""
    try:
        needed = metadata.requires(_DISTRIBUTION) or []
    except metadata.PackageNotFoundError:
        yield f"Secure Base is not installed in {sys.prefix}: Python finds its files and no more. {mend()}"
        return
    if _installed("packaging") is None:
        yield f"The package packaging is missing, so that no other can be looked at. {mend()}"
        return
    from packaging.requirements import Requirement  # noqa: PLC0415  # it may be what is missing

    for requirement in map(Requirement, needed):
        name, accepted, installed = requirement.name, requirement.specifier, _installed(requirement.name)
        if requirement.marker and not requirement.marker.evaluate({"extra": ""}):
            continue
        if installed is None:
            yield f"The package {name} is missing; versions {accepted} are accepted. {mend()}"
        elif not accepted.contains(installed, prereleases=True):
            yield f"The package {name} is version {installed}; versions {accepted} are accepted. {mend()}"


def lock(repository: Path = _REPOSITORY) -> Iterator[str]:
    """Find packages that in a clone are not exactly those of the lock file."""
    place = repository / "requirements.lock"
    if _installed("packaging") is None or not place.is_file():
        return
    from packaging.requirements import Requirement  # noqa: PLC0415  # it may be what is missing

    lines = (line.partition("#")[0].strip() for line in place.read_text("utf-8").splitlines())
    different = []
    for requirement in map(Requirement, filter(None, lines)):
        if requirement.marker and not requirement.marker.evaluate():
            continue
        installed = _installed(requirement.name)
        if installed is None:
            different.append(f"{requirement.name} is missing")
        elif not requirement.specifier.contains(installed):
            locked = str(requirement.specifier).removeprefix("==")
            different.append(f"{requirement.name} is {installed} instead of {locked}")
    if different:
        yield f"The environment {sys.prefix} differs from requirements.lock: {', '.join(different)}. {mend()}"


def mend() -> str:
    """Say how to bring this installation in order."""
    if (_REPOSITORY / "requirements.lock").is_file():
        return f"In {_REPOSITORY} run `make clean` and then `make lab`, which reinstalls everything."
    return f"Reinstall it: {sys.executable} -m pip install --upgrade --force-reinstall {_DISTRIBUTION}"


def _installed(name: str) -> str | None:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return None
