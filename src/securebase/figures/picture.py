"""What a figure function returns: a picture made once, what moves in it, and the words that say it."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from matplotlib.artist import Artist
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure


class Badge(Enum):
    """How a picture's curves came about. Every picture carries one."""

    DATA = "published observations"
    MODEL = "published equations with their published parameters"
    ILLUSTRATIVE = "published equations with values chosen here"


@dataclass(frozen=True)
class Source:
    """One part of a picture and where it comes from.

    Parameters
    ----------
    badge
        What the part licenses a reader to say.
    part
        Which part of the picture is meant, in a few words.
    citation
        Label of the work, as in ``assets/references.bib``: "Miller et al., 2018".
    doi
        Its DOI, without the address of a resolver.
    sample
        Who was measured, in a few words; empty for equations.
    """

    badge: Badge
    part: str
    citation: str
    doi: str
    sample: str = ""


@dataclass
class Picture:
    """A matplotlib figure made once, and how it changes.

    Parameters
    ----------
    figure
        The figure, with fixed axes. Its canvas is Agg and belongs to no window.
    moving
        The artists that change with the controls; only these are drawn again.
    show
        Sets the moving artists for the values given by name, and returns the text twin: one or two
        sentences, with numbers, computed from the arrays that are drawn.
    sources
        Badges and citations, part by part.
    along
        The axes along whose horizontal axis a value moves, by the value's name: its handle then stands under
        the place that it marks.
    """

    figure: Figure
    moving: Sequence[Artist]
    show: Callable[..., str]
    sources: Sequence[Source] = field(default_factory=tuple)
    along: Mapping[str, Axes] = field(default_factory=dict)

    def across(self, name: str, values: Sequence[float]) -> list[float]:
        """Return where these values lie on the horizontal axis that a value moves along.

        Returns
        -------
        list of float
            Shares of the picture's width.
        """
        places = self.along[name].transData.transform([(value, 1.0) for value in values])[:, 0]
        return [float(place) for place in places / self.figure.bbox.width]
