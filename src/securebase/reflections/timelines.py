"""A timeline of the numbers someone has kept: drawn when they ask, and shown in the page alone."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import traitlets

from securebase.reflections import desk
from securebase.reflections._static import css, esm
from securebase.reflections.graded_runs import NotHere, is_graded_run
from securebase.reflections.numbers_over_time import in_sentences, rows
from securebase.reflections.prompts import opens_here
from securebase.widgets._static import with_fallback
from securebase.widgets.private_letters import Reply

if TYPE_CHECKING:
    from collections.abc import Sequence

    from securebase.figures.style import Theme
    from securebase.reflections.numbers_over_time import Row
    from securebase.widgets.private_letters import Handler

WHAT = "The check-ins you have kept, on a timeline."
_NARROWEST, _WIDEST, _LARGEST_RATIO = 280.0, 760.0, 3.0  # CSS pixels; device pixels for each
_ROW, _FOOT = 104.0, 30.0  # CSS pixels
_CARD = {"light": "#f8f6f2", "dark": "#1d1f22"}  # the ground of a card, as in kit.css
_MOST_ROWS = 8
_DAYS_FOR_DATES, _DAYS_FOR_MONTHS = 2.0, 300.0  # from which span on the axis shows dates, then months


class Timeline(desk.JournalWidget):
    """A picture made of the journal on request; neither the notebook nor the kernel keeps it."""

    _esm = esm("journal_doors", "journal_desk", "timeline")
    _css = css("journal")

    prompt_ids = traitlets.List(traitlets.Unicode()).tag(sync=True)

    def __repr__(self) -> str:
        return f"A timeline for you alone. {WHAT}"

    def _repr_mimebundle_(self, **_options: object) -> tuple[dict[str, Any], dict[str, Any]]:
        """Say what opens here, for places where no kernel runs."""
        return with_fallback(self, opens_here(WHAT))

    def handlers(self) -> dict[str, Handler]:
        """Answer the wish to see it."""
        return super().handlers() | {"draw": self._draw}

    def _draw(self, view: dict[str, Any]) -> Reply:
        return desk.closed() or self._drawn(view)

    def _drawn(self, view: dict[str, Any]) -> Reply:
        from securebase.figures.style import THEMES  # noqa: PLC0415  slow to import, and only needed here

        reading = desk.read()
        found = rows(reading.entries, self.prompt_ids)[:_MOST_ROWS]
        width = min(max(float(view["width"]), _NARROWEST), _WIDEST)
        ratio = min(max(float(view["ratio"]), 1.0), _LARGEST_RATIO)
        name = "light" if view["light"] else "dark"
        theme = replace(THEMES[name], ground=_CARD[name])
        image = (picture(found, theme, width, ratio),) if found else ()
        return Reply(
            "picture", {"unreadable": len(reading.unreadable)}, letter=in_sentences(found), files=image
        )


def timeline(*prompt_ids: str) -> Timeline | NotHere:
    """Offer a private timeline of what was kept with `check_in`, `before_and_after` and ratings.

    Parameters
    ----------
    *prompt_ids : str
        The questions to show; all of them if none is named.
    """
    if is_graded_run():
        return NotHere(WHAT)
    return Timeline(prompt_ids=list(prompt_ids))


def picture(found: Sequence[Row], theme: Theme, width: float, ratio: float) -> bytes:
    """Return the rows as a PNG, one below the other on one axis of time.

    Parameters
    ----------
    found : sequence of Row
        At least one.
    theme : Theme
        Colours.
    width : float
        CSS pixels.
    ratio : float
        Device pixels for each of them.
    """
    import numpy as np  # noqa: PLC0415  only pictures need these
    from matplotlib.backends.backend_agg import FigureCanvasAgg  # noqa: PLC0415

    from securebase.figures.png import png  # noqa: PLC0415
    from securebase.figures.style import new_figure, write  # noqa: PLC0415

    height = len(found) * _ROW + _FOOT
    figure, axes = new_figure(theme, size=(width, height), rows=len(found), ratio=ratio)
    for row, one in zip(found, axes, strict=True):
        _draw_row(row, one, theme)
        write(one, 0.0, 1.12, row.question, colour=theme.ink, size=9.5, transform=one.transAxes)
    _write_times(found, axes[-1])
    figure.subplots_adjust(
        left=34 / width, right=1 - 28 / width, top=1 - 30 / height, bottom=_FOOT / height, hspace=0.75
    )
    canvas = FigureCanvasAgg(figure)
    canvas.draw()
    return png(np.asarray(canvas.buffer_rgba()))


def _write_times(found: Sequence[Row], axes: Any) -> None:
    """Give the axis of time its width, six hours at least, and few labels: hours, days or months."""
    from matplotlib.dates import AutoDateLocator, date2num, num2date  # noqa: PLC0415  as above

    times = [date2num(point.at.replace(tzinfo=None)) for row in found for point in row.points]
    span = max(max(times) - min(times), 0.25)  # days
    middle = (max(times) + min(times)) / 2
    axes.set_xlim(middle - 0.56 * span, middle + 0.56 * span)

    def label(number: float, _place: int | None = None) -> str:
        at = num2date(number)
        if span < _DAYS_FOR_DATES:
            return f"{at:%H:%M}"
        return f"{at.day} {at:%b}" if span < _DAYS_FOR_MONTHS else f"{at:%b %Y}"

    axes.xaxis.set_major_locator(AutoDateLocator(minticks=2, maxticks=6))
    axes.xaxis.set_major_formatter(label)


def _draw_row(row: Row, axes: Any, theme: Theme) -> None:
    from matplotlib.dates import date2num  # noqa: PLC0415  as above

    axes.spines["bottom"].set_visible(False)
    low, high = row.scale
    margin = 0.14 * (high - low or 1)
    axes.set_ylim(low - margin, high + margin)
    axes.set_yticks([low, high], [f"{low:g}", f"{high:g}"])
    # Wall-clock times: a journal read elsewhere shows the hours as they were lived.
    times = [date2num(point.at.replace(tzinfo=None)) for point in row.points]
    numbers = [point.number for point in row.points]
    if not any(point.kind == "before" for point in row.points):
        axes.plot(times, numbers, color=theme.body, linewidth=1.2, alpha=0.6)
    for before, after in row.pairs():
        ends = [date2num(one.at.replace(tzinfo=None)) for one in (before, after)]
        axes.plot(ends, [before.number, after.number], color=theme.cool, linewidth=1.4, alpha=0.7)
    for time, point in zip(times, row.points, strict=True):
        hollow = point.kind == "before"
        axes.plot(
            [time], [point.number], "o", markersize=6.5, color=theme.cool, markeredgewidth=1.6,
            markerfacecolor=theme.ground if hollow else theme.cool,
        )  # fmt: skip
