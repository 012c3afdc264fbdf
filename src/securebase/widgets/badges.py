"""The badges of the pictures, with what each of them licenses a reader to say."""

from __future__ import annotations

from html import escape

from securebase.figures.picture import Badge
from securebase.widgets._still import Still


def badge(*names: str) -> Still:
    """Show one badge with its meaning, or several below one another.

    Parameters
    ----------
    *names : str
        ``"DATA"``, ``"MODEL"`` or ``"ILLUSTRATIVE"``.

    Raises
    ------
    ValueError
        If no name is given, or one that is no badge.
    """
    known = ", ".join(one.name for one in Badge)
    unknown = [name for name in names if name not in Badge.__members__]
    if unknown or not names:
        given = f"{unknown[0]!r} was given" if unknown else "No badge was named"
        raise ValueError(f"{given}; accepted are {known}.")
    rows = "".join(
        f'<p><span class="sb-badge sb-badge--{name.lower()}">{name}</span> {escape(Badge[name].value)}</p>'
        for name in names
    )
    return Still(
        body=f'<div class="sb sb-badges">{rows}</div>',
        text="\n".join(f"{name}: {Badge[name].value}" for name in names),
        styles=("badges",),
    )
