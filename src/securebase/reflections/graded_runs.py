"""What becomes of private questions when nbgrader runs a notebook: words, and nothing else."""

from __future__ import annotations

import os
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection

_WORDS = "There is a question for you alone here. Nothing of your answer is in this file."


def is_graded_run() -> bool:
    """Tell whether nbgrader runs the notebook: then nobody is there to be asked, and nothing is touched."""
    return "NBGRADER_EXECUTION" in os.environ


@dataclass(frozen=True)
class NotHere:
    """A private question in a graded run: its words, without a component, a style or a journal."""

    prompt: str

    def __str__(self) -> str:
        return f"{self.prompt}\n{_WORDS}"

    def _repr_mimebundle_(
        self,
        include: Collection[str] | None = None,  # noqa: ARG002 - IPython's protocol
        exclude: Collection[str] | None = None,  # noqa: ARG002 - IPython's protocol
    ) -> dict[str, str]:
        html = f"<p><strong>{escape(self.prompt)}</strong></p><p>{_WORDS}</p>"
        return {"text/html": html, "text/plain": str(self)}
