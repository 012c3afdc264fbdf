"""A small child's way out from someone familiar and back, around one alarm: our own telling of it.

That toddlers keep within sight or sound without being called was seen in a park by Anderson (1972). That a
look ends a small alarm, a word a greater one and only touch a great one is Bowlby's account (1969). How many
steps and seconds all of it takes is chosen here. ILLUSTRATIVE; nobody was measured.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from securebase.models._checks import all_within, within

if TYPE_CHECKING:
    from numpy.typing import ArrayLike

    from securebase.models._checks import FloatArray

MINUTE: Final = (0.0, 60.0)
"""Accepted seconds since the child let go."""

ALARM_RANGE: Final = (0.0, 10.0)
"""Accepted alarm, from none to as great as it gets."""

ALARM_COMES: Final = 24.0
"""Seconds since the child let go; she is then as far out as she has been."""

LOOK, WORD, TOUCH = "a look", "a word", "touch"
A_LOOK_IS_ENOUGH: Final = 3.0
"""Up to this alarm."""
ONLY_TOUCH_HELPS: Final = 7.0
"""From this alarm on."""

_LEG, _STOP, _FAR = (
    10.0,
    3.0,
    20.0,
)  # steps at one a second, seconds of looking round, steps when the alarm comes
_OUT_AGAIN = 30.0  # steps of the first leg after an alarm, faster than before


@dataclass(frozen=True)
class Outing:
    """One way out and back.

    Attributes
    ----------
    seconds, steps : array, shape (points,)
        Since the child let go; away from the familiar person. Straight between the points.
    doing : tuple of str, one fewer than points
        What she does between each two points: "walks", "looks round", "runs back", "comes back", "listens",
        "leans on him".
    ends_it : str
        What ends the alarm: "a look", "a word", "touch"; empty if there is none.
    """

    seconds: FloatArray
    steps: FloatArray
    doing: tuple[str, ...]
    ends_it: str

    def at(self, seconds: ArrayLike) -> FloatArray:
        """Return how many steps away she is at these seconds, from 0 to 60.

        Raises
        ------
        ValueError
            If one of them lies outside the minute.
        """
        return np.interp(all_within("seconds", seconds, *MINUTE), self.seconds, self.steps)

    def doing_at(self, second: float) -> str:
        """Return what she does at this second, from 0 to 60; at a point, what she does from there on."""
        begun = int(np.searchsorted(self.seconds, within("second", second, *MINUTE), side="right")) - 1
        return self.doing[min(begun, len(self.doing) - 1)]


def outing(alarm: float) -> Outing:
    """Return the minute of a small child who sets out from someone familiar.

    Parameters
    ----------
    alarm : float
        How much she is frightened after 24 seconds, from 0 to 10.

    Returns
    -------
    Outing
        To the 60th second.

    Raises
    ------
    ValueError
        If ``alarm`` lies outside its range.
    """
    fright = within("alarm", alarm, *ALARM_RANGE)
    way = _Way()
    way.legs(until=_FAR)
    way.go("looks round", ALARM_COMES - way.second, _FAR)
    ends_it = ""
    if fright == 0:
        way.go("looks round", _STOP - 1, _FAR)
    elif fright <= A_LOOK_IS_ENOUGH:
        ends_it = LOOK
        way.go("looks round", _STOP + fright, _FAR)
    else:
        ends_it = TOUCH if fright >= ONLY_TOUCH_HELPS else WORD
        near = max(0.0, _FAR * (ONLY_TOUCH_HELPS - fright) / (ONLY_TOUCH_HELPS - A_LOOK_IS_ENOUGH))
        speed = 2 + fright / 5  # steps a second
        way.go("runs back" if ends_it == TOUCH else "comes back", (_FAR - near) / speed, near)
        way.go("leans on him" if ends_it == TOUCH else "listens", fright, near)
        way.go("walks", (_OUT_AGAIN - near) / 1.5, _OUT_AGAIN)
        way.go("looks round", _STOP, _OUT_AGAIN)
    way.legs(until=np.inf)
    return Outing(np.array(way.seconds), np.array(way.steps), tuple(way.doing), ends_it)


class _Way:
    """Points of a way as they are added."""

    def __init__(self) -> None:
        self.seconds, self.steps, self.doing = [0.0], [0.0], list[str]()

    @property
    def second(self) -> float:
        return self.seconds[-1]

    def go(self, doing: str, lasting: float, to: float) -> None:
        if self.second < MINUTE[1]:
            self.seconds.append(self.second + lasting)
            self.steps.append(to)
            self.doing.append(doing)

    def legs(self, until: float) -> None:
        """Walk ten steps and look round, again and again; at the end of the last leg nobody looks round."""
        while self.steps[-1] < until and self.second < MINUTE[1]:
            self.go("walks", _LEG, self.steps[-1] + _LEG)
            if self.steps[-1] < until:
                self.go("looks round", _STOP, self.steps[-1])
