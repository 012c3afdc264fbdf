"""The plugin and its server's side, as a running `securebase lab` hands them out."""

from __future__ import annotations

import json
import re
import urllib.error
import urllib.request

import pytest

from securebase.course.lab.settings import EXTENSIONS
from securebase.course.live.stripping import strip_widgets

LESSON = "lessons/04-the-first-hour.md"
EXERCISE = "exercises/04-the-first-hour/04-the-first-hour.ipynb"
VIEW = {"data": {"application/vnd.jupyter.widget-view+json": {"model_id": "1"}, "text/plain": "a slider"}}
STREAM = {"output_type": "stream", "name": "stdout", "text": "2 of 20 points."}


@pytest.fixture(scope="module")
def server(tmp_path_factory, lab_server):
    one = lab_server(tmp_path_factory.mktemp("live") / "home", "--no-browser", "--folder", "my workbook")
    yield one
    one.stop()


def page_config(server):
    page = server.ask("lab")
    return json.loads(re.search(r'id="jupyter-config-data"[^>]*>(.*?)</script>', page, re.DOTALL)[1])


def post(server, room, body):
    return json.loads(server.ask(f"securebase/{room}", method="POST", body=body))


def as_opened(server, path):
    """What the front end sends of a notebook that the server handed it."""
    content = server.notebook(path)["content"]
    return {"path": path, "cells": content["cells"], "metadata": content["metadata"]}


def test_jupyterlab_is_told_of_the_plugin_and_every_file_of_it_is_served(server):
    (ours,) = [one for one in page_config(server)["federated_extensions"] if one["name"] == "securebase"]
    assert ours["load"] == "plugin/remoteEntry.js"
    for place in sorted((EXTENSIONS / "securebase" / "plugin").iterdir()):
        assert server.ask(f"lab/extensions/securebase/plugin/{place.name}") == place.read_text("utf-8")


def test_a_new_version_of_the_plugin_is_fetched_at_once(server):
    """The names of its files stay, so a browser has to ask each time whether they are still the same."""
    address = f"http://127.0.0.1:{server.port}/lab/extensions/securebase/plugin/extension.js"
    with urllib.request.urlopen(address) as answer:
        assert answer.headers["Cache-Control"] == "no-cache"


def test_the_keys_of_the_course_stand_among_the_shortcuts_that_can_be_changed(server):
    schema = json.loads(server.ask("lab/api/settings/securebase:plugin"))["schema"]
    assert schema["jupyter.lab.shortcuts"] == [
        {"command": "securebase:pause", "keys": ["F8"], "selector": "body"},
        {"command": "securebase:do-what-it-says", "keys": ["Shift F8"], "selector": "body"},
    ]


def test_a_lesson_as_the_server_hands_it_out_may_run(server):
    opened = as_opened(server, LESSON)
    found = post(server, "recognise", opened)
    assert (found["kind"], found["name"], found["unchanged"]) == ("lesson", "04-the-first-hour", True)
    assert found["runs"]
    assert found["beside"] == []
    opened["cells"][0]["source"] += " changed"
    assert not post(server, "recognise", opened)["unchanged"]


def test_a_python_file_beside_a_lesson_keeps_it_from_running_by_itself(server):
    """Its first line imports NumPy, and Python would look beside the lesson first."""
    opened = as_opened(server, LESSON)
    lessons = server.home / "my workbook" / "lessons"
    packed = lessons / "scipy"
    packed.mkdir()
    (packed / "__init__.py").touch()
    (lessons / "numpy.py").touch()
    (lessons / "04-notes.py").touch()  # no name that could be imported
    found = post(server, "recognise", opened)
    assert (found["kind"], found["unchanged"], found["runs"]) == ("lesson", False, [])
    assert found["beside"] == ["numpy.py", "scipy"]
    (lessons / "numpy.py").unlink()
    (packed / "__init__.py").unlink()
    packed.rmdir()
    (lessons / "04-notes.py").unlink()
    assert post(server, "recognise", opened)["unchanged"]


