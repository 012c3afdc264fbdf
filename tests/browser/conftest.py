"""A real JupyterLab in a real browser: `securebase lab` on a free port, with a throw-away home."""

from __future__ import annotations

import importlib.util
import json
import os
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote

import pytest

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
# Lines that JupyterLab itself or a browser without a network writes to the console, none of ours.
HARMLESS = ("favicon", "ResizeObserver loop", "Failed to load resource: net::ERR_INTERNET_DISCONNECTED")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@dataclass
class Lab:
    """A running `securebase lab`."""

    folder: Path
    home: Path
    port: int
    token: str
    process: subprocess.Popen
    log: Path

    def url(self, path: str = "") -> str:
        """Address of a file of the workbook in JupyterLab, in a workspace of its own (no tabs left over)."""
        tree = f"/tree/{quote(path)}" if path else ""
        return f"http://127.0.0.1:{self.port}/lab/workspaces/t{secrets.token_hex(4)}{tree}?token={self.token}"

    def api(self, path: str, *, method: str = "GET", body: object = None, root: str = "api"):
        """Ask the server itself."""
        request = urllib.request.Request(
            f"http://127.0.0.1:{self.port}/{root}/{path}",
            headers={"Authorization": f"token {self.token}"},
            method=method,
            data=None if body is None else json.dumps(body).encode(),
        )
        with urllib.request.urlopen(request, timeout=30) as answer:
            content = answer.read()
        return json.loads(content) if content else None

    def stop(self) -> None:
        self.process.send_signal(signal.SIGTERM)
        try:
            self.process.wait(20)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()


def start_lab(
    folder: Path,
    home: Path,
    *options: str,
    environment: dict[str, str] | None = None,
    again: Lab | None = None,
) -> Lab:
    """Start `securebase lab` as a learner would, and wait until it answers; ``again``: where it was before."""
    port, token = (again.port, again.token) if again else (free_port(), secrets.token_hex(12))
    config = home / ".jupyter"
    config.mkdir(parents=True, exist_ok=True)
    # Lets a test call JupyterLab's own commands (run all, save) instead of hunting through menus.
    (config / "jupyter_lab_config.json").write_text('{"LabApp": {"expose_app_in_browser": true}}')
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("JUPYTER", "XDG_", "IPYTHON", "SECUREBASE"))
    }
    variables = kept | {
        "HOME": str(home),
        "PATH": os.pathsep.join([str(Path(sys.executable).parent), kept.get("PATH", "")]),
        "JUPYTER_TOKEN": token,
    }
    log = home / "lab.log"
    with log.open("ab") as output:
        process = subprocess.Popen(
            ["securebase", "lab", "--no-browser", "--port", str(port), "--folder", str(folder), *options],
            cwd=home,
            env=variables | (environment or {}),
            stdout=output,
            stderr=subprocess.STDOUT,
            stdin=subprocess.DEVNULL,
        )
    lab = Lab(folder, home, port, token, process, log)
    for _ in range(600):
        try:
            lab.api("status")
        except OSError:
            if process.poll() is not None:
                pytest.fail(f"`securebase lab` ended with status {process.returncode}:\n{log.read_text()}")
            time.sleep(0.1)
        else:
            return lab
    lab.stop()
    pytest.fail(f"`securebase lab` did not answer within a minute:\n{log.read_text()}")


@pytest.fixture(scope="session")
def lab(tmp_path_factory):
    """One JupyterLab for all browser tests; each test opens its own workspace and its own kernels."""
    home = tmp_path_factory.mktemp("home")
    running = start_lab(home / "workbook", home)
    yield running
    running.stop()


@pytest.fixture
def own_lab(tmp_path):
    """Start JupyterLabs that a test may break: ``own_lab(*options)``."""
    started = []

    def start(*options: str, folder: Path | None = None, **how) -> Lab:
        home = tmp_path / "home"
        home.mkdir(exist_ok=True)
        started.append(start_lab(folder or home / "workbook", home, *options, **how))
        return started[-1]

    yield start
    for one in started:
        one.stop()


def browser_path() -> Path:
    spec = importlib.util.spec_from_file_location("find_browser", REPOSITORY / "tools" / "find_browser.py")
    finder = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(finder)
    found = finder.find_browser()
    if found is None:
        pytest.fail(
            "The browser tests need Chromium or Chrome and found neither. Install one, or run "
            "`python tools/find_browser.py --install`, then run `make test` again."
        )
    return found


@pytest.fixture(scope="session")
def chromium():
    """The browser itself."""
    from playwright.sync_api import sync_playwright

    path = browser_path()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(path), args=BROWSER_ARGUMENTS)
        yield browser
        browser.close()


@dataclass
class Reader:
    """A person at a browser, in front of the workbook."""

    lab: Lab
    page: object
    complaints: list[str] = field(default_factory=list)
    ran_by_itself: bool = False  # an unchanged lesson that was just opened: every cell has run

    def listen(self) -> None:
        def hear(kind: str, text: str) -> None:
            if not any(one in text for one in HARMLESS):
                self.complaints.append(f"{kind}: {text}")

        self.page.on("pageerror", lambda error: hear("page error", str(error)))
        self.page.on(
            "console",
            lambda line: (
                hear(f"console, {line.location['url']}", line.text) if line.type == "error" else None
            ),
        )

    def open(self, path: str) -> None:
        """Open a file of the workbook by its address and wait until it is ready.

        That is when its kernel is, and when the plugin has run what it runs by itself.
        """
        self.page.goto(self.lab.url(path))
        self._wait_for_kernel()
        self._wait_for_plugin()

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
        self.command("docmanager:save")
        self.page.wait_for_function("() => !window.jupyterapp.shell.currentWidget.context.model.dirty")

    def reload(self) -> None:
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


