"""What a learner can move: each control knows its values, and writes the words that say them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, ClassVar

from securebase.figures.signed import Signed

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence


@dataclass(frozen=True)
class Slider:
    """A row of values under one handle.

    Parameters
    ----------
    name
        The keyword by which the picture takes the value.
    label
        What it is, with its unit: "Minutes since the task began".
    values
        Every value the handle can stand on, in order. They come from the model's own range.
    say
        How a value is shown and read aloud: a format such as "{:.0f} ms", or a function.
    start
        The value at the beginning.

    Raises
    ------
    ValueError
        If there are fewer than two values, or ``start`` is none of them.
    """

    name: str
    label: str
    values: Sequence[float]
    say: str | Callable[[float], str] = "{:g}"
    start: float = field(kw_only=True)

    kind: ClassVar = "slider"

    def __post_init__(self) -> None:
        _check(self)

    @property
    def words(self) -> list[str]:
        """What is shown and read aloud for each value."""
        if callable(self.say):
            return [self.say(value) for value in self.values]
        return [self.say.format(Signed(value)) for value in self.values]


@dataclass(frozen=True)
class Choice:
    """A few values, one of them chosen.

    Parameters
    ----------
    name, label
        As for :class:`Slider`.
    options
        The values, each with the words that say it: ``{"male": "100 men", "female": "100 women"}``. The first
        is the one at the beginning.
    """

    name: str
    label: str
    options: Mapping[str, str]

    kind: ClassVar = "choice"

    def __post_init__(self) -> None:
        _check(self)

    @property
    def values(self) -> list[str]:
        """What can be chosen."""
        return list(self.options)

    @property
    def words(self) -> list[str]:
        """What is shown and read aloud for each value."""
        return list(self.options.values())

    @property
    def start(self) -> str:
        """The value at the beginning."""
        return self.values[0]


Control = Slider | Choice


def steps(low: float, high: float, step: float) -> tuple[float, ...]:
    """Return evenly spaced values, both ends among them, each as one would type it: 0.3, not 0.30…04."""
    return tuple(round(low + at * step, 9) for at in range(round((high - low) / step) + 1))


def of_100(share: float) -> str:
    """Say a share from 0 to 1 in people or times, as most readers grasp it: "30 of 100"."""
    return f"{100 * share:.0f} of 100"


def percent(share: float) -> str:
    """Say a share from 0 to 1 as "30 %"."""
    return f"{100 * share:.0f} %"


def description(control: Control) -> dict[str, object]:
    """Describe a control to the front end, which knows positions and words, not values."""
    return {
        "kind": control.kind,
        "name": control.name,
        "label": control.label,
        "words": control.words,
        "start": position(control, control.start),
    }


def position(control: Control, value: object) -> int:
    """Return where a control stands when it has this value.

    Raises
    ------
    ValueError
        If the value is none of the control's.
    """
    for index, known in enumerate(control.values):
        if known == value:
            return index
    raise ValueError(f"{control.name} cannot be {value!r}; it can be one of {list(control.values)}.")


def _check(control: Control) -> None:
    if len(control.values) < 2:
        raise ValueError(
            f"The control {control.name!r} needs two values or more; it was given {len(control.values)}."
        )
    position(control, control.start)
