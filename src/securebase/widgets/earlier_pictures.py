"""What stands in place of a picture that is gone: an earlier lesson that someone changed still calls it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from securebase.widgets._still import Still

if TYPE_CHECKING:
    from collections.abc import Callable

EARLIER = ("old_expectation", "stress_clock_after_a_guess")
"""Names that lessons of earlier versions call."""

WORDS = (
    "This picture is no longer part of the course. You, or someone else, changed this lesson, so an update "
    "left it as it is. To see the new lesson, rename this file and start the course again."
)


def in_place_of(name: str) -> Callable[[], Still]:
    """Return what a lesson finds under the name of a picture that is gone."""

    def gone() -> Still:
        """Say that the picture is gone, and where the new lesson is."""
        return Still(body=f'<div class="sb" role="note"><p>{WORDS}</p></div>', text=WORDS)

    gone.__name__ = name
    return gone
