"""Resolve every dependency once and write the three files that name exact versions (``make lock``).

``requirements.lock`` holds what the workbook runs on, ``requirements-dev.lock`` what its developers
add, and ``environment.yml`` is the first again for Binder, which wants a conda file.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from packaging.requirements import Requirement

ROOT = Path(__file__).resolve().parent.parent
OLDEST_PYTHON = "3.11"
BINDER_PYTHON = "3.12"

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


def resolve(*options: str) -> list[str]:
    """Ask uv for one set of versions that holds on every supported Python and platform."""
    command = ["uv", "pip", "compile", "pyproject.toml", "--universal", "--python-version", OLDEST_PYTHON]
    # One version everywhere: two Pythons that run two NumPys are two products.
    command += ["--fork-strategy", "fewest", "--no-annotate", "--no-header", "--quiet", *options]
    answer = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True)
    return [line for line in answer.stdout.splitlines() if line.strip()]


def pins_on_binder(lock: list[str]) -> list[str]:
    """Return the pins that apply on Binder's Linux and Python, without their markers."""
    binder = {
        "python_version": BINDER_PYTHON,
        "python_full_version": f"{BINDER_PYTHON}.0",
        "sys_platform": "linux",
        "os_name": "posix",
        "platform_system": "Linux",
        "platform_machine": "x86_64",
        "implementation_name": "cpython",
        "platform_python_implementation": "CPython",
    }
    requirements = [Requirement(line) for line in lock]
    chosen = [one for one in requirements if one.marker is None or one.marker.evaluate(binder)]
    return [f"{one.name}{one.specifier}" for one in chosen]


def environment(lock: list[str]) -> str:
    """Render ``environment.yml`` from the lines of ``requirements.lock``."""
    pins = "".join(f"      - {pin}\n" for pin in pins_on_binder(lock))
    return ENVIRONMENT_HEAD.format(python=BINDER_PYTHON) + pins


def main() -> None:
    """Write the three files."""
    upgrade = ["--upgrade"] if "--upgrade" in sys.argv[1:] else []
    lock_file, dev_file = ROOT / "requirements.lock", ROOT / "requirements-dev.lock"
    known = [option for file in (lock_file, dev_file) if file.exists() for option in ("-c", str(file))]
    keep = [] if upgrade else known
    lock = resolve(*keep)
    lock_file.write_text(HEAD.format(what="") + "\n".join(lock) + "\n")
    everything = resolve("--extra", "dev", *keep, "-c", str(lock_file))
    added = [line for line in everything if line not in lock]
    dev_file.write_text(
        HEAD.format(what=", for developers, on top of requirements.lock") + "\n".join(added) + "\n"
    )
    (ROOT / "environment.yml").write_text(environment(lock))


if __name__ == "__main__":
    main()
