"""Make the typeface of our pictures: Atkinson Hyperlegible Next, with a zero that has no slash.

A slash tells a zero from an O in passwords. In "100 people" many readers take it for the letter Ø. The
typeface has no plain zero to choose, so its inside is drawn anew: the outline of the zero, made as small as
the space within it. Its licence (OFL, beside the fonts) allows this. The family gets a name of its own, lest
somebody's installed original is taken for it.

    python tools/plain_zeros.py AtkinsonHyperlegibleNext-Regular.ttf AtkinsonHyperlegibleNext-SemiBold.ttf

The originals: https://github.com/googlefonts/atkinson-hyperlegible-next, static instances without hinting.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont

if TYPE_CHECKING:
    from collections.abc import Sequence

FONTS = Path(__file__).parents[1] / "assets" / "style" / "fonts"
ORIGINAL, OURS = "Atkinson Hyperlegible Next", "Secure Base Hyperlegible"
SLASHED = 3  # contours: the outline, and the space on either side of the slash

Contour = list[tuple[tuple[int, int], int]]


def main(originals: Sequence[str]) -> int:
    """Write a font with plain zeros for each original, and print its name."""
    if not originals:
        print(__doc__)
        return 2
    for original in originals:
        font = TTFont(original, recalcTimestamp=False)
        take_slash_away(font)
        rename(font)
        made = FONTS / Path(original).name.replace(ORIGINAL.replace(" ", ""), OURS.replace(" ", ""))
        font.save(made)
        print(made.name)
    return 0


def take_slash_away(font: TTFont) -> None:
    """Draw the zero as its outline and one space inside, as wide and high as the two beside the slash.

    Raises
    ------
    ValueError
        If the font's zero has no slash.
    """
    zero = font["glyf"]["zero"]
    outline, *halves = _contours(font)
    if len(halves) != SLASHED - 1:
        raise ValueError(
            f"This font's zero has {zero.numberOfContours} contours; a slashed one has {SLASHED}."
        )
    inside = [point for half in halves for point, _ in half]
    pen = TTGlyphPen(None)
    _draw(pen, outline)
    _draw(pen, [(_moved(point, outline, inside), curve) for point, curve in reversed(outline)])
    font["glyf"]["zero"] = pen.glyph()


def rename(font: TTFont) -> None:
    """Give the family its own name wherever the original's stands, but not where its makers are named."""
    for record in font["name"].names:
        for old, new in ((ORIGINAL, OURS), (ORIGINAL.replace(" ", ""), OURS.replace(" ", ""))):
            if record.nameID != 0:
                record.string = record.toUnicode().replace(old, new)


def _contours(font: TTFont) -> list[Contour]:
    coordinates, ends, flags = font["glyf"]["zero"].getCoordinates(font["glyf"])
    points = [((x, y), flag & 1) for (x, y), flag in zip(coordinates, flags, strict=True)]
    begins = [0, *(end + 1 for end in ends[:-1])]
    return [points[begin : end + 1] for begin, end in zip(begins, ends, strict=True)]


def _moved(point: tuple[int, int], outline: Contour, inside: Sequence[tuple[int, int]]) -> tuple[int, int]:
    """Return a point of the outline, moved to where it lies when the outline just fills the inside."""
    moved = []
    for axis in (0, 1):
        outer, inner = [one[axis] for one, _ in outline], [one[axis] for one in inside]
        share = (point[axis] - min(outer)) / (max(outer) - min(outer))
        moved.append(round(min(inner) + share * (max(inner) - min(inner))))
    return moved[0], moved[1]


def _draw(pen: TTGlyphPen, contour: Contour) -> None:
    """Draw a closed contour of quadratic curves, beginning at a point that lies on it."""
    first = next(at for at, (_, on_curve) in enumerate(contour) if on_curve)
    turned = contour[first:] + contour[: first + 1]
    pen.moveTo(turned[0][0])
    between: list[tuple[int, int]] = []
    for point, on_curve in turned[1:]:
        if on_curve:
            pen.qCurveTo(*between, point)
            between = []
        else:
            between.append(point)
    pen.closePath()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
