"""Notebooks with a widget in their metadata, as ipywidgets stores it: an anywidget, which is JavaScript."""

from __future__ import annotations

import json
import secrets

import jupytext
import nbformat

STATE = "application/vnd.jupyter.widget-state+json"
VIEW = "application/vnd.jupyter.widget-view+json"


def stored_widget(code: str) -> tuple[str, dict]:
    """Return a widget's id, and a notebook's metadata that bring it to life: ``code`` runs as it is made."""
    identity = secrets.token_hex(16)
    state = {
        "_anywidget_id": "a.widget",
        "_dom_classes": [],
        "_esm": f"{code};\nexport default {{ render({{ el }}) {{ el.textContent = 'alive again'; }} }};",
        "_model_module": "anywidget",
        "_model_module_version": "*",
        "_model_name": "AnyModel",
        "_view_module": "anywidget",
        "_view_module_version": "*",
        "_view_name": "AnyView",
    }
    model = {
        "model_module": "anywidget",
        "model_module_version": "*",
        "model_name": "AnyModel",
        "state": state,
    }
    kept = {"state": {identity: model}, "version_major": 2, "version_minor": 0}
    return identity, {"widgets": {STATE: kept}}


def with_widget(notebook: dict, code: str) -> dict:
    """Return a notebook with a stored widget, and one more cell in whose output it is seen."""
    identity, metadata = stored_widget(code)
    view = {"model_id": identity, "version_major": 2, "version_minor": 0}
    output = nbformat.v4.new_output("display_data", {VIEW: view, "text/plain": "a widget"})
    cell = nbformat.v4.new_code_cell("# seen below", outputs=[output], execution_count=1)
    changed = nbformat.from_dict(json.loads(json.dumps(notebook)))
    changed.metadata.update(metadata)
    changed.cells.append(cell)
    return changed


def header_with_widget(lesson: str, code: str) -> str:
    """Return a lesson's text with a stored widget in its header, and nothing else changed."""
    opening, header, text = lesson.split("---\n", 2)
    return f"{opening}---\n{header}widgets: {json.dumps(stored_widget(code)[1]['widgets'])}\n---\n{text}"


def widget_in_header(text: str) -> bool:
    """Whether a lesson's header holds a stored widget, as jupytext reads it."""
    return STATE in jupytext.reads(text, fmt="md").metadata.get("widgets", {})
