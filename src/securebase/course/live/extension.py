"""The Jupyter server extension that stands behind the front-end plugin."""

from __future__ import annotations

from typing import Any

from securebase.course.live.keeping_along import keep_along
from securebase.course.live.stripping import strip_widgets


def _jupyter_server_extension_points() -> list[dict[str, str]]:
    return [{"module": __name__}]


def _load_jupyter_server_extension(server: Any) -> None:  # Jupyter's application has no types
    # Tornado's and Jupyter's, wanted only by a server.
    from securebase.course.live import hand_in, handlers, kernels, reading  # noqa: PLC0415

    reading.guard_reading(server)
    kernels.guard_kernels(server)
    base_url = server.web_app.settings["base_url"]
    server.web_app.add_handlers(".*$", [*handlers.handlers(base_url), *hand_in.handlers(base_url)])
    hand_in.tell_pages(server)
    # Contents managers that keep notebooks elsewhere may know no such step.
    register = getattr(server.contents_manager, "register_pre_save_hook", None)
    if register is not None:
        register(strip_widgets)
        register(keep_along)
