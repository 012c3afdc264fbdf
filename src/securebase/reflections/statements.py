"""Twelve statements for two relationships: answered in the page, and shown as two points on each line."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import traitlets
import yaml

from securebase.content import content_root
from securebase.reflections import desk
from securebase.reflections._static import css, esm
from securebase.reflections.graded_runs import NotHere, is_graded_run
from securebase.reflections.prompts import LOOK_UP, Reflection

if TYPE_CHECKING:
    from collections.abc import Callable

PROMPT_ID = "02-two-relationships"
PROMPT = "Two relationships, side by side"


class TwoRelationships(Reflection):
    """A private card whose answers live in the page alone; means are computed there, and nowhere else.

    What travels, once, on *Keep*, are lines of plain text that can still be read in ten years.
    """

    _esm = esm("journal_doors", "journal_desk", "statements")
    _css = css("journal", "statements")

    sheet = traitlets.Dict().tag(sync=True)


def two_relationships(*, taken: Callable[[], object] | None = None) -> TwoRelationships | NotHere:
    """Show the twelve statements of ``assets/statements.yml``, to be answered for two relationships.

    They are prompts for thought, validated by nobody. What is shown are two points on each of two lines;
    there are no cut-offs, no norms and no types.

    Parameters
    ----------
    taken : callable, optional
        Called without any argument when answers are kept, and just so when the learner presses *Not today*.

    Returns
    -------
    TwoRelationships
        In a graded run, where nobody is there to be asked, words alone.
    """
    if is_graded_run():
        return NotHere(PROMPT)

    def save(prompt_id: str, lines: Any) -> str:
        return desk.write(prompt_id, PROMPT, lines, kind="statements")

    return TwoRelationships(
        prompt_id=PROMPT_ID,
        prompt=PROMPT,
        kind="text",
        answers=[],
        ends=["", ""],
        save=save,
        taken=taken,
        hint="",
        close_with=LOOK_UP,
        sheet=statements(),
    )


def statements() -> dict[str, Any]:
    """Return statements and lines, as ``assets/schemas/statements.schema.json`` describes them."""
    path = content_root() / "assets" / "statements.yml"
    return dict(yaml.safe_load(path.read_text(encoding="utf-8")))
