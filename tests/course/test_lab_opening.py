"""Which lesson `securebase lab` opens."""

from __future__ import annotations

import json

import pytest

from securebase.course.lab.opening import forget_lost_tabs, lesson_to_open
from securebase.course.lab.server import _arguments
from securebase.course.live.progress import change_progress


@pytest.fixture
def lessons(tmp_path):
    folder = tmp_path / "workbook"
    (folder / "lessons").mkdir(parents=True)
    for name in ("10-ten", "02-two", "04-four", "glossary"):
        (folder / "lessons" / f"{name}.md").touch()
    return folder


def leave(folder, *paths):
    """Write the arrangement that JupyterLab leaves with these tabs open, the last one in front."""
    place = folder / ".securebase" / "workspaces" / "default-37a8.jupyterlab-workspace"
    place.parent.mkdir(parents=True, exist_ok=True)
    widgets = [f"notebook:{path}" for path in paths]
    data = {
        "file-browser-filebrowser:cwd": {"path": "lessons"},
        "layout-restorer:data": {"main": {"dock": {"widgets": widgets}, "current": widgets[-1]}},
    }
    data |= {f"notebook:{path}": {"data": {"path": path, "factory": "Notebook"}} for path in paths}
    place.write_text(json.dumps({"data": data, "metadata": {"id": "default"}}))
    return place


def test_the_first_time_it_opens_the_lesson_with_the_lowest_number(lessons):
    assert lesson_to_open(lessons) == "lessons/02-two.md"


def test_later_it_opens_the_one_that_the_learner_was_in(lessons):
    place = leave(lessons, "lessons/02-two.md", "lessons/10-ten.md")
    assert lesson_to_open(lessons) == "lessons/10-ten.md"
    forget_lost_tabs(lessons)
    assert place.exists()


def test_a_lesson_that_was_renamed_opens_under_its_new_name(lessons):
    place = leave(lessons, "lessons/02-two.md", "lessons/10-an-older-name.md")
    assert lesson_to_open(lessons) == "lessons/10-ten.md"
    forget_lost_tabs(lessons)
    assert not place.exists()


def test_a_file_that_is_gone_leads_back_to_the_first_lesson(lessons):
    leave(lessons, "my own.ipynb")
    assert lesson_to_open(lessons) == "lessons/02-two.md"


@pytest.mark.parametrize(
    "damage", ["", "{", "[]", '{"data": 3}', '{"data": {}, "metadata": {"id": "default"}}']
)
def test_a_damaged_arrangement_is_no_obstacle(lessons, damage):
    leave(lessons, "lessons/10-ten.md").write_text(damage)
    forget_lost_tabs(lessons)
    assert lesson_to_open(lessons) == "lessons/02-two.md"


def test_an_empty_workbook_opens_jupyterlab_alone(tmp_path):
    assert lesson_to_open(tmp_path) is None
    assert "--LabApp.default_url=/lab" in _arguments(tmp_path, None, "token", browser=False)


def test_where_no_tab_was_open_it_opens_the_lesson_that_the_progress_names(lessons):
    (lessons / ".securebase").mkdir()
    change_progress(lessons, {"last": "lessons/04-four.md"})
    assert lesson_to_open(lessons) == "lessons/04-four.md"
    leave(lessons, "lessons/10-ten.md")
    assert lesson_to_open(lessons) == "lessons/10-ten.md"
