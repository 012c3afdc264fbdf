"""Every file of a lesson and of its exercise is written: what `make lesson` left open is listed here."""

from __future__ import annotations

import re

import pytest

from securebase.content import content_root

ROOT = content_root()
WHERE = (
    "lessons/*.md",
    "exercises/*/*.*",
    "src/securebase/exercises/oracles/*.py",
    "assets/quick-checks/*.yml",
    "tests/course/numbers/*.yml",
    "docs/instructors/*.md",
)
FILES = sorted(file for pattern in WHERE for file in ROOT.glob(pattern))


@pytest.mark.parametrize("file", FILES, ids=lambda file: str(file.relative_to(ROOT)))
def test_nothing_is_left_to_be_written(file):
    lines = enumerate(file.read_text("utf-8").splitlines(), 1)
    empty = [
        f"{file.relative_to(ROOT)}:{number}: {line.strip()}"
        for number, line in lines
        if re.search(r"\bTODO\b", line)
    ]
    if empty:
        pytest.fail("\n".join(["Still empty:", *empty]), pytrace=False)
