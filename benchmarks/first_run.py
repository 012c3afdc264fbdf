"""A newcomer's first minute: from `securebase lab` to the first curve that they move, in a real browser."""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.timing import table

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

ROUNDS = 3
MOST = 60.0  # seconds from opening the page until a curve has moved
# What a newcomer sees, in turn; a key is pressed as soon as the picture is there.
SEEN = ("text to read", "a live picture", "a curve that has moved")

# Looks on every frame, and notes in seconds from the opening of the page when something is seen first.
WATCH = """() => {
    const seen = (window.firstSeen = {});
    let first = '';
    const picture = () => document.querySelector('.jp-NotebookPanel .sb-live img');
    const look = () => {
        const now = performance.now() / 1000;
        const heading = document.querySelector('.jp-NotebookPanel h1');
        const image = picture();
        const shown = image?.complete && image.naturalWidth;
        if (!seen[NAMES[0]] && heading?.getBoundingClientRect().height) seen[NAMES[0]] = now;
        if (!seen[NAMES[2]] && first && shown && image.src !== first) seen[NAMES[2]] = now;
        if (!seen[NAMES[1]] && shown) { seen[NAMES[1]] = now; first = image.src; }
        requestAnimationFrame(look);
    };
    look();
}"""


def report() -> str:
    """Return a table: seconds from the command to an answer, and from the page's opening to what is seen."""
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 - only this report needs a browser

    support = Path(__file__).resolve().parents[1] / "tests" / "support"
    sys.path.insert(0, str(support))
    import real_lab  # noqa: PLC0415 - the same JupyterLab as in the tests
    import real_reader  # noqa: PLC0415 - the same browser as in the tests

    rows: dict[str, list[float]] = {}
    with sync_playwright() as playwright:
        for _ in range(ROUNDS):
            browser = playwright.chromium.launch(
                executable_path=str(real_reader.browser_path()), args=real_reader.BROWSER_ARGUMENTS
            )
            home = Path(tempfile.mkdtemp())
            begun = time.monotonic()
            lab = real_lab.start_lab(home / "workbook", home)
            answered = time.monotonic() - begun
            try:
                address = lab.address(f"?token={lab.token}")
                for when in ("first time", "again"):
                    for name, seconds in _open(browser, address).items():
                        rows.setdefault(f"{name}, {when}", []).append(seconds)
            finally:
                lab.stop()
                browser.close()
            rows.setdefault("from the command to an answer", []).append(answered)
    return _render(rows)


def _open(browser: Browser, address: str) -> dict[str, float]:
    """Open the workbook in a fresh profile, press a key at the first picture, return what was seen when."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page: Page = context.new_page()
    page.add_init_script(f"const NAMES = {list(SEEN)}; ({WATCH})();")
    page.goto(address)
    page.wait_for_function("name => window.firstSeen?.[name]", arg=SEEN[1], timeout=120_000)
    page.locator(".sb-live").first.get_by_role("slider").focus()
    page.keyboard.press("PageUp")
    page.wait_for_function("name => window.firstSeen[name]", arg=SEEN[2], timeout=120_000)
    seen: dict[str, float] = page.evaluate("() => window.firstSeen")
    context.close()
    return {name: seen[name] for name in SEEN}


def _render(rows: dict[str, list[float]]) -> str:
    moved = statistics.median(rows[f"{SEEN[2]}, first time"])
    verdict = (
        f"{'met' if moved <= MOST else 'MISSED'}: a curve has moved after {moved:.1f} s, at most {MOST:g}"
    )
    order = sorted(rows.items(), key=lambda row: (not row[0].startswith("from"), row[0].endswith("again")))
    cells = [[name, f"{statistics.median(times):.1f}", f"{max(times):.1f}"] for name, times in order]
    return (
        f"A newcomer's first minutes, seconds from opening the page, {ROUNDS} fresh homes\n"
        f"{table(['what is seen', 'median, s', 'slowest, s'], cells)}\n{verdict}"
    )
