"""Resolve every dependency once and write the three files that name exact versions (``make lock``).

``requirements.lock`` holds what the workbook runs on, ``requirements-dev.lock`` what its developers
add, and ``environment.yml`` is the first again for Binder, which wants a conda file.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from packaging.requirements import Requirement

ROOT = Path(__file__).resolve().parent.parent
OLDEST_PYTHON = "3.11"
BINDER_PYTHON = "3.12"
PYTHONS = ("3.11", "3.12", "3.13")

HEAD = "# Exact versions{what}. Written by `make lock` from the ranges in pyproject.toml; edit those.\n"
ENVIRONMENT_HEAD = """\
# What Binder builds. Written by `make lock` from requirements.lock; edit pyproject.toml instead.
# repo2docker reads the Python version only when it is written with a single "=", and caches this layer
# only while the pip section names no local path: postBuild installs the course itself.
name: secure-base
channels:
  - conda-forge
dependencies:
  - python={python}
  - pip
  - pip:
"""


def resolve(preferred: list[str], *options: str) -> list[str]:
    """Ask uv for one set of versions that holds on every supported Python and platform.

    A ``preferred`` version is kept where the ranges still allow it.
    """
    command = ["uv", "pip", "compile", "pyproject.toml", "--universal", "--python-version", OLDEST_PYTHON]
    # One version everywhere: two Pythons that run two NumPys are two products.
    command += ["--fork-strategy", "fewest", "--no-annotate", "--no-header", "--quiet", *options]
    with TemporaryDirectory() as folder:
        answer = Path(folder) / "versions"  # uv looks there first for the versions of the time before
        answer.write_text("\n".join(preferred))
        subprocess.run([*command, "--output-file", answer], cwd=ROOT, check=True, capture_output=True)
        return [line for line in answer.read_text().splitlines() if line.strip()]


def machine(python: str, system: str) -> dict[str, str]:
    """Describe a machine in the words of environment markers; ``system`` is Linux, Darwin or Windows."""
    platform, architecture = {
        "Linux": ("linux", "x86_64"),
        "Darwin": ("darwin", "arm64"),
        "Windows": ("win32", "AMD64"),
    }[system]
    return {
        "python_version": python,
        "python_full_version": f"{python}.0",
        "sys_platform": platform,
        "os_name": "nt" if system == "Windows" else "posix",
        "platform_system": system,
        "platform_machine": architecture,
        "implementation_name": "cpython",
        "platform_python_implementation": "CPython",
    }


def pins_on(lock: list[str], where: dict[str, str]) -> list[str]:
    """Return the pins that apply on one machine, without their markers."""
    requirements = [Requirement(line) for line in lock]
    chosen = [one for one in requirements if one.marker is None or one.marker.evaluate(where)]
    return [f"{one.name}{one.specifier}" for one in chosen]


def added_by(everything: list[str], lock: list[str]) -> list[str]:
    """Return the lines of ``everything`` that install something, on some machine, which ``lock`` does not."""
    machines = [machine(python, system) for python in PYTHONS for system in ("Linux", "Darwin", "Windows")]
    return [
        line
        for line in everything
        if any(set(pins_on([line], where)) - set(pins_on(lock, where)) for where in machines)
    ]


def environment(lock: list[str]) -> str:
    """Render ``environment.yml`` from the lines of ``requirements.lock``."""
    pins = "".join(f"      - {pin}\n" for pin in pins_on(lock, machine(BINDER_PYTHON, "Linux")))
    return ENVIRONMENT_HEAD.format(python=BINDER_PYTHON) + pins


def main() -> None:
    """Write the three files."""
    lock_file, dev_file = ROOT / "requirements.lock", ROOT / "requirements-dev.lock"
    kept = [] if "--upgrade" in sys.argv[1:] else [file for file in (lock_file, dev_file) if file.exists()]
    preferred = [line for file in kept for line in file.read_text().splitlines() if not line.startswith("#")]
    lock = resolve(preferred)
    lock_file.write_text(HEAD.format(what="") + "\n".join(lock) + "\n")
    everything = resolve(preferred, "--extra", "dev", "-c", str(lock_file))
    added = "\n".join(added_by(everything, lock)) + "\n"
    dev_file.write_text(HEAD.format(what=", for developers, on top of requirements.lock") + added)
    (ROOT / "environment.yml").write_text(environment(lock))


if __name__ == "__main__":
    main()
