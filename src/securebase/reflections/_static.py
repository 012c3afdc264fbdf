"""What each component shows: the parts that all private components share, then its own."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from securebase.widgets import _static as shared
from securebase.widgets.private_letters import PARTS

_STATIC = Path(__file__).with_name("static")


@cache
def esm(*names: str) -> str:
    """Return the JavaScript module of one component; file names without their ending, its own last."""
    own = [(_STATIC / f"{name}.js").read_text(encoding="utf-8") for name in names]
    return "\n".join((shared.esm(*PARTS), *own))


@cache
def css(*names: str) -> str:
    """Return the shared look, that of the private box, and the component's own rules."""
    own = [(_STATIC / f"{name}.css").read_text(encoding="utf-8") for name in names]
    return "\n".join((shared.css("private_box"), *own))
