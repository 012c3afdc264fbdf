"""The colours of kit and pictures, computed as eyes of several kinds meet them."""

from __future__ import annotations

import re

import numpy as np
import pytest

from securebase.figures.style import THEMES
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
# What stands in one picture and is told apart by colour: two partners, what was expected and what came, a
# line and the dots or the person beside it.
TOLD_APART = [("warm", "cool"), ("warm", "body"), ("warm", "ink"), ("cool", "ink")]
# What also has its own place, name or dashes.
NAMED_TOO = [("cool", "body"), ("cool", "quiet"), ("warm", "quiet"), ("body", "ink"), ("quiet", "ink")]
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
    assert apart(colours["partner-warm"], colours["partner-cool"], eyes) >= 20


def mixed(over, under, share):
    """Return a colour laid over another at some opacity, as browsers and Agg do it: in sRGB."""
    top, ground = (
        np.array([int(one[place : place + 2], 16) for place in (1, 3, 5)]) for one in (over, under)
    )
    return "#" + "".join(f"{round(value):02x}" for value in share * top + (1 - share) * ground)


def grounds_of(theme):
    """The page of a picture, the stretch that is marked on it, and the bands in which people lie."""
    bands = [mixed(getattr(theme, hue), theme.ground, theme.shade) for hue in ("warm", "cool", "body")]
    return [theme.ground, mixed(theme.grid, theme.ground, 0.55), *bands]


@pytest.mark.parametrize("theme", THEMES.values(), ids=lambda theme: theme.name)
def test_words_and_lines_of_a_picture_stand_out_on_its_page_and_on_its_bands(theme):
    for ground in grounds_of(theme):
        for hue in ("ink", "quiet", "warm", "cool"):
            assert contrast(getattr(theme, hue), ground) >= 4.5, f"{hue} on {ground}"
        assert contrast(theme.body, ground) >= 3


def apart(one, other, eyes):
    return np.linalg.norm(np.subtract(*(lab(np.array(EYES[eyes]) @ linear(hue)) for hue in (one, other))))


@pytest.mark.parametrize("theme", THEMES.values(), ids=lambda theme: theme.name)
@pytest.mark.parametrize("eyes", EYES)
def test_what_colour_tells_in_a_picture_is_told_with_any_colour_vision(theme, eyes):
    for pairs, distance in ((TOLD_APART, 25), (NAMED_TOO, 10)):
        for one, other in pairs:
            assert apart(getattr(theme, one), getattr(theme, other), eyes) >= distance, f"{one} and {other}"


@pytest.mark.parametrize("theme", THEMES.values(), ids=lambda theme: theme.name)
def test_pictures_and_components_wear_the_same_colours(theme):
    page = tokens(theme.name)
    assert (page["partner-warm"], page["partner-cool"]) == (theme.warm, theme.cool)
    assert (page["ink"], page["quiet"]) == (theme.ink, theme.quiet)


def test_the_light_and_the_dark_look_name_the_same_colours():
    assert tokens("light").keys() == tokens("dark").keys()
    assert len(tokens("light")) >= 15


@pytest.mark.parametrize("theme", PAGES)
def test_the_private_timeline_is_drawn_on_the_ground_of_a_card(theme):
    from securebase.reflections.timelines import _CARD

    assert _CARD[theme] == tokens(theme)["card"]
