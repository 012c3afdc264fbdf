"""Controls that come with words, for wherever no controls can be shown: without a kernel, or in print."""

from __future__ import annotations

from typing import Any

import ipywidgets as widgets

from securebase.widgets.own_keys import OwnKeys


class Spoken(widgets.VBox):
    """A column of controls.

    Parameters
    ----------
    children : list of Widget
        From top to bottom.
    words : str
        What is shown and read instead of them.
    """

    def __init__(self, children: list[Any], words: str) -> None:
        self._words = words
        super().__init__([OwnKeys(), *children], layout=widgets.Layout(width="auto", max_width="48rem"))

    def _repr_mimebundle_(self, **_options: object) -> dict[str, Any]:
        bundle: dict[str, Any] = super()._repr_mimebundle_() or {}
        return bundle | {"text/plain": self._words}
