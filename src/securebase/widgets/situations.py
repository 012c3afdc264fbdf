"""A situation: a choice is made, its consequence seen, and what is known about it stands below."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any

import traitlets

from securebase.widgets._claims import claim_as_data, claim_as_html
from securebase.widgets._component import Component
from securebase.widgets._static import css, esm, with_fallback
from securebase.widgets.card_files import load_situation

if TYPE_CHECKING:
    from securebase.widgets._claims import Evidence

FEAR = (
    "If you know this scene because you live in fear of someone, the choices below are not meant for you. "
    "It is not your job to find better words. Withdrawing can be a way of protecting yourself, and it needs "
    "no excuse. It is best to look for specialist help alone, where nobody can listen in."
)


class Situation(Component):
    """A story with two or three ways to go on; which one a learner takes stays in the page."""

    _esm = esm("situation")
    _css = css("situation")

    title = traitlets.Unicode().tag(sync=True)
    scene = traitlets.Unicode().tag(sync=True)
    question = traitlets.Unicode().tag(sync=True)
    choices = traitlets.List(traitlets.Dict()).tag(sync=True)
    evidence = traitlets.List(traitlets.Dict()).tag(sync=True)
    fear = traitlets.Unicode().tag(sync=True)
    does_not_hold = traitlets.Unicode().tag(sync=True)

    def __repr__(self) -> str:
        return f"Situation: {self.title} ({len(self.choices)} ways to go on)"

    def _repr_mimebundle_(self, **_options: object) -> tuple[dict[str, Any], dict[str, Any]]:
        """Add the whole story as text, for places where no kernel runs; the ways fold open without one."""
        fear = f"<p><strong>{escape(self.fear)}</strong></p>" if self.fear else ""
        ways = "".join(
            f"<details><summary>{escape(choice['text'])}</summary><p>{escape(choice['then'])}</p></details>"
            for choice in self.choices
        )
        known = "".join(f"<li>{claim_as_html(claim)}</li>" for claim in self.evidence)
        return with_fallback(
            self,
            f"<section><h3>Situation: {escape(self.title)}</h3><p>{escape(self.scene)}</p>{fear}"
            f"<p>{escape(self.question)}</p>{ways}<p>What is known:</p><ul>{known}</ul>"
            f"<p>When this does not apply: {escape(self.does_not_hold)}</p></section>",
        )


def situation(name: str, *, evidence: Evidence) -> Situation:
    """Show one situation of the course.

    Parameters
    ----------
    name : str
        The file's name in ``assets/cards/situations`` without its ending: ``"the-closed-door"``.
    evidence : Evidence
        What gives claims by their numbers: ``securebase.course.evidence.evidence_cards``. The file names the
        numbers; grades and sources come from the ledger alone, so that they cannot drift apart.

    Raises
    ------
    CardError
        If there is no such situation, or its file has a mistake. The message names file and field.
    """
    story = load_situation(name)
    claims = evidence(*story.pop("claims")).claims
    fear = FEAR if story.pop("could_be_fear") else ""
    return Situation(**story, fear=fear, evidence=[claim_as_data(claim) for claim in claims])
