"""The journal in a notebook, as a learner meets it: first use, keeping, reading back, locking, starting again."""

from __future__ import annotations

import nbformat
import pytest

PASSPHRASE = "velvet otter drum 8812"  # noqa: S105 - invented for this test
WORDS = "the stairs were cold, 20417"
IMPORTS = "from securebase.reflections import reflect"
CELLS = {
    "04-where": "reflect('04-where', 'Where in your body does an alarm arrive first?')",
    "04-near": "reflect('04-near', 'How near would you like to be?', kind='rating', ends=('far', 'near'))",
}


@pytest.fixture(scope="module")
def notebook(lab, shared_reader):
    """Open one notebook with every private component; the journal is not there yet."""
    path = lab.folder / "reflections-test.ipynb"
    cells = [nbformat.v4.new_code_cell(source) for source in (IMPORTS, *CELLS.values())]
    kernel = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
    nbformat.write(nbformat.v4.new_notebook(cells=cells, metadata=kernel), path)
    shared_reader.open(path.name)
    shared_reader.run_all()
    yield shared_reader
    path.unlink()


def box(reader, name):
    return reader.page.locator(f".sb-private[data-prompt='{name}']")


def press(place, name):
    place.get_by_role("button", name=name, exact=True).click()


def wait_for(place, text):
    place.get_by_role("status").filter(has_text=text).last.wait_for()


def test_first_use(notebook):
    first = box(notebook, "04-where")
    first.get_by_role("heading", name="First, a place for it: your journal").wait_for()
    notebook.screenshot("1-first-use")
    notebook.use_theme("dark")
    notebook.screenshot("1-first-use-dark")
    notebook.use_theme("light")
    box(notebook, "04-near").get_by_role("radio", name="5").check()
    press(box(notebook, "04-near"), "Keep")
    first.get_by_role("textbox", name="Where in your body").fill(WORDS)
    press(first, "Keep")
    first.get_by_text("What you wrote is in the box below").wait_for()
    notebook.page.set_viewport_size({"width": 800, "height": 1200})
    notebook.screenshot("2-kept-first")
    first.get_by_label("A passphrase", exact=True).fill(PASSPHRASE)
    first.get_by_label("The same again").fill(PASSPHRASE)
    press(first, "Make my journal")
    wait_for(first, "Only you can read it.")
    notebook.screenshot("3-kept")
    press(first, "Earlier answers")
    first.get_by_text(WORDS).wait_for()
    notebook.screenshot("4-earlier")
    press(first, "Lock my journal")
    wait_for(first, "Locked.")
    press(first, "Earlier answers")
    first.get_by_label("Your passphrase").fill("wrong")
    press(first, "Open")
    wait_for(first, "does not open")
    notebook.screenshot("5-wrong")
