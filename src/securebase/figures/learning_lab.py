"""The learning lab: two expectations learned from the same answers, good and bad news weighed unequally."""

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

EXCHANGES = 60
MOSTLY = 0.5  # share of blame above which the band that is said is that of the second half
START = 0.5  # both expectations before the first exchange
SEED = 3
COUNTS = np.arange(EXCHANGES + 1.0)
TITLES = ("Will they answer?", "Am I worth answering?")

SOURCES = (
    Source(
        Badge.ILLUSTRATIVE,
        "both panels: a learning rule of the textbooks, read as attachment by us",
        "Pietromonaco & Barrett, 2000",
        "10.1037/1089-2680.4.2.155",
        "the idea of two halves is theirs to review; rates, people and the share of blame are our choice",
    ),
)


def learning_lab(theme: Theme, width: float, ratio: float, *, guess: float | None = None) -> Picture:
    """Draw what simulated people come to expect of another, and of themselves.

    Parameters
    ----------
    theme, width, ratio
        Colours, CSS pixels, device pixels for each.
    guess
        At how many of 100 the learner guessed the first expectation to settle, if they did.

    Returns
    -------
    Picture
        Takes ``reliability``, the share of bids that are answered; ``rise`` and ``fall``, the part of the
        way that good and bad news move an expectation; ``self_blame``, the share of bad news put down to
        oneself. Axes in exchanges and in expectation from 0 to 1.
    """
    height = max(430.0, width * 0.64)
    figure, (other, own) = new_figure(theme, size=(width, height), rows=2, ratio=ratio)
    figure.subplots_adjust(
        left=34 / width, right=1 - 74 / width, top=1 - 34 / height, bottom=foot(width) / height, hspace=0.34
    )
    for axes, title in zip((other, own), TITLES, strict=True):
        axes.set(xlim=(0, EXCHANGES), ylim=(0, 1.02), yticks=[0, 0.5, 1], xticks=range(0, EXCHANGES + 1, 10))
        write(
            axes,
            0,
            1.05,
            title,
            colour=theme.ink,
            strong=True,
            va="bottom",
            transform=axes.get_xaxis_transform(),
        )
    along(own, theme, "Exchanges", width)
    if guess is not None:
        _guess(other, theme, guess / 100)
    truth = other.axhline(0, color=theme.ink, linewidth=1.2, dashes=(4, 3))
    crowds = [Crowd(other, theme, theme.cool), Crowd(own, theme, theme.warm)]
    ends = [beside(other, theme.cool), beside(own, theme.warm)]
    real = beside(other, theme.quiet, strong=False)
    pixel = 1.02 / (other.get_position().height * height)

    def show(*, reliability: float, rise: float, fall: float, self_blame: float) -> str:
        rates = {"rise": rise, "fall": fall, "self_blame": self_blame}
        people = expectations.learn_two_expectations(_answers(reliability), **rates, start=START)
        limits = expectations.two_expectation_limits(reliability, **rates)
        shares = (1 - self_blame, self_blame)
        spread = (0.0, 0.0)
        halves = zip(crowds, ends, (people.other, people.self_worth), shares, strict=True)
        settles = (float(limits.other), float(limits.self_worth))
        for (crowd, end, levels, share), limit in zip(halves, settles, strict=True):
            average = expectations.asymmetric_level(
                COUNTS, reliability=reliability, rise=rise, fall=fall * share, start=START
            )
            band = crowd.show(COUNTS, np.asarray(levels), average)
            spread = band if (crowd is crowds[1]) == (self_blame > MOSTLY) else spread
            end.set(position=(1, limit), text=f"{limit:.3f}")
        truth.set_ydata([reliability, reliability])
        place = keep_apart(reliability, settles[0], pixel, top=1.1)
        real.set(position=(1, place), text=f"truth {reliability:.2f}")
        return _sentence(reliability, rates, settles, spread)

    moving = [truth, *crowds[0].moving(), *crowds[1].moving(), *ends, real]
    return Picture(figure, moving, show, SOURCES)


@lru_cache(maxsize=MOST_KEPT)
def _answers(reliability: float) -> FloatArray:
    """Return the answers that simulated people meet; their luck is the same at every setting."""
    return expectations.simulate_answers(
        np.random.default_rng(SEED), learners=PEOPLE, interactions=EXCHANGES, reliability=reliability
    )


def _guess(axes: Axes, theme: Theme, guess: float) -> None:
    axes.axhline(guess, color=theme.warm, linewidth=1.6, dashes=(2, 2))
    write(axes, EXCHANGES, guess - 0.02, "you guessed", colour=theme.warm, size=9.5, ha="right", va="top")


def _sentence(
    reliability: float, rates: dict[str, float], settles: tuple[float, float], spread: tuple[float, float]
) -> str:
    other, own = settles
    away = other - reliability
    where = "which is what is true" if abs(away) < 0.0005 else f"{abs(away):.3f} {_side(away)} the truth"
    share = rates["self_blame"]
    low, high = spread
    band = f"; after {EXCHANGES} exchanges, 80 of 100 simulated people lie between {low:.2f} and {high:.2f}"
    if share == 0:
        oneself = f"No silence is put down to oneself, so “{TITLES[1]}” climbs to {own:.3f}"
    else:
        blamed = f"With {share:.0%} of each silence put down to oneself"
        oneself = f"{blamed}, “{TITLES[1]}” settles at {own:.3f}"
    first, second = (band, "") if share <= MOSTLY else ("", band)
    return (
        f"{reliability:.0%} of bids are answered; an answer moves the expectation {rates['rise']:.0%} of the "
        f"way up, a silence {rates['fall']:.0%} of the way down. “{TITLES[0]}” settles at {other:.3f} on "
        f"average, {where}{first}. {oneself}{second}."
    ).replace("%", " %")


def _side(away: float) -> str:
    return "above" if away > 0 else "below"
