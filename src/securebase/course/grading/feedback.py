"""The look of the pages with a learner's feedback: nbgrader's own, without its link to the internet."""

from __future__ import annotations

from pathlib import Path


def template_folders() -> list[str]:
    """Return the folders for nbconvert's ``extra_template_basedirs``: ours, then nbgrader's."""
    import nbgrader  # noqa: PLC0415 - seconds, and only nbgrader's own commands ask

    stock = Path(nbgrader.__file__).parent / "server_extensions" / "formgrader" / "templates"
    return [str(Path(__file__).parent / "templates"), str(stock)]
