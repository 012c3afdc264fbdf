"""The kit's colours: read out of the stylesheet, and computed as eyes of several kinds meet them."""

from __future__ import annotations

import re

import numpy as np
import pytest

from securebase.widgets._static import css

# JupyterLab's own page and cell grounds in its two themes.
PAGES = {"light": ["#ffffff"], "dark": ["#111111", "#212121"]}
TEXT = ["ink", "quiet", "accent", "good", "again", "partner-warm", "partner-cool", "neutral"]

# Full dichromacy on linear RGB: Machado, Oliveira & Fernandes 2009, table 1, severity 1.0.
EYES = {
    "protanopia": [
        [0.152286, 1.052583, -0.204868],
        [0.114503, 0.786281, 0.099216],
        [-0.003882, -0.048116, 1.051998],
    ],
    "deuteranopia": [
        [0.367322, 0.860646, -0.227968],
        [0.280085, 0.672501, 0.047413],
        [-0.011820, 0.042940, 0.968881],
    ],
    "tritanopia": [
        [1.255528, -0.076749, -0.178779],
        [-0.078411, 0.930809, 0.147602],
        [0.004733, 0.691367, 0.303900],
    ],
}
TO_XYZ = np.array([[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]])


def tokens(theme):
    """Read the colours of one theme; the dark ones stand under JupyterLab's attribute for dark themes."""
    values = {}
    for selector, body in re.findall(r"(?s)\n([^\n{}]*\.sb) \{([^{}]*)\}", css("quick_check")):
        if ("data-jp-theme-light" in selector) == (theme == "dark"):
            values |= dict(re.findall(r"--sb-([\w-]+): (#[0-9a-f]{6});", body))
    return values


def linear(colour):
    channels = np.array([int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)])
    return np.where(channels <= 0.04045, channels / 12.92, ((channels + 0.055) / 1.055) ** 2.4)


def contrast(one, other):
    light, dark = sorted((float(TO_XYZ[1] @ linear(colour)) for colour in (one, other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def lab(rgb):
    xyz = TO_XYZ @ np.clip(rgb, 0, 1) / (TO_XYZ @ np.ones(3))
    f = np.where(xyz > (6 / 29) ** 3, np.cbrt(xyz), xyz * (29 / 6) ** 2 / 3 + 4 / 29)
    return np.array([116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])])


@pytest.mark.parametrize("theme", PAGES)
@pytest.mark.parametrize("name", TEXT)
def test_every_ink_can_be_read_on_the_page_on_a_card_and_in_a_field(theme, name):
    colours = tokens(theme)
    grounds = [*PAGES[theme], colours["card"], colours["field"]]
    assert min(contrast(colours[name], ground) for ground in grounds) >= 4.5


@pytest.mark.parametrize("theme", PAGES)
def test_buttons_edges_and_the_focus_ring_stand_out(theme):
    colours = tokens(theme)
    assert contrast(colours["on-accent"], colours["accent"]) >= 4.5
    for ground in [*PAGES[theme], colours["card"]]:
        assert contrast(colours["edge"], ground) >= 3
        assert contrast(colours["focus"], ground) >= 3
    assert contrast(colours["ink"], colours["wash"]) >= 4.5


@pytest.mark.parametrize("theme", PAGES)
@pytest.mark.parametrize("eyes", EYES)
def test_the_two_partners_are_told_apart_with_any_colour_vision(theme, eyes):
    """A distance of 20 in CIE Lab is far beyond what side-by-side patches need (about 2)."""
    colours = tokens(theme)
    seen = [lab(np.array(EYES[eyes]) @ linear(colours[f"partner-{one}"])) for one in ("warm", "cool")]
    assert np.linalg.norm(seen[0] - seen[1]) >= 20


def test_the_light_and_the_dark_look_name_the_same_colours():
    assert tokens("light").keys() == tokens("dark").keys()
    assert len(tokens("light")) >= 15
