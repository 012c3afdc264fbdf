"""Every live picture as it has been: its baseline images, light and dark, and the words that go with them.

After a change that is meant, `make baselines` writes both anew; look at what it changed before you commit it.
The pictures are drawn by pinned versions in a typeface of our own, and are exact. The tolerance, far below
what one lost letter makes, is for the last digit of a processor's arithmetic.
"""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import explorers as kit
import numpy as np
import pytest
from PIL import Image

from securebase import widgets

BASELINE = Path(__file__).parent / "baseline"
TOLERANCE = 0.05  # root mean square of the difference, of 255
SHADES = 16  # of each colour, so that all baselines together take less than two megabytes


class Sheet:
    """What a learner sees, one state below the other, in the form that pytest-mpl asks of a figure."""

    def __init__(self, frames):
        self.frames = [Image.open(BytesIO(frame)) for frame in frames]

    def savefig(self, path, **_options):
        width, height = max(one.width for one in self.frames), sum(one.height for one in self.frames)
        sheet = Image.new("RGB", (width, height))
        top = 0
        for frame in self.frames:
            sheet.paste(frame, (0, top))
            top += frame.height
        coarse = sheet.point(
            [round(round(level / 255 * (SHADES - 1)) * 255 / (SHADES - 1)) for level in range(256)] * 3
        )
        few = coarse.quantize(256, dither=Image.Dither.NONE)
        exact = np.array_equal(few.convert("RGB"), coarse)
        (few if exact else coarse).save(path, optimize=BASELINE in Path(path).parents)


def states(name):
    """Return what the baseline shows: its label, the picture, and what the controls stand at."""
    figure = kit.opened(name)
    seen = []
    settings = {"start": kit.start(figure), **kit.presets(figure), **kit.options(figure)}
    for label, values in settings.items():
        if values not in seen:
            yield label, figure, values
        seen.append(values)
    for given in (*kit.guesses(name)[:1], *kit.drawn(name)[1:2]):
        yield "after a guess", kit.opened(name, given), kit.start(figure)


@pytest.mark.mpl_image_compare(baseline_dir=BASELINE, style="default", tolerance=TOLERANCE)
@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("name", widgets.EXPLORERS)
def test_picture(name, theme):
    light = theme == "light"
    seen = [(kit.turned_to(figure, light=light), values) for _, figure, values in states(name)]
    frames = [kit.shown(*state)[0] for state in seen]
    for width in (300, 760):
        figure = kit.turned_to(seen[0][0], width=width, light=light)
        frames.append(kit.shown(figure, kit.start(figure))[0])
    return Sheet(frames)


@pytest.mark.parametrize("name", widgets.EXPLORERS)
def test_words(name, request):
    words = "\n".join(told(name)) + "\n"
    file = BASELINE / f"{name}.txt"
    if request.config.getoption("--mpl-generate-path"):
        file.write_text(words, encoding="utf-8")
    assert words == file.read_text(encoding="utf-8"), "run `make baselines` if this change is meant"


def told(name):
    """Return the sentence of every state, the ends of every control, and what is said to guesses."""
    for label, figure, values in states(name):
        yield f"{label}: {kit.shown(figure, values)[1]}"
    for control in figure.controls:
        yield f"{control['label']}: {control['words'][0]} … {control['words'][-1]}"
    for given in (*kit.guesses(name), *kit.drawn(name)):
        yield f"To {given}: {kit.opened(name, given).remark}"
    asked = kit.sheet(name)
    near = [guess for guess in kit.every_guess(name) if "Near: " in asked.remark(guess)]
    yield from (f"Near: {guess:g}" for guess in near[:1] + near[-1:])
    for low, high in getattr(asked, "_mistakes", ()):
        yield f"To {(low + high) / 2:g}: {asked.remark((low + high) / 2)}"


def test_no_baseline_is_left_of_a_picture_that_is_gone():
    kept = {file.name for file in BASELINE.iterdir()}
    images = {f"test_picture_{name}-{theme}.png" for name in widgets.EXPLORERS for theme in ("light", "dark")}
    assert kept == images | {f"{name}.txt" for name in widgets.EXPLORERS}
