"""Every component brings its stylesheet to the same page, so none may bend another's look."""

from __future__ import annotations

import re
from collections import defaultdict
from pathlib import Path

import securebase

PACKAGE = Path(securebase.__file__).parent
KIT = PACKAGE / "widgets" / "static" / "kit.css"
SHEETS = [sheet for part in ("widgets", "reflections") for sheet in (PACKAGE / part / "static").glob("*.css")]


def classes(sheet: Path) -> set[str]:
    text = re.sub(r"/\*.*?\*/", "", sheet.read_text(), flags=re.DOTALL)
    return {
        name for selector in re.findall(r"([^{}]+)\{", text) for name in re.findall(r"\.(sb[\w-]*)", selector)
    }


def test_each_class_is_styled_by_one_component():
    owners = defaultdict(list)
    for sheet in SHEETS:
        if sheet != KIT:
            for name in classes(sheet) - classes(KIT):
                owners[name].append(sheet.name)
    assert {name: sheets for name, sheets in owners.items() if len(sheets) > 1} == {}


def test_nothing_outside_the_course_is_styled():
    """Every selector names one of our classes: other notebooks keep their face."""
    for sheet in SHEETS:
        text = re.sub(r"/\*.*?\*/", "", sheet.read_text(), flags=re.DOTALL)
        for selectors in re.findall(r"([^{}@]+)\{", re.sub(r"@[\w-]+[^{]*\{", "", text)):
            for selector in re.sub(r"\([^()]*\)", "", selectors).split(","):
                step = selector.strip() in ("from", "to") or selector.strip().endswith("%")
                assert step or ".sb" in selector, f"{sheet.name}: {selector.strip()}"
