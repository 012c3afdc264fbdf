"""Where the plugin or jupytext's own does not load, as in a JupyterLab not built for, lessons still run."""

from __future__ import annotations

import json

import pytest
from playwright.sync_api import expect

LESSON = "lessons/00-start-here.md"
STATE = "() => window.jupyterapp.shell.currentWidget.node.dataset.securebase"


@pytest.fixture
def without(lab, fresh_reader):
    """Switch an extension off for whoever loads JupyterLab now."""
    settings = lab.home / ".jupyter" / "labconfig" / "page_config.json"

    def switch_off(extension):
        settings.parent.mkdir(parents=True, exist_ok=True)
        settings.write_text(json.dumps({"disabledExtensions": {extension: True}}))
        return fresh_reader

    yield switch_off
    settings.unlink()


def test_without_the_plugin_a_lesson_says_how_to_run_it_and_runs(without):
    person = without("securebase:plugin")
    person.open(LESSON)
    page = person.page
    line = page.locator(".jp-MarkdownOutput").filter(has_text="If you can read this line")
    line.wait_for()
    expect(line).to_contain_text("Run All Cells", use_inner_text=True)
    expect(page.locator(".sb-live")).to_have_count(0)
    person.run_all()
    page.locator(".sb-live").first.wait_for()
    assert person.complaints == []


def test_where_jupytexts_own_extension_does_not_load_a_lesson_is_alive_as_ever(without):
    person = without("jupyterlab-jupytext")
    person.open(LESSON)
    page = person.page
    assert page.evaluate("() => window.jupyterapp.hasPlugin('jupyterlab-jupytext:plugin')") is False
    assert page.evaluate(STATE) == "alive"
    expect(page.locator(".jp-NotebookPanel:visible .sb-live img")).to_have_count(1)
    person.reload()
    assert page.evaluate(STATE) == "alive"
    assert person.complaints == []
