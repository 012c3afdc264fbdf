"""A small course, a workbook filled with it, and a real `securebase lab` in a throw-away home."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest
import websocket
from free_ports import free_port

from securebase.course.workbook.folder import fill

BIN = Path(sys.executable).parent


class Server:
    """`securebase lab` in a folder of its own, as a person without any Jupyter settings has it."""

    def __init__(self, home, *options, command=("securebase",), prepare=None):
        home.mkdir(parents=True, exist_ok=True)
        if prepare:
            prepare(home)
        kept = {
            name: value
            for name, value in os.environ.items()
            if not name.startswith(("JUPYTER", "XDG_", "IPYTHON", "SECUREBASE", "PYTHON", "BROWSER"))
        }
        self.home, self.port = home, free_port()
        self.log = home / "log"
        with self.log.open("wb") as log:
            self.process = subprocess.Popen(
                [*command, "lab", "--port", str(self.port), *options],
                cwd=home,
                env=kept | {"HOME": str(home), "PATH": f"{BIN}{os.pathsep}{os.environ['PATH']}"},
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
            )
        for _ in range(600):
            if "Press Ctrl+C" in self.said():
                break
            if self.process.poll() is not None:
                pytest.fail(f"ended with {self.process.returncode}: {self.said()}")
            time.sleep(0.1)
        self.token = re.search(r"token=(\w+)", self.said())[1]

    def said(self):
        return self.log.read_text()

    def ask(self, path, *, method="GET", body=None):
        request = urllib.request.Request(
            f"http://127.0.0.1:{self.port}/{path}",
            headers={"Authorization": f"token {self.token}"},
            method=method,
            data=None if body is None else json.dumps(body).encode(),
        )
        with urllib.request.urlopen(request, timeout=30) as answer:
            return answer.read().decode()

    def notebook(self, path):
        return json.loads(self.ask(f"api/contents/{path}?type=notebook"))

    def start_kernel(self):
        """Start a kernel and wait until it runs: Jupyter lets nobody in before that."""
        kernel = json.loads(self.ask("api/kernels", method="POST", body={"name": "python3"}))["id"]
        place = f"ws://127.0.0.1:{self.port}/api/kernels/{kernel}/channels?token={self.token}"
        websocket.create_connection(place, timeout=60).close()

    def stop(self, how=signal.SIGTERM):
        self.process.send_signal(how)
        return self.process.wait(30)


@pytest.fixture(scope="session")
def lab_server():
    """The class that starts one: ``lab_server(home, *options)``."""
    return Server


LESSON = """---
jupytext:
  text_representation:
    extension: .md
    format_name: myst
kernelspec:
  display_name: Python 3
  language: python
  name: python3
---

# {title}

A line with a break<two spaces>
and another. ![A map](../assets/images/map.png)

+++ {{"tags": ["note"]}}

A second cell.

```{{code-cell}} ipython3
:tags: [hide-input]

a = 1

a + 1
```
""".replace("<two spaces>", "  ")


@pytest.fixture(scope="session")
def titled():
    """Return the text of a lesson with the given title: ``titled("One, corrected")``."""
    return lambda title: LESSON.format(title=title)


@pytest.fixture
def course(tmp_path):
    """A small course with two lessons and two images, one of which no lesson shows."""
    root = tmp_path / "course"
    for name in ("lessons", "exercises", "assets/images"):
        (root / name).mkdir(parents=True)
    (root / "lessons/01-one.md").write_text(LESSON.format(title="One"))
    (root / "lessons/02-two.md").write_text(LESSON.format(title="Two"))
    (root / "assets/images/map.png").write_bytes(b"a map")
    (root / "assets/images/spare.png").write_bytes(b"nobody asks for it")
    return root


@pytest.fixture
def workbook(tmp_path, course):
    folder = tmp_path / "a folder that" / "is not there yet"
    fill(folder, course)
    return folder
