"""A question for the learner alone, whose answer goes to their journal."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from securebase.widgets.private_boxes import private_box

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from securebase.widgets.private_boxes import PrivateBox


def reflect(
    prompt_id: str,
    prompt: str,
    *,
    kind: Literal["text", "rating", "choice", "several"] = "text",
    scale: tuple[int, int] = (1, 7),
    ends: tuple[str, str] = ("", ""),
    choices: Sequence[str] = (),
    taken: Callable[[], object] | None = None,  # noqa: ARG001 - arrives with the journal
) -> PrivateBox:
    """Ask something personal; the learner may keep the answer in their journal."""
    return private_box(prompt_id, prompt, kind=kind, scale=scale, ends=ends, choices=choices)
