"""Sentences and numbers that stand nowhere else in the world, and every way a program may write them."""

from __future__ import annotations

import base64
import json
import random
import secrets
import struct
from dataclasses import dataclass, field
from functools import cache
from urllib.parse import quote

# Letters that JSON and addresses write with escapes; none of them stands in our own texts side by side.
RARE = "żółćęňřůýþðæœßğışőűķļņģ"
# With these, drawn anew for each run, the two halves of all its sentences begin: one look for them tells
# that a file holds none of many sentences.
LETTERS = "".join(random.SystemRandom().choices(RARE, k=6))
WORD = "q" + secrets.token_hex(4)
SHORTEST = 8  # bytes of base64 that are long enough not to occur by chance


@dataclass(frozen=True)
class Canary:
    """What is typed, and the bytes by which it would be found."""

    name: str
    typed: str
    spellings: dict[str, bytes] = field(repr=False)
    is_sentence: bool = True


def inside_base64(plain: bytes) -> dict[str, bytes]:
    """Return what base64 of a text holding these bytes must contain, for each of three places to start at."""
    found = {}
    for offset in range(3):
        coded = base64.b64encode(b"\0" * offset + plain).decode()
        # The first and last groups mix with the neighbours; only whole groups of ours are certain.
        first = 4 if offset else 0
        last = (offset + len(plain)) // 3 * 4
        sure = coded[first:last]
        if len(sure) >= SHORTEST:
            found[f"base64, {offset} bytes in"] = sure.encode()
            found[f"base64 for addresses, {offset} bytes in"] = sure.translate(
                str.maketrans("+/", "-_")
            ).encode()
    return found


def of_text(text: str) -> dict[str, bytes]:
    """Return the spellings of a text, by name; the same bytes only once."""
    escaped = json.dumps(text)[1:-1]
    ways = {
        "UTF-8": text.encode("utf-8"),
        "UTF-16 little-endian": text.encode("utf-16-le"),
        "UTF-16 big-endian": text.encode("utf-16-be"),
        "JSON with escapes": escaped.encode(),
        "JSON within JSON": json.dumps(escaped)[1:-1].encode(),
        "an address": quote(text, safe="").encode(),
        "an address in small letters": quote(text, safe="").lower().encode(),
        "hexadecimal": text.encode("utf-8").hex().encode(),
        **inside_base64(text.encode("utf-8")),
        **{f"UTF-16, {way}": code for way, code in inside_base64(text.encode("utf-16-le")).items()},
    }
    return {way: code for code, way in {code: way for way, code in reversed(ways.items())}.items()}


@cache
def beginnings() -> tuple[bytes, ...]:
    """Return every way in which the two halves of a sentence may begin in a file."""
    return tuple({*of_text(LETTERS).values(), *of_text(WORD).values()})


def sentence_canary(name: str) -> Canary:
    """Make a sentence of which either half alone would be recognised: rare letters, and a random word."""
    letters = LETTERS + "".join(random.SystemRandom().choices(RARE, k=6))
    word = WORD + secrets.token_hex(6)
    spellings = {f"rare letters, {way}": code for way, code in of_text(letters).items()}
    spellings |= {f"word, {way}": code for way, code in of_text(word).items()}
    return Canary(name, f'I keep "{letters}" to myself / {word} & nobody else.', spellings)


def number_canary(name: str, low: int = 0, high: int = 10) -> Canary:
    """Make a number with nine decimal places between two bounds, found as text and as eight bytes."""
    text = f"{random.SystemRandom().randrange(low, high)}.{random.SystemRandom().randrange(10**8, 10**9)}"
    spellings = of_text(text.split(".")[1]) | {
        "a double, little-endian": struct.pack("<d", float(text)),
        "a double, big-endian": struct.pack(">d", float(text)),
    }
    return Canary(name, text, spellings, is_sentence=False)
