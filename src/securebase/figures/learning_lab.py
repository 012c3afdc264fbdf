"""The learning lab: an old expectation meets new answers, and a silence may count like several of them."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from securebase.figures._simulated_people import MOST_KEPT, PEOPLE, Crowd, along, beside, foot, keep_apart
from securebase.figures.picture import Badge, Picture, Source
from securebase.figures.style import Theme, new_figure, write
from securebase.models import expectations

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from securebase.models._checks import FloatArray

EXCHANGES = 80
LEVEL = expectations.COUNTED_UNTIL  # whose reaching is marked
OPEN = {"prior": 0.5, "strength": 5.0}  # an expectation that is neither high nor low, and lightly held
SEED = 5
COUNTS = np.arange(EXCHANGES + 1.0)
BESIDE = 106.0  # CSS pixels to the right of the picture, for where it settles

SOURCES = (
    Source(
        Badge.ILLUSTRATIVE,
        "line and band: Bayes' rule as in any textbook, read as attachment by us",
        "Pietromonaco & Barrett, 2000",
        "10.1037/1089-2680.4.2.155",
        "on working models; weights, start and people are our choice",
    ),
)


def learning_lab(
    theme: Theme, width: float, ratio: float, *, guess: float | None = None, plain: bool = False
) -> Picture:
    """Draw how an expectation moves with the answers that are met.

    Parameters
    ----------
    theme, width, ratio
        Colours, CSS pixels, device pixels for each.
    guess
        At how many of 100 the learner guessed the expectation to settle, if they did.
    plain
        Whether only the share of answers is moved, so that nothing is said of weights and of what was
        expected before.

    Returns
    -------
    Picture
        Takes ``reliability``, the share of bids that are answered now; and where it is not left at equal
        weights and an open mind: ``silence_weight``, how many answers a silence counts as much as; ``prior``,
        the old expectation; ``strength``, how many remembered exchanges that counts as much as. Axes in
        exchanges and in expectation from 0 to 1.
    """
    height = max(340.0, width * 0.5)
    figure, (axes,) = new_figure(theme, size=(width, height), ratio=ratio)
    figure.subplots_adjust(
        left=34 / width, right=1 - BESIDE / width, top=1 - 34 / height, bottom=foot(width) / height
    )
    axes.set(xlim=(0, EXCHANGES), ylim=(0, 1.02), yticks=[0, LEVEL, 1], xticks=range(0, EXCHANGES + 1, 10))
    write(
        axes,
        0,
        1.03,
        "Will they answer?",
        colour=theme.ink,
        strong=True,
        va="bottom",
        transform=axes.get_xaxis_transform(),
    )
    along(axes, theme, "Bids" if plain else "Exchanges", width)
    if guess is not None:
        _guess(axes, theme, guess / 100)
    truth = axes.axhline(0, color=theme.ink, linewidth=1.2, dashes=(4, 3))
    rest = axes.axhline(0, color=theme.cool, linewidth=1.2, dashes=(1, 3))
    crowd = Crowd(axes, theme, theme.cool)
    stem = axes.vlines([0], 0, LEVEL, color=theme.ink, linewidth=1)
    (dot,) = axes.plot([], [], "o", color=theme.cool, markersize=9, markeredgecolor=theme.ground)
    label = write(axes, 0, 0.03, "", colour=theme.ink, strong=True, va="bottom")
    label.set_bbox({"facecolor": theme.ground, "linewidth": 0, "boxstyle": "square,pad=0.15"})  # over a guess
    end, real = beside(axes, theme.cool), beside(axes, theme.quiet, strong=False)
    pixel = 1.02 / (axes.get_position().height * height)
    for artist in (rest, end):
        artist.set_visible(not plain)

    def show(
        *,
        reliability: float,
        silence_weight: float = 1.0,
        prior: float = OPEN["prior"],
        strength: float = OPEN["strength"],
    ) -> str:
        old = {"prior": prior, "strength": strength, "silence_weight": silence_weight}
        average = expectations.expected_level(COUNTS, reliability=reliability, **old)
        people = expectations.learn_by_counting(_answers(reliability), **old)
        spread = crowd.show(COUNTS, people, average)
        settled = expectations.settled_level(reliability, silence_weight)
        needed = expectations.interactions_until(LEVEL, reliability=reliability, **old)
        reached = 0 < needed <= EXCHANGES
        for artist in (stem, dot, label):
            artist.set_visible(reached)
        if reached:
            stem.set_segments([np.array([[needed, 0], [needed, LEVEL]])])
            dot.set_data([needed], [LEVEL])
            left = needed > 0.6 * EXCHANGES
            label.set(
                position=(needed + (-1 if left else 1), 0.03),
                text=f"{LEVEL:g} after {needed:.3g}",
                ha="right" if left else "left",
            )
        truth.set_ydata([reliability, reliability])
        rest.set_ydata([settled, settled])
        end.set(position=(1, settled), text=f"settles {settled:.3f}")
        place = reliability if plain else keep_apart(reliability, settled, pixel, top=1.06)
        real.set(position=(1, place), text=f"truth {reliability:.2f}")
        if plain:
            return _plain_sentence(reliability, float(average[-1]), spread)
        return _sentence((reliability, silence_weight, prior, strength), (settled, needed), spread)

    moving = [truth, rest, *crowd.moving(), stem, dot, label, end, real]
    return Picture(figure, moving, show, SOURCES)


@lru_cache(maxsize=MOST_KEPT)
def _answers(reliability: float) -> FloatArray:
    """Return the answers that simulated people meet; their luck is the same at every setting."""
    return expectations.simulate_answers(
        np.random.default_rng(SEED), learners=PEOPLE, interactions=EXCHANGES, reliability=reliability
    )


def _guess(axes: Axes, theme: Theme, guess: float) -> None:
    axes.axhline(guess, color=theme.warm, linewidth=1.6, dashes=(2, 2))
    low = guess < 0.2  # there the words stand above the line, and above where a level is said to be passed
    place, side = (max(guess, 0.11) + 0.02, "bottom") if low else (guess - 0.02, "top")
    write(axes, EXCHANGES, place, "you guessed", colour=theme.warm, size=9.5, ha="right", va=side)


def _plain_sentence(reliability: float, last: float, spread: tuple[float, float]) -> str:
    low, high = (10 * end for end in spread)
    return (
        f"Of ten bids, {10 * reliability:.0f} are answered. After {EXCHANGES} bids the child expects an "
        f"answer {10 * last:.1f} times in ten, on average; 80 of 100 simulated children lie between "
        f"{low:.1f} and {high:.1f}."
    )


def _sentence(
    setting: tuple[float, float, float, float], levels: tuple[float, float], spread: tuple[float, float]
) -> str:
    reliability, weight, prior, strength = setting
    settled, needed = levels
    answers = "an answer" if weight == 1 else f"{weight:g} answers"
    held = "one exchange" if strength == 1 else f"{strength:g} exchanges"
    away = settled - reliability
    if abs(away) < 0.0005:
        where = "which is what is true"
    else:
        where = f"{abs(away):.3f} {'above' if away > 0 else 'below'} the truth"
    if prior == LEVEL or needed == 0:
        passing = ""
    elif needed <= EXCHANGES:
        passing = f" It passes {LEVEL:g} after {needed:.3g} exchanges."
    else:
        passing = f" Within {EXCHANGES} exchanges it does not pass {LEVEL:g}."
    return (
        f"{100 * reliability:.0f} of 100 bids are answered; a silence counts as much as {answers}, and the "
        f"old expectation, {prior:.1f}, as much as {held}. In the long run the expectation settles at "
        f"{settled:.3f}, {where}.{passing} After {EXCHANGES} exchanges, 80 of 100 simulated people lie "
        f"between {spread[0]:.2f} and {spread[1]:.2f}."
    )
