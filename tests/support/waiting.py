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


def eventually(page: Any, measure: Callable[[], Any], expected: Any) -> Any:
    """Return what is measured on the page once it is as expected, or after half a minute."""
    for _ in range(PATIENCE):
        if (found := measure()) == expected:
            return found
        page.wait_for_timeout(STEP)
    return measure()
