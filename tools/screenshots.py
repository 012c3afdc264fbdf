"""Take the README's pictures from a real JupyterLab, so that they show what is there."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "tests" / "browser"))
import conftest as real  # noqa: E402 - the same JupyterLab and browser as in the tests

# What someone might draw: minutes are those of the sheet's handles.
EXPECTED = (1.0, 2.2, 3.4, 2.8, 2.0, 1.5, 1.2, 1.1, 1.0)


def lesson_4(page: Page) -> None:
    """Predict, look, and stand before the means of a hundred men."""
    sheet = page.locator(".sb-prediction")
    sheet.scroll_into_view_if_needed()
    sheet.get_by_text("Type the numbers instead").click()
    for field, value in zip(sheet.get_by_role("spinbutton").all(), EXPECTED, strict=True):
        field.fill(str(value))
    sheet.get_by_role("button", name="Look at the data").click()
    shown = page.locator(".sb-live").nth(1)
    shown.wait_for()
    page.wait_for_timeout(1500)
    shown.evaluate("element => element.scrollIntoView({ block: 'start' })")
    page.wait_for_timeout(1500)


def main() -> None:
    """Write the pictures into docs/images."""
    home = Path(tempfile.mkdtemp())
    lab = real.start_lab(home / "workbook", home)
    try:
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(
                executable_path=str(real.browser_path()), args=real.BROWSER_ARGUMENTS
            )
            page = browser.new_context(viewport={"width": 1280, "height": 900}).new_page()
            reader = real.Reader(lab, page)
            reader.open("lessons/04-the-first-hour.md")
            reader.run_all()
            lesson_4(page)
            page.screenshot(path=str(ROOT / "docs" / "images" / "lesson-4.png"))
            browser.close()
    finally:
        lab.stop()


if __name__ == "__main__":
    main()