def test_what_is_no_question_of_the_plugin_is_refused(server):
    asked = {"path": LESSON, "cells": [], "metadata": {}}
    source = {"cell_type": "code", "source": "1"}
    for room, body in [
        *(
            ("recognise", asked | {"cells": [cell]})
            for cell in ("words", {}, source | {"source": ["a", "b"]})
        ),
        ("recognise", asked | {"cells": [source | {"metadata": 3}]}),
        *(("recognise", asked | wrong) for wrong in ({"path": 5}, {"cells": "none"}, {"metadata": None})),
        ("recognise", None),
        ("course", {"path": LESSON, "change": "finished"}),
        ("course", {"path": None, "change": {}}),
        ("hand-in", []),
        ("hand-in", {"path": 5}),
        ("hand-in", {"path": LESSON}),
        ("hand-in", {"path": "../" + EXERCISE}),
        ("score", "words"),
    ]:
        with pytest.raises(urllib.error.HTTPError, match="400"):
            post(server, room, body)
    for room in ("hand-in", "score"):
        with pytest.raises(urllib.error.HTTPError, match="404"):
            post(server, room, {"token": "never given"})


def test_an_exercise_as_it_was_released_may_wake_up(server):
    found = post(server, "recognise", as_opened(server, EXERCISE))
    assert (found["kind"], found["unchanged"]) == ("exercise", True)
    assert len(found["runs"]) > 5


def test_the_course_and_the_progress_are_told_and_kept(server):
    course = json.loads(server.ask("securebase/course"))
    assert course["lessons"][0]["number"] == 0
    assert course["progress"]["lessons"] == {}
    change = {"lesson": "00-start-here", "finished": True}
    told = post(server, "course", {"path": LESSON, "change": change})
    assert told["progress"]["lessons"]["00-start-here"]["finished"]
    kept = json.loads((server.home / "my workbook" / "progress.json").read_text())
    assert kept == told["progress"]
    refused = post(server, "course", {"path": LESSON, "change": {"lesson": "words of mine"}})
    assert refused["progress"] is None
    assert "Progress takes" in refused["trouble"]


def test_the_pause_corner_comes_without_a_kernel(server):
    pause = json.loads(server.ask("securebase/pause"))
    assert "export default" in pause["module"]
    assert "Nothing has to be finished" in pause["settings"]["words"]
    assert ".sb-pause" in pause["style"]


@pytest.mark.parametrize("room", ["course", "pause", "look"])
def test_nobody_without_the_token_is_answered(server, room):
    with pytest.raises(urllib.error.HTTPError, match="403"):
        urllib.request.urlopen(f"http://127.0.0.1:{server.port}/securebase/{room}")


def test_a_path_out_of_the_workbook_leads_nowhere(server):
    with pytest.raises(urllib.error.HTTPError, match="400"):
        post(server, "course", {"path": "../../etc", "change": {"lesson": "00-start-here", "opened": True}})


def test_a_saved_exercise_keeps_its_text_and_no_widget(server):
    model = server.notebook(EXERCISE)
    content = model["content"]
    place = next(cell for cell in content["cells"] if cell["cell_type"] == "code")
    place["outputs"] = [VIEW | {"output_type": "display_data", "metadata": {}}, STREAM]
    content["metadata"]["widgets"] = {"application/vnd.jupyter.widget-state+json": {"state": {}}}
    server.ask(f"api/contents/{EXERCISE}", method="PUT", body={"type": "notebook", "content": content})
    saved = json.loads((server.home / "my workbook" / EXERCISE).read_text())
    assert "widgets" not in saved["metadata"]
    assert [out for cell in saved["cells"] for out in cell.get("outputs", [])] == [
        STREAM | {"text": [STREAM["text"]]}
    ]


def test_a_notebook_of_someone_else_is_saved_with_its_widgets():
    content = {
        "metadata": {"widgets": {"state": {}}},
        "cells": [{"cell_type": "code", "outputs": [VIEW], "metadata": {}, "source": ""}],
    }
    before = json.dumps(content)
    strip_widgets(model={"type": "notebook", "content": content}, path="mine.ipynb", contents_manager=None)
    assert json.dumps(content) == before
