"""What one slider update of each explorer costs in the kernel, beside drawing the whole figure anew."""

from __future__ import annotations

from io import BytesIO
from itertools import cycle
from typing import TYPE_CHECKING

from benchmarks.timing import medians, table

from securebase.figures.attachment_plane import attachment_plane
from securebase.figures.breathing import breathing_resonance
from securebase.figures.cortisol import after_speech
from securebase.figures.cue_reader import cue_reader
from securebase.figures.frames import Stage
from securebase.figures.hot_stove import hot_stove
from securebase.figures.infant_patterns import infant_patterns
from securebase.figures.learning_lab import learning_lab
from securebase.figures.old_expectation import old_expectation
from securebase.figures.proximity_thermostat import proximity_thermostat
from securebase.figures.stress_clock import stress_clock
from securebase.figures.style import LIGHT
from securebase.figures.two_hundred_children import two_hundred_children
from securebase.figures.two_valleys import two_valleys

if TYPE_CHECKING:
    from collections.abc import Callable

    from securebase.figures.picture import Picture

WIDTH = 720.0
MOST_MILLISECONDS = 16.0
# For each explorer states that a hand on the slider passes through. Where a picture keeps what it computed
# they are so many that none comes back while it is measured.
EXPLORERS = {
    "attachment plane": (
        attachment_plane,
        [{"anxiety": 0.05 * step, "avoidance": -0.55, "retest": 0.65} for step in range(40)],
    ),
    "stress clock": (stress_clock, [{"seconds": 60.0 * minute} for minute in (1, 5, 12, 24, 60)]),
    "cortisol after a speech": (
        after_speech,
        [{"sex": "male", "amplitude": amplitude} for amplitude in (0.5, 0.9, 1.0, 1.4, 2.0)],
    ),
    "breathing resonance": (
        breathing_resonance,
        [{"mean_rr_ms": 650.0 + 5 * step, "breaths_per_minute": 6.5} for step in range(53)],
    ),
    "cue reader": (
        cue_reader,
        [{"prior": step / 100, "hit": 0.8, "false_alarm": 0.3} for step in range(51)],
    ),
    "proximity thermostat": (
        proximity_thermostat,
        [{"alarm": 5.0, "answer": tenth / 10} for tenth in range(-2, 11)],
    ),
    "two valleys": (
        two_valleys,
        [{"kindness": 0.6 - 0.02 * step, "repair": 1.0} for step in range(60)],
    ),
    "infant patterns": (
        infant_patterns,
        [{"pattern": pattern} for pattern in ("all", "secure", "avoidant", "resistant", "disorganized")],
    ),
    "two hundred children": (
        two_hundred_children,
        [{"link": "parent", "r": 0.01 * step} for step in range(100)],
    ),
    "learning lab": (
        learning_lab,
        [
            {"reliability": 0.1 + 0.01 * step, "rise": 0.1, "fall": 0.3, "self_blame": 0.25}
            for step in range(90)
        ],
    ),
    "old expectation": (
        old_expectation,
        [{"strength": 1.0 + step, "prior": 0.2, "reliability": 0.9} for step in range(99)],
    ),
    "hot stove": (
        hot_stove,
        [{"sensitivity": 0.05 * step, "rate": 0.5} for step in range(60)],
    ),
}


def report() -> str:
    """Return a table: medians of one update with its frame, at one and two device pixels, and the ratio."""
    rows = []
    for name, (build, states) in EXPLORERS.items():
        once, twice = _update(build, states, 1.0), _update(build, states, 2.0)
        anew = _whole(build(LIGHT, WIDTH, 1.0), states)
        ours, large, whole = (1000 * seconds for seconds in medians([once, twice, anew], rounds=40))
        verdict = "met" if ours <= MOST_MILLISECONDS else "MISSED"
        rows.append([name, f"{ours:.1f}", f"{large:.1f}", f"{whole:.1f}", f"{whole / ours:.1f}", verdict])
    header = ["explorer", "update, ms", "at 2×, ms", "whole figure, ms", "ratio", f"{MOST_MILLISECONDS:g} ms"]
    return "One update of a live figure in the kernel: model, drawing, PNG\n" + table(header, rows)


def _update(build: Callable[..., Picture], states: list[dict], ratio: float) -> Callable[[], object]:
    stage, turn = Stage(build(LIGHT, WIDTH, ratio)), cycle(states)
    return lambda: stage.frame(**next(turn))


def _whole(picture: Picture, states: list[dict]) -> Callable[[], object]:
    turn = cycle(states)

    def draw() -> None:
        picture.show(**next(turn))
        picture.figure.canvas.print_png(BytesIO())

    return draw