def read(lab: Lab, chromium):
    """Give a reader in a fresh browser profile; close all kernels at the end."""
    context = chromium.new_context(viewport={"width": 1280, "height": 900})
    person = Reader(lab, context.new_page())
    person.listen()
    yield person
    context.close()
    for session in lab.api("sessions"):
        lab.api(f"sessions/{session['id']}", method="DELETE")
    # A theme that a test chose is a setting of the server, and would be the next reader's theme.
    lab.api(
        "settings/@jupyterlab/apputils-extension:themes", method="PUT", body={"raw": "{}"}, root="lab/api"
    )


@pytest.fixture
def make_reader(chromium):
    """Put a reader in front of a JupyterLab that the test started itself: ``make_reader(lab)``."""
    contexts = []

    def make(lab: Lab) -> Reader:
        contexts.append(chromium.new_context(viewport={"width": 1280, "height": 900}))
        person = Reader(lab, contexts[-1].new_page())
        person.listen()
        return person

    yield make
    for context in contexts:
        context.close()


@pytest.fixture
def reader(lab, chromium):
    """A reader in a fresh browser profile."""
    yield from read(lab, chromium)


@pytest.fixture(scope="module")
def shared_reader(lab, chromium):
    """One reader for all tests of a file, which must not ask for `reader` too."""
    yield from read(lab, chromium)


@pytest.fixture
def reader_with_profile():
    """Open a browser that keeps its profile in a folder: ``reader_with_profile(lab, folder)``."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        opened = []

        def open_browser(lab: Lab, folder: Path) -> Reader:
            context = playwright.chromium.launch_persistent_context(
                str(folder),
                executable_path=str(browser_path()),
                args=BROWSER_ARGUMENTS,
                viewport={"width": 1280, "height": 1600},
            )
            opened.append(context)
            return Reader(lab, context.pages[0])

        yield open_browser
        for context in opened:
            context.close()


class Keyboard:
    """Hands of someone who uses no pointer, and looks for the ring around what has the focus."""

    @staticmethod
    def into(part):
        """Stand in front of a component, where Tab would come from the cell above; return the component."""
        part.evaluate("e => { e.tabIndex = -1; e.focus(); e.removeAttribute('tabindex'); }")
        return part

    @staticmethod
    def tab_to(target, limit: int = 60) -> None:
        for _ in range(limit):
            if target.evaluate("element => element === document.activeElement"):
                break
            target.page.keyboard.press("Tab")
        else:
            pytest.fail(f"Tab did not come to {target}")
        ring = target.evaluate("e => [getComputedStyle(e).outlineStyle, getComputedStyle(e).outlineWidth]")
        assert ring == ["solid", "3px"], "the focus cannot be seen"

    def press(self, target, key: str = "Enter") -> None:
        self.tab_to(target)
        target.page.keyboard.press(key)


@pytest.fixture(scope="session")
def keyboard():
    """The keyboard alone: ``keyboard.press(page.get_by_role("button"))``."""
    return Keyboard()


@pytest.fixture
def lesson_copy(lab):
    """Copy a lesson under another name, so that a test may change it: ``lesson_copy("lessons/x.md")``."""
    made = []

    def copy(path: str) -> str:
        source = lab.folder / path
        target = source.with_name(f"copy-{secrets.token_hex(3)}-{source.name}")
        shutil.copy(source, target)
        made.append(target)
        return str(target.relative_to(lab.folder))

    yield copy
    for target in made:
        target.unlink(missing_ok=True)


@pytest.fixture(scope="session")
def serious_findings():
    """Ask axe-core what is serious or critical in our components: ``serious_findings(page)``.

    While JupyterLab lays itself out anew or changes its theme, it covers the page for a moment and axe-core
    cannot judge colours: the page is asked again until it can. It judges what is in view, so make the window
    tall before.
    """
    package = importlib.util.find_spec("axe_playwright_python")
    if package is None or package.origin is None:
        pytest.fail(
            "The package axe-playwright-python, which carries axe-core, is missing. Run `make test` again."
        )
    script = Path(package.origin).with_name("axe.min.js").read_text(encoding="utf-8")

    def find(page) -> list:
        # JupyterLab's body is 0 pixels high: axe-core would take all that is in it for clipped away.
        page.add_style_tag(content="html, body { height: 100% !important }")
        page.evaluate(script)
        for _ in range(30):
            page.wait_for_timeout(400)
            result = page.evaluate("() => axe.run({include: [['.sb']]})")
            contrast = [one for one in result["passes"] if one["id"] == "color-contrast"]
            if contrast and len(contrast[0]["nodes"]) >= 20:
                return [
                    (one["id"], node["html"], node["failureSummary"])
                    for one in result["violations"]
                    if one["impact"] in ("serious", "critical")
                    for node in one["nodes"]
                ]
        unsure = [
            node["any"][0]["message"]
            for one in result["incomplete"]
            for node in one["nodes"]
            if one["id"] == "color-contrast"
        ]
        pytest.fail(f"axe-core could not see our colours: {unsure}")

    return find
