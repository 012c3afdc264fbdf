"""What a server hands out of notebooks that someone handed on; tests/browser/test_handed_on.py opens them."""

from __future__ import annotations

import json
from types import SimpleNamespace

import nbformat
import pytest
from coroutines import result_of
from jupyter_server.services.contents.largefilemanager import AsyncLargeFileManager, LargeFileManager
from jupytext.async_contentsmanager import build_async_jupytext_contents_manager_class
from jupytext.sync_contentsmanager import build_sync_jupytext_contents_manager_class
from real_hub import start_hub
from real_lab import start_lab
from stored_widget import STATE, header_with_widget, stored_widget, widget_in_header, with_widget

from securebase.course.live.reading import guard_reading

NAME = "04-the-first-hour"
LESSON = f"lessons/{NAME}.md"
EXERCISE = f"exercises/{NAME}/{NAME}.ipynb"
HOSTILE = "window.__ran = true"
FOREIGN = nbformat.v4.new_notebook(cells=[nbformat.v4.new_markdown_cell("A notebook like any other.")])


@pytest.fixture(scope="module")
def lab(tmp_path_factory):
    """`securebase lab`, for someone who has hidden files shown."""
    home = tmp_path_factory.mktemp("lab")
    settings = home / ".jupyter" / "jupyter_server_config.json"
    settings.parent.mkdir()
    settings.write_text(json.dumps({"ContentsManager": {"allow_hidden": True}}))
    running = start_lab(home / "workbook", home)
    yield running
    running.stop()


@pytest.fixture(scope="module")
def hub(tmp_path_factory):
    running = start_hub(tmp_path_factory.mktemp("hub"))
    yield running
    running.stop()


def put(lab, path, content):
    """Put a file where whoever handed it on would have it lie."""
    place = lab.folder / path
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_text(content if isinstance(content, str) else nbformat.writes(content), "utf-8")
    return place


def hostile(lab, path, workbook=""):
    """One of the course's own notebooks with a stored widget, or another one."""
    own = lab.folder / workbook
    if path.endswith(".md"):
        return put(lab, path, header_with_widget((own / LESSON).read_text("utf-8"), HOSTILE))
    if path.endswith(".py"):
        widgets = json.dumps(stored_widget(HOSTILE)[1]["widgets"])
        return put(lab, path, f"# ---\n# jupyter:\n#   widgets: {widgets}\n# ---\n\n# %%\n1 + 1\n")
    exercise = nbformat.read(own / EXERCISE, as_version=4)
    return put(lab, path, with_widget(exercise if "exercise" in path else FOREIGN, HOSTILE))


def told(lab, path, question="type=notebook"):
    return lab.api(f"contents/{path}?{question}")


WHEREVER = [
    "exercises/handed on/the exercise.ipynb",
    "lessons/04 handed on.md",
    "mine/of a foreign name.ipynb",
    "mine/a script.py",
]


@pytest.mark.parametrize("question", ["type=notebook", "", "content=1&hash=1", "type=notebook&format=text"])
@pytest.mark.parametrize("path", WHEREVER)
def test_no_notebook_in_the_lab_is_handed_out_with_stored_widgets(lab, path, question):
    place = hostile(lab, path)
    before = place.read_bytes()
    model = told(lab, path.replace(" ", "%20"), question)
    assert model["type"] == "notebook"
    assert "widgets" not in model["content"]["metadata"]
    assert "__ran" not in json.dumps(model)
    assert place.read_bytes() == before, "the file itself stays as it is"


def test_of_a_notebook_of_ones_own_only_the_stored_view_is_lost(lab):
    path = "mine/with a widget.ipynb"
    place = hostile(lab, path)
    wanted = json.loads(place.read_text())
    del wanted["metadata"]["widgets"]
    content = told(lab, path.replace(" ", "%20"))["content"]
    for cell in content["cells"]:
        cell["metadata"].pop("trusted", None)  # Jupyter's own, for the page alone
    assert nbformat.from_dict(content) == nbformat.reads(json.dumps(wanted), as_version=4)


@pytest.mark.parametrize("path", WHEREVER)
def test_who_asks_for_the_file_itself_gets_all_of_it(lab, path):
    place = hostile(lab, path)
    assert told(lab, path.replace(" ", "%20"), "type=file&format=text")["content"] == place.read_text("utf-8")


def test_a_notebook_that_is_only_looked_up_has_no_content(lab):
    hostile(lab, WHEREVER[0])
    model = told(lab, WHEREVER[0].replace(" ", "%20"), "content=0")
    assert model["type"] == "notebook"
    assert model["content"] is None


