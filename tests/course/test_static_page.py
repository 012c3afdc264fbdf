"""Lessons 0 and 4 where no kernel runs: executed, made a page by `jupyter nbconvert --to html`, and read."""

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
from securebase.course.evidence import load_evidence
from securebase.datasets import load
from securebase.widgets import stress_clock, two_branches, two_crowds

LESSON = content_root() / "lessons" / "04-the-first-hour.md"


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


def execute(name, folder):
    """Run a lesson as Run All Cells does, with the widgets' states, as nbclient keeps them."""
    notebook = jupytext.read(content_root() / "lessons" / f"{name}.md")
    NotebookClient(notebook, timeout=120, resources={"metadata": {"path": str(folder)}}).execute()
    path = folder / f"{name}.ipynb"
    nbformat.write(notebook, path)
    return path


def as_html(executed):
    """Return the page made of it as JupyterLab saves it, which is without those states.

    With them nbconvert shows nothing by itself: it asks the network for a script that makes widgets of them.
    """
    notebook = nbformat.read(executed, 4)
    del notebook.metadata["widgets"]
    saved = executed.with_name(f"saved-{executed.name}")
    nbformat.write(notebook, saved)
    command = [sys.executable, "-m", "nbconvert", "--to", "html", "--log-level", "ERROR", saved.name]
    subprocess.run(command, cwd=saved.parent, check=True, timeout=120)
    return saved.with_suffix(".html").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def start(tmp_path_factory):
    """Lesson 0, where the first picture stands open."""
    return Page(as_html(execute("00-start-here", tmp_path_factory.mktemp("start"))))


@pytest.fixture(scope="module")
def executed(tmp_path_factory):
    """Lesson 4, where each picture is behind a prediction."""
    return execute("04-the-first-hour", tmp_path_factory.mktemp("static"))


@pytest.fixture(scope="module")
def source(executed):
    return as_html(executed)


@pytest.fixture(scope="module")
def page(source):
    return Page(source)


def test_the_picture_stands_there_with_its_sentence_as_alt_text_and_as_words(start):
    (crowds,) = (one for one in start.pictures if "steps a minute on average" in one.get("alt", ""))
    sentence = two_crowds().frame()[1]
    assert crowds["alt"] == sentence
    assert sentence in " ".join(start.words.split())
    kind, _, content = crowds["src"].partition(",")
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
    assert "in Dresden" not in held, "what a revealed picture says of its sources"
    shown = [one["alt"] for one in page.pictures if one["src"].startswith("data:image/png")]
    assert shown == [two_branches().frame()[1]], "only what stands there without a prediction"
    assert "mean of 100 men" not in source


def test_what_a_card_asks_about_in_a_live_lesson_stands_open(page):
    claims = re.search(r"evidence_cards\(([\d, ]+)\)", LESSON.read_text(encoding="utf-8"))[1]
    for number in map(int, claims.split(", ")):
        assert load_evidence()[number].nuance in page.words.replace("\N{NO-BREAK SPACE}", " ")


def test_where_a_guess_stands_the_clock_and_its_answer_do_not(page, source, executed):
    assert "How much adrenaline is left?" in page.words
    answer = re.search(r"adrenaline stands at (\d+ %)", opened().frame()[1]).group(1)
    held = json.dumps([nbformat.read(executed, 4).cells, nbformat.read(executed, 4).metadata["widgets"]])
    assert answer not in held
    assert answer not in source


def opened():
    """Return what the guess of lesson 4 opens."""
    return stress_clock().opened(None)
