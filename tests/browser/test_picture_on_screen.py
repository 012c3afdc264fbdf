"""A live picture as the screen has it: its pixels on a finer screen, and its colours in both themes."""

from __future__ import annotations

import base64
import io
from itertools import product

import nbformat
import numpy as np
import pytest
from PIL import Image

CLOCK = "from securebase.widgets import stress_clock\nstress_clock().opened(None)"

# The colour of a picture's upper left corner, as the browser decoded it.
CORNER = """image => {
    const canvas = document.createElement('canvas');
    canvas.width = canvas.height = 1;
    const drawing = canvas.getContext('2d');
    drawing.drawImage(image, 0, 0, 1, 1, 0, 0, 1, 1);
    return [...drawing.getImageData(0, 0, 1, 1).data];
}"""


@pytest.fixture
def opened(lab, fresh_reader):
    """A notebook with the stress clock, run."""
    notebook = nbformat.v4.new_notebook(
        cells=[nbformat.v4.new_code_cell(CLOCK)],
        metadata={"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}},
    )
    path = lab.folder / "picture-test.ipynb"
    nbformat.write(notebook, path)
    fresh_reader.open(path.name)
    fresh_reader.run_all()
    yield fresh_reader
    path.unlink()


def clock(page):
    """Return the stress clock in view, once its picture is there."""
    figure = page.locator(".sb-live")
    figure.scroll_into_view_if_needed()
    figure.locator("img[src^=data]").wait_for()
    return figure


def picture(reader, devtools, ratio):
    """Return the picture of the clock as it was sent, and the same place of the screen."""
    image = clock(reader.page).locator("img")
    address = image.evaluate(
        """image => {
            const canvas = document.createElement('canvas');
            [canvas.width, canvas.height] = [image.naturalWidth, image.naturalHeight];
            canvas.getContext('2d').drawImage(image, 0, 0);
            return canvas.toDataURL();
        }"""
    )
    screen = devtools.send("Page.captureScreenshot")["data"]  # in device pixels
    sent, screen = (
        np.asarray(Image.open(io.BytesIO(base64.b64decode(one))).convert("RGB"), dtype=float)
        for one in (address.partition(",")[2], screen)
    )
    box = image.bounding_box()
    left, top = round(box["x"] * ratio), round(box["y"] * ratio)
    # The browser moves a picture that would begin within a pixel to the pixel before or after.
    high, wide = sent.shape[:2]
    starts = product((top - 1, top, top + 1), (left - 1, left, left + 1))
    places = [screen[y : y + high, x : x + wide] for y, x in starts]
    return sent, min(places, key=lambda place: np.abs(place - sent).mean())


def test_a_picture_is_drawn_anew_for_a_finer_screen(opened):
    devtools = opened.page.context.new_cdp_session(opened.page)
    coarse, on_screen = picture(opened, devtools, 1)
    assert np.abs(coarse - on_screen).mean() < 0.5, "what was drawn stands on the screen pixel for pixel"
    # Wider too: without that the tools tell a page of no change.
    finer = {"width": 1290, "height": 900, "deviceScaleFactor": 2, "mobile": False}
    devtools.send("Emulation.setDeviceMetricsOverride", finer)
    try:
        image = clock(opened.page).locator("img").element_handle()
        opened.page.wait_for_function("e => e.naturalWidth === 2 * e.clientWidth", arg=image)
        fine, on_screen = picture(opened, devtools, 2)
    finally:
        devtools.send("Emulation.clearDeviceMetricsOverride")
    assert fine.shape[:2] == (2 * coarse.shape[0], 2 * coarse.shape[1])
    assert np.abs(fine - on_screen).mean() < 0.5
    enlarged = np.repeat(np.repeat(coarse, 2, axis=0), 2, axis=1)
    assert np.abs(fine - enlarged).mean() > 1, "the same pixels, only larger"


def test_pictures_are_drawn_again_for_the_dark_theme(opened):
    image = clock(opened.page).locator("img")
    assert image.evaluate(CORNER)[:3] == [255, 255, 255]
    opened.use_theme("dark")
    opened.page.wait_for_function(f"image => ({CORNER})(image)[0] === 17", arg=image.element_handle())
    opened.screenshot("stress-clock-dark")
    opened.use_theme("light")
    opened.page.wait_for_function(f"image => ({CORNER})(image)[0] === 255", arg=image.element_handle())
