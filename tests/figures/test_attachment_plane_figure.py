"""What a reader sees and reads of the plane of anxiety and avoidance."""

from __future__ import annotations

import numpy as np
import pytest

from securebase.figures.attachment_plane import attachment_plane, people_below, retests
from securebase.figures.style import LIGHT
from securebase.models import stability

MIDDLE = {"anxiety": 0.15, "avoidance": -0.15}
CORNER = {"anxiety": 1.75, "avoidance": 1.75}


@pytest.fixture(scope="module")
def picture():
    return attachment_plane(LIGHT, 720, 1.0)


def dots(picture, axes, number):
    return picture.figure.axes[axes].lines[number].get_xydata()


def test_the_published_retest_puts_47_of_100_people_into_another_region(picture):
    words = picture.show(**MIDDLE, retest=0.65)
    assert "The same happens to 47 of 100 people" in words
    assert "nobody changes" in words
    hollow, filled = dots(picture, 1, 0), dots(picture, 1, 1)
    assert (len(filled), len(hollow)) == (47, 53)
    assert len({tuple(dot) for dot in np.vstack([filled, hollow])}) == 100


def test_the_steadier_instrument_puts_24_of_100_people_into_another_region(picture):
    assert pytest.approx(0.85, abs=0.005) == stability.LATENT_RETEST**2  # Sibley et al. (2005): 85 % shared
    assert "happens to 24 of 100 people" in picture.show(**MIDDLE, retest=stability.LATENT_RETEST)
    assert len(dots(picture, 1, 1)) == 24


@pytest.mark.parametrize("retest", [0.0, 0.65, 0.95, 1.0])
@pytest.mark.parametrize("place", [MIDDLE, CORNER, {"anxiety": -1.95, "avoidance": 0.05}])
def test_what_is_said_of_one_person_is_what_is_drawn_and_what_the_formula_gives(picture, place, retest):
    words = picture.show(**place, retest=retest)
    here = np.array([place["anxiety"], place["avoidance"]])
    stayed, moved = dots(picture, 0, 2), dots(picture, 0, 3)
    assert len(stayed) + len(moved) == 1000
    assert np.all((stayed > 0) == (here > 0))
    assert np.all(np.any((moved > 0) != (here > 0), axis=1))
    assert f"{len(moved)} of 1,000" in words
    expected = 1 - stability.same_quadrant_probability_at(here, retest)
    assert len(moved) / 1000 == pytest.approx(expected, abs=0.04)


def test_the_circle_holds_80_of_100_retests(picture):
    picture.show(**CORNER, retest=0.65)
    circle = dots(picture, 0, 4)
    middle, radius = circle[:-1].mean(axis=0), np.ptp(circle[:, 0]) / 2
    assert middle == pytest.approx([0.65 * 1.75, 0.65 * 1.75], abs=0.01)
    cloud = retests(1.75, 1.75, 0.65)
    assert np.mean(np.hypot(*(cloud - middle).T) < radius) == pytest.approx(0.8, abs=0.03)


def test_scores_are_said_as_places_among_people():
    assert [people_below(score) for score in (-2, -1, 0, 1, 2)] == [2, 16, 50, 84, 98]


def test_a_guess_is_drawn_around_as_many_people_and_named():
    for guess in (0, 7, 10, 13, 47, 100):
        aside = attachment_plane(LIGHT, 720, 1.0, guess=guess).figure.axes[1]
        assert f"you guessed {guess}" in [text.get_text() for text in aside.texts]
        (outline,) = [line for line in aside.lines if line.is_dashed()]
        x, y = outline.get_xydata()[:-1].T
        area = abs(np.dot(x, np.roll(y, -1)) - np.dot(y, np.roll(x, -1))) / 2
        assert area == pytest.approx(guess)
