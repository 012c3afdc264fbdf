"""From a key press to changed pixels, in one real JupyterLab in headless Chromium, four ways side by side."""

from __future__ import annotations

import statistics
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import nbformat
from benchmarks._same_curve import NOTEBOOKS, PARTS
from benchmarks.timing import table

if TYPE_CHECKING:
    from playwright.sync_api import Page

ROUNDS, WARM_UP = 15, 3
DRAG_STEPS, DRAGS = 60, 3
KERNEL = {"name": "python3", "display_name": "Python 3", "language": "python"}
MOST_ABOVE_FLOOR = 35.0  # ms, ours minus the floor
MOST_OF_OTHERS = 0.25  # ours minus the floor, as a share of each other way's
MOST_AFTER_DRAG = 150.0  # ms, ours minus the floor

# Looks at one element on every animation frame, shrunk to a few pixels, and notes when it changes.
WATCH = """([selector]) => {
    const canvas = document.createElement('canvas');
    canvas.width = 96; canvas.height = 54;
    const pen = canvas.getContext('2d', { willReadFrequently: true });
    const look = () => {
        const shown = document.querySelector(selector);
        if (!shown) return null;
        if (shown.tagName === 'OUTPUT') return shown.textContent;
        if (shown.tagName === 'IMG' && !(shown.complete && shown.naturalWidth)) return null;
        pen.fillStyle = 'white'; pen.fillRect(0, 0, 96, 54);
        pen.drawImage(shown, 0, 0, 96, 54);
        return pen.getImageData(0, 0, 96, 54).data.join();
    };
    const watch = (window.watch = { key: 0, changed: [], stop: false });
    let last = look();
    window.addEventListener('keydown', (event) => (watch.key = event.timeStamp), { capture: true });
    const frame = () => {
        const now = look();
        if (now !== null && now !== last) { last = now; watch.changed.push(performance.now()); }
        if (!watch.stop) requestAnimationFrame(frame);
    };
    requestAnimationFrame(frame);
}"""


def report() -> str:
    """Return a table: key press to pixels, and last key of a fast drag to the last change, in ms."""
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 - only this report needs a browser

    sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests" / "support"))
    import real_lab  # noqa: PLC0415 - the same JupyterLab as in the tests
    import real_reader  # noqa: PLC0415 - the same browser as in the tests

    home = Path(tempfile.mkdtemp())
    lab = real_lab.start_lab(home / "workbook", home)
    try:
        for way, cells in NOTEBOOKS.items():
            notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(cell) for cell in cells])
            notebook.metadata["kernelspec"] = KERNEL
            nbformat.write(notebook, lab.folder / f"{way}.ipynb")
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(
                executable_path=str(real_reader.browser_path()), args=real_reader.BROWSER_ARGUMENTS
            )
            page = browser.new_context(viewport={"width": 1280, "height": 900}).new_page()
            person = real_reader.Reader(lab, page)
            measured = {}
            for way in PARTS:
                person.open(f"{way}.ipynb")
                person.run_all()
                page.wait_for_timeout(3000)
                measured[way] = _measure(page, way)
            browser.close()
    finally:
        lab.stop()
    return _render(measured)


def _measure(page: Page, way: str) -> tuple[float, float]:
    """Return the median ms from one key to pixels, and ms from the last key of a drag to the last change."""
    _watch(page, way)
    # Always onwards from the middle of 41 steps, so that nobody has drawn the next picture before.
    presses = [_press(page, "ArrowRight", turns=1, calm=1200) for _ in range(ROUNDS + WARM_UP)]
    page.keyboard.press("Home")
    page.wait_for_timeout(2500)
    drags = [_press(page, "ArrowRight", turns=DRAG_STEPS, calm=4000) for _ in range(DRAGS)]
    return statistics.median(presses[WARM_UP:]), statistics.median(drags)


def _watch(page: Page, way: str) -> None:
    handle, shown = PARTS[way]
    cell = f".jp-Notebook .jp-Cell:nth-child({len(NOTEBOOKS[way])} of .jp-Cell)"
    page.locator(f"{cell} {handle}").first.scroll_into_view_if_needed()
    page.locator(f"{cell} {handle}").first.focus()
    page.evaluate(WATCH, [f"{cell} .jp-Cell-outputWrapper {shown}"])
    page.wait_for_timeout(1500)


def _press(page: Page, key: str, *, turns: int, calm: int) -> float:
    """Press a key some times, wait until all is calm, and return ms from the last key to the last change."""
    page.evaluate("() => { window.watch.changed = []; }")
    for turn in range(turns):
        # The slider has 41 steps: a drag goes there and back.
        page.keyboard.press(key if turn < 30 else "ArrowLeft")
        if turns > 1:
            page.wait_for_timeout(8)
    page.wait_for_timeout(calm)
    key_time, changes = page.evaluate("() => [window.watch.key, window.watch.changed]")
    if not changes:
        raise RuntimeError(f"A key press changed nothing on {page.url}; the page is not what is expected.")
    return float(changes[-1] - key_time)


def _render(measured: dict[str, tuple[float, float]]) -> str:
    floor, floor_drag = measured["floor"]
    ours, ours_drag = measured["ours"][0] - floor, measured["ours"][1] - floor_drag
    rows = [
        [way, f"{press:.0f}", f"{press - floor:.0f}", f"{drag:.0f}"]
        for way, (press, drag) in measured.items()
    ]
    verdicts = [
        (f"ours above the floor: {ours:.0f} ms, at most {MOST_ABOVE_FLOOR:g}", ours <= MOST_ABOVE_FLOOR),
        (
            f"after a drag: {ours_drag:.0f} ms after the floor's, at most {MOST_AFTER_DRAG:g}",
            ours_drag <= MOST_AFTER_DRAG,
        ),
    ]
    for other in ("interact", "ipympl"):
        share = ours / (measured[other][0] - floor)
        text = f"ours above the floor is {share:.2f} of {other}'s, at most {MOST_OF_OTHERS:g}"
        verdicts.append((text, share <= MOST_OF_OTHERS))
    said = "\n".join(f"{'met' if good else 'MISSED'}: {text}" for text, good in verdicts)
    header = ["way", "key to pixels, ms", "above the floor, ms", "last frame after a drag, ms"]
    return (
        f"A key press in JupyterLab until pixels change, medians of {ROUNDS}\n{table(header, rows)}\n{said}"
    )
