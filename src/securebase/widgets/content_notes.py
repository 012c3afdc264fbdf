"""A note on what comes up next, so that everyone can decide whether to read on."""

from __future__ import annotations

from html import escape

from securebase.widgets._still import Still

_NEEDS_NO_REASON = "now or halfway through; it costs nothing and needs no reason."


def content_note(what: str, *, may_skip: str = "all of it", skip_to: str = "") -> Still:
    """Say what comes up, and what may be skipped.

    Parameters
    ----------
    what : str
        What comes up, in a sentence: ``"A parent who frightens a child. Nothing is described in detail."``
    may_skip : str
        What may be skipped, as the end of "You may skip ...".
    skip_to : str
        The heading in the same lesson from which to carry on, in its own words; it becomes a link.

    Raises
    ------
    ValueError
        If ``what`` has no words.
    """
    if not what.strip():
        raise ValueError(f"what={what!r} was given; a content note says in a sentence what comes up.")
    skipping = f"You may skip {may_skip}, {_NEEDS_NO_REASON}"
    link, go_on = "", ""
    if skip_to:
        # The form in which JupyterLab names headings.
        anchor = escape(skip_to.replace(" ", "-"), quote=True)
        link = f' <a href="#{anchor}">Carry on at “{escape(skip_to)}”</a>'
        go_on = f" Carry on at “{skip_to}”."
    return Still(
        body=(
            '<div class="sb sb-note" role="note" aria-label="Content note">'
            f"<p><strong>What comes up:</strong> {escape(what)}</p>"
            f"<p>{escape(skipping)}{link}</p></div>"
        ),
        text=f"What comes up: {what}\n{skipping}{go_on}",
        styles=("content_note",),
    )
