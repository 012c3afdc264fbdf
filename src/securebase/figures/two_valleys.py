"""Two valleys: where a model couple ends up, from above and from the side, and what a shared push does."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING

import numpy as np

from securebase.figures._valley_views import EDGE, FEELINGS, STARTS, Plan, Profile, views
from securebase.figures.picture import Badge, Picture, Source
from securebase.figures.signed import Signed
from securebase.models import couples

if TYPE_CHECKING:
    from securebase.figures.style import Theme
    from securebase.models._checks import FloatArray

INFLUENCE, INERTIA = couples.TIPPING_EXAMPLE["influence"], couples.TIPPING_EXAMPLE["inertia"]
TIPPING = couples.tipping_kindness(INFLUENCE, INERTIA)

SOURCES = (
    Source(
        Badge.ILLUSTRATIVE,
        "equations of",
        "Liebovitch et al., 2008",
        "",
        "influence 2 and inertia 1 are our choice; a metaphor with equations, measured on no couple",
    ),
)


@dataclass(frozen=True)
class Chart:
    """What kindness alone decides.

    Parameters
    ----------
    hostile, ridge, warm
        The states of rest, in feeling; None where there is none.
    fold
        What both feel where the hostile valley is last seen; the warm one's is the opposite.
    ways
        The courses of many couples from the rim of the map, shape (couples, points, 2).
    watershed
        The line between the valleys, shape (2, points); no points where there is one valley only.
    ground
        The height at ``FEELINGS``.
    """

    hostile: float | None
    ridge: float | None
    warm: float | None
    fold: float
    ways: FloatArray
    watershed: FloatArray
    ground: FloatArray

    @property
    def start(self) -> float:
        """What both feel before a push: the hostile valley, or the place where it was last."""
        return self.fold if self.hostile is None else self.hostile


@lru_cache(maxsize=256)
def chart(kindness: float) -> Chart:
    """Compute what kindness decides; kept, since a push leaves all of it where it is."""
    b = kindness
    states = [state.feeling for state in couples.equilibria(b, INFLUENCE, INERTIA)]
    return Chart(
        hostile=states[0] if states[0] < 0 else None,
        ridge=states[1] if len(states) > 1 else None,
        warm=states[-1] if states[-1] > 0 else None,
        fold=_fold(),
        ways=_courses(STARTS, b, duration=6.3, steps=45).transpose(2, 0, 1),
        watershed=couples.watershed(b, INFLUENCE, INERTIA, reach=2 * EDGE),
        ground=couples.landscape(FEELINGS, b, INFLUENCE, INERTIA),
    )


def after_push(now: Chart, push: float) -> FloatArray:
    """Return what both feel after a push in the hostile valley, and where they come to rest, shape (2,).

    Both feel the same, and on that line the ridge alone parts those who go to the one valley from those who
    go to the other.
    """
    begin = now.start + push
    short = now.warm is None or (now.ridge is not None and begin <= now.ridge)
    return np.array([begin, now.hostile if short else now.warm])


def two_valleys(theme: Theme, width: float, ratio: float) -> Picture:
    """Draw the map of a model couple's feelings, its side view, and what becomes of a shared push.

    Parameters
    ----------
    theme, width, ratio
        Colours, CSS pixels, device pixels for each.

    Returns
    -------
    Picture
        Takes ``kindness``, which does not depend on the other, and ``repair``, the push that both receive at
        once in the hostile valley. Axes in the model's unit of feeling, hostile below 0.
    """
    figure, above, aside = views(theme, width, ratio)
    plan, profile = Plan(above, theme), Profile(aside, theme)

    def show(*, kindness: float, repair: float) -> str:
        now = chart(kindness)
        way = after_push(now, repair)
        plan.show(now, way)
        profile.show(now, way, repair)
        return _sentence(kindness, repair, now, float(way[1]))

    return Picture(figure, [*plan.moving(), *profile.moving()], show, SOURCES)


@cache
def _fold() -> float:
    """Return what both feel where the hostile valley disappears."""
    return couples.equilibria(TIPPING - 1e-9, INFLUENCE, INERTIA)[0].feeling


def _courses(starts: FloatArray, kindness: float, *, duration: float, steps: int) -> FloatArray:
    return couples.courses(
        starts, duration=duration, steps=steps, kindness=kindness, influence=INFLUENCE, inertia=INERTIA
    )


def _sentence(kindness: float, repair: float, now: Chart, end: float) -> str:
    said = f"{Signed(kindness):+.2f}"
    if now.hostile is None:
        return (
            f"With kindness at {said}, above the tipping point of {TIPPING:.3f}, the hostile valley is gone: "
            f"wherever the model couple begins, with a push or without, both come to {Signed(end):+.3f}, "
            "warm."
        )
    if now.ridge is None or now.warm is None:
        return (
            f"With kindness at {said}, below {Signed(-TIPPING):+.3f}, the warm valley is gone: after "
            f"{'no push' if repair == 0 else f'a push of {repair:.2f}'} as after any other, both come to "
            f"{Signed(end):+.3f}, hostile."
        )
    places = (
        f"With kindness at {said} there are two valleys: hostile at {Signed(now.hostile):+.3f} and warm at "
        f"{Signed(now.warm):+.3f}, with the watershed at {Signed(now.ridge):+.3f}."
    )
    enough = f"{Signed(couples.smallest_joint_repair(kindness, INFLUENCE, INERTIA)):+.3f}"
    if repair == 0:
        return f"{places} Without a push the model couple stays hostile; it takes {enough} to get out."
    push = f"A push of {Signed(repair):+.2f} takes both to {Signed(now.hostile + repair):+.3f}"
    if end < now.ridge:
        return f"{places} {push}, short of it, and they slide back; it takes {enough} to get out."
    return f"{places} {push}, past it ({enough} reaches it), and they go on to the warm valley."
