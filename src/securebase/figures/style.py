"""One look for all pictures: colours for light and dark pages, a readable typeface, quiet axes."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from securebase.content import content_root

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure
    from matplotlib.text import Text

TYPEFACE = "Secure Base Hyperlegible"
TYPEFACE_STRONG = "Secure Base Hyperlegible SemiBold"


@dataclass(frozen=True)
class Theme:
    """Colours of a picture. The two partner hues stay apart under every colour-vision deficiency.

    Parameters
    ----------
    name
        ``"light"`` or ``"dark"``, as JupyterLab's themes.
    ground, ink, quiet, grid
        Page, text, secondary text, and lines that guide the eye.
    warm, cool, body
        The two partner hues, and the neutral one for a single body's response.
    shade
        Opacity of bands.
    """

    name: str
    ground: str
    ink: str
    quiet: str
    grid: str
    warm: str
    cool: str
    body: str
    shade: float


LIGHT = Theme(
    "light", "#ffffff", "#1f2328", "#565c64", "#e3e0da", "#a24a1a", "#1d6b87", "#4a5560", shade=0.16
)
DARK = Theme("dark", "#111111", "#e9e6e0", "#aeb1b5", "#33363a", "#f0a27c", "#6cc0db", "#b9c3cd", shade=0.24)
THEMES = {theme.name: theme for theme in (LIGHT, DARK)}


@cache
def typeface() -> tuple[str, ...]:
    """Make the course's own typeface known to matplotlib, and return the families to ask for.

    The second family has the few signs (arrows, ≈) that the first lacks.
    """
    from matplotlib import font_manager  # noqa: PLC0415 - slow to import; only pictures need it

    for file in sorted((content_root() / "assets" / "style" / "fonts").glob("*.ttf")):
        font_manager.fontManager.addfont(file)
    return (TYPEFACE, "DejaVu Sans")


def new_figure(
    theme: Theme, *, size: tuple[float, float], rows: int = 1, ratio: float = 1.0
) -> tuple[Figure, list[Axes]]:
    """Return a figure of its own, without pyplot, and its axes stacked from top to bottom.

    Parameters
    ----------
    theme
        Colours.
    size
        Width and height in CSS pixels (1/96 inch).
    rows
        How many axes share the horizontal one.
    ratio
        Device pixels for each CSS pixel.
    """
    from matplotlib.figure import Figure  # noqa: PLC0415 - as above

    from securebase.figures.canvas import Canvas  # noqa: PLC0415 - as above

    # Whole CSS pixels: a browser stretches a picture that ends within one, and its lines blur.
    width, height = (round(length) for length in size)
    figure = Figure(figsize=(width / 96, height / 96), dpi=96 * ratio, facecolor=theme.ground)
    Canvas(figure)
    axes = figure.subplots(rows, 1, sharex=True, squeeze=False)[:, 0]
    for one in axes:
        quiet(one, theme)
    return figure, list(axes)


def quiet(axes: Axes, theme: Theme) -> None:
    """Take everything from an axes that the eye does not need."""
    axes.set_facecolor(theme.ground)
    for side in ("top", "right", "left"):
        axes.spines[side].set_visible(False)
    axes.spines["bottom"].set_color(theme.grid)
    axes.tick_params(length=0, labelsize=9.5, labelcolor=theme.quiet, pad=6)
    axes.yaxis.grid(visible=True, color=theme.grid, linewidth=0.8)
    axes.set_axisbelow(True)
    axes.tick_params(labelfontfamily=list(typeface()))


def write(
    axes: Axes,
    x: float,
    y: float,
    words: str,
    *,
    colour: str,
    size: float = 10,
    strong: bool = False,
    **options: object,
) -> Text:
    """Put words into a picture, in the course's typeface. Further options go to ``Axes.text``."""
    typeface()
    # No second family here: asked for this weight in a family that lacks it, matplotlib complains on stderr.
    strong_font = {"fontfamily": TYPEFACE_STRONG, "fontweight": 600}
    font = strong_font if strong else {"fontfamily": list(typeface())}
    return axes.text(x, y, words, color=colour, fontsize=size, **font, **options)  # type: ignore[arg-type]
