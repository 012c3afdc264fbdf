"""Where help can be found: the safe general sentence, and the places that a deployment names."""

from __future__ import annotations

from html import escape

from securebase.widgets._still import Still
from securebase.widgets.resources import GENERAL, resources_for_readers


def places_of_help() -> Still:
    """Show where help can be found.

    It shows what ``assets/resources.yml`` names, with the day on which someone last tried every entry. If
    that file is empty, damaged or without a day, the general sentence stands alone.
    """
    found = resources_for_readers()
    checked = f"Last checked on {found.last_checked}." if found.entries and found.last_checked else ""
    items = "".join(
        f"<li><strong>{escape(one.name)}.</strong> {escape(one.what)}. {_contact(one.contact)}</li>"
        for one in found.entries
    )
    places = f'<ul>{items}</ul><p class="sb-quiet">{checked}</p>' if items else ""
    lines = [GENERAL, *(f"{one.name}. {one.what}. {one.contact}" for one in found.entries), checked]
    return Still(
        body=f'<div class="sb" role="note" aria-label="Where help is"><p>{escape(GENERAL)}</p>{places}</div>',
        text="\n".join(line for line in lines if line),
    )


def _contact(contact: str) -> str:
    if contact.startswith("https://"):
        address = escape(contact, quote=True)
        return f'<a href="{address}" target="_blank" rel="noopener">{address}</a>'
    return escape(contact)
