"""What one step of each explorer's controls costs in the kernel, beside drawing the whole figure anew."""

# ruff: noqa: SLF001 - a step is measured where the front end's message has been read, and that is inside the widget
from __future__ import annotations

import time
from io import BytesIO
from itertools import chain, cycle
from typing import TYPE_CHECKING

from benchmarks.timing import medians, table

from securebase import widgets
from securebase.widgets.prediction import PredictThenLook

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from securebase.widgets.live_figure import LiveFigure

WIDTH, ROUNDS = 720, 20
MOST_MILLISECONDS = 16.0


def report() -> str:
    """Return a table: medians of one step, at one and two device pixels, and of a whole figure."""
    rows = []
    for name, figure in _explorers():
        for control in figure.controls:
            once, twice = (_median(_step(figure, control, ratio)) for ratio in (1, 2))
            whole = _median(_step(figure, control, 1, draw=_whole))
            verdict = "met" if max(once, twice) <= MOST_MILLISECONDS else "MISSED"
            what = f"{name}, {control['name']}"
            rows.append([what, f"{once:.1f}", f"{twice:.1f}", f"{whole:.1f}", f"{whole / once:.1f}", verdict])
        figure.close()
    header = ["explorer, control", "step, ms", "at 2×, ms", "whole, ms", "ratio", f"{MOST_MILLISECONDS:g} ms"]
    return "One step of a control in the kernel: model, drawing, PNG; processor time\n" + table(header, rows)


def _explorers() -> Iterator[tuple[str, LiveFigure]]:
    for name in widgets.EXPLORERS:
        made = getattr(widgets, name)()
        yield name, made.opened(None) if isinstance(made, PredictThenLook) else made


def _median(step: Callable[[], object]) -> float:
    return 1000 * medians([step], rounds=ROUNDS, clock=time.process_time)[0]


def _step(
    figure: LiveFigure,
    control: dict,
    ratio: float,
    draw: Callable[[LiveFigure], object] = lambda figure: figure.frame(),
) -> Callable[[], object]:
    """Return a call that moves a control on by one and draws; at its end it turns back."""
    figure._look({"width": WIDTH, "ratio": ratio})
    places = range(len(control["words"]))
    turn = cycle(chain(places, reversed(places)))

    def step() -> None:
        figure._positions[control["name"]] = next(turn)
        draw(figure)

    return step


def _whole(figure: LiveFigure) -> None:
    """Let matplotlib draw everything anew and write the PNG, as ``savefig`` does."""
    values = {name: one.values[figure._positions[name]] for name, one in figure._by_name.items()}
    picture = figure._stage.picture
    picture.show(**values)
    picture.figure.canvas.print_png(BytesIO())
