"""Scenes to sort onto named piles: each pile answers, and nothing is kept."""

from __future__ import annotations

from html import escape
from typing import Any

import traitlets

from securebase.widgets._component import Component
from securebase.widgets._static import css, esm, with_fallback
from securebase.widgets.card_files import load_deck


class CardsToSort(Component):
    """A deck of scenes, sorted and forgotten in the page.

    The model holds the deck and nothing else: where a learner put a card stays in the browser.
    """

    _esm = esm("sort_cards")
    _css = css("sort_cards")

    title = traitlets.Unicode().tag(sync=True)
    question = traitlets.Unicode().tag(sync=True)
    before = traitlets.Unicode().tag(sync=True)  # asked before the first card; empty if nothing is
    piles = traitlets.List(traitlets.Dict()).tag(sync=True)
    cards = traitlets.List(traitlets.Dict()).tag(sync=True)

    def __repr__(self) -> str:
        return f"Cards to sort: {self.title} ({len(self.cards)} cards, {len(self.piles)} piles)"

    def _repr_mimebundle_(self, **_options: object) -> tuple[dict[str, Any], dict[str, Any]]:
        """Add piles and scenes as text, for places where no kernel runs."""
        piles = "".join(
            f"<li><strong>{escape(pile['name'])}</strong>: {escape(pile['meaning'])}</li>"
            for pile in self.piles
        )
        scenes = "".join(
            f"<li><strong>{escape(card['title'])}.</strong> {escape(card['scene'])}</li>"
            for card in self.cards
        )
        return with_fallback(
            self,
            f"<section><h3>Cards to sort: {escape(self.title)}</h3><p>{escape(self.question)}</p>"
            f"<ul>{piles}</ul><ol>{scenes}</ol>"
            "<p>Run this lesson to sort them, with a word on each choice.</p></section>",
        )


def sort_cards(name: str) -> CardsToSort:
    """Show one deck of scenes to sort.

    Parameters
    ----------
    name : str
        The file's name in ``assets/cards`` without its ending: ``"secure-base-safe-haven"``.

    Raises
    ------
    CardError
        If there is no such deck, or its file has a mistake. The message names file, card and field.
    """
    return CardsToSort(**load_deck(name))