def test_a_checkpoint_that_is_restored_brings_no_widget_back(lab):
    path = "mine/kept.ipynb"
    place = hostile(lab, path)
    checkpoint = lab.api(f"contents/{path}/checkpoints", method="POST")["id"]
    put(lab, path, FOREIGN)
    lab.api(f"contents/{path}/checkpoints/{checkpoint}", method="POST")
    assert STATE in place.read_text(), "the file is as it was"
    assert "widgets" not in told(lab, path)["content"]["metadata"]


def test_a_text_notebook_that_names_another_file_for_its_outputs_brings_none_of_that_files_widgets(lab):
    hostile(lab, "mine/pair.ipynb")
    header = "jupytext:\n  formats: ipynb,md:myst\nkernelspec:\n  name: python3\n  display_name: Python 3\n"
    put(lab, "mine/pair.md", f"---\n{header}---\n\n# One\n")
    for path in ("mine/pair.md", "mine/pair.ipynb"):
        assert "widgets" not in told(lab, path)["content"]["metadata"]


def test_settings_beside_a_lesson_that_are_code_do_not_run_when_it_is_opened(lab):
    """jupytext would run them in the server, where hidden files may be shown."""
    ran = lab.home / "ran"
    planted = put(lab, "lessons/.jupytext.py", f"open({str(ran)!r}, 'w').close()\n")
    settings = put(lab, "mine/deep/jupytext.toml", 'notebook_extensions = ["ipynb"]\n')
    hidden = put(lab, "mine/deep/er/.jupytext.py", planted.read_text())
    script = hostile(lab, "mine/deep/er/a.py")
    try:
        assert told(lab, LESSON)["content"]["cells"]
        assert told(lab, "mine/deep/er/a.py", "")["type"] == "file", (
            "settings above, which are no code, still count"
        )
        assert not ran.exists()
    finally:
        for place in (planted, settings, hidden, script):
            place.unlink()


@pytest.mark.parametrize(
    "path",
    [
        f"workbook/{EXERCISE}",
        "workbook/mine/of a foreign name.ipynb",
        "elsewhere/an exercise.ipynb",
        "elsewhere/a lesson.md",
        "a link/of a foreign name.ipynb",
    ],
)
def test_on_a_hub_none_of_ours_is_handed_out_with_stored_widgets(hub, path):
    link = hub.folder / "a link"
    if not link.exists():
        (hub.folder / "workbook" / "mine").mkdir(exist_ok=True)
        link.symlink_to(hub.folder / "workbook" / "mine")
    place = hub.folder / path
    before = place.read_bytes() if place.exists() else None
    hostile(hub, path, "workbook")
    assert "__ran" in place.read_text("utf-8")
    assert "widgets" not in told(hub, path.replace(" ", "%20"))["content"]["metadata"]
    if before is not None:
        place.write_bytes(before)


def test_on_a_hub_other_courses_notebooks_keep_their_widgets(hub):
    place = hostile(hub, "elsewhere/another.ipynb", "workbook")
    kept = told(hub, "elsewhere/another.ipynb")["content"]["metadata"]["widgets"]
    assert kept == json.loads(place.read_text())["metadata"]["widgets"]


class Stranger:
    """A contents manager that has nothing in common with Jupyter's own but what is asked of it."""

    def __init__(self, root_dir=None):
        self.root_dir = root_dir

    def get(self, path, **_how):
        """Return what it has."""
        content = with_widget(FOREIGN, HOSTILE)
        content["metadata"]["securebase"] = {"exercise": path}
        return {"type": "notebook", "path": path, "content": content}


async def _answered(answer):
    return await answer


@pytest.mark.parametrize(
    "manager",
    [
        LargeFileManager,
        AsyncLargeFileManager,
        build_sync_jupytext_contents_manager_class(LargeFileManager),
        build_async_jupytext_contents_manager_class(AsyncLargeFileManager),
        Stranger,
    ],
    ids=["files", "files, later", "jupytext", "jupytext, later", "a stranger"],
)
def test_whatever_manages_the_notebooks_hands_out_no_stored_widgets(manager, tmp_path):
    mine = tmp_path / "mine.ipynb"
    exercise = with_widget(FOREIGN, HOSTILE)
    exercise.metadata["securebase"] = {"exercise": "mine"}
    mine.write_text(nbformat.writes(exercise))
    server = SimpleNamespace(contents_manager=manager(root_dir=str(tmp_path)))
    guard_reading(server)
    model = server.contents_manager.get("mine.ipynb", content=True)
    if not isinstance(model, dict):
        model = result_of(_answered(model))
    assert model["content"]["cells"]
    assert "widgets" not in model["content"]["metadata"]


def test_a_lesson_with_a_widget_in_its_header_is_one(lab):
    """What these tests call hostile would reach a page: jupytext reads it out of a header."""
    assert widget_in_header(hostile(lab, "lessons/hostile.md").read_text("utf-8"))
