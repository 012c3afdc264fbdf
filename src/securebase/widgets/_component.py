"""What all components of the kit are: anywidgets that do not cost a class each."""

from __future__ import annotations

from typing import Any, ClassVar

import anywidget


class Component(anywidget.AnyWidget):
    """An anywidget whose instances share one class.

    anywidget hangs a component's module and look on a class that it makes for each instance, and a class
    takes more memory than all else that an instance holds. A notebook keeps what it showed, closed or not.
    """

    _dressed: ClassVar[dict[type, type]] = {}

    def add_traits(self, **traits: Any) -> None:
        """Make the class with anywidget's traits once, and let later instances be of it."""
        plain = type(self)
        if plain in self._dressed:
            self.__class__ = self._dressed[plain]
        else:
            super().add_traits(**traits)
            self._dressed[plain] = type(self)
