"""Where the plugin is missing or switched off, a lesson says how to run it, and runs."""

from __future__ import annotations

LESSON = "lessons/00-start-here.md"


def test_without_the_plugin_a_lesson_says_how_to_run_it_and_runs(own_lab, make_reader, tmp_path):
    settings = tmp_path / "home" / ".jupyter" / "labconfig" / "page_config.json"
    settings.parent.mkdir(parents=True)
    settings.write_text('{"disabledExtensions": {"securebase:plugin": true}}')
    person = make_reader(own_lab())
    person.open(LESSON)
    page = person.page
    line = page.locator(".jp-MarkdownOutput").filter(has_text="If you can read this line")
    line.wait_for()
    assert "Run All Cells" in line.inner_text()
    assert page.locator(".sb-live").count() == 0
    person.run_all()
    page.locator(".sb-live").first.wait_for()
    assert person.complaints == []
