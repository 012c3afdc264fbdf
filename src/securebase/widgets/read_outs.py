"""Controls and a sentence that follows them: numbers from data or a model, without a picture."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any

import traitlets

from securebase.widgets import _static
from securebase.widgets._component import Component
from securebase.widgets.controls import Control, description, position

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence


class ReadOut(Component):
    """Controls, and under them what the kernel says of where they stand.

    Parameters
    ----------
    say
        Returns the sentence; takes each control's value by the control's name.
    title
        What is read out, for those who hear it: "The two curves, minute by minute".
    controls
        What can be moved.
    again
        Words of a button that asks for the sentence once more, where chance has a part in it.
    """

    _esm = _static.esm("live_controls", "read_out")
    _css = _static.css("live_figure")

    title = traitlets.Unicode().tag(sync=True)
    controls = traitlets.List().tag(sync=True)
    positions = traitlets.Dict().tag(sync=True)
    again = traitlets.Unicode().tag(sync=True)
    rounds = traitlets.Int().tag(sync=True)  # how often that button was pressed
    said = traitlets.Unicode().tag(sync=True)

    def __init__(
        self, say: Callable[..., str], *, title: str, controls: Sequence[Control], again: str = ""
    ) -> None:
        self._say = say
        self._moved = {control.name: control for control in controls}
        super().__init__(
            title=title,
            controls=[description(control) for control in controls],
            positions={control.name: position(control, control.start) for control in controls},
            again=again,
        )
        self._read()
        self.observe(self._read, ["positions", "rounds"])

    def _read(self, _change: object = None) -> None:
        values = {name: control.values[self.positions[name]] for name, control in self._moved.items()}
        self.said = self._say(**values)

    def __repr__(self) -> str:
        return f"{self.title}. {self.said}"

    def _repr_mimebundle_(self, **_options: object) -> tuple[dict[str, Any], dict[str, Any]]:
        """Add the sentence, for places without a kernel."""
        return _static.with_fallback(self, f"<p>{escape(self.said)}</p>")
