"""Fair timing on a machine that others use too: alternatives take turns, and the median counts."""

from __future__ import annotations

import statistics
import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence


def medians(
    calls: Sequence[Callable[[], object]],
    *,
    rounds: int = 15,
    each: Sequence[int] | None = None,
    clock: Callable[[], float] = time.perf_counter,
) -> list[float]:
    """Return the median seconds of each call, after one unmeasured run, the calls taking turns.

    ``each`` says how often a call runs in its turn, so that a quick one is measured more often than a slow.
    ``clock`` may be `time.process_time`, which stands still while other programs have the processor.
    """
    for call in calls:
        call()
    taken: list[list[float]] = [[] for _ in calls]
    for _ in range(rounds):
        for call, times, often in zip(calls, taken, each or [1] * len(calls), strict=True):
            for _ in range(often):
                begin = clock()
                call()
                times.append(clock() - begin)
    return [statistics.median(times) for times in taken]


def table(header: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Return rows as aligned text, the first column to the left and the others to the right."""
    widths = [max(len(row[place]) for row in (header, *rows)) for place in range(len(header))]
    lines = []
    for row in (header, ["-" * width for width in widths], *rows):
        cells = [row[0].ljust(widths[0])]
        cells += [cell.rjust(width) for cell, width in zip(row[1:], widths[1:], strict=True)]
        lines.append("  ".join(cells).rstrip())
    return "\n".join(lines)
