"""A picture that follows its controls: drawn in the kernel, shown as an image with its sentence."""

from __future__ import annotations

import base64
import html
from typing import TYPE_CHECKING, Any, ClassVar, cast

import traitlets

from securebase.figures.frames import Stage, Stages
from securebase.figures.style import THEMES
from securebase.widgets import _static
from securebase.widgets._component import Component
from securebase.widgets.controls import Control, description, position

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from securebase.figures.picture import Picture, Source
    from securebase.figures.style import Theme

NARROWEST, WIDEST = 300, 760  # CSS pixels: a picture is never wider than a page of text
LARGEST_RATIO = 3.0
MOST_PICTURES = 6  # kept at a time: each takes some megabytes, and a tenth of a second to make again


class LiveFigure(Component):
    """An explorer: one picture, its controls, its sentence and its sources.

    The picture is made once for the page's theme, width and pixel ratio; after that only what moves
    is drawn again. The front end asks for one frame at a time and always for the newest position, so
    that a fast drag leaves no queue behind.

    A cell that is run again leaves its old widget behind, and nobody can say whether a page still shows it.
    So a widget stays, but only the pictures that were drawn last are kept; one that is asked for again is
    made again.

    Parameters
    ----------
    build
        ``build(theme, width, ratio)`` makes the picture: colours, CSS pixels, device pixels for each.
    title
        What the picture is about, as a heading.
    controls
        What can be moved.
    presets
        Settings of the controls by their names: values by the controls' names.
    invitations
        Two or three things to try, each with what to notice.
    """

    _esm = _static.esm("live_controls", "live_figure")
    _css = _static.css("live_figure")

    _stages: ClassVar = Stages(MOST_PICTURES)

    title = traitlets.Unicode().tag(sync=True)
    remark = traitlets.Unicode().tag(sync=True)  # to this learner, above the picture: how far off a guess was
    controls = traitlets.List().tag(sync=True)
    presets = traitlets.List().tag(sync=True)
    invitations = traitlets.List().tag(sync=True)
    sources = traitlets.List().tag(sync=True)

    def __init__(
        self,
        build: Callable[[Theme, float, float], Picture],
        *,
        title: str,
        controls: Sequence[Control],
        presets: Mapping[str, Mapping[str, object]] | None = None,
        invitations: Sequence[str] = (),
    ) -> None:
        self._build = build
        self._by_name = {control.name: control for control in controls}
        self._positions = {control.name: position(control, control.start) for control in controls}
        self._view = (THEMES["light"], 720.0, 1.0)
        super().__init__(
            title=title,
            controls=[description(control) for control in controls],
            presets=[self._describe(*preset) for preset in (presets or {}).items()],
            invitations=list(invitations),
            sources=[_describe_source(source) for source in self._stage.picture.sources],
        )
        self.on_msg(self._hear)

    def frame(self) -> tuple[bytes, str]:
        """Return the picture as it stands now, as a PNG, and its sentence."""
        values = {name: control.values[self._positions[name]] for name, control in self._by_name.items()}
        return self._stage.frame(**values)

    def close(self) -> None:
        """Let go of the picture together with the widget."""
        super().close()
        self._stages.let_go(self)

    @property
    def _stage(self) -> Stage:
        return self._stages.of(self, lambda: Stage(self._build(*self._view)))

    def _describe(self, label: str, values: Mapping[str, object]) -> dict[str, object]:
        places = {name: position(self._by_name[name], value) for name, value in values.items()}
        return {"label": label, "positions": places}

    def _hear(self, _widget: object, message: Mapping[str, Any], _buffers: object) -> None:
        """Answer a view with a frame for its page and its positions; every view of the widget hears it."""
        if message.get("width"):
            self._look(message)
        for name, index in message.get("positions", {}).items():
            if name in self._by_name:
                last = len(self._by_name[name].values) - 1
                self._positions[name] = min(max(int(index), 0), last)
        image, twin = self.frame()
        answer = {
            "kind": "frame",
            "view": message.get("view"),
            "twin": twin,
            "positions": dict(self._positions),
            "tracks": self._tracks(),
        }
        self.send(answer, [image])

    def _tracks(self) -> dict[str, list[float]]:
        """Return where the values lie whose handles move along an axis, as shares of the picture's width."""
        picture = self._stage.picture
        return {
            name: picture.across(name, cast("Sequence[float]", self._by_name[name].values))
            for name in picture.along
        }

    def _look(self, message: Mapping[str, Any]) -> None:
        """Make the picture again if the page's theme, width or pixel ratio is another one now."""
        theme = THEMES["light" if message.get("light", True) else "dark"]
        width = float(min(max(message.get("width") or WIDEST, NARROWEST), WIDEST))
        ratio = float(min(max(message.get("ratio") or 1.0, 1.0), LARGEST_RATIO))
        if (theme, width, ratio) != self._view:
            self._view = (theme, width, ratio)
            self._stages.let_go(self)

    def _repr_mimebundle_(self, **_options: object) -> Any:
        """Add a still picture and its sentence, for places without a kernel."""
        image, twin = self.frame()
        still = base64.b64encode(image).decode("ascii")
        words = html.escape(twin, quote=True)
        page = (
            f'<figure><img src="data:image/png;base64,{still}" alt="{words}">'
            f"<figcaption><strong>{html.escape(self.title)}.</strong> {words}</figcaption></figure>"
        )
        data, metadata = _static.with_fallback(self, page)
        return data | {"text/plain": f"{self.title}. {twin}"}, metadata


def _describe_source(source: Source) -> dict[str, str]:
    return {
        "badge": source.badge.name,
        "meaning": source.badge.value,
        "part": source.part,
        "citation": source.citation,
        "doi": source.doi,
        "sample": source.sample,
    }
