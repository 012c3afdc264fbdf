"""A person at a real browser, in front of the workbook."""

from __future__ import annotations

import importlib.util
import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from real_lab import Lab

REPOSITORY = Path(__file__).resolve().parents[2]
# Headless Chromium as root, and silent: it would otherwise look up its maker's hosts at every start.
BROWSER_ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
WINDOW = {"width": 1280, "height": 900}
# Lines that JupyterLab itself or a browser without a network writes to the console, none of ours.
HARMLESS = ("favicon", "ResizeObserver loop", "Failed to load resource: net::ERR_INTERNET_DISCONNECTED")


def browser_path() -> Path:
    spec = importlib.util.spec_from_file_location("find_browser", REPOSITORY / "tools" / "find_browser.py")
    finder = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(finder)
    found = finder.find_browser()
    if found is None:
        raise AssertionError(
            "The browser tests need Chromium or Chrome and found neither. Install one, or run "
            "`python tools/find_browser.py --install`, then run `make test` again."
        )
    return found


@dataclass
class Reader:
    """A person at a browser, in front of the workbook."""

    lab: Lab
    page: object
    complaints: list[str] = field(default_factory=list)
    ran_by_itself: bool = False  # an unchanged lesson that was just opened: every cell has run
    stands_open: bool = False  # JupyterLab, with no document
    loaded_a_page: bool = False  # JupyterLab goes on with that for a while after the notebook is there

    def listen(self) -> None:
        self.page.on("pageerror", self._hear_page)
        self.page.on("console", self._hear_console)

    def stop_listening(self) -> None:
        self.page.remove_listener("pageerror", self._hear_page)
        self.page.remove_listener("console", self._hear_console)

    def _hear_page(self, error: object) -> None:
        self._complain("page error", f"{error}\n{error.stack}")

    def _hear_console(self, line: object) -> None:
        if line.type == "error":
            self._complain(f"console, {line.location['url']}", line.text)

    def _complain(self, kind: str, text: str) -> None:
        if not any(one in text for one in HARMLESS):
            self.complaints.append(f"{kind}: {text}")

    def open(self, path: str) -> None:
        """Open a file of the workbook and wait until it is ready: by its address, unless JupyterLab is there.

        That is when its kernel is, and when the plugin has run what it runs by itself.
        """
        if self.stands_open:
            self.stands_open = False
            self._open_in_jupyterlab(path)
        else:
            self.loaded_a_page = True
            self.page.goto(self.lab.url(path))
        self._wait_for_kernel()
        self._wait_for_plugin()

    def close(self) -> None:
        """Close the notebook, which must be saved; its kernel ends with it."""
        path = self.page.evaluate("() => window.jupyterapp.shell.currentWidget.context.path")
        self.command("application:close")
        self.page.locator(".jp-Notebook").wait_for(state="detached")
        self.wait_until(lambda: path not in [session["path"] for session in self.lab.api("sessions")])
        self.stands_open = True

    def _open_in_jupyterlab(self, path: str) -> None:
        """Open a file as the contents and the file browser do, and put the launcher away."""
        self.page.evaluate(
            """path => {
                const { shell, commands } = window.jupyterapp;
                const before = [...shell.widgets('main')];
                commands.execute('docmanager:open', { path }).then(() => {
                    for (const widget of before) widget.dispose();
                });
            }""",
            path,
        )

    def _wait_for_kernel(self) -> None:
        self.page.locator(".jp-Notebook").first.wait_for(timeout=60_000)
        self.page.wait_for_function(
            """() => {
                const panel = window.jupyterapp?.shell.currentWidget;
                const session = panel && panel.context && panel.context.sessionContext;
                return session && session.isReady && session.session?.kernel?.status === 'idle';
            }""",
            timeout=60_000,
        )

    def _wait_for_plugin(self) -> None:
        settled = self.page.wait_for_function(
            """() => {
                const panel = window.jupyterapp.shell.currentWidget;
                const ready = ['alive', 'changed', 'asleep', 'other'].includes(panel.node.dataset.securebase);
                const here = window.jupyterapp.hasPlugin('securebase:plugin');
                const state = here ? panel.node.dataset.securebase : 'no plugin';
                return !here || ready ? `${state} ${panel.context.path}` : false;
            }""",
            timeout=60_000,
        ).json_value()
        self.ran_by_itself = settled.startswith("alive ") and settled.endswith(".md")

    def command(self, name: str) -> None:
        """Run one of JupyterLab's own commands."""
        self.page.evaluate("name => window.jupyterapp.commands.execute(name)", name)

    def run_all(self) -> None:
        """Run > Run All Cells, and wait for the end; not again what has just run by itself."""
        if self.ran_by_itself:
            self.ran_by_itself = False
            return
        self.command("notebook:run-all-cells")
        self.page.wait_for_function(
            """() => {
                const panel = window.jupyterapp.shell.currentWidget;
                return panel.context.sessionContext.session?.kernel?.status === 'idle';
            }"""
        )

    def save(self) -> None:
        """Save by JupyterLab's own command, and wait until that and the saves asked for before are done."""
        # Not awaited here: a save that fails may open a window, which would hold this call for ever.
        self.page.evaluate(
            """() => {
                window.isSaved = false;
                window.jupyterapp.commands.execute('docmanager:save').then(() => { window.isSaved = true; });
            }"""
        )
        self.page.wait_for_function("() => window.isSaved")

    def reload(self) -> None:
        self.loaded_a_page = True
        self.page.reload()
        self._wait_for_kernel()
        self._wait_for_plugin()

    def use_theme(self, name: str) -> None:
        """``"light"`` or ``"dark"``: JupyterLab's own themes."""
        self.page.evaluate(
            "name => window.jupyterapp.commands.execute('apputils:change-theme', {theme: name})",
            {"light": "JupyterLab Light", "dark": "JupyterLab Dark"}[name],
        )
        light = "true" if name == "light" else "false"
        self.page.wait_for_function(f"() => document.body.dataset.jpThemeLight === '{light}'")

    def screenshot(self, name: str) -> None:
        """Keep a picture when SECUREBASE_SCREENSHOTS names a folder: for a person to look at."""
        folder = os.environ.get("SECUREBASE_SCREENSHOTS")
        if folder:
            Path(folder).mkdir(parents=True, exist_ok=True)
            self.page.screenshot(path=str(Path(folder) / f"{name}.png"))

    def screenshots(self, name: str, place: object) -> None:
        """Keep pictures of a part of the page in light and dark, wide and narrow, when they are asked for."""
        if not os.environ.get("SECUREBASE_SCREENSHOTS"):
            return
        for theme in ("light", "dark"):
            self.use_theme(theme)
            for width in (1280, 800):
                self.page.set_viewport_size({"width": width, "height": 1250})
                place.scroll_into_view_if_needed()
                self.page.wait_for_timeout(700)
                self.screenshot(f"{name}-{theme}-{width}")
        self.use_theme("light")
        self.page.set_viewport_size({"width": 1280, "height": 900})

    def screenshots_of_parts(self, name: str, *headings: str) -> None:
        """Keep a picture of what stands below each of these headings, when pictures are asked for."""
        if not os.environ.get("SECUREBASE_SCREENSHOTS"):
            return
        for heading in headings:
            self.page.get_by_role("heading", name=heading).scroll_into_view_if_needed()
            self.page.mouse.move(640, 500)
            self.page.mouse.wheel(0, 500)
            self.page.wait_for_timeout(500)
            self.screenshot(f"{name}-{heading}")

    def wait_until(self, condition: Callable[[], bool], seconds: int = 30) -> None:
        """Go on once ``condition()`` holds, of something that no page shows: a file, a count."""
        for _ in range(seconds * 10):
            if condition():
                return
            self.page.wait_for_timeout(100)
        raise AssertionError(f"after {seconds} seconds this still did not hold: {condition}")

    def stored(self) -> str:
        """Return what would be written to the file that is open, with outputs and widget states, as text."""
        return self.page.evaluate(
            "() => JSON.stringify(window.jupyterapp.shell.currentWidget.context.model.toJSON())"
        )

    def run_cell_with(self, text: str) -> None:
        """Select the cell that holds ``text`` and run it, as a learner does with Shift and Enter."""
        self.page.evaluate(
            """text => {
                const notebook = window.jupyterapp.shell.currentWidget.content;
                notebook.activeCellIndex = notebook.widgets.findIndex(
                    cell => cell.model.type === 'code' && cell.model.sharedModel.getSource().includes(text));
            }""",
            text,
        )
        self.command("notebook:run-cell")
