"""Lesson 4 where no kernel runs: executed, turned into a page by `jupyter nbconvert --to html`, and read."""

from __future__ import annotations

import base64
import io
import json
import re
import subprocess
import sys
from html.parser import HTMLParser

import jupytext
import nbformat
import numpy as np
import pytest
from nbclient import NotebookClient
from PIL import Image

from securebase.content import content_root
from securebase.datasets import load
from securebase.widgets import stress_clock


class Page(HTMLParser):
    """The pictures of a page with what stands for them, and its words."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self.pictures: list[dict] = []
        self.words = ""
        self._unread = ""
        self.feed(source)

    def handle_starttag(self, tag, attrs):
        if tag == "img":
            self.pictures.append(dict(attrs))
        if tag in ("script", "style"):
            self._unread = tag

    def handle_endtag(self, tag):
        if tag == self._unread:
            self._unread = ""

    def handle_data(self, data):
        if not self._unread:
            self.words += data


@pytest.fixture(scope="module")
def executed(tmp_path_factory):
    """The lesson after Run All Cells, with the widgets' states, as nbclient keeps them."""
    folder = tmp_path_factory.mktemp("static")
    notebook = jupytext.read(content_root() / "lessons" / "04-the-first-hour.md")
    NotebookClient(notebook, timeout=120, resources={"metadata": {"path": str(folder)}}).execute()
    path = folder / "lesson.ipynb"
    nbformat.write(notebook, path)
    return path


@pytest.fixture(scope="module")
def source(executed):
    """The page made of it as JupyterLab saves it, which is without those states.

    With them nbconvert shows nothing by itself: it asks the network for a script that makes widgets of them.
    """
    notebook = nbformat.read(executed, 4)
    del notebook.metadata["widgets"]
    saved = executed.with_name("saved.ipynb")
    nbformat.write(notebook, saved)
    command = [sys.executable, "-m", "nbconvert", "--to", "html", "--log-level", "ERROR", saved.name]
    subprocess.run(command, cwd=saved.parent, check=True, timeout=120)
    return saved.with_suffix(".html").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def page(source):
    return Page(source)


def test_the_picture_stands_there_with_its_sentence_as_alt_text_and_as_words(page):
    (clock,) = (one for one in page.pictures if "after the task began" in one.get("alt", ""))
    sentence = stress_clock().frame()[1]
    assert clock["alt"] == sentence
    assert sentence in " ".join(page.words.split())
    kind, _, content = clock["src"].partition(",")
    assert kind == "data:image/png;base64"
    pixels = np.asarray(Image.open(io.BytesIO(base64.b64decode(content))).convert("RGB"))
    assert pixels.shape[1] == 720
    assert len(np.unique(pixels.reshape(-1, 3), axis=0)) > 50, "the picture is empty"


def test_where_a_prediction_stands_are_words_and_none_of_what_it_opens(page, source, executed):
    assert "Run this lesson to say what you expect, and then look." in page.words
    data = load("tsst_group_means").columns
    levels = {f"{level:g}" for people in ("men", "women") for level in data[people]}
    assert len(levels) > 10
    notebook = nbformat.read(executed, 4)
    (cell,) = (one for one in notebook.cells if "cortisol_after_speech()" in one.source)
    held = json.dumps([cell.outputs, notebook.metadata["widgets"]])
    assert "What does cortisol do" in held, "the sheet itself is there"
    assert {level for level in levels if re.search(rf"(?<![\d.]){re.escape(level)}(?![\d.])", held)} == set()
    assert "group means" not in held, "what a revealed picture says of its sources"
    assert len([one for one in page.pictures if one["src"].startswith("data:image/png")]) == 1
    assert "mean of 100 men" not in source
