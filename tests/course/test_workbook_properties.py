"""Whatever a learner does between fills, and wherever a fill is cut off, nothing of theirs is lost."""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import sys
import tempfile
import types
from pathlib import Path
from unittest import mock

import pytest
from hypothesis import Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from securebase.course.workbook.digest import digest
from securebase.course.workbook.folder import fill

RELEASE = "securebase.course.grading.release"
LESSONS = ["01-one", "02-two", "03-three"]
EXERCISES = ["01-one", "02-two"]
PATHS = [f"lessons/{name}.md" for name in LESSONS] + [f"exercises/{name}/{name}.ipynb" for name in EXERCISES]
PATHS.append("assets/images/map.png")
FORMS = ["folder", "link", "link to the course's own", "dangling link"]


# A disk in memory, where there is one: real fsyncs make the thousands of fills slow.
MEMORY = Path("/dev/shm")  # noqa: S108  # a fresh folder is made in it


class Killed(BaseException):
    """The process dies here; not an Exception, so that no code of ours lives on."""


class Killer:
    """Counts the calls that change the disk and lets the process die at one of them."""

    def __init__(self, step: int) -> None:
        self.left = step

    def deadly(self, name: str):
        real = getattr(os, name)

        def call(*arguments, **named):
            self.left -= 1
            if self.left == 0 and name == "write":
                real(arguments[0], arguments[1][: len(arguments[1]) // 2])
            if self.left <= 0:
                raise Killed
            return real(*arguments, **named)

        return call


class Unbuffered:
    """A file whose writes are calls of ``os.write``, so that one can be cut in half."""

    def __init__(self, handle, _mode):
        self.handle = handle

    def __enter__(self):
        return self

    def __exit__(self, *_):
        os.close(self.handle)

    def write(self, data):
        os.write(self.handle, data)

    def flush(self):
        pass

    def fileno(self):
        return self.handle


@contextlib.contextmanager
def killed_at(step: int):
    """Let the process die at its ``step``-th change of the disk, halfway through if that is a write."""
    killer = Killer(step)
    with contextlib.ExitStack() as stack:
        for name in ("write", "replace", "fsync", "unlink", "rmdir", "mkdir", "open", "chmod"):
            stack.enter_context(mock.patch.object(os, name, killer.deadly(name)))
        stack.enter_context(mock.patch.object(os, "fdopen", Unbuffered))
        with contextlib.suppress(Killed):
            yield killer


def lesson(text: str) -> bytes:
    return f"""---
jupytext:
  text_representation:
    extension: .md
    format_name: myst
kernelspec:
  display_name: Python 3
  language: python
  name: python3
---

# A lesson

![](../assets/images/map.png)

```{{code-cell}} ipython3
:tags: [hide-input]

"{text}"
```
""".encode()


def notebook(text: str, metadata: str = "") -> str:
    cell = {
        "cell_type": "code",
        "id": "a",
        "metadata": {"nbgrader": {"points": metadata}},
        "source": text,
        "outputs": [],
        "execution_count": None,
    }
    return json.dumps({"cells": [cell], "metadata": {}, "nbformat": 4, "nbformat_minor": 5})


@pytest.fixture(scope="module", autouse=True)
def quick_release():
    """Stand in for the slow release, which has its own tests."""
    real = sys.modules.get(RELEASE)
    module = sys.modules[RELEASE] = types.ModuleType(RELEASE)
    module.exercise_sources = lambda root: sorted((root / "exercises").glob("*/*.md"))
    module.released_notebook = lambda source: notebook(*source.read_text().split("|"))
    yield
    sys.modules.pop(RELEASE)
    if real:
        sys.modules[RELEASE] = real


class LearnerAndCourse(RuleBasedStateMachine):
    """A learner edits, deletes and saves; authors publish and retire; fills run, some cut off."""

    def __init__(self):
        super().__init__()
        self.root = Path(tempfile.mkdtemp(dir=MEMORY if MEMORY.is_dir() else None))
        self.folder, self.content = self.root / "workbook", self.root / "course"
        for room in ("lessons", "exercises", "assets/images"):
            (self.content / room).mkdir(parents=True)
        self.theirs: dict[str, bytes] = {}
        self.published: dict[str, bytes] = {}
        self.count = 0

    def teardown(self):
        shutil.rmtree(self.root)

    def new_text(self) -> str:
        self.count += 1
        return f"number {self.count}"

    def source_of(self, path: str) -> Path:
        if path.startswith("exercises/"):
            return self.content / Path(path).with_suffix(".md")
        return self.content / path

    @initialize()
    def a_first_edition(self):
        for path in PATHS:
            self.publish(path)

    @rule(path=st.sampled_from(PATHS), only_metadata=st.booleans())
    def publish(self, path, only_metadata=False):  # noqa: FBT002  # hypothesis passes it by its name
        text, source = self.new_text(), self.source_of(path)
        source.parent.mkdir(parents=True, exist_ok=True)
        if path.endswith(".md"):
            source.write_bytes(lesson(text))
            self.published[path] = lesson(text)
        elif path.endswith(".ipynb"):
            before = source.read_text().split("|")[0] if source.exists() else text
            source.write_text(f"{before if only_metadata else text}|{text}")
            self.published[path] = notebook(*source.read_text().split("|")).encode()
        else:
            source.write_bytes(text.encode())
            self.published[path] = text.encode()

    @rule(path=st.sampled_from(PATHS))
    def retire(self, path):
        if path in self.published and len(self.published) > 1:
            self.source_of(path).unlink()
            del self.published[path]
            if not any(name.startswith("lessons/") for name in self.published):
                self.published.pop("assets/images/map.png", None)

    @rule(path=st.sampled_from(PATHS))
    def learner_writes(self, path):
        place, text = self.folder / path, self.new_text()
        if place.is_dir() or any(part.is_symlink() for part in (place, place.parent)):
            return
        place.parent.mkdir(parents=True, exist_ok=True)
        data = notebook(text).encode() if path.endswith(".ipynb") else lesson(text)
        place.write_bytes(data)
        self.theirs[path] = data

    @rule(path=st.sampled_from(PATHS))
    def learner_leaves_a_broken_file(self, path):
        place = self.folder / path
        if place.is_file() and not place.is_symlink():
            place.write_bytes(b"\xff{" + self.new_text().encode())
            self.theirs[path] = place.read_bytes()

    @rule(
        path=st.sampled_from(PATHS),
        form=st.sampled_from(["folder", "link", "link to the course's own", "dangling link"]),
    )
    def learner_puts_something_else_there(self, path, form):
        place = self.folder / path
        if not place.parent.is_dir():
            return
        self.learner_deletes(path)
        if form == "folder":
            place.mkdir()
        else:
            target = self.root / f"elsewhere, {self.new_text()}"
            if form == "link":
                target.write_bytes(b"mine, elsewhere")
            if form == "link to the course's own":
                target.write_bytes(self.published.get(path, b""))
            place.symlink_to(target)
        self.theirs[path] = seen(place)

    @rule(path=st.sampled_from(PATHS))
    def learner_deletes(self, path):
        place = self.folder / path
        if place.is_symlink() or place.is_file():
            place.unlink()
        elif place.is_dir():
            place.rmdir()
        self.theirs.pop(path, None)

    @rule(path=st.sampled_from(PATHS), kernel=st.sampled_from(["Python 3 (ipykernel)", "py"]))
    def learner_only_runs_and_saves(self, path, kernel):
        place = self.folder / path
        if path in self.theirs or not place.is_file():
            return
        if path.endswith(".md"):
            place.write_text(place.read_text().replace("display_name: Python 3", f"display_name: {kernel}"))
        elif path.endswith(".ipynb"):
            content = json.loads(place.read_text())
            content["metadata"]["kernelspec"] = {"display_name": kernel}
            content["cells"][0]["outputs"] = [{"output_type": "stream", "name": "stdout", "text": "hello"}]
            content["cells"][0]["id"] = "other"
            place.write_text(json.dumps(content))

    @rule(step=st.integers(1, 60))
    def fill_is_cut_off(self, step):
        with killed_at(step):
            fill(self.folder, self.content)

    @rule()
    def fill_completes(self):
        report = fill(self.folder, self.content)
        for path, data in self.published.items():
            if path not in self.theirs:
                place = self.folder / path
                assert digest(Path(path), place.read_bytes()) == digest(Path(path), data), path
        for path in set(PATHS) - set(self.published) - set(self.theirs):
            assert not os.path.lexists(self.folder / path), f"{path} is retired"
        assert not (self.folder / ".securebase" / "tmp").exists()
        assert all(sentence.endswith(".") for sentence in report.sentences())

    @rule()
    def metadata_is_fresh_after_a_fill(self):
        """An exercise that nobody touched has the new nbgrader metadata, though its cells read the same."""
        fill(self.folder, self.content)
        for path, data in self.published.items():
            if path not in self.theirs and path.endswith(".ipynb"):
                now = json.loads((self.folder / path).read_bytes())["cells"][0]["metadata"]
                assert now == json.loads(data)["cells"][0]["metadata"]

    @invariant()
    def nothing_of_the_learner_is_lost(self):
        for path, data in self.theirs.items():
            assert seen(self.folder / path) == data, path


def seen(place: Path) -> bytes:
    """What a learner would find at a place: a link's target and content, a folder, or bytes."""
    if place.is_symlink():
        return str(place.readlink()).encode() + (place.read_bytes() if place.exists() else b"")
    return b"a folder" if place.is_dir() else place.read_bytes()


TestLearnerAndCourse = LearnerAndCourse.TestCase
# Shrinking takes minutes, and the steps of an unshrunk failure read well enough.
TestLearnerAndCourse.settings = settings(
    stateful_step_count=15, phases=[Phase.explicit, Phase.reuse, Phase.generate]
)


def snapshot(folder):
    """What lies in a workbook, by path; the record and other things of ours left out."""
    return {
        str(place.relative_to(folder)): place.read_bytes()
        for place in folder.rglob("*")
        if place.is_file() and ".securebase" not in place.parts
    }


@pytest.fixture
def scene():
    """A course, made anew for each step at which a fill is cut off."""
    made = []

    def new():
        made.append(LearnerAndCourse())
        made[-1].a_first_edition()
        return made[-1]

    yield new
    for one in made:
        one.teardown()


@pytest.mark.parametrize("afterwards", ["the same edition", "a newer edition", "the edition before"])
def test_wherever_a_fill_is_cut_off_files_are_whole_and_the_next_fill_completes_it(scene, afterwards):
    step = 0
    cut_off = True
    while cut_off:
        step += 1
        one = scene()
        fill(one.folder, one.content)
        old, old_sources = snapshot(one.folder), snapshot(one.content)
        for path in PATHS:
            one.publish(path, only_metadata=True)
        new = {path: one.published.get(path, data) for path, data in old.items()}
        with killed_at(step) as killer:
            fill(one.folder, one.content)
        cut_off = killer.left <= 0
        for path, data in snapshot(one.folder).items():
            assert data in (old[path], new[path]), f"{path} is not whole after step {step}"
        if afterwards == "a newer edition":
            for path in PATHS:
                one.publish(path)
        elif afterwards == "the edition before":
            for path, data in old_sources.items():
                (one.content / path).write_bytes(data)
            one.published = old
        fill(one.folder, one.content)
        assert snapshot(one.folder) == old | one.published, f"cut off at step {step}"
    assert step > 20
