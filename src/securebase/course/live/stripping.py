"""What an exercise's file keeps: text and pictures, and no view of a widget that no longer lives.

JupyterLab shows "Error displaying widget" in place of a stored view, even beside a fallback, and a stored
state carries what was set in controls. On opening, the plugin makes the widgets anew.
"""

from __future__ import annotations

from typing import Any

from securebase.exercises.construct import OURS

_VIEW = "application/vnd.jupyter.widget-view+json"


def strip_widgets(model: dict[str, Any], **_of_the_contents_manager: object) -> None:
    """Take the widgets' views and states out of one of our exercises that is about to be saved.

    Parameters
    ----------
    model
        What Jupyter's contents manager is about to write; changed in place if it is an exercise of ours.
    """
    content = model.get("content")
    if model.get("type") != "notebook" or not isinstance(content, dict):
        return
    metadata = content.get("metadata", {})
    if OURS not in metadata:
        return
    metadata.pop("widgets", None)
    for cell in content.get("cells", []):
        if "outputs" in cell:
            cell["outputs"] = [output for output in cell["outputs"] if _VIEW not in output.get("data", {})]
