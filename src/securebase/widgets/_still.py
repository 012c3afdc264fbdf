"""Components that only say something: HTML with the one look, and the same in plain text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from securebase.widgets._static import css

if TYPE_CHECKING:
    from collections.abc import Collection


@dataclass(frozen=True)
class Still:
    """Words ready to be shown; a notebook asks for the HTML, a terminal for the text.

    Parameters
    ----------
    body
        Escaped HTML whose outermost element has the class ``sb``.
    text
        The same without markup.
    styles
        File names in ``static``, without their ending, of the rules beside the shared ones.
    """

    body: str
    text: str
    styles: tuple[str, ...] = ()

    @property
    def html(self) -> str:
        """The words as one piece of HTML that brings its style along."""
        return f"<style>{css(*self.styles)}</style>{self.body}"

    def __str__(self) -> str:
        return self.text

    def _repr_mimebundle_(
        self,
        include: Collection[str] | None = None,  # noqa: ARG002 - IPython's protocol
        exclude: Collection[str] | None = None,  # noqa: ARG002 - IPython's protocol
    ) -> dict[str, str]:
        return {"text/html": self.html, "text/plain": self.text}
