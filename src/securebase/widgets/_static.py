"""What each component shows: its own JavaScript and CSS, and words for places without a kernel."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any, cast

import anywidget

_STATIC = Path(__file__).with_name("static")


@cache
def esm(*names: str) -> str:
    """Return the JavaScript module of one component, with what all share before it.

    A widget is handed to the browser as one module, which cannot import its neighbours.

    Parameters
    ----------
    *names : str
        File names without their ending, the component's own last: ``"quick_check"``. Those before it are
        parts that several components show.

    Raises
    ------
    FileNotFoundError
        If the package holds no such file.
    """
    return "\n".join((_STATIC / f"{part}.js").read_text(encoding="utf-8") for part in ("kit", *names))


@cache
def css(*names: str) -> str:
    """Return the shared look followed by the component's own rules.

    A widget hands JupyterLab one stylesheet, so each carries the shared part with it.

    Parameters
    ----------
    *names : str
        File names without their ending: ``"quick_check"``.

    Raises
    ------
    FileNotFoundError
        If the package holds no such file.
    """
    return "\n".join((_STATIC / f"{part}.css").read_text(encoding="utf-8") for part in ("kit", *names))


def with_fallback(widget: anywidget.AnyWidget, html: str) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return the widget's mime bundle with HTML for places where no kernel runs.

    Parameters
    ----------
    widget : anywidget.AnyWidget
        Its ``repr`` becomes the plain text.
    html : str
        Escaped HTML; a notebook file may keep it, so nothing of the learner belongs in it.
    """
    bundle = anywidget.AnyWidget._repr_mimebundle_(widget)
    data, metadata = cast("tuple[dict[str, Any], dict[str, Any]]", bundle)
    return data | {"text/html": html}, metadata
