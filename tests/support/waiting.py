"""What a test waits for, however busy the machine is, beside what Playwright's ``expect`` knows."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

PATIENCE = 300
STEP = 100


def begins(words: str) -> re.Pattern[str]:
    """Return the pattern of a text that begins with these words."""
    return re.compile("^" + re.escape(words))


def ends(words: str) -> re.Pattern[str]:
    """Return the pattern of a text that ends with these words."""
    return re.compile(re.escape(words) + "$")


def comes(page: Any, measure: Callable[[], Any], expected: Any) -> None:
    """Measure the page again and again until it is as expected; else fail with what was measured last."""
    for _ in range(PATIENCE):
        if measure() == expected:
            return
        page.wait_for_timeout(STEP)
    assert measure() == expected
