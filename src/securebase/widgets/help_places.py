"""Where to find help, wherever a lesson refers to it, with a button that leaves the page at once."""

from __future__ import annotations

from html import escape
from typing import Any

import traitlets

from securebase.widgets import resources
from securebase.widgets._component import Component
from securebase.widgets._static import css, esm, with_fallback

LEAVING = (
    "“Leave this page now” empties this tab at once. So does closing it with Ctrl+W, or ⌘W on a Mac; if the "
    "browser asks, choose to leave. Neither clears the browser's history, and unsaved work may be lost."
)


class PlacesOfHelp(Component):
    """Whom to turn to, and the places that a deployment names; it asks nothing and keeps nothing."""

    _esm = esm("help_places")
    _css = css("help_places")

    title = traitlets.Unicode("Where to find help").tag(sync=True)
    before = traitlets.List(traitlets.Unicode()).tag(sync=True)
    whom = traitlets.List(traitlets.Unicode(), list(resources.WHOM_TO_TURN_TO)).tag(sync=True)
    places = traitlets.List(traitlets.Dict()).tag(sync=True)
    checked = traitlets.Unicode().tag(sync=True)
    after = traitlets.List(traitlets.Unicode()).tag(sync=True)
    leaving = traitlets.Unicode(LEAVING).tag(sync=True)

    def __init__(self) -> None:
        found = resources.resources_for_readers()
        super().__init__(
            places=[vars(entry) for entry in found.entries],
            checked=f"Last checked on {found.last_checked}." if found.last_checked else "",
        )

    def __repr__(self) -> str:
        places = [f"{one['name']}. {one['what']}. {one['contact']}" for one in self.places]
        lines = [f"{self.title}.", *self.before, *self.whom, *places, self.checked, *self.after]
        return "\n".join(line for line in lines if line)

    def _repr_mimebundle_(self, **_options: object) -> tuple[dict[str, Any], dict[str, Any]]:
        """Add all the words, for places where no kernel runs; the button alone needs the page's script."""
        items = "".join(
            f"<li><strong>{escape(one['name'])}.</strong> {escape(one['what'])}. "
            f"{_contact(one['contact'])}</li>"
            for one in self.places
        )
        places = f"<ul>{items}</ul>{_paragraphs(self.checked)}" if items else ""
        return with_fallback(
            self,
            f"<section><p><strong>{escape(self.title)}.</strong></p>"
            f"{_paragraphs(*self.before, *self.whom)}{places}{_paragraphs(*self.after)}</section>",
        )


def places_of_help() -> PlacesOfHelp:
    """Show where to find help: whom to turn to in general, and what ``assets/resources.yml`` names.

    If that file is empty, damaged or without a day, the general words stand alone.
    """
    return PlacesOfHelp()


def _paragraphs(*words: str) -> str:
    return "".join(f"<p>{escape(one)}</p>" for one in words)


def _contact(contact: str) -> str:
    if contact.startswith("https://"):
        address = escape(contact, quote=True)
        return f'<a href="{address}" target="_blank" rel="noopener">{address}</a>'
    return escape(contact)
