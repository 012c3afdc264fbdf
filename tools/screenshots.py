"""Take the README's pictures from a real JupyterLab, light and dark, so that they show what is there."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from playwright.sync_api import sync_playwright

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "tests" / "support"))
from real_lab import start_lab  # noqa: E402 - the same JupyterLab as in the tests
from real_reader import BROWSER_ARGUMENTS, Reader, browser_path  # noqa: E402 - and the same browser

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

IMAGES = ROOT / "docs" / "images"
SIZE = {"width": 1280, "height": 960}
ALIVE = "state => window.jupyterapp.shell.currentWidget.node.dataset.securebase === 'alive'"
CALM = 1500  # ms in which a picture is drawn anew
# What someone might draw: minutes are those of the sheet's handles.
EXPECTED = (1.0, 2.2, 3.4, 2.8, 2.0, 1.5, 1.2, 1.1, 1.0)


def to_the_top(part: Locator, above: int = 24) -> None:
    """Scroll until a part stands a little below the notebook's upper edge."""
    part.evaluate(
        """(element, above) => {
            element.scrollIntoView({ block: 'start' });
            element.closest('.jp-WindowedPanel-outer').scrollTop -= above;
        }""",
        above,
    )


def start_here(page: Page) -> None:
    """Move the first handle, as the lesson asks, and go back to its first line."""
    handle = page.locator(".sb-live").first.get_by_role("slider")
    handle.focus()
    for _ in range(3):
        page.keyboard.press("PageUp")
    to_the_top(page.get_by_role("heading", level=1).first)


def lesson_4(page: Page) -> None:
    """Predict, look, and stand before the means of a hundred men."""
    sheet = page.locator(".sb-prediction")
    sheet.scroll_into_view_if_needed()
    sheet.get_by_text("Type the numbers instead").click()
    for field, value in zip(sheet.get_by_role("spinbutton").all(), EXPECTED, strict=True):
        field.fill(str(value))
    sheet.get_by_role("button", name="Look at the data").click()
    shown = page.locator(".sb-live:visible").filter(has_text="nmol/L").first
    shown.locator("img").wait_for()
    to_the_top(shown)


def exercise_4(page: Page) -> None:
    """Answer the first question and have it checked."""
    page.get_by_role("group", name="The minute of the peak").get_by_role("textbox").fill("23.8")
    page.get_by_role("button", name="Keep this answer").first.click()
    page.get_by_text("Kept: The minute of the peak").first.wait_for()
    page.get_by_role("button", name="Check this part").first.click()
    page.get_by_text("2 of 2 points").first.wait_for()
    page.get_by_role("region", name="Course").get_by_text("1 of 8 parts done").wait_for()
    to_the_top(page.get_by_role("heading", name="Part 1"), above=0)


PAGES = {
    "start-here": ("lessons/00-start-here.md", start_here),
    "lesson-4": ("lessons/04-the-first-hour.md", lesson_4),
    "exercise-4": ("exercises/04-the-first-hour/04-the-first-hour.ipynb", exercise_4),
}


def main() -> None:
    """Write the pictures into docs/images."""
    home = Path(tempfile.mkdtemp())
    lab = start_lab(home / "workbook", home)
    try:
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=str(browser_path()), args=BROWSER_ARGUMENTS)
            page = browser.new_context(viewport=SIZE).new_page()
            person = Reader(lab, page)
            for name, (path, visit) in PAGES.items():
                person.open(path)
                page.wait_for_function(ALIVE)
                visit(page)
                for theme in ("light", "dark"):
                    person.use_theme(theme)
                    page.mouse.move(SIZE["width"] - 5, SIZE["height"] - 5)
                    page.wait_for_timeout(CALM)
                    page.screenshot(path=str(IMAGES / f"{name}-{theme}.png"))
                person.use_theme("light")
            browser.close()
    finally:
        lab.stop()


if __name__ == "__main__":
    main()
