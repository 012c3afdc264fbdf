"""The numbers someone has kept, question by question, and the sentences that say them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from securebase.reflections import wording
from securebase.reflections.check_ins import AFTER, BEFORE, CHECK_IN, LABELS
from securebase.reflections.scales import scale_of, without_scale

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence
    from datetime import datetime

    from securebase.journal import Entry

KINDS = {CHECK_IN, BEFORE, AFTER, "rating"}


@dataclass(frozen=True)
class Point:
    """One number: when it was kept, what it was, and whether it stood before or after a practice."""

    at: datetime
    number: float
    kind: str


@dataclass(frozen=True)
class Row:
    """All numbers given to one question, in the order of time, and the question's scale."""

    question: str
    scale: tuple[float, float]
    points: Sequence[Point]

    def pairs(self) -> Iterator[tuple[Point, Point]]:
        """Yield each number from before a practice with the one given after it."""
        last = None
        for point in self.points:
            if point.kind == BEFORE:
                last = point
            elif point.kind == AFTER and last is not None:
                yield last, point
                last = None


def rows(entries: Iterable[Entry], prompt_ids: Collection[str] = ()) -> list[Row]:
    """Return one row for each question that was answered with numbers, the latest used first.

    Parameters
    ----------
    entries : iterable of Entry
        In the order of writing.
    prompt_ids : collection of str
        The questions wanted; all of them if empty.
    """
    by_prompt: dict[str, list[Entry]] = {}
    for entry in entries:
        wanted = not prompt_ids or entry.prompt_id in prompt_ids
        if wanted and entry.kind in KINDS and isinstance(entry.value, int | float):
            by_prompt.setdefault(entry.prompt_id, []).append(entry)
    found = [_row(group) for group in by_prompt.values()]
    return sorted(found, key=lambda row: row.points[-1].at, reverse=True)


def _row(group: Sequence[Entry]) -> Row:
    points = sorted(
        (Point(entry.at, float(entry.value), entry.kind) for entry in group),  # type: ignore[arg-type]
        key=lambda point: point.at,
    )
    numbers = [point.number for point in points]
    low, high = scale_of(group[-1].prompt) or (min(numbers), max(numbers))
    # A question may have stood on another scale once.
    return Row(_question(group[-1]), (min(low, *numbers), max(high, *numbers)), points)


def _question(entry: Entry) -> str:
    return without_scale(entry.prompt).removeprefix(f"{LABELS.get(entry.kind)}: ")


def in_sentences(found: Sequence[Row]) -> str:
    """Return the picture of these rows in words, with its numbers."""
    if not found:
        return "There are no check-ins in your journal yet. When you have kept one, it will appear here."
    times = [point.at for row in found for point in row.points]
    count = f"{len(times)} number{'s' if len(times) > 1 else ''}"
    span = f"between {wording.day(min(times))} and {wording.day(max(times))}"
    if wording.day(min(times)) == wording.day(max(times)):
        span = f"on {wording.day(min(times))}"
    return " ".join([f"You kept {count} {span}.", *map(_sentence, found)])


def _sentence(row: Row) -> str:
    numbers = [point.number for point in row.points]
    low, high = row.scale
    scale = f"on a scale from {low:g} to {high:g}"
    if len(numbers) == 1:
        return f"{row.question} Once: {numbers[0]:g}, {scale}."
    words = (
        f"{row.question} {_times(len(numbers)).capitalize()}, between {min(numbers):g} and {max(numbers):g} "
        f"{scale}; the last was {numbers[-1]:g}."
    )
    steps = [after.number - before.number for before, after in row.pairs()]
    if steps:
        counts = {
            "lower afterwards": sum(step < 0 for step in steps),
            "higher afterwards": sum(step > 0 for step in steps),
            "the same": sum(step == 0 for step in steps),
        }
        parts = [f"{way} {_times(count)}" for way, count in counts.items() if count]
        words += f" Around a practice {_times(len(steps))}: {', '.join(parts)}."
    return words


def _times(count: int) -> str:
    return {1: "once", 2: "twice"}.get(count, f"{count} times")
