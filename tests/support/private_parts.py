"""Hands and eyes for the private parts of a notebook: boxes, buttons, and the line that says how it went."""

from __future__ import annotations

import nbformat

SAVE_WIDGET_STATE = "@jupyter-widgets/jupyterlab-manager:saveWidgetState"  # a command that toggles a setting


def notebook_of(path, *sources):
    """Write a notebook with a code cell for each source."""
    cells = [nbformat.v4.new_code_cell(source) for source in sources]
    kernel = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
    nbformat.write(nbformat.v4.new_notebook(cells=cells, metadata=kernel), path)


def box(reader, name):
    return reader.page.locator(f".sb-private[data-prompt='{name}']")


def part(reader, name):
    return reader.page.locator(f".sb-private[data-part='{name}']")


def press(place, name):
    place.get_by_role("button", name=name, exact=True).click()


def wait_for(place, text):
    place.get_by_role("status").filter(has_text=text).last.wait_for()


def focused(locator):
    return locator.evaluate("element => element === document.activeElement")


def until_focused(page, locator, key="Tab", most=15):
    for _ in range(most):
        if focused(locator):
            return
        page.keyboard.press(key)
    raise AssertionError(f"{key} did not reach {locator}")


def unlock(place, passphrase):
    place.get_by_label("Your passphrase").fill(passphrase)
    press(place, "Open")
