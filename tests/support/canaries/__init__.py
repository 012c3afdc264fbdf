"""Look for what a learner wrote in everything that was written while they worked."""

from canaries.containers import contents
from canaries.files import Snapshot, Watch, files_changed, processes_of, snapshot
from canaries.spellings import Canary, beginnings, number_canary, sentence_canary

__all__ = [
    "Canary",
    "Snapshot",
    "Watch",
    "contents",
    "files_changed",
    "find",
    "number_canary",
    "processes_of",
    "sentence_canary",
    "snapshot",
]


def find(canaries, name: str, data: bytes) -> list[str]:
    """Return where any of the canaries stands in these bytes, their name, or what they contain."""
    found = []
    for place, part in [(f"name of {name}", name.encode("utf-8", "surrogateescape")), *contents(name, data)]:
        any_sentence = any(beginning in part for beginning in beginnings())
        found += [
            f"{canary.name} as {spelling} in {place}"
            for canary in canaries
            if any_sentence or not canary.is_sentence
            for spelling, needle in canary.spellings.items()
            if needle in part
        ]
    return found
