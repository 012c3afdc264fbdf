"""What a learner can move: each control knows its values, and the words that say them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


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
    words
        For each value what is shown and read aloud: "20 min".
    start
        Index of the value at the beginning.
    """

    name: str
    label: str
    values: Sequence[float]
    words: Sequence[str]
    start: int

    kind = "slider"

    def __post_init__(self) -> None:
        _check(self)


@dataclass(frozen=True)
class Choice:
    """A few values, one of them chosen. Parameters as for :class:`Slider`."""

    name: str
    label: str
    values: Sequence[object]
    words: Sequence[str]
    start: int = 0

    kind = "choice"

    def __post_init__(self) -> None:
        _check(self)


@dataclass(frozen=True)
class Preset:
    """A named setting of several controls at once: values by the controls' names."""

    label: str
    values: Mapping[str, object]


Control = Slider | Choice


def description(control: Control) -> dict[str, object]:
    """Describe a control to the front end, which knows positions and words, not values."""
    return {
        "kind": control.kind,
        "name": control.name,
        "label": control.label,
        "words": list(control.words),
        "start": control.start,
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
    if len(control.values) != len(control.words) or len(control.values) < 2:
        raise ValueError(
            f"The control {control.name!r} needs two values or more and a word for each; it was given "
            f"{len(control.values)} values and {len(control.words)} words."
        )
    if not 0 <= control.start < len(control.values):
        raise ValueError(
            f"The control {control.name!r} cannot start at position {control.start}; "
            f"its positions are 0 to {len(control.values) - 1}."
        )
