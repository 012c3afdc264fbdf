"""What a front end is given of a notebook: no stored widgets, and no reader's settings that are code.

ipywidgets brings back the widgets that a notebook's metadata hold without asking whether the notebook is
trusted, and a stored anywidget is JavaScript: whoever hands on a notebook would run code in the page of
whoever opens it, where JupyterLab can do all that its user can. So none of it reaches a front end.
"""

from __future__ import annotations

import inspect
from typing import TYPE_CHECKING, Any

from securebase.course.live.belonging import in_workbook
from securebase.exercises.construct import OURS

if TYPE_CHECKING:
    from collections.abc import Callable


def guard_reading(server: Any) -> None:  # Jupyter's application has no types
    """Let the server's contents manager hand out no notebook of ours with stored widgets.

    Ours is every notebook in a workbook, each one whose metadata name us, and every text notebook, because a
    lesson is one wherever it lies. Notebooks of other courses stay as they are. Nothing on the disk is
    changed, and who asks for a file as it is, to download it or to edit its text, gets all of it.

    Parameters
    ----------
    server
        Jupyter's application. Its contents manager is taken as it is, whatever its class, and whether it
        answers at once or later: jupytext puts its own in place of Jupyter's.
    """
    manager = server.contents_manager
    ours = in_workbook(server)

    def without_widgets(path: str, model: dict[str, Any]) -> dict[str, Any]:
        content = model.get("content")
        metadata = content.get("metadata") if isinstance(content, dict) else None
        if model.get("type") != "notebook" or not isinstance(metadata, dict):
            return model
        if not path.endswith(".ipynb") or OURS in metadata or ours(path):
            metadata.pop("widgets", None)
        return model

    def without_code(_directory: str, settings: str | None) -> Any:
        if settings is None or not settings.endswith(".py") or not ours(settings):
            return settings
        folder, _, _ = settings.strip("/").rpartition("/")
        return manager.get_config_file(folder.rpartition("/")[0]) if folder else None

    _wrap(manager, "get", without_widgets)
    if hasattr(manager, "get_config_file"):
        # jupytext runs a `.jupytext.py` beside a notebook that is opened, where hidden files may be shown.
        _wrap(manager, "get_config_file", without_code)


def _wrap(manager: Any, name: str, change: Callable[[str, Any], Any]) -> None:
    method = getattr(manager, name)

    def changed(path: str, *arguments: Any, **options: Any) -> Any:
        answer = method(path, *arguments, **options)
        return later(path, answer) if inspect.isawaitable(answer) else change(path, answer)

    async def later(path: str, answer: Any) -> Any:
        result = change(path, await answer)
        return await result if inspect.isawaitable(result) else result

    setattr(manager, name, changed)
