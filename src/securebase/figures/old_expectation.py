"""How long an old expectation holds: new answers counted beside remembered ones."""

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
SEED = 5
COUNTS = np.arange(EXCHANGES + 1.0)

SOURCES = (
    Source(
        Badge.ILLUSTRATIVE,
        "line and band: Bayes' rule as in any textbook, read as attachment by us",
        "Pietromonaco & Barrett, 2000",
        "10.1037/1089-2680.4.2.155",
        "on working models; firmness, start and people are our choice",
    ),
)


def old_expectation(theme: Theme, width: float, ratio: float, *, guess: float | None = None) -> Picture:
    """Draw how an old expectation gives way to new answers.

    Parameters
    ----------
    theme, width, ratio
        Colours, CSS pixels, device pixels for each.
    guess
        After how many exchanges the learner expected the level to be reached, if they said.

    Returns
    -------
    Picture
        Takes ``strength``, how many remembered exchanges the old expectation counts as much as;
        ``prior``, the old expectation; ``reliability``, the share of bids that are answered now. Axes in
        exchanges and in expectation from 0 to 1.
    """
    height = max(340.0, width * 0.5)
    figure, (axes,) = new_figure(theme, size=(width, height), ratio=ratio)
    figure.subplots_adjust(
        left=34 / width, right=1 - 74 / width, top=1 - 34 / height, bottom=foot(width) / height
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
    along(axes, theme, "Exchanges", width)
    if guess is not None:
        _guess(axes, theme, guess)
    truth = axes.axhline(0, color=theme.ink, linewidth=1.2, dashes=(4, 3))
    crowd = Crowd(axes, theme, theme.cool)
    stem = axes.vlines([0], 0, LEVEL, color=theme.ink, linewidth=1)
    (dot,) = axes.plot([], [], "o", color=theme.cool, markersize=9, markeredgecolor=theme.ground)
    label = write(axes, 0, 0.03, "", colour=theme.ink, strong=True, va="bottom")
    label.set_bbox({"facecolor": theme.ground, "linewidth": 0, "boxstyle": "square,pad=0.15"})  # over a guess
    end, real = beside(axes, theme.cool), beside(axes, theme.quiet, strong=False)
    pixel = 1.02 / (axes.get_position().height * height)

    def show(*, strength: float, prior: float, reliability: float) -> str:
        average = expectations.expected_level(COUNTS, prior=prior, strength=strength, reliability=reliability)
        people = expectations.learn_by_counting(_answers(reliability), prior=prior, strength=strength)
        spread = crowd.show(COUNTS, people, average)
        needed = expectations.interactions_until(LEVEL, prior, strength, reliability)
        reached = 0 < needed <= EXCHANGES
        for artist in (stem, dot, label):
            artist.set_visible(reached)
        if reached:
            stem.set_segments([np.array([[needed, 0], [needed, LEVEL]])])
            dot.set_data([needed], [LEVEL])
            left = needed > 0.7 * EXCHANGES
            label.set(
                position=(needed + (-1 if left else 1), 0.03),
                text=f"{LEVEL:g} after {needed:.4g}",
                ha="right" if left else "left",
            )
        last = float(average[-1])
        truth.set_ydata([reliability, reliability])
        end.set(position=(1, last), text=f"{last:.2f}")
        place = keep_apart(reliability, last, pixel, top=1.06)
        real.set(position=(1, place), text=f"truth {reliability:.2f}")
        return _sentence((strength, prior, reliability), needed, last, spread)

    return Picture(figure, [truth, *crowd.moving(), stem, dot, label, end, real], show, SOURCES)


def _guess(axes: Axes, theme: Theme, guess: float) -> None:
    axes.axvline(guess, color=theme.warm, linewidth=1.6, dashes=(2, 2))
    left = guess > EXCHANGES / 2
    write(
        axes,
        guess + (-1 if left else 1),
        1,
        f"you guessed {guess:g}",
        colour=theme.warm,
        size=9.5,
        ha="right" if left else "left",
        va="top",
    )


@lru_cache(maxsize=MOST_KEPT)
def _answers(reliability: float) -> FloatArray:
    return expectations.simulate_answers(
        np.random.default_rng(SEED), learners=PEOPLE, interactions=EXCHANGES, reliability=reliability
    )


def _sentence(
    setting: tuple[float, float, float], needed: float, last: float, spread: tuple[float, float]
) -> str:
    strength, prior, reliability = setting
    begins = (
        f"An old expectation of {prior:.1f} counts as much as {strength:g} remembered exchanges; now "
        f"{100 * reliability:.0f} of 100 bids are answered."
    )
    if needed == 0:
        reaching = f"It begins at {LEVEL:g}"
    elif np.isinf(needed):
        reaching = f"On average it never comes to {LEVEL:g}"
    else:
        reaching = f"On average it takes {needed:.4g} exchanges to come to {LEVEL:g}"
    return (
        f"{begins} {reaching}, and after {EXCHANGES} it stands at {last:.2f}, where 80 of 100 simulated "
        f"people lie between {spread[0]:.2f} and {spread[1]:.2f}."
    )
